//! The dialog that moves devices into a group.

use api_types::{Device, DeviceBulk, DeviceBulkAction, DeviceGroupId, MAX_DEVICE_BULK, OrganizationId};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{error_message::error_message, organization::use_current_organization},
    fields::{GroupSelect, use_groups},
};
use crate::{
    api::{self, ApiError},
    i18n::{DeviceTexts, use_i18n},
    queries::{Queries, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, use_toaster},
};

/// Does the same to many devices, portion by portion; returns to how many it was done.
pub(super) async fn run(
    queries: Queries,
    organization: OrganizationId,
    devices: &[Device],
    (action, group): (DeviceBulkAction, Option<DeviceGroupId>),
) -> Result<u64, ApiError> {
    let mut done = 0;
    for some in devices.chunks(MAX_DEVICE_BULK) {
        let bulk = DeviceBulk { action, devices: some.iter().map(|device| device.id).collect(), group };
        // What is on screen is asked again after the last portion.
        let answer = queries.mutate(api::bulk_devices(organization, &bulk)).affects_nothing().result().await?;
        done += answer.results.iter().filter(|result| result.done).count() as u64;
    }
    Ok(done)
}

/// What a dialog shows while something is done to many.
#[derive(Clone, Copy)]
pub(super) struct ManyState {
    pub busy: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
}

impl ManyState {
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None) }
    }

    /// Why it failed.
    pub fn note(self) -> impl Fn() -> Option<AnyView> {
        let i18n = use_i18n();
        move || {
            let error = self.error.get()?;
            let text = error_message(&error, i18n.texts());
            Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> }.into_any())
        }
    }
}

/// Does something to devices, then says so.
pub(super) fn use_run(
    devices: StoredValue<Vec<Device>>,
    state: ManyState,
    on_done: Callback<()>,
) -> impl Fn(DeviceBulkAction, Option<DeviceGroupId>) + Copy {
    let (i18n, queries, current, toaster) = (use_i18n(), use_queries(), use_current_organization(), use_toaster());
    let toaster = StoredValue::new_local(toaster);
    let said = i18n.of::<DeviceTexts>();
    move |action, group| {
        let Some(organization) = untrack(|| current.id()).filter(|_| !state.busy.get_untracked()) else { return };
        state.busy.set(true);
        state.error.set(None);
        spawn_local(async move {
            let answer = run(queries, organization, &devices.get_value(), (action, group)).await;
            queries.refresh();
            let _ = state.busy.try_set(false);
            match answer {
                Ok(done) => {
                    let (texts, format) = (said.texts_untracked(), untrack(|| i18n.format()));
                    let text = match action {
                        DeviceBulkAction::Move => (texts.moved)(format, done),
                        DeviceBulkAction::Delete => (texts.deleted)(format, done),
                    };
                    if let Some(toaster) = toaster.try_get_value() {
                        toaster.show(text);
                    }
                    let _ = on_done.try_run(());
                }
                Err(error) => {
                    let _ = state.error.try_set(Some(error));
                }
            }
        });
    }
}

/// Asks for the group.
#[component]
pub fn MoveDevices(devices: Vec<Device>, on_done: Callback<()>, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<DeviceTexts>();
    let state = ManyState::new();
    let number = devices.len() as u64;
    let group = match devices.as_slice() {
        [only] => only.group.as_ref().map(|group| group.id.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    let name = devices.first().filter(|_| number == 1).map(|device| device.name.clone());
    let (devices, group) = (StoredValue::new(devices), RwSignal::new(group));
    let run = use_run(devices, state, on_done);
    let submit = Callback::new(move |()| run(DeviceBulkAction::Move, group.get_untracked().parse().ok()));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{move || said.texts().move_submit}</Button>
        }
    };
    let what = move || name.clone().unwrap_or_else(|| (said.texts().devices)(i18n.format(), number));
    view! {
        <Dialog title=said.label(|texts| texts.move_to) on_close on_submit=submit buttons>
            {state.note()}
            <p><bdi>{what}</bdi></p>
            <GroupSelect
                label=said.label(|texts| texts.group)
                value=group
                groups=use_groups()
                none=|texts| texts.no_group
                except=None
            />
        </Dialog>
    }
}
