//! Making a column wider or narrower: by its edge, or with Shift and an arrow key on its head.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How much an arrow key changes, in pixels.
const STEP: f64 = 16.0;

/// A column that is being made wider or narrower, and what becomes of it.
#[derive(Clone, Copy)]
pub struct Resizing {
    /// The column whose edge is held, and how wide it is meanwhile, in pixels.
    held: RwSignal<Option<(&'static str, u16)>>,
    /// Where the edge was taken, and how wide the column was, in pixels.
    start: StoredValue<(f64, f64)>,
    /// Called with the column and the width that it is to have; nothing: as at first.
    on_resize: Callback<(&'static str, Option<u16>)>,
}

impl Resizing {
    /// No column is held. `on_resize` is called with a column and the width that it is to have, in pixels; nothing: as
    /// at first.
    pub fn new(on_resize: Callback<(&'static str, Option<u16>)>) -> Self {
        Self { held: RwSignal::new(None), start: StoredValue::new((0.0, 0.0)), on_resize }
    }

    /// The column whose edge is held, and how wide it is meanwhile. Reactive.
    pub fn held(self) -> Option<(&'static str, u16)> {
        self.held.get()
    }

    /// A key was pressed on the head of a column.
    pub fn key(self, column: &'static str, event: &ev::KeyboardEvent) {
        let Some(head) = head_of(event.target()).filter(|_| event.shift_key()) else { return };
        let by = match event.key().as_str() {
            "ArrowRight" => STEP,
            "ArrowLeft" => -STEP,
            _ => return,
        };
        event.prevent_default();
        let width = width_of(&head) + by * sign(&head);
        self.on_resize.run((column, Some(width.max(0.0) as u16)));
    }

    fn take(self, column: &'static str, event: &ev::PointerEvent) {
        let (Some(head), Some(handle)) = (head_of(event.target()), element(event.target())) else { return };
        event.prevent_default();
        // Moves are heard here wherever the pointer is.
        let _ = handle.set_pointer_capture(event.pointer_id());
        self.start.set_value((f64::from(event.client_x()), width_of(&head)));
        self.held.set(Some((column, width_of(&head) as u16)));
    }

    fn move_to(self, column: &'static str, event: &ev::PointerEvent) {
        let is_held = self.held.with_untracked(|held| held.is_some_and(|(held, _)| held == column));
        if let (true, Some(head)) = (is_held, head_of(event.target())) {
            let (from, width) = self.start.get_value();
            let width = width + (f64::from(event.client_x()) - from) * sign(&head);
            self.held.set(Some((column, width.max(0.0) as u16)));
        }
    }

    fn let_go(self) {
        if let Some((column, width)) = self.held.get_untracked() {
            let moved = f64::from(width) != self.start.get_value().1.floor();
            self.held.set(None);
            if moved {
                self.on_resize.run((column, Some(width)));
            }
        }
    }
}

/// The edge of a column's head. Pressed twice, the column is as wide as at first.
pub fn resize_handle(column: &'static str, resizing: Resizing) -> AnyView {
    view! {
        <span
            class="r-resize"
            aria-hidden="true"
            on:pointerdown=move |event| resizing.take(column, &event)
            on:pointermove=move |event| resizing.move_to(column, &event)
            on:pointerup=move |_| resizing.let_go()
            on:pointercancel=move |_| resizing.held.set(None)
            on:dblclick=move |_| resizing.on_resize.run((column, None))
        ></span>
    }
    .into_any()
}

fn element(target: Option<web_sys::EventTarget>) -> Option<Element> {
    target?.dyn_into().ok()
}

fn head_of(target: Option<web_sys::EventTarget>) -> Option<Element> {
    element(target)?.closest("th").ok().flatten()
}

fn width_of(head: &Element) -> f64 {
    head.get_bounding_client_rect().width()
}

/// Whether to the right is wider, or narrower.
fn sign(head: &Element) -> f64 {
    if head.matches(":dir(rtl)").unwrap_or(false) { -1.0 } else { 1.0 }
}
