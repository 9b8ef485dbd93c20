//! What is done with the list as a whole: buttons beside its title or, where there is little room, one menu.

use leptos::prelude::*;

use super::{
    super::{clipboard::use_copy, lazy::lazy},
    ListHandle,
    export::Export,
    saved_views::SavedViews,
};
use crate::{
    host::use_host,
    i18n::use_i18n,
    ui::{Icon, IconButton, IconName, Menu, MenuItem, MenuItems, Opens, Placement, PopoverButton, PopoverControl},
};

/// The buttons, or the menu; what the noun adds to them always has its own button.
#[component]
pub fn PageButtons(list: ListHandle, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let i18n = use_i18n();
    let (views, export) = (PopoverControl::new(), PopoverControl::new());
    let copy_link = use_copy_link(list);
    view! {
        <div class="r-btns">
            <PageMenu list views export copy_link/>
            <span class="r-hide-narrow">
                <IconButton icon=IconName::Link label=i18n.label(|texts| texts.list.copy_view) on_press=copy_link/>
            </span>
            <SavedViews control=views list/>
            // There is nothing to export for an invalid search.
            {move || has_rows(list).then(|| view! { <Export control=export list/> })}
            {children.map(|children| children())}
        </div>
    }
}

/// Whether the search of the URL can have rows. Reactive.
fn has_rows(list: ListHandle) -> bool {
    list.url.invalid_search.with(Option::is_none)
}

/// Copies the address of the view.
fn use_copy_link(list: ListHandle) -> Callback<()> {
    let (host, copy) = (use_host(), use_copy());
    Callback::new(move |()| {
        if let Some(url) = untrack(|| list.url.current()) {
            copy.run(([host.origin(), url].concat(), |texts| texts.common.link_copied));
        }
    })
}

#[component]
fn PageMenu(list: ListHandle, views: PopoverControl, export: PopoverControl, copy_link: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    let label = i18n.label(|texts| texts.list.more_actions);
    let name = Signal::derive(move || Some(label.get()));
    view! {
        <PopoverButton control class="r-btn r-btn--icon r-only-narrow" opens=Opens::Menu label=name>
            <Icon name=IconName::Dots/>
        </PopoverButton>
        <Menu control label placement=Placement::BelowEnd>
            {page_menu(list, control, views, export, copy_link)}
        </Menu>
    }
}

lazy! {
    /// The menu of the page.
    menus: page_menu(
        list: ListHandle,
        control: PopoverControl,
        views: PopoverControl,
        export: PopoverControl,
        copy_link: Callback<()>
    ) => view! { <PageMenuItems list control views export copy_link/> };
}

/// What is in the menu.
#[component]
fn PageMenuItems(
    list: ListHandle,
    control: PopoverControl,
    views: PopoverControl,
    export: PopoverControl,
    copy_link: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let selection = list.selection;
    let select = move |()| if untrack(|| selection.is_on()) { selection.end() } else { selection.begin() };
    let select_label = move || {
        if selection.is_on() { i18n.texts().list.select_none } else { list.noun(i18n.texts()).select }
    };
    let select_item = move || {
        list.selects.get().then(|| {
            view! { <MenuItem icon=IconName::Select on_choose=select>{move || select_label()}</MenuItem> }
        })
    };
    let export_item = move || {
        has_rows(list).then(|| {
            let open = move |()| export.open_in_place_of(control);
            view! { <MenuItem icon=IconName::Export on_choose=open>{move || i18n.texts().list.export}</MenuItem> }
        })
    };
    view! {
        <MenuItems>
            <MenuItem icon=IconName::Link first=true on_choose=copy_link>
                {move || i18n.texts().list.copy_view}
            </MenuItem>
            <MenuItem icon=IconName::Bookmark on_choose=move |()| views.open_in_place_of(control)>
                {move || i18n.texts().list.views}
            </MenuItem>
            {export_item}
            // The boxes of cards, for those who may do something with a selection.
            {select_item}
        </MenuItems>
    }
}
