//! Where the focus is, seen from an element's own tree, and giving it away.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Whether the focus is somewhere inside `element`.
pub fn holds_focus(element: &Element) -> bool {
    element.matches(":focus-within").unwrap_or(false)
}

/// Gives the focus to an element, if it can take it.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Gives the focus away from an item of a list that is about to go, if it has it: to the next item, else to the one
/// before it, else to the first field of what the list floats in.
pub fn leave_item(item: &Element) {
    if !holds_focus(item) {
        return;
    }
    let beside = item.next_element_sibling().or_else(|| item.previous_element_sibling());
    let next = match beside {
        Some(beside) => beside.query_selector("button"),
        None => item.closest("dialog, [popover]").and_then(|around| match around {
            Some(around) => around.query_selector("input"),
            None => Ok(None),
        }),
    };
    if let Ok(Some(next)) = next {
        focus_in_place(&next);
    }
}

/// Gives the focus to an element that is in sight already: nothing scrolls.
pub fn focus_in_place(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}
