//! What is shown in place of rows: nothing yet, no match, not allowed, or a failure.

use api_types::ListQuery;
use leptos::prelude::*;

use super::{
    super::{error_message::ErrorPanel, redirect_to_home::RedirectToHome},
    ListHandle,
    filter_options::value_label,
    search::problem_text,
};
use crate::{
    api::ApiError,
    host::{History, use_host},
    i18n::use_i18n,
    ui::{Button, IconName, StatePanel},
};

/// What a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListState {
    Waiting,
    Rows,
    /// The organization has none of these.
    Empty,
    /// Search and filters leave nothing.
    NoMatch,
    /// The search of the URL is invalid.
    InvalidSearch,
    /// The search would test too many rows.
    BroadSearch,
    Forbidden,
    Failed(ApiError),
}

impl ListState {
    /// What to show now. Reactive.
    pub fn of(list: ListHandle, is_forbidden: bool) -> Self {
        let rows = list.rows;
        let has_rows = rows.total().get().is_some_and(|total| total.count > 0);
        match rows.failure().get() {
            _ if is_forbidden => Self::Forbidden,
            Some(error) if error.is_forbidden() => Self::Forbidden,
            _ if list.url.invalid_search.with(Option::is_some) => Self::InvalidSearch,
            Some(error) if error.problem().is_some_and(|it| it.names("/query/q")) => Self::BroadSearch,
            _ if has_rows => Self::Rows,
            Some(error) => Self::Failed(error),
            None if rows.busy().get() => Self::Waiting,
            None if list.url.asked().is_filtered() => Self::NoMatch,
            None => Self::Empty,
        }
    }
}

/// The panel for a list without rows.
#[component]
pub fn ListStatePanel(state: ListState, list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    match state {
        ListState::Waiting | ListState::Rows => ().into_any(),
        ListState::Empty => view! {
            <StatePanel
                icon=IconName::Users
                title=list.label(|noun| noun.empty_title)
                text=list.label(|noun| noun.empty_text)
            />
        }
        .into_any(),
        ListState::NoMatch => view! { <NoMatch list/> }.into_any(),
        ListState::InvalidSearch => {
            let text = Signal::derive(move || problem_text(list, i18n, &list.url.search()).unwrap_or_default());
            view! { <SearchPanel list title=i18n.label(|texts| texts.list.invalid_search) text/> }.into_any()
        }
        ListState::BroadSearch => {
            let text = i18n.label(|texts| texts.list.broad_search_text);
            view! { <SearchPanel list title=i18n.label(|texts| texts.list.broad_search) text/> }.into_any()
        }
        ListState::Forbidden => view! { <RedirectToHome/> }.into_any(),
        ListState::Failed(error) => {
            let on_retry = Callback::new(move |()| list.rows.retry());
            let title = i18n.label(|texts| texts.states.list_failed);
            view! { <ErrorPanel error title on_retry/> }.into_any()
        }
    }
}

/// Repeats what was asked for, and offers to take each part of it back.
#[component]
fn NoMatch(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let query = list.url.query;
    let has_search = move || query.with(|query| !query.search.is_empty());
    let has_filters = move || query.with(ListQuery::has_filters);
    let title = Signal::derive(move || {
        let noun = list.noun(i18n.texts());
        query.with(|query| match query.search.as_str() {
            "" => noun.no_match_filters.to_owned(),
            search => (noun.no_match)(search),
        })
    });
    let text = Signal::derive(move || {
        let (texts, noun) = (i18n.texts(), list.noun(i18n.texts()));
        let filters = query.with(|query| {
            let named = query.chosen().map(|(filter, choice)| {
                let values: Vec<_> =
                    choice.values.iter().filter_map(|value| value_label(list.spec, i18n, filter.name, value)).collect();
                let not = if choice.is_negated { texts.list.not } else { "" };
                [(noun.filter)(filter.name), " ", not, &values.join(", ")].concat().trim_end().to_owned()
            });
            named.collect::<Vec<_>>().join("; ")
        });
        let searched = has_search().then_some(noun.searched_in.to_owned());
        let filtered = (!filters.is_empty()).then(|| (texts.states.with_filters)(&filters));
        [searched, filtered].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let (clear_search, keep_focus) = (use_clear_search(list), use_focus_kept());
    let clear_filters = Callback::new(move |()| {
        list.url.change(ListQuery::clear_filters);
        keep_focus.run(());
    });
    view! {
        <StatePanel icon=IconName::Search title text>
            {move || has_search().then(|| view! {
                <Button on_press=clear_search>{i18n.label(|texts| texts.list.clear_search)}</Button>
            })}
            {move || has_filters().then(|| view! {
                <Button on_press=clear_filters>{i18n.label(|texts| texts.list.clear_filters)}</Button>
            })}
        </StatePanel>
    }
}

/// Says why a search finds nothing; it stands in its field, to be corrected.
#[component]
fn SearchPanel(list: ListHandle, title: Signal<String>, text: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let clear = use_clear_search(list);
    view! {
        <StatePanel icon=IconName::Search title text>
            <Button on_press=clear>{i18n.label(|texts| texts.list.clear_search)}</Button>
        </StatePanel>
    }
}

/// Gives the search up.
fn use_clear_search(list: ListHandle) -> Callback<()> {
    let keep_focus = use_focus_kept();
    Callback::new(move |()| {
        list.url.search_for(String::new(), History::Push);
        keep_focus.run(());
    })
}

/// Moves the focus to the content once the button that was pressed is gone.
fn use_focus_kept() -> Callback<()> {
    let host = use_host();
    Callback::new(move |()| {
        let host = host.clone();
        request_animation_frame(move || host.focus_content());
    })
}
