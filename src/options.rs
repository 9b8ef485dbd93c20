//! What a page may ask for when it mounts the app.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// How the app is mounted. Everything has a default that suits a page of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MountOptions {
    /// Where the app's addresses begin on this page, without a slash at the end: `/portal/users`.
    pub base: String,
    /// Whether the page is somebody else's.
    pub is_embedded: bool,
    /// Language to use, as a BCP 47 tag; nothing: what the reader chose, else the browser's.
    pub locale: Option<String>,
    /// `light` or `dark`; nothing: inherited when embedded, else what the reader chose.
    pub theme: Option<String>,
    /// The page keeps the browser's history to itself: the app's URLs are in memory only.
    pub keeps_history_in_memory: bool,
    /// The page has its own way around: leave ours out.
    pub hides_navigation: bool,
}

impl MountOptions {
    /// Reads `{base, embedded, locale, theme, routing, navigation}`; what is absent or of another type keeps its
    /// default.
    pub fn from_js(options: &JsValue) -> Self {
        let read = |name: &str| Reflect::get(options, &name.into()).ok();
        let text = |name: &str| read(name).and_then(|value| value.as_string()).filter(|text| !text.is_empty());
        Self {
            base: text("base").unwrap_or_default().trim_end_matches('/').to_owned(),
            is_embedded: read("embedded").is_some_and(|value| value.is_truthy()),
            locale: text("locale"),
            theme: text("theme"),
            keeps_history_in_memory: text("routing").as_deref() == Some("memory"),
            hides_navigation: text("navigation").as_deref() == Some("none"),
        }
    }
}
