//! Members: the people of an organization.

mod blockers;
mod deactivate;
mod derived;
mod end_sessions;
mod erase;
mod error;
pub(super) mod facets;
mod guard;
pub mod import;
mod keep_schedules;
mod kinds;
mod links;
mod list;
mod names;
mod new;
mod of_account;
mod record;
mod remove;
mod replace_role;
mod replace_supervisor;
pub(super) mod reports;
mod reset_second_factor;
mod restore;
mod row;
mod schedule;
mod seats;
mod set_roles;
mod set_schedule;
mod supervisor;
mod table;
mod update;
mod viewer;

use std::collections::HashMap;

use api_types::{Member, MemberId};
use sea_query::{Expr, ExprTrait, Query};

use super::{Database, StoreError, columns::id_bytes, mail_limits};
use crate::authz::{
    Authorized,
    policy::{Action, ReadMember, ReadMembers},
};
pub use blockers::blockers;
pub use deactivate::{Activate, Deactivate};
#[cfg(test)]
pub(super) use derived::Described;
pub use end_sessions::EndSessions;
pub use erase::erase;
pub use error::ChangeMemberError;
pub(super) use facets::{STATUS, touch};
pub(super) use guard::{check, has_joined, is_taken, open_for_change, require_shown, unknown_role};
pub use keep_schedules::{give_notice, keep_schedules};
pub use list::Members;
pub(super) use list::{PEOPLE, SPEC};
pub(super) use new::NewMember;
pub use of_account::of_witness;
pub(super) use of_account::{change_all, record_changes, set_two_factor};
pub use remove::{Leave, Remove};
pub(super) use replace_role::replace_role;
pub use replace_supervisor::{Reassigned, ReplaceSupervisor};
pub use reset_second_factor::ResetSecondFactor;
pub use restore::Restore;
pub use schedule::{Days, ScheduleProblem};
pub(super) use schedule::{WITH_ACCESS, due_at, ends_at, notice_at, reschedule, today, zone};
pub(super) use seats::seats;
pub use set_roles::SetRoles;
pub use set_schedule::SetSchedule;
pub(super) use table::{InvitationRecord, MemberRecord};
pub use update::{ImportedChanges, UpdateMember};
use viewer::Viewer;

/// Those of `members` that are the organization's, removed and withdrawn ones included.
///
/// # Errors
/// When the database fails.
pub async fn changed(
    database: &Database,
    may: &Authorized<ReadMembers>,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Member>, StoreError> {
    let query = Query::select()
        .from("members")
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(may.organization())))
        .and_where(Expr::col(("members", "id")).is_in(members.iter().map(|member| id_bytes(*member))))
        .take();
    let members = row::read(database, query, &Viewer::of(may)).await?;
    Ok(members.into_iter().map(|member| (member.id, member)).collect())
}

/// A member of the organization, removed and withdrawn ones included; `None` if it has no such member.
///
/// # Errors
/// When the database fails.
pub async fn get(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
) -> Result<Option<Member>, StoreError> {
    find(database, may, member).await
}

/// [`get`] for those who may do something else with the member.
///
/// # Errors
/// When the database fails.
pub(super) async fn find<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    member: MemberId,
) -> Result<Option<Member>, StoreError> {
    let query = Query::select()
        .from("members")
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(may.organization())))
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .take();
    let mut found = row::read(database, query, &Viewer::of(may)).await?.pop();
    if let Some(invitation) = found.as_mut().and_then(|found| found.invitation.as_mut()) {
        let resend_from = mail_limits::resend_from(database, member).await?;
        invitation.resend_from = resend_from.map(|at| at.to_string());
    }
    Ok(found)
}
