//! What can be done with one row, as a menu. One for all rows.

use leptos::prelude::*;

use super::{
    super::lazy::lazy,
    ListHandle,
    action::{Action, ActionState},
};
use crate::{
    access::use_access,
    i18n::use_i18n,
    ui::{Menu, MenuItem, MenuItems, Placement, PopoverControl, RowRef},
};

/// The menu of the row whose button was pressed last.
#[component]
pub fn RowMenu(
    list: ListHandle,
    control: PopoverControl,
    /// That row.
    row: RwSignal<Option<RowRef>>,
    /// Does what is chosen.
    on_action: Callback<(&'static str, RowRef)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || {
        let texts = &i18n.texts().list;
        row.with(|row| match row {
            Some(row) => (texts.actions_for)(row.label()),
            None => texts.actions.to_owned(),
        })
    });
    view! {
        <Menu control label placement=Placement::BelowEnd>
            {row_menu(list, row, on_action)}
        </Menu>
    }
}

lazy! {
    /// The menu of a row.
    menus: row_menu(
        list: ListHandle,
        row: RwSignal<Option<RowRef>>,
        on_action: Callback<(&'static str, RowRef)>
    ) => view! { <RowMenuItems list row on_action/> };
}

/// What is in the menu.
#[component]
fn RowMenuItems(
    list: ListHandle,
    row: RwSignal<Option<RowRef>>,
    on_action: Callback<(&'static str, RowRef)>,
) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let item = move |place: usize, action: &'static Action, target: RowRef| {
        let label = {
            let target = target.clone();
            move || (action.label)(i18n.texts(), Some(&*target))
        };
        let reason = match action.state_of(&*target, access) {
            ActionState::Absent => return None,
            ActionState::Allowed => None,
            ActionState::Refused(refusal) => Some(refusal),
        };
        let choose = move |()| on_action.run((action.name, target.clone()));
        let why = Signal::derive(move || reason.map(|reason| (i18n.texts().list.refusal)(reason).to_owned()));
        Some(view! {
            <MenuItem icon=action.icon first=place == 0 disabled=why on_choose=choose>
                {label}
            </MenuItem>
        })
    };
    let items = move || {
        let target = row.get()?;
        let actions = list.spec.actions.iter().filter(|action| action.is_in_menu).enumerate();
        Some(actions.filter_map(|(place, action)| item(place, action, target.clone())).collect_view())
    };
    view! { <MenuItems>{items}</MenuItems> }
}
