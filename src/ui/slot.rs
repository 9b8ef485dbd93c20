//! A DOM slot that is re-rendered explicitly, without an effect.

use leptos::{
    prelude::*,
    tachys::view::{Mountable, any_view::AnyViewState},
};
use web_sys::{Element, Node};

/// A DOM position that holds one view, or nothing.
///
/// A closure in a view has an effect that tracks what it reads. That costs too much for hundreds of closures that
/// change together.
pub struct Slot {
    parent: Element,
    before: Option<Node>,
    shown: Option<AnyViewState>,
}

impl Slot {
    /// An empty slot at the end of `parent`.
    pub fn in_element(parent: Element) -> Self {
        Self { parent, before: None, shown: None }
    }

    /// An empty slot before `next`, a child of `parent`.
    pub fn before(parent: Element, next: &Node) -> Self {
        Self { parent, before: Some(next.clone()), shown: None }
    }

    /// Renders the view, and reuses as much of the DOM as possible.
    pub fn render(&mut self, view: Option<AnyView>) {
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
