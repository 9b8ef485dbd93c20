//! How many tools of the bar of the selection there is room for.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::bar::Bar;

/// Beside the bar, and between two of its tools, in pixels.
const MARGIN: f64 = 24.0;
const GAP: f64 = 2.0;

/// Where the bar has less room, in pixels, its tools stand in a line of their own.
const NARROW: f64 = 600.0;
/// So many of them, with the button that opens the menu of the others.
const IN_LINE: usize = 4;

impl Bar {
    /// Puts the tools that there is no room for into the menu.
    pub(super) fn measure(self) {
        let (Some(Some(place)), Some(Some(node))) = (self.place.try_get_untracked(), self.node.try_get_untracked())
        else {
            return;
        };
        let parts = node.children();
        let parts: Vec<HtmlElement> =
            (0..parts.length()).filter_map(|index| parts.item(index)?.dyn_into::<HtmlElement>().ok()).collect();
        let is = |part: &HtmlElement, kind| part.has_attribute(kind);
        // Only what is there has a width.
        for part in parts.iter().filter(|part| is(part, "data-act") || is(part, "data-more")) {
            let _ = part.remove_attribute("hidden");
        }
        let width = |part: &HtmlElement| f64::from(part.offset_width()) + GAP;
        let tools: Vec<f64> = parts.iter().filter(|part| is(part, "data-act")).map(width).collect();
        let more: f64 = parts.iter().filter(|part| is(part, "data-more")).map(width).sum();
        let all: f64 = parts.iter().map(width).sum();
        let room = f64::from(place.offset_width()) - MARGIN;
        let shown = if room < NARROW {
            if tools.len() > IN_LINE { IN_LINE - 1 } else { tools.len() }
        } else {
            // Its padding and the lines in it are about as wide as its margins.
            fitting(&tools, room - 1.5 * MARGIN - (all - tools.iter().sum::<f64>() - more), more)
        };
        let tools = parts.iter().filter(|part| is(part, "data-act")).skip(shown);
        let menu = parts.iter().filter(|part| is(part, "data-more") && shown == tools_in(&parts));
        for part in tools.chain(menu) {
            let _ = part.set_attribute("hidden", "");
        }
        // What follows from it measures again.
        if self.shown.try_get_untracked().is_some_and(|before| before != shown) {
            self.shown.set(shown);
        }
    }
}

fn tools_in(parts: &[HtmlElement]) -> usize {
    parts.iter().filter(|part| part.has_attribute("data-act")).count()
}

/// How many tools of these widths fit, beside the button of the menu if not all do.
fn fitting(widths: &[f64], room: f64, more: f64) -> usize {
    if widths.iter().sum::<f64>() <= room {
        return widths.len();
    }
    let mut left = room - more;
    let fits = |width: &&f64| {
        left -= **width;
        left >= 0.0
    };
    widths.iter().take_while(fits).count()
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn u12_what_does_not_fit_leaves_room_for_the_menu() {
        let widths = [100.0, 100.0, 100.0, 100.0];
        for (room, shown) in [(500.0, 4), (400.0, 4), (399.0, 3), (350.0, 3), (349.0, 2), (49.0, 0), (0.0, 0)] {
            assert_eq!(fitting(&widths, room, 50.0), shown, "{room}");
        }
        assert_eq!(fitting(&[], 0.0, 50.0), 0);
    }
}
