//! Where in the app the reader is, and going elsewhere in it.

use leptos::prelude::*;

use crate::{
    host::{Address, History, Host},
    paths::{Paths, Place},
};

/// The app's place in the browser: the only user of its address.
#[derive(Clone, Copy)]
pub struct Location {
    host: StoredValue<Host>,
    address: RwSignal<Address>,
    place: Memo<Place>,
    returned: StoredValue<bool>,
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
        };
        let (paths, shown) = (paths.clone(), host.clone());
        host.on_history(move || {
            location.returned.set_value(true);
            address.set(shown.address());
        });
        host.on_link(move |to| paths.contain(to), move |to| location.go(to, History::Step));
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
        host.enter(to, history);
        self.returned.set_value(false);
        self.address.set(host.address());
        if self.place.get_untracked() != before {
            host.scroll_to_start();
        }
    }
}
