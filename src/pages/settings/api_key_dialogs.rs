//! Creating, editing, rotating and revoking an API key, and showing a new value once.

use api_types::{ApiKey, ApiKeyChanges, ApiKeyValue, ApiScope, NewApiKey, OrganizationId, Problem, codes, read_name};
use leptos::prelude::*;

use super::{
    super::{clipboard::use_copy, error_message::error_message},
    api_keys::Open,
};
use crate::{
    api::{self, ApiError},
    i18n::{I18n, SettingsTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{
        Button, ButtonKind, Dialog, Field, IconButton, IconName, Note, NoteKind, SelectField, Token, TokenField,
        unique_id,
    },
};

/// Lifetimes to choose from, in days. Without any, the key does not expire.
const LIFETIMES: [u16; 4] = [30, 90, 180, 365];
/// The lifetime that is chosen at first.
const USUAL: &str = "365";

fn refusal(error: &ApiError, i18n: I18n) -> &'static str {
    let texts = &i18n.of::<SettingsTexts>().texts().key;
    match error.code() {
        Some(codes::TOO_MANY_KEYS) => texts.too_many,
        Some(codes::KEY_EXPIRED) => texts.has_expired,
        Some(codes::STALE) => texts.stale,
        _ => error_message(error, i18n.texts()),
    }
}

fn failure(state: WriteState, i18n: I18n) -> Option<AnyView> {
    let text = refusal(&state.error()?, i18n);
    Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> }.into_any())
}

/// The addresses that the server did not accept.
fn refused_addresses(problem: &Problem) -> Vec<usize> {
    let place = |pointer: &str| pointer.strip_prefix("/addresses/")?.parse().ok();
    problem.errors.iter().filter_map(|error| place(&error.pointer)).collect()
}

/// Creates a key, or changes the name and the addresses of one.
#[component]
pub fn KeyForm(
    organization: OrganizationId,
    /// The key that is edited; none: a new one.
    key: Option<ApiKey>,
    on_close: Callback<()>,
    on_value: Callback<ApiKeyValue>,
) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<SettingsTexts>();
    let is_new = key.is_none();
    let name = RwSignal::new(key.as_ref().map(|key| key.name.clone()).unwrap_or_default());
    let addresses = RwSignal::new(key.as_ref().map(|key| key.addresses.clone()).unwrap_or_default());
    let (scopes, lifetime) = (RwSignal::new(Vec::<ApiScope>::new()), RwSignal::new(USUAL.to_owned()));
    let (checked, wrong) = (RwSignal::new(false), RwSignal::new(Vec::<String>::new()));
    let has_name = move || name.with(|name| read_name(name).is_ok());
    let name_error =
        Signal::derive(move || (checked.get() && !has_name()).then(|| said.texts().key.name_invalid.to_owned()));
    let scopes_missing = move || checked.get() && is_new && scopes.with(Vec::is_empty);
    let on_error = move |error: ApiError| {
        let places = error.problem().map(refused_addresses).unwrap_or_default();
        let texts = addresses.try_get_untracked().unwrap_or_default();
        let refused: Vec<_> = places.into_iter().filter_map(|place| texts.get(place).cloned()).collect();
        if refused.is_empty() {
            return Some(error);
        }
        wrong.try_set(refused).map(|_| error)
    };
    let key = StoredValue::new(key);
    let submit = Callback::new(move |()| {
        checked.set(true);
        wrong.set(Vec::new());
        if !untrack(has_name) || is_new && scopes.with_untracked(Vec::is_empty) {
            return;
        }
        let (name, addresses) = (name.get_untracked(), addresses.get_untracked());
        match key.get_value() {
            None => {
                let lifetime_days = lifetime.get_untracked().parse().ok();
                let new = NewApiKey { name, scopes: scopes.get_untracked(), lifetime_days, addresses };
                queries
                    .mutate(api::create_api_key(organization, &new))
                    .on_error(on_error)
                    .on_success(move |value| {
                        let _ = on_value.try_run(value);
                    })
                    .send_in(state);
            }
            Some(key) => {
                let changes = ApiKeyChanges { name: Some(name), addresses: Some(addresses) };
                queries
                    .mutate(api::update_api_key(organization, &key, &changes))
                    .say(move |saved| (said.texts_untracked().key.saved)(&saved.name))
                    .on_error(on_error)
                    .then(on_close)
                    .send_in(state);
            }
        }
    });
    let title = Signal::derive(move || {
        let texts = said.texts();
        if is_new { texts.key.create } else { texts.key.edit_title }.to_owned()
    });
    let edit = i18n.of::<crate::i18n::PageTexts>();
    let buttons = move || {
        let label = move || if is_new { said.texts().key.create } else { edit.texts().edit.save };
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{label}</Button>
        }
    };
    let name_hint = Signal::derive(move || Some(said.texts().key.name_hint.to_owned()));
    view! {
        <Dialog title on_close on_submit=submit buttons>
            {move || failure(state, i18n)}
            <Field
                label=said.label(|texts| texts.key.name)
                value=name
                hint=name_hint
                error=name_error
                autofocus=true
            />
            {is_new.then(|| view! { <Scopes scopes is_missing=Signal::derive(scopes_missing)/> })}
            {is_new.then(|| view! { <Lifetime lifetime/> })}
            <Addresses addresses wrong/>
        </Dialog>
    }
}

#[component]
fn Scopes(scopes: RwSignal<Vec<ApiScope>>, is_missing: Signal<bool>) -> impl IntoView {
    let said = use_i18n().of::<SettingsTexts>();
    let option = move |scope: ApiScope| {
        let turn = move |event| {
            let is_on = event_target_checked(&event);
            scopes.update(|scopes| {
                scopes.retain(|it| *it != scope);
                scopes.extend(is_on.then_some(scope));
            });
        };
        view! {
            <label class="r-option">
                <input
                    class="r-check"
                    type="checkbox"
                    aria-invalid=move || is_missing.get().then_some("true")
                    prop:checked=move || scopes.with(|scopes| scopes.contains(&scope))
                    on:change=turn
                />
                <span>
                    <span class="r-option__title">{move || (said.texts().key.scope)(scope)}</span>
                    <span class="r-option__text">{move || (said.texts().key.scope_text)(scope)}</span>
                </span>
            </label>
        }
    };
    let error =
        move || is_missing.get().then(|| view! { <span class="r-error">{said.texts().key.scopes_missing}</span> });
    view! {
        <fieldset class="r-field">
            <legend class="r-field__label r-legend">{move || said.texts().key.scopes}</legend>
            <div class="r-group">{ApiScope::ALL.map(option).collect_view()}</div>
            {error}
        </fieldset>
    }
}

#[component]
fn Lifetime(lifetime: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let options = Callback::new(move |()| {
        let name = |days: u16| (days.to_string(), (said.texts().key.lifetime)(i18n.format(), days.into()));
        let never = (String::new(), said.texts().key.never_expires.to_owned());
        LIFETIMES.into_iter().map(name).chain(std::iter::once(never)).collect()
    });
    view! {
        <div class="r-field">
            <span class="r-field__label" aria-hidden="true">{move || said.texts().key.expires}</span>
            <SelectField
                label=said.label(|texts| texts.key.expires)
                options
                value=lifetime
                on_choose=move |days| lifetime.set(days)
            />
        </div>
    }
}

#[component]
fn Addresses(addresses: RwSignal<Vec<String>>, wrong: RwSignal<Vec<String>>) -> impl IntoView {
    let said = use_i18n().of::<SettingsTexts>();
    let text = RwSignal::new(String::new());
    let add = Callback::new(move |text: String| {
        addresses.update(|all| {
            for new in text.split([' ', ',', ';', '\n', '\t']).filter(|it| !it.is_empty()) {
                if !all.iter().any(|known| known == new) {
                    all.push(new.to_owned());
                }
            }
        });
    });
    let remove = Callback::new(move |index: usize| {
        addresses.update(|all| {
            if index < all.len() {
                all.remove(index);
            }
        });
    });
    let is_wrong = move |text: &String| wrong.with(|wrong| wrong.contains(text));
    let tokens = Signal::derive(move || {
        let token = |text: String| Token { is_wrong: is_wrong(&text), text };
        addresses.get().into_iter().map(token).collect::<Vec<_>>()
    });
    let errors = Signal::derive(move || {
        let error = |text: String| (text, said.texts().key.address_invalid.to_owned());
        addresses.get().into_iter().filter(is_wrong).map(error).collect::<Vec<_>>()
    });
    view! {
        <div class="r-field">
            <TokenField
                label=said.label(|texts| texts.key.addresses)
                placeholder=said.label(|texts| texts.key.add_address)
                tokens
                text
                is_complete=|text| text.ends_with([' ', ',', ';'])
                on_add=add
                on_remove=remove
                remove_label=Callback::new(move |name: String| (said.texts().remove)(&name))
                errors
                autofocus=false
            />
            <span class="r-hint">{move || said.texts().key.addresses_hint}</span>
        </div>
    }
}

/// Asks before a key is rotated or revoked.
#[component]
pub fn Confirm(
    organization: OrganizationId,
    act: Open,
    on_close: Callback<()>,
    on_value: Callback<ApiKeyValue>,
) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<SettingsTexts>();
    let (key, is_rotation) = match act {
        Open::Rotate(key) => (key, true),
        Open::Revoke(key) | Open::Form(Some(key)) => (key, false),
        Open::Form(None) => return ().into_any(),
    };
    let (id, name) = (key.id, StoredValue::new(key.name));
    let submit = Callback::new(move |()| {
        if is_rotation {
            queries
                .mutate(api::rotate_api_key(organization, id))
                .on_success(move |value| {
                    let _ = on_value.try_run(value);
                })
                .send_in(state);
        } else {
            queries
                .mutate(api::revoke_api_key(organization, id))
                .say(move |()| (said.texts_untracked().key.revoked)(&name.get_value()))
                .then(on_close)
                .send_in(state);
        }
    });
    let title = Signal::derive(move || {
        let texts = &said.texts().key;
        (if is_rotation { texts.rotate_title } else { texts.revoke_title })(&name.get_value())
    });
    let text = move || if is_rotation { said.texts().key.rotate_text } else { said.texts().key.revoke_text };
    let label = move || if is_rotation { said.texts().key.rotate_submit } else { said.texts().key.revoke_submit };
    let kind = if is_rotation { ButtonKind::Primary } else { ButtonKind::Danger };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind submit=true busy=state.busy()>{label}</Button>
        }
    };
    view! {
        <Dialog title on_close on_submit=submit buttons>
            {move || failure(state, i18n)}
            <p>{text}</p>
        </Dialog>
    }
    .into_any()
}

/// Shows a new value once, until the reader says that it is stored.
#[component]
pub fn ShowValue(new: ApiKeyValue, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let (copy, is_stored) = (use_copy(), RwSignal::new(false));
    let ApiKeyValue { key, value } = new;
    let (label, name) = (unique_id("key"), StoredValue::new(key.name));
    let labelled_by = label.clone();
    let shown = value.clone();
    let on_copy = Callback::new(move |()| copy.run((value.clone(), |texts| texts.common.copied)));
    let close = Callback::new(move |()| {
        if is_stored.get_untracked() {
            on_close.run(());
        }
    });
    let blocked = Signal::derive(move || (!is_stored.get()).then(|| said.texts().key.tick.to_owned()));
    let hint = move || (!is_stored.get()).then(|| said.texts().key.tick);
    let buttons = move || {
        view! {
            <span class="r-hint r-grow">{hint}</span>
            <Button kind=ButtonKind::Primary blocked on_press=close>{move || said.texts().key.done}</Button>
        }
    };
    let scopes = key.scopes;
    let scopes = move || {
        let names: Vec<_> = scopes.iter().map(|scope| (said.texts().key.scope)(*scope)).collect();
        names.join(", ")
    };
    let addresses = key.addresses;
    let addresses = move || match addresses.as_slice() {
        [] => said.texts().key.any_address.to_owned(),
        all => all.join(", "),
    };
    let ends = key.expires_at;
    let ends = move || match &ends {
        Some(at) => i18n.format().date(at),
        None => said.texts().key.never_expires.to_owned(),
    };
    let old = key.old_works_until.map(|until| {
        let text = move || (said.texts().key.works_until)(&i18n.format().date_time(&until));
        view! { <div><dt>{move || said.texts().key.old}</dt><dd>{text}</dd></div> }
    });
    view! {
        <Dialog title=Signal::derive(move || (said.texts().key.value_title)(&name.get_value())) buttons>
            <Note kind=NoteKind::Warning>
                <b>{move || said.texts().key.value_once_bold}</b>
                {move || said.texts().key.value_once}
            </Note>
            <div class="r-field">
                <span class="r-field__label" id=label>{move || said.texts().key.value}</span>
                <div class="r-copy" role="group" aria-labelledby=labelled_by>
                    <code class="r-mono" dir="ltr" data-value="">{shown}</code>
                    <IconButton
                        small=true
                        icon=IconName::Copy
                        label=said.label(|texts| texts.key.copy)
                        on_press=on_copy
                    />
                </div>
            </div>
            <dl class="r-facts">
                <div><dt>{move || said.texts().key.scopes}</dt><dd>{scopes}</dd></div>
                <div><dt>{move || said.texts().key.addresses}</dt><dd dir="ltr">{addresses}</dd></div>
                <div><dt>{move || said.texts().key.expires}</dt><dd>{ends}</dd></div>
                {old}
            </dl>
            <label class="r-option">
                <input
                    class="r-check"
                    type="checkbox"
                    prop:checked=move || is_stored.get()
                    on:change=move |event| is_stored.set(event_target_checked(&event))
                />
                <span>{move || said.texts().key.stored}</span>
            </label>
        </Dialog>
    }
}
