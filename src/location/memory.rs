//! A history in memory, for a page that has its own use for the browser's: the URL is seen by nobody and gone with the
//! app.

use std::{cell::RefCell, rc::Rc};

use super::HistoryStack;
use crate::host::{AppUrl, History, Host};

/// Entries like the browser's. The page steps through them by events on the mount root: `roster:back` and
/// `roster:forward`.
pub struct MemoryHistory {
    host: Host,
    entries: Rc<RefCell<Entries>>,
    /// Who listens.
    act: RefCell<Option<Rc<dyn Fn()>>>,
}

struct Entries {
    urls: Vec<AppUrl>,
    /// The index of the current one.
    at: usize,
}

impl MemoryHistory {
    /// A history whose only entry is `url`.
    pub fn starting_at(host: &Host, url: &str) -> Self {
        let entries = Entries { urls: vec![AppUrl::parse(url)], at: 0 };
        Self { host: host.clone(), entries: Rc::new(RefCell::new(entries)), act: RefCell::new(None) }
    }
}

impl Entries {
    fn enter(&mut self, url: AppUrl, history: History) {
        if history == History::Push && self.urls[self.at] != url {
            self.urls.truncate(self.at + 1);
            self.urls.push(url);
            self.at += 1;
        } else {
            self.urls[self.at] = url;
        }
    }

    /// Whether there was an entry to go to.
    fn step(&mut self, forward: bool) -> bool {
        let to = if forward { self.at.checked_add(1) } else { self.at.checked_sub(1) };
        match to.filter(|to| *to < self.urls.len()) {
            Some(to) => {
                self.at = to;
                true
            }
            None => false,
        }
    }
}

impl HistoryStack for MemoryHistory {
    fn current(&self) -> AppUrl {
        let entries = self.entries.borrow();
        entries.urls[entries.at].clone()
    }

    fn enter(&self, url: &str, history: History) {
        self.entries.borrow_mut().enter(AppUrl::parse(url), history);
    }

    fn back(&self) {
        let navigated = self.entries.borrow_mut().step(false);
        if let Some(act) = self.act.borrow().clone().filter(|_| navigated) {
            act();
        }
    }

    fn on_navigate(&self, act: Box<dyn Fn()>) {
        let act: Rc<dyn Fn()> = act.into();
        self.act.replace(Some(Rc::clone(&act)));
        for (name, forward) in [("roster:back", false), ("roster:forward", true)] {
            let (entries, act) = (Rc::clone(&self.entries), Rc::clone(&act));
            self.host.on_root_event(name, move || {
                let navigated = entries.borrow_mut().step(forward);
                if navigated {
                    act();
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_like_those_of_a_browser() {
        let url = |text: &str| AppUrl::parse(text);
        let mut entries = Entries { urls: vec![url("/a")], at: 0 };
        assert!(!entries.step(false) && !entries.step(true));
        entries.enter(url("/b"), History::Push);
        entries.enter(url("/b"), History::Push);
        entries.enter(url("/c"), History::Replace);
        assert_eq!(entries.urls, [url("/a"), url("/c")]);
        entries.enter(url("/d"), History::Push);
        assert!(entries.step(false) && entries.step(false));
        assert_eq!(entries.urls[entries.at], url("/a"));
        assert!(entries.step(true));
        entries.enter(url("/e"), History::Push);
        assert_eq!(entries.urls, [url("/a"), url("/c"), url("/e")]);
        assert!(!entries.step(true));
    }
}
