//! The text of a field that can also change from elsewhere.

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

/// Keeps the field that gets the node reference in step with `value`. What somebody types is never written back: that
/// would move the caret, and end what an input method is composing.
pub fn use_text_value(value: Signal<String>) -> NodeRef<html::Input> {
    let field = NodeRef::new();
    follow(field, value);
    field
}

/// Keeps `field` in step with `value`.
pub fn follow(field: NodeRef<html::Input>, value: Signal<String>) {
    let is_composing = StoredValue::new(false);
    let write = move || {
        let (Some(Some(field)), Some(text)) = (field.try_get_untracked(), value.try_get_untracked()) else { return };
        if !is_composing.get_value() && field.value() != text {
            field.set_value(&text);
        }
    };
    Effect::new(move |_| {
        value.track();
        field.track();
        write();
    });
    Effect::new(move |_| {
        let Some(element) = field.get() else { return };
        let listen = |event: &str, composes: bool| {
            let heard = Closure::<dyn Fn()>::new(move || {
                let _ = is_composing.try_set_value(composes);
                // What has changed from elsewhere meanwhile; the field itself says what was composed.
                if !composes {
                    request_animation_frame(write);
                }
            });
            let listener = heard.into_js_value();
            let _ = element.add_event_listener_with_callback(event, listener.unchecked_ref());
        };
        listen("compositionstart", true);
        listen("compositionend", false);
    });
}
