//! A list that grows page by page while one scrolls through it.

use std::rc::Rc;

use api_types::{List, Total};
use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;

use super::cache::Cache;
use crate::api::{ApiError, Asking, Question};

/// What is asked for the page behind a cursor, or for the first.
type AskPage = Rc<dyn Fn(Option<String>) -> Option<Asking>>;

/// The rows so far of a list, and the way to more. When the list becomes another one, as by a new search, the old rows
/// stay until the new ones are here.
pub struct Pages<T: 'static> {
    cache: Cache,
    rows: RwSignal<Vec<T>>,
    /// The path of the first of these rows' pages.
    answered: RwSignal<Option<String>>,
    total: RwSignal<Option<Total>>,
    next: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    asking: StoredValue<AskPage, LocalStorage>,
}

impl<T> Clone for Pages<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Pages<T> {}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> Pages<T> {
    /// The list whose pages `question` asks for: the first at once, and again when it becomes another; further ones on
    /// demand. Nothing is asked while it is none.
    pub(super) fn new(
        cache: Cache,
        question: impl Fn(Option<String>) -> Option<Question<List<T>>> + Clone + 'static,
    ) -> Self {
        let asking = move |cursor| question(cursor).map(Question::asking);
        let pages = Self {
            cache,
            rows: RwSignal::new(Vec::new()),
            answered: RwSignal::new(None),
            total: RwSignal::new(None),
            next: RwSignal::new(None),
            busy: RwSignal::new(true),
            failure: RwSignal::new(None),
            asking: StoredValue::new_local(Rc::new(asking.clone())),
        };
        Effect::new(move |_| {
            if asking(None).is_some() {
                pages.reload();
            }
        });
        // What is there stays; only what failed is asked for again.
        Effect::new(move |_| {
            cache.track_outdated();
            if pages.failure.with_untracked(Option::is_some) {
                pages.retry();
            }
        });
        pages
    }

    fn asked(self, cursor: Option<String>) -> Option<Asking> {
        let asking = self.asking.try_get_value()?;
        untrack(|| asking(cursor))
    }

    async fn load(self, cursor: Option<String>) {
        let (first, Some(asking)) = (self.asked(None), self.asked(cursor.clone())) else { return };
        self.busy.set(true);
        let path = asking.path.clone();
        let answer = self.cache.fetch(asking).await;
        // The newest question wins: an answer to an older one, or for a page that was left, is dropped.
        let outdated =
            first != self.asked(None) || cursor.is_some() && self.next.try_get_untracked() != Some(cursor.clone());
        if outdated {
            return;
        }
        self.busy.set(false);
        match answer.and_then(|text| self.cache.read::<List<T>>(&path, &text)) {
            Ok(page) => {
                if cursor.is_none() {
                    self.answered.set(Some(path));
                }
                self.show(page, cursor.is_none());
            }
            Err(error) => {
                if cursor.is_none() {
                    self.forget();
                }
                self.failure.set(Some(error));
            }
        }
    }

    fn show(self, page: List<T>, is_first: bool) {
        self.failure.set(None);
        self.total.set(Some(page.total));
        self.next.set(page.next_cursor);
        match is_first {
            true => self.rows.set(page.items),
            false => self.rows.update(|rows| rows.extend(page.items)),
        }
    }

    /// Takes away what belongs to the list that was there before.
    fn forget(self) {
        self.rows.set(Vec::new());
        self.total.set(None);
        self.next.set(None);
    }

    /// Asks for the list anew.
    pub fn reload(self) {
        spawn_local(self.load(None));
    }

    /// Asks for the next page, unless one is under way or there is none.
    pub fn more(self) {
        if let (false, Some(cursor)) = (self.busy.get_untracked(), self.next.get_untracked()) {
            spawn_local(self.load(Some(cursor)));
        }
    }

    /// Asks again for what failed.
    pub fn retry(self) {
        self.failure.set(None);
        match self.rows.with_untracked(Vec::is_empty) {
            true => self.reload(),
            false => self.more(),
        }
    }

    /// Whether rows are missing at the end. Reactive.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// The rows that are here.
    pub fn rows(self) -> Signal<Vec<T>> {
        self.rows.into()
    }

    /// Whether the rows are those of the list that is asked for now, not of the one before. Reactive.
    pub fn is_current(self) -> bool {
        let path = self.asking.try_get_value().and_then(|asking| asking(None)).map(|asking| asking.path);
        self.answered.with(|answered| *answered == path)
    }

    /// How many rows the whole list has; none before the first answer.
    pub fn total(self) -> Signal<Option<Total>> {
        self.total.into()
    }

    /// Whether an answer is awaited.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why the last question brought nothing.
    pub fn failure(self) -> Signal<Option<ApiError>> {
        self.failure.into()
    }
}
