//! What members are counted by.

use std::collections::BTreeMap;

use api_types::{AccountId, CompanyId, MEMBERS, MemberId, MemberStatus, OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, read_id, status_place},
    listing::{self, Counted, Facet, number_value},
};

const fn facet(number: i16) -> Facet {
    Facet { list: MEMBERS.name, number }
}

pub(in crate::store) const STATUS: Facet = facet(1);
pub(in crate::store) const TWO_FACTOR: Facet = facet(2);
pub(in crate::store) const ROLE: Facet = facet(3);
pub(in crate::store) const COMPANY: Facet = facet(4);
pub(in crate::store) const SUPERVISOR: Facet = facet(5);
pub(in crate::store) const INVITER: Facet = facet(6);
/// The first of the member's companies.
pub(in crate::store) const MAIN_COMPANY: Facet = facet(7);
/// Those who asked for a new link.
pub(in crate::store) const LINK_WANTED: Facet = facet(8);

/// Two-factor authentication as stored: on, off or unknown.
pub(in crate::store) fn two_factor_place(two_factor: Option<bool>) -> Option<i16> {
    two_factor.map(|on| if on { 0 } else { 1 })
}

/// Whether the list shows members of this status only if a filter asks for it. They are only counted by status.
pub(in crate::store) const fn is_hidden(status: MemberStatus) -> bool {
    matches!(status, MemberStatus::Withdrawn | MemberStatus::Removed)
}

impl Counted {
    /// A member with this status. A hidden one is counted by nothing else.
    pub(in crate::store) fn new(status: MemberStatus, two_factor: Option<bool>) -> Self {
        let place = number_value(Some(status_place(status)));
        if is_hidden(status) {
            return Self::hidden(STATUS, place);
        }
        Self::default().by(STATUS, [place]).by(TWO_FACTOR, [number_value(two_factor_place(two_factor))])
    }

    pub(in crate::store) fn roles(self, roles: &[RoleId]) -> Self {
        self.by(ROLE, roles.iter().map(|role| id_bytes(*role)))
    }

    /// The main company first.
    pub(in crate::store) fn companies(self, companies: &[CompanyId]) -> Self {
        self.by(COMPANY, companies.iter().map(|company| id_bytes(*company)))
            .by(MAIN_COMPANY, companies.first().map(|company| id_bytes(*company)))
    }

    pub(in crate::store) fn related(self, supervisor: Option<MemberId>, inviter: Option<MemberId>) -> Self {
        self.by(SUPERVISOR, supervisor.map(id_bytes)).by(INVITER, inviter.map(id_bytes))
    }
}

/// Counts new members of one organization. Returns the first one's place; the others' follow.
pub(in crate::store) async fn add(
    transaction: &mut Transaction,
    organization: OrganizationId,
    members: &[Counted],
) -> Result<i64, StoreError> {
    listing::add(transaction, organization, MEMBERS.name, members).await
}

/// Counts a member again after a change.
pub(super) async fn change(
    transaction: &mut Transaction,
    organization: OrganizationId,
    before: Counted,
    after: Counted,
) -> Result<(), StoreError> {
    listing::change(transaction, organization, MEMBERS.name, before, after).await
}

/// Counts a member no more, neither as a row nor as what others refer to.
pub(super) async fn remove(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
    counted: Counted,
) -> Result<(), StoreError> {
    listing::remove(transaction, organization, MEMBERS.name, counted).await?;
    for facet in [SUPERVISOR, INVITER] {
        listing::replace(transaction, organization, facet, id_bytes(member), None).await?;
    }
    Ok(())
}

/// Counts so many more reports of each supervisor, or of nobody.
pub(super) async fn move_reports(
    transaction: &mut Transaction,
    organization: OrganizationId,
    more: BTreeMap<Option<MemberId>, i64>,
) -> Result<(), StoreError> {
    let more = more.into_iter().map(|(supervisor, rows)| (supervisor.map_or(Vec::new(), id_bytes), rows)).collect();
    listing::recount(transaction, organization, SUPERVISOR, more).await
}

/// Increases the version of the list in each organization that the account belongs to.
pub(in crate::store) async fn touch(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    let memberships = Query::select().from("members").and_where(Expr::col("account_id").eq(id_bytes(account))).take();
    let rows: Vec<(Vec<u8>, Vec<u8>)> =
        transaction.all(&memberships.clone().columns(["organization_id", "id"]).take()).await?;
    for (organization, member) in &rows {
        transaction.noted().member(read_id(organization)?, read_id(member)?);
    }
    let organizations = memberships.clone().column("organization_id").take();
    listing::touch_all(transaction, organizations, MEMBERS.name).await
}
