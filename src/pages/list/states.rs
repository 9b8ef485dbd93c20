//! What stands in place of rows: nothing yet, no match, not allowed, or a failure.

use api_types::{MembersFilter, MembersView, Permission};
use leptos::prelude::*;

use super::{
    super::{error_message::ErrorPanel, organization::CurrentOrganization, redirect_to_home::RedirectToHome},
    view::ListView,
};
use crate::{
    access::use_access,
    api::ApiError,
    i18n::use_i18n,
    queries::Directory,
    ui::{Button, IconName, StatePanel},
};

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListState {
    Waiting,
    Rows,
    /// The organization has no users.
    Empty,
    /// Search and filters leave nobody.
    NoMatch,
    Forbidden,
    Failed(ApiError),
}

impl ListState {
    /// What to show now. Reactive.
    pub fn of(current: CurrentOrganization, directory: Directory, view: &MembersView) -> Self {
        let may_not = current.organization().is_some() && !use_access().can(Permission::MembersRead);
        let has_rows = directory.total().get().is_some_and(|total| total.count > 0);
        match directory.failure().get() {
            _ if may_not => Self::Forbidden,
            Some(error) if error.is_forbidden() => Self::Forbidden,
            _ if has_rows => Self::Rows,
            Some(error) => Self::Failed(error),
            None if directory.busy().get() => Self::Waiting,
            None if view.narrows() => Self::NoMatch,
            None => Self::Empty,
        }
    }
}

/// The panel for a list without rows.
#[component]
pub fn UsersState(state: ListState, list: ListView, directory: Directory) -> impl IntoView {
    let i18n = use_i18n();
    match state {
        ListState::Waiting | ListState::Rows => ().into_any(),
        ListState::Empty => view! {
            <StatePanel
                icon=IconName::Users
                title=i18n.label(|texts| texts.states.empty_title)
                text=i18n.label(|texts| texts.states.empty_text)
            />
        }
        .into_any(),
        ListState::NoMatch => view! { <NoMatch list/> }.into_any(),
        ListState::Forbidden => view! { <RedirectToHome/> }.into_any(),
        ListState::Failed(error) => {
            let on_retry = Callback::new(move |()| directory.retry());
            let title = i18n.label(|texts| texts.states.list_failed);
            view! { <ErrorPanel error title on_retry/> }.into_any()
        }
    }
}

/// Repeats what was asked for, and offers to take each part of it back.
#[component]
fn NoMatch(list: ListView) -> impl IntoView {
    let i18n = use_i18n();
    let searches = move || list.view.with(|view| !view.search.is_empty());
    let filters = move || list.view.with(MembersView::filters);
    let title = Signal::derive(move || {
        let texts = &i18n.texts().states;
        list.view.with(|view| match view.search.as_str() {
            "" => texts.no_match_filters.to_owned(),
            search => (texts.no_match)(search),
        })
    });
    let text = Signal::derive(move || {
        let texts = i18n.texts();
        let named = list.view.with(|view| {
            let set = MembersFilter::ALL.into_iter().filter(|filter| !view.filter(*filter).is_empty());
            let named = |filter: MembersFilter| match filter {
                MembersFilter::Status => {
                    let statuses: Vec<_> = view.statuses.iter().map(|status| (texts.member.status)(*status)).collect();
                    [(texts.users.filter)(filter), " ", &statuses.join(", ")].concat()
                }
                other => (texts.users.filter)(other).to_owned(),
            };
            set.map(named).collect::<Vec<_>>().join("; ")
        });
        let searched = searches().then_some(texts.states.searched_in.to_owned());
        let filtered = (!named.is_empty()).then(|| (texts.states.with_filters)(&named));
        [searched, filtered].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let clear_search = Callback::new(move |()| list.change(|view| view.search.clear()));
    let clear_filters = Callback::new(move |()| list.change(MembersView::clear_filters));
    view! {
        <StatePanel icon=IconName::Search title text>
            {move || searches().then(|| view! {
                <Button on_press=clear_search>{i18n.label(|texts| texts.users.clear_search)}</Button>
            })}
            {move || filters().then(|| view! {
                <Button on_press=clear_filters>{i18n.label(|texts| texts.users.clear_filters)}</Button>
            })}
        </StatePanel>
    }
}
