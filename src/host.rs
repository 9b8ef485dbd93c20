//! The page around the app. The only module that touches document, window, storage and history, and always relative
//! to the mount root, so that the app behaves the same on a page of its own and in a shadow root of somebody else's.

mod painted;
mod passkeys;
mod storage;
mod tabs;
mod url;

use std::{cell::Cell, rc::Rc, time::Duration};

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{expect_context, on_cleanup, set_timeout};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, convert::FromWasmAbi};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CustomEvent, CustomEventInit, Document, Element, EventTarget, HtmlElement, KeyboardEvent, ResizeObserver,
    ShadowRoot, Window,
};

pub use self::{
    painted::TypedSearch,
    passkeys::PasskeyFailure,
    storage::StorageKey,
    tabs::{Channel, Lock, NoLock, part_of, pause},
    url::{AppUrl, History},
};
use crate::{
    options::MountOptions,
    ui::{Room, is_composing},
};

/// The page that the app is mounted in.
#[derive(Clone)]
pub struct Host(SendWrapper<Rc<Inner>>);

struct Inner {
    root: HtmlElement,
    options: MountOptions,
    /// When the user was last active in the app, in milliseconds since 1970.
    last_activity: Cell<f64>,
    /// What the page painted before the app was there, and the app takes over.
    painted: painted::Painted,
}

/// How long a user counts as active after the last input, in milliseconds.
const ACTIVE_MS: f64 = 30_000.0;

/// The colour that everything follows, as a property of style sheets.
const ACCENT: &str = "--roster-accent";

/// How high text is, in units, as the tokens of the style sheet have it.
const TEXT_UNITS: f64 = 3.25;

/// The host of the surrounding app.
pub fn use_host() -> Host {
    expect_context()
}

impl Host {
    /// The host of the element that carries the class `roster`.
    pub fn new(root: HtmlElement, options: MountOptions) -> Self {
        let (last_activity, painted) = (Cell::new(now()), painted::Painted::default());
        Self(SendWrapper::new(Rc::new(Inner { root, options, last_activity, painted })))
    }

    /// What the page asked for when it mounted the app.
    pub fn options(&self) -> &MountOptions {
        &self.0.options
    }

    /// The element that carries the class `roster`; everything of the app is inside.
    pub fn root(&self) -> &HtmlElement {
        &self.0.root
    }

    /// How high the window is, in pixels.
    pub fn height(&self) -> f64 {
        let height = self.window().and_then(|window| window.inner_height().ok());
        height.and_then(|height| height.as_f64()).unwrap_or_default()
    }

    /// The room that a table has in an element.
    pub fn room_of(&self, element: &Element) -> Room {
        // What style sheets say for a container they say for what is inside.
        let inside = element.first_element_child();
        let inside = inside.as_ref().unwrap_or(element);
        let style = self.window().and_then(|window| window.get_computed_style(inside).ok().flatten());
        let property = |name: &str| style.as_ref().and_then(|style| style.get_property_value(name).ok());
        // Text is so many units high, whatever a unit is here.
        let text = property("font-size").map(|size| js_sys::parse_float(&size)).filter(|size| size.is_finite());
        let is_cards = property("--r-cards").is_some_and(|cards| cards.trim() == "1");
        let width = element.get_bounding_client_rect().width();
        Room { width, unit: text.map_or(4.0, |text| text / TEXT_UNITS), is_cards }
    }

    fn window(&self) -> Option<Window> {
        self.document()?.default_view()
    }

    fn document(&self) -> Option<Document> {
        self.0.root.owner_document()
    }

    /// Sets or removes an attribute of the mount root.
    pub fn set_attribute(&self, name: &str, value: Option<&str>) {
        let root = &self.0.root;
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }

    /// Shows the app in a colour; none: the usual one. A colour that the page around sets comes first.
    pub fn set_accent(&self, accent: Option<&str>) {
        let style = self.0.root.style();
        let _ = style.remove_property(ACCENT);
        let around = self.window().and_then(|window| window.get_computed_style(&self.0.root).ok().flatten());
        let around = around.and_then(|style| style.get_property_value(ACCENT).ok()).unwrap_or_default();
        if let Some(accent) = accent.filter(|_| around.trim().is_empty()) {
            let _ = style.set_property(ACCENT, accent);
        }
    }

    /// The content of a file as Base64; none if it cannot be read.
    pub async fn base64_of(&self, file: &web_sys::File) -> Option<String> {
        let content = JsFuture::from(file.array_buffer()).await.ok()?;
        // The browser encodes texts whose letters are bytes.
        let letters: String = js_sys::Uint8Array::new(&content).to_vec().into_iter().map(char::from).collect();
        self.window()?.btoa(&letters).ok()
    }

    /// Names the page in the browser's tab, the most telling part first; a host page keeps its own name.
    pub fn set_page_title(&self, parts: &[&str]) {
        if let (false, Some(document)) = (self.0.options.is_embedded, self.document()) {
            let parts = parts.iter().copied().filter(|part| !part.is_empty()).chain(["Roster"]);
            let title = parts.collect::<Vec<_>>().join(" · ");
            // The browser tells others of it before it goes on: first comes what is seen on the page.
            set_timeout(move || document.set_title(&title), Duration::ZERO);
        }
    }

    /// Tells the language of the whole page, for assistive technology; a host page keeps its own.
    pub fn set_language(&self, language: &str) {
        self.set_attribute("lang", Some(language));
        if let (false, Some(html)) =
            (self.0.options.is_embedded, self.document().and_then(|page| page.document_element()))
        {
            let _ = html.set_attribute("lang", language);
        }
    }

    /// Whether another page shows this one: in a frame, or with the app as an element of its own.
    pub fn is_framed(&self) -> bool {
        self.0.options.is_embedded || self.is_in_frame()
    }

    /// Whether the page with the app stands in a frame.
    pub fn is_in_frame(&self) -> bool {
        let framed = |window: Window| window.parent().ok().flatten().is_none_or(|parent| parent != window);
        self.window().is_none_or(framed)
    }

    /// Languages that the reader prefers, the best first, as BCP 47 tags.
    pub fn languages(&self) -> Vec<String> {
        let languages = self.window().map(|window| window.navigator().languages()).unwrap_or_default();
        languages.iter().filter_map(|language| language.as_string()).collect()
    }

    /// Puts a text on the clipboard; `false` when the browser does not let us.
    pub async fn copy(&self, text: &str) -> bool {
        let Some(window) = self.window() else { return false };
        // Absent on pages without a secure context.
        let Ok(clipboard) = Reflect::get(&window.navigator(), &"clipboard".into()) else { return false };
        let written = Reflect::get(&clipboard, &"writeText".into())
            .and_then(|write| write.dyn_into::<Function>())
            .and_then(|write| write.call1(&clipboard, &text.into()));
        match written.map(Promise::from) {
            Ok(written) => JsFuture::from(written).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Hands the browser a file to keep, made of these pieces; `false` when it cannot be made.
    pub fn save_file(&self, name: &str, pieces: &js_sys::Array) -> bool {
        let file = web_sys::Blob::new_with_u8_array_sequence(pieces);
        let Some(url) = file.ok().and_then(|file| web_sys::Url::create_object_url_with_blob(&file).ok()) else {
            return false;
        };
        let link = self.document().and_then(|page| page.create_element("a").ok());
        let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok()) else { return false };
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // Not at once: the browser may still be reading it.
        let forget = move || drop(web_sys::Url::revoke_object_url(&url));
        leptos::prelude::set_timeout(forget, std::time::Duration::from_secs(60));
        true
    }

    /// The answer to a request that the page sent before the app was there; each is given out once.
    pub fn prefetched(&self, address: &str) -> Option<Promise> {
        let window: JsValue = self.window()?.into();
        let boot = Reflect::get(&window, &"rosterBoot".into()).ok().filter(JsValue::is_object)?;
        let take: Function = Reflect::get(&boot, &"take".into()).ok()?.dyn_into().ok()?;
        take.call1(&boot, &address.into()).ok()?.dyn_into().ok()
    }

    /// Asks for the styles of the lazy components and, once awaited, says whether they are there. A page that has no
    /// way to load them has them.
    pub fn lazy_styles(&self) -> impl Future<Output = bool> + use<> {
        let root = &self.0.root;
        let load = Reflect::get(root, &"partStyles".into()).and_then(JsCast::dyn_into::<Function>);
        let loading = load.and_then(|load| load.call0(root)).map(|loading| JsFuture::from(Promise::from(loading)));
        async move {
            match loading {
                Ok(loading) => loading.await.is_ok(),
                Err(_) => true,
            }
        }
    }

    /// The element that has the focus, as seen from inside the mount root.
    pub fn focused(&self) -> Option<Element> {
        let tree = self.0.root.get_root_node();
        match tree.dyn_ref::<ShadowRoot>() {
            Some(shadow) => shadow.active_element(),
            None => self.document()?.active_element(),
        }
    }

    /// Gives the focus to the content, if no element of the app has it.
    pub fn focus_content(&self) {
        let lost = self.focused().is_none_or(|focused| !self.0.root.contains(Some(&focused)));
        if let (true, Ok(Some(main))) = (lost, self.0.root.query_selector("main")) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // Content that cannot take the focus leaves it where it is.
            let _ = main.unchecked_into::<HtmlElement>().focus_with_options(&options);
        }
    }

    /// Whether no element of the app has the focus but the content as a whole.
    pub fn is_focus_free(&self) -> bool {
        self.focused().is_none_or(|it| !self.0.root.contains(Some(&it)) || it.matches("main").unwrap_or(false))
    }

    /// Whether a key pressed now belongs to a field or an open dialog rather than to the app.
    pub fn is_typing(&self) -> bool {
        self.focused().is_some_and(|focused| {
            focused
                .closest("input:not([type=checkbox]), textarea, select, dialog[open], [contenteditable], [popover]")
                .ok()
                .flatten()
                .is_some()
        })
    }

    /// Whether a dialog or popover of the app is open that a key could be meant for.
    pub fn has_open_overlay(&self) -> bool {
        matches!(self.0.root.query_selector("dialog[open], :popover-open"), Ok(Some(_)))
    }

    /// Calls `act` for keys pressed in the app — on a page of its own, anywhere on the page — until the owner is
    /// cleaned up. Keys of an input method are not for the app.
    pub fn on_keydown(&self, act: impl Fn(KeyboardEvent) + 'static) {
        let target: Option<EventTarget> =
            if self.0.options.is_embedded { Some(self.0.root.clone().into()) } else { self.document().map(Into::into) };
        if let Some(target) = target {
            listen(target, "keydown", move |event| {
                if !is_composing(&event) {
                    act(event);
                }
            });
        }
    }

    /// Calls `act` when a pointer is pressed in the app, until the owner is cleaned up.
    pub fn on_pointerdown(&self, act: impl Fn() + 'static) {
        listen(self.0.root.clone().into(), "pointerdown", move |_: web_sys::Event| act());
    }

    /// Records input in the app until the owner is cleaned up: see [`Host::is_user_active`].
    pub fn watch_user_activity(&self) {
        for event in ["pointerdown", "keydown", "wheel"] {
            let host = self.clone();
            listen(self.0.root.clone().into(), event, move |_: web_sys::Event| host.0.last_activity.set(now()));
        }
    }

    /// Whether the user was active lately. Requests without an active user do not prolong the session.
    pub fn is_user_active(&self) -> bool {
        now() - self.0.last_activity.get() < ACTIVE_MS
    }

    /// Calls `act` when one of these elements changes its size, and once at first, until the owner is cleaned up.
    pub fn on_resize(&self, elements: &[Element], act: impl Fn() + 'static) {
        let listener = Closure::<dyn Fn()>::new(act);
        let Ok(observer) = ResizeObserver::new(listener.as_ref().unchecked_ref()) else { return };
        elements.iter().for_each(|element| observer.observe(element));
        let registration = SendWrapper::new((observer, listener));
        on_cleanup(move || registration.take().0.disconnect());
    }

    /// Scrolls to the top of the app, as a new page would; a host page moves only as far as it must.
    pub fn scroll_to_start(&self) {
        let root = &self.0.root;
        match (self.0.options.is_embedded, self.window()) {
            (false, Some(window)) => window.scroll_to_with_x_and_y(0.0, 0.0),
            (true, _) if root.get_bounding_client_rect().top() < 0.0 => root.scroll_into_view(),
            _ => {}
        }
    }

    /// Has the browser print the page.
    pub fn print(&self) {
        if let Some(window) = self.window() {
            // Where nothing can be printed, the browser says so.
            let _ = window.print();
        }
    }

    /// Opens an address of the app in another tab.
    pub fn open_in_tab(&self, address: &str) {
        if let Some(window) = self.window() {
            // A browser that blocks it says so itself.
            let _ = window.open_with_url_and_target_and_features(address, "_blank", "noopener");
        }
    }

    /// Calls `act` when the network comes (`true`) or goes, until the owner is cleaned up.
    pub fn on_network(&self, act: impl Fn(bool) + Clone + 'static) {
        let Some(window) = self.window() else { return };
        let gone = act.clone();
        listen(window.clone().into(), "online", move |_: web_sys::Event| act(true));
        listen(window.into(), "offline", move |_: web_sys::Event| gone(false));
    }

    /// Calls `act` with the new value when another tab has stored or removed one, until the owner is cleaned up.
    pub fn on_stored_elsewhere(&self, what: StorageKey, act: impl Fn(Option<String>) + 'static) {
        let Some(window) = self.window() else { return };
        listen(window.into(), "storage", move |event: web_sys::StorageEvent| {
            if event.key().is_some_and(|key| key == what.key()) {
                act(event.new_value());
            }
        });
    }

    /// Calls `act` when the browser brings this page back from its memory, as it stood when it was left: somebody else
    /// may have signed in since.
    pub fn on_bfcache_restore(&self, act: impl Fn() + 'static) {
        let Some(window) = self.window() else { return };
        listen(window.into(), "pageshow", move |event: web_sys::Event| {
            if Reflect::get(&event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy()) {
                act();
            }
        });
    }

    /// Calls `act` every so often while the page is in sight, and when it comes into sight again, until the owner is
    /// cleaned up.
    pub fn while_visible(&self, every: std::time::Duration, act: impl Fn() + 'static) {
        self.look_while_visible(every, std::rc::Rc::new(act));
    }

    fn look_while_visible(&self, every: std::time::Duration, act: std::rc::Rc<dyn Fn()>) {
        let Some(document) = self.document() else { return };
        let look = {
            let document = document.clone();
            move || {
                if !document.hidden() {
                    act();
                }
            }
        };
        let shown = look.clone();
        listen(document.into(), "visibilitychange", move |_: web_sys::Event| shown());
        if let Ok(timer) = leptos::prelude::set_interval_with_handle(look, every) {
            on_cleanup(move || timer.clear());
        }
    }

    /// Whether the browser believes that there is a network.
    pub fn is_online(&self) -> bool {
        self.window().is_none_or(|window| window.navigator().on_line())
    }
}

fn listen<E: FromWasmAbi + 'static>(target: EventTarget, name: &'static str, act: impl Fn(E) + 'static) {
    register(target, name, Closure::<dyn Fn(E)>::new(act));
}

fn register<F: ?Sized + 'static>(target: EventTarget, name: &'static str, listener: Closure<F>) {
    let function: &Function = listener.as_ref().unchecked_ref();
    let _ = target.add_event_listener_with_callback(name, function);
    let registration = SendWrapper::new((target, listener));
    on_cleanup(move || {
        let (target, listener) = registration.take();
        let function: &Function = listener.as_ref().unchecked_ref();
        let _ = target.remove_event_listener_with_callback(name, function);
    });
}

/// The element of a page of our own that asks for the app; none when the page mounts it by itself.
pub fn page_root() -> Option<HtmlElement> {
    let root = web_sys::window()?.document()?.get_element_by_id("roster")?;
    root.has_attribute("data-standalone").then(|| root.unchecked_into())
}

/// An element for the app inside `target`: the target itself when it already carries the class `roster`.
pub fn root_in(target: web_sys::Node) -> Option<HtmlElement> {
    match target.dyn_into::<HtmlElement>() {
        Ok(element) if element.class_list().contains("roster") => Some(element),
        Ok(element) => new_root(&element),
        Err(node) => new_root(&node),
    }
}

fn new_root(parent: &web_sys::Node) -> Option<HtmlElement> {
    let root = parent.owner_document()?.create_element("div").ok()?;
    root.set_class_name("roster");
    parent.append_child(&root).ok()?;
    Some(root.unchecked_into())
}

/// This moment, in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// How long it is until a moment; nothing once it is past.
pub fn until(moment: &str) -> Duration {
    Duration::try_from_secs_f64((js_sys::Date::parse(moment) - now()) / 1000.0).unwrap_or_default()
}

/// The names of the time zones that the browser knows, with UTC.
pub fn time_zones() -> Vec<String> {
    let listed = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let list: Function = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into().ok()?;
        let names: js_sys::Array = list.call1(&intl, &"timeZone".into()).ok()?.dyn_into().ok()?;
        Some(names.iter().filter_map(|name| name.as_string()).collect::<Vec<_>>())
    };
    let mut names = listed().unwrap_or_default();
    if !names.iter().any(|name| name == "UTC") {
        names.push("UTC".to_owned());
    }
    names
}

/// This moment, as the API writes times.
pub fn moment() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// A key that is used once: 128 random bits as text.
pub fn random_key() -> String {
    let digit = || std::char::from_digit((js_sys::Math::random() * 16.0) as u32, 16).unwrap_or('0');
    (0..32).map(|_| digit()).collect()
}

/// Says `name` on the page's window, for the script that started the app.
pub fn announce(name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new_with_event_init_dict(name, &init)) {
        let _ = window.dispatch_event(&event);
    }
}
