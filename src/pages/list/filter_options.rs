//! The values of a filter: each says how many users it leaves.

use std::collections::BTreeMap;

use api_types::{FilterOptions, LastSignInFilter, MemberStatus, MembersFilter, Total, TwoFactorFilter};
use leptos::prelude::*;

use super::{super::organization::use_current_organization, filters::Filtering};
use crate::{
    i18n::{PanelTexts, use_i18n},
    queries::use_queries,
    ui::{FilterOption, FilterPanel, FilterValues},
};

/// The statuses of whoever has not accepted, as one value.
const NOT_ACCEPTED: [MemberStatus; 2] = [MemberStatus::Invited, MemberStatus::Expired];

/// What is chosen, in words.
#[component]
pub fn ChosenValues() -> impl IntoView {
    let values = use_values();
    move || values.chosen()
}

/// What the panel of a filter holds.
#[component]
pub fn FilterChoice() -> impl IntoView {
    view! { <FilterPanel values=use_values()/> }
}

/// The values of the filter around, the same for its chip and its panel.
fn use_values() -> FilterValues {
    let filtering: Filtering = expect_context();
    filtering.values.get_value().unwrap_or_else(|| {
        let values = filtering.owner.get_value().with(|| values_of(filtering));
        filtering.values.set_value(Some(values));
        values
    })
}

fn values_of(Filtering { filter, list, matching, control, .. }: Filtering) -> FilterValues {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<PanelTexts>();
    let find = RwSignal::new(String::new());
    let chosen = Memo::new(move |_| list.view.with(|view| view.filter(filter).texts()));
    // While the panel is open its values keep their places, whatever is chosen meanwhile.
    let asked = Memo::new(move |before: Option<&Vec<String>>| match before {
        Some(before) if control.is_open() => before.clone(),
        _ => chosen.get(),
    });
    let answer = queries.options(move || {
        let wanted = asked.get();
        let needed = control.is_open() || !wanted.is_empty() && is_named_by_server(filter);
        let mut view = list.view.get();
        view.filter_mut(filter).clear();
        for value in &wanted {
            view.filter_mut(filter).add(value);
        }
        needed.then_some(())?;
        Some((current.id()?, view, filter, find.get().trim().to_owned()))
    });
    let known = Memo::new(move |before: Option<&FilterOptions>| match answer.get() {
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
        known.with(|known| {
            names.extend(known.items.iter().filter_map(|item| Some((item.value.clone(), name(item)?))));
        });
        names
    });
    let label = move |value: &str| {
        let texts = &said.texts().filters;
        let own = match filter {
            MembersFilter::Status => value.parse().ok().map(i18n.texts().member.status),
            MembersFilter::TwoFactor => value.parse::<TwoFactorFilter>().ok().map(texts.two_factor),
            MembersFilter::LastSignIn => value.parse::<LastSignInFilter>().ok().map(texts.last_sign_in),
            _ => None,
        };
        own.map(str::to_owned).or_else(|| names.with(|names| names.get(value).cloned())).unwrap_or_default()
    };
    let options = Signal::derive(move || {
        let chosen = chosen.get();
        let count = |total: Total| i18n.format().total(total);
        let option = |value: &str, members: Option<Total>| FilterOption {
            value: value.to_owned(),
            label: label(value),
            count: members.map(count).unwrap_or_default(),
            is_chosen: chosen.iter().any(|it| it == value),
        };
        let known = known.get();
        let mut options: Vec<_> = known.items.iter().map(|item| option(&item.value, Some(item.members))).collect();
        // What is chosen but not offered, as before the first answer.
        options.extend(
            chosen.iter().filter(|it| known.items.iter().all(|item| item.value != **it)).map(|it| option(it, None)),
        );
        if filter == MembersFilter::Status && !known.items.is_empty() {
            options.push(not_accepted(&options, &known, said.texts().filters.not_accepted, count));
        }
        options
    });
    let on_toggle = Callback::new(move |value: String| {
        list.change(|view| {
            let values = view.filter_mut(filter);
            let all: Vec<&str> = value.split(',').collect();
            let chosen = values.texts();
            let every = all.iter().all(|it| chosen.iter().any(|chosen| chosen == it));
            for one in all {
                match every {
                    true => values.remove(one),
                    false => drop(values.add(one)),
                }
            }
        });
    });
    FilterValues {
        options,
        find: is_searched(filter).then_some(find),
        more: Signal::derive(move || known.with(|known| known.more)),
        matching,
        on_toggle,
        on_clear: Callback::new(move |()| list.change(|view| view.filter_mut(filter).clear())),
    }
}

/// Whether only the server knows what the values are called.
fn is_named_by_server(filter: MembersFilter) -> bool {
    filter == MembersFilter::Role || is_searched(filter)
}

/// Whether there can be any number of values.
fn is_searched(filter: MembersFilter) -> bool {
    matches!(filter, MembersFilter::Company | MembersFilter::Supervisor | MembersFilter::InvitedBy)
}

/// Both statuses of whoever has not accepted, as one choice.
fn not_accepted(
    options: &[FilterOption],
    known: &FilterOptions,
    label: &str,
    count: impl Fn(Total) -> String,
) -> FilterOption {
    let values = NOT_ACCEPTED.map(MemberStatus::as_str);
    let members = known.items.iter().filter(|item| values.contains(&&*item.value)).map(|item| item.members);
    let sum = members.fold(Total { count: 0, exact: true }, |sum, one| Total {
        count: sum.count + one.count,
        exact: sum.exact && one.exact,
    });
    let chosen = |value: &&str| options.iter().any(|option| option.is_chosen && option.value == *value);
    FilterOption {
        value: values.join(","),
        label: label.to_owned(),
        count: count(sum),
        is_chosen: values.iter().all(chosen),
    }
}
