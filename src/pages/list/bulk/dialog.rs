//! The dialog in which the same is done to many: what would become of them, and then what did.

use api_types::BulkAction;
use leptos::{html, prelude::*};

use super::{
    super::{super::error_message::member_error_message, ListHandle},
    outcome::{BulkOutcome, ItemOutcome},
    run::{BulkRun, BulkRunner, State, Step, use_bulk_runner},
};
use crate::{
    api::ApiError,
    i18n::{I18n, MemberActionTexts, PanelTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, Icon, IconName, Note, NoteKind},
};

/// Rows that are named of each reason.
const NAMED: usize = 3;

/// The dialog, while something is done to many.
#[component]
pub fn BulkDialog(list: ListHandle) -> impl IntoView {
    move || list.bulk.get().map(|run| view! { <Open list run/> })
}

/// What the dialog looks like; its buttons are made anew when this changes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    step: Step,
    /// How many it can still be done to, once that is known.
    left: u64,
    failed: bool,
    /// The server sends no mail.
    no_mail: bool,
}

impl Look {
    fn of(State { outcome, step, failure, .. }: &State) -> Self {
        let left = if matches!(step, Step::Confirming | Step::Ended) { outcome.left() } else { 0 };
        Self { step: *step, left, failed: failure.is_some(), no_mail: failure.as_ref().is_some_and(is_no_mail) }
    }
}

/// Whether the server refused because it sends no mail.
fn is_no_mail(error: &ApiError) -> bool {
    matches!(error, ApiError::Refused { problem, .. } if problem.errors.iter().any(|it| it.code == "no_mail"))
}

#[component]
fn Open(list: ListHandle, run: BulkRun) -> impl IntoView {
    let (i18n, runner) = (use_i18n(), use_bulk_runner(list));
    let said = i18n.of::<PanelTexts>();
    let (action, state) = (run.action, RwSignal::from(run.state.clone()));
    let look = Memo::new(move |_| state.with(Look::of));
    let title = Signal::derive(move || {
        let (texts, format) = (&said.texts().bulk, i18n.format());
        match look.get() {
            Look { no_mail: true, .. } => texts.no_mail_title.to_owned(),
            Look { step: Step::Checking | Step::Doing, .. } => (texts.title)(action).to_owned(),
            Look { step: Step::Confirming, left: 0, .. } => (texts.nothing)(action).to_owned(),
            Look { step: Step::Confirming, left, .. } => (texts.question)(format, action, left),
            Look { step: Step::Ended, .. } => state.with(|State { outcome, begun, .. }| {
                (texts.ended)(format, action, outcome.count(|fate| *fate == ItemOutcome::Done), *begun)
            }),
        }
    });
    let press = |press: fn(&BulkRunner, BulkRun)| {
        let (runner, run) = (runner.clone(), run.clone());
        Callback::new(move |()| press(&runner, run.clone()))
    };
    let presses = Presses { go: press(BulkRunner::go), again: press(BulkRunner::check), shut: press(BulkRunner::shut) };
    let buttons = move || move || buttons(look.get(), action, presses, i18n);
    let body = move || {
        let texts = &said.texts().bulk;
        match look.get() {
            Look { no_mail: true, .. } => view! { <p>{texts.no_mail}</p> }.into_any(),
            Look { step: Step::Checking | Step::Doing, .. } => view! { <Progress state action/> }.into_any(),
            Look { step: Step::Confirming, left, .. } => {
                let means = (left > 0).then(|| view! { <p>{(texts.means)(action)}</p> });
                view! { {means} <Refusals state with_head=true/> }.into_any()
            }
            Look { step: Step::Ended, .. } => view! { <Remainder state/> <Refusals state with_head=false/> }.into_any(),
        }
    };
    let failure = move || {
        let error = state.with(|state| state.failure.clone()).filter(|error| !is_no_mail(error))?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{member_error_message(&error, i18n)}</Note> })
    };
    view! {
        <Dialog title on_close=presses.shut buttons>
            {failure}
            {body}
        </Dialog>
    }
}

/// What the buttons do.
#[derive(Clone, Copy)]
struct Presses {
    go: Callback<()>,
    again: Callback<()>,
    shut: Callback<()>,
}

/// The buttons; the one that does no harm has the focus.
fn buttons(look: Look, action: BulkAction, presses: Presses, i18n: I18n) -> AnyView {
    let (Look { step, left, failed, no_mail }, Presses { go, again, shut }) = (look, presses);
    let harms = matches!(action, BulkAction::Withdraw | BulkAction::Remove);
    let first = NodeRef::<html::Button>::new();
    first.on_load(|button| drop(button.focus()));
    let other = NodeRef::<html::Button>::new();
    let said = i18n.of::<PanelTexts>();
    let verb = move || (said.texts().bulk.act)(i18n.format(), action, left);
    let kind = if harms { ButtonKind::Danger } else { ButtonKind::Primary };
    let close = move || i18n.texts().common.close;
    let cancel = move || i18n.texts().common.cancel;
    match step {
        _ if no_mail => {
            view! { <Button kind=ButtonKind::Primary node_ref=first on_press=shut>{close}</Button> }.into_any()
        }
        Step::Checking => view! {
            <Button kind=ButtonKind::Ghost node_ref=first on_press=shut>{cancel}</Button>
            {failed.then(|| view! {
                <Button kind=ButtonKind::Primary on_press=again>{move || i18n.texts().common.try_again}</Button>
            })}
        }
        .into_any(),
        Step::Doing => {
            view! { <Button node_ref=first on_press=shut>{move || said.texts().bulk.stop}</Button> }.into_any()
        }
        Step::Confirming | Step::Ended if left == 0 => {
            view! { <Button kind=ButtonKind::Primary node_ref=first on_press=shut>{close}</Button> }.into_any()
        }
        Step::Confirming | Step::Ended => {
            let (quiet, loud) = if harms { (first, other) } else { (other, first) };
            view! {
                <Button kind=ButtonKind::Ghost node_ref=quiet on_press=shut>
                    {move || if step == Step::Ended { close() } else { cancel() }}
                </Button>
                <Button kind node_ref=loud on_press=go>{verb}</Button>
            }
            .into_any()
        }
    }
}

/// How many have been asked about, or had it done to them.
#[component]
fn Progress(state: RwSignal<State>, action: BulkAction) -> impl IntoView {
    let i18n = use_i18n().of::<PanelTexts>();
    let numbers = move || {
        state.with(|State { outcome, step, begun, .. }| match step {
            Step::Checking => (outcome.count(|fate| *fate != ItemOutcome::Unasked), outcome.len()),
            _ => (outcome.count(|fate| *fate == ItemOutcome::Done), *begun),
        })
    };
    let is_checking = move || state.with(|state| state.step == Step::Checking);
    let text = move || {
        let (done, of) = numbers();
        if is_checking() {
            (i18n.texts().bulk.checking)(i18n.format(), done, of)
        } else {
            (i18n.texts().bulk.doing)(i18n.format(), action, done, of)
        }
    };
    view! {
        <p role="status">{text}</p>
        <progress
            class="r-progress"
            aria-label=text
            max=move || numbers().1.to_string()
            value=move || numbers().0.to_string()
        ></progress>
    }
}

/// Of whom nothing is known, and how many were not touched.
#[component]
fn Remainder(state: RwSignal<State>) -> impl IntoView {
    let i18n = use_i18n().of::<PanelTexts>();
    move || {
        let (texts, format) = (&i18n.texts().bulk, i18n.format());
        let (action, left, unknown) = state.with(|State { outcome, .. }| {
            let count = |wanted: ItemOutcome| outcome.count(|fate| *fate == wanted);
            (outcome.action(), count(ItemOutcome::Ready), count(ItemOutcome::Unknown))
        });
        let unknown = (unknown > 0).then(|| {
            view! { <Note kind=NoteKind::Warning>{(texts.unknown)(format, action, unknown)}</Note> }
        });
        let left = (left > 0).then(|| view! { <p>{(texts.left)(format, action, left)}</p> });
        view! { {unknown} {left} }
    }
}

/// To whom it cannot be done, by the reason.
#[component]
fn Refusals(
    state: RwSignal<State>,
    /// Says first how many they are.
    with_head: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let (said, of_people) = (i18n.of::<PanelTexts>(), i18n.of::<MemberActionTexts>());
    let row = move |(code, labels, number): (String, Vec<String>, u64)| {
        let more = number - labels.len() as u64;
        let more = (more > 0).then(|| (of_people.texts().more_objections)(i18n.format(), more));
        view! {
            <li>
                <Icon name=IconName::Warning/>
                <div class="r-rows__body">
                    <div class="r-rows__title">{(said.texts().bulk.reason)(i18n.format(), &code, number)}</div>
                    <div class="r-rows__text">
                        <bdi>{labels.join(", ")}</bdi>
                        " "
                        {more}
                    </div>
                </div>
            </li>
        }
    };
    move || {
        let (refused, of, action, groups) = state.with(|State { outcome, .. }| {
            (
                outcome.count(|fate| matches!(fate, ItemOutcome::Refused(_))),
                outcome.len(),
                outcome.action(),
                groups(outcome),
            )
        });
        let head = with_head.then(|| view! { <p>{(said.texts().bulk.cannot)(i18n.format(), action, refused, of)}</p> });
        (refused > 0).then(|| {
            view! {
                {head}
                <ul class="r-rows">{groups.into_iter().map(row).collect_view()}</ul>
            }
        })
    }
}

/// Each reason with the first names, and how many there are.
fn groups(outcome: &BulkOutcome) -> Vec<(String, Vec<String>, u64)> {
    let refusals = outcome.refusals().into_iter();
    refusals
        .map(|(code, rows)| {
            let first = rows.iter().take(NAMED).map(|row| row.label().to_owned()).collect();
            (code.to_owned(), first, rows.len() as u64)
        })
        .collect()
}
