//! The view of the list as the address has it: the only place where it is kept.

use api_types::{MembersView, codes};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use super::super::organization::use_current;
use crate::{
    api::ApiError,
    i18n::use_i18n,
    paths::{members_view, use_paths},
};

/// Reads the view from the address and changes it there.
#[derive(Clone, Copy)]
pub struct ListView {
    /// Search, filters and order.
    pub view: Memo<MembersView>,
    dropped: RwSignal<Vec<&'static str>>,
    go: Callback<(MembersView, History)>,
}

/// How a change of the view enters the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Back returns to the view before.
    Step,
    /// Takes the place of the view before, as between two keys of one search.
    Replace,
}

/// The view in the present address. What cannot be read is left out of the address, and remembered for a note.
pub fn use_list_view() -> ListView {
    let (location, navigate) = (use_location(), use_navigate());
    let (current, paths) = (use_current(), use_paths());
    let read = Memo::new(move |_| members_view(&location.search.get()));
    let dropped = RwSignal::new(Vec::new());
    let go = Callback::new(move |(view, history): (MembersView, History)| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let replace = history == History::Replace;
        let options = NavigateOptions { resolve: false, replace, scroll: false, ..NavigateOptions::default() };
        navigate(&paths.users(organization, &view), options);
    });
    let list = ListView { view: Memo::new(move |_| read.get().0), dropped, go };
    Effect::new(move |_| {
        let (view, unreadable) = read.get();
        if !unreadable.is_empty() {
            dropped.set(unreadable);
            list.go.run((view, History::Replace));
        }
    });
    list
}

impl ListView {
    /// Changes the view by `change`, as a step that Back returns from.
    pub fn change(self, change: impl FnOnce(&mut MembersView)) {
        self.change_as(History::Step, change);
    }

    /// Changes the view by `change`.
    pub fn change_as(self, history: History, change: impl FnOnce(&mut MembersView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        if view != self.view.get_untracked() {
            self.dropped.set(Vec::new());
            self.go.run((view, history));
        }
    }

    /// What was left out of the address, in words; nothing when all of it could be read.
    pub fn dropped_names(self) -> Option<String> {
        let dropped = self.dropped.get();
        let i18n = use_i18n();
        let texts = &i18n.texts().users;
        let name = |parameter: &&'static str| match *parameter {
            "q" => texts.dropped_search,
            "sort" => texts.dropped_sort,
            "role" => texts.role,
            "status" => texts.status,
            other => other,
        };
        let names: Vec<_> = dropped.iter().map(name).collect();
        (!names.is_empty()).then(|| i18n.format().list(&names))
    }

    /// Takes the note away.
    pub fn forget_dropped(self) {
        self.dropped.set(Vec::new());
    }

    /// Leaves out what only the server can see to be wrong, such as a role that no longer exists.
    pub fn drop_what_the_server_refuses(self, failure: Signal<Option<ApiError>>) {
        Effect::new(move |_| {
            let refused: Vec<&'static str> = failure.with(|failure| match failure {
                Some(ApiError::Refused { problem, .. }) if problem.code == codes::INVALID => {
                    let named = |name: &&'static str| {
                        problem.errors.iter().any(|it| it.pointer.strip_prefix("/query/") == Some(name))
                    };
                    ["q", "role", "status", "sort"].into_iter().filter(named).collect()
                }
                _ => Vec::new(),
            });
            if refused.is_empty() {
                return;
            }
            self.change_as(History::Replace, |view| {
                for parameter in &refused {
                    match *parameter {
                        "q" => view.search.clear(),
                        "role" => view.roles.clear(),
                        "status" => view.statuses.clear(),
                        _ => view.sort = Default::default(),
                    }
                }
            });
            self.dropped.set(refused);
        });
    }
}
