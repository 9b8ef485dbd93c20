//! Adding, renaming and removing a passkey.

use api_types::{AddedPasskey, MAX_PASSKEY_NAME, NewPasskey, Passkey, PasskeyAnswer, RecoveryCodes, read_line};
use leptos::{prelude::*, task::spawn_local};

use super::{recovery_codes::SaveCodes, security::own_error_message};
use crate::{
    api::{self, ApiError},
    host::{PasskeyFailure, use_host},
    i18n::{AccountTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind},
};

/// Why no passkey was added.
#[derive(Clone, PartialEq)]
enum Failure {
    Browser(PasskeyFailure),
    Server(ApiError),
}

/// Asks for a name, and has the browser make a passkey.
#[component]
pub fn AddPasskey(email: Memo<String>, on_close: Callback<()>) -> impl IntoView {
    let said = use_i18n().of::<AccountTexts>();
    // An account without recovery codes gets some.
    let (added, recovery) = (RwSignal::new(String::new()), RwSignal::new(None::<RecoveryCodes>));
    let on_added = Callback::new(move |(name, recovery_codes): (String, Vec<String>)| {
        added.set(name);
        recovery.set(Some(RecoveryCodes { recovery_codes }));
    });
    let note = Signal::derive(move || added.with(|name| (said.texts().passkeys.added_toast)(name)));
    move || match recovery.get() {
        Some(codes) => view! { <SaveCodes codes email note on_close/> }.into_any(),
        None => view! { <NewPasskeyDialog on_added on_close/> }.into_any(),
    }
}

#[component]
fn NewPasskeyDialog(
    /// Called with its name and the recovery codes that came with it, if there are any.
    on_added: Callback<(String, Vec<String>)>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    let said = i18n.of::<AccountTexts>();
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let submit = Callback::new(move |name: String| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let host = host.clone();
        spawn_local(async move {
            let added = async {
                let asked = queries.mutate(api::start_passkey()).affects_nothing().result().await;
                let asked = asked.map_err(Failure::Server)?;
                let credential = host.make_passkey(&asked.options).await.map_err(Failure::Browser)?;
                let answer = PasskeyAnswer { challenge: asked.challenge, credential };
                let new = NewPasskey { name: name.clone(), answer };
                queries.mutate(api::add_passkey(&new)).result().await.map_err(Failure::Server)
            };
            let added = added.await;
            // The dialog may be gone.
            busy.try_set(false);
            match added {
                Ok(AddedPasskey { recovery_codes, .. }) if !recovery_codes.is_empty() => {
                    let _ = on_added.try_run((name, recovery_codes));
                }
                Ok(_) => {
                    queries.say((said.texts_untracked().passkeys.added_toast)(&name));
                    let _ = on_close.try_run(());
                }
                Err(Failure::Server(error)) if error.needs_proof() => {}
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    });
    let failure = Signal::derive(move || {
        let texts = said.texts();
        failure.get().map(|failure| match failure {
            Failure::Browser(PasskeyFailure::Known) => texts.passkeys.known,
            Failure::Browser(PasskeyFailure::Unsupported) => texts.passkeys.unsupported,
            Failure::Browser(PasskeyFailure::Cancelled) => texts.passkeys.failed,
            Failure::Server(error) => own_error_message(&error, texts, i18n.texts()),
        })
    });
    view! {
        <NameDialog
            title=said.label(|texts| texts.passkeys.add_title)
            text=Some(said.label(|texts| texts.passkeys.add_text))
            submit=said.label(|texts| texts.passkeys.add_submit)
            first=String::new()
            busy
            failure
            on_submit=submit
            on_close
        />
    }
}

/// Asks for another name.
#[component]
pub fn RenamePasskey(passkey: Passkey, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let submit = Callback::new(move |name: String| {
        queries.mutate(api::rename_passkey(passkey.id, name)).then(on_close).send_in(state);
    });
    let failure =
        Signal::derive(move || state.error().map(|error| own_error_message(&error, said.texts(), i18n.texts())));
    view! {
        <NameDialog
            title=said.label(|texts| texts.passkeys.rename_title)
            text=None
            submit=said.label(|texts| texts.passkeys.rename_submit)
            first=passkey.name
            busy=state.busy()
            failure
            on_submit=submit
            on_close
        />
    }
}

#[component]
fn NameDialog(
    title: Signal<String>,
    text: Option<Signal<String>>,
    submit: Signal<String>,
    /// The name before.
    first: String,
    #[prop(into)] busy: Signal<bool>,
    failure: Signal<Option<&'static str>>,
    /// Called with a valid name.
    on_submit: Callback<String>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<AccountTexts>();
    let (name, checked) = (RwSignal::new(first), RwSignal::new(false));
    let valid = move || name.with(|name| read_line(name, MAX_PASSKEY_NAME).ok().map(str::to_owned));
    let send = Callback::new(move |()| {
        checked.set(true);
        if let Some(name) = untrack(valid) {
            on_submit.run(name);
        }
    });
    let error = Signal::derive(move || {
        (checked.get() && valid().is_none()).then(|| said.texts().passkeys.name_invalid.to_owned())
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy>{submit}</Button>
        }
    };
    view! {
        <Dialog title on_close on_submit=send buttons>
            {move || failure.get().map(|text| view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })}
            {text.map(|text| view! { <p>{text}</p> })}
            <Field
                label=said.label(|texts| texts.passkeys.name)
                value=name
                hint=Signal::derive(move || Some(said.texts().passkeys.name_hint.to_owned()))
                autofocus=true
                error
            />
        </Dialog>
    }
}

/// Asks before a passkey is removed.
#[component]
pub fn RemovePasskey(passkey: Passkey, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let (id, name) = (passkey.id, StoredValue::new(passkey.name));
    let submit = Callback::new(move |()| {
        queries
            .mutate(api::delete_passkey(id))
            .say(move |()| name.with_value(|name| (said.texts_untracked().passkeys.removed)(name)))
            .on_error(|error| Some(error).filter(|error| !error.needs_proof()))
            .then(on_close)
            .send_in(state);
    });
    let title = Signal::derive(move || name.with_value(|name| (said.texts().passkeys.remove_title)(name)));
    let failure = move || {
        let text = own_error_message(&state.error()?, said.texts(), i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>
                {move || said.texts().passkeys.remove_submit}
            </Button>
        }
    };
    view! {
        <Dialog title on_close on_submit=submit buttons>
            {failure}
            <p>{move || said.texts().passkeys.remove_text}</p>
        </Dialog>
    }
}
