//! Answers by the path that was asked for. It knows texts only: each part of the app reads its own from them, so this
//! stands once in the program, whatever can be asked.

use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;

use crate::{
    api::{Api, ApiError, Asking, Body, Question},
    host::now,
};

/// How long an answer is shown without asking again, in milliseconds.
const FRESH: f64 = 15_000.0;

/// How much is kept for coming back to it, in units of UTF-16: some ten pages of a list. What is shown is kept in any case.
const KEPT: usize = 256 * 1024;

/// The text of an answer, or why there is none.
pub type Text = Result<Body, ApiError>;

/// What is known of one path.
struct Entry {
    path: String,
    /// How many watch it.
    watched: u32,
    answer: ArcRwSignal<Option<Text>>,
    /// When the answer came, in milliseconds since 1970; 0 when it has to be asked for.
    at: f64,
    /// How long it is.
    size: usize,
    /// Names the state that the answer had.
    etag: Option<String>,
    /// Whether an answer is under way.
    pending: bool,
}

/// Answers that several parts of a page share.
#[derive(Clone, Copy)]
pub struct Cache {
    /// A few dozen: looked through, not looked up.
    entries: StoredValue<Vec<Entry>>,
    api: StoredValue<Api>,
    /// Says that what is shown has to be asked for again.
    outdated: Trigger,
    /// Whether nobody is waiting for what is asked for again.
    quiet: StoredValue<bool>,
    /// Counts how often everything was forgotten: an answer that was under way then is not for whoever came after.
    era: StoredValue<u32>,
}

impl Cache {
    /// An empty cache in front of `api`.
    pub fn new(api: Api) -> Self {
        Self {
            entries: StoredValue::new(Vec::new()),
            api: StoredValue::new(api),
            outdated: Trigger::new(),
            quiet: StoredValue::new(false),
            era: StoredValue::new(0),
        }
    }

    /// The way to the server.
    pub fn api(self) -> Api {
        self.api.get_value()
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.era.update_value(|era| *era += 1);
        self.quiet.set_value(false);
        self.entries.update_value(|entries| {
            entries.retain(|entry| entry.watched > 0);
            entries.iter_mut().for_each(|entry| entry.forget());
        });
        self.outdated.notify();
    }

    /// Asks again for everything that is shown.
    pub fn refresh(self) {
        self.renew(false);
    }

    /// Looks whether anything that is shown has changed meanwhile; whoever looks at it is not told.
    pub fn look_again(self) {
        self.renew(true);
    }

    /// Whether the last renewal is one that nobody waits for.
    pub fn is_quiet(self) -> bool {
        self.quiet.get_value()
    }

    fn renew(self, quiet: bool) {
        self.quiet.set_value(quiet);
        self.entries.update_value(|entries| entries.iter_mut().for_each(|entry| entry.at = 0.0));
        self.outdated.notify();
    }

    /// Asks again for one path, if it is shown.
    pub fn outdate(self, path: &str) {
        self.quiet.set_value(false);
        self.entries.update_value(|entries| {
            if let Some(entry) = known(entries, path) {
                entry.at = 0.0;
            }
        });
        self.outdated.notify();
    }

    /// Tracks [`Cache::refresh`] and [`Cache::clear`].
    pub fn track_outdated(self) {
        self.outdated.track();
    }

    /// The answer to whatever `asking` says; asks when it is not known or no longer fresh. What is known is shown
    /// meanwhile.
    pub fn watch(self, asking: Memo<Option<Asking>>) -> impl Fn() -> Option<Text> + Send + Sync + 'static {
        let held = StoredValue::new(None);
        Effect::new(move |_| {
            self.outdated.track();
            let asking = asking.get();
            self.hold(held, asking.as_ref().map(|asking| asking.path.clone()));
            if let Some(asking) = asking {
                self.ask(asking);
            }
        });
        on_cleanup(move || self.hold(held, None));
        move || {
            self.outdated.track();
            asking.with(|asking| asking.as_ref().map(|asking| self.answer(&asking.path)))?.get()
        }
    }

    /// Watches `path` in the place of the one that is `held`.
    fn hold(self, held: StoredValue<Option<String>>, path: Option<String>) {
        let Some(before) = held.try_update_value(|held| std::mem::replace(held, path.clone())) else { return };
        self.entries.try_update_value(|entries| {
            if let Some(path) = path {
                entry(entries, &path).watched += 1;
            }
            if let Some(left) = before.and_then(|before| known(entries, &before)) {
                left.watched -= 1;
            }
        });
    }

    /// One answer: a fresh one that is here, or else the server's.
    ///
    /// # Errors
    /// Whatever can go wrong with a request; failures are not kept.
    pub async fn fetch(self, asking: Asking) -> Text {
        self.fetch_since(asking, 0.0).await
    }

    /// Like [`Cache::fetch`], but no answer that came before this moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// Those of [`Cache::fetch`].
    pub async fn fetch_since(self, asking: Asking, since: f64) -> Text {
        let oldest = since.max(now() - FRESH);
        let fresh = self.known(&asking.path, |entry| {
            let is_fresh = entry.at > oldest;
            is_fresh.then(|| entry.answer.get_untracked()).flatten()
        });
        if let Some(Ok(text)) = fresh {
            return Ok(text);
        }
        let era = self.era.get_value();
        let (text, etag) = self.exchange(&asking).await;
        let text = text?;
        self.keep(asking.path, Ok(text.clone()), etag, era);
        Ok(text)
    }

    /// Reads an answer for this path. One that cannot be read is asked for again next time, whole.
    ///
    /// # Errors
    /// [`ApiError::Foreign`] when it is of another shape.
    pub fn read<T: DeserializeOwned>(self, path: &str, text: &Body) -> Result<T, ApiError> {
        Question::read(text).inspect_err(|_| {
            self.entries.try_update_value(|entries| {
                for entry in entries.iter_mut().filter(|entry| entry.path == path) {
                    (entry.at, entry.etag) = (0.0, None);
                }
            });
        })
    }

    /// Asks the server; what has not changed since it was asked last is not sent again.
    async fn exchange(self, asking: &Asking) -> (Text, Option<String>) {
        let known = self.known(&asking.path, |entry| {
            let text = entry.answer.get_untracked()?.ok()?;
            Some((text, entry.etag.clone()?))
        });
        let (text, etag) = known.unzip();
        match self.api().ask(asking, etag).await {
            Ok(answered) => (answered.text.or(text).ok_or(ApiError::Foreign), answered.etag),
            Err(error) => (Err(error), None),
        }
    }

    fn ask(self, asking: Asking) {
        let needed = self.entries.try_update_value(|entries| {
            let entry = entry(entries, &asking.path);
            let needed = !entry.pending && now() - entry.at >= FRESH;
            entry.pending |= needed;
            needed
        });
        if needed == Some(true) {
            let era = self.era.get_value();
            spawn_local(async move {
                let (text, etag) = self.exchange(&asking).await;
                self.keep(asking.path, text, etag, era);
            });
        }
    }

    fn answer(self, path: &str) -> ArcRwSignal<Option<Text>> {
        self.entries.try_update_value(|entries| entry(entries, path).answer.clone()).unwrap_or_default()
    }

    fn known<T>(self, path: &str, read: impl FnOnce(&Entry) -> Option<T>) -> Option<T> {
        self.entries.with_value(|entries| entries.iter().find(|entry| entry.path == path).and_then(read))
    }

    fn keep(self, path: String, text: Text, etag: Option<String>, era: u32) {
        // An app that is gone, or somebody else's turn.
        if self.era.try_get_value() != Some(era) {
            return;
        }
        // What is on screen stays there while the server cannot be reached.
        let unreachable = matches!(text, Err(ApiError::Unreachable | ApiError::Foreign));
        let answer = self.entries.try_update_value(|entries| {
            let size = text.as_ref().map_or(0, Body::length);
            make_room(entries, size);
            let entry = entry(entries, &path);
            if !unreachable {
                entry.size = size;
            }
            entry.pending = false;
            entry.etag = etag;
            entry.at = if text.is_ok() { now() } else { 0.0 };
            entry.answer.clone()
        });
        match answer {
            Some(answer) if unreachable && matches!(*answer.read_untracked(), Some(Ok(_))) => {}
            Some(answer) => answer.set(Some(text)),
            None => {}
        }
    }
}

/// What is known of a path.
fn known<'a>(entries: &'a mut [Entry], path: &str) -> Option<&'a mut Entry> {
    entries.iter_mut().find(|entry| entry.path == path)
}

/// The same, also where that is nothing yet.
fn entry<'a>(entries: &'a mut Vec<Entry>, path: &str) -> &'a mut Entry {
    let place = entries.iter().position(|entry| entry.path == path).unwrap_or_else(|| {
        entries.push(Entry::unknown(path));
        entries.len() - 1
    });
    &mut entries[place]
}

/// Forgets what came longest ago, until there is room for so much more; not what is on its way or watched.
fn make_room(entries: &mut Vec<Entry>, size: usize) {
    let mut kept: usize = entries.iter().map(|entry| entry.size).sum();
    while kept + size > KEPT {
        let free = entries.iter().enumerate().filter(|(_, entry)| !entry.pending && entry.watched == 0);
        let Some((oldest, _)) = free.min_by(|(_, one), (_, other)| one.at.total_cmp(&other.at)) else { return };
        kept -= entries.swap_remove(oldest).size;
    }
}

impl Entry {
    fn unknown(path: &str) -> Self {
        let answer = ArcRwSignal::new(None);
        Self { path: path.to_owned(), watched: 0, answer, at: 0.0, size: 0, etag: None, pending: false }
    }

    /// Whoever watches it is still counted.
    fn forget(&mut self) {
        *self = Self { watched: self.watched, ..Self::unknown(&self.path) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_longest_ago_makes_room_but_what_is_watched_stays() {
        let part = KEPT / 4;
        let answer = |(path, watched, at): (&str, u32, f64)| Entry { size: part, at, watched, ..Entry::unknown(path) };
        let mut entries: Vec<_> =
            [("old", 0, 1.0), ("watched", 1, 0.0), ("new", 0, 3.0), ("older", 0, 0.5)].map(answer).into();
        let mut left = |size| {
            make_room(&mut entries, size);
            let mut paths: Vec<_> = entries.iter().map(|entry| entry.path.clone()).collect();
            paths.sort_unstable();
            paths
        };
        assert_eq!(left(0), ["new", "old", "older", "watched"]);
        assert_eq!(left(1), ["new", "old", "watched"]);
        assert_eq!(left(2 * part), ["new", "watched"]);
        assert_eq!(left(KEPT), ["watched"]);
    }

    #[test]
    fn what_is_forgotten_is_still_watched() {
        let mut entries = Vec::new();
        let one = entry(&mut entries, "one");
        (one.watched, one.at, one.etag) = (2, 1.0, Some("x".to_owned()));
        one.forget();
        assert_eq!((one.watched, one.at, one.etag.clone()), (2, 0.0, None));
        assert_eq!(entry(&mut entries, "one").watched, 2);
    }
}
