//! The text of a field that can also change from elsewhere.

use leptos::{ev, html, html::ElementType, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlInputElement};

/// Keeps the field that gets the node reference in step with `value`. What somebody types is never written back: that
/// would move the caret, and end what an input method is composing.
pub fn use_text_value(value: Signal<String>) -> NodeRef<html::Input> {
    let field = NodeRef::new();
    follow(field, value);
    field
}

/// Keeps `field`, an input or a text area, in step with `value`.
pub fn follow<E>(field: NodeRef<E>, value: Signal<String>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A text area has the same property.
            keep(field.unchecked_into(), value);
        }
    });
}

/// Keeps one element in step, until the owner is cleaned up.
fn keep(field: HtmlInputElement, value: Signal<String>) {
    let is_composing = StoredValue::new(false);
    let element: Element = field.clone().into();
    let field = StoredValue::new_local(field);
    let write = move || {
        let (Some(composing), Some(text)) = (is_composing.try_get_value(), value.try_get_untracked()) else { return };
        field.try_with_value(|field| {
            if !composing && field.value() != text {
                field.set_value(&text);
            }
        });
    };
    Effect::new(move |_| {
        value.track();
        write();
    });
    listen(element.clone(), "compositionstart", move || {
        let _ = is_composing.try_set_value(true);
    });
    listen(element, "compositionend", move || {
        let _ = is_composing.try_set_value(false);
        // Browsers differ in what they say first: the end, or the text.
        request_animation_frame(move || {
            let Some(text) = value.try_get_untracked() else { return };
            field.try_with_value(|field| say_typed(field, &text));
        });
    });
}

/// Says what was composed, if something else has become the value meanwhile: what somebody types comes first.
fn say_typed(field: &HtmlInputElement, value: &str) {
    if field.value() == value {
        return;
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = CustomEvent::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}

/// Calls `act` for an event of an element until the owner is cleaned up.
fn listen(element: Element, event: &'static str, act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act);
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    let registration = SendWrapper::new((element, listener));
    on_cleanup(move || {
        let (element, listener) = registration.take();
        let _ = element.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    });
}

/// Whether a key belongs to an input method: Enter, Escape and arrows choose among its candidates.
pub fn is_composing(event: &ev::KeyboardEvent) -> bool {
    // Safari ends the composition before the key that confirms it, which then has this code only.
    event.is_composing() || event.key_code() == 229
}

/// Whether an `input` event is one of a composition: the text is not final.
pub fn is_composing_input(event: &ev::Event) -> bool {
    js_sys::Reflect::get(event, &"isComposing".into()).is_ok_and(|composing| composing.is_truthy())
}
