//! Toasts: what was done, and a way to take it back. Errors are never toasts.

use std::{sync::Arc, time::Duration};

use leptos::{ev, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    Icon, IconName,
    focus::{focus, holds_focus},
    is_composing,
};
use crate::i18n::use_i18n;

const SHOWN_FOR: Duration = Duration::from_secs(8);

/// The key that leads to the toast, and back.
const KEY: &str = "F8";

/// It belongs to nobody: a toast outlives what it came from.
type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    icon: IconName,
    text: String,
    /// Takes back what was done.
    undo: Option<Undo>,
}

/// Shows toasts, one at a time: a new one takes the place of the old.
///
/// A toast goes after eight seconds. One with Undo stays for readers who use the keyboard: the eight seconds begin with
/// their next action, and their next Tab leads to it. It never goes while somebody points at it or has the focus in it.
#[derive(Clone, Copy)]
pub struct Toaster {
    toast: RwSignal<Option<Toast>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    region: NodeRef<html::Div>,
    /// Whether the last input was a key.
    by_key: RwSignal<bool>,
    /// Whether the next Tab leads to the toast.
    is_next: StoredValue<bool>,
    /// Whether somebody points at the toast or has the focus in it.
    is_held: StoredValue<bool>,
    /// Where the focus was before it came to the toast.
    came_from: StoredValue<Option<SendWrapper<Element>>>,
}

/// The toaster of the surrounding app.
pub fn use_toaster() -> Toaster {
    expect_context()
}

impl Default for Toaster {
    fn default() -> Self {
        Self::new()
    }
}

impl Toaster {
    /// Shows nothing yet. Provide it as context at the root of the app.
    pub fn new() -> Self {
        Self {
            toast: RwSignal::new(None),
            timer: StoredValue::new(None),
            region: NodeRef::new(),
            by_key: RwSignal::new(false),
            is_next: StoredValue::new(false),
            is_held: StoredValue::new(false),
            came_from: StoredValue::new(None),
        }
    }

    /// Says that something was done.
    pub fn show(self, text: impl Into<String>) {
        self.show_with(IconName::Check, text);
    }

    /// Says that something was done, beside the icon of its kind.
    pub fn show_with(self, icon: IconName, text: impl Into<String>) {
        self.put(icon, text.into(), None);
    }

    /// Says that something was done, with a button that takes it back.
    pub fn show_undoable(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.put(IconName::Check, text.into(), Some(Arc::new(undo)));
    }

    fn put(self, icon: IconName, text: String, undo: Option<Undo>) {
        let stays = undo.is_some() && self.by_key.get_untracked();
        self.is_next.set_value(stays);
        self.toast.set(Some(Toast { icon, text, undo }));
        self.stop();
        if !stays && !self.is_held.get_value() {
            self.start();
        }
    }

    /// Takes it away. The focus in it goes back to where it was.
    pub fn dismiss(self) {
        self.leave();
        self.stop();
        self.is_held.set_value(false);
        self.toast.set(None);
    }

    /// A key was pressed anywhere in the app.
    pub fn note_key(self, event: &ev::KeyboardEvent) {
        if is_composing(event) || matches!(&*event.key(), "Shift" | "Control" | "Alt" | "Meta") {
            return;
        }
        self.by_key.set(true);
        if self.toast.with_untracked(Option::is_none) {
            return;
        }
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
        match &*event.key() {
            KEY if is_plain && self.has_focus() => {
                event.prevent_default();
                self.leave();
            }
            KEY if is_plain => self.enter(event),
            "Tab" if is_plain && self.is_next.get_value() && is_in_page(event) => self.enter(event),
            "Enter" | " " => self.acted(),
            _ => {}
        }
    }

    /// Something in the app was pressed with a pointer.
    pub fn note_pointer(self) {
        self.by_key.set(false);
        self.acted();
    }

    /// The next action: a toast that stayed until then stays as long as any other from now on.
    fn acted(self) {
        let waits = self.toast.with_untracked(Option::is_some) && self.timer.with_value(Option::is_none);
        if waits && !self.is_held.get_value() && !self.has_focus() {
            self.is_next.set_value(false);
            self.start();
        }
    }

    fn has_focus(self) -> bool {
        self.region.get_untracked().is_some_and(|region| holds_focus(&region))
    }

    fn button(self, nth: fn(&web_sys::NodeList) -> u32) -> Option<Element> {
        let buttons = self.region.get_untracked()?.query_selector_all("button").ok()?;
        buttons.item(nth(&buttons))?.dyn_into().ok()
    }

    /// Gives the focus to the first button of the toast.
    fn enter(self, event: &ev::KeyboardEvent) {
        let Some(first) = self.button(|_| 0) else { return };
        event.prevent_default();
        self.is_next.set_value(false);
        let from = event.target().and_then(|from| from.dyn_into::<Element>().ok());
        self.came_from.set_value(from.map(SendWrapper::new));
        focus(&first);
    }

    /// Gives the focus back, if the toast has it.
    fn leave(self) {
        if !self.has_focus() {
            return;
        }
        let from = self.came_from.try_update_value(Option::take).flatten();
        let content = || {
            let region = self.region.get_untracked()?;
            region.closest(".roster").ok()??.query_selector("main").ok()?
        };
        if let Some(from) = from.map(SendWrapper::take).filter(|from| from.is_connected()).or_else(content) {
            focus(&from);
        }
    }

    /// A key was pressed in the toast. The Tab key leads on, or back, from where one came.
    fn moved(self, event: &ev::KeyboardEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_at = |button: Option<Element>| button.is_some() && button == target;
        let came_from = self.came_from.with_value(Option::is_some);
        match &*event.key() {
            "Escape" => {
                event.prevent_default();
                self.dismiss();
            }
            "Tab" if came_from && event.shift_key() && is_at(self.button(|_| 0)) => {
                event.prevent_default();
                self.leave();
            }
            // From there the browser goes on to what comes next.
            "Tab" if came_from && !event.shift_key() && is_at(self.button(|all| all.length().saturating_sub(1))) => {
                self.leave();
            }
            _ => {}
        }
    }

    fn hold(self) {
        self.is_held.set_value(true);
        self.stop();
    }

    /// Counts from the start: when nobody points at it any more.
    fn release(self) {
        self.is_held.set_value(false);
        self.start();
    }

    fn start(self) {
        self.stop();
        let timer = set_timeout_with_handle(
            move || {
                let _ = self.toast.try_set(None);
            },
            SHOWN_FOR,
        );
        // Without a timer it stays until it is dismissed.
        self.timer.set_value(timer.ok());
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// Whether a key was pressed on the page itself: what floats keeps its own order.
fn is_in_page(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    !event.default_prevented() && target.is_none_or(|target| matches!(target.closest("dialog, [popover]"), Ok(None)))
}

/// Where toasts appear. It stands once, and always, so that screen readers hear what comes into it.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toaster = use_toaster();
    let toast = move || toaster.toast.get().map(|toast| view! { <ToastView toast toaster/> });
    view! { <div class="r-toasts" role="status" node_ref=toaster.region>{toast}</div> }
}

#[component]
fn ToastView(toast: Toast, toaster: Toaster) -> impl IntoView {
    let i18n = use_i18n();
    let Toast { icon, text, undo } = toast;
    let undo = undo.map(|undo| {
        let press = move |_| {
            toaster.dismiss();
            undo();
        };
        view! {
            <span class="r-vh">{move || [" ", i18n.texts().common.undo_key].concat()}</span>
            <button type="button" class="r-btn r-btn--sm r-btn--action" aria-keyshortcuts=KEY on:click=press>
                {move || i18n.texts().common.undo}
            </button>
            {move || toaster.by_key.get().then(|| view! { <kbd class="r-kbd" aria-hidden="true">{KEY}</kbd> })}
        }
    });
    view! {
        <div
            class="r-toast"
            on:pointerenter=move |_| toaster.hold()
            on:pointerleave=move |_| toaster.release()
            on:focusin=move |_| toaster.hold()
            on:focusout=move |_| toaster.release()
            on:keydown=move |event| toaster.moved(&event)
        >
            <Icon name=icon/>
            // Also after a browser's translation has replaced the text before.
            <span prop:textContent=text></span>
            {undo}
            <button
                type="button"
                class="r-btn r-btn--icon"
                aria-label=move || i18n.texts().common.dismiss
                on:click=move |_| toaster.dismiss()
            >
                <Icon name=IconName::Close/>
            </button>
        </div>
    }
}
