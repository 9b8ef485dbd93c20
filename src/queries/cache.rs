//! Answers by the path that was asked for. It knows texts only: each part of the app reads its own from them, so this
//! stands once in the program, whatever can be asked.

use std::{collections::BTreeMap, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{Api, ApiError, Asking},
    host::now,
};

/// How long an answer is shown without asking again, in milliseconds.
const FRESH: f64 = 15_000.0;

/// How much is kept for coming back to it, in bytes: some ten pages of a list. What is shown is kept in any case.
const KEPT: usize = 512 * 1024;

/// The text of an answer, or why there is none.
pub type Text = Result<Arc<str>, ApiError>;

/// What is known of one path.
struct Entry {
    answer: ArcRwSignal<Option<Text>>,
    /// When the answer came, in milliseconds since 1970; 0 when it has to be asked for.
    at: f64,
    /// Names the state that the answer had.
    etag: Option<String>,
    /// Whether an answer is under way.
    pending: bool,
}

/// Answers that several parts of a page share.
#[derive(Clone, Copy)]
pub struct Cache {
    entries: StoredValue<BTreeMap<String, Entry>>,
    /// How many watch which path.
    watched: StoredValue<BTreeMap<String, u32>>,
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
            entries: StoredValue::new(BTreeMap::new()),
            watched: StoredValue::new(BTreeMap::new()),
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
        self.entries.update_value(BTreeMap::clear);
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
        self.entries.update_value(|entries| entries.values_mut().for_each(|entry| entry.at = 0.0));
        self.outdated.notify();
    }

    /// Asks again for one path, if it is shown.
    pub fn outdate(self, path: &str) {
        self.quiet.set_value(false);
        self.entries.update_value(|entries| {
            if let Some(entry) = entries.get_mut(path) {
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
    pub fn watch(self, asking: Memo<Option<Asking>>) -> Signal<Option<Text>> {
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
        Signal::derive(move || {
            self.outdated.track();
            asking.with(|asking| asking.as_ref().map(|asking| self.answer(&asking.path)))?.get()
        })
    }

    /// Watches `path` in the place of the one that is `held`.
    fn hold(self, held: StoredValue<Option<String>>, path: Option<String>) {
        let Some(before) = held.try_update_value(|held| std::mem::replace(held, path.clone())) else { return };
        self.watched.try_update_value(|watched| {
            if let Some(path) = path {
                *watched.entry(path).or_default() += 1;
            }
            if let Some(left) = before.as_ref().and_then(|before| watched.get_mut(before)) {
                *left -= 1;
            }
            watched.retain(|_, count| *count > 0);
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
        let known = self.entries.with_value(|entries| {
            let oldest = since.max(now() - FRESH);
            let entry = entries.get(&asking.path).filter(|entry| entry.at > oldest)?;
            entry.answer.get_untracked()
        });
        if let Some(Ok(text)) = known {
            return Ok(text);
        }
        let era = self.era.get_value();
        let (text, etag) = self.exchange(&asking).await;
        let text = text?;
        self.keep(asking.path, Ok(Arc::clone(&text)), etag, era);
        Ok(text)
    }

    /// Asks the server; what has not changed since it was asked last is not sent again.
    async fn exchange(self, asking: &Asking) -> (Text, Option<String>) {
        let known = self.entries.with_value(|entries| {
            let entry = entries.get(&asking.path)?;
            let text = entry.answer.get_untracked()?.ok()?;
            Some((text, entry.etag.clone()?))
        });
        let (text, etag) = known.unzip();
        match self.api().ask(asking, etag).await {
            Ok(answered) => (answered.text.map(Arc::from).or(text).ok_or(ApiError::Foreign), answered.etag),
            Err(error) => (Err(error), None),
        }
    }

    fn ask(self, asking: Asking) {
        let needed = self.entries.try_update_value(|entries| {
            let entry = entries.entry(asking.path.clone()).or_insert_with(Entry::unknown);
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
        self.entries
            .try_update_value(|entries| entries.entry(path.to_owned()).or_insert_with(Entry::unknown).answer.clone())
            .unwrap_or_default()
    }

    fn keep(self, path: String, text: Text, etag: Option<String>, era: u32) {
        // An app that is gone, or somebody else's turn.
        if self.era.try_get_value() != Some(era) {
            return;
        }
        let answer = self.entries.try_update_value(|entries| {
            let is_watched = |path: &str| self.watched.with_value(|watched| watched.contains_key(path));
            make_room(entries, text.as_ref().map_or(0, |text| text.len()), is_watched);
            let entry = entries.entry(path).or_insert_with(Entry::unknown);
            entry.pending = false;
            entry.etag = etag;
            entry.at = if text.is_ok() { now() } else { 0.0 };
            entry.answer.clone()
        });
        // What is on screen stays there while the server cannot be reached.
        let unreachable = matches!(text, Err(ApiError::Unreachable | ApiError::Foreign));
        match answer {
            Some(answer) if unreachable && matches!(*answer.read_untracked(), Some(Ok(_))) => {}
            Some(answer) => answer.set(Some(text)),
            None => {}
        }
    }
}

/// Forgets what came longest ago, until there is room for so many bytes more; not what is on its way or watched.
fn make_room(entries: &mut BTreeMap<String, Entry>, bytes: usize, is_watched: impl Fn(&str) -> bool) {
    let mut kept: usize = entries.values().map(Entry::size).sum();
    while kept + bytes > KEPT {
        let free = entries.iter().filter(|(path, entry)| !(entry.pending || is_watched(path)));
        let Some(oldest) = free.min_by(|(_, one), (_, other)| one.at.total_cmp(&other.at)) else { return };
        let path = oldest.0.clone();
        kept -= entries.remove(&path).map_or(0, |entry| entry.size());
    }
}

impl Entry {
    fn unknown() -> Self {
        Self { answer: ArcRwSignal::new(None), at: 0.0, etag: None, pending: false }
    }

    fn size(&self) -> usize {
        self.answer
            .with_untracked(|answer| answer.as_ref().and_then(|text| text.as_ref().ok()).map_or(0, |it| it.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_longest_ago_makes_room_but_what_is_watched_stays() {
        let answer = |at: f64, bytes: usize| {
            let text: Arc<str> = "x".repeat(bytes).into();
            Entry { answer: ArcRwSignal::new(Some(Ok(text))), at, ..Entry::unknown() }
        };
        let part = KEPT / 4;
        let mut entries: BTreeMap<String, Entry> = [("old", 1.0), ("watched", 0.0), ("new", 3.0), ("older", 0.5)]
            .map(|(path, at)| (path.to_owned(), answer(at, part)))
            .into();
        let mut left = |bytes| {
            make_room(&mut entries, bytes, |path| path == "watched");
            entries.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(left(0), ["new", "old", "older", "watched"]);
        assert_eq!(left(1), ["new", "old", "watched"]);
        assert_eq!(left(2 * part), ["new", "watched"]);
        assert_eq!(left(KEPT), ["watched"]);
    }
}
