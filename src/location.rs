//! Where in the app the reader is, and going elsewhere in it.
//!
//! The URL is kept in a [`HistoryStack`]: the browser's own, or one in memory where the page around the app has its own
//! use for the browser's.

mod browser;
mod memory;

use std::{rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use self::{browser::Browser, memory::Memory};
use crate::{
    host::{Address, History, Host},
    paths::Paths,
};

/// How long a URL that may be written later waits for another one.
const REST: Duration = Duration::from_millis(300);

/// Where the URLs are that the reader has been at.
pub trait HistoryStack {
    /// The URL that the reader is at.
    fn current(&self) -> Address;

    /// Makes another URL of the app the current one.
    fn enter(&self, url: &str, history: History);

    /// Calls `act` when the reader has gone back or forward, until the owner is cleaned up.
    fn on_step(&self, act: Box<dyn Fn()>);
}

/// The app's place: the only user of its history.
#[derive(Clone, Copy)]
pub struct Location {
    host: StoredValue<Host>,
    stack: StoredValue<Rc<dyn HistoryStack>, LocalStorage>,
    address: RwSignal<Address>,
    path: Memo<String>,
    returned: StoredValue<bool>,
    /// While the history is still to be told the URL: the one that it has, and what tells it.
    behind: StoredValue<Option<(Address, TimeoutHandle)>>,
}

/// The location of the surrounding app.
pub fn use_location() -> Location {
    expect_context()
}

impl Location {
    /// Follows the reader through the history, until the owner is cleaned up.
    pub fn provide(host: &Host, paths: &Paths) {
        let stack: Rc<dyn HistoryStack> = match host.options().in_memory {
            true => Rc::new(Memory::starting_at(host, &paths.start())),
            false => Rc::new(Browser::of(host)),
        };
        let address = RwSignal::new(stack.current());
        let location = Self {
            host: StoredValue::new(host.clone()),
            stack: StoredValue::new_local(Rc::clone(&stack)),
            address,
            path: Memo::new(move |_| address.with(|address| address.path.clone())),
            returned: StoredValue::new(false),
            behind: StoredValue::new(None),
        };
        let stepped = Rc::clone(&stack);
        stack.on_step(Box::new(move || {
            location.take_behind();
            location.returned.set_value(true);
            address.set(stepped.current());
        }));
        on_cleanup(move || drop(location.take_behind()));
        provide_context(location);
    }

    /// The path, base included. Reactive.
    pub fn path(self) -> String {
        self.path.get()
    }

    /// The query, with its `?`. Reactive.
    pub fn search(self) -> String {
        self.address.with(|address| address.search.clone())
    }

    /// The fragment, with its `#`. Reactive.
    pub fn hash(self) -> String {
        self.address.with(|address| address.hash.clone())
    }

    /// Whether the reader came here through the history: what was left is then found as it was left.
    pub fn returned(self) -> bool {
        self.returned.get_value()
    }

    /// Goes to a whole URL of the app, base included. Another page is shown from its start.
    pub fn go(self, to: &str, history: History) {
        // What is still under way when the app is taken off the page leads nowhere.
        let (Some(host), Some(stack)) = (self.host.try_get_value(), self.stack.try_get_value()) else { return };
        let before = self.path.get_untracked();
        self.returned.set_value(false);
        if history == History::ReplaceLater {
            self.address.set(Address::parts(to));
            self.tell_later(stack);
        } else {
            self.tell(&*stack);
            stack.enter(to, history);
            self.address.set(stack.current());
        }
        if self.path.get_untracked() != before {
            host.scroll_to_start();
        }
    }

    fn tell_later(self, stack: Rc<dyn HistoryStack>) {
        let shown = self.take_behind().unwrap_or_else(|| stack.current());
        let timer = set_timeout_with_handle(move || self.tell(&*stack), REST).ok();
        self.behind.set_value(timer.map(|timer| (shown, timer)));
    }

    /// Has the history take the URL, unless somebody else on the page has led it elsewhere meanwhile.
    fn tell(self, stack: &dyn HistoryStack) {
        if self.take_behind().is_some_and(|shown| shown == stack.current()) {
            stack.enter(&self.address.with_untracked(Address::whole), History::Replace);
        }
    }

    /// The URL that the history has, if that is not the app's; it is not told any more.
    fn take_behind(self) -> Option<Address> {
        let (shown, timer) = self.behind.try_update_value(Option::take).flatten()?;
        timer.clear();
        Some(shown)
    }
}
