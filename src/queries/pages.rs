//! A list that grows page by page while one scrolls through it.

use std::{future::Future, pin::Pin, rc::Rc};

use api_types::{List, MembersView, OrganizationId, Total};
use leptos::{prelude::*, task::spawn_local};

use crate::api::ApiError;

/// What a list of users is a list of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MembersKey {
    pub organization: OrganizationId,
    pub view: MembersView,
}

type Page<T> = Pin<Box<dyn Future<Output = Result<List<T>, ApiError>>>>;
type Fetch<K, T> = Rc<dyn Fn(K, Option<String>) -> Page<T>>;

/// The rows so far of a list, and the way to more. When the key changes the old rows stay until the new ones are here.
pub struct Pages<T: 'static> {
    rows: RwSignal<Vec<T>>,
    total: RwSignal<Option<Total>>,
    next: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    ask: StoredValue<Rc<dyn Fn(Wanted)>, LocalStorage>,
}

impl<T> Clone for Pages<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Pages<T> {}

/// Which rows are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// The first page of the present key, in place of what is there.
    First,
    /// What follows the rows that are there.
    After(String),
}

impl<T: Clone + Send + Sync + 'static> Pages<T> {
    /// A list that asks `fetch` for the pages of `key`: the first at once, further ones on demand. Nothing is asked
    /// while `key` is none.
    pub(super) fn new<K, F>(key: Signal<Option<K>>, fetch: impl Fn(K, Option<String>) -> F + 'static) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<List<T>, ApiError>> + 'static,
    {
        let fetch: Fetch<K, T> = Rc::new(move |key, cursor| Box::pin(fetch(key, cursor)));
        let pages = Self {
            rows: RwSignal::new(Vec::new()),
            total: RwSignal::new(None),
            next: RwSignal::new(None),
            busy: RwSignal::new(true),
            failure: RwSignal::new(None),
            ask: StoredValue::new_local(Rc::new(|_| ())),
        };
        pages.ask.set_value(Rc::new(move |wanted| spawn_local(pages.load(key, Rc::clone(&fetch), wanted))));
        Effect::new(move |_| {
            key.track();
            pages.reload();
        });
        pages
    }

    async fn load<K: Clone + PartialEq + Send + Sync + 'static>(
        self,
        key: Signal<Option<K>>,
        fetch: Fetch<K, T>,
        wanted: Wanted,
    ) {
        let Some(asked) = key.try_get_untracked().flatten() else { return };
        let cursor = match &wanted {
            Wanted::First => None,
            Wanted::After(cursor) => Some(cursor.clone()),
        };
        self.busy.set(true);
        let answer = fetch(asked.clone(), cursor.clone()).await;
        // The newest question wins: an answer to an older one, or for a page that was left, is dropped.
        if key.try_get_untracked().flatten().as_ref() != Some(&asked) || cursor.is_some() && self.next.get_untracked() != cursor {
            return;
        }
        self.busy.set(false);
        match answer {
            Ok(page) => self.show(page, wanted),
            Err(error) => self.failure.set(Some(error)),
        }
    }

    fn show(self, page: List<T>, wanted: Wanted) {
        self.failure.set(None);
        self.total.set(Some(page.total));
        self.next.set(page.next_cursor);
        match wanted {
            Wanted::First => self.rows.set(page.items),
            Wanted::After(_) => self.rows.update(|rows| rows.extend(page.items)),
        }
    }

    /// Asks for the list anew.
    pub fn reload(self) {
        self.ask.with_value(|ask| ask(Wanted::First));
    }

    /// Asks for the next page, unless one is under way or there is none.
    pub fn more(self) {
        if let (false, Some(cursor)) = (self.busy.get_untracked(), self.next.get_untracked()) {
            self.ask.with_value(|ask| ask(Wanted::After(cursor)));
        }
    }

    /// Whether rows are missing at the end. Reactive.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Asks again for what failed.
    pub fn retry(self) {
        self.failure.set(None);
        match self.rows.with_untracked(Vec::is_empty) {
            true => self.reload(),
            false => self.more(),
        }
    }

    /// The rows that are here.
    pub fn rows(self) -> Signal<Vec<T>> {
        self.rows.into()
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
