//! The same outside of tables: in any view.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Mountable, Position, PositionState, add_attr::AddAnyAttr},
    },
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::Markup;

/// A piece that stands in the document.
pub struct Standing {
    markup: Markup,
    node: Node,
}

impl Render for Markup {
    type State = Standing;

    fn build(self) -> Standing {
        let node = self.create();
        Standing { markup: self, node }
    }

    fn rebuild(self, standing: &mut Standing) {
        if standing.markup == self {
            return;
        }
        if !self.update(&standing.node, &standing.markup) {
            let mut new = self.clone().build();
            standing.insert_before_this(&mut new);
            standing.unmount();
            standing.node = new.node;
        }
        standing.markup = self;
    }
}

impl Mountable for Standing {
    fn unmount(&mut self) {
        if let Some(parent) = self.node.parent_node() {
            // It is its child.
            let _ = parent.remove_child(&self.node);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.node.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.node.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.node.dyn_ref::<Element>().cloned().into_iter().collect()
    }
}

impl AddAnyAttr for Markup {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

/// Leptos asks for this of every view; nothing here is rendered on a server.
impl RenderHtml for Markup {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Standing {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
