//! Wanting no more e-mails about invitations: the page that a link in each of them leads to.

use api_types::{StopMails as Wanted, codes};
use leptos::{prelude::*, task::spawn_local};

use super::{error_message::error_message, framed_notice::FramedNotice, lazy::lazy, link_page::LinkPage};
use crate::{
    api::{self, ApiError},
    host::{History, use_host},
    i18n::{SignInTexts, use_i18n},
    location::use_location,
    paths::Paths,
    queries::use_queries,
    ui::{Button, ButtonKind, Note, NoteKind},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub sign_in: stop_mails() => view! { <StopMails/> };
}

/// How far the reader has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asked,
    Stopped,
    /// The link leads to no e-mail.
    Invalid,
}

/// The page of a link; never inside another's page, which could have the button pressed unseen.
#[component]
fn StopMails() -> impl IntoView {
    if use_host().is_framed() {
        let texts = |texts: &'static SignInTexts| &texts.stop_mails.elsewhere;
        return view! { <FramedNotice path=Paths::below("").stop_mails() texts/> }.into_any();
    }
    view! { <StopMailsPage/> }.into_any()
}

/// Nothing happens before the button is pressed: programs that look at mails open their links.
#[component]
fn StopMailsPage() -> impl IntoView {
    let (i18n, queries, location) = (use_i18n(), use_queries(), use_location());
    let said = i18n.of::<SignInTexts>();
    let texts = move || &said.texts().stop_mails;
    // Out of the address bar: the next user of the browser would find it there.
    let token = untrack(|| location.token());
    location.go(&untrack(|| location.path()), History::Replace);
    let stage = RwSignal::new(if token.is_empty() { Stage::Invalid } else { Stage::Asked });
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let token = StoredValue::new(token);
    let set = Callback::new(move |stop: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let change = api::stop_mails(&Wanted { token: token.get_value(), stop });
        spawn_local(async move {
            let answer = queries.api().send(change).await;
            // The page may have been left.
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => drop(stage.try_set(if stop { Stage::Stopped } else { Stage::Asked })),
                Err(error) if error.code() == Some(codes::INVITATION_UNKNOWN) => drop(stage.try_set(Stage::Invalid)),
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    });
    let title = Signal::derive(move || {
        let title = match stage.get() {
            Stage::Asked => texts().title,
            Stage::Stopped => texts().done_title,
            Stage::Invalid => texts().invalid.0,
        };
        title.to_owned()
    });
    let lede = Signal::derive(move || {
        let lede = match stage.get() {
            Stage::Asked => texts().lede,
            Stage::Stopped => texts().done,
            Stage::Invalid => texts().invalid.1,
        };
        lede.to_owned()
    });
    let refused = move || {
        let error = failure.get()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    let body = move || match stage.get() {
        Stage::Asked => view! {
            <div class="r-auth__form">
                {refused}
                <p>{move || texts().means}</p>
                <Button kind=ButtonKind::Primary block=true busy on_press=move |()| set.run(true)>
                    {move || texts().submit}
                </Button>
            </div>
        }
        .into_any(),
        Stage::Stopped => view! {
            <div class="r-auth__form">
                {refused}
                <Button block=true busy on_press=move |()| set.run(false)>{move || texts().undo}</Button>
            </div>
        }
        .into_any(),
        Stage::Invalid => ().into_any(),
    };
    view! {
        <LinkPage title lede waiting=Memo::new(|_| false) on_retry=Callback::new(|()| ())>
            {move || body()}
        </LinkPage>
    }
}
