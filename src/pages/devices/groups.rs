//! The groups beside the list of devices: what is chosen is a filter in the URL.

use api_types::{DeviceFilter, DeviceGroup, Permission};
use leptos::prelude::*;

use super::{
    super::list::ListHandle,
    fields::use_groups,
    group_dialogs::{DeleteGroup, GroupForm, GroupFormKind},
    tree::{GroupTree, Place},
};
use crate::{
    access::use_access,
    components::GroupIcon,
    i18n::{DeviceTexts, use_i18n},
    ui::{
        Icon, IconButton, IconName, Menu, MenuItem, MenuItems, Opens, Placement, Popover, PopoverButton, PopoverControl,
    },
};

const FILTER: &str = DeviceFilter::Group.as_str();

/// What is done with groups.
#[derive(Debug, Clone, PartialEq)]
enum Doing {
    Form(GroupFormKind),
    Delete(DeviceGroup),
}

/// The tree beside the list; where there is little room, a button that opens it.
#[component]
pub fn Groups(list: ListHandle) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let said = i18n.of::<DeviceTexts>();
    let groups = use_groups();
    let control = PopoverControl::new();
    let doing = RwSignal::new(None::<Doing>);
    let chosen = Memo::new(move |_| {
        list.url.query.with(|query| match query.filter(FILTER).values.as_slice() {
            [one] if one == "none" => Place::Ungrouped,
            [one] => one.parse().map_or(Place::All, Place::Group),
            _ => Place::All,
        })
    });
    let choose = Callback::new(move |place: Place| {
        control.close();
        list.url.change(|query| match place {
            Place::All => query.clear(FILTER),
            Place::Group(id) => *query = query.clone().with_filter(FILTER, &[&id.to_string()]),
            Place::Ungrouped => *query = query.clone().with_filter(FILTER, &["none"]),
        });
    });
    let group = Memo::new(move |_| match chosen.get() {
        Place::Group(id) => groups.with(|groups| groups.items.iter().find(|it| it.id == id).cloned()),
        _ => None,
    });
    let name = move || match chosen.get() {
        Place::All => said.texts().all_devices.to_owned(),
        Place::Ungrouped => said.texts().no_group.to_owned(),
        Place::Group(_) => group.get().map(|group| group.name).unwrap_or_default(),
    };
    let manages = Memo::new(move |_| access.can(Permission::DevicesManage));
    let close = Callback::new(move |()| doing.set(None));
    let deleted = Callback::new(move |()| {
        choose.run(Place::All);
        close.run(());
    });
    let dialog = move || match doing.get()? {
        Doing::Form(kind) => Some(view! { <GroupForm kind groups on_close=close/> }.into_any()),
        Doing::Delete(group) => Some(view! { <DeleteGroup group groups on_done=deleted on_close=close/> }.into_any()),
    };
    view! {
        <div class="r-treechip">
            <PopoverButton control class="r-btn">
                <GroupIcon/>
                <bdi>{name}</bdi>
                <Icon name=IconName::Down/>
            </PopoverButton>
            <Popover control label=said.label(|texts| texts.groups) class="r-pop">
                <div class="r-treepop"><GroupTree groups chosen on_choose=choose/></div>
            </Popover>
            {move || manages.get().then(|| view! { <GroupButtons group doing/> })}
        </div>
        <div class="r-treeside">
            <div class="r-treepane__head">
                <span aria-hidden="true">{move || said.texts().groups}</span>
                {move || manages.get().then(|| view! { <GroupButtons group doing/> })}
            </div>
            <GroupTree groups chosen on_choose=choose/>
        </div>
        {dialog}
    }
}

/// Creates a group, and changes the chosen one.
#[component]
fn GroupButtons(group: Memo<Option<DeviceGroup>>, doing: RwSignal<Option<Doing>>) -> impl IntoView {
    let said = use_i18n().of::<DeviceTexts>();
    let create = Callback::new(move |()| doing.set(Some(Doing::Form(GroupFormKind::New(None)))));
    let menu = move || {
        let group = group.get()?;
        let control = PopoverControl::new();
        let name = group.name.clone();
        let label = Signal::derive(move || (said.texts().group_actions)(&name));
        let named = Signal::derive(move || Some(label.get()));
        let group = StoredValue::new(group);
        let ask =
            move |make: fn(DeviceGroup) -> Doing| Callback::new(move |()| doing.set(Some(make(group.get_value()))));
        let items = move || {
            view! {
                <MenuItems>
                    <MenuItem
                        icon=IconName::Plus
                        first=true
                        on_choose=ask(|group| Doing::Form(GroupFormKind::New(Some(group.id))))
                    >
                        {move || said.texts().new_subgroup}
                    </MenuItem>
                    <MenuItem
                        icon=IconName::Edit
                        on_choose=ask(|group| Doing::Form(GroupFormKind::Rename(group)))
                    >
                        {move || said.texts().rename_group}
                    </MenuItem>
                    <MenuItem
                        icon=IconName::Right
                        on_choose=ask(|group| Doing::Form(GroupFormKind::Move(group)))
                    >
                        {move || said.texts().move_group}
                    </MenuItem>
                    <MenuItem icon=IconName::Trash on_choose=ask(Doing::Delete)>
                        {move || said.texts().delete_group}
                    </MenuItem>
                </MenuItems>
            }
        };
        Some(view! {
            <PopoverButton
                control
                class="r-btn r-btn--ghost r-btn--icon r-btn--sm"
                opens=Opens::Menu
                label=named
            >
                <Icon name=IconName::Dots/>
            </PopoverButton>
            <Menu control label placement=Placement::default()>
                {items()}
            </Menu>
        })
    };
    view! {
        <span class="r-btns">
            {menu}
            <IconButton icon=IconName::Plus small=true label=said.label(|texts| texts.new_group) on_press=create/>
        </span>
    }
}
