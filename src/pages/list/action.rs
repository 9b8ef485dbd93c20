//! What can be done with rows: one table per noun, for the menu of a row, the page of a row and the bar of the selection.

use api_types::BulkAction;
use leptos::prelude::*;

use super::{ListSpec, clipboard::{Copy, use_copy}};
use crate::{
    host::{History, Host, use_host},
    i18n::{I18n, Texts, use_i18n},
    location::{Location, use_location},
    paths::{Paths, use_paths},
    queries::{Queries, use_queries},
    ui::{IconName, RowRef, TableRow, Toaster, use_toaster},
};

/// Something that can be done with a row.
pub struct Action {
    /// Its name: that of the server, where the server decides whether it can be done.
    pub name: &'static str,
    pub icon: IconName,
    /// What it is called, for this row or for many.
    pub label: fn(&'static Texts, Option<&dyn TableRow>) -> &'static str,
    /// Whether it takes something away.
    pub is_dangerous: bool,
    /// Whether it stands in the menu of a row, and on the page of a row.
    pub is_in_menu: bool,
    pub is_on_page: bool,
    /// What is asked of the server to do it to many; nothing where it is only for one.
    pub bulk: Option<BulkAction>,
    /// Whether it can be done with this row.
    pub state: fn(&dyn TableRow) -> ActionState,
    /// Does it.
    pub run: fn(&ActionContext, RowRef),
}

/// Whether an action can be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionState {
    /// It makes no sense for such a row.
    Absent,
    Allowed,
    /// It would make sense; why it cannot be done.
    Refused(api_types::ActionRefusal),
}

impl ActionState {
    /// For what every reader of a row can do.
    pub fn always(_: &dyn TableRow) -> Self {
        Self::Allowed
    }
}

/// What actions work with.
#[derive(Clone)]
pub struct ActionContext {
    pub spec: &'static ListSpec,
    pub host: Host,
    pub location: Location,
    pub paths: Paths,
    pub queries: Queries,
    pub toaster: Toaster,
    pub i18n: I18n,
    pub copy: Copy,
    /// Where the page of a row is.
    pub href: Callback<RowRef, Option<String>>,
    /// Opens the dialog of the action with this name for a row.
    pub dialog: RwSignal<Option<(&'static str, RowRef)>>,
    /// Called when the row is no longer where one came from.
    pub on_gone: Callback<()>,
}

/// The actions of a list, or of the page of a row. Dialogs open as `dialog` says.
pub fn use_actions(
    spec: &'static ListSpec,
    href: Callback<RowRef, Option<String>>,
    dialog: RwSignal<Option<(&'static str, RowRef)>>,
    on_gone: Callback<()>,
) -> ActionContext {
    ActionContext {
        spec,
        host: use_host(),
        location: use_location(),
        paths: use_paths(),
        queries: use_queries(),
        toaster: use_toaster(),
        i18n: use_i18n(),
        copy: use_copy(),
        href,
        dialog,
        on_gone,
    }
}

impl ActionContext {
    /// Does what is called `name`, if that can be done with the row.
    pub fn run(&self, name: &str, row: RowRef) {
        if let Some(action) = self.spec.action(name).filter(|action| (action.state)(&*row) == ActionState::Allowed) {
            (action.run)(self, row);
        }
    }

    /// Goes to the page of a row.
    pub fn open(&self, row: RowRef) {
        if let Some(page) = self.href.run(row) {
            self.location.go(&page, History::Step);
        }
    }

    /// Opens the page of a row in a tab of its own.
    pub fn open_aside(&self, row: RowRef) {
        if let Some(page) = self.href.run(row) {
            self.host.open_in_tab(&page);
        }
    }

    /// Copies the address of the page of a row.
    pub fn copy_link(&self, row: RowRef) {
        if let Some(page) = self.href.run(row) {
            self.copy.run(([self.host.origin(), page].concat(), |texts| texts.common.link_copied));
        }
    }
}

/// Opens the page of a row; the first of a noun's actions.
pub const OPEN: Action = Action {
    name: "open",
    icon: IconName::Right,
    label: |texts, _| texts.list.open,
    is_dangerous: false,
    is_in_menu: true,
    is_on_page: false,
    bulk: None,
    state: ActionState::always,
    run: ActionContext::open,
};

/// Copies the address of the page of a row.
pub const COPY_LINK: Action = Action {
    name: "copy_link",
    icon: IconName::Link,
    label: |texts, _| texts.list.copy_page_link,
    is_dangerous: false,
    is_in_menu: true,
    is_on_page: true,
    bulk: None,
    state: ActionState::always,
    run: ActionContext::copy_link,
};
