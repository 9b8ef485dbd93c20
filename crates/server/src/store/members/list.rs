//! The list of members.

use api_types::{COMPANIES, MEMBERS, Member, ROLES, SearchField};
use jiff::Timestamp;

use super::{facets, row::read_in_order, viewer::Viewer};
use crate::{
    authz::{Authorized, policy::ReadMembers},
    store::{
        Database, StoreError,
        listing::{
            Few, FieldSource, FieldSpec, FilterBy, FilterSpec, Hidden, Link, ListSpec, LongList, Moment, NameTable,
            Noun, SortColumn, Source,
        },
        page::Position,
    },
};

/// Members, as a list.
#[derive(Debug)]
pub enum Members {}

impl Noun for Members {
    type Read = ReadMembers;
    type Row = Member;
    const SPEC: &'static ListSpec = &SPEC;

    async fn rows(
        database: &Database,
        may: &Authorized<ReadMembers>,
        positions: &[Position],
        _: Timestamp,
    ) -> Result<Vec<Member>, StoreError> {
        read_in_order(database, positions, &Viewer::of(may)).await
    }
}

/// The columns and tables behind the list.
pub(in crate::store) static SPEC: ListSpec = ListSpec {
    listing: &MEMBERS,
    table: "members",
    columns: &[
        SortColumn::bytes("name", "name_key"),
        SortColumn::text("email", "email_key"),
        SortColumn::bytes("signature", "signature_key").or_absent(),
        SortColumn::bytes("roles", "roles_key").or_absent(),
        SortColumn::number("status", Source::Column("status")),
        SortColumn::number("two_factor", Source::Column("two_factor")).or_absent(),
        SortColumn::bytes("companies", "companies_key").or_absent(),
        SortColumn::bytes("supervisor", "supervisor_key").or_absent(),
        SortColumn::bytes("invited_by", "inviter_key").or_absent(),
        SortColumn::number("invited_at", Source::Column("invited_at")).or_absent(),
        SortColumn::number("member_since", Source::Column("member_since")).or_absent(),
        SortColumn::number("last_sign_in", Source::Column("last_sign_in")).or_absent(),
        SortColumn::text("active_from", "active_from").or_absent(),
        SortColumn::text("active_until", "active_until").or_absent(),
    ],
    filters: &[
        FilterSpec {
            name: "role",
            by: FilterBy::Links {
                facet: facets::ROLE,
                link: Link { table: "member_roles", row: "member_id", id: "role_id" },
                none: "roles_key",
                names: NameTable {
                    table: "roles",
                    name: &["name"],
                    few: Some(Few { position: "position", key: "key" }),
                },
            },
        },
        FilterSpec { name: "status", by: FilterBy::Named { facet: facets::STATUS, source: Source::Column("status") } },
        FilterSpec {
            name: "two_factor",
            by: FilterBy::Named { facet: facets::TWO_FACTOR, source: Source::Column("two_factor") },
        },
        FilterSpec {
            name: "company",
            by: FilterBy::Links {
                facet: facets::COMPANY,
                link: Link { table: "member_companies", row: "member_id", id: "company_id" },
                none: "companies_key",
                names: NameTable { table: "companies", name: &["name"], few: None },
            },
        },
        FilterSpec {
            name: "supervisor",
            by: FilterBy::Ids {
                facet: facets::SUPERVISOR,
                column: "supervisor_id",
                none: "supervisor_key",
                names: PEOPLE,
            },
        },
        FilterSpec {
            name: "invited_by",
            by: FilterBy::Ids { facet: facets::INVITER, column: "invited_by_id", none: "inviter_key", names: PEOPLE },
        },
        FilterSpec {
            name: "last_sign_in",
            by: FilterBy::Moments {
                column: "last_sign_in",
                names: &[("never", Moment::Never), ("over_90_days", Moment::DaysAgo(90))],
            },
        },
        FilterSpec {
            name: "invitation_expires",
            by: FilterBy::Moments {
                column: "invitation_expires_at",
                names: &[("within_3_days", Moment::WithinDays(3))],
            },
        },
        FilterSpec {
            name: "invitation",
            by: FilterBy::Present { facet: facets::LINK_WANTED, column: "invitation_link_wanted_at" },
        },
    ],
    search_fields: &[
        FieldSpec { field: SearchField::First, source: FieldSource::Place(1) },
        FieldSpec { field: SearchField::Last, source: FieldSource::Place(2) },
        FieldSpec { field: SearchField::Email, source: FieldSource::HiddenAddress },
        FieldSpec { field: SearchField::Signature, source: FieldSource::Place(4) },
        FieldSpec {
            field: SearchField::Supervisor,
            source: FieldSource::Reference { facet: facets::SUPERVISOR, column: "supervisor_id" },
        },
    ],
    long: Some(LongList { place: "place", trigrams: "member_search" }),
    by_id: false,
    hidden: Some(Hidden { column: "hidden", filter: "status", values: &["withdrawn", "removed"] }),
    depends_on: &[ROLES.name, COMPANIES.name],
};

/// Members, as those whom other members refer to.
/// The people of an organization by name.
pub(in crate::store) const PEOPLE: NameTable = NameTable { table: "members", name: &["name", "email"], few: None };
