//! Doing what is requested for a member: the dialogs about roles, the address, deactivating and removing, and the actions of invitations. Loaded when something
//! is first requested.

use api_types::{MailService, Member, MemberAction, MemberStatus};
use leptos::prelude::*;

use super::{
    super::{clipboard::use_copy, lazy::lazy, list::action::Requested, organization::use_current_organization},
    actions::CREATE_PASSWORD_LINK,
    change_email::ChangeEmail,
    lifecycle::{Confirmation, LifecycleDialogs, use_lifecycle},
    password_link::{Created, PasswordElsewhere, PasswordLink},
    person_export::use_person_export,
    set_roles::SetRoles,
    supervisor_dialog::SupervisorDialog,
};
use crate::{
    api,
    i18n::{MemberActionTexts, use_i18n},
    queries::{Mutation, use_queries},
};

/// Where what is requested is done. `on_gone` is called once a member is no longer in the list where it was.
#[component]
pub fn MemberActions(requested: Requested, on_gone: Callback<()>) -> impl IntoView {
    // Once it is there, it stays: what was begun goes on.
    let is_needed = Memo::new(move |before| before == Some(&true) || requested.with(Option::is_some));
    move || is_needed.get().then(|| run_actions(requested, on_gone))
}

lazy! {
    panels: run_actions(requested: Requested, on_gone: Callback<()>) => view! { <RunActions requested on_gone/> };
}

#[component]
fn RunActions(requested: Requested, on_gone: Callback<()>) -> impl IntoView {
    let (roles_of, email_of) = (RwSignal::new(None::<Member>), RwSignal::new(None::<Member>));
    let (asked, lifecycle) = (RwSignal::new(None::<Confirmation>), use_lifecycle(on_gone));
    let supervised = RwSignal::new(None::<Member>);
    let (created, elsewhere): (Created, _) = (RwSignal::new(None), RwSignal::new(None::<Member>));
    let current = use_current_organization();
    let act = use_invitation_actions(on_gone);
    let (send_password_link, create_password_link) = use_password_links(created);
    let export = use_person_export();
    Effect::new(move |_| {
        requested.track();
        let Some((name, rows)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let Some(member) = rows.iter().find_map(|row| row.of::<Member>().cloned()) else { return };
        match name.parse() {
            Ok(MemberAction::SetRoles) => roles_of.set(Some(member)),
            Ok(MemberAction::ChangeEmail) => email_of.set(Some(member)),
            Ok(MemberAction::Activate) => lifecycle.activate(&member).send(),
            Ok(
                action @ (MemberAction::Deactivate
                | MemberAction::Remove
                | MemberAction::EndSessions
                | MemberAction::ResetSecondFactor
                | MemberAction::SetSchedule),
            ) => {
                asked.set(Some(Confirmation { action, member }));
            }
            Ok(action @ MemberAction::Restore) if member.status == MemberStatus::Removed => {
                asked.set(Some(Confirmation { action, member }));
            }
            Ok(MemberAction::Export) => export.run(member),
            Ok(MemberAction::PasswordReset) if current.identity_provider().is_some() => elsewhere.set(Some(member)),
            Ok(MemberAction::PasswordReset) => send_password_link.run(member),
            Ok(MemberAction::ReplaceSupervisor) => supervised.set(Some(member)),
            Ok(action) => act.run((action, member)),
            Err(()) if name == CREATE_PASSWORD_LINK => create_password_link.run(member),
            Err(()) => {}
        }
    });
    view! {
        <SetRoles of=roles_of/>
        <ChangeEmail of=email_of/>
        <LifecycleDialogs asked lifecycle/>
        <SupervisorDialog of=supervised/>
        <PasswordLink created/>
        <PasswordElsewhere of=elsewhere/>
    }
}

/// Sends a member a link to choose a new password, or creates one to hand over. A server without mail only creates.
fn use_password_links(created: Created) -> (Callback<Member>, Callback<Member>) {
    let (said, queries) = (use_i18n().of::<MemberActionTexts>(), use_queries());
    let server = queries.server();
    let create = Callback::new(move |member: Member| {
        queries
            .mutate(api::create_password_link(&member))
            // The page may have been left.
            .on_success(move |link| drop(created.try_set(Some((member, link)))))
            .send();
    });
    let send = Callback::new(move |member: Member| {
        if untrack(|| matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None)) {
            return create.run(member);
        }
        let email = member.email.clone();
        queries
            .mutate(api::send_password_link(&member))
            .say(move |()| (said.texts_untracked().password_link_sent)(&email))
            .send();
    });
    (send, create)
}

/// Resends, withdraws and restores invitations, and makes links.
fn use_invitation_actions(on_gone: Callback<()>) -> Callback<(MemberAction, Member)> {
    let (said, queries, copy) = (use_i18n().of::<MemberActionTexts>(), use_queries(), use_copy());
    let server = queries.server();
    let copy_link = move |link: String| {
        // The page may have been left.
        let _ = copy.try_run((link, |texts| texts.member.link_copied));
    };
    let restore = move |member: &Member| -> Mutation<()> {
        let email = member.email.clone();
        queries
            .mutate(api::restore_member(member.organization_id, member.id, true))
            .say(move |()| (said.texts_untracked().restored)(&email))
    };
    Callback::new(move |(action, member): (MemberAction, Member)| {
        let (organization, id, email) = (member.organization_id, member.id, member.email.clone());
        match action {
            MemberAction::Resend => {
                let mails = untrack(|| !matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None));
                let resend = queries.mutate(api::resend_invitation(&member, mails));
                if mails {
                    resend.say(move |_| (said.texts_untracked().sent_again)(&email)).send();
                } else {
                    resend.on_success(move |resent| resent.into_iter().for_each(|it| copy_link(it.link))).send();
                }
            }
            MemberAction::Link => queries
                .mutate(api::new_invitation_link(organization, id))
                .on_success(move |new| {
                    // The page may have been left.
                    let _ = copy.try_run((new.link, |texts| texts.member.link_added));
                })
                .send(),
            MemberAction::Withdraw => queries
                .mutate(api::withdraw_invitation(organization, id))
                .say(move |()| (said.texts_untracked().withdrawn)(&email))
                .undo(move |()| restore(&member))
                .then(on_gone)
                .send(),
            MemberAction::Restore => restore(&member).send(),
            MemberAction::SetRoles | MemberAction::Update | MemberAction::PasswordReset => {}
            MemberAction::SetSchedule => {}
            MemberAction::Activate | MemberAction::Deactivate | MemberAction::Remove | MemberAction::EndSessions => {}
            MemberAction::ResetSecondFactor | MemberAction::ReplaceSupervisor | MemberAction::Export => {}
            MemberAction::ChangeEmail => {}
        }
    })
}
