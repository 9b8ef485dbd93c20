//! Doing what is requested for a member: the dialog about roles, and the actions of invitations. Loaded when something
//! is first requested.

use api_types::{MailService, Member, MemberAction};
use leptos::prelude::*;

use super::{
    super::{clipboard::use_copy, lazy::lazy, list::action::Requested},
    set_roles::SetRoles,
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
    let roles_of = RwSignal::new(None::<Member>);
    let act = use_invitation_actions(on_gone);
    Effect::new(move |_| {
        requested.track();
        let Some((name, row)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let Some(member) = row.of::<Member>().cloned() else { return };
        match name.parse() {
            Ok(MemberAction::SetRoles) => roles_of.set(Some(member)),
            Ok(action) => act.run((action, member)),
            Err(()) => {}
        }
    });
    view! { <SetRoles of=roles_of/> }
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
            .mutate(api::restore_invitation(member.organization_id, member.id))
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
                .on_success(move |new| copy_link(new.link))
                .send(),
            MemberAction::Withdraw => queries
                .mutate(api::withdraw_invitation(organization, id))
                .say(move |()| (said.texts_untracked().withdrawn)(&email))
                .undo(move |()| restore(&member))
                .then(on_gone)
                .send(),
            MemberAction::Restore => restore(&member).send(),
            MemberAction::SetRoles | MemberAction::Update => {}
        }
    })
}
