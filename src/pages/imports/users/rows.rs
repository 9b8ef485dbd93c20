//! The rows of a check: what is new, what changes cell by cell, and why rows are refused.

use std::collections::BTreeSet;

use api_types::{ImportChange, ImportProblem, JobId, MemberImport, MemberImportRow, MemberImportRows, MemberImportTab};
use leptos::{prelude::*, task::spawn_local};

use super::{super::rows::user_problem_text, check::number_of, work::Work};
use crate::{
    api::{self, ApiError},
    components::AccountAvatar,
    i18n::{ImportTexts, use_i18n},
    pages::error_message::error_message,
    paths::use_paths,
    ui::{Button, Icon, IconName, Note, NoteKind},
};

/// Columns beside the row and the person.
const COLUMNS: usize = 4;
/// Fields that stand with the person already.
const OF_PERSON: [&str; 5] = ["id", "name", "given_name", "family_name", "email"];

/// The rows of a tab, 50 more at a time.
#[component]
pub fn Rows(work: Work, job: JobId, import: Memo<Option<MemberImport>>, tab: Memo<MemberImportTab>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let rows = RwSignal::new(Vec::<MemberImportRow>::new());
    let (next, error) = (RwSignal::new(None::<u64>), RwSignal::new(None::<ApiError>));
    let (busy, asked) = (RwSignal::new(false), StoredValue::new(0_u32));
    let load = move |after: u64| {
        let Some(organization) = untrack(|| work.current.id()) else { return };
        asked.update_value(|asked| *asked += 1);
        let (turn, shown) = (asked.get_value(), tab.get_untracked());
        busy.set(true);
        spawn_local(async move {
            let query = api::member_import_rows(organization, job, shown, after);
            let answer: Result<MemberImportRows, ApiError> = work.queries.fetch(query).await;
            // Another tab may be shown meanwhile, or the page left.
            if asked.try_get_value() != Some(turn) || busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => {
                    error.set(None);
                    rows.update(|rows| {
                        if after == 0 {
                            rows.clear();
                        }
                        rows.extend(page.items);
                    });
                    next.set(page.next);
                }
                Err(failed) => error.set(Some(failed)),
            }
        });
    };
    // Rows change when the import ends.
    let state = Memo::new(move |_| import.with(|import| import.as_ref().map(|import| import.job.state)));
    Effect::new(move |_| {
        let _ = (tab.get(), state.get());
        load(0);
    });
    let number = move || import.with(|import| import.as_ref().map_or(0, |it| number_of(&it.counts, tab.get())));
    let label = move || (said.texts().users.rows_label)(i18n.format(), tab.get(), number());
    let fields = Memo::new(move |_| rows.with(|rows| shown_fields(import, rows, tab.get())));
    let head = move || {
        let name = |field: String| {
            view! { <th role="columnheader" scope="col">{(said.texts().users.field)(&field)}</th> }
        };
        fields.get().into_iter().map(name).collect_view()
    };
    let body = move || {
        let fields = fields.get();
        let columns = import.with(|import| {
            let columns = import.iter().flat_map(|import| &import.columns);
            columns.map(|column| column.field.clone()).collect::<Vec<_>>()
        });
        rows.with(|rows| rows.iter().map(|row| row_view(work, row, &columns, &fields)).collect_view())
    };
    let more = move || {
        next.get().map(|after| {
            view! {
                <Button busy=busy on_press=move |()| load(after)>{move || said.texts().users.more_rows}</Button>
            }
        })
    };
    let failed = move || {
        error.get().map(|error| {
            view! { <Note kind=NoteKind::Danger>{error_message(&error, i18n.texts()).to_owned()}</Note> }
        })
    };
    let is_empty = move || number() == 0;
    let content = move || {
        if is_empty() {
            return view! { <p class="r-page r-muted">{move || said.texts().none_of_these}</p> }.into_any();
        }
        view! {
            <table class="r-diff" role="table" aria-label=label>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col" class="r-c-row">{move || said.texts().users.row}</th>
                        <th role="columnheader" scope="col" class="r-c-person">{move || said.texts().users.user}</th>
                        {move || head()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{move || body()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <div class="r-tablewrap r-diffwrap" aria-busy=move || busy.get().to_string()>
            {move || content()}
            <div class="r-page">{move || failed()} {move || more()}</div>
        </div>
    }
}

/// The fields that have columns: those with changes or problems first, and as many of the file as there is room for.
fn shown_fields(import: Memo<Option<MemberImport>>, rows: &[MemberImportRow], tab: MemberImportTab) -> Vec<String> {
    let is_shown = |field: &&String| tab == MemberImportTab::Refused && *field == "email" || !is_of_person(field);
    let touched: BTreeSet<&String> = rows
        .iter()
        .flat_map(|row| {
            let problems = row.problems.iter().filter_map(|problem| problem.field.as_ref());
            row.changes.iter().map(|change| &change.field).chain(problems)
        })
        .collect();
    let in_file = import.with(|import| {
        let columns = import.iter().flat_map(|import| &import.columns);
        columns.filter_map(|column| column.field.clone()).collect::<Vec<_>>()
    });
    // What changes is there, whether the file has a column for it or not.
    let others = touched.iter().filter(|field| !in_file.contains(*field)).map(|field| (*field).clone());
    let mut all: Vec<String> = in_file.iter().cloned().chain(others).filter(|field| is_shown(&field)).collect();
    let mut room = COLUMNS.max(touched.iter().filter(|field| is_shown(field)).count().min(COLUMNS + 2));
    let mut kept: Vec<&String> = all.iter().filter(|field| touched.contains(field)).take(room).collect();
    room -= kept.len();
    kept.extend(all.iter().filter(|field| !touched.contains(field)).take(room));
    let kept: BTreeSet<String> = kept.into_iter().cloned().collect();
    all.retain(|field| kept.contains(field));
    all
}

fn is_of_person(field: &str) -> bool {
    OF_PERSON.contains(&field)
}

fn row_view(work: Work, row: &MemberImportRow, columns: &[Option<String>], fields: &[String]) -> AnyView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let cell = |field: &str| {
        let place = columns.iter().position(|column| column.as_deref() == Some(field))?;
        row.cells.get(place).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
    };
    let changed = |field: &str| row.changes.iter().find(|change| change.field == field);
    let is_new = row.member.is_none();
    let cells = fields.iter().map(|field| {
        let problems: Vec<&ImportProblem> =
            row.problems.iter().filter(|problem| problem.field.as_ref() == Some(field)).collect();
        let inside = if !problems.is_empty() {
            let texts = problems.iter().map(|problem| user_problem_text(problem, said, i18n.format()));
            refused(cell(field), &texts.collect::<Vec<_>>().join(" "))
        } else if let Some(change) = changed(field) {
            if is_new { view! { <span>{change.after.clone()}</span> }.into_any() } else { change_view(row, change) }
        } else {
            let text = cell(field).unwrap_or_else(|| "–".to_owned());
            let title = text.clone();
            view! { <span class="r-same" title=title>{text}</span> }.into_any()
        };
        let label = (said.texts().users.field)(field);
        view! { <td role="cell" data-label=label>{inside}</td> }
    });
    let cells = cells.collect_view();
    let number = row.row.map(|row| i18n.format().number(row.into()));
    view! {
        <tr role="row" data-row-id=row.member.as_ref().map(|member| member.id.to_string())>
            <td role="cell" class="r-c-row">
                {number.map(|number| view! { <span class="r-rowword">{said.texts().users.row} " "</span> {number} })}
            </td>
            <th role="rowheader" scope="row" class="r-c-person">{person(work, row, fields, &cell)}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Who the row is about, and what is wrong with the row as a whole or with the name.
fn person(work: Work, row: &MemberImportRow, fields: &[String], cell: &impl Fn(&str) -> Option<String>) -> AnyView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<ImportTexts>();
    let parts = [cell("given_name"), cell("family_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let in_file = Some(parts).filter(|name| !name.is_empty()).or_else(|| cell("name"));
    let known = row.member.as_ref().map(|member| member.name.clone());
    let email = row.email.clone().or_else(|| cell("email")).unwrap_or_default();
    let name = known.or(in_file).unwrap_or_else(|| email.clone());
    let href = row.member.as_ref().and_then(|member| Some(paths.user(work.current.id()?, member.id)));
    let second = (name != email).then(|| view! { <span class="r-who__mail" dir="ltr">{email}</span> });
    let shown = match href {
        Some(href) => view! { <a class="r-who__name" href=href><bdi>{name.clone()}</bdi></a> }.into_any(),
        None => view! { <span class="r-who__name"><bdi>{name.clone()}</bdi></span> }.into_any(),
    };
    let renamed = row.changes.iter().filter(|change| row.member.is_some() && is_of_person(&change.field));
    let renamed = renamed.map(|change| change_view(row, change)).collect_view();
    let elsewhere = |problem: &&ImportProblem| problem.field.as_ref().is_none_or(|field| !fields.contains(field));
    let problems = row.problems.iter().filter(elsewhere).map(|problem| {
        let text = user_problem_text(problem, said, i18n.format());
        let text = match &problem.field {
            Some(field) => [(said.texts().users.field)(field), ": ", &text].concat(),
            None => text,
        };
        refused(None, &text)
    });
    view! {
        <div class="r-who">
            <AccountAvatar name/>
            <span class="r-who__text">{shown}{second}</span>
        </div>
        {renamed}
        {problems.collect_view()}
    }
    .into_any()
}

/// A cell with a mistake.
fn refused(cell: Option<String>, text: &str) -> AnyView {
    let text = text.to_owned();
    view! {
        <div class="r-refused">
            {cell.map(|cell| view! { <b><bdi>{cell}</bdi></b> })}
            <span class="r-error"><Icon name=IconName::Error/><span>{text}</span></span>
        </div>
    }
    .into_any()
}

/// A value before and after. A change that ends access says so.
fn change_view(row: &MemberImportRow, change: &ImportChange) -> AnyView {
    let said = use_i18n().of::<ImportTexts>();
    let texts = &said.texts().users;
    let is_warned = row.ends_access && ["roles", "status", "active_from"].contains(&change.field.as_str());
    let value = |text: &str| match (change.field.as_str(), text) {
        (_, "") => texts.none.to_owned(),
        ("status", text) => (texts.status)(text).to_owned(),
        (_, text) => text.to_owned(),
    };
    let after =
        if is_warned { [&*value(&change.after), ", ", texts.access_ends].concat() } else { value(&change.after) };
    let icon = if is_warned {
        view! { <Icon name=IconName::Warning/> }.into_any()
    } else {
        view! { <Icon name=IconName::Right directional=true/> }.into_any()
    };
    let has_none = change.before.is_empty();
    view! {
        <span class="r-change" class=("r-change--warn", is_warned)>
            <del data-none=has_none.then_some("")><span class="r-vh">{texts.before} " "</span>{value(&change.before)}</del>
            <ins>{icon}<span class="r-vh">{texts.after} " "</span><span>{after}</span></ins>
        </span>
    }
    .into_any()
}
