//! What can be done with a member. The server says of each member what the reader may do.

use api_types::{ActionRefusal, Member, MemberAction, MemberStatus};

use leptos::prelude::Callable;

use super::super::list::action::{Action, ActionState, COPY_LINK, OPEN};
use crate::{
    i18n::Texts,
    ui::{IconName, TableRow},
};

/// What can be done with a member, in the order of menus.
pub static MEMBER_ACTIONS: [Action; 19] = [
    Action { icon: IconName::User, ..OPEN },
    COPY_LINK,
    Action {
        name: "copy_email",
        icon: IconName::Mail,
        label: |texts, _| texts.member.copy_email,
        run: Some(|context, row| {
            if let Some(member) = row.of::<Member>() {
                context.copy.run((member.email.clone(), |texts| texts.member.email_copied));
            }
        }),
        ..COPY_LINK_IN_MENU
    },
    Action { label: |texts, _| texts.member.change_roles, ..action(MemberAction::SetRoles, IconName::Role) },
    Action { label: resend_label, is_on_page: true, ..action(MemberAction::Resend, IconName::Refresh) },
    Action { label: |texts, _| texts.member.new_link, is_on_page: true, ..action(MemberAction::Link, IconName::Copy) },
    Action {
        label: |texts, _| texts.member.withdraw,
        is_on_page: true,
        is_dangerous: true,
        ..action(MemberAction::Withdraw, IconName::Withdraw)
    },
    Action { label: restore_label, is_on_page: true, ..action(MemberAction::Restore, IconName::Refresh) },
    Action {
        label: |texts, _| texts.member.replace_supervisor,
        ..action(MemberAction::ReplaceSupervisor, IconName::Users)
    },
    // Where the password is elsewhere, it says so.
    Action {
        state: |row, name| match state(row, name) {
            ActionState::Refused(ActionRefusal::IdentityProvider) => ActionState::Allowed,
            state => state,
        },
        label: |texts, _| texts.member.send_password_link,
        ..action(MemberAction::PasswordReset, IconName::Mail)
    },
    Action {
        name: CREATE_PASSWORD_LINK,
        state: |row, _| match state(row, MemberAction::PasswordReset.as_str()) {
            ActionState::Refused(ActionRefusal::IdentityProvider) => ActionState::Absent,
            state => state,
        },
        label: |texts, _| texts.member.create_password_link,
        ..action(MemberAction::PasswordReset, IconName::Link)
    },
    Action { label: |texts, _| texts.member.change_email, ..action(MemberAction::ChangeEmail, IconName::Edit) },
    Action { label: |texts, _| texts.member.set_schedule, ..action(MemberAction::SetSchedule, IconName::Clock) },
    Action { label: |texts, _| texts.member.end_sessions, ..action(MemberAction::EndSessions, IconName::SignOut) },
    Action {
        label: |texts, _| texts.member.reset_second_factor,
        ..action(MemberAction::ResetSecondFactor, IconName::Shield)
    },
    Action { label: |texts, _| texts.member.export_data, ..action(MemberAction::Export, IconName::Export) },
    Action {
        label: |texts, _| texts.member.activate,
        is_on_page: true,
        ..action(MemberAction::Activate, IconName::Check)
    },
    Action {
        label: |texts, _| texts.member.deactivate,
        is_on_page: true,
        ..action(MemberAction::Deactivate, IconName::Deactivate)
    },
    Action {
        label: |texts, _| texts.member.remove,
        is_on_page: true,
        is_dangerous: true,
        ..action(MemberAction::Remove, IconName::Trash)
    },
];

/// The second way of [`MemberAction::PasswordReset`]: a link to hand over.
pub const CREATE_PASSWORD_LINK: &str = "create_password_link";

const COPY_LINK_IN_MENU: Action = Action { is_on_page: false, ..COPY_LINK };

/// One that the server decides about, in menus.
const fn action(action: MemberAction, icon: IconName) -> Action {
    Action { name: action.as_str(), icon, is_on_page: false, state, run: None, ..COPY_LINK }
}

fn resend_label(texts: &'static Texts, row: Option<&dyn TableRow>) -> &'static str {
    let is_expired = row.and_then(|row| row.of::<Member>()).is_some_and(|it| it.status == MemberStatus::Expired);
    if is_expired { texts.member.send_again } else { texts.member.resend }
}

/// Invitations are restored too.
fn restore_label(texts: &'static Texts, row: Option<&dyn TableRow>) -> &'static str {
    let status = row.and_then(|row| row.of::<Member>()).map(|member| member.status);
    match status {
        Some(MemberStatus::Withdrawn) => texts.member.restore,
        Some(_) => texts.member.restore_user,
        None => texts.member.restore_short,
    }
}

/// What the server says of the action with this name, for this member.
fn state(row: &dyn TableRow, name: &str) -> ActionState {
    let Some(member) = row.of::<Member>() else { return ActionState::Absent };
    match member.actions.iter().find(|it| it.action.as_str() == name) {
        None => ActionState::Absent,
        Some(it) if it.allowed => ActionState::Allowed,
        Some(it) => it.reason.map_or(ActionState::Absent, ActionState::Refused),
    }
}
