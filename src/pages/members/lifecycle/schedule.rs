//! The dialog in which the first and the last day with access are set.

use api_types::{Member, MemberColumn};
use leptos::prelude::*;

use super::{super::super::organization::use_current_organization, Lifecycle, called, dialogs::refusal};
use crate::{
    api::ApiError,
    forms::{DayError, Effect, ScheduleDraft, day_error},
    i18n::use_i18n,
    queries::WriteState,
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, Note, NoteKind},
};

/// Asks for the days, and says what saving them does.
#[component]
pub fn Schedule(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, current, state) = (use_i18n(), use_current_organization(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let name = called(&member).to_owned();
    let first = ScheduleDraft::of(&member);
    let (from, until) = (RwSignal::new(first.from), RwSignal::new(first.until));
    let draft = Memo::new(move |_| ScheduleDraft { from: from.get(), until: until.get() });
    let member = StoredValue::new(member);
    let effects = Memo::new(move |_| member.with_value(|member| draft.with(|draft| draft.effects(member))));
    let ends_now = Memo::new(move |_| effects.with(|effects| matches!(effects.first(), Some(Effect::EndsNow(_)))));
    // What the server refused is no longer said once the reader changes it.
    let sent = RwSignal::new(ScheduleDraft::default());
    let refused = move |pointer: &'static str| match state.error()? {
        ApiError::Refused { problem, .. } if draft.get() == sent.get() => day_error(&problem.errors, pointer),
        _ => None,
    };
    let from_error = Signal::derive(move || refused("/active_from").map(|error| error_text(said, error)));
    let until_error = Signal::derive(move || {
        let reversed = draft.with(ScheduleDraft::is_reversed).then_some(DayError::LastBeforeFirst);
        reversed.or_else(|| refused("/active_until")).map(|error| error_text(said, error))
    });
    let is_marked = move || from_error.with(Option::is_some) || until_error.with(Option::is_some);
    let failure = refusal(state, i18n);
    let submit = Callback::new(move |()| {
        let wanted = draft.get_untracked();
        if !wanted.is_reversed() {
            sent.set(wanted.clone());
            member.with_value(|member| {
                lifecycle.set_schedule(member, &wanted.request()).then(on_close).send_in(state);
            });
        }
    });
    let buttons = move || {
        let save = move || if ends_now.get() { said().schedule_deactivate } else { said().schedule_save };
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{save}</Button>
        }
    };
    let label = move |column: MemberColumn| {
        Signal::derive(move || (i18n.texts().member_list.column)(column.as_str()).to_owned())
    };
    let zone = move || current.organization().map(|it| it.time_zone).unwrap_or_default();
    let consequences = move || {
        let write = |effect: &Effect| (said().schedule_effect)(effect, i18n.format(), &current.name());
        let text = effects.with(|effects| effects.iter().map(write).collect::<Vec<_>>().join(" "));
        let kind = if ends_now.get() { NoteKind::Warning } else { NoteKind::Info };
        view! { <Note kind>{text}</Note> }
    };
    view! {
        <Dialog title=Signal::derive(move || (said().schedule_title)(&name)) on_close on_submit=submit buttons>
            {move || if is_marked() { None } else { failure() }}
            <div class="r-grid2">
                <Field label=label(MemberColumn::ActiveFrom) value=from kind=FieldKind::Date error=from_error/>
                <Field label=label(MemberColumn::ActiveUntil) value=until kind=FieldKind::Date error=until_error/>
            </div>
            <p class="r-hint">{move || (said().schedule_zone)(&zone())}</p>
            {consequences}
        </Dialog>
    }
}

fn error_text(said: impl Fn() -> &'static crate::i18n::LifecycleTexts, error: DayError) -> String {
    (said().schedule_error)(error).to_owned()
}
