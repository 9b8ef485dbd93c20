//! Selecting several users, and doing the same to all of them. What a visit without it does not need comes later.

mod acting;
mod bar;
mod dialog;
mod walk;

use std::sync::Arc;

use api_types::{Member, Permission, SortBy};
use leptos::prelude::*;

pub use self::bar::SelectionBar;
use self::{acting::Acting, dialog::BulkDialog};
use super::{
    super::{
        change_roles::ChangeRoles,
        organization::use_current_organization,
        pending::{PendingFailure, use_pending},
        users_lazy,
    },
    view::ListView,
};
use crate::{
    access::use_access,
    components::{PendingAction, Selection},
    i18n::use_i18n,
    queries::Directory,
    ui::{IconName, MenuItem, Scroller},
};

/// What the bar and the dialogs work with.
#[derive(Clone, Copy)]
pub struct Selecting {
    pub selection: Selection,
    list: ListView,
    directory: Directory,
    /// What is being done to many.
    acting: RwSignal<Option<Acting>>,
    /// Whose roles are being changed.
    pub roles_of: RwSignal<Option<Member>>,
    /// What is wanted of one invitation.
    pub wanted: RwSignal<Option<(PendingAction, Arc<Member>)>>,
}

/// The selection of the list. Other people in it, by search, filters or organization, are another list.
pub fn use_selection(list: ListView, directory: Directory) -> Selecting {
    let current = use_current_organization();
    let selection = Selection::new();
    Effect::new(move |before: Option<_>| {
        let (organization, mut view) = (current.id(), list.view.get());
        view.sort = SortBy::default();
        let people = (organization, view);
        match before.is_some_and(|before| before != people) {
            true => selection.clear(),
            false => selection.forget_press(),
        }
        people
    });
    let (acting, roles_of, wanted) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
    Selecting { selection, list, directory, acting, roles_of, wanted }
}

/// The item of the page's menu that shows the boxes of cards, and hides them again; for those who may do something with
/// a selection.
#[component]
pub fn SelectItem() -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let Selecting { selection, .. } = expect_context();
    let choose = move |()| if untrack(|| selection.is_on()) { selection.end() } else { selection.begin() };
    let label = move || match selection.is_on() {
        true => i18n.texts().users.select_none,
        false => i18n.texts().users.select_users,
    };
    move || {
        access
            .can(Permission::MembersManage)
            .then(|| view! { <MenuItem icon=IconName::Select on_choose=choose>{move || label()}</MenuItem> })
    }
}

/// Where the bar floats while one selects, and where it is said how many are selected.
#[component]
pub fn SelectionPlace(scroller: Scroller) -> impl IntoView {
    let i18n = use_i18n();
    let Selecting { selection, .. } = expect_context();
    let is_on = Memo::new(move |_| selection.is_on());
    let said = move || match selection.count() {
        0 => String::new(),
        users => (i18n.texts().users.selected)(i18n.format(), users),
    };
    view! {
        <div class="r-vh" role="status">{move || said()}</div>
        {move || is_on.get().then(|| {
            provide_context(scroller);
            users_lazy::selection()
        })}
    }
}

/// Where the dialogs about users open; they outlast the rows that they are about.
#[component]
pub fn UserDialogs() -> impl IntoView {
    let Selecting { acting, roles_of, wanted, .. } = expect_context();
    let asked = move || acting.with(Option::is_some) || roles_of.with(Option::is_some) || wanted.with(Option::is_some);
    // Once they are there, they stay: what was begun goes on when its dialog is closed.
    let needed = Memo::new(move |before| before == Some(&true) || asked());
    let content = move || needed.get().then(users_lazy::user_dialogs);
    view! { {move || content()} }
}

/// The dialogs themselves.
#[component]
pub fn OpenDialogs() -> impl IntoView {
    let Selecting { roles_of, wanted, .. } = expect_context();
    let pending = use_pending(Callback::new(|()| {}));
    Effect::new(move |_| {
        wanted.track();
        if let Some(wanted) = wanted.try_update_untracked(Option::take).flatten() {
            pending.act.run(wanted);
        }
    });
    view! {
        <ChangeRoles of=roles_of/>
        <BulkDialog/>
        <PendingFailure pending/>
    }
}
