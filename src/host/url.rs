//! The URL of the page around the app: what it says, how another one replaces it, and which links lead there.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use super::{Host, listen};

/// Links that the reader follows in this tab, as far as a page can know.
const LINK_SELECTOR: &str = r#"a[href]:not([target], [download], [rel~="external"])"#;

/// The components of a URL that the app reads, as the browser writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppUrl {
    pub path: String,
    /// With its `?`; empty without a query.
    pub search: String,
    /// With its `#`; empty without a fragment.
    pub hash: String,
}

impl AppUrl {
    /// Splits a URL of the app into its components.
    pub fn parse(whole: &str) -> Self {
        let (whole, hash) = whole.split_at(whole.find('#').unwrap_or(whole.len()));
        let (path, search) = whole.split_at(whole.find('?').unwrap_or(whole.len()));
        Self { path: path.to_owned(), search: search.to_owned(), hash: hash.to_owned() }
    }

    /// What a browser says of its address. Some mail programs write the `#` of a link as `%23`; no path of the app has one.
    fn of_browser(path: String, search: String, hash: String) -> Self {
        match path.split_once("%23") {
            Some((before, after)) if hash.is_empty() => {
                Self { path: before.to_owned(), search: String::new(), hash: ["#", after].concat() }
            }
            _ => Self { path, search, hash },
        }
    }

    /// The token in the fragment; empty without one. What mail programs add to the end of a link is left out.
    pub fn token(&self) -> &str {
        let text = self.hash.trim_start_matches('#').trim_start();
        let is_foreign = |letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
        text.split(is_foreign).next().unwrap_or_default()
    }

    /// All of it, as one text.
    pub fn whole(&self) -> String {
        [&*self.path, &*self.search, &*self.hash].concat()
    }
}

/// How a new URL enters the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Adds an entry: Back returns to the current URL.
    Push,
    /// Replaces the current URL.
    Replace,
    /// The same, once nothing has changed for a moment, as between two keys of one search: a browser takes long over
    /// it.
    ReplaceDebounced,
}

impl Host {
    /// `https://host:port` of this page.
    pub fn origin(&self) -> String {
        self.window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
    }

    /// The URL of this page.
    pub fn url(&self) -> AppUrl {
        let Some(location) = self.window().map(|window| window.location()) else { return AppUrl::default() };
        AppUrl::of_browser(
            location.pathname().unwrap_or_default(),
            location.search().unwrap_or_default(),
            location.hash().unwrap_or_default(),
        )
    }

    /// Gives this page another URL of its origin. What somebody else keeps with an entry of the history stays there.
    pub fn enter(&self, url: &str, history: History) {
        let Some(Ok(entries)) = self.window().map(|window| window.history()) else { return };
        // A step to where one is would be one that Back does nothing visible with.
        let _ = if history != History::Push || self.url().whole() == url {
            let kept = entries.state().unwrap_or_default();
            entries.replace_state_with_url(&kept, "", Some(url))
        } else {
            entries.push_state_with_url(&JsValue::NULL, "", Some(url))
        };
    }

    /// Calls `act` when the browser has gone through its history to another URL of this page, until the owner is
    /// cleaned up.
    pub fn on_history(&self, act: impl Fn() + 'static) {
        if let Some(window) = self.window() {
            listen(window.into(), "popstate", move |_: Event| act());
        }
    }

    /// Goes back one step in the browser's history.
    pub fn back(&self) {
        if let Some(Ok(entries)) = self.window().map(|window| window.history()) {
            let _ = entries.back();
        }
    }

    /// Makes the browser ask before it leaves this page, until the owner is cleaned up.
    pub fn ask_before_unload(&self) {
        if let Some(window) = self.window() {
            listen(window.into(), "beforeunload", |event: Event| event.prevent_default());
        }
    }

    /// Calls `act` when the page around tells the app so, by an event on the mount root, until the owner is cleaned up.
    pub fn on_root_event(&self, name: &'static str, act: impl Fn() + 'static) {
        listen(self.root().clone().into(), name, move |_: Event| act());
    }

    /// Takes over the links in the app that lead to a URL of this origin which `is_ours`: `follow` is called with
    /// it, and the browser does not load it. Until the owner is cleaned up.
    pub fn on_link(&self, is_ours: impl Fn(&str) -> bool + 'static, follow: impl Fn(&str) + 'static) {
        let host = self.clone();
        listen(self.root().clone().into(), "click", move |event: MouseEvent| {
            if let Some(url) = host.followed(&event).filter(|url| is_ours(url)) {
                event.prevent_default();
                follow(&url);
            }
        });
    }

    /// Where on this origin a click leads, in this tab.
    fn followed(&self, event: &MouseEvent) -> Option<String> {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.button() != 0 || modified || event.default_prevented() {
            return None;
        }
        let link = event.target()?.dyn_into::<Element>().ok()?.closest(LINK_SELECTOR).ok()??;
        let link: HtmlAnchorElement = link.dyn_into().ok()?;
        let url = || [link.pathname(), link.search(), link.hash()].concat();
        (link.origin() == self.origin()).then(url)
    }

    /// Leaves the app for a URL of the same origin; anything else goes to the start.
    ///
    /// The page is loaded anew, so nothing of the app's memory survives.
    pub fn leave_for(&self, url: &str) {
        let Some(window) = self.window() else { return };
        let origin = self.origin();
        let same_origin = web_sys::Url::new_with_base(url, &origin).ok().filter(|url| url.origin() == origin);
        let target = same_origin.map_or_else(|| "/".to_owned(), |url| url.href());
        let _ = window.location().assign(&target);
    }

    /// Loads this page again.
    pub fn reload(&self) {
        if let Some(window) = self.window() {
            let _ = window.location().reload();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_its_components() {
        let parts = |whole| {
            let AppUrl { path, search, hash } = AppUrl::parse(whole);
            [path, search, hash]
        };
        assert_eq!(parts("/users?q=a%3F#x?y#z"), ["/users", "?q=a%3F", "#x?y#z"]);
        assert_eq!(parts("/users#x"), ["/users", "", "#x"]);
        assert_eq!(parts("/users"), ["/users", "", ""]);
        assert_eq!(AppUrl::parse("/users?q=a#x").whole(), "/users?q=a#x");
    }

    fn token(path: &str, hash: &str) -> (String, String) {
        let url = AppUrl::of_browser(path.to_owned(), String::new(), hash.to_owned());
        (url.path.clone(), url.token().to_owned())
    }

    #[test]
    fn f29_a_token_is_read_however_a_mail_program_leaves_its_link() {
        let expected = ("/invitation".to_owned(), "aB-_9".to_owned());
        for hash in ["#aB-_9", "#aB-_9.", "#aB-_9)", "#aB-_9>", "#aB-_9%3E", "# aB-_9 ", "#aB-_9,"] {
            assert_eq!(token("/invitation", hash), expected, "{hash}");
        }
        assert_eq!(token("/invitation%23aB-_9", ""), expected);
        assert_eq!(token("/invitation%23aB-_9.", ""), expected);
        assert_eq!(token("/invitation", ""), ("/invitation".to_owned(), String::new()));
    }
}
