//! What can be done with one row, as a menu: one for all rows of a list, and one on the page of a row.

use leptos::prelude::*;

use super::{
    super::lazy::lazy,
    ListSpec,
    action::{Action, ActionContext, ActionState, OPEN},
};
use crate::{
    access::use_access,
    i18n::use_i18n,
    ui::{Icon, IconName, Menu, MenuItem, MenuItems, Opens, Placement, PopoverButton, PopoverControl, RowRef},
};

/// The menu of the row whose button was pressed last.
#[component]
pub fn RowMenu(
    spec: &'static ListSpec,
    control: PopoverControl,
    /// That row. Reactive.
    row: Callback<(), Option<RowRef>>,
    /// Does what is chosen.
    on_action: Callback<(&'static str, RowRef)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || {
        let texts = &i18n.texts().list;
        match row.run(()) {
            Some(row) => (texts.actions_for)(row.label()),
            None => texts.actions.to_owned(),
        }
    });
    view! {
        <Menu control label placement=Placement::BelowEnd>
            {row_menu(spec, |action| action.is_in_menu, row, on_action)}
        </Menu>
    }
}

lazy! {
    /// The menu of a row.
    menus: row_menu(
        spec: &'static ListSpec,
        shows: fn(&Action) -> bool,
        row: Callback<(), Option<RowRef>>,
        on_action: Callback<(&'static str, RowRef)>
    ) => view! { <RowMenuItems spec shows row on_action/> };
}

/// Whether an action stands in the menu on the page of a row: it has no button there.
fn is_more(action: &Action) -> bool {
    action.is_in_menu && !action.is_on_page && action.name != OPEN.name
}

/// What else can be done with a row, on its page.
#[component]
pub fn MoreActions(
    context: ActionContext,
    /// The row. Reactive.
    row: Callback<(), Option<RowRef>>,
) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let (control, spec) = (PopoverControl::new(), context.spec);
    let label = i18n.label(|texts| texts.list.more_actions);
    let name = Signal::derive(move || Some(label.get()));
    let on_action = Callback::new(move |(name, row): (&'static str, RowRef)| context.run(name, row));
    let has_more = Memo::new(move |_| {
        let exists = |action: &&Action, row: &RowRef| action.state_of(&**row, access) != ActionState::Absent;
        row.run(()).is_some_and(|row| spec.actions.iter().filter(|it| is_more(it)).any(|it| exists(&it, &row)))
    });
    move || {
        has_more.get().then(|| {
            view! {
                <PopoverButton control class="r-btn r-btn--icon" opens=Opens::Menu label=name>
                    <Icon name=IconName::Dots/>
                </PopoverButton>
                <Menu control label placement=Placement::BelowEnd>
                    {row_menu(spec, is_more, row, on_action)}
                </Menu>
            }
        })
    }
}

/// What is in the menu.
#[component]
fn RowMenuItems(
    spec: &'static ListSpec,
    /// Which actions stand in it.
    shows: fn(&Action) -> bool,
    row: Callback<(), Option<RowRef>>,
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
        let target = row.run(())?;
        let actions = spec.actions.iter().filter(|action| shows(action)).enumerate();
        Some(actions.filter_map(|(place, action)| item(place, action, target.clone())).collect_view())
    };
    view! { <MenuItems>{items}</MenuItems> }
}
