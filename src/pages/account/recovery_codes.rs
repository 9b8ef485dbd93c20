//! Recovery codes: how many are left, new ones, and saving them.

use api_types::{OwnAccount, RecoveryCodes};
use leptos::prelude::*;

use super::{super::clipboard::use_copy, security::PasswordDialog};
use crate::{
    api,
    host::{moment, use_host},
    i18n::{AccountTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Icon, IconName, Note, NoteKind},
};

/// How many codes are left, and creating new ones.
#[component]
pub fn RecoveryCodesRow(account: Memo<OwnAccount>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let has_factor = Memo::new(move |_| account.with(|it| it.totp.is_some() || !it.passkeys.is_empty()));
    let (is_asking, new) = (RwSignal::new(false), RwSignal::new(None::<RecoveryCodes>));
    let email = Memo::new(move |_| account.with(|account| account.email.clone()));
    let text = move || {
        let (texts, format) = (&said.texts().factor, i18n.format());
        account.with(|account| match &account.recovery_codes {
            Some(codes) => (texts.codes_left)(format, codes.left, codes.total, &format.date(&codes.created_at)),
            None => texts.no_codes.to_owned(),
        })
    };
    let submit = Callback::new(move |password: String| {
        queries
            .mutate(api::replace_recovery_codes(password))
            .on_success(move |codes| {
                is_asking.set(false);
                new.set(Some(codes));
            })
            .send_in(state);
    });
    let close = Callback::new(move |()| {
        is_asking.set(false);
        new.set(None);
    });
    let button = move || {
        has_factor.get().then(|| {
            view! {
                <Button small=true on_press=move |()| is_asking.set(true)>
                    {move || said.texts().factor.new_codes}
                </Button>
            }
        })
    };
    let dialogs = move || match (new.get(), is_asking.get()) {
        (Some(codes), _) => Some(view! { <SaveCodes codes email on_close=close/> }.into_any()),
        (None, true) => Some(
            view! {
                <PasswordDialog
                    title=said.label(|texts| texts.factor.new_codes_title)
                    text=said.label(|texts| texts.factor.new_codes_text)
                    submit=said.label(|texts| texts.factor.new_codes_submit)
                    state
                    on_submit=submit
                    on_close=close
                />
            }
            .into_any(),
        ),
        (None, false) => None,
    };
    view! {
        <li>
            <Icon name=IconName::Document/>
            <div class="r-rows__body">
                <div class="r-rows__title">{move || said.texts().factor.codes}</div>
                <div class="r-rows__text">{text}</div>
            </div>
            <div class="r-rows__end">{button}</div>
            {dialogs}
        </li>
    }
}

/// Shows the codes once, until the user says that they are saved.
#[component]
pub fn SaveCodes(
    codes: RecoveryCodes,
    email: Memo<String>,
    /// What has happened.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (host, i18n) = (use_host(), use_i18n());
    let said = i18n.of::<AccountTexts>();
    let (copy, is_saved) = (use_copy(), RwSignal::new(false));
    let codes = StoredValue::new(codes.recovery_codes);
    let head = move || (said.texts().factor.file_head)(&email.get(), &i18n.format().date(&moment()));
    let text = move || {
        let lines = codes.with_value(|codes| codes.join("\n"));
        [&untrack(head), "\n\n", &lines, "\n"].concat()
    };
    let on_copy = move |()| copy.run((text(), |texts| texts.common.copied));
    let saving = host.clone();
    let on_download = move |()| {
        let pieces = js_sys::Array::of1(&text().into());
        saving.save_file(said.texts_untracked().factor.file_name, &pieces);
    };
    let on_print = move |()| host.print();
    let blocked = Signal::derive(move || (!is_saved.get()).then(|| said.texts().factor.tick.to_owned()));
    let close = Callback::new(move |()| {
        if is_saved.get_untracked() {
            on_close.run(());
        }
    });
    let hint = move || (!is_saved.get()).then(|| said.texts().factor.tick);
    let buttons = move || {
        view! {
            <span class="r-hint r-grow">{hint}</span>
            <Button kind=ButtonKind::Primary blocked on_press=close>{move || said.texts().factor.done}</Button>
        }
    };
    let row = |(index, code): (usize, String)| {
        view! { <li><span aria-hidden="true">{index + 1}</span><code dir="ltr">{code}</code></li> }
    };
    view! {
        <Dialog title=said.label(|texts| texts.factor.save_title) buttons>
            {note.map(|note| view! { <Note kind=NoteKind::Success>{note}</Note> })}
            <p>{move || said.texts().factor.save_text}</p>
            <p class="r-printed r-codes-head">{head}</p>
            <ol class="r-codes">{codes.get_value().into_iter().enumerate().map(row).collect_view()}</ol>
            <div class="r-btns">
                <Button icon=IconName::Copy on_press=on_copy>{move || said.texts().factor.copy}</Button>
                <Button icon=IconName::Download on_press=on_download>{move || said.texts().factor.download}</Button>
                <Button icon=IconName::Print on_press=on_print>{move || said.texts().factor.print}</Button>
            </div>
            <label class="r-option">
                <input
                    class="r-check"
                    type="checkbox"
                    prop:checked=move || is_saved.get()
                    on:change=move |event| is_saved.set(event_target_checked(&event))
                />
                <span>{move || said.texts().factor.saved}</span>
            </label>
        </Dialog>
    }
}
