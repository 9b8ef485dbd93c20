//! Confirming a new e-mail address: the page that the link in the mail leads to.

mod flow;

use api_types::{EmailChangePreview, codes};
use leptos::prelude::*;

use self::flow::{EmailChangeFlow, Stage, begin, confirm};
use super::{
    error_message::{ErrorPanel, error_message},
    framed_notice::FramedNotice,
    lazy::lazy,
    link_page::{LinkPage, ToSignIn},
};
use crate::{
    host::use_host,
    i18n::{SignInTexts, use_i18n},
    location::use_location,
    paths::{Paths, use_paths},
    queries::use_queries,
    ui::{Button, ButtonKind, Note, NoteKind},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub sign_in: email_change() => view! { <EmailChange/> };
}

/// The page of a link; never inside another's page, which could have the button pressed unseen.
#[component]
fn EmailChange() -> impl IntoView {
    if use_host().is_framed() {
        let texts = |texts: &'static SignInTexts| &texts.email_change.elsewhere;
        return view! { <FramedNotice path=Paths::below("").email_change() texts/> }.into_any();
    }
    view! { <EmailChangePage/> }.into_any()
}

#[component]
fn EmailChangePage() -> impl IntoView {
    let i18n = use_i18n();
    let flow = begin(use_queries(), use_location());
    let stage = flow.stage();
    let said = i18n.of::<SignInTexts>();
    let title = Signal::derive(move || head(&stage.get(), said.texts()).0);
    let lede = Signal::derive(move || head(&stage.get(), said.texts()).1);
    let waiting = Memo::new(move |_| stage.with(|stage| *stage == Stage::Waiting));
    let body = move || match stage.get() {
        Stage::Waiting => ().into_any(),
        Stage::Valid(change) => view! { <ConfirmAddress flow change/> }.into_any(),
        Stage::Done(_) | Stage::Invalid(codes::EMAIL_CHANGE_USED) => view! { <ToSignIn/> }.into_any(),
        Stage::Invalid(_) => view! { <BackToSignIn/> }.into_any(),
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
    let texts = &texts.email_change;
    let (title, text) = match stage {
        Stage::Valid(change) => {
            return (texts.title.to_owned(), (texts.account)(&change.name, &change.organization_name));
        }
        Stage::Done(email) => return (texts.done_title.to_owned(), (texts.done)(email)),
        Stage::Invalid(code) => (texts.closed)(code),
        Stage::Waiting | Stage::Failed(_) => (texts.title, ""),
    };
    (title.to_owned(), text.to_owned())
}

/// Names the address and asks to confirm it.
#[component]
fn ConfirmAddress(flow: EmailChangeFlow, change: EmailChangePreview) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SignInTexts>();
    let EmailChangePreview { email, expires_at, .. } = change;
    let shown = email.clone();
    let until = move || (said.texts().email_change.until)(&said.format().date_time(&expires_at));
    let failure = move || {
        let error = flow.error.get()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    view! {
        <div class="r-auth__form">
            {failure}
            <p><b><bdi>{shown}</bdi></b></p>
            <p>{move || said.texts().email_change.means}</p>
            <Button
                kind=ButtonKind::Primary
                block=true
                busy=flow.busy
                on_press=Callback::new(move |()| confirm(flow, email.clone()))
            >
                {said.label(|texts| texts.email_change.submit)}
            </Button>
        </div>
        <p class="r-sm r-muted">{until} " " {move || said.texts().email_change.unexpected}</p>
    }
}

#[component]
fn BackToSignIn() -> impl IntoView {
    let (said, paths) = (use_i18n().of::<SignInTexts>(), use_paths());
    view! {
        <p class="r-sm">
            <a class="r-link" href=paths.sign_in(None)>{said.label(|texts| texts.password_reset.back)}</a>
        </p>
    }
}
