//! One's own passkeys.

use api_types::{OwnAccount, Passkey};
use leptos::prelude::*;

use super::passkey_dialogs::{AddPasskey, RemovePasskey, RenamePasskey};
use crate::{
    host::use_host,
    i18n::{AccountTexts, use_i18n},
    ui::{Button, Icon, IconButton, IconName, Note, unique_id},
};

/// What is open over the page.
#[derive(Clone, PartialEq)]
enum Open {
    Add,
    Rename(Passkey),
    Remove(Passkey),
}

/// The passkeys, and what can be done with them.
#[component]
pub fn Passkeys(account: Memo<OwnAccount>) -> impl IntoView {
    let host = use_host();
    let said = use_i18n().of::<AccountTexts>();
    let passkeys = Memo::new(move |_| account.with(|account| account.passkeys.clone()));
    let open = RwSignal::new(None::<Open>);
    let email = Memo::new(move |_| account.with(|account| account.email.clone()));
    let is_supported = host.has_passkeys();
    let why_not = move || {
        let texts = &said.texts().passkeys;
        let unavailable = account.with(|account| account.passkeys_unavailable);
        unavailable.map(texts.unavailable).or((!is_supported).then_some(texts.unsupported))
    };
    let add = move || {
        why_not().is_none().then(|| {
            view! {
                <Button small=true icon=IconName::Plus on_press=move |()| open.set(Some(Open::Add))>
                    {move || said.texts().passkeys.add}
                </Button>
            }
        })
    };
    let list = move || {
        let passkeys = passkeys.get();
        if passkeys.is_empty() {
            return match why_not() {
                Some(why) => view! { <Note>{why}</Note> }.into_any(),
                None => view! { <p class="r-hint">{said.texts().passkeys.none}</p> }.into_any(),
            };
        }
        let row = |passkey: Passkey| view! { <Row passkey open/> };
        view! { <ul class="r-rows r-rows--wrap">{passkeys.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    let on_close = Callback::new(move |()| open.set(None));
    let dialog = move || match open.get()? {
        Open::Add => Some(view! { <AddPasskey email on_close/> }.into_any()),
        Open::Rename(passkey) => Some(view! { <RenamePasskey passkey on_close/> }.into_any()),
        Open::Remove(passkey) => Some(view! { <RemovePasskey passkey on_close/> }.into_any()),
    };
    let title = unique_id("section");
    let labelled_by = title.clone();
    view! {
        <section class="r-section" aria-labelledby=labelled_by>
            <div class="r-section__head">
                <div>
                    <h2 id=title>{move || said.texts().passkeys.title}</h2>
                    <p class="r-section__lede">{move || said.texts().passkeys.lede}</p>
                </div>
                {add}
            </div>
            {list}
        </section>
        {dialog}
    }
}

#[component]
fn Row(passkey: Passkey, open: RwSignal<Option<Open>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<AccountTexts>();
    let passkey = StoredValue::new(passkey);
    let name = move || passkey.with_value(|passkey| passkey.name.clone());
    let text = move || {
        let (texts, format) = (&said.texts().passkeys, i18n.format());
        passkey.with_value(|passkey| {
            let used = passkey.last_used_at.as_ref().map(|at| (texts.last_used)(&format.moment(at)));
            let used = used.unwrap_or_else(|| texts.never_used.to_owned());
            [&(texts.added)(&format.date(&passkey.created_at)), " · ", &used].concat()
        })
    };
    view! {
        <li>
            <Icon name=IconName::Passkey/>
            <div class="r-rows__body">
                <div class="r-rows__title"><bdi>{name}</bdi></div>
                <div class="r-rows__text">{text}</div>
            </div>
            <div class="r-rows__end">
                <span class="r-btns">
                    <IconButton
                        small=true
                        icon=IconName::Edit
                        label=Signal::derive(move || (said.texts().passkeys.rename)(&name()))
                        on_press=move |()| open.set(Some(Open::Rename(passkey.get_value())))
                    />
                    <IconButton
                        small=true
                        icon=IconName::Trash
                        label=Signal::derive(move || (said.texts().passkeys.remove)(&name()))
                        on_press=move |()| open.set(Some(Open::Remove(passkey.get_value())))
                    />
                </span>
            </div>
        </li>
    }
}
