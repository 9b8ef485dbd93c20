//! Moving through a toolbar: one of its buttons is in the page's order, arrow keys lead to the others.

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::focus::{focus, holds_focus};

/// Moves the focus as toolbars do; for the `keydown` of the element with that role.
pub fn toolbar_keydown(event: &ev::KeyboardEvent) {
    let Some(toolbar) = event.current_target().and_then(|toolbar| toolbar.dyn_into::<Element>().ok()) else { return };
    let Ok(found) = toolbar.query_selector_all("button:not([hidden])") else { return };
    let buttons: Vec<Element> =
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<Element>().ok()).collect();
    let towards_start = toolbar.matches(":dir(rtl)").unwrap_or(false);
    let index = buttons.iter().position(holds_focus);
    if let Some(button) = next(&event.key(), towards_start, index, buttons.len()).and_then(|next| buttons.get(next)) {
        event.prevent_default();
        focus(button);
    }
}

/// Where a key leads among so many; nothing for keys that lead nowhere. Goes round at the ends.
fn next(key: &str, rtl: bool, index: Option<usize>, length: usize) -> Option<usize> {
    let last = length.checked_sub(1)?;
    let index = index?;
    match (key, rtl) {
        ("Home", _) => Some(0),
        ("End", _) => Some(last),
        ("ArrowRight", false) | ("ArrowLeft", true) => Some(if index >= last { 0 } else { index + 1 }),
        ("ArrowLeft", false) | ("ArrowRight", true) => Some(index.checked_sub(1).unwrap_or(last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn arrows_go_the_way_one_reads_and_round_at_the_ends() {
        for (key, rtl, from, to) in [
            ("ArrowRight", false, 0, Some(1)),
            ("ArrowRight", false, 3, Some(0)),
            ("ArrowLeft", false, 0, Some(3)),
            ("ArrowLeft", true, 0, Some(1)),
            ("ArrowRight", true, 0, Some(3)),
            ("Home", false, 2, Some(0)),
            ("End", true, 1, Some(3)),
            ("ArrowDown", false, 1, None),
        ] {
            assert_eq!(next(key, rtl, Some(from), 4), to, "{key} from {from}");
        }
        assert_eq!(next("Home", false, None, 4), None);
        assert_eq!(next("Home", false, Some(0), 0), None);
    }
}
