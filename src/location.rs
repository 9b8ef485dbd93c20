//! The current URL of the app, and navigation.
//!
//! The URL is kept in a [`HistoryStack`]: the browser's own, or one in memory where the page around the app has its own
//! use for the browser's.

mod browser;
mod memory;

use std::{rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use self::{browser::BrowserHistory, memory::MemoryHistory};
use crate::{
    host::{AppUrl, History, Host},
    paths::Paths,
};

/// How long a URL of [`History::ReplaceDebounced`] waits for the next one before it is written to the history.
const DEBOUNCE: Duration = Duration::from_millis(300);

/// Where the URLs are that the reader has been at.
pub trait HistoryStack {
    /// The URL that the reader is at.
    fn current(&self) -> AppUrl;

    /// Makes another URL of the app the current one.
    fn enter(&self, url: &str, history: History);

    /// Goes back one step, and tells whoever listens.
    fn back(&self);

    /// Calls `act` when the reader has gone back or forward, until the owner is cleaned up.
    fn on_navigate(&self, act: Box<dyn Fn()>);
}

/// Where the reader is about to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Departure {
    To(String, History),
    Back,
}

/// A page that is not left without asking.
#[derive(Clone, Copy)]
struct Guard {
    is_needed: Signal<bool>,
    asked: RwSignal<Option<Departure>>,
}

/// The current URL: the only user of the history.
#[derive(Clone, Copy)]
pub struct Location {
    host: StoredValue<Host>,
    stack: StoredValue<Rc<dyn HistoryStack>, LocalStorage>,
    url: RwSignal<AppUrl>,
    path: Memo<String>,
    is_history_navigation: StoredValue<bool>,
    /// While the URL is not yet written to the history: the URL in the history, and the timer that writes the new one.
    pending_url: StoredValue<Option<(AppUrl, TimeoutHandle)>>,
    guard: StoredValue<Option<Guard>>,
}

/// The location of the surrounding app.
pub fn use_location() -> Location {
    expect_context()
}

impl Location {
    /// Follows the reader through the history, until the owner is cleaned up.
    pub fn provide(host: &Host, paths: &Paths) {
        let stack: Rc<dyn HistoryStack> = if host.options().keeps_history_in_memory {
            Rc::new(MemoryHistory::starting_at(host, &paths.start()))
        } else {
            Rc::new(BrowserHistory::of(host))
        };
        let url = RwSignal::new(stack.current());
        let location = Self {
            host: StoredValue::new(host.clone()),
            stack: StoredValue::new_local(Rc::clone(&stack)),
            url,
            path: Memo::new(move |_| url.with(|url| url.path.clone())),
            is_history_navigation: StoredValue::new(false),
            pending_url: StoredValue::new(None),
            guard: StoredValue::new(None),
        };
        let (navigated, paths) = (Rc::clone(&stack), paths.clone());
        stack.on_navigate(Box::new(move || {
            location.take_pending_url();
            // Where the host page has gone is not for the app to hold up.
            let (from, to) = (url.get_untracked(), navigated.current().path);
            let is_left = to != from.path && paths.below_base(&to).is_some();
            if is_left && location.asks_before(Departure::Back) {
                return navigated.enter(&from.whole(), History::Push);
            }
            location.is_history_navigation.set_value(true);
            url.set(navigated.current());
        }));
        on_cleanup(move || drop(location.take_pending_url()));
        provide_context(location);
    }

    /// The path, base included. Reactive.
    pub fn path(self) -> String {
        self.path.get()
    }

    /// The query, with its `?`. Reactive.
    pub fn search(self) -> String {
        self.url.with(|url| url.search.clone())
    }

    /// The fragment, with its `#`. Reactive.
    pub fn hash(self) -> String {
        self.url.with(|url| url.hash.clone())
    }

    /// The token in the fragment of a link; empty without one. Reactive.
    pub fn token(self) -> String {
        self.url.with(|url| url.token().to_owned())
    }

    /// Whether the user came here by Back or Forward. The page then restores its scroll position.
    pub fn is_history_navigation(self) -> bool {
        self.is_history_navigation.get_value()
    }

    /// Goes to a whole URL of the app, base included. Another page is shown from its start.
    pub fn go(self, to: &str, history: History) {
        // What is still under way when the app is taken off the page leads nowhere.
        let (Some(host), Some(stack)) = (self.host.try_get_value(), self.stack.try_get_value()) else { return };
        let before = self.path.get_untracked();
        if AppUrl::parse(to).path != before && self.asks_before(Departure::To(to.to_owned(), history)) {
            return;
        }
        self.is_history_navigation.set_value(false);
        if history == History::ReplaceDebounced {
            self.url.set(AppUrl::parse(to));
            self.flush_later(stack);
        } else {
            self.flush(&*stack);
            stack.enter(to, history);
            self.url.set(stack.current());
        }
        if self.path.get_untracked() != before {
            host.scroll_to_start();
        }
    }

    /// Asks before the reader leaves the page for another one of the app, while `is_needed`. Returns where the reader
    /// wants to go: the page shows its question and calls [`Location::leave`], or sets it to none again.
    pub fn guard(self, is_needed: Signal<bool>) -> RwSignal<Option<Departure>> {
        let asked = RwSignal::new(None);
        self.guard.set_value(Some(Guard { is_needed, asked }));
        asked
    }

    /// Goes where the reader wanted to go, now without asking.
    pub fn leave(self, departure: Departure) {
        self.guard.set_value(None);
        match departure {
            Departure::To(url, history) => self.go(&url, history),
            Departure::Back => self.stack.with_value(|stack| stack.back()),
        }
    }

    /// Whether the page asks before it is left. That of a page that is gone does not.
    fn asks_before(self, departure: Departure) -> bool {
        self.guard.get_value().is_some_and(|guard| {
            guard.is_needed.try_get_untracked() == Some(true) && guard.asked.try_set(Some(departure)).is_none()
        })
    }

    fn flush_later(self, stack: Rc<dyn HistoryStack>) {
        let shown = self.take_pending_url().unwrap_or_else(|| stack.current());
        let timer = set_timeout_with_handle(move || self.flush(&*stack), DEBOUNCE).ok();
        self.pending_url.set_value(timer.map(|timer| (shown, timer)));
    }

    /// Writes the URL to the history, unless the host page has changed it meanwhile.
    fn flush(self, stack: &dyn HistoryStack) {
        if self.take_pending_url().is_some_and(|shown| shown == stack.current()) {
            stack.enter(&self.url.with_untracked(AppUrl::whole), History::Replace);
        }
    }

    /// The URL in the history, if it is not the current one. Stops the timer.
    fn take_pending_url(self) -> Option<AppUrl> {
        let (shown, timer) = self.pending_url.try_update_value(Option::take).flatten()?;
        timer.clear();
        Some(shown)
    }
}
