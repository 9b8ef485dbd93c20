//! What is done with the list as a whole: buttons beside its title or, where there is little room, one menu.

use api_types::Total;
use leptos::prelude::*;

use super::{export::Export, invite::Invite, saved_views::SavedViews, selection::SelectItem, view::ListView};
use crate::{
    host::use_host,
    i18n::use_i18n,
    pages::{clipboard::use_copy, organization::use_current_organization, users_lazy},
    paths::use_paths,
    ui::{Icon, IconButton, IconName, Menu, MenuItem, MenuItems, Opens, Placement, PopoverButton, PopoverControl},
};

/// The buttons, or the menu, and inviting, which always has its button.
#[component]
pub fn WholeView(list: ListView, total: ReadSignal<Option<Total>>) -> impl IntoView {
    let i18n = use_i18n();
    let (views, export) = (PopoverControl::new(), PopoverControl::new());
    let copy_link = use_copy_link(list);
    view! {
        <div class="r-btns">
            <PageMenu views export copy_link/>
            <span class="r-hide-narrow">
                <IconButton icon=IconName::Link label=i18n.label(|texts| texts.directory.copy_view) on_press=copy_link/>
            </span>
            <SavedViews control=views/>
            <Export control=export list total/>
            <Invite/>
        </div>
    }
}

/// Copies the address of the view.
fn use_copy_link(list: ListView) -> Callback<()> {
    let (host, current, paths, copy) = (use_host(), use_current_organization(), use_paths(), use_copy());
    Callback::new(move |()| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let (view, arrangement) = (list.view.get_untracked(), list.arrangement.get_untracked());
        let link = [host.origin(), paths.users(organization, &view, &arrangement)].concat();
        copy.run((link, |texts| texts.common.link_copied));
    })
}

#[component]
fn PageMenu(views: PopoverControl, export: PopoverControl, copy_link: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    let label = i18n.label(|texts| texts.users.more_actions);
    let name = Signal::derive(move || Some(label.get()));
    view! {
        <PopoverButton control class="r-btn r-btn--icon r-only-narrow" opens=Opens::Menu label=name>
            <Icon name=IconName::Dots/>
        </PopoverButton>
        <Menu control label placement=Placement::BelowEnd>
            {move || {
                provide_context(WholeViewMenu { control, views, export, copy_link });
                users_lazy::page_menu()
            }}
        </Menu>
    }
}

/// What the menu works with.
#[derive(Clone, Copy)]
struct WholeViewMenu {
    control: PopoverControl,
    views: PopoverControl,
    export: PopoverControl,
    copy_link: Callback<()>,
}

/// What is in the menu.
#[component]
pub fn PageMenuItems() -> impl IntoView {
    let i18n = use_i18n();
    let WholeViewMenu { control, views, export, copy_link } = expect_context();
    view! {
        <MenuItems>
            <MenuItem icon=IconName::Link first=true on_choose=copy_link>
                {move || i18n.texts().directory.copy_view}
            </MenuItem>
            <MenuItem icon=IconName::Bookmark on_choose=move |()| views.open_in_place_of(control)>
                {move || i18n.texts().directory.views}
            </MenuItem>
            <MenuItem icon=IconName::Export on_choose=move |()| export.open_in_place_of(control)>
                {move || i18n.texts().directory.export}
            </MenuItem>
            <SelectItem/>
        </MenuItems>
    }
}
