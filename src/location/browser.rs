//! The browser's own history: the URL is in the url bar.

use super::HistoryStack;
use crate::host::{AppUrl, History, Host};

/// The history of the page around the app.
pub struct BrowserHistory(Host);

impl BrowserHistory {
    /// That of this page.
    pub fn of(host: &Host) -> Self {
        Self(host.clone())
    }
}

impl HistoryStack for BrowserHistory {
    fn current(&self) -> AppUrl {
        self.0.url()
    }

    fn enter(&self, url: &str, history: History) {
        self.0.enter(url, history);
    }

    fn back(&self) {
        self.0.back();
    }

    fn on_navigate(&self, act: Box<dyn Fn()>) {
        self.0.on_history(act);
    }
}
