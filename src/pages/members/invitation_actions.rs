//! What is done with somebody who has not accepted yet: sending again, a new link, withdrawing and taking that back.

use std::sync::Arc;

use api_types::{MailService, Member};
use leptos::{prelude::*, task::spawn_local};

use super::{clipboard::use_copy, error_message::member_error_message};
use crate::{
    api::ApiError,
    components::PendingAction,
    i18n::{MemberActionTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, Dialog, use_toaster},
};

/// Acts on invitations, and remembers why the last act failed.
#[derive(Clone, Copy)]
pub struct Pending {
    pub act: Callback<(PendingAction, Arc<Member>)>,
    failure: RwSignal<Option<ApiError>>,
}

/// The acts of the surrounding page; `on_withdrawn` is called once somebody is no longer there. Render
/// [`PendingFailure`] beside it.
pub fn use_pending(on_withdrawn: Callback<()>) -> Pending {
    let (said, queries) = (use_i18n().of::<MemberActionTexts>(), use_queries());
    let (toaster, copy) = (use_toaster(), use_copy());
    let failure = RwSignal::new(None);
    let server = queries.server();
    let say = move |result: Result<(), ApiError>| {
        queries.refresh();
        if let Err(error) = result {
            let _ = failure.try_set(Some(error));
        }
    };
    let restore = move |member: Arc<Member>| {
        spawn_local(async move {
            let result = queries.api().restore(member.organization_id, member.id).await;
            if result.is_ok() {
                toaster.show((said.texts_untracked().restored)(&member.email));
            }
            say(result);
        });
    };
    let act = Callback::new(move |(action, member): (PendingAction, Arc<Member>)| {
        let mails = untrack(|| !matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None));
        spawn_local(async move {
            let (api, organization, id) = (queries.api(), member.organization_id, member.id);
            let result = match action {
                PendingAction::Resend => api.resend(&member, mails).await.map(|resent| {
                    if mails {
                        toaster.show((said.texts_untracked().sent_again)(&member.email));
                    } else {
                        let _ = copy.try_run((resent.link, |texts| texts.invite.link_copied));
                    }
                }),
                PendingAction::NewLink => api.new_link(organization, id).await.map(|new| {
                    let _ = copy.try_run((new.link, |texts| texts.invite.link_copied));
                }),
                PendingAction::Withdraw => api.withdraw(organization, id).await.map(|()| {
                    let text = (said.texts_untracked().withdrawn)(&member.email);
                    toaster.show_undoable(text, move || restore(Arc::clone(&member)));
                    let _ = on_withdrawn.try_run(());
                }),
            };
            say(result);
        });
    });
    Pending { act, failure }
}

/// Says why an act failed: errors are no toasts.
#[component]
pub fn PendingFailure(pending: Pending) -> impl IntoView {
    let i18n = use_i18n();
    let title = i18n.of::<MemberActionTexts>().label(|texts| texts.not_done);
    let close = Callback::new(move |()| pending.failure.set(None));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Primary on_press=close>{move || i18n.texts().common.close}</Button>
        }
    };
    move || {
        pending.failure.get().map(|error| {
            view! {
                <Dialog title on_close=close buttons>
                    <p>{move || member_error_message(&error, i18n)}</p>
                </Dialog>
            }
        })
    }
}
