//! The dialog that asks for another e-mail address of a user.

use api_types::{EmailChange, MailService, Member};
use leptos::prelude::*;

use super::super::error_message::member_error_message;
use crate::{
    api,
    forms::{read_new_email, refused_email},
    i18n::{MemberActionTexts, PanelTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, Note, NoteKind},
};

/// The dialog, while it is open for a user.
#[component]
pub fn ChangeEmail(of: RwSignal<Option<Member>>) -> impl IntoView {
    let server = use_queries().server();
    let on_close = Callback::new(move |()| of.set(None));
    move || {
        let member = of.get()?;
        let has_no_mail = untrack(|| matches!(server.get(), Some(Ok(it)) if it.mail == MailService::None));
        Some(if has_no_mail {
            view! { <NoMail member on_close/> }.into_any()
        } else {
            view! { <AskForEmail member on_close/> }.into_any()
        })
    }
}

/// The title of the dialog.
fn title(member: &Member) -> Signal<String> {
    let said = use_i18n().of::<PanelTexts>();
    let name = member.name.clone().unwrap_or_else(|| member.email.clone());
    Signal::derive(move || (said.texts().email_change.title)(&name))
}

#[component]
fn NoMail(member: Member, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let buttons = move || view! { <Button on_press=on_close>{move || i18n.texts().common.close}</Button> };
    view! {
        <Dialog title=title(&member) on_close buttons>
            <Note kind=NoteKind::Warning>{move || said.texts().email_change.no_mail}</Note>
        </Dialog>
    }
}

#[component]
fn AskForEmail(member: Member, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let (said, actions) = (i18n.of::<PanelTexts>(), i18n.of::<MemberActionTexts>());
    let (email, problem) = (RwSignal::new(String::new()), RwSignal::new(None));
    let (title, present, pending) = (title(&member), member.email.clone(), member.email_change.clone());
    let member = StoredValue::new(member);
    let submit = Callback::new(move |()| {
        let read = member.with_value(|member| email.with_untracked(|email| read_new_email(email, &member.email)));
        problem.set(read.as_ref().err().copied());
        let Ok(new) = read else { return };
        let sent_to = new.clone();
        queries
            .mutate(member.with_value(|member| api::request_email_change(member, new)))
            .say(move |()| (actions.texts_untracked().email_link_sent)(&sent_to))
            .on_error(move |error| {
                let refused = error.problem().and_then(refused_email);
                let _ = problem.try_set(refused);
                Some(error).filter(|_| refused.is_none())
            })
            .then(on_close)
            .send_in(state);
    });
    // What was wrong is no longer said of what is typed now.
    Effect::new(move |before: Option<()>| {
        email.track();
        if before.is_some() {
            problem.set(None);
        }
    });
    let error = Signal::derive(move || problem.get().map(|it| (said.texts().email_change.wrong)(it).to_owned()));
    let failure = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{member_error_message(&error, i18n)}</Note> })
    };
    let replaces = pending.map(|EmailChange { email, .. }| {
        view! { <Note>{move || (said.texts().email_change.replaces)(&email)}</Note> }
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || said.texts().email_change.submit}
            </Button>
        }
    };
    view! {
        <Dialog title on_close on_submit=submit buttons>
            {failure}
            <p>{move || (said.texts().email_change.means)(&present)}</p>
            {replaces}
            <Field
                label=said.label(|texts| texts.email_change.field)
                value=email
                kind=FieldKind::Email
                autofocus=true
                error
            />
        </Dialog>
    }
}
