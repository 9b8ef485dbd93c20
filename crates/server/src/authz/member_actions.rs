//! Which actions exist for a member, and whether a caller can do them.

use api_types::{
    ActionRefusal, AllowedAction, MemberAction,
    MemberStatus::{self, Active, Expired, Inactive, Invited, Withdrawn},
};

use super::{
    Permissions,
    policy::{Action, AssignRoles, ChangeMember, Rule, decide},
};

/// An action on a member.
#[derive(Debug)]
pub struct MemberActionRule {
    pub action: MemberAction,
    /// The rule of the action's route.
    pub rule: Rule,
    /// The action exists for members of these statuses.
    pub statuses: &'static [MemberStatus],
}

/// Every action on a member.
pub const MEMBER_ACTIONS: [MemberActionRule; 6] = [
    MemberActionRule {
        action: MemberAction::SetRoles,
        rule: AssignRoles::RULE,
        statuses: &[Active, Invited, Expired, Inactive],
    },
    MemberActionRule {
        action: MemberAction::Update,
        rule: ChangeMember::RULE,
        statuses: &[Active, Invited, Expired, Inactive],
    },
    MemberActionRule { action: MemberAction::Resend, rule: ChangeMember::RULE, statuses: &[Invited, Expired] },
    MemberActionRule { action: MemberAction::Link, rule: ChangeMember::RULE, statuses: &[Invited, Expired] },
    MemberActionRule { action: MemberAction::Withdraw, rule: ChangeMember::RULE, statuses: &[Invited, Expired] },
    MemberActionRule { action: MemberAction::Restore, rule: ChangeMember::RULE, statuses: &[Withdrawn] },
];

/// The actions on a member of this status, for a caller with the permissions `held`. `is_above`: a role of the member
/// has a permission that the caller lacks.
pub fn member_actions(status: MemberStatus, held: &Permissions, is_above: bool) -> Vec<AllowedAction> {
    let existing = MEMBER_ACTIONS.iter().filter(|known| known.statuses.contains(&status));
    let allowed = |known: &MemberActionRule| {
        let reason = if decide(known.rule, Some(held)).is_err() {
            Some(ActionRefusal::Forbidden)
        } else if is_above {
            Some(ActionRefusal::AboveYourself)
        } else if known.action == MemberAction::Link && status == Expired {
            Some(ActionRefusal::Expired)
        } else {
            None
        };
        AllowedAction { action: known.action, allowed: reason.is_none(), reason }
    };
    existing.map(allowed).collect()
}

#[cfg(test)]
mod tests {
    use api_types::Permission;

    use super::*;

    #[test]
    fn usr17_the_first_reason_is_named() {
        let reasons = |status, held: &[Permission], is_above| -> Vec<_> {
            let actions = member_actions(status, &held.iter().copied().collect(), is_above);
            actions.into_iter().map(|it| (it.action.as_str(), it.reason.map(ActionRefusal::as_str))).collect()
        };
        let both = [Permission::MembersManage, Permission::RolesAssign];
        assert_eq!(reasons(Active, &both, false), [("set_roles", None), ("update", None)]);
        assert_eq!(
            reasons(Inactive, &[Permission::RolesAssign], true),
            [("set_roles", Some("above_yourself")), ("update", Some("forbidden"))]
        );
        assert_eq!(
            reasons(Expired, &[Permission::MembersManage], false),
            [
                ("set_roles", Some("forbidden")),
                ("update", None),
                ("resend", None),
                ("link", Some("expired")),
                ("withdraw", None),
            ]
        );
        assert_eq!(reasons(Withdrawn, &both, false), [("restore", None)]);
    }

    #[test]
    fn every_action_is_in_the_table_once() {
        assert_eq!(MEMBER_ACTIONS.map(|known| known.action), MemberAction::ALL);
    }
}
