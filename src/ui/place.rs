//! A place whose content is drawn anew by whoever knows that it has changed.

use leptos::{
    prelude::*,
    tachys::view::{Mountable, any_view::AnyViewState},
};
use web_sys::{Element, Node};

/// Holds one view, or nothing.
///
/// A closure in a view finds out by itself when it has to be drawn, for which it keeps an effect and a list of what it
/// has read: too much where there are hundreds of them that change together.
pub struct Place {
    parent: Element,
    before: Option<Node>,
    shown: Option<AnyViewState>,
}

impl Place {
    /// An empty place at the end of `parent`.
    pub fn in_element(parent: Element) -> Self {
        Self { parent, before: None, shown: None }
    }

    /// An empty place in front of `next`, which stands in `parent`.
    pub fn before(parent: Element, next: &Node) -> Self {
        Self { parent, before: Some(next.clone()), shown: None }
    }

    /// Draws this, with as much as possible of what was there.
    pub fn show(&mut self, view: Option<AnyView>) {
        match (view, &mut self.shown) {
            (Some(view), Some(shown)) => view.rebuild(shown),
            (Some(view), None) => {
                let mut shown = view.build();
                shown.mount(&self.parent, self.before.as_ref());
                self.shown = Some(shown);
            }
            (None, _) => {
                if let Some(mut shown) = self.shown.take() {
                    shown.unmount();
                }
            }
        }
    }
}
