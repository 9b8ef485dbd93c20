//! The view of the list as the address has it: the only place where it is kept. How the list is arranged stands there
//! too, and is remembered for addresses that do not say.

use api_types::{MembersFilter, MembersView, OrganizationId, codes};
use leptos::prelude::*;

use super::super::organization::use_current_organization;
use crate::{
    api::ApiError,
    arrangement::Arrangement,
    host::{History, StorageKey, use_host},
    i18n::use_i18n,
    location::use_location,
    paths::{parameters, query, use_paths, users_query},
};

/// Reads the view from the address and changes it there.
#[derive(Clone, Copy)]
pub struct ListView {
    /// Search, filters and order.
    pub view: Memo<MembersView>,
    /// Columns and density: what the address says, or else what was remembered.
    pub arrangement: Memo<Arrangement>,
    dropped: RwSignal<Vec<&'static str>>,
    go: Callback<(MembersView, Arrangement, History)>,
    remember: Callback<Arrangement>,
}

/// The view in the present address. What cannot be read is left out of the address, and remembered for a note.
pub fn use_list_view() -> ListView {
    let (location, host, current, paths) = (use_location(), use_host(), use_current_organization(), use_paths());
    let read = Memo::new(move |_| users_query(&location.search()));
    let dropped = RwSignal::new(Vec::new());
    let go = Callback::new(move |(view, arrangement, history): (MembersView, Arrangement, History)| {
        let Some(organization) = untrack(|| current.id()) else { return };
        location.go(&paths.users(organization, &view, &arrangement), history);
    });
    let chosen = Trigger::new();
    let remember = Callback::new({
        let host = host.clone();
        move |arrangement: Arrangement| {
            let text = query(arrangement.parameters());
            if let Some(organization) = untrack(|| current.id()) {
                host.store(StorageKey::Columns(organization), Some(&*text).filter(|text| !text.is_empty()));
            }
            chosen.notify();
        }
    });
    let liked = Memo::new(move |_| {
        chosen.track();
        let remembered = |organization: OrganizationId| host.stored(StorageKey::Columns(organization));
        Arrangement::read(&parameters(&current.id().and_then(remembered)?)).0
    });
    let arrangement = Memo::new(move |_| {
        let asked = read.with(|read| read.arrangement.clone());
        asked.or_else(|| liked.get()).unwrap_or_default()
    });
    let view = Memo::new(move |_| read.with(|read| read.view.clone()));
    let list = ListView { view, arrangement, dropped, go, remember };
    Effect::new(move |_| {
        let unreadable = read.with(|read| read.dropped.clone());
        if !unreadable.is_empty() {
            dropped.set(unreadable);
            list.go.run((view.get(), arrangement.get(), History::Replace));
        }
    });
    list
}

impl ListView {
    /// Changes the view by `change`, as a step that Back returns from.
    pub fn change(self, change: impl FnOnce(&mut MembersView)) {
        self.change_as(History::Push, change);
    }

    /// Changes the view by `change`.
    pub fn change_as(self, history: History, change: impl FnOnce(&mut MembersView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        if view != self.view.get_untracked() {
            self.dropped.set(Vec::new());
            self.go.run((view, self.arrangement.get_untracked(), history));
        }
    }

    /// Arranges the list otherwise, now and when the reader comes back.
    pub fn arrange(self, arrangement: Arrangement) {
        self.remember.run(arrangement.clone());
        self.go.run((self.view.get_untracked(), arrangement, History::Replace));
    }

    /// What was left out of the address, in words; nothing when all of it could be read.
    pub fn dropped_names(self) -> Option<String> {
        let dropped = self.dropped.get();
        let i18n = use_i18n();
        let texts = &i18n.texts().users;
        let name = |parameter: &&'static str| match *parameter {
            "q" => texts.dropped_search,
            "sort" => texts.dropped_sort,
            "columns" => texts.dropped_columns,
            "density" => texts.density,
            other => other.parse().map_or(other, texts.filter),
        };
        let names: Vec<_> = dropped.iter().map(name).collect();
        (!names.is_empty()).then(|| i18n.format().list(names))
    }

    /// Takes the note away.
    pub fn forget_dropped(self) {
        self.dropped.set(Vec::new());
    }

    /// Leaves out what only the server can see to be wrong, such as a role that no longer exists.
    pub fn drop_what_the_server_refuses(self, failure: ReadSignal<Option<ApiError>>) {
        Effect::new(move |_| {
            let refused: Vec<&'static str> = failure.with(|failure| match failure {
                Some(ApiError::Refused { problem, .. }) if problem.code == codes::INVALID => {
                    let named = |name: &&'static str| {
                        problem.errors.iter().any(|it| it.pointer.strip_prefix("/query/") == Some(name))
                    };
                    ["q", "sort"]
                        .into_iter()
                        .chain(MembersFilter::ALL.map(MembersFilter::as_str))
                        .filter(named)
                        .collect()
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
                        "sort" => view.sort = Default::default(),
                        other => {
                            if let Ok(filter) = other.parse() {
                                view.filter_mut(filter).clear();
                            }
                        }
                    }
                }
            });
            self.dropped.set(refused);
        });
    }
}
