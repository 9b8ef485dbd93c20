//! Where in the app the reader is, and going elsewhere in it.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{
    host::{Address, History, Host},
    paths::{Paths, Place},
};

/// How long an address that may be written later waits for another one.
const REST: Duration = Duration::from_millis(300);

/// The app's place in the browser: the only user of its address.
#[derive(Clone, Copy)]
pub struct Location {
    host: StoredValue<Host>,
    address: RwSignal<Address>,
    place: Memo<Place>,
    returned: StoredValue<bool>,
    /// While the browser is still to be told the address: the one that it shows, and what tells it.
    behind: StoredValue<Option<(Address, TimeoutHandle)>>,
}

/// The location of the surrounding app.
pub fn use_location() -> Location {
    expect_context()
}

impl Location {
    /// Follows the browser through its history and the reader along links, until the owner is cleaned up. Links that do
    /// not stand in the app, or lead out of it, stay the browser's.
    pub fn provide(host: &Host, paths: &Paths) {
        let address = RwSignal::new(host.address());
        let read = paths.clone();
        let location = Self {
            host: StoredValue::new(host.clone()),
            address,
            place: Memo::new(move |_| address.with(|address| read.place(&address.path))),
            returned: StoredValue::new(false),
            behind: StoredValue::new(None),
        };
        let (paths, shown) = (paths.clone(), host.clone());
        host.on_history(move || {
            location.take_behind();
            location.returned.set_value(true);
            address.set(shown.address());
        });
        host.on_link(move |to| paths.contain(to), move |to| location.go(to, History::Step));
        on_cleanup(move || drop(location.take_behind()));
        provide_context(location);
    }

    /// What the address names. Reactive.
    pub fn place(self) -> Place {
        self.place.get()
    }

    /// The query, with its `?`. Reactive.
    pub fn search(self) -> String {
        self.address.with(|address| address.search.clone())
    }

    /// The fragment, with its `#`. Reactive.
    pub fn hash(self) -> String {
        self.address.with(|address| address.hash.clone())
    }

    /// Whether the reader came here through the browser's history: what was left is then found as it was left.
    pub fn returned(self) -> bool {
        self.returned.get_value()
    }

    /// Goes to a whole address of the app, base included. Another place is shown from its start.
    pub fn go(self, to: &str, history: History) {
        // What is still under way when the app is taken off the page leads nowhere.
        let Some(host) = self.host.try_get_value() else { return };
        let before = self.place.get_untracked();
        self.returned.set_value(false);
        if history == History::ReplaceLater {
            self.address.set(Address::parts(to));
            self.tell_later(host.clone());
        } else {
            self.tell(&host);
            host.enter(to, history);
            self.address.set(host.address());
        }
        if self.place.get_untracked() != before {
            host.scroll_to_start();
        }
    }

    fn tell_later(self, host: Host) {
        let shown = self.take_behind().unwrap_or_else(|| host.address());
        let timer = set_timeout_with_handle(move || self.tell(&host), REST).ok();
        self.behind.set_value(timer.map(|timer| (shown, timer)));
    }

    /// Has the browser show the address, unless somebody else on the page has led it elsewhere meanwhile.
    fn tell(self, host: &Host) {
        if self.take_behind().is_some_and(|shown| shown == host.address()) {
            host.enter(&self.address.with_untracked(Address::whole), History::Replace);
        }
    }

    /// The address that the browser shows, if that is not the app's; it is not told any more.
    fn take_behind(self) -> Option<Address> {
        let (shown, timer) = self.behind.try_update_value(Option::take).flatten()?;
        timer.clear();
        Some(shown)
    }
}
