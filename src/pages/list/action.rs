//! What can be done with rows: one table per noun, for the menu of a row, the page of a row and the bar of the selection.

use api_types::Permission;
use leptos::prelude::*;

use super::{
    super::clipboard::{Copied, use_copy},
    ListSpec,
};
use crate::{
    access::{Access, use_access},
    host::{History, Host, use_host},
    i18n::{Texts, use_i18n},
    location::{Location, use_location},
    ui::{Button, ButtonKind, IconName, RowRef, TableRow},
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
    /// Whether the noun's own lazy component does it to many at once.
    pub is_for_many: bool,
    /// Who sees it, where that does not depend on the row.
    pub permission: Option<Permission>,
    /// Whether what is called this can be done with this row.
    pub state: fn(&dyn TableRow, name: &str) -> ActionState,
    /// Does it. Nothing where that takes more than a list needs from the start: then the noun's own lazy component does
    /// what is [requested](ActionContext::requested).
    pub run: Option<fn(&ActionContext, RowRef)>,
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

impl Action {
    /// Whether this reader can do it with a row. Reactive.
    pub fn state_of(&self, row: &dyn TableRow, access: Access) -> ActionState {
        match self.permission {
            Some(permission) if !access.can(permission) => ActionState::Absent,
            _ => (self.state)(row, self.name),
        }
    }
}

impl ActionState {
    /// For what every reader of a row can do.
    pub fn always(_: &dyn TableRow, _: &str) -> Self {
        Self::Allowed
    }
}

/// An action that is requested for rows: its name, and the rows. One, unless it [is for many](Action::is_for_many).
pub type Requested = RwSignal<Option<(&'static str, Vec<RowRef>)>>;

/// What actions work with.
#[derive(Clone)]
pub struct ActionContext {
    pub spec: &'static ListSpec,
    access: Access,
    host: Host,
    location: Location,
    pub copy: Callback<Copied>,
    /// Where the page of a row is.
    href: Callback<RowRef, Option<String>>,
    /// What the noun's lazy component is to do.
    requested: Requested,
}

/// The actions of a list, or of the page of a row.
pub fn use_actions(
    spec: &'static ListSpec,
    href: Callback<RowRef, Option<String>>,
    requested: Requested,
) -> ActionContext {
    ActionContext {
        spec,
        access: use_access(),
        host: use_host(),
        location: use_location(),
        copy: use_copy(),
        href,
        requested,
    }
}

impl ActionContext {
    /// Does what is called `name`, if that can be done with the row.
    pub fn run(&self, name: &str, row: RowRef) {
        let is_allowed =
            |action: &&'static Action| untrack(|| action.state_of(&*row, self.access)) == ActionState::Allowed;
        let Some(action) = self.spec.action(name).filter(is_allowed) else { return };
        match action.run {
            Some(run) => run(self, row),
            None => self.requested.set(Some((action.name, vec![row]))),
        }
    }

    /// Goes to the page of a row.
    pub fn open(&self, row: RowRef) {
        if let Some(page) = self.href.run(row) {
            self.location.go(&page, History::Push);
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

/// The buttons of what can be done with a row, for its page.
pub fn action_buttons(context: &ActionContext, row: RowRef) -> AnyView {
    let (i18n, access) = (use_i18n(), use_access());
    let on_page = context.spec.actions.iter().filter(|action| action.is_on_page);
    let button = |action: &'static Action| {
        let (context, target, label) = (context.clone(), row.clone(), row.clone());
        let kind = if action.is_dangerous { ButtonKind::DangerQuiet } else { ButtonKind::Default };
        view! {
            <Button kind icon=action.icon on_press=move |()| context.run(action.name, target.clone())>
                {move || (action.label)(i18n.texts(), Some(&*label))}
            </Button>
        }
    };
    on_page
        .filter(|action| action.state_of(&*row, access) == ActionState::Allowed)
        .map(button)
        .collect_view()
        .into_any()
}

/// Opens the page of a row; the first of a noun's actions.
pub const OPEN: Action = Action {
    name: "open",
    icon: IconName::Right,
    label: |texts, _| texts.list.open,
    is_dangerous: false,
    is_in_menu: true,
    is_on_page: false,
    is_for_many: false,
    permission: None,
    state: ActionState::always,
    run: Some(ActionContext::open),
};

/// Copies the address of the page of a row.
pub const COPY_LINK: Action = Action {
    name: "copy_link",
    icon: IconName::Link,
    label: |texts, _| texts.list.copy_page_link,
    is_dangerous: false,
    is_in_menu: true,
    is_on_page: true,
    is_for_many: false,
    permission: None,
    state: ActionState::always,
    run: Some(ActionContext::copy_link),
};
