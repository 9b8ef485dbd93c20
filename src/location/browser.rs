//! The browser's own history: the URL is in the address bar.

use super::HistoryStack;
use crate::host::{Address, History, Host};

/// The history of the page around the app.
pub struct Browser(Host);

impl Browser {
    /// That of this page.
    pub fn of(host: &Host) -> Self {
        Self(host.clone())
    }
}

impl HistoryStack for Browser {
    fn current(&self) -> Address {
        self.0.address()
    }

    fn enter(&self, url: &str, history: History) {
        self.0.enter(url, history);
    }

    fn on_step(&self, act: Box<dyn Fn()>) {
        self.0.on_history(act);
    }
}
