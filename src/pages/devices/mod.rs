//! Devices: their list with the tree of groups, their pages, and the grants of a user.

mod access;
mod actions;
mod definition;
mod delete;
mod detail;
mod fields;
mod form;
mod grant;
mod grant_form;
mod group_dialogs;
mod groups;
mod invitation_grants;
mod member_grants;
mod move_to;
mod row;
mod run_actions;
mod tree;

use api_types::{DeviceId, Permission};
use leptos::prelude::*;

use self::{definition::DEVICE_LIST, form::DeviceForm, groups::Groups, run_actions::DeviceActions};
pub use self::{
    detail::device,
    fields::{LabelledSelect, LevelSelect},
    invitation_grants::{InvitedGrant, invitation_grants},
    member_grants::member_devices,
};
use super::{
    imports::{Import, ImportNoun},
    lazy::lazy,
    list::{ListBody, ListPage, PageButtons, TitleCount, use_list},
    organization::use_current_organization,
};
use crate::{
    access::use_access,
    host::use_host,
    i18n::{Catalogue, DeviceTexts, Texts, use_i18n},
    paths::{Section, use_paths},
    ui::{Button, ButtonKind, IconName, RowRef},
};

/// The texts of devices in the language of these.
fn said_in(texts: &Texts) -> &'static DeviceTexts {
    DeviceTexts::in_language(texts.language)
}

/// Devices from a table.
static DEVICE_IMPORT: ImportNoun = ImportNoun {
    list: "devices",
    permission: Permission::DevicesManage,
    title: |texts| texts.devices,
    field: |language, field| match field {
        "id" => "ID",
        column => (DeviceTexts::in_language(language).list.column)(column),
    },
    value: |_, _, _| None,
};

lazy! {
    /// The page of the list, loaded when it is first shown.
    pub pages page: devices() => view! { <Devices/> };
}

#[component]
fn Devices() -> impl IntoView {
    let (host, i18n, current, paths) = (use_host(), use_i18n(), use_current_organization(), use_paths());
    let path = Signal::derive(move || Some(paths.section(current.id()?, Section::Devices)));
    let page = ListPage { path, fixed: None, href: use_device_href() };
    let list = use_list(&DEVICE_LIST, page);
    Effect::new(move |_| host.set_page_title(&[list.noun(i18n.texts()).title, &current.name()]));
    view! {
        <div class="r-page">
            <div class="r-page__head">
                <h1 class="r-page__title">
                    {list.label(|noun| noun.title)} " " <span class="r-count"><TitleCount list/></span>
                </h1>
                <PageButtons list>
                    <Import noun=&DEVICE_IMPORT/>
                    <NewDevice/>
                </PageButtons>
            </div>
        </div>
        <div class="r-split">
            <Groups list/>
            <div class="r-split__list">
                <ListBody list page/>
            </div>
        </div>
        <DeviceActions requested=list.requested selection=list.selection on_gone=Callback::new(|()| {})/>
    }
}

/// Where the page of a device is.
fn use_device_href() -> Callback<RowRef, Option<String>> {
    let (current, paths) = (use_current_organization(), use_paths());
    Callback::new(move |row: RowRef| {
        let organization = untrack(|| current.id())?;
        Some(paths.device(organization, DeviceId::from_u128(row.id())))
    })
}

/// The button that creates a device, for those who may.
#[component]
fn NewDevice() -> impl IntoView {
    let (i18n, access) = (use_i18n().of::<DeviceTexts>(), use_access());
    let is_open = RwSignal::new(false);
    let button = move || {
        access.can(Permission::DevicesManage).then(|| {
            view! {
                <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=move |()| is_open.set(true)>
                    {i18n.label(|texts| texts.new)}
                </Button>
            }
        })
    };
    let close = Callback::new(move |()| is_open.set(false));
    view! {
        {button}
        {move || is_open.get().then(|| view! { <DeviceForm device=None on_close=close/> })}
    }
}
