//! Selecting several users, and doing the same to all of them. What a visit without it does not need comes later.

mod acting;
mod bar;
mod dialog;
mod walk;

use api_types::{Member, Permission, SortBy};
use leptos::prelude::*;

pub use self::bar::SelectionBar;
use self::{acting::Acting, dialog::BulkDialog};
use super::{
    super::{change_roles::ChangeRoles, organization::use_current, part::Part, parts},
    view::ListView,
};
use crate::{
    access::use_access,
    components::Selection,
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
}

/// The selection of the list. Other people in it, by search, filters or organization, are another list.
pub fn use_selection(list: ListView, directory: Directory) -> Selecting {
    let current = use_current();
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
    Selecting { selection, list, directory, acting: RwSignal::new(None), roles_of: RwSignal::new(None) }
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
            .then(|| view! { <MenuItem icon=IconName::Select on_choose=choose>{label}</MenuItem> })
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
        <div class="r-vh" role="status">{said}</div>
        {move || is_on.get().then(|| {
            provide_context(scroller);
            view! { <Part load=parts::selection/> }
        })}
    }
}

/// Where the dialogs about users open; they outlast the rows that they are about.
#[component]
pub fn UserDialogs() -> impl IntoView {
    let Selecting { acting, roles_of, .. } = expect_context();
    let is_open = Memo::new(move |_| acting.with(Option::is_some) || roles_of.with(Option::is_some));
    move || is_open.get().then(|| view! { <Part load=parts::user_dialogs/> })
}

/// The dialogs themselves.
#[component]
pub fn OpenDialogs() -> impl IntoView {
    let Selecting { roles_of, .. } = expect_context();
    view! {
        <ChangeRoles of=roles_of/>
        <BulkDialog/>
    }
}
