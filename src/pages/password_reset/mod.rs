//! Choosing a new password: the page that the link in the mail leads to.

mod flow;
mod new_password;

use api_types::codes;
use leptos::prelude::*;

use self::{
    flow::{Stage, begin},
    new_password::ChoosePassword,
};
use super::{
    error_message::ErrorPanel,
    framed_notice::FramedNotice,
    lazy::lazy,
    link_page::{LinkPage, ToSignIn},
};
use crate::{
    host::{StorageKey, use_host},
    i18n::{SignInTexts, use_i18n},
    location::use_location,
    paths::{Paths, use_paths},
    queries::use_queries,
    ui::{ButtonKind, LinkButton},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub sign_in: password_reset() => view! { <PasswordReset/> };
}

/// The page of a link; never inside another's page, where a frame could read what is typed.
#[component]
fn PasswordReset() -> impl IntoView {
    if use_host().is_framed() {
        let texts = |texts: &'static SignInTexts| &texts.password_reset.elsewhere;
        return view! { <FramedNotice path=Paths::below("").password_reset() texts/> }.into_any();
    }
    view! { <PasswordResetPage/> }.into_any()
}

#[component]
fn PasswordResetPage() -> impl IntoView {
    let (i18n, on_done) = (use_i18n(), use_sessions_ended());
    let flow = begin(use_queries(), use_location());
    let stage = flow.stage();
    let said = i18n.of::<SignInTexts>();
    let title = Signal::derive(move || head(&stage.get(), said.texts()).0);
    let lede = Signal::derive(move || head(&stage.get(), said.texts()).1);
    let waiting = Memo::new(move |_| stage.with(|stage| *stage == Stage::Waiting));
    let body = move || match stage.get() {
        Stage::Waiting => ().into_any(),
        Stage::Valid(reset) => view! { <ChoosePassword flow reset on_done/> }.into_any(),
        Stage::Done(()) => view! { <ToSignIn/> }.into_any(),
        Stage::Invalid(code) => view! { <InvalidLink code/> }.into_any(),
        Stage::Failed(error) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=Callback::new(move |()| flow.look_up())/> }.into_any()
        }
    };
    view! {
        <LinkPage title lede waiting on_retry=Callback::new(move |()| flow.retry())>
            {body}
        </LinkPage>
    }
}

/// Title and first line.
fn head(stage: &Stage, texts: &'static SignInTexts) -> (String, String) {
    let texts = &texts.password_reset;
    let (title, text) = match stage {
        Stage::Valid(reset) => return (texts.title.to_owned(), (texts.of)(&reset.email)),
        Stage::Done(()) => (texts.done_title, texts.done),
        Stage::Invalid(code) => (texts.closed)(code),
        Stage::Waiting | Stage::Failed(_) => (texts.title, ""),
    };
    (title.to_owned(), text.to_owned())
}

/// What happens once every session has ended: nothing of whoever was here before stays.
fn use_sessions_ended() -> Callback<()> {
    let (host, queries) = (use_host(), use_queries());
    Callback::new(move |()| {
        queries.clear();
        host.store(StorageKey::SignedIn, None);
    })
}

/// What can be done with a link that does not work. The title says why.
#[component]
fn InvalidLink(code: &'static str) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<SignInTexts>();
    let sign_in = (code == codes::RESET_USED).then(|| view! { <ToSignIn/> });
    let kind = if sign_in.is_some() { ButtonKind::Default } else { ButtonKind::Primary };
    let back = sign_in.is_none().then(|| {
        view! {
            <p class="r-sm">
                <a class="r-link" href=paths.sign_in(None)>{said.label(|texts| texts.password_reset.back)}</a>
            </p>
        }
    });
    view! {
        {sign_in}
        <LinkButton kind href=paths.forgot_password()>
            {said.label(|texts| texts.password_reset.ask_again)}
        </LinkButton>
        {back}
    }
}
