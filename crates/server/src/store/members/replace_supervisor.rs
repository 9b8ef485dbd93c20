//! Giving many members another supervisor at once.

use api_types::{MemberId, MemberStatus, RoleId};
use sea_query::{Expr, ExprTrait, Query};

use super::{
    error::ChangeMemberError,
    reports::{self, Report},
    table::MemberRecord,
};
use crate::{
    authz::{Authorized, Permissions, policy::ChangeMember},
    store::{
        Change, StoreError, Transaction, access,
        audit::AuditContext,
        columns::{id_bytes, read_id},
        roles,
    },
};

/// Gives the reports of a member, or other members, another supervisor, or none. One of them who becomes the supervisor
/// of the others keeps its own.
#[derive(Debug)]
pub struct ReplaceSupervisor<'a> {
    pub may: &'a Authorized<ChangeMember>,
    /// Whose reports; `None`: only `members` says who.
    pub from: Option<MemberId>,
    pub to: Option<MemberId>,
    /// Only these; each once.
    pub members: Option<Vec<MemberId>>,
    /// Says who would be concerned, and changes nothing.
    pub dry_run: bool,
    pub context: AuditContext,
}

/// A member whose supervisor changes.
#[derive(Debug)]
pub struct Reassigned {
    pub id: MemberId,
    /// The name, or else the address.
    pub name: String,
    pub before: Option<MemberId>,
}

impl Change for ReplaceSupervisor<'_> {
    /// Everybody whose supervisor changes, by name.
    type Output = Vec<Reassigned>;
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Vec<Reassigned>, ChangeMemberError> {
        let held = access::still(transaction, self.may).await?.ok_or(ChangeMemberError::NoLongerAllowed)?;
        let organization = self.may.organization();
        if let Some(from) = self.from {
            let found = MemberRecord::find(transaction, organization, from).await?;
            found.ok_or(ChangeMemberError::UnknownReplaced)?;
        }
        let to = self.new_supervisor(transaction).await?;
        let mut concerned = reports::shown(transaction, organization, self.from, self.members.as_deref()).await?;
        concerned.retain(|report| Some(report.id) != self.to && report.supervisor != self.to);
        check_roles(transaction, self.may, &concerned, &held).await?;
        if let Some(to) = &to {
            check_chain(transaction, to, &concerned).await?;
        }
        if !self.dry_run {
            let (account, context) = (self.may.account(), &self.context);
            reports::assign(transaction, organization, &concerned, to.as_ref(), account, context).await?;
        }
        let reassigned = |Report { id, name, supervisor, .. }| Reassigned { id, name, before: supervisor };
        Ok(concerned.into_iter().map(reassigned).collect())
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl ReplaceSupervisor<'_> {
    async fn new_supervisor(&self, transaction: &mut Transaction) -> Result<Option<MemberRecord>, ChangeMemberError> {
        let Some(to) = self.to else { return Ok(None) };
        let found = MemberRecord::find(transaction, self.may.organization(), to).await?;
        let active = found.filter(|found| found.status == MemberStatus::Active);
        active.map(Some).ok_or(ChangeMemberError::UnknownReplacement)
    }
}

/// Refuses the change if one of `members` has more permissions than the caller.
async fn check_roles(
    transaction: &mut Transaction,
    may: &Authorized<ChangeMember>,
    members: &[Report],
    held: &Permissions,
) -> Result<(), ChangeMemberError> {
    let mut found: Vec<RoleId> = Vec::new();
    for some in members.chunks(10_000) {
        let query = Query::select()
            .distinct()
            .column("role_id")
            .from("member_roles")
            .and_where(Expr::col("member_id").is_in(some.iter().map(|member| id_bytes(member.id))))
            .take();
        let rows: Vec<(Vec<u8>,)> = transaction.all(&query).await?;
        found.extend(rows.iter().map(|(id,)| read_id(id)).collect::<Result<Vec<RoleId>, StoreError>>()?);
    }
    let is_above = roles::any_above(transaction, may.organization(), &found, held).await?;
    if is_above { Err(ChangeMemberError::AboveYourself) } else { Ok(()) }
}

/// Refuses the change if one of `members` is above their new supervisor: it would be above itself.
async fn check_chain(
    transaction: &mut Transaction,
    supervisor: &MemberRecord,
    members: &[Report],
) -> Result<(), ChangeMemberError> {
    let mut chain = vec![supervisor.shown().to_owned()];
    let (mut seen, mut above) = (vec![supervisor.id], supervisor.supervisor);
    while let Some(id) = above.filter(|id| !seen.contains(id)) {
        let Some(record) = MemberRecord::find(transaction, supervisor.organization, id).await? else { break };
        chain.push(record.shown().to_owned());
        if members.iter().any(|member| member.id == id) {
            chain.insert(0, record.shown().to_owned());
            return Err(ChangeMemberError::ReplacementCycle(chain));
        }
        seen.push(id);
        above = record.supervisor;
    }
    Ok(())
}
