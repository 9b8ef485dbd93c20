//! What a change would do with a member. It decides nothing: the change itself checks everything again.

use std::collections::HashSet;

use api_types::{
    ActionRefusal, JobChange, MAX_COMPANIES, MAX_ROLES, Member, MemberAction, MemberId, MemberStatus, RoleId,
    member_problems as codes,
};

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Planned,
    /// Why it is as it should be already.
    Unchanged(&'static str),
    /// Why it cannot be changed.
    Refused(&'static str),
}

/// What is known beside the member.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The user who asks.
    pub caller: Option<MemberId>,
    /// Members whom other programs need.
    pub blocked: HashSet<MemberId>,
    /// The new supervisor and everybody above.
    pub above: HashSet<MemberId>,
}

/// The member is as it should be already.
const ALREADY: &str = "already_done";

/// What a change would do with a member.
pub(super) fn evaluate(change: &JobChange, member: &Member, facts: &Facts) -> Verdict {
    if let Err(verdict) = allowed(action(change), member) {
        return verdict;
    }
    match change {
        JobChange::AddRoles { .. } | JobChange::RemoveRoles { .. } | JobChange::ReplaceRoles { .. } => {
            roles(change, member, facts)
        }
        JobChange::AddCompany { company } | JobChange::SetMainCompany { company } => {
            let place = member.companies.iter().position(|it| it.id == *company);
            match (place, change) {
                (Some(0), _) | (Some(_), JobChange::AddCompany { .. }) => Verdict::Unchanged(ALREADY),
                (None, _) if member.companies.len() >= MAX_COMPANIES => Verdict::Refused("too_many_companies"),
                _ => Verdict::Planned,
            }
        }
        JobChange::RemoveCompany { company } => match member.companies.iter().any(|it| it.id == *company) {
            true => Verdict::Planned,
            false => Verdict::Unchanged(ALREADY),
        },
        JobChange::SetSupervisor { supervisor } => {
            if member.supervisor.as_ref().map(|it| it.id) == *supervisor {
                Verdict::Unchanged(ALREADY)
            } else if facts.above.contains(&member.id) {
                Verdict::Refused("cycle")
            } else {
                Verdict::Planned
            }
        }
        JobChange::Remove { .. } | JobChange::Withdraw if facts.blocked.contains(&member.id) => {
            Verdict::Refused(codes::BLOCKED)
        }
        JobChange::Activate
        | JobChange::Deactivate { .. }
        | JobChange::Remove { .. }
        | JobChange::Resend
        | JobChange::Withdraw
        | JobChange::Restore => Verdict::Planned,
    }
}

fn roles(change: &JobChange, member: &Member, facts: &Facts) -> Verdict {
    let before: Vec<RoleId> = member.roles.iter().map(|role| role.id).collect();
    let after = roles_after(change, &before);
    if same(&before, &after) {
        Verdict::Unchanged(ALREADY)
    } else if after.len() > MAX_ROLES {
        Verdict::Refused("too_many_roles")
    } else if after.is_empty() && member.invitation.is_some() {
        Verdict::Refused("role_needed")
    } else if after.is_empty() && facts.caller == Some(member.id) {
        Verdict::Refused("own_access")
    } else {
        Verdict::Planned
    }
}

/// The roles of a member who had these before.
pub(super) fn roles_after(change: &JobChange, before: &[RoleId]) -> Vec<RoleId> {
    match change {
        JobChange::AddRoles { roles } => {
            let new = roles.iter().filter(|role| !before.contains(role));
            before.iter().chain(new).copied().collect()
        }
        JobChange::RemoveRoles { roles } => before.iter().filter(|role| !roles.contains(role)).copied().collect(),
        JobChange::ReplaceRoles { roles } => roles.clone(),
        _ => before.to_vec(),
    }
}

/// Whether two lists have the same in them.
pub(super) fn same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}

/// Whether a member who has access now has none after the change.
pub(super) fn loses_access(change: &JobChange, member: &Member) -> bool {
    let has_access = member.status == MemberStatus::Active && !member.roles.is_empty();
    has_access
        && match change {
            JobChange::Deactivate { .. } | JobChange::Remove { .. } => true,
            JobChange::RemoveRoles { .. } | JobChange::ReplaceRoles { .. } => {
                let before: Vec<RoleId> = member.roles.iter().map(|role| role.id).collect();
                roles_after(change, &before).is_empty()
            }
            _ => false,
        }
}

/// How many mails the change sends to a member.
pub(super) fn sends_mail(change: &JobChange, member: &Member) -> bool {
    match change {
        JobChange::Resend => true,
        JobChange::Activate => member.invitation.is_some(),
        _ => false,
    }
}

/// The action on one member that the change is for many.
pub(super) fn action(change: &JobChange) -> MemberAction {
    match change {
        JobChange::AddRoles { .. } | JobChange::RemoveRoles { .. } | JobChange::ReplaceRoles { .. } => {
            MemberAction::SetRoles
        }
        JobChange::AddCompany { .. }
        | JobChange::RemoveCompany { .. }
        | JobChange::SetMainCompany { .. }
        | JobChange::SetSupervisor { .. } => MemberAction::Update,
        JobChange::Activate => MemberAction::Activate,
        JobChange::Deactivate { .. } => MemberAction::Deactivate,
        JobChange::Remove { .. } => MemberAction::Remove,
        JobChange::Resend => MemberAction::Resend,
        JobChange::Withdraw => MemberAction::Withdraw,
        JobChange::Restore => MemberAction::Restore,
    }
}

/// Whether the caller can do this with the member.
fn allowed(action: MemberAction, member: &Member) -> Result<(), Verdict> {
    match member.actions.iter().find(|it| it.action == action) {
        Some(it) if it.allowed => Ok(()),
        Some(it) => Err(Verdict::Refused(refusal(it.reason))),
        None => Err(other_status(action, member.status)),
    }
}

fn refusal(reason: Option<ActionRefusal>) -> &'static str {
    match reason {
        Some(ActionRefusal::Yourself) => codes::OWN_ACCOUNT,
        Some(ActionRefusal::LastAdministrator) => codes::LAST_ADMINISTRATOR,
        Some(ActionRefusal::AboveYourself) => codes::ABOVE_YOURSELF,
        Some(reason) => reason.as_str(),
        None => ActionRefusal::Forbidden.as_str(),
    }
}

/// Why the action does not exist for members of this status.
fn other_status(action: MemberAction, status: MemberStatus) -> Verdict {
    match (action, status) {
        (MemberAction::Activate, MemberStatus::Active)
        | (MemberAction::Deactivate, MemberStatus::Inactive)
        | (MemberAction::Remove, MemberStatus::Removed)
        | (MemberAction::Withdraw, MemberStatus::Withdrawn) => Verdict::Unchanged(ALREADY),
        (MemberAction::Activate, _) => Verdict::Refused(codes::NOT_INACTIVE),
        (MemberAction::Deactivate, _) => Verdict::Refused(codes::NOT_ACTIVE),
        (MemberAction::Remove, MemberStatus::Withdrawn | MemberStatus::Invited | MemberStatus::Expired) => {
            Verdict::Refused(codes::NOT_JOINED)
        }
        (MemberAction::Resend | MemberAction::Withdraw, _) => Verdict::Refused(codes::NOT_PENDING),
        (MemberAction::Restore, _) => Verdict::Refused(codes::NOT_WITHDRAWN),
        (_, MemberStatus::Withdrawn) => Verdict::Refused("invitation_withdrawn"),
        _ => Verdict::Refused(codes::MEMBER_REMOVED),
    }
}
