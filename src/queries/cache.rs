//! Responses by path. The cache stores only bodies, which each query decodes itself, so its code is compiled once for
//! all types.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;

use crate::{
    api::{Api, ApiError, Body, Query, Request},
    host::now,
};

/// How long a response is fresh, in milliseconds.
const FRESH: f64 = 15_000.0;

/// How much the cache stores, in units of UTF-16: about ten pages of a list. Watched responses are always stored.
const CAPACITY: usize = 256 * 1024;

/// The body of a response, or why there is none.
pub type BodyResult = Result<Body, ApiError>;

/// Says of a path whether the response can be another one now, and then whether somebody else has changed it.
pub type News = Arc<dyn Fn(&str) -> Option<bool> + Send + Sync>;

/// What is known of one path.
struct Entry {
    path: String,
    /// How many views watch it.
    watchers: u32,
    answer: ArcRwSignal<Option<BodyResult>>,
    /// When the response came, in milliseconds since 1970; 0 when it is stale.
    received_at: f64,
    /// How long it is.
    size: usize,
    /// The ETag of the response.
    etag: Option<String>,
    /// Whether a request is in flight.
    is_loading: bool,
    /// Whether its response is stale when it comes.
    is_overtaken: bool,
}

/// Responses that several components share.
#[derive(Clone, Copy)]
pub struct Cache {
    /// A few dozen, so a linear search is enough.
    entries: StoredValue<Vec<Entry>>,
    api: StoredValue<Api>,
    /// Notified when watched responses become stale.
    stale: Trigger,
    /// Whether the last revalidation was in the background.
    in_background: StoredValue<bool>,
    /// What others have changed last.
    news: StoredValue<Option<News>>,
    /// How often responses became stale.
    stale_count: StoredValue<u32>,
    /// How often others have changed something.
    heard_count: StoredValue<u32>,
    /// Whether it is heard when others change something.
    is_live: StoredValue<bool>,
    /// How often the cache was cleared. A response to a request from before is dropped.
    generation: StoredValue<u32>,
}

impl Cache {
    /// An empty cache in front of `api`.
    pub fn new(api: Api) -> Self {
        Self {
            entries: StoredValue::new(Vec::new()),
            api: StoredValue::new(api),
            stale: Trigger::new(),
            in_background: StoredValue::new(false),
            news: StoredValue::new(None),
            stale_count: StoredValue::new(0),
            heard_count: StoredValue::new(0),
            is_live: StoredValue::new(false),
            generation: StoredValue::new(0),
        }
    }

    /// The way to the server.
    pub fn api(self) -> Api {
        self.api.get_value()
    }

    /// Removes everything.
    pub fn clear(self) {
        self.generation.update_value(|generation| *generation += 1);
        self.in_background.set_value(false);
        self.entries.update_value(|entries| {
            entries.retain(|entry| entry.watchers > 0);
            entries.iter_mut().for_each(|entry| entry.reset());
        });
        self.become_stale();
    }

    /// Requests everything again that is watched.
    pub fn refresh(self) {
        self.refetch(false);
    }

    /// Requests everything again that is watched, in the background: without a busy state.
    pub fn revalidate(self) {
        self.refetch(true);
    }

    /// Whether the last revalidation was in the background.
    pub fn is_in_background(self) -> bool {
        self.in_background.get_value()
    }

    fn refetch(self, in_background: bool) {
        self.in_background.set_value(in_background);
        self.entries.update_value(|entries| {
            for entry in entries.iter_mut() {
                entry.received_at = 0.0;
                entry.is_overtaken = in_background && entry.is_loading;
            }
        });
        self.become_stale();
    }

    /// Marks the response of one path as stale, and requests it again if it is watched.
    pub fn mark_stale(self, path: &str) {
        self.in_background.set_value(false);
        self.entries.update_value(|entries| {
            if let Some(entry) = find(entries, path) {
                entry.received_at = 0.0;
            }
        });
        // Lists are no single responses: they stay.
        self.stale.notify();
    }

    fn become_stale(self) {
        self.stale_count.update_value(|count| *count += 1);
        self.stale.notify();
    }

    /// Requests again, in the background, what is watched and concerned by what others have changed.
    pub fn hear(self, news: News) {
        let is_there = self.entries.try_update_value(|entries| {
            for entry in entries.iter_mut().filter(|entry| news(&entry.path).is_some()) {
                entry.received_at = 0.0;
                entry.is_overtaken = entry.is_loading;
            }
        });
        // The app may have been unmounted.
        if is_there.is_some() {
            self.news.set_value(Some(news));
            self.heard_count.update_value(|count| *count += 1);
            self.stale.notify();
        }
    }

    /// Whether the response of a path can be another one now, and then whether somebody else has changed it.
    pub fn news_of(self, path: &str) -> Option<bool> {
        self.news.with_value(|news| news.as_ref()?(path))
    }

    /// Says whether it is heard from now on when others change something.
    pub fn set_live(self, is_live: bool) {
        self.is_live.try_update_value(|it| *it = is_live);
    }

    /// Whether it is heard when others change something.
    pub fn is_live(self) -> bool {
        self.is_live.try_get_value() == Some(true)
    }

    /// Shows `body` as the response of a path, if one is shown; returns the one before. The next request brings a whole
    /// response again.
    pub fn show(self, path: &str, body: Body) -> Option<Body> {
        let (answer, before) = self.peek(path, |entry| {
            let before = entry.answer.get_untracked()?.ok()?;
            Some((entry.answer.clone(), before))
        })?;
        self.entries.update_value(|entries| {
            if let Some(entry) = find(entries, path) {
                entry.etag = None;
            }
        });
        answer.set(Some(Ok(body)));
        Some(before)
    }

    /// Whether the response of a path is still this one.
    pub fn shows(self, path: &str, body: &Body) -> bool {
        let shown = self.peek(path, |entry| entry.answer.get_untracked());
        matches!(shown, Some(Ok(shown)) if shown == *body)
    }

    /// Tracks when watched responses become stale. Returns how often all did, and how often those did
    /// that others have changed.
    pub fn track_stale(self) -> (u32, u32) {
        self.stale.track();
        (self.stale_count.get_value(), self.heard_count.get_value())
    }

    /// The response to `request`, which is sent if there is none or it is stale. A stale response is shown meanwhile.
    pub fn watch(self, request: Memo<Option<Request>>) -> impl Fn() -> Option<BodyResult> + Send + Sync + 'static {
        let watched_path = StoredValue::new(None);
        Effect::new(move |_| {
            self.stale.track();
            let request = request.get();
            self.watch_path(watched_path, request.as_ref().map(|request| request.path.clone()));
            if let Some(request) = request {
                self.load(request);
            }
        });
        on_cleanup(move || self.watch_path(watched_path, None));
        move || {
            self.stale.track();
            request.with(|request| request.as_ref().map(|request| self.answer(&request.path)))?.get()
        }
    }

    /// Watches `path` instead of `watched_path`.
    fn watch_path(self, watched_path: StoredValue<Option<String>>, path: Option<String>) {
        let Some(before) = watched_path.try_update_value(|watched| std::mem::replace(watched, path.clone())) else {
            return;
        };
        self.entries.try_update_value(|entries| {
            if let Some(path) = path {
                entry(entries, &path).watchers += 1;
            }
            if let Some(left) = before.and_then(|before| find(entries, &before)) {
                left.watchers -= 1;
            }
        });
    }

    /// A fresh response from the cache, otherwise from the server.
    ///
    /// # Errors
    /// Whatever can go wrong with a request; failures are not stored.
    pub async fn fetch(self, request: Request) -> BodyResult {
        self.fetch_since(request, 0.0).await
    }

    /// Like [`Cache::fetch`], but no response that came before this moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// Those of [`Cache::fetch`].
    pub async fn fetch_since(self, request: Request, since: f64) -> BodyResult {
        let oldest = since.max(now() - FRESH);
        let fresh = self.peek(&request.path, |entry| {
            let is_fresh = entry.received_at > oldest;
            is_fresh.then(|| entry.answer.get_untracked()).flatten()
        });
        if let Some(Ok(text)) = fresh {
            return Ok(text);
        }
        let generation = self.generation.get_value();
        let (text, etag) = self.request(&request).await;
        let text = text?;
        self.store(request.path, Ok(text.clone()), etag, generation);
        Ok(text)
    }

    /// Decodes a response of this path. One that cannot be decoded is requested again next time, without its ETag.
    ///
    /// # Errors
    /// [`ApiError::UnexpectedResponse`] when it is of another shape.
    pub fn decode<T: DeserializeOwned>(self, path: &str, text: &Body) -> Result<T, ApiError> {
        self.decode_with(path, || Query::decode(text))
    }

    /// Like [`Cache::decode`], by `decode`.
    ///
    /// # Errors
    /// Those of `decode`.
    pub fn decode_with<T>(self, path: &str, decode: impl FnOnce() -> Result<T, ApiError>) -> Result<T, ApiError> {
        decode().inspect_err(|_| {
            self.entries.try_update_value(|entries| {
                for entry in entries.iter_mut().filter(|entry| entry.path == path) {
                    (entry.received_at, entry.etag) = (0.0, None);
                }
            });
        })
    }

    /// Sends a conditional request: an unchanged response is not sent again.
    async fn request(self, request: &Request) -> (BodyResult, Option<String>) {
        let stored = self.peek(&request.path, |entry| {
            let text = entry.answer.get_untracked()?.ok()?;
            Some((text, entry.etag.clone()?))
        });
        let (text, etag) = stored.unzip();
        match self.api().get(request, etag).await {
            Ok(response) => (response.text.or(text).ok_or(ApiError::UnexpectedResponse), response.etag),
            Err(error) => (Err(error), None),
        }
    }

    fn load(self, request: Request) {
        let needed = self.entries.try_update_value(|entries| {
            let entry = entry(entries, &request.path);
            let needed = !entry.is_loading && now() - entry.received_at >= FRESH;
            entry.is_loading |= needed;
            needed
        });
        if needed == Some(true) {
            let generation = self.generation.get_value();
            spawn_local(async move {
                let (text, etag) = self.request(&request).await;
                self.store(request.path, text, etag, generation);
            });
        }
    }

    fn answer(self, path: &str) -> ArcRwSignal<Option<BodyResult>> {
        self.entries.try_update_value(|entries| entry(entries, path).answer.clone()).unwrap_or_default()
    }

    fn peek<T>(self, path: &str, read: impl FnOnce(&Entry) -> Option<T>) -> Option<T> {
        self.entries.with_value(|entries| entries.iter().find(|entry| entry.path == path).and_then(read))
    }

    fn store(self, path: String, text: BodyResult, etag: Option<String>, generation: u32) {
        // The app was unmounted, or the cache was cleared.
        if self.generation.try_get_value() != Some(generation) {
            return;
        }
        // What is on screen stays there while the server cannot be reached.
        let unreachable = matches!(text, Err(ApiError::Unreachable | ApiError::UnexpectedResponse));
        let answer = self.entries.try_update_value(|entries| {
            let size = text.as_ref().map_or(0, Body::length);
            evict(entries, size);
            let entry = entry(entries, &path);
            if !unreachable {
                entry.size = size;
            }
            entry.is_loading = false;
            entry.etag = etag;
            let is_overtaken = std::mem::take(&mut entry.is_overtaken) && text.is_ok();
            entry.received_at = if text.is_ok() && !is_overtaken { now() } else { 0.0 };
            (entry.answer.clone(), is_overtaken)
        });
        let Some((answer, is_overtaken)) = answer else { return };
        if !(unreachable && matches!(*answer.read_untracked(), Some(Ok(_)))) {
            answer.set(Some(text));
        }
        if is_overtaken {
            self.stale.notify();
        }
    }
}

/// The entry of a path.
fn find<'a>(entries: &'a mut [Entry], path: &str) -> Option<&'a mut Entry> {
    entries.iter_mut().find(|entry| entry.path == path)
}

/// The entry of a path, which is created if there is none.
fn entry<'a>(entries: &'a mut Vec<Entry>, path: &str) -> &'a mut Entry {
    let index = entries.iter().position(|entry| entry.path == path).unwrap_or_else(|| {
        entries.push(Entry::empty(path));
        entries.len() - 1
    });
    &mut entries[index]
}

/// Removes the oldest responses until there is room for `size` more, except those that load or are watched.
fn evict(entries: &mut Vec<Entry>, size: usize) {
    let mut stored: usize = entries.iter().map(|entry| entry.size).sum();
    while stored + size > CAPACITY {
        let free = entries.iter().enumerate().filter(|(_, entry)| !entry.is_loading && entry.watchers == 0);
        let Some((oldest, _)) = free.min_by(|(_, one), (_, other)| one.received_at.total_cmp(&other.received_at))
        else {
            return;
        };
        stored -= entries.swap_remove(oldest).size;
    }
}

impl Entry {
    fn empty(path: &str) -> Self {
        let answer = ArcRwSignal::new(None);
        Self {
            path: path.to_owned(),
            watchers: 0,
            answer,
            received_at: 0.0,
            size: 0,
            etag: None,
            is_loading: false,
            is_overtaken: false,
        }
    }

    /// Forgets the response, but not the number of watchers.
    fn reset(&mut self) {
        *self = Self { watchers: self.watchers, ..Self::empty(&self.path) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_longest_ago_makes_room_but_what_is_watched_stays() {
        let quarter = CAPACITY / 4;
        let answer = |(path, watchers, received_at): (&str, u32, f64)| Entry {
            size: quarter,
            received_at,
            watchers,
            ..Entry::empty(path)
        };
        let mut entries: Vec<_> =
            [("old", 0, 1.0), ("watched", 1, 0.0), ("new", 0, 3.0), ("older", 0, 0.5)].map(answer).into();
        let mut left = |size| {
            evict(&mut entries, size);
            let mut paths: Vec<_> = entries.iter().map(|entry| entry.path.clone()).collect();
            paths.sort_unstable();
            paths
        };
        assert_eq!(left(0), ["new", "old", "older", "watched"]);
        assert_eq!(left(1), ["new", "old", "watched"]);
        assert_eq!(left(2 * quarter), ["new", "watched"]);
        assert_eq!(left(CAPACITY), ["watched"]);
    }

    #[test]
    fn what_is_forgotten_is_still_watched() {
        let mut entries = Vec::new();
        let one = entry(&mut entries, "one");
        (one.watchers, one.received_at, one.etag) = (2, 1.0, Some("x".to_owned()));
        one.reset();
        assert_eq!((one.watchers, one.received_at, one.etag.clone()), (2, 0.0, None));
        assert_eq!(entry(&mut entries, "one").watchers, 2);
    }
}
