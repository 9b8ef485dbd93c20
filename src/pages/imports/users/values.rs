//! A dialog that says what unknown values mean, once for all rows.

use api_types::{MatchedField, MatchedValue, UnknownValue};
use leptos::prelude::*;

use super::{columns::unknown_of, work::Work};
use crate::{
    i18n::{ImportTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, SelectField},
};

/// The choice that leaves a value out.
const LEFT_OUT: &str = "-";

/// The dialog. It is open as long as `open` has the field.
pub fn match_values(work: Work, field: MatchedField, open: RwSignal<Option<MatchedField>>) -> AnyView {
    view! { <MatchValues work field open/> }.into_any()
}

/// A value with what the reader chooses for it; empty: nothing yet.
#[derive(Clone)]
struct Row {
    value: UnknownValue,
    chosen: RwSignal<String>,
}

#[component]
fn MatchValues(work: Work, field: MatchedField, open: RwSignal<Option<MatchedField>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let rows = StoredValue::new(rows(work, field));
    let close = Callback::new(move |()| open.set(None));
    let apply = Callback::new(move |()| {
        let matched = rows.with_value(|rows| {
            let matched = rows.iter().filter_map(|row| {
                let to = match &*row.chosen.get_untracked() {
                    "" => return None,
                    LEFT_OUT => None,
                    id => Some(id.to_owned()),
                };
                Some(MatchedValue { field, value: row.value.value.clone(), to })
            });
            matched.collect()
        });
        open.set(None);
        work.match_values(field, matched);
    });
    let options = Callback::new(move |()| {
        let texts = &said.texts().users;
        let fixed = [(String::new(), texts.not_matched.to_owned()), (LEFT_OUT.to_owned(), texts.left_out.to_owned())];
        let known = work.reading.with(|reading| {
            let Some(reading) = reading.as_ref() else { return Vec::new() };
            match field {
                MatchedField::Roles => {
                    let name = |role: &api_types::RoleRef| i18n.texts().role_name(&role.key, &role.name).to_owned();
                    reading.roles.iter().map(|role| (role.id.to_string(), name(role))).collect()
                }
                MatchedField::Companies => {
                    reading.companies.iter().map(|company| (company.id.to_string(), company.name.clone())).collect()
                }
            }
        });
        fixed.into_iter().chain(known).collect::<Vec<_>>()
    });
    let line = move |row: Row| {
        let Row { value, chosen } = row;
        let name = value.value.clone();
        let label = Signal::derive(move || (said.texts().users.meaning_of)(&name));
        let rows = value.rows;
        view! {
            <li class="r-match">
                <span class="r-match__value">
                    <b><bdi>{value.value}</bdi></b>
                    <small>{move || (said.texts().users.in_rows)(i18n.format(), rows)}</small>
                </span>
                <SelectField label options value=chosen on_choose=move |id: String| chosen.set(id)/>
            </li>
        }
    };
    let buttons = move || {
        view! {
            <Button on_press=close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true>{move || said.texts().users.match_apply}</Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.users.match_values) on_close=close on_submit=apply buttons>
            <p>{move || said.texts().users.match_lede}</p>
            <ul class="r-matches">{rows.with_value(|rows| rows.iter().cloned().map(line).collect_view())}</ul>
        </Dialog>
    }
}

/// What was matched before, and what is not known.
fn rows(work: Work, field: MatchedField) -> Vec<Row> {
    untrack(|| {
        let matched = work.choices.with(|choices| choices.values.clone());
        let matched = matched.into_iter().filter(|value| value.field == field).map(|value| Row {
            chosen: RwSignal::new(value.to.unwrap_or_else(|| LEFT_OUT.to_owned())),
            value: UnknownValue { field, value: value.value, rows: 0 },
        });
        let unknown = unknown_of(work, field).into_iter();
        let unknown = unknown.map(|value| Row { value, chosen: RwSignal::new(String::new()) });
        matched.chain(unknown).collect()
    })
}
