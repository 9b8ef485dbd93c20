//! Small panels beside the button that opens them, in the top layer.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{
    dialog::{focus, holds_focus},
    unique_id,
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
/// The button: `aria-expanded=move || control.is_open().to_string()`, `popovertarget=control.id()` and
/// `on:click=move |event| control.toggle(&event)`.
#[derive(Debug, Clone, Copy)]
pub struct PopoverControl {
    anchor: RwSignal<Option<SendWrapper<Element>>>,
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
        Self { anchor: RwSignal::new(None), id: StoredValue::new(unique_id("popover")) }
    }

    /// The identifier of the panel.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// Whether it is open; tracked.
    pub fn is_open(self) -> bool {
        self.anchor.with(Option::is_some)
    }

    /// Opens it beside the element that heard `event`, or closes it.
    pub fn toggle(self, event: &web_sys::Event) {
        match self.anchor.with_untracked(Option::is_some) {
            true => self.close(),
            false => self.open_beside(event.current_target().and_then(|target| target.dyn_into().ok())),
        }
    }

    /// Opens it beside an element.
    pub fn open_beside(self, anchor: Option<Element>) {
        self.anchor.set(anchor.map(SendWrapper::new));
    }

    /// Closes it. The focus goes back to its button if it was inside.
    pub fn close(self) {
        if self.anchor.try_get_untracked().flatten().is_some() {
            self.anchor.set(None);
        }
    }
}

/// A panel that its control opens. What it holds is rendered anew each time; an element with `autofocus` in it gets
/// the focus. Escape and a press elsewhere close it.
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
    move || {
        let anchor = control.anchor.get()?;
        let children = children.with_value(|children| children());
        Some(view! { <Panel control anchor label role placement class>{children}</Panel> })
    }
}

/// The open panel.
#[component]
fn Panel(
    control: PopoverControl,
    anchor: SendWrapper<Element>,
    label: Signal<String>,
    role: &'static str,
    placement: Placement,
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(panel) = node.get() else { return };
        // Fails only when it is open already.
        let _ = panel.show_popover();
        place(&panel, &anchor, placement);
        let (panel, anchor) = (SendWrapper::new(panel), anchor.clone());
        on_cleanup(move || hide(&panel, &anchor));
    });
    // The browser closes it by itself: on Escape, on a press elsewhere, when another one opens.
    let toggled = move |event: ev::Event| {
        let panel = event.current_target().and_then(|panel| panel.dyn_into::<Element>().ok());
        if panel.is_some_and(|panel| !panel.matches(":popover-open").unwrap_or(false)) {
            control.close();
        }
    };
    view! {
        <div
            node_ref=node
            id=control.id()
            popover="auto"
            role=role
            aria-label=move || label.get()
            class=["r-popover ", class].concat()
            on:toggle=toggled
        >
            {children()}
        </div>
    }
}

/// Hides the panel and gives the focus back if it was inside.
fn hide(panel: &HtmlElement, anchor: &Element) {
    let focused = holds_focus(panel);
    // Fails only when it is hidden already.
    let _ = panel.hide_popover();
    if focused {
        focus(anchor);
    }
}

/// Says the style sheet where the panel wants to be and how large it is; the sheet keeps it in the window.
fn place(panel: &HtmlElement, anchor: &Element, placement: Placement) {
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
        let _ = style.set_property(name, &[&pixels.to_string(), "px"].concat());
    }
}
