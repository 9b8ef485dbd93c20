//! A long list, by the places of its rows. Only what is looked at is asked for.

use std::{cmp::Ordering, ops::RangeInclusive, time::Duration};

use api_types::{List, ListQuery, OrganizationId, Total};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::{
    cache::Cache,
    chunk::{CHUNK, Chunks},
};
use crate::{
    api::{self, ApiError, Body},
    host::now,
};

/// How long one has to stay after flying over rows before they are asked for.
const REST: Duration = Duration::from_millis(60);

/// How long what is to be asked next waits for the answer that is on its way.
const PAUSE: Duration = Duration::from_millis(120);

/// Reads a page of a list, whatever its rows are about.
pub type ReadPage<T> = fn(&Body) -> Result<List<T>, ApiError>;

/// The list that is asked for: whose it is, and its query.
pub type AskedList = (OrganizationId, ListQuery);

/// The rows that a query leads to. When the query becomes another one the old rows stay until the first new ones come.
pub struct WindowedList<T: 'static> {
    cache: Cache,
    list: Memo<Option<AskedList>>,
    read: ReadPage<T>,
    chunks: RwSignal<Chunks<T>>,
    total: RwSignal<Option<Total>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    /// Counts the queries whose rows have been shown.
    shown: RwSignal<u32>,
    asked: StoredValue<Asked>,
    /// Whether the rows that have come last can show what others have changed.
    brings_news: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// What changes the query once the answer that is on its way has come, or takes too long.
    next: StoredValue<Option<(Callback<()>, Option<TimeoutHandle>)>>,
}

impl<T> Clone for WindowedList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for WindowedList<T> {}

/// What has been asked for.
#[derive(Default)]
struct Asked {
    /// Whose list.
    organization: Option<OrganizationId>,
    /// Counts the queries: an answer to an older one comes too late.
    view: u32,
    /// Whether the rows that are here belong to an older query.
    awaits_first: bool,
    /// Parts under way.
    pending: Vec<u64>,
    /// Parts that did not come; they are asked for again when the reader says so.
    failed: Vec<u64>,
    /// The first and the last row in sight.
    sight: (u64, u64),
    /// Which way one last moved.
    heading: Option<Ordering>,
    /// The part in sight when parts were last asked for.
    at: Option<u64>,
    /// Answers from before this moment, in milliseconds since 1970, are of an older version.
    since: f64,
    /// Whether the exact number of rows has been asked for; once a query is enough.
    count: bool,
    /// What is under way only looks whether anything has changed: nobody waits for it.
    quiet: bool,
    /// When others last changed something, in milliseconds since 1970.
    heard_at: f64,
    /// What is known of [`Cache::track_stale`].
    counts: (u32, u32),
}

impl Asked {
    /// The parts in sight, and one ahead once one moves.
    fn reach(&self) -> RangeInclusive<u64> {
        let (first, last) = (self.sight.0 / CHUNK, self.sight.1 / CHUNK);
        match self.heading {
            Some(Ordering::Less) => first.saturating_sub(1)..=last,
            Some(_) => first..=last + 1,
            None => first..=last,
        }
    }
}

impl<T: Clone + Send + Sync + 'static> WindowedList<T> {
    /// The rows of a list. Nothing is asked while it is not known which.
    pub(super) fn new(cache: Cache, list: Memo<Option<AskedList>>, read: ReadPage<T>) -> Self {
        let rows = Self {
            cache,
            list,
            read,
            chunks: RwSignal::new(Chunks::default()),
            total: RwSignal::new(None),
            busy: RwSignal::new(true),
            failure: RwSignal::new(None),
            shown: RwSignal::new(0),
            asked: StoredValue::new(Asked::default()),
            brings_news: StoredValue::new(false),
            timer: StoredValue::new(None),
            next: StoredValue::new(None),
        };
        Effect::new(move |_| {
            if list.with(Option::is_some) {
                untrack(|| rows.begin());
            }
        });
        Effect::new(move |before: Option<()>| {
            let counts = cache.track_stale();
            let known = rows.asked.try_update_value(|asked| std::mem::replace(&mut asked.counts, counts));
            let (Some(()), Some((stale, heard))) = (before, known) else { return };
            untrack(|| {
                if stale != counts.0 {
                    rows.renew(cache.is_in_background());
                }
                if heard != counts.1 {
                    rows.hear();
                }
            });
        });
        on_cleanup(move || {
            rows.stop();
            rows.take_next();
        });
        rows
    }

    /// Does what changes the query: at once, unless rows of another query are on their way. Then it waits for them, but not
    /// long, and they are not shown any more. So a word in full swing is few requests, and its last letter waits for
    /// nothing but an answer. Of several only the last is done.
    pub fn next(self, change: Callback<()>) {
        self.take_next();
        if self.asked.with_value(|asked| !asked.awaits_first || asked.pending.is_empty()) {
            return change.run(());
        }
        let timer = set_timeout_with_handle(move || self.go_on(), PAUSE).ok();
        self.next.set_value(Some((change, timer)));
    }

    fn go_on(self) {
        if let Some(change) = self.take_next() {
            // Whoever wished for it may be gone.
            change.try_run(());
        }
    }

    fn take_next(self) -> Option<Callback<()>> {
        let (change, timer) = self.next.try_update_value(Option::take).flatten()?;
        if let Some(timer) = timer {
            timer.clear();
        }
        Some(change)
    }

    /// The row at a place, counted from 0; nothing while that is not known. Reactive.
    pub fn row(self, index: u64) -> Option<T> {
        self.chunks.with(|chunks| chunks.row(index).cloned())
    }

    /// The newest version of the list that is known. Reactive.
    pub fn version(self) -> Option<i64> {
        self.chunks.with(Chunks::version)
    }

    /// How many rows the whole list has; none before the first answer.
    pub fn total(self) -> ReadSignal<Option<Total>> {
        self.total.read_only()
    }

    /// Whether an answer is awaited.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why the last question brought nothing.
    pub fn failure(self) -> ReadSignal<Option<ApiError>> {
        self.failure.read_only()
    }

    /// Whether the rows are those of an earlier query because nobody answered the newest. Reactive.
    pub fn is_outdated(self) -> bool {
        self.shown.track();
        self.failure.with(Option::is_some) && self.asked.with_value(|asked| asked.awaits_first)
    }

    /// Changes whenever the first rows of another query take the place of those before.
    pub fn shown(self) -> ReadSignal<u32> {
        self.shown.read_only()
    }

    /// Rows `first` to `last`, counted from 0, are in sight. What is missing of them is asked for: at once close to
    /// where one was, and elsewhere once one stays.
    pub fn look(self, first: u64, last: u64) {
        let near = self.asked.try_update_value(|asked| {
            asked.quiet &= (first, last) == asked.sight;
            if first != asked.sight.0 {
                asked.heading = Some(first.cmp(&asked.sight.0));
            }
            asked.sight = (first, last);
            !asked.awaits_first && asked.at.is_none_or(|at| at.abs_diff(first / CHUNK) <= 1)
        });
        self.stop();
        match near {
            Some(true) => self.ask_for_sight(),
            _ => self.timer.set_value(set_timeout_with_handle(move || self.ask_for_sight(), REST).ok()),
        }
    }

    /// Asks for the exact number of rows, if that is not known.
    pub fn count(self) {
        let known = self.total.get_untracked().is_none_or(|total| total.exact);
        let asked =
            known || self.asked.try_update_value(|asked| std::mem::replace(&mut asked.count, true)) == Some(true);
        if !asked {
            self.ask(0, true);
        }
    }

    /// Asks again for what failed.
    pub fn retry(self) {
        self.failure.set(None);
        self.asked.update_value(|asked| asked.failed.clear());
        match self.asked.with_value(|asked| asked.awaits_first) {
            true => self.begin(),
            false => self.ask_for_sight(),
        }
    }

    /// Asks for the first rows of another query.
    fn begin(self) {
        let organization = self.list.with_untracked(|list| list.as_ref().map(|(organization, _)| *organization));
        let before = self.asked.try_update_value(|asked| {
            let (view, since, counts) = (asked.view + 1, asked.since, asked.counts);
            let now = Asked { organization, view, since, counts, awaits_first: true, ..Asked::default() };
            std::mem::replace(asked, now).organization
        });
        if before != Some(organization) {
            self.forget();
        }
        self.ask(0, false);
    }

    /// Takes away what belongs to a list that is no longer looked at.
    fn forget(self) {
        self.chunks.set(Chunks::default());
        self.total.set(None);
    }

    /// Asks again for everything in sight; what is there stays until it comes.
    fn renew(self, quiet: bool) {
        self.asked.update_value(|asked| {
            asked.since = now();
            asked.quiet = quiet && asked.pending.is_empty() && !asked.awaits_first && asked.failed.is_empty();
        });
        self.brings_news.set_value(quiet);
        self.chunks.update(Chunks::outdate);
        self.retry();
    }

    /// Asks again in the background if others have changed the list.
    fn hear(self) {
        let of_others = self.list.with(|list| {
            let (organization, list) = list.as_ref()?;
            self.cache.news_of(&api::rows(*organization, list, 0, false).path)
        });
        let Some(of_others) = of_others else { return };
        let is_busy = self.asked.try_update_value(|asked| {
            asked.heard_at = now();
            !asked.pending.is_empty()
        });
        // What is under way is asked for once more when it has come.
        if is_busy == Some(false) {
            self.renew(true);
        }
        self.brings_news.set_value(of_others);
    }

    /// Whether the rows that have come last can show what others have changed.
    pub fn brings_news(self) -> StoredValue<bool> {
        self.brings_news
    }

    fn ask_for_sight(self) {
        let Some(Some(total)) = self.total.try_get_untracked() else { return };
        let Some(((first, last), reach, false)) =
            self.asked.try_with_value(|asked| (asked.sight, asked.reach(), asked.awaits_first))
        else {
            return;
        };
        if !total.exact && last + 1 >= total.count {
            self.count();
        }
        self.asked.update_value(|asked| asked.at = Some(first / CHUNK));
        let (from, to) = reach.into_inner();
        let end = total.count.saturating_sub(1) / CHUNK;
        for number in self.chunks.with_untracked(|chunks| chunks.missing(from..=to.min(end))) {
            self.ask(number, false);
        }
    }

    /// Asks for a part, unless it is under way or has failed.
    fn ask(self, number: u64, count: bool) {
        let free = self.asked.try_update_value(|asked| {
            let free = !asked.failed.contains(&number) && (count || !asked.pending.contains(&number));
            if free {
                asked.pending.push(number);
            }
            free
        });
        if free == Some(true) {
            self.busy.set(self.asked.with_value(|asked| !asked.quiet));
            spawn_local(self.load(number, count));
        }
    }

    async fn load(self, number: u64, count: bool) {
        let Some(Some((organization, list))) = self.list.try_get_untracked() else { return };
        let Some((turn, since)) = self.asked.try_with_value(|asked| (asked.view, asked.since)) else { return };
        let request = api::rows(organization, &list, number * CHUNK, count);
        let (path, asked_at) = (request.path.clone(), now());
        let answer = self.cache.fetch_since(request, since).await;
        // The newest query wins: an answer to an older one, or for a page that was left, is dropped.
        if self.asked.try_with_value(|asked| asked.view) != Some(turn) {
            return;
        }
        self.go_on();
        if self.list.get_untracked() != Some((organization, list)) {
            return;
        }
        self.asked.update_value(|asked| {
            let place = asked.pending.iter().position(|pending| *pending == number);
            place.map(|place| asked.pending.swap_remove(place));
        });
        self.busy.set(self.asked.with_value(|asked| !asked.pending.is_empty() && !asked.quiet));
        match answer.and_then(|text| self.cache.decode_with(&path, || (self.read)(&text))) {
            Ok(page) => self.take(number, page),
            Err(error) => self.fail(number, error),
        }
        // Others have changed something meanwhile.
        if self.asked.with_value(|asked| asked.heard_at > asked_at) {
            self.asked.update_value(|asked| (asked.since, asked.quiet) = (now(), true));
            self.chunks.update(Chunks::outdate);
            self.ask_for_sight();
        }
    }

    fn take(self, number: u64, page: List<T>) {
        let is_first = self.asked.try_update_value(|asked| std::mem::take(&mut asked.awaits_first)) == Some(true);
        let reach = self.asked.with_value(Asked::reach);
        if is_first {
            self.failure.set(None);
            self.total.set(None);
        }
        self.total.update(|total| *total = Some(surer(*total, page.total)));
        let outdated = self.chunks.try_update(|chunks| {
            if is_first {
                *chunks = Chunks::default();
            }
            let outdated = chunks.take(number, page.items, page.version);
            chunks.forget_beyond(&reach);
            outdated
        });
        if outdated == Some(true) {
            self.asked.update_value(|asked| asked.since = now());
            self.ask_for_sight();
        }
        if is_first {
            self.shown.update(|shown| *shown += 1);
        }
    }

    fn fail(self, number: u64, error: ApiError) {
        // What is here stays; the next look comes soon.
        if self.asked.with_value(|asked| asked.quiet) {
            return;
        }
        let is_first = self.asked.try_update_value(|asked| {
            asked.failed.push(number);
            asked.count = false;
            asked.awaits_first
        });
        // Without an answer nothing is known of the new query: what is there can still be read.
        if is_first == Some(true) && error != ApiError::Unreachable {
            self.forget();
        }
        self.failure.set(Some(error));
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// What is known of a number of rows once another answer names it: one that was counted to the end is not given up for
/// one that was not.
fn surer(known: Option<Total>, new: Total) -> Total {
    known.filter(|known| known.exact && !new.exact && known.count >= new.count).unwrap_or(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_was_counted_to_the_end_stays() {
        let total = |count, exact| Total { count, exact };
        assert_eq!(surer(None, total(10_000, false)), total(10_000, false));
        assert_eq!(surer(Some(total(1_000_000, true)), total(10_000, false)), total(1_000_000, true));
        assert_eq!(surer(Some(total(9_000, true)), total(10_000, false)), total(10_000, false));
        assert_eq!(surer(Some(total(12, true)), total(13, true)), total(13, true));
    }
}
