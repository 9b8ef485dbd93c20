//! A member as a whole, to be added, changed and removed: with everything that is computed and counted of it.

use api_types::{AccountId, CompanyId, Language, MemberId, MemberStatus, OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, Order, Query, Value};
use serde::{Deserialize, Serialize};
use sqlx_macros::FromRow;

use super::{
    derived::DERIVED_COLUMNS,
    facets::{self, two_factor_place},
    held,
    names::Names,
};
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, optional_id, read_id, read_language, read_status, status_place},
    listing::Counted,
    sql, text,
};

/// A member as it is stored; times are microseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct MemberRecord {
    pub id: MemberId,
    pub organization: OrganizationId,
    pub account: Option<AccountId>,
    pub email: String,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub name: Option<String>,
    pub signature: Option<String>,
    pub status: MemberStatus,
    pub two_factor: Option<bool>,
    pub supervisor: Option<MemberId>,
    pub invited_by: Option<MemberId>,
    pub invited_at: Option<i64>,
    pub member_since: Option<i64>,
    pub last_sign_in: Option<i64>,
    /// While it is pending or expired.
    pub invitation: Option<InvitationRecord>,
    /// Which links of the invitation hold.
    pub generation: i64,
    pub version: i64,
    pub roles: Vec<RoleId>,
    /// The main one first.
    pub companies: Vec<CompanyId>,
}

/// An invitation that has not been accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct InvitationRecord {
    pub expires_at: i64,
    pub sent_at: Option<i64>,
    pub times_sent: i64,
    pub message: Option<String>,
    /// How long it holds each time that it is sent, in microseconds.
    pub lifetime: i64,
    pub language: Language,
    pub reminded_at: Option<i64>,
}

#[derive(FromRow)]
struct Row {
    account_id: Option<Vec<u8>>,
    email: String,
    given_name: Option<String>,
    family_name: Option<String>,
    name: Option<String>,
    signature: Option<String>,
    status: i16,
    two_factor: Option<i16>,
    supervisor_id: Option<Vec<u8>>,
    invited_by_id: Option<Vec<u8>>,
    invited_at: Option<i64>,
    member_since: Option<i64>,
    last_sign_in: Option<i64>,
    invitation_expires_at: Option<i64>,
    invitation_sent_at: Option<i64>,
    invitation_times_sent: i64,
    invitation_message: Option<String>,
    invitation_lifetime: Option<i64>,
    invitation_language: Option<String>,
    invitation_reminded_at: Option<i64>,
    invitation_generation: i64,
    version: i64,
}

/// In the order of [`MemberRecord::values`].
const COLUMNS: [&str; 23] = [
    "account_id",
    "email",
    "email_key",
    "given_name",
    "family_name",
    "name",
    "signature",
    "status",
    "two_factor",
    "supervisor_id",
    "invited_by_id",
    "invited_at",
    "member_since",
    "last_sign_in",
    "invitation_expires_at",
    "invitation_sent_at",
    "invitation_times_sent",
    "invitation_message",
    "invitation_lifetime",
    "invitation_language",
    "invitation_reminded_at",
    "invitation_generation",
    "version",
];

impl MemberRecord {
    /// The organization's member with this identifier.
    pub(in crate::store) async fn find(
        transaction: &mut Transaction,
        organization: OrganizationId,
        id: MemberId,
    ) -> Result<Option<Self>, StoreError> {
        let query = Query::select()
            .columns(COLUMNS)
            .from("members")
            .and_where(Expr::col("id").eq(id_bytes(id)))
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .take();
        let Some(row) = transaction.one::<Row>(&query).await? else { return Ok(None) };
        let roles = Query::select()
            .column(("roles", "id"))
            .from("member_roles")
            .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
            .and_where(Expr::col(("member_roles", "member_id")).eq(id_bytes(id)))
            .order_by(("roles", "position"), Order::Asc)
            .take();
        let companies = Query::select()
            .column("company_id")
            .from("member_companies")
            .and_where(Expr::col("member_id").eq(id_bytes(id)))
            .order_by("position", Order::Asc)
            .take();
        let mut record = row.into_record(organization, id)?;
        record.roles = ids(transaction.all(&roles).await?)?;
        record.companies = ids(transaction.all(&companies).await?)?;
        Ok(Some(record))
    }

    /// Adds members of one organization and counts them.
    pub(in crate::store) async fn insert(
        transaction: &mut Transaction,
        organization: OrganizationId,
        records: &[Self],
    ) -> Result<(), StoreError> {
        if records.is_empty() {
            return Ok(());
        }
        let counted: Vec<_> = records.iter().map(Self::counted).collect();
        let first = facets::add(transaction, organization, &counted).await?;
        let names = Names::of(transaction, records).await?;
        let rows = (first..).zip(records).map(|(place, record)| {
            let own = [place.into(), id_bytes(record.id).into(), id_bytes(record.organization).into()];
            own.into_iter().chain(record.values()).chain(names.describe(record)).collect()
        });
        let columns = ["place", "id", "organization_id"].into_iter().chain(COLUMNS).chain(DERIVED_COLUMNS).collect();
        transaction.execute(&sql::insert_rows("members", columns, rows.collect())?).await?;
        held::give_roles(transaction, records).await?;
        held::give_companies(transaction, records).await
    }

    /// Writes `self` over what it was before, as its next version.
    pub(in crate::store) async fn save(
        &mut self,
        transaction: &mut Transaction,
        before: &Self,
    ) -> Result<(), StoreError> {
        self.version = before.version + 1;
        facets::change(transaction, self.organization, before.counted(), self.counted()).await?;
        if self.roles != before.roles {
            held::take_roles(transaction, self.id).await?;
            held::give_roles(transaction, std::slice::from_ref(self)).await?;
        }
        if self.companies != before.companies {
            held::take_companies(transaction, self.id).await?;
            held::give_companies(transaction, std::slice::from_ref(self)).await?;
        }
        let names = Names::of(transaction, std::slice::from_ref(self)).await?;
        let values = self.values().into_iter().chain(names.describe(self)).map(Expr::val);
        let update = Query::update()
            .table("members")
            .values(COLUMNS.into_iter().chain(DERIVED_COLUMNS).zip(values))
            .and_where(Expr::col("id").eq(id_bytes(self.id)))
            .take();
        transaction.execute(&update).await?;
        if self.shown() != before.shown() {
            self.rename(transaction, Some(text::sort_key(self.shown()))).await?;
        }
        Ok(())
    }

    /// Takes the member away; whoever refers to it refers to nobody.
    pub(in crate::store) async fn remove(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        facets::remove(transaction, self.organization, self.id, self.counted()).await?;
        self.rename(transaction, None).await?;
        let delete = Query::delete().from_table("members").and_where(Expr::col("id").eq(id_bytes(self.id))).take();
        transaction.execute(&delete).await.map(|_| ())
    }

    /// Whether the invitation is pending or has run out.
    pub(in crate::store) fn is_pending(&self) -> bool {
        matches!(self.status, MemberStatus::Invited | MemberStatus::Expired)
    }

    /// What others know the member by.
    pub(in crate::store) fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.email)
    }

    fn counted(&self) -> Counted {
        Counted::new(self.status, self.two_factor)
            .roles(&self.roles)
            .companies(&self.companies)
            .people(self.supervisor, self.invited_by)
    }

    /// The values of [`COLUMNS`].
    fn values(&self) -> [Value; 23] {
        let invitation = self.invitation.as_ref();
        let text = |text: &Option<String>| Value::from(text.clone());
        [
            optional_id(self.account),
            self.email.as_str().into(),
            text::email_key(&self.email).into(),
            text(&self.given_name),
            text(&self.family_name),
            text(&self.name),
            text(&self.signature),
            status_place(self.status).into(),
            two_factor_place(self.two_factor).into(),
            optional_id(self.supervisor),
            optional_id(self.invited_by),
            self.invited_at.into(),
            self.member_since.into(),
            self.last_sign_in.into(),
            invitation.map(|invitation| invitation.expires_at).into(),
            invitation.and_then(|invitation| invitation.sent_at).into(),
            invitation.map_or(0, |invitation| invitation.times_sent).into(),
            invitation.and_then(|invitation| invitation.message.clone()).into(),
            invitation.map(|invitation| invitation.lifetime).into(),
            invitation.map(|invitation| invitation.language.tag()).into(),
            invitation.and_then(|invitation| invitation.reminded_at).into(),
            self.generation.into(),
            self.version.into(),
        ]
    }

    /// Shows those who refer to the member under its new name, or under none.
    async fn rename(&self, transaction: &mut Transaction, key: Option<Vec<u8>>) -> Result<(), StoreError> {
        for (reference, column) in [("supervisor_id", "supervisor_key"), ("invited_by_id", "inviter_key")] {
            let update = Query::update()
                .table("members")
                .value(column, Expr::val(key.clone()))
                .and_where(Expr::col(reference).eq(id_bytes(self.id)))
                .take();
            transaction.execute(&update).await?;
        }
        Ok(())
    }
}

impl Row {
    /// The record, still without roles and companies.
    fn into_record(self, organization: OrganizationId, id: MemberId) -> Result<MemberRecord, StoreError> {
        let language = read_language(self.invitation_language.as_deref())?;
        let invitation = self.invitation_expires_at.map(|expires_at| InvitationRecord {
            expires_at,
            sent_at: self.invitation_sent_at,
            times_sent: self.invitation_times_sent,
            message: self.invitation_message,
            lifetime: self.invitation_lifetime.unwrap_or(DEFAULT_LIFETIME),
            language,
            reminded_at: self.invitation_reminded_at,
        });
        Ok(MemberRecord {
            id,
            organization,
            account: optional(self.account_id)?,
            email: self.email,
            given_name: self.given_name,
            family_name: self.family_name,
            name: self.name,
            signature: self.signature,
            status: read_status(self.status)?,
            two_factor: self.two_factor.map(|place| place == 0),
            supervisor: optional(self.supervisor_id)?,
            invited_by: optional(self.invited_by_id)?,
            invited_at: self.invited_at,
            member_since: self.member_since,
            last_sign_in: self.last_sign_in,
            invitation,
            generation: self.invitation_generation,
            version: self.version,
            roles: Vec::new(),
            companies: Vec::new(),
        })
    }
}

/// Of invitations from before lifetimes were written down: 14 days.
const DEFAULT_LIFETIME: i64 = 14 * 24 * 3600 * 1_000_000;

fn optional<Id: crate::clock::Identifier>(bytes: Option<Vec<u8>>) -> Result<Option<Id>, StoreError> {
    bytes.map(|bytes| read_id(&bytes)).transpose()
}

fn ids<Id: crate::clock::Identifier>(rows: Vec<(Vec<u8>,)>) -> Result<Vec<Id>, StoreError> {
    rows.iter().map(|(id,)| read_id(id)).collect()
}
