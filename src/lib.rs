//! Roster's app: organization and user administration as a single page, on a page of its own or inside another's.
//!
//! [`mount`] is the only way in. Data flows one way: api → queries → pages → components → ui.

pub mod access;
pub mod api;
mod app;
pub mod components;
pub mod forms;
pub mod host;
pub mod i18n;
mod location;
pub mod options;
mod pages;
pub mod paths;
mod preferences;
pub mod queries;
mod router;
mod routes;
pub mod ui;

use std::any::Any;

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::prelude::*;

use crate::{app::App, host::Host, options::MountOptions};

/// The app on a page. Dropping it leaves the app there; [`Handle::unmount`] takes it away.
#[wasm_bindgen]
pub struct Handle {
    mounted: Option<(Box<dyn Any>, Owner)>,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the app off the page, with everything it listens to.
    pub fn unmount(&mut self) {
        if let Some((mounted, owner)) = self.mounted.take() {
            drop(mounted);
            // Now, whoever else holds the owner: the listeners on window go with the app.
            owner.cleanup();
        }
    }

    /// Fails on purpose, so that whoever runs the page can see that the recovery screen appears.
    pub fn provoke_panic(&self) {
        std::panic::panic_any("provoked");
    }
}

impl Drop for Handle {
    /// The browser drops a handle that nobody keeps, at any time; the app stays all the same.
    fn drop(&mut self) {
        std::mem::forget(self.mounted.take());
    }
}

/// Puts the app into `target` — an element, or a shadow root — as `options` say: see [`MountOptions::from_js`].
///
/// # Errors
/// When `target` is not part of a document.
#[wasm_bindgen]
pub fn mount(target: web_sys::Node, options: &JsValue) -> Result<Handle, JsError> {
    let root = host::root_in(target).ok_or_else(|| JsError::new("the target is not part of a document"))?;
    report_panics();
    let host = Host::new(root.clone(), MountOptions::from_js(options));
    let owner = Owner::new();
    let mounted = owner.with(|| mount_to(root, move || view! { <App host=host/> }));
    Ok(Handle { mounted: Some((Box::new(mounted), owner)) })
}

/// Mounts the app where a page of its own asks for it; on other pages it waits for [`mount`].
pub fn start_on_page() {
    let Some(root) = host::page_root() else { return };
    if let Ok(handle) = mount(root.into(), &JsValue::UNDEFINED) {
        host::announce("roster:ready", &handle.into());
    }
}

/// Panics end the program, so the page is told before: its script draws the recovery screen.
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        host::announce("roster:panic", &panic.to_string().into());
    }));
}
