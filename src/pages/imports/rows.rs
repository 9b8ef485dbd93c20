//! What would become of the rows, by outcome.

use api_types::{ImportChange, ImportOutcome, ImportProblem, ImportResult, ImportRow};
use leptos::prelude::*;

use super::work::Work;
use crate::{
    i18n::{Format, I18n, ImportTexts, use_i18n},
    ui::{Icon, IconName},
};

/// So many rows are drawn.
const DRAWN: usize = 200;

/// The numbers, and the rows of the chosen one; without a choice, of what needs a look most.
#[component]
pub fn Rows(work: Work, shown: RwSignal<Option<ImportOutcome>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let chosen = Memo::new(move |_| {
        let most_urgent = || work.result.with(|result| result.as_ref().map(most_urgent));
        shown.get().or_else(most_urgent).unwrap_or(ImportOutcome::New)
    });
    let tab = move |outcome: ImportOutcome| {
        let number = move || {
            let number = work.result.with(|result| result.as_ref().map_or(0, |result| number_of(result, outcome)));
            i18n.format().number(number)
        };
        let icon = move || {
            let is_refused = outcome == ImportOutcome::Refused;
            let has_rows = work.result.with(|result| result.as_ref().is_some_and(|it| number_of(it, outcome) > 0));
            (is_refused && has_rows).then(|| view! { <Icon name=IconName::Error/> })
        };
        view! {
            <button
                type="button"
                class="r-segment"
                aria-pressed=move || (chosen.get() == outcome).to_string()
                on:click=move |_| shown.set(Some(outcome))
            >
                {icon}
                {move || (said.texts().outcome)(outcome)} " "
                <span class="r-tabular">{number}</span>
            </button>
        }
    };
    let rows = move || {
        let outcome = chosen.get();
        work.result.with(|result| result.as_ref().map(|result| rows_of(work, result, outcome)))
    };
    view! {
        <div class="r-segments r-import__tabs" role="group" aria-label=said.label(|texts| texts.rows)>
            {ImportOutcome::ALL.map(tab).into_iter().collect_view()}
        </div>
        <p class="r-hint">{move || (said.texts().outcome_means)(chosen.get())}</p>
        {rows}
    }
}

/// Refused rows first, then changed ones.
fn most_urgent(result: &ImportResult) -> ImportOutcome {
    let order = [ImportOutcome::Refused, ImportOutcome::Changed, ImportOutcome::New, ImportOutcome::Unchanged];
    order.into_iter().find(|outcome| number_of(result, *outcome) > 0).unwrap_or(ImportOutcome::New)
}

const fn number_of(result: &ImportResult, outcome: ImportOutcome) -> u64 {
    match outcome {
        ImportOutcome::New => result.counts.new,
        ImportOutcome::Changed => result.counts.changed,
        ImportOutcome::Unchanged => result.counts.unchanged,
        ImportOutcome::Refused => result.counts.refused,
    }
}

fn rows_of(work: Work, result: &ImportResult, outcome: ImportOutcome) -> AnyView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let rows: Vec<&ImportRow> = result.rows.iter().filter(|row| row.outcome == outcome).take(DRAWN).collect();
    let (drawn, all) = (rows.len() as u64, number_of(result, outcome));
    if drawn == 0 {
        return (all == 0).then(|| view! { <p>{said.texts().none_of_these}</p> }).into_any();
    }
    let rows = rows.into_iter().map(|row| row_view(work, result, row)).collect_view();
    let more = (drawn < all).then(|| {
        view! { <p class="r-hint">{(said.texts().first_of)(i18n.format(), drawn, all)}</p> }
    });
    view! {
        <ul class="r-import__rows" aria-label=(said.texts().outcome)(outcome)>{rows}</ul>
        {more}
    }
    .into_any()
}

/// A row: its number, the cells that name it, and what changes or is wrong.
fn row_view(work: Work, result: &ImportResult, row: &ImportRow) -> AnyView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let named = row.cells.iter().filter(|cell| !cell.trim().is_empty()).take(3);
    let named = named.map(String::as_str).collect::<Vec<_>>().join(" · ");
    let changes = row.changes.iter().map(|change| change_view(work, change)).collect_view();
    let problems = row.problems.iter().map(|problem| problem_view(work, result, row, problem)).collect_view();
    view! {
        <li>
            <span class="r-import__number r-tabular">{(said.texts().row)(i18n.format(), row.row.into())}</span>
            <span class="r-import__cells">
                <bdi>{named}</bdi>
                {changes}
                {problems}
            </span>
        </li>
    }
    .into_any()
}

fn change_view(work: Work, change: &ImportChange) -> AnyView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let value = |text: &str| match text {
        "" => said.texts().no_value.to_owned(),
        text => (work.noun.value)(i18n.language(), &change.field, text).unwrap_or_else(|| text.to_owned()),
    };
    view! {
        <span class="r-import__change">
            {(work.noun.field)(i18n.language(), &change.field)} ": "
            <del>{value(&change.before)}</del> " "
            <Icon name=IconName::Right directional=true/> " "
            <ins>{value(&change.after)}</ins>
        </span>
    }
    .into_any()
}

fn problem_view(work: Work, result: &ImportResult, row: &ImportRow, problem: &ImportProblem) -> AnyView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let cell = problem.field.as_ref().and_then(|field| {
        let place = result.columns.iter().position(|column| column.field.as_ref() == Some(field))?;
        row.cells.get(place).filter(|cell| !cell.trim().is_empty()).cloned()
    });
    let field = problem.field.as_ref().map(|field| (work.noun.field)(i18n.language(), field));
    let text = problem_text(problem, said, i18n.format());
    view! {
        <span class="r-import__problem">
            <Icon name=IconName::Error/>
            <span>
                {field.map(|field| view! { <b>{field}</b> " " })}
                {cell.map(|cell| view! { <bdi>{cell}</bdi> " " })}
                {text}
            </span>
        </span>
    }
    .into_any()
}

/// The same for imports of users.
pub fn user_problem_text(problem: &ImportProblem, said: I18n<ImportTexts>, format: Format) -> String {
    match (said.texts().users.problem)(problem).filter(|_| problem.other_row.is_none()) {
        Some(text) => text.to_owned(),
        None => problem_text(problem, said, format),
    }
}

/// A problem in the reader's language; the server's text for one that this version does not know.
pub fn problem_text(problem: &ImportProblem, said: I18n<ImportTexts>, format: Format) -> String {
    let texts = said.texts();
    match problem.other_row {
        Some(row) => (texts.same_as_row)(format, row.into()),
        None => (texts.problem)(problem).map_or_else(|| problem.detail.clone(), str::to_owned),
    }
}
