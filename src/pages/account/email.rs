//! One's own e-mail address: what it is, the change that waits, and asking for another.

use api_types::{MailService, OwnAccount};
use leptos::prelude::*;

use super::super::error_message::error_message;
use crate::{
    api,
    forms::{read_new_email, refused_email},
    i18n::{AccountTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, Icon, IconName, Note, NoteKind, Section},
};

/// The address, and what can be done with it.
#[component]
pub fn Email(account: Memo<OwnAccount>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let (server, is_open) = (queries.server(), RwSignal::new(false));
    let has_no_mail = Memo::new(move |_| matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None));
    let blocked = Signal::derive(move || has_no_mail.get().then(|| said.texts().edit.email_no_mail.to_owned()));
    let email = Memo::new(move |_| account.with(|account| account.email.clone()));
    let pending = Memo::new(move |_| account.with(|account| account.email_change.clone()));
    let cancel = Callback::new(move |()| {
        queries
            .mutate(api::cancel_own_email_change())
            .say(move |()| said.texts_untracked().edit.email_cancelled.to_owned())
            .send_in(state);
    });
    let waits = move || {
        let change = pending.get()?;
        let texts = &said.texts().edit;
        let until = (texts.email_until)(&i18n.format().date_time(&change.expires_at));
        Some(view! {
            <div class="r-note">
                <Icon name=IconName::Clock/>
                <div class="r-note__text"><b>{(texts.email_waits)(&change.email)}</b> " " {until}</div>
                <button class="r-link r-note__end" type="button" on:click=move |_| cancel.run(())>
                    {texts.email_cancel}
                </button>
            </div>
        })
    };
    view! {
        <Section title=said.label(|texts| texts.edit.email) lede=said.label(|texts| texts.edit.email_lede)>
            <ul class="r-rows r-rows--wrap">
                <li>
                    <Icon name=IconName::Mail/>
                    <div class="r-rows__body"><div class="r-rows__title"><bdi>{email}</bdi></div></div>
                    <div class="r-rows__end">
                        <Button small=true blocked on_press=move |()| is_open.set(true)>
                            {move || said.texts().edit.email_change}
                        </Button>
                    </div>
                </li>
            </ul>
            {waits}
        </Section>
        {move || is_open.get().then(|| view! { <AskForEmail email on_close=move |()| is_open.set(false)/> })}
    }
}

#[component]
fn AskForEmail(email: Memo<String>, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let (new, problem) = (RwSignal::new(String::new()), RwSignal::new(None));
    let submit = Callback::new(move |()| {
        let read = email.with_untracked(|email| new.with_untracked(|new| read_new_email(new, email)));
        problem.set(read.as_ref().err().copied());
        let Ok(address) = read else { return };
        let sent_to = address.clone();
        queries
            .mutate(api::request_own_email_change(address))
            .say(move |_| (said.texts_untracked().edit.email_sent)(&sent_to))
            .on_error(move |error| {
                let refused = error.problem().and_then(refused_email);
                let _ = problem.try_set(refused);
                Some(error).filter(|error| refused.is_none() && !error.needs_proof())
            })
            .then(on_close)
            .send_in(state);
    });
    // What was wrong is no longer said of what is typed now.
    Effect::new(move |before: Option<()>| {
        new.track();
        if before.is_some() {
            problem.set(None);
        }
    });
    let error = Signal::derive(move || problem.get().map(|it| (said.texts().edit.email_wrong)(it).to_owned()));
    let failure = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || said.texts().edit.email_submit}
            </Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.edit.email_title) on_close on_submit=submit buttons>
            {failure}
            <p>{move || email.with(|email| (said.texts().edit.email_text)(email))}</p>
            <Field
                label=said.label(|texts| texts.edit.email_field)
                value=new
                kind=FieldKind::Email
                autofocus=true
                error
            />
        </Dialog>
    }
}
