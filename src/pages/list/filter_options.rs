//! The values of a filter: each says how many rows it leaves.

use std::collections::BTreeMap;

use api_types::{BEFORE, FilterOptions, FilterValues as Kind, Total};
use leptos::prelude::*;

use super::{super::organization::use_current_organization, ListSpec, ValueGroup, filters::Filtering};
use crate::{
    i18n::{I18n, PanelTexts, use_i18n},
    queries::use_queries,
    ui::{FilterOption, FilterPanel, FilterValues, Negation},
};

/// What is chosen, in words.
#[component]
pub fn ChosenValues(filtering: Filtering) -> impl IntoView {
    let values = use_values(filtering);
    move || values.chosen()
}

/// What the panel of a filter holds.
#[component]
pub fn FilterChoice(filtering: Filtering) -> impl IntoView {
    view! { <FilterPanel values=use_values(filtering)/> }
}

/// The values of the filter around, the same for its chip and its panel.
fn use_values(filtering: Filtering) -> FilterValues {
    filtering.values.get_value().unwrap_or_else(|| {
        let values = filtering.owner.get_value().with(|| values_of(filtering));
        filtering.values.set_value(Some(values));
        values
    })
}

/// What a value is called, where the app names it.
pub fn value_label(spec: &'static ListSpec, i18n: I18n, filter: &'static str, value: &str) -> Option<String> {
    if let Some(date) = value.strip_prefix(BEFORE) {
        return Some((i18n.texts().list.before)(&i18n.format().date(date)));
    }
    let named = ((spec.texts)(i18n.texts()).value)(filter, value).map(str::to_owned);
    let has_days = has_days(spec.listing.filter(filter).map(|filter| filter.values));
    named.or_else(|| has_days.then(|| i18n.format().plain_day(value)))
}

fn has_days(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Days(_)))
}

fn values_of(Filtering { name: filter, list, control, .. }: Filtering) -> FilterValues {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<PanelTexts>();
    let kind = list.spec.listing.filter(filter).map(|filter| filter.values);
    let is_by_id = matches!(kind, Some(Kind::Ids(_)));
    let is_grouped = list.spec.grouped.contains(&filter);
    let has_days = has_days(kind);
    let (url, query) = (list.url, list.url.query);
    let find = RwSignal::new(String::new());
    let chosen = Memo::new(move |_| query.with(|query| query.filter(filter).values.clone()));
    // While the panel is open its values keep their places, whatever is chosen meanwhile.
    let asked = Memo::new(move |before: Option<&Vec<String>>| match before {
        Some(before) if control.is_open() => before.clone(),
        _ => chosen.get(),
    });
    let answer = queries.options(move || {
        let wanted = asked.get();
        let is_needed = control.is_open() || !wanted.is_empty() && is_by_id;
        let wanted: Vec<_> = wanted.iter().map(String::as_str).collect();
        is_needed.then_some(())?;
        Some((current.id()?, url.asked().with_filter(filter, &wanted), filter, find.get().trim().to_owned()))
    });
    let loaded = Memo::new(move |before: Option<&FilterOptions>| match answer.get() {
        Some(Ok(options)) => options,
        _ => before.cloned().unwrap_or_default(),
    });
    // Names stay known when a search for others has taken their values out of the list.
    let names = Memo::new(move |before: Option<&BTreeMap<String, String>>| {
        let mut names = before.cloned().unwrap_or_default();
        let texts = i18n.texts();
        let name = |item: &api_types::FilterOption| {
            let name = item.name.as_deref()?;
            Some(item.key.as_ref().map_or(name, |key| texts.role_name(key, name)).to_owned())
        };
        loaded.with(|loaded| {
            names.extend(loaded.items.iter().filter_map(|item| Some((item.value.clone(), name(item)?))));
        });
        names
    });
    let label = move |value: &str| {
        let own = value_label(list.spec, i18n, filter, value);
        let named = own.or_else(|| names.with(|names| names.get(value).cloned()));
        // An action of the log that the URL names alone.
        named.unwrap_or_else(|| if is_grouped { value.to_owned() } else { String::new() })
    };
    let options = Signal::derive(move || {
        let chosen = chosen.get();
        let option = |value: &str, rows: Option<Total>| FilterOption {
            value: value.to_owned(),
            label: label(value),
            count: rows.map(|rows| i18n.format().total(rows)).unwrap_or_default(),
            is_chosen: chosen.iter().any(|it| it == value),
        };
        let loaded = loaded.get();
        let groups = list.spec.value_groups.iter().filter(|group| group.filter == filter);
        if is_grouped {
            let singles: Vec<_> = chosen.iter().map(|value| option(value, None)).collect();
            let groups: Vec<_> = groups.map(|group| grouped(group, &singles, &loaded, i18n)).collect();
            let is_in_group = |single: &FilterOption| {
                groups.iter().any(|group| group.is_chosen && group.value.split(',').any(|value| value == single.value))
            };
            let others = singles.into_iter().filter(|single| !is_in_group(single)).collect::<Vec<_>>();
            return groups.into_iter().chain(others).collect();
        }
        let mut options: Vec<_> = loaded.items.iter().map(|item| option(&item.value, Some(item.rows))).collect();
        // What is chosen but not offered, as before the first answer.
        options.extend(
            chosen.iter().filter(|it| loaded.items.iter().all(|item| item.value != **it)).map(|it| option(it, None)),
        );
        options.extend(groups.map(|group| grouped(group, &options, &loaded, i18n)).collect::<Vec<_>>());
        options
    });
    let on_toggle = Callback::new(move |value: String| {
        url.change(|query| {
            if let Some(choice) = query.filter_mut(filter) {
                let values: Vec<&str> = value.split(',').collect();
                if has_days && !choice.contains(&value) {
                    // One day is enough.
                    choice.clear();
                }
                if values.iter().all(|value| choice.contains(value)) {
                    values.iter().for_each(|value| choice.remove(value));
                } else {
                    values.iter().for_each(|value| choice.insert(value));
                }
            }
        });
    });
    let on_negate = Callback::new(move |is_negated: bool| {
        url.change(|query| {
            if let Some(choice) = query.filter_mut(filter).filter(|choice| !choice.is_empty()) {
                choice.is_negated = is_negated;
            }
        });
    });
    let on_date = Callback::new(move |date: String| {
        url.change(|query| {
            if let Some(choice) = query.filter_mut(filter) {
                choice.values.retain(|value| !has_days && !value.starts_with(BEFORE));
                if !date.is_empty() {
                    choice.insert(&if has_days { date } else { [BEFORE, &date].concat() });
                }
            }
        });
    });
    let date = Signal::derive(move || {
        let date = |value: &String| {
            let day = Some(value.as_str()).filter(|day| has_days && day.starts_with(|it: char| it.is_ascii_digit()));
            value.strip_prefix(BEFORE).or(day).map(str::to_owned)
        };
        chosen.with(|chosen| chosen.iter().find_map(date)).unwrap_or_default()
    });
    FilterValues {
        options,
        find: is_searched(list.spec, filter).then_some(find),
        more: Signal::derive(move || loaded.with(|loaded| loaded.more)),
        matching: list.matching,
        negation: (!has_days).then(|| Negation {
            is_negated: Signal::derive(move || query.with(|query| query.filter(filter).is_negated)),
            not: i18n.label(|texts| texts.list.not),
            on_negate,
        }),
        date: match kind {
            Some(Kind::Moments(_)) => Some((said.label(|texts| texts.filters.before_date), date, on_date)),
            Some(Kind::Days(_)) => Some((said.label(|texts| texts.filters.day), date, on_date)),
            _ => None,
        },
        on_toggle,
        on_clear: Callback::new(move |()| url.change(|query| query.clear(filter))),
    }
}

/// Several values as one choice.
fn grouped(group: &ValueGroup, options: &[FilterOption], loaded: &FilterOptions, i18n: I18n) -> FilterOption {
    let rows = loaded.items.iter().filter(|item| group.values.contains(&&*item.value)).map(|item| item.rows);
    let sum = rows.fold(Total { count: 0, exact: true }, |sum, one| Total {
        count: sum.count + one.count,
        exact: sum.exact && one.exact,
    });
    let is_chosen = |value: &&str| options.iter().any(|option| option.is_chosen && option.value == *value);
    FilterOption {
        value: group.values.join(","),
        label: (group.label)(i18n.texts()).to_owned(),
        count: if loaded.items.is_empty() { String::new() } else { i18n.format().total(sum) },
        is_chosen: group.values.iter().all(is_chosen),
    }
}

/// Whether there can be any number of values.
fn is_searched(spec: &ListSpec, filter: &str) -> bool {
    !spec.few_values.contains(&filter)
        && spec.listing.filter(filter).is_some_and(|it| matches!(it.values, Kind::Ids(_)))
}
