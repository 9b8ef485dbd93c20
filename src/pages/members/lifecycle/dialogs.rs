//! What is asked before a change of a member's status.

use api_types::{DeactivateMember, InvalidText, Member, MemberAction, MemberId, MemberRef, read_note};
use leptos::prelude::*;

use super::{
    super::super::{error_message::member_error_message, organization::use_current_organization},
    Confirmation, Lifecycle, called,
    dependents::{Dependents, use_dependents},
    remove::Remove,
    reset_second_factor::ResetSecondFactor,
    schedule::Schedule,
};
use crate::{
    i18n::{I18n, Texts, use_i18n},
    queries::WriteState,
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, TextArea},
};

/// The question that is open, if one is.
#[component]
pub fn LifecycleDialogs(asked: RwSignal<Option<Confirmation>>, lifecycle: Lifecycle) -> impl IntoView {
    let on_close = Callback::new(move |()| asked.set(None));
    move || {
        let Confirmation { action, member } = asked.get()?;
        Some(match action {
            MemberAction::Deactivate => view! { <Deactivate member lifecycle on_close/> }.into_any(),
            MemberAction::Remove => {
                let on_deactivate = Callback::new(move |member| {
                    asked.set(Some(Confirmation { action: MemberAction::Deactivate, member }));
                });
                view! { <Remove member lifecycle on_close on_deactivate/> }.into_any()
            }
            MemberAction::SetSchedule => view! { <Schedule member lifecycle on_close/> }.into_any(),
            MemberAction::Restore => view! { <Restore member lifecycle on_close/> }.into_any(),
            MemberAction::ResetSecondFactor => view! { <ResetSecondFactor member lifecycle on_close/> }.into_any(),
            _ => view! { <EndSessions member lifecycle on_close/> }.into_any(),
        })
    }
}

/// Why the change was refused, if it was.
pub(super) fn refusal(state: WriteState, i18n: I18n<Texts>) -> impl Fn() -> Option<AnyView> {
    move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{member_error_message(&error, i18n)}</Note> }.into_any())
    }
}

#[component]
fn Deactivate(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, current, state) = (use_i18n(), use_current_organization(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let note = RwSignal::new(String::new());
    let problem = Signal::derive(move || {
        let problem = note.with(|note| read_note(note)).err()?;
        Some(match problem {
            InvalidText::TooLong => said().note_too_long.to_owned(),
            InvalidText::Invalid => said().note_invalid.to_owned(),
        })
    });
    let name = called(&member).to_owned();
    let dependents = use_dependents(&member);
    let successor = RwSignal::new(None::<MemberRef>);
    let member = StoredValue::new(member);
    let submit = Callback::new(move |()| {
        let Ok(note) = note.with_untracked(|note| read_note(note)) else { return };
        let wanted = DeactivateMember { note, successor: id_of(successor) };
        member.with_value(|member| {
            lifecycle.deactivate(member, &wanted, dependents.reports()).then(on_close).send_in(state)
        });
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{move || said().deactivate}</Button>
        }
    };
    view! {
        <Dialog
            title=Signal::derive(move || (said().deactivate_title)(&name))
            on_close
            on_submit=submit
            buttons
        >
            {refusal(state, i18n)}
            <p>{move || (said().deactivate_means)(&current.name())}</p>
            <Dependents of=dependents reports=|said| said.reports_stay successor nobody=|said| said.no_change/>
            <TextArea
                label=Signal::derive(move || said().note.to_owned())
                value=note
                hint=Signal::derive(move || Some(said().note_hint.to_owned()))
                error=problem
            />
        </Dialog>
    }
}

#[component]
fn Restore(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let name = called(&member).to_owned();
    let member = StoredValue::new(member);
    let restore = move |roles| {
        member.with_value(|member| lifecycle.restore(member, roles).then(on_close).send_in(state));
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button busy=state.busy() on_press=move |()| restore(false)>
                {move || said().restore_without_roles}
            </Button>
            <Button kind=ButtonKind::Primary busy=state.busy() on_press=move |()| restore(true)>
                {move || said().restore}
            </Button>
        }
    };
    view! {
        <Dialog title=Signal::derive(move || (said().restore_title)(&name)) on_close buttons>
            {refusal(state, i18n)}
            <p>{move || said().restore_means}</p>
        </Dialog>
    }
}

#[component]
fn EndSessions(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let name = called(&member).to_owned();
    let member = StoredValue::new(member);
    let submit = Callback::new(move |()| {
        member.with_value(|member| lifecycle.end_sessions(member).then(on_close).send_in(state));
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{move || said().end_sessions}</Button>
        }
    };
    view! {
        <Dialog title=Signal::derive(move || (said().end_sessions_title)(&name)) on_close on_submit=submit buttons>
            {refusal(state, i18n)}
            <p>{move || said().end_sessions_means}</p>
        </Dialog>
    }
}

/// The id of who was chosen.
pub(super) fn id_of(member: RwSignal<Option<MemberRef>>) -> Option<MemberId> {
    member.with_untracked(|member| member.as_ref().map(|member| member.id))
}
