//! Doing what is requested for a member: the dialog about roles, and what is done with invitations. Loaded when something
//! is first requested.

use api_types::{MailService, Member, MemberAction};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{clipboard::use_copy, error_message::member_error_message, lazy::lazy, list::action::Requested},
    set_roles::SetRoles,
};
use crate::{
    api::ApiError,
    i18n::{MemberActionTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, Dialog, use_toaster},
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
    let failure = RwSignal::new(None);
    let act = use_invitation_actions(failure, on_gone);
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
    view! {
        <SetRoles of=roles_of/>
        <ActionFailure failure/>
    }
}

/// Sends invitations again, makes links, withdraws and restores; `failure` says why the last did not work.
fn use_invitation_actions(
    failure: RwSignal<Option<ApiError>>,
    on_gone: Callback<()>,
) -> Callback<(MemberAction, Member)> {
    let (said, queries) = (use_i18n().of::<MemberActionTexts>(), use_queries());
    let (toaster, copy) = (use_toaster(), use_copy());
    let server = queries.server();
    let finish = move |result: Result<(), ApiError>| {
        queries.refresh();
        if let Err(error) = result {
            let _ = failure.try_set(Some(error));
        }
    };
    let restore = move |member: Member| {
        spawn_local(async move {
            let result = queries.api().restore(member.organization_id, member.id).await;
            if result.is_ok() {
                toaster.show((said.texts_untracked().restored)(&member.email));
            }
            finish(result);
        });
    };
    Callback::new(move |(action, member): (MemberAction, Member)| {
        let mails = untrack(|| !matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None));
        spawn_local(async move {
            let (api, organization, id) = (queries.api(), member.organization_id, member.id);
            let result = match action {
                MemberAction::Resend => api.resend(&member, mails).await.map(|resent| {
                    if mails {
                        toaster.show((said.texts_untracked().sent_again)(&member.email));
                    } else {
                        let _ = copy.try_run((resent.link, |texts| texts.member.link_copied));
                    }
                }),
                MemberAction::Link => api.new_link(organization, id).await.map(|new| {
                    let _ = copy.try_run((new.link, |texts| texts.member.link_copied));
                }),
                MemberAction::Withdraw => api.withdraw(organization, id).await.map(|()| {
                    let text = (said.texts_untracked().withdrawn)(&member.email);
                    toaster.show_undoable(text, move || restore(member.clone()));
                    let _ = on_gone.try_run(());
                }),
                MemberAction::Restore => return restore(member),
                MemberAction::SetRoles | MemberAction::Update => Ok(()),
            };
            finish(result);
        });
    })
}

/// Says why an action failed: errors are no toasts.
#[component]
fn ActionFailure(failure: RwSignal<Option<ApiError>>) -> impl IntoView {
    let i18n = use_i18n();
    let title = i18n.of::<MemberActionTexts>().label(|texts| texts.not_done);
    let close = Callback::new(move |()| failure.set(None));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Primary on_press=close>{move || i18n.texts().common.close}</Button>
        }
    };
    move || {
        failure.get().map(|error| {
            view! {
                <Dialog title on_close=close buttons>
                    <p>{move || member_error_message(&error, i18n)}</p>
                </Dialog>
            }
        })
    }
}
