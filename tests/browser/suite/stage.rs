//! Puts a view on the test page, and finds things in it as people do: by role and name.

use std::any::Any;

use leptos::{mount::mount_to, prelude::*};
use roster_web::i18n::{I18n, Language};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit, ShadowRoot};
use web_sys::{ShadowRootInit, ShadowRootMode};

/// Where the view stands.
#[derive(Clone, Copy, Debug)]
pub enum Mount {
    Page,
    ShadowRoot,
}

pub const MOUNTS: [Mount; 2] = [Mount::Page, Mount::ShadowRoot];

/// A view on the test page; gone when dropped.
pub struct Stage {
    outer: HtmlElement,
    root: HtmlElement,
    pub i18n: I18n,
    _mounted: Box<dyn Any>,
}

impl Stage {
    /// Renders a view, in English, and waits until it stands.
    pub async fn new<V: IntoView + 'static>(mount: Mount, view: impl FnOnce() -> V + 'static) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let element = |name| document.create_element(name).unwrap().unchecked_into::<HtmlElement>();
        let (outer, root) = (element("div"), element("div"));
        root.set_class_name("roster");
        document.body().unwrap().append_child(&outer).unwrap();
        match mount {
            Mount::Page => outer.append_child(&root).unwrap(),
            Mount::ShadowRoot => {
                let shadow = outer.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
                shadow.append_child(&root).unwrap()
            }
        };
        let i18n = I18n::new(Language::En);
        let mounted = mount_to(root.clone(), move || {
            provide_context(i18n);
            view()
        });
        let stage = Self { outer, root, i18n, _mounted: Box::new(mounted) };
        settled().await;
        stage
    }

    /// The only element that matches a CSS selector.
    pub fn one(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector_all(selector).unwrap();
        assert_eq!(found.length(), 1, "{selector} in {}", self.root.inner_html());
        found.item(0).unwrap().unchecked_into()
    }

    /// The element of this role with this name.
    pub fn by_role(&self, role: &str, name: &str) -> HtmlElement {
        let selector = match role {
            "button" => "button:not([role])".to_owned(),
            "dialog" => "dialog, [role=dialog]".to_owned(),
            "textbox" => "input:not([type]), input[type=text], input[type=email], input[type=password]".to_owned(),
            "checkbox" => "input[type=checkbox]".to_owned(),
            role => format!("[role={role}]"),
        };
        let all = self.root.query_selector_all(&selector).unwrap();
        let named = (0..all.length()).filter_map(|mount| all.item(mount)?.dyn_into::<HtmlElement>().ok());
        let mut named = named.filter(|element| self.name(element) == name);
        named.next().unwrap_or_else(|| panic!("no {role} “{name}” in {}", self.root.inner_html()))
    }

    /// The name that assistive technology says.
    fn name(&self, element: &HtmlElement) -> String {
        let text = |element: Element| element.text_content().unwrap_or_default().trim().to_owned();
        if let Some(label) = element.get_attribute("aria-label") {
            return label;
        }
        if let Some(id) = element.get_attribute("aria-labelledby") {
            return self.by_id(&id).map(text).unwrap_or_default();
        }
        if let Some(label) = self.root.query_selector(&format!("label[for='{}']", element.id())).unwrap() {
            return text(label);
        }
        text(element.closest("label").unwrap().unwrap_or_else(|| element.clone().into()))
    }

    pub fn by_id(&self, id: &str) -> Option<Element> {
        self.root.query_selector(&format!("[id='{id}']")).unwrap()
    }

    /// What every element that matches says, in the order of the document.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let all = self.root.query_selector_all(selector).unwrap();
        (0..all.length()).map(|mount| all.item(mount).unwrap().text_content().unwrap_or_default()).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).unwrap().is_some()
    }

    pub fn text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    /// The element with the focus, seen from where the view stands.
    pub fn focused(&self) -> Option<Element> {
        match self.root.get_root_node().dyn_into::<ShadowRoot>() {
            Ok(shadow) => shadow.active_element(),
            Err(_) => web_sys::window().unwrap().document().unwrap().active_element(),
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.outer.remove();
    }
}

/// Waits until effects have run and a frame is drawn.
pub async fn settled() {
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |done, _| {
            web_sys::window().unwrap().request_animation_frame(&done).unwrap();
        });
        JsFuture::from(frame).await.unwrap();
    }
}

/// Presses and waits.
pub async fn press(element: &HtmlElement) {
    let _ = element.focus();
    element.click();
    settled().await;
}

/// Presses a key on an element and waits.
pub async fn key(element: &Element, key: &str) {
    element.dispatch_event(&keydown(key)).unwrap();
    settled().await;
}

/// A key that is pressed.
pub fn keydown(key: &str) -> KeyboardEvent {
    keydown_with(key, |_| ())
}

/// A key that an input method takes, as browsers say it: within the composition, or, in Safari, right after it.
pub fn composing_keydown(key: &str, is_safari: bool) -> KeyboardEvent {
    keydown_with(key, |init| if is_safari { init.set_key_code(229) } else { init.set_is_composing(true) })
}

fn keydown_with(key: &str, change: impl FnOnce(&KeyboardEventInit)) -> KeyboardEvent {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    change(&init);
    KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap()
}

/// Composes a text in a field, as an input method does with each key, and waits.
pub async fn compose(field: &HtmlInputElement, text: &str) {
    field.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    let event = Event::new_with_event_init_dict("input", &init).unwrap();
    js_sys::Reflect::set(&event, &"isComposing".into(), &true.into()).unwrap();
    field.dispatch_event(&event).unwrap();
    settled().await;
}

/// Types over what a field holds and waits.
pub async fn type_into(element: &HtmlElement, text: &str) {
    element.unchecked_ref::<HtmlInputElement>().set_value(text);
    send(element, "input").await;
}

/// Sends a plain event that bubbles and can be cancelled, and waits.
pub async fn send(element: &Element, name: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    element.dispatch_event(&Event::new_with_event_init_dict(name, &init).unwrap()).unwrap();
    settled().await;
}
