//! Small panels beside the button that opens them, in the top layer.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{
    decimal,
    focus::{focus, holds_focus},
    is_composing, unique_id,
};

const GAP: f64 = 4.0; // pixels between button and panel

/// Where a panel opens, seen from its button. It is moved so that the window holds it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Placement {
    /// Under it, from its start.
    #[default]
    BelowStart,
    /// Under it, up to its end.
    BelowEnd,
    /// Over it, from its start.
    AboveStart,
}

/// Opens and closes one popover; its button's side of it.
///
/// Opening and closing is the browser's, so that a press on the button of an open panel closes it: see
/// [`PopoverButton`](super::PopoverButton).
#[derive(Debug, Clone, Copy)]
pub struct PopoverControl {
    open: RwSignal<bool>,
    content_changed: Trigger,
    anchor: StoredValue<Option<SendWrapper<Element>>>,
    panel: NodeRef<html::Div>,
    id: StoredValue<String>,
}

impl Default for PopoverControl {
    fn default() -> Self {
        Self::new()
    }
}

impl PopoverControl {
    /// A closed one.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            content_changed: Trigger::new(),
            anchor: StoredValue::new(None),
            panel: NodeRef::new(),
            id: StoredValue::new(unique_id("popover")),
        }
    }

    /// The identifier of the panel.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// Whether it is open; tracked.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Remembers which of its buttons was pressed: the panel opens beside that one.
    pub fn press(self, event: &web_sys::Event) {
        let button = event.current_target().and_then(|target| target.dyn_into().ok());
        self.anchor.set_value(button.map(SendWrapper::new));
    }

    /// Makes the button that is being pressed the one that opens it, for a panel that many buttons share. The browser
    /// opens it, or closes it again, once the press has been handled.
    pub fn anchor_to(self, button: Element) {
        // Only the last one: a press on another is beside the panel and closes it first.
        if let Some(before) = self.anchor.get_value() {
            let _ = before.remove_attribute("popovertarget");
        }
        let _ = button.set_attribute("popovertarget", &self.id());
        self.anchor.set_value(Some(SendWrapper::new(button)));
    }

    /// Opens it beside the button of another one that has just been closed, as when an item of a menu leads here.
    pub fn open_in_place_of(self, other: Self) {
        self.anchor.set_value(other.anchor.get_value());
        if let Some(panel) = self.panel.try_get_untracked().flatten() {
            // Fails only when it is open already.
            let _ = panel.show_popover();
        }
    }

    /// Its content was loaded after it was opened: it is positioned again, and gets the focus.
    pub fn content_changed(self) {
        self.content_changed.notify();
    }

    /// Closes it. The focus goes back to where it was.
    pub fn close(self) {
        if let Some(panel) = self.panel.try_get_untracked().flatten() {
            // Fails only when it is closed already.
            let _ = panel.hide_popover();
        }
    }
}

/// A panel that its control opens. What it holds is rendered anew each time and finds the control as context; an
/// element with `autofocus` in it gets the focus. Escape, a press elsewhere and leaving it by the Tab key close it.
#[component]
pub fn Popover(
    control: PopoverControl,
    #[prop(into)] label: Signal<String>,
    /// What it is to assistive technology.
    #[prop(default = "dialog")]
    role: &'static str,
    #[prop(optional)] placement: Placement,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let opens = |event: &ev::Event| js_sys::Reflect::get(event, &"newState".into()).is_ok_and(|state| state == "open");
    let held_focus = StoredValue::new(false);
    // A panel that leaves the page while it is open says so too, when all this is gone already.
    let before = move |event: ev::Event| match (opens(&event), control.panel.try_get_untracked()) {
        (true, _) => {
            let _ = control.open.try_set(true);
        }
        (false, Some(panel)) => held_focus.set_value(panel.is_some_and(|panel| holds_focus(&panel))),
        (false, None) => {}
    };
    // Only once it is hidden: by then the browser has given the focus back, unless we are in a shadow root.
    let after = move |event: ev::Event| {
        if !opens(&event) {
            if held_focus.try_get_value() == Some(true) {
                give_focus_back(control);
            }
            let _ = control.open.try_set(false);
        }
    };
    Effect::new(move |_| {
        control.content_changed.track();
        if control.open.get() {
            request_animation_frame(move || settle(control, placement));
        }
    });
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Tab" && !is_composing(&event) {
            // By then the browser has moved the focus.
            request_animation_frame(move || close_when_left(control));
        }
    };
    let content = move || {
        // In here, so that what it holds finds this control and not that of a popover beside it.
        provide_context(control);
        control.open.get().then(|| children.with_value(|children| children()))
    };
    view! {
        <div
            node_ref=control.panel
            id=control.id()
            popover="auto"
            role=role
            aria-label=move || label.get()
            class=["r-popover ", class].concat()
            on:beforetoggle=before
            on:toggle=after
            on:keydown=key
        >
            {move || content()}
        </div>
    }
}

/// Puts the open panel beside its button and the focus into it, once it holds its content.
fn settle(control: PopoverControl, placement: Placement) {
    let Some(panel) = control.panel.try_get_untracked().flatten() else { return };
    if let Some(anchor) = control.anchor.get_value() {
        place(&panel, &anchor, placement);
    }
    if let Ok(Some(first)) = panel.query_selector("[autofocus]") {
        focus(&first);
    }
}

/// Closes a panel that no longer holds the focus.
fn close_when_left(control: PopoverControl) {
    let panel = control.panel.try_get_untracked().flatten();
    if panel.is_some_and(|panel| !holds_focus(&panel)) {
        control.close();
    }
}

/// Gives the focus to the button, unless something else of the app has it by now.
fn give_focus_back(control: PopoverControl) {
    let panel = control.panel.try_get_untracked().flatten();
    let (Some(panel), Some(anchor)) = (panel, control.anchor.try_get_value().flatten()) else { return };
    let app = anchor.closest(".roster").ok().flatten();
    let nobody_has_it = app.is_some_and(|app| matches!(app.query_selector(":focus"), Ok(None)));
    if holds_focus(&panel) || nobody_has_it {
        focus(&anchor);
    }
}

/// Says the style sheet where the panel wants to be and how large it is; the sheet keeps it in the window.
pub(super) fn place(panel: &HtmlElement, anchor: &Element, placement: Placement) {
    let (beside, own) = (anchor.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let towards_end = matches!(placement, Placement::BelowEnd) != panel.matches(":dir(rtl)").unwrap_or(false);
    let left = if towards_end { beside.right() - own.width() } else { beside.left() };
    let top = match placement {
        Placement::AboveStart => beside.top() - own.height() - GAP,
        Placement::BelowStart | Placement::BelowEnd => beside.bottom() + GAP,
    };
    let style = panel.style();
    for (name, pixels) in [("--r-x", left), ("--r-y", top), ("--r-w", own.width()), ("--r-h", own.height())] {
        // Custom properties take any value.
        let _ = style.set_property(name, &[&decimal(pixels), "px"].concat());
    }
}
