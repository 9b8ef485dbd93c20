//! What an organization knows of its members without counting them: how many there are, how many have which value in
//! what can be filtered by, and how often anything about them has changed.

use std::collections::BTreeMap;

use api_types::{AccountId, CompanyId, MemberId, MemberStatus, OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};

use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, status_place},
    sql,
};

/// Bits of a place that tell the members of one organization apart.
const PLACE_BITS: u32 = 32;

/// What members are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) enum Facet {
    Status,
    TwoFactor,
    Role,
    Company,
    Supervisor,
    Inviter,
}

impl Facet {
    /// As it is kept.
    pub(super) const fn place(self) -> i16 {
        match self {
            Self::Status => 1,
            Self::TwoFactor => 2,
            Self::Role => 3,
            Self::Company => 4,
            Self::Supervisor => 5,
            Self::Inviter => 6,
        }
    }
}

/// How second-factor sign-in is kept: on, off, or not known.
pub(in crate::store) fn two_factor_place(two_factor: Option<bool>) -> Option<i16> {
    two_factor.map(|on| if on { 0 } else { 1 })
}

/// A small number as a counted value.
pub(super) fn number_value(place: Option<i16>) -> Vec<u8> {
    place.map_or(Vec::new(), |place| place.to_be_bytes().to_vec())
}

/// Whether the list shows members of this status only if a filter asks for it. They are only counted by status.
pub(in crate::store) const fn is_hidden(status: MemberStatus) -> bool {
    matches!(status, MemberStatus::Withdrawn)
}

/// What a member counts for.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Counted {
    is_hidden: bool,
    values: Vec<(Facet, Vec<u8>)>,
}

impl Counted {
    /// Of somebody with this status and everything else that can be filtered by.
    pub(in crate::store) fn new(status: MemberStatus, two_factor: Option<bool>) -> Self {
        let by_status = (Facet::Status, number_value(Some(status_place(status))));
        let counted = Self { is_hidden: is_hidden(status), values: vec![by_status] };
        counted.also([(Facet::TwoFactor, number_value(two_factor_place(two_factor)))])
    }

    /// Adds more values, unless the member is hidden.
    fn also(mut self, values: impl IntoIterator<Item = (Facet, Vec<u8>)>) -> Self {
        if !self.is_hidden {
            self.values.extend(values);
        }
        self
    }

    /// 1 for a member that is in the list and holds a seat.
    fn seats(&self) -> i64 {
        i64::from(!self.is_hidden)
    }

    pub(in crate::store) fn roles(self, roles: &[RoleId]) -> Self {
        self.also(roles.iter().map(|role| (Facet::Role, id_bytes(*role))))
    }

    pub(in crate::store) fn companies(self, companies: &[CompanyId]) -> Self {
        self.also(companies.iter().map(|company| (Facet::Company, id_bytes(*company))))
    }

    pub(in crate::store) fn people(self, supervisor: Option<MemberId>, inviter: Option<MemberId>) -> Self {
        self.also(supervisor.map(|member| (Facet::Supervisor, id_bytes(member))))
            .also(inviter.map(|member| (Facet::Inviter, id_bytes(member))))
    }
}

/// Makes room for new members of one organization, counts them, and says the first one's place; the others' follow.
pub(in crate::store) async fn add(
    transaction: &mut Transaction,
    organization: OrganizationId,
    members: &[Counted],
) -> Result<i64, StoreError> {
    let number = i64::try_from(members.len()).unwrap_or(i64::MAX);
    note(transaction, organization, members.iter().map(Counted::seats).sum(), number).await?;
    count(transaction, organization, &[], members).await?;
    let placed = Query::select()
        .columns(["ordinal", "members_placed"])
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    let (ordinal, placed): (i64, i64) = sql::always(transaction.one(&placed).await?)?;
    Ok(first_place(ordinal) + placed - number)
}

/// Counts a member anew after a change.
pub(super) async fn change(
    transaction: &mut Transaction,
    organization: OrganizationId,
    before: Counted,
    after: Counted,
) -> Result<(), StoreError> {
    note(transaction, organization, after.seats() - before.seats(), 0).await?;
    count(transaction, organization, &[before], &[after]).await
}

/// Counts a member no more, neither as itself nor as what others refer to.
pub(super) async fn remove(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
    counted: Counted,
) -> Result<(), StoreError> {
    note(transaction, organization, -counted.seats(), 0).await?;
    count(transaction, organization, &[counted], &[]).await?;
    let delete = Query::delete()
        .from_table("member_counts")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("facet").is_in([Facet::Supervisor.place(), Facet::Inviter.place()]))
        .and_where(Expr::col("value").eq(id_bytes(member)))
        .take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Says of an organization that something about its members has changed, and how many more there are.
///
/// Before anything else, so that two changes wait for each other here.
async fn note(
    transaction: &mut Transaction,
    organization: OrganizationId,
    more: i64,
    placed: i64,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("organizations")
        .value("members_total", Expr::col("members_total").add(more))
        .value("members_placed", Expr::col("members_placed").add(placed))
        .value("members_version", Expr::col("members_version").add(1i64))
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Moves the counts from what members counted for to what they count for now.
async fn count(
    transaction: &mut Transaction,
    organization: OrganizationId,
    before: &[Counted],
    after: &[Counted],
) -> Result<(), StoreError> {
    let mut more: BTreeMap<(Facet, &[u8]), i64> = BTreeMap::new();
    for (members, by) in [(before, -1), (after, 1)] {
        for (facet, value) in members.iter().flat_map(|member| &member.values) {
            *more.entry((*facet, value)).or_default() += by;
        }
    }
    let more: Vec<_> = more.into_iter().filter(|(_, members)| *members != 0).collect();
    for some in more.chunks(1000) {
        let row = |((facet, value), members): &((Facet, &[u8]), i64)| {
            vec![id_bytes(organization).into(), facet.place().into(), value.to_vec().into(), (*members).into()]
        };
        let columns = vec!["organization_id", "facet", "value", "members"];
        let mut insert = sql::insert_rows("member_counts", columns, some.iter().map(row).collect())?;
        let sum = Expr::col(("member_counts", "members")).add(Expr::col(("excluded", "members")));
        insert.on_conflict(OnConflict::columns(["organization_id", "facet", "value"]).value("members", sum).to_owned());
        transaction.execute(&insert).await?;
    }
    Ok(())
}

/// Says that something about the account's memberships has changed.
pub(in crate::store) async fn touch(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    let organizations = Query::select()
        .column("organization_id")
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .take();
    let update = Query::update()
        .table("organizations")
        .value("members_version", Expr::col("members_version").add(1i64))
        .and_where(Expr::col("id").in_subquery(organizations))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// The place of an organization's first member; those of the next organization's follow all of its own.
pub(super) const fn first_place(ordinal: i64) -> i64 {
    ordinal << PLACE_BITS
}

/// The counts of one facet of an organization.
pub(in crate::store) fn counts(organization: OrganizationId, facet: Facet) -> SelectStatement {
    Query::select()
        .from("member_counts")
        .and_where(Expr::col(("member_counts", "organization_id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("member_counts", "facet")).eq(facet.place()))
        .and_where(Expr::col(("member_counts", "members")).gt(0i64))
        .take()
}
