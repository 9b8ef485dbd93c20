//! Changes, moves and deletes devices on request. Loaded with the first request.

use api_types::Device;
use leptos::prelude::*;

use super::{
    super::{lazy::lazy, list::action::Requested},
    actions::{DELETE, MOVE, UPDATE},
    delete::DeleteDevices,
    form::DeviceForm,
    move_to::MoveDevices,
};
use crate::ui::Selection;

/// Where what is requested is done. `on_gone` runs after devices were deleted.
#[component]
pub fn DeviceActions(requested: Requested, selection: Selection, on_gone: Callback<()>) -> impl IntoView {
    // Once it is there, it stays: what was begun goes on.
    let is_needed = Memo::new(move |before| before == Some(&true) || requested.with(Option::is_some));
    move || is_needed.get().then(|| run_actions(requested, selection, on_gone))
}

lazy! {
    pages: run_actions(requested: Requested, selection: Selection, on_gone: Callback<()>) =>
        view! { <RunActions requested selection on_gone/> };
}

/// What is being done with devices.
#[derive(Clone, PartialEq)]
enum Doing {
    Update(Device),
    Move(Vec<Device>),
    Delete(Vec<Device>),
}

#[component]
fn RunActions(requested: Requested, selection: Selection, on_gone: Callback<()>) -> impl IntoView {
    let doing = RwSignal::new(None::<Doing>);
    Effect::new(move |_| {
        requested.track();
        let Some((name, rows)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let devices: Vec<Device> = rows.iter().filter_map(|row| row.of::<Device>()).cloned().collect();
        doing.set(match (name, devices.as_slice()) {
            (_, []) => None,
            (UPDATE, [device, ..]) => Some(Doing::Update(device.clone())),
            (MOVE, _) => Some(Doing::Move(devices)),
            (DELETE, _) => Some(Doing::Delete(devices)),
            _ => None,
        });
    });
    let close = Callback::new(move |()| doing.set(None));
    let done = Callback::new(move |()| {
        selection.clear();
        close.run(());
    });
    let deleted = Callback::new(move |()| {
        done.run(());
        on_gone.run(());
    });
    move || match doing.get()? {
        Doing::Update(device) => Some(view! { <DeviceForm device=Some(device) on_close=close/> }.into_any()),
        Doing::Move(devices) => Some(view! { <MoveDevices devices on_done=done on_close=close/> }.into_any()),
        Doing::Delete(devices) => Some(view! { <DeleteDevices devices on_done=deleted on_close=close/> }.into_any()),
    }
}
