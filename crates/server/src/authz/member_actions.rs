//! Which actions exist for a member, and whether a caller can do them.

use api_types::{
    ActionRefusal, AllowedAction, MemberAction,
    MemberStatus::{self, Active, Expired, Inactive, Invited, Removed, Withdrawn},
};

use super::{
    Permissions,
    policy::{Action, AssignRoles, ChangeMember, ExportMember, Rule, decide},
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
pub const MEMBER_ACTIONS: [MemberActionRule; 16] = [
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
    MemberActionRule { action: MemberAction::Restore, rule: ChangeMember::RULE, statuses: &[Withdrawn, Removed] },
    MemberActionRule { action: MemberAction::Activate, rule: ChangeMember::RULE, statuses: &[Inactive] },
    MemberActionRule { action: MemberAction::Deactivate, rule: ChangeMember::RULE, statuses: &[Active] },
    MemberActionRule { action: MemberAction::Remove, rule: ChangeMember::RULE, statuses: &[Active, Inactive] },
    MemberActionRule { action: MemberAction::EndSessions, rule: ChangeMember::RULE, statuses: &[Active] },
    MemberActionRule { action: MemberAction::PasswordReset, rule: ChangeMember::RULE, statuses: &[Active] },
    MemberActionRule { action: MemberAction::ResetSecondFactor, rule: ChangeMember::RULE, statuses: &[Active] },
    MemberActionRule {
        action: MemberAction::ChangeEmail,
        rule: ChangeMember::RULE,
        statuses: &[Active, Invited, Expired, Inactive],
    },
    MemberActionRule {
        action: MemberAction::SetSchedule,
        rule: ChangeMember::RULE,
        statuses: &[Active, Invited, Expired, Inactive],
    },
    MemberActionRule {
        action: MemberAction::ReplaceSupervisor,
        rule: ChangeMember::RULE,
        statuses: &[Active, Invited, Expired, Inactive],
    },
    MemberActionRule { action: MemberAction::Export, rule: ExportMember::RULE, statuses: &MemberStatus::ALL },
];

/// What decides which actions a caller has on a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberState {
    pub status: MemberStatus,
    /// A role of the member has a permission that the caller lacks.
    pub is_above: bool,
    /// The member is the caller.
    pub is_caller: bool,
    /// Nobody else administers the organization. Only asked if the member is neither above the caller nor the caller.
    pub is_last_administrator: bool,
    /// The account belongs to other organizations too.
    pub is_shared: bool,
    /// The account of the member has a second factor.
    pub has_second_factor: bool,
    /// An identity provider has the passwords of the organization.
    pub has_identity_provider: bool,
    /// The member supervises somebody.
    pub has_reports: bool,
}

/// The actions on a member, for a caller with the permissions `held`.
pub fn member_actions(held: &Permissions, member: MemberState) -> Vec<AllowedAction> {
    let exists = |known: &&MemberActionRule| {
        known.statuses.contains(&member.status)
            && match known.action {
                MemberAction::ResetSecondFactor => member.has_second_factor,
                MemberAction::ReplaceSupervisor => member.has_reports,
                _ => true,
            }
    };
    let existing = MEMBER_ACTIONS.iter().filter(exists);
    let allowed = |known: &MemberActionRule| {
        let reason = if decide(known.rule, Some(held)).is_err() {
            Some(ActionRefusal::Forbidden)
        } else {
            refusal(known.action, member)
        };
        AllowedAction { action: known.action, allowed: reason.is_none(), reason }
    };
    existing.map(allowed).collect()
}

/// Why a caller who has the permission cannot do something with a member.
fn refusal(action: MemberAction, member: MemberState) -> Option<ActionRefusal> {
    let ends_access = matches!(action, MemberAction::Deactivate | MemberAction::Remove | MemberAction::SetSchedule);
    // One's own second factor and address change with one's own password only.
    let is_for_others = ends_access || matches!(action, MemberAction::ResetSecondFactor | MemberAction::ChangeEmail);
    // The reports change, not their supervisor.
    if member.is_above && action != MemberAction::ReplaceSupervisor {
        Some(ActionRefusal::AboveYourself)
    } else if action == MemberAction::Link && member.status == Expired {
        Some(ActionRefusal::Expired)
    } else if action == MemberAction::PasswordReset && member.has_identity_provider {
        Some(ActionRefusal::IdentityProvider)
    } else if is_for_others && member.is_caller {
        Some(ActionRefusal::Yourself)
    } else if ends_access && member.is_last_administrator {
        Some(ActionRefusal::LastAdministrator)
    } else if action == MemberAction::ChangeEmail {
        email_refusal(member)
    } else {
        None
    }
}

/// Why nobody here can change the address of a member.
fn email_refusal(member: MemberState) -> Option<ActionRefusal> {
    match member.status {
        Invited | Expired => Some(ActionRefusal::NotJoined),
        Inactive => Some(ActionRefusal::Inactive),
        _ => member.is_shared.then_some(ActionRefusal::SharedAccount),
    }
}

#[cfg(test)]
mod tests {
    use api_types::Permission;

    use super::*;

    const ALL: [Permission; 3] = [Permission::MembersRead, Permission::MembersManage, Permission::RolesAssign];

    fn member(status: MemberStatus) -> MemberState {
        MemberState {
            status,
            is_above: false,
            is_caller: false,
            is_last_administrator: false,
            is_shared: false,
            has_second_factor: false,
            has_identity_provider: false,
            has_reports: false,
        }
    }

    fn reasons(held: &[Permission], member: MemberState) -> Vec<(&'static str, Option<&'static str>)> {
        let actions = member_actions(&held.iter().copied().collect(), member);
        actions.into_iter().map(|it| (it.action.as_str(), it.reason.map(ActionRefusal::as_str))).collect()
    }

    #[test]
    fn usr17_the_first_reason_is_named() {
        assert_eq!(
            reasons(&ALL, member(Active)),
            [
                ("set_roles", None),
                ("update", None),
                ("deactivate", None),
                ("remove", None),
                ("end_sessions", None),
                ("password_reset", None),
                ("change_email", None),
                ("set_schedule", None),
                ("export", None),
            ]
        );
        assert_eq!(
            reasons(&[Permission::RolesAssign], MemberState { is_above: true, ..member(Inactive) }),
            [
                ("set_roles", Some("above_yourself")),
                ("update", Some("forbidden")),
                ("activate", Some("forbidden")),
                ("remove", Some("forbidden")),
                ("change_email", Some("forbidden")),
                ("set_schedule", Some("forbidden")),
                ("export", Some("forbidden")),
            ]
        );
        assert_eq!(
            reasons(&[Permission::MembersRead, Permission::MembersManage], member(Expired)),
            [
                ("set_roles", Some("forbidden")),
                ("update", None),
                ("resend", None),
                ("link", Some("expired")),
                ("withdraw", None),
                ("change_email", Some("not_joined")),
                ("set_schedule", None),
                ("export", None),
            ]
        );
        for status in [Withdrawn, Removed] {
            assert_eq!(reasons(&ALL, member(status)), [("restore", None), ("export", None)]);
        }
    }

    #[test]
    fn usr17_nobody_ends_their_own_access_or_that_of_the_last_administrator() {
        let ends = |state: MemberState| -> Vec<_> { reasons(&ALL, state)[2..5].to_vec() };
        let caller = MemberState { is_caller: true, ..member(Active) };
        assert_eq!(
            ends(caller),
            [("deactivate", Some("yourself")), ("remove", Some("yourself")), ("end_sessions", None)]
        );
        let last = MemberState { is_last_administrator: true, ..member(Active) };
        let last_administrator = Some("last_administrator");
        assert_eq!(
            ends(last),
            [("deactivate", last_administrator), ("remove", last_administrator), ("end_sessions", None)]
        );
        assert_eq!(ends(MemberState { is_above: true, ..caller })[0], ("deactivate", Some("above_yourself")));
        for (state, reason) in [(caller, Some("yourself")), (last, last_administrator)] {
            assert!(reasons(&ALL, state).contains(&("set_schedule", reason)));
        }
    }

    #[test]
    fn usr10_the_address_of_an_account_of_several_organizations_is_its_owners() {
        let reason = |state: MemberState| reasons(&ALL, state).into_iter().find(|it| it.0 == "change_email");
        let shared = MemberState { is_shared: true, ..member(Active) };
        assert_eq!(reason(shared), Some(("change_email", Some("shared_account"))));
        assert_eq!(reason(member(Active)), Some(("change_email", None)));
        assert_eq!(reason(MemberState { is_caller: true, ..member(Active) }), Some(("change_email", Some("yourself"))));
        assert_eq!(reason(MemberState { is_above: true, ..shared }), Some(("change_email", Some("above_yourself"))));
        assert_eq!(reason(member(Inactive)), Some(("change_email", Some("inactive"))));
    }

    #[test]
    fn usr16_only_the_second_factor_of_somebody_else_is_reset() {
        let state = MemberState { has_second_factor: true, ..member(Active) };
        assert_eq!(reasons(&ALL, state)[6], ("reset_second_factor", None));
        let own = MemberState { is_caller: true, ..state };
        assert_eq!(reasons(&ALL, own)[6], ("reset_second_factor", Some("yourself")));
        assert!(
            reasons(&ALL, MemberState { status: Inactive, ..state }).iter().all(|it| it.0 != "reset_second_factor")
        );
    }

    #[test]
    fn usr15_who_supervises_somebody_can_be_replaced() {
        let state = MemberState { has_reports: true, is_above: true, ..member(Inactive) };
        assert!(reasons(&ALL, state).contains(&("replace_supervisor", None)));
        assert!(!reasons(&ALL, member(Inactive)).contains(&("replace_supervisor", None)));
    }

    #[test]
    fn usr14_an_identity_provider_has_the_password() {
        let state = MemberState { has_identity_provider: true, ..member(Active) };
        assert_eq!(reasons(&ALL, state)[5], ("password_reset", Some("identity_provider")));
    }

    #[test]
    fn every_action_is_in_the_table_once() {
        assert_eq!(MEMBER_ACTIONS.map(|known| known.action), MemberAction::ALL);
    }
}
