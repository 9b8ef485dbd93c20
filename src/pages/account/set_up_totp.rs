//! Setting up an authenticator app: secret, first code, recovery codes.

use api_types::{NewTotp, RecoveryCodes, codes};
use leptos::{prelude::*, task::spawn_local};

use super::{super::clipboard::use_copy, recovery_codes::SaveCodes, security::own_error_message};
use crate::{
    api::{self, ApiError},
    i18n::{AccountTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, CodeField, Dialog, IconButton, IconName, Note, NoteKind},
};

/// The dialog, until the codes are saved.
#[component]
pub fn SetUpTotp(email: Memo<String>, on_close: Callback<()>) -> impl IntoView {
    let (queries, state) = (use_queries(), WriteState::new());
    let said = use_i18n().of::<AccountTexts>();
    let new = RwSignal::new(None::<NewTotp>);
    let recovery = RwSignal::new(None::<RecoveryCodes>);
    spawn_local(async move {
        match queries.mutate(api::start_totp()).affects_nothing().result().await {
            Ok(started) => drop(new.try_set(Some(started))),
            // Who does not want to prove who they are has closed the dialog.
            Err(error) if error.needs_proof() => drop(on_close.try_run(())),
            Err(error) => {
                let _ = on_close.try_run(());
                queries.write_error().set(Some(error));
            }
        }
    });
    let confirm = Callback::new(move |code: String| {
        queries
            .mutate(api::confirm_totp(code))
            .on_success(move |codes| drop(recovery.try_set(Some(codes))))
            .send_in(state);
    });
    move || {
        let texts = said.label(|texts| texts.factor.is_on);
        match recovery.get() {
            Some(codes) => view! { <SaveCodes codes email note=texts on_close/> }.into_any(),
            None => view! { <Scan new state on_submit=confirm on_close/> }.into_any(),
        }
    }
}

/// The secret to scan, and the first code.
#[component]
fn Scan(
    new: RwSignal<Option<NewTotp>>,
    state: WriteState,
    /// Called with the code.
    on_submit: Callback<String>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<AccountTexts>();
    let (code, incomplete) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = Callback::new(move |()| {
        incomplete.set(code.with_untracked(String::len) < 6);
        if !incomplete.get_untracked() && new.with_untracked(Option::is_some) {
            on_submit.run(code.get_untracked());
        }
    });
    Effect::new(move |_| {
        if state.error().is_some_and(|error| is_wrong_code(&error)) {
            code.set(String::new());
        }
    });
    let error = Signal::derive(move || {
        let texts = &said.texts().factor;
        let is_wrong = state.error().is_some_and(|error| is_wrong_code(&error)) && code.with(String::is_empty);
        incomplete.get().then_some(texts.code_incomplete).or(is_wrong.then_some(texts.code_wrong)).map(str::to_owned)
    });
    let failure = move || {
        let error = state.error().filter(|error| !is_wrong_code(error))?;
        let text = own_error_message(&error, said.texts(), i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || said.texts().factor.turn_on}
            </Button>
        }
    };
    let secret = move || match new.get() {
        Some(new) => view! { <Secret new/> }.into_any(),
        // Nothing moves when it is there.
        None => view! { <div class="r-qr"></div> }.into_any(),
    };
    view! {
        <Dialog title=said.label(|texts| texts.factor.enrol_title) on_close on_submit=submit buttons>
            {failure}
            <p>{move || said.texts().factor.enrol_text}</p>
            <div class="r-enrol">
                {secret}
                <CodeField label=said.label(|texts| texts.factor.code) value=code error on_complete=submit/>
            </div>
        </Dialog>
    }
}

/// The secret as a picture, as a text, and as a link for an app on this device.
#[component]
fn Secret(new: NewTotp) -> impl IntoView {
    let said = use_i18n().of::<AccountTexts>();
    let copy = use_copy();
    let NewTotp { secret, uri, qr } = new;
    let size = qr.size.to_string();
    let groups: Vec<String> = secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into()).collect();
    let on_copy = move |()| copy.run((secret.clone(), |texts| texts.common.copied));
    view! {
        <div class="r-qr">
            <svg
                viewBox=["0 0 ", &size, " ", &size].concat()
                role="img"
                aria-label=move || said.texts().factor.qr
            >
                <path d=qr.path fill="currentColor"></path>
            </svg>
        </div>
        <div class="r-enrol__key">
            <div class="r-field__label">{move || said.texts().factor.key}</div>
            <div class="r-key">
                <code dir="ltr">{groups.join(" ")}</code>
                <IconButton
                    small=true
                    icon=IconName::Copy
                    label=said.label(|texts| texts.factor.copy)
                    on_press=on_copy
                />
            </div>
            <p class="r-hint">{move || said.texts().factor.key_hint}</p>
            <a class="r-link r-sm" rel="external" href=uri>{move || said.texts().factor.open_app}</a>
        </div>
    }
}

fn is_wrong_code(error: &ApiError) -> bool {
    error.code() == Some(codes::WRONG_CODE)
}
