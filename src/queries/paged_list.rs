//! A list that grows page by page while one scrolls through it.

use std::rc::Rc;

use api_types::{List, Total};
use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;

use super::cache::Cache;
use crate::api::{ApiError, Query, Request};

/// The request for the page behind a cursor, or for the first page.
type PageRequest = Rc<dyn Fn(Option<String>) -> Option<Request>>;

/// The rows so far of a list, and the way to more. When the list becomes another one, as by a new search, the old rows
/// stay until the new ones are here.
pub struct PagedList<T: 'static> {
    cache: Cache,
    rows: RwSignal<Vec<T>>,
    /// The path of the first of these rows' pages.
    first_page: RwSignal<Option<String>>,
    total: RwSignal<Option<Total>>,
    next: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    request: StoredValue<PageRequest, LocalStorage>,
}

impl<T> Clone for PagedList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PagedList<T> {}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> PagedList<T> {
    /// The list whose pages `query` requests: the first at once, and again when it becomes another; further ones on
    /// demand. Nothing is asked while it is none.
    pub(super) fn new(
        cache: Cache,
        query: impl Fn(Option<String>) -> Option<Query<List<T>>> + Clone + 'static,
    ) -> Self {
        let request = move |cursor| query(cursor).map(Query::request);
        let pages = Self {
            cache,
            rows: RwSignal::new(Vec::new()),
            first_page: RwSignal::new(None),
            total: RwSignal::new(None),
            next: RwSignal::new(None),
            busy: RwSignal::new(true),
            failure: RwSignal::new(None),
            request: StoredValue::new_local(Rc::new(request.clone())),
        };
        Effect::new(move |_| {
            if request(None).is_some() {
                pages.reload();
            }
        });
        // What is there stays; only what failed is asked for again.
        Effect::new(move |_| {
            cache.track_stale();
            if pages.failure.with_untracked(Option::is_some) {
                pages.retry();
            }
        });
        pages
    }

    fn request_for(self, cursor: Option<String>) -> Option<Request> {
        let request = self.request.try_get_value()?;
        untrack(|| request(cursor))
    }

    async fn load(self, cursor: Option<String>) {
        let (first, Some(request)) = (self.request_for(None), self.request_for(cursor.clone())) else { return };
        self.busy.set(true);
        let path = request.path.clone();
        let answer = self.cache.fetch(request).await;
        // The newest query wins: an answer to an older one, or for a page that was left, is dropped.
        let outdated = first != self.request_for(None)
            || cursor.is_some() && self.next.try_get_untracked() != Some(cursor.clone());
        if outdated {
            return;
        }
        self.busy.set(false);
        match answer.and_then(|text| self.cache.decode::<List<T>>(&path, &text)) {
            Ok(page) => {
                if cursor.is_none() {
                    self.first_page.set(Some(path));
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
        if is_first { self.rows.set(page.items) } else { self.rows.update(|rows| rows.extend(page.items)) }
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
        if self.rows.with_untracked(Vec::is_empty) { self.reload() } else { self.more() }
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
        let path = self.request.try_get_value().and_then(|request| request(None)).map(|request| request.path);
        self.first_page.with(|first_page| *first_page == path)
    }

    /// How many rows the whole list has; none before the first answer.
    pub fn total(self) -> Signal<Option<Total>> {
        self.total.into()
    }

    /// Whether an answer is awaited.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why the last query brought nothing.
    pub fn failure(self) -> Signal<Option<ApiError>> {
        self.failure.into()
    }
}
