//! The question before devices are deleted.

use api_types::{Device, DeviceBulkAction};
use leptos::prelude::*;

use super::move_to::{ManyState, use_run};
use crate::{
    i18n::{DeviceTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog},
};

/// Says how many grants end.
#[component]
pub fn DeleteDevices(devices: Vec<Device>, on_done: Callback<()>, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<DeviceTexts>();
    let state = ManyState::new();
    let number = devices.len() as u64;
    let grants: u64 = devices.iter().filter_map(|device| device.people).map(|people| people.grants).sum();
    let name = devices.first().filter(|_| number == 1).map(|device| device.name.clone());
    let run = use_run(StoredValue::new(devices), state, on_done);
    let buttons = move || {
        let label = move || if number == 1 { said.texts().delete } else { said.texts().delete_many };
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger busy=state.busy on_press=move |()| run(DeviceBulkAction::Delete, None)>
                {label}
            </Button>
        }
    };
    let title = Signal::derive(move || {
        let name = name.clone().unwrap_or_else(|| (said.texts().devices)(i18n.format(), number));
        (said.texts().delete_title)(&name)
    });
    view! {
        <Dialog title on_close buttons>
            {state.note()}
            <p>{move || (said.texts().delete_means)(i18n.format(), grants)}</p>
        </Dialog>
    }
}
