//! Where changes are told in this process, and remembered for a while.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    sync::{broadcast, watch},
    time::Instant,
};

use super::notice::Notice;

/// So many of the last changes are remembered, for streams that come back.
const REMEMBERED: usize = 1_000;

/// A change and its number in this process. Numbers increase.
#[derive(Debug)]
pub struct Numbered {
    pub number: u64,
    pub notice: Notice,
    at: Instant,
}

/// What a stream hears.
#[derive(Debug, Clone)]
pub enum Heard {
    Change(Arc<Numbered>),
    /// Others may have been missed.
    Gap,
}

/// From when on a stream wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// After the change with this number.
    Number(u64),
    /// From this moment on.
    Moment(Instant),
}

/// The beginning of a stream.
#[derive(Debug)]
pub struct Started {
    /// What comes from now on.
    pub receiver: broadcast::Receiver<Heard>,
    /// What was between; `None` when that is no longer known.
    pub missed: Option<Vec<Arc<Numbered>>>,
    /// The number of the last change so far.
    pub last: u64,
}

/// The changes of a database; clones are the same.
#[derive(Debug, Clone)]
pub struct Changes(Arc<Hub>);

#[derive(Debug)]
struct Hub {
    told: broadcast::Sender<Heard>,
    memory: Mutex<Memory>,
    /// Whether the changes of other processes are heard.
    listening: watch::Sender<bool>,
    has_listener: AtomicBool,
}

#[derive(Debug)]
struct Memory {
    last: u64,
    remembered: VecDeque<Arc<Numbered>>,
    /// All that has happened since is remembered: after the change with this number, from this moment on.
    whole: (u64, Instant),
}

impl Default for Changes {
    fn default() -> Self {
        let memory = Memory { last: 0, remembered: VecDeque::new(), whole: (0, Instant::now()) };
        Self(Arc::new(Hub {
            told: broadcast::channel(REMEMBERED).0,
            memory: Mutex::new(memory),
            listening: watch::channel(false).0,
            has_listener: AtomicBool::new(false),
        }))
    }
}

impl Changes {
    /// Tells of changes that hold.
    pub(in crate::store) fn tell(&self, notices: Vec<Notice>) {
        let mut memory = self.memory();
        for notice in notices {
            let heard = memory.remember(notice);
            // Without a stream nobody hears it.
            let _ = self.0.told.send(Heard::Change(heard));
        }
    }

    /// Begins a stream.
    pub fn start(&self, since: Since) -> Started {
        let memory = self.memory();
        Started { receiver: self.0.told.subscribe(), missed: memory.since(since), last: memory.last }
    }

    /// Changes of other processes are heard from now on. Those before may have been missed.
    pub(super) fn is_listening(&self) {
        let mut memory = self.memory();
        memory.remembered.clear();
        memory.whole = (memory.last, Instant::now());
        let _ = self.0.told.send(Heard::Gap);
        drop(memory);
        self.0.listening.send_replace(true);
    }

    /// Changes of other processes are not heard for now.
    pub(super) fn is_deaf(&self) {
        self.0.listening.send_replace(false);
    }

    /// Whether nobody has begun to listen for this process; from now on somebody has.
    pub(super) fn begins_to_listen(&self) -> bool {
        !self.0.has_listener.swap(true, Ordering::Relaxed)
    }

    /// Says when the changes of other processes are heard.
    pub(super) fn listening(&self) -> watch::Receiver<bool> {
        self.0.listening.subscribe()
    }

    /// Nothing that holds the lock can panic half way.
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn remember(&mut self, notice: Notice) -> Arc<Numbered> {
        self.last += 1;
        let numbered = Arc::new(Numbered { number: self.last, notice, at: Instant::now() });
        if self.remembered.len() == REMEMBERED
            && let Some(forgotten) = self.remembered.pop_front()
        {
            self.whole = (forgotten.number, forgotten.at);
        }
        self.remembered.push_back(Arc::clone(&numbered));
        numbered
    }

    fn since(&self, since: Since) -> Option<Vec<Arc<Numbered>>> {
        let is_known = match since {
            Since::Number(number) => (self.whole.0..=self.last).contains(&number),
            Since::Moment(moment) => moment > self.whole.1,
        };
        let is_later = |change: &&Arc<Numbered>| match since {
            Since::Number(number) => change.number > number,
            Since::Moment(moment) => change.at >= moment,
        };
        is_known.then(|| self.remembered.iter().filter(is_later).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::changes::Ids;

    fn notice(list: &str) -> Notice {
        let (organization, audience, by) = (None, None, None);
        Notice { organization, audience, list: list.to_owned(), ids: Ids::Many, by, access: false }
    }

    fn missed(changes: &Changes, since: Since) -> Option<Vec<u64>> {
        Some(changes.start(since).missed?.iter().map(|change| change.number).collect())
    }

    #[tokio::test]
    async fn a_stream_goes_on_after_the_last_change_that_it_has_heard() {
        let changes = Changes::default();
        changes.tell(["members", "roles", "members"].map(notice).into());
        assert_eq!(missed(&changes, Since::Number(1)), Some(vec![2, 3]));
        assert_eq!(missed(&changes, Since::Number(3)), Some(vec![]));
        assert_eq!(missed(&changes, Since::Number(4)), None, "of another process");
    }

    #[tokio::test]
    async fn only_the_last_changes_are_remembered() {
        let changes = Changes::default();
        let before = Instant::now();
        (0..=REMEMBERED).for_each(|_| changes.tell(vec![notice("members")]));
        assert_eq!(missed(&changes, Since::Number(0)), None);
        assert_eq!(missed(&changes, Since::Number(1)).map(|missed| missed.len()), Some(REMEMBERED));
        assert_eq!(missed(&changes, Since::Moment(before)), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_stream_hears_what_happened_while_its_page_loaded() {
        let changes = Changes::default();
        tokio::time::advance(Duration::from_secs(60)).await;
        changes.tell(vec![notice("members")]);
        tokio::time::advance(Duration::from_secs(60)).await;
        changes.tell(vec![notice("roles")]);
        let ago = |seconds| Since::Moment(Instant::now() - Duration::from_secs(seconds));
        assert_eq!(missed(&changes, ago(5)), Some(vec![2]));
        assert_eq!(missed(&changes, ago(90)), Some(vec![1, 2]));
        assert_eq!(missed(&changes, ago(600)), None, "from before this process");
    }

    #[tokio::test]
    async fn nothing_is_known_of_before_the_process_listened() {
        let changes = Changes::default();
        changes.tell(vec![notice("members")]);
        changes.is_listening();
        assert_eq!(missed(&changes, Since::Number(0)), None);
        assert_eq!(missed(&changes, Since::Number(1)), Some(vec![]));
    }
}
