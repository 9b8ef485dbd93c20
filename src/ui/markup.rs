//! What stands in a row of a table, as data: it is compared with what stands there, and only what differs is written.
//!
//! A view of Leptos keeps a node of its own for each place that can change, which is more nodes than a row has
//! elements, and writes again what is the same.

mod view;

use std::borrow::Cow;

use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A text, or an element with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Markup {
    Text(Cow<'static, str>),
    Element(Tag),
}

/// An element: its name, its attributes, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    inside: Vec<Markup>,
}

impl Tag {
    /// An empty element without attributes.
    pub const fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), inside: Vec::new() }
    }

    /// A `<span>` of this class.
    pub fn span(class: &'static str) -> Self {
        Self::new("span").with("class", class)
    }

    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute, if it has a value.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With an attribute that says by being there.
    pub fn when(self, name: &'static str, is_on: bool) -> Self {
        self.with_some(name, is_on.then_some(""))
    }

    /// With something in it, behind what is there.
    pub fn and(mut self, inside: impl Into<Markup>) -> Self {
        self.inside.push(inside.into());
        self
    }

    /// With several things in it, behind what is there.
    pub fn and_all(mut self, inside: impl IntoIterator<Item = impl Into<Markup>>) -> Self {
        self.inside.extend(inside.into_iter().map(Into::into));
        self
    }

    /// Makes the element.
    pub fn create(&self) -> Element {
        // Drawings: whoever copies a row copies their namespace too.
        let namespace = matches!(self.name, "svg" | "use").then_some(SVG);
        let element = Rndr::create_element(self.name, namespace);
        for (name, value) in &self.attributes {
            set(&element, name, value);
        }
        for inside in &self.inside {
            // It has no parent yet.
            let _ = element.append_child(&inside.create());
        }
        element
    }

    /// Makes of `element`, which is `before`, what this says.
    pub fn update(&self, element: &Element, before: &Self) {
        if self.attributes != before.attributes {
            let value = |attributes: &[(&str, Cow<'static, str>)], name: &str| {
                attributes.iter().find(|(it, _)| *it == name).map(|(_, value)| value.clone())
            };
            for (name, text) in &self.attributes {
                if value(&before.attributes, name).as_ref() != Some(text) {
                    set(element, name, text);
                }
            }
            for (name, _) in before.attributes.iter().filter(|(name, _)| value(&self.attributes, name).is_none()) {
                let _ = element.remove_attribute(name);
            }
        }
        if self.inside != before.inside {
            self.update_inside(element, before);
        }
    }

    /// Makes of `element`, of which nothing is known, what this says. What is right stays.
    pub fn adopt(&self, element: &Element) {
        for (name, text) in &self.attributes {
            if get(element, name).as_deref() != Some(text) {
                set(element, name, text);
            }
        }
        let is_ours = |name: &str| match name {
            "style" => self.attributes.iter().any(|(it, _)| it.starts_with("--")),
            name => self.attributes.iter().any(|(it, _)| *it == name),
        };
        let names = element.get_attribute_names().into_iter().filter_map(|name| name.as_string());
        names.filter(|name| !is_ours(name)).for_each(|name| drop(element.remove_attribute(&name)));
        let mut next = element.first_child();
        for inside in &self.inside {
            let Some(node) = next else {
                let _ = element.append_child(&inside.create());
                next = None;
                continue;
            };
            next = node.next_sibling();
            if !inside.adopt(&node) {
                let _ = element.replace_child(&inside.create(), &node);
            }
        }
        remove_from(element, next);
    }

    fn update_inside(&self, element: &Element, before: &Self) {
        let mut next = element.first_child();
        for (place, inside) in self.inside.iter().enumerate() {
            let Some(node) = next else {
                let _ = element.append_child(&inside.create());
                next = None;
                continue;
            };
            next = node.next_sibling();
            match before.inside.get(place) {
                Some(before) if before == inside => {}
                Some(before) if inside.update(&node, before) => {}
                _ => drop(element.replace_child(&inside.create(), &node)),
            }
        }
        remove_from(element, next);
    }
}

impl Markup {
    fn create(&self) -> Node {
        match self {
            Self::Text(text) => Rndr::create_text_node(text).into(),
            Self::Element(tag) => tag.create().into(),
        }
    }

    /// Makes of `node`, which is `before`, what this says; `false` if that takes another node.
    fn update(&self, node: &Node, before: &Self) -> bool {
        match (self, before) {
            (Self::Text(text), Self::Text(_)) => node.set_node_value(Some(text)),
            (Self::Element(tag), Self::Element(before)) if tag.name == before.name => {
                let Some(element) = node.dyn_ref::<Element>() else { return false };
                tag.update(element, before);
            }
            _ => return false,
        }
        true
    }

    /// Makes of `node`, of which nothing is known, what this says; `false` if that takes another node.
    fn adopt(&self, node: &Node) -> bool {
        match (self, node.dyn_ref::<Element>()) {
            (Self::Text(text), None) if node.node_type() == Node::TEXT_NODE => {
                if node.node_value().as_deref() != Some(text) {
                    node.set_node_value(Some(text));
                }
            }
            (Self::Element(tag), Some(element)) if element.local_name() == tag.name => tag.adopt(element),
            _ => return false,
        }
        true
    }
}

/// Takes `next` and all behind it out of `element`.
fn remove_from(element: &Element, mut next: Option<Node>) {
    while let Some(node) = next {
        next = node.next_sibling();
        let _ = element.remove_child(&node);
    }
}

/// The value of an attribute, or of a custom property.
fn get(element: &Element, name: &str) -> Option<String> {
    match element.dyn_ref::<HtmlElement>().filter(|_| name.starts_with("--")) {
        Some(element) => element.style().get_property_value(name).ok(),
        None => element.get_attribute(name),
    }
}

/// Sets an attribute, or a custom property: the policy forbids styles in attributes.
fn set(element: &Element, name: &str, value: &str) {
    // Names are ours, and both take any value.
    let _ = match element.dyn_ref::<HtmlElement>().filter(|_| name.starts_with("--")) {
        Some(element) => element.style().set_property(name, value),
        None => element.set_attribute(name, value),
    };
}

impl From<Tag> for Markup {
    fn from(tag: Tag) -> Self {
        Self::Element(tag)
    }
}

impl From<String> for Markup {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&'static str> for Markup {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Tag> for Vec<Markup> {
    fn from(tag: Tag) -> Self {
        vec![tag.into()]
    }
}
