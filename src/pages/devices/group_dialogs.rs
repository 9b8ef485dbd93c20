//! The dialogs that create, rename, move and delete a group.

use api_types::{
    DeviceGroup, DeviceGroupChanges, DeviceGroupDeletion, DeviceGroupId, DeviceGroups, NameProblem, NewDeviceGroup,
    Problem, read_name,
};
use leptos::prelude::*;

use super::{
    super::{error_message::error_message, organization::use_current_organization},
    fields::GroupSelect,
};
use crate::{
    api::{self, ApiError},
    i18n::{DeviceTexts, I18n, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind},
};

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum GroupFormKind {
    /// A new group, inside this one.
    New(Option<DeviceGroupId>),
    Rename(DeviceGroup),
    Move(DeviceGroup),
}

/// Why the name cannot be taken.
fn name_error(said: &DeviceTexts, name: &str) -> Option<&'static str> {
    match read_name(name) {
        Ok(_) => None,
        Err(NameProblem::Missing) => Some(said.name_missing),
        Err(_) => Some(said.line_invalid),
    }
}

/// Why the group cannot be where it is to be.
fn place_error(said: &DeviceTexts, problem: &Problem) -> Option<&'static str> {
    let error = problem.errors.iter().find(|error| ["/parent", "/move_to"].contains(&&*error.pointer))?;
    Some(match error.code.as_str() {
        "cycle" => said.cycle,
        "too_deep" => said.too_deep,
        _ => said.group_gone,
    })
}

/// What is said above the fields.
fn failure(state: WriteState, i18n: I18n) -> impl Fn() -> Option<AnyView> + Clone {
    move || {
        let error = state.error()?;
        let text = error_message(&error, i18n.texts());
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> }.into_any())
    }
}

/// Asks for name and place of a group.
#[component]
pub fn GroupForm(kind: GroupFormKind, groups: Memo<DeviceGroups>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<DeviceTexts>();
    let state = WriteState::new();
    let (first_name, first_parent, itself) = match &kind {
        GroupFormKind::New(parent) => (String::new(), *parent, None),
        GroupFormKind::Rename(group) | GroupFormKind::Move(group) => (group.name.clone(), group.parent, Some(group.id)),
    };
    let has_name = !matches!(kind, GroupFormKind::Move(_));
    let has_place = !matches!(kind, GroupFormKind::Rename(_));
    let name = RwSignal::new(first_name);
    let parent = RwSignal::new(first_parent.map(|id| id.to_string()).unwrap_or_default());
    let (name_note, place_note) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let kind = StoredValue::new(kind);
    let on_error = move |error: ApiError| {
        let note = error.problem().and_then(|problem| place_error(said.texts_untracked(), problem));
        place_note.try_set(note.map(str::to_owned));
        Some(error).filter(|_| note.is_none())
    };
    let save = Callback::new(move |()| {
        let (texts, typed) = (said.texts_untracked(), name.get_untracked());
        name_note.set(name_error(texts, &typed).map(str::to_owned));
        let Some(organization) = untrack(|| current.id()).filter(|_| name_note.with_untracked(Option::is_none)) else {
            return;
        };
        place_note.set(None);
        let place: Option<DeviceGroupId> = parent.get_untracked().parse().ok();
        let mutation = match kind.get_value() {
            GroupFormKind::New(_) => {
                let new = NewDeviceGroup { name: typed, parent: place };
                queries.mutate(api::create_device_group(organization, &new)).say(|it| (texts.created)(&it.name))
            }
            GroupFormKind::Rename(group) => {
                let changes = DeviceGroupChanges { name: Some(typed), parent: None };
                let change = api::update_device_group(organization, &group, &changes);
                queries.mutate(change).say(|it| (texts.group_saved)(&it.name))
            }
            GroupFormKind::Move(group) => {
                let changes = DeviceGroupChanges { name: None, parent: Some(place) };
                let change = api::update_device_group(organization, &group, &changes);
                queries.mutate(change).say(|it| (texts.group_saved)(&it.name))
            }
        };
        mutation.then(on_close).on_error(on_error).send_in(state);
    });
    let word = move |new: fn(&'static DeviceTexts) -> &'static str,
                     rename: fn(&'static DeviceTexts) -> &'static str,
                     moved: fn(&'static DeviceTexts) -> &'static str| {
        let text = kind.with_value(|kind| match kind {
            GroupFormKind::New(_) => new,
            GroupFormKind::Rename(_) => rename,
            GroupFormKind::Move(_) => moved,
        });
        said.label(text)
    };
    let submit = word(|texts| texts.create_group, |texts| texts.save, |texts| texts.move_submit);
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{move || submit.get()}</Button>
        }
    };
    let failure = failure(state, i18n);
    view! {
        <Dialog
            title=word(|texts| texts.new_group, |texts| texts.rename_group, |texts| texts.move_group)
            on_close
            on_submit=save
            buttons
        >
            {failure}
            {has_name.then(|| view! {
                <Field label=said.label(|texts| texts.name) value=name error=name_note autofocus=true/>
            })}
            {has_place.then(|| view! {
                <GroupSelect
                    label=said.label(|texts| texts.parent)
                    value=parent
                    groups
                    none=|texts| texts.top
                    except=itself
                    error=place_note
                />
            })}
        </Dialog>
    }
}

/// The question before a group is deleted: where its content goes, and what ends.
#[component]
pub fn DeleteGroup(
    group: DeviceGroup,
    groups: Memo<DeviceGroups>,
    on_done: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<DeviceTexts>();
    let state = WriteState::new();
    let id = group.id;
    let target = RwSignal::new(group.parent.map(|id| id.to_string()).unwrap_or_default());
    let (place_note, has_changed) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let title = {
        let name = group.name.clone();
        Signal::derive(move || (said.texts().delete_title)(&name))
    };
    let first = group.clone();
    // As it is now: the numbers are those that are confirmed.
    let now = Memo::new(move |_| {
        groups.with(|groups| groups.items.iter().find(|it| it.id == id).cloned()).unwrap_or_else(|| first.clone())
    });
    let subgroups =
        Memo::new(move |_| groups.with(|groups| groups.items.iter().filter(|it| it.parent == Some(id)).count() as u64));
    let on_error = move |error: ApiError| {
        let problem = error.problem();
        let note = problem.and_then(|problem| place_error(said.texts_untracked(), problem));
        let is_stale = problem.is_some_and(|it| it.errors.iter().any(|error| error.code == "not_confirmed"));
        place_note.try_set(note.map(str::to_owned));
        has_changed.try_set(is_stale);
        if is_stale {
            queries.refresh();
        }
        Some(error).filter(|_| note.is_none() && !is_stale)
    };
    let press = move |()| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let group = now.get_untracked();
        let known = DeviceGroupDeletion {
            move_to: target.get_untracked().parse().ok(),
            own_devices: group.own_devices,
            subgroups: subgroups.get_untracked(),
            grants: group.grants.unwrap_or_default(),
        };
        let texts = said.texts_untracked();
        place_note.set(None);
        has_changed.set(false);
        let name = group.name.clone();
        queries
            .mutate(api::delete_device_group(organization, &group, &known))
            .say(move |()| (texts.group_deleted)(&name))
            .then(on_done)
            .on_error(on_error)
            .send_in(state);
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger busy=state.busy() on_press=press>
                {move || said.texts().delete_group}
            </Button>
        }
    };
    let content = move || {
        let group = now.get();
        (said.texts().group_contains)(
            i18n.format(),
            group.own_devices,
            subgroups.get(),
            group.grants.unwrap_or_default(),
        )
    };
    let changed = move || {
        has_changed.get().then(|| {
            view! { <Note kind=NoteKind::Warning urgent=true>{move || said.texts().group_changed}</Note> }
        })
    };
    let failure = failure(state, i18n);
    view! {
        <Dialog title on_close buttons>
            {failure}
            {changed}
            <p>{content}</p>
            <GroupSelect
                label=said.label(|texts| texts.group_move_to)
                value=target
                groups
                none=|texts| texts.no_group
                except=Some(id)
                error=place_note
            />
        </Dialog>
    }
}
