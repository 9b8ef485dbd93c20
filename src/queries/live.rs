//! Keeps what is on screen up to date: one tab of the browser hears a stream of changes and tells the others.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use api_types::{AccountId, LIST_CHANGED, ListChange, OrganizationId, STREAM_RESET, STREAM_STARTED};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use web_sys::AbortController;

use super::{Queries, news::News};
use crate::{
    api::{Query, StreamEvent, StreamReader, events_path},
    host::{Channel, Host, NoLock, part_of, pause},
};

/// The event by which a tab says that it hears nothing for now.
const STOPPED: &str = "stop";

/// The event by which a new tab asks whether somebody hears.
const ASKED: &str = "ask";

/// Changes come in groups, and not every browser asks for the same at the same moment.
const GATHER: Duration = Duration::from_millis(100);
const SPREAD: Duration = Duration::from_millis(400);

/// Without even a comment for so long, a stream is dead.
const SILENCE: Duration = Duration::from_secs(50);

/// How long the first try to open the stream again waits; each further one twice as long, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

impl Queries {
    /// Asks again, in the background, for what others change in an organization, until the owner is cleaned up.
    pub fn follow(self, host: &Host, organization: OrganizationId, account: AccountId) {
        let Ok(stop) = AbortController::new() else { return };
        let live = Rc::new(Live {
            queries: self,
            host: host.clone(),
            organization,
            stop,
            channel: RefCell::new(None),
            leads: Cell::new(false),
            last: RefCell::new(None),
            waiting: Rc::default(),
            stream: RefCell::new(None),
        });
        let name = ["roster.live ", &organization.to_string(), " ", &account.to_string()].concat();
        let heard = Rc::downgrade(&live);
        let hear = move |text: String| {
            if let Some(live) = heard.upgrade() {
                live.hear_tab(&StreamEvent::of(&text));
            }
        };
        live.channel.replace(host.channel(&name, hear));
        live.tell(ASKED);
        let ends = SendWrapper::new(Rc::clone(&live));
        on_cleanup(move || ends.end());
        spawn_local(live.lead(name));
    }
}

/// One organization on one page.
struct Live {
    queries: Queries,
    host: Host,
    organization: OrganizationId,
    /// Stopped when the page is left.
    stop: AbortController,
    channel: RefCell<Option<Channel>>,
    /// Whether this tab has the stream.
    leads: Cell<bool>,
    /// The id of the last event.
    last: RefCell<Option<String>>,
    /// What has not been asked for yet.
    waiting: Rc<RefCell<Option<Vec<ListChange>>>>,
    /// Ends the stream that is open.
    stream: RefCell<Option<AbortController>>,
}

impl Live {
    /// Waits until this tab is the one that has the stream, and has it.
    async fn lead(self: Rc<Self>, name: String) {
        let lock = self.host.lock(&name, &self.stop.signal()).await;
        if matches!(lock, Err(NoLock::Stopped)) || self.is_over() {
            return;
        }
        if lock.is_err() {
            // Every tab has a stream of its own.
            self.channel.take();
        }
        self.leads.set(true);
        let mut pauses = 0;
        while !self.is_over() {
            self.stream().await;
            if self.is_over() {
                return;
            }
            if self.queries.is_live_untracked() {
                pauses = 0;
                self.tell_all(StreamEvent { name: STOPPED.to_owned(), ..StreamEvent::default() });
            }
            if pauses == 0 {
                // Ordinary requests find out whether the server is there, and what may still be read.
                self.gather(None);
            }
            let longest = LONGEST_PAUSE.min(FIRST_PAUSE * 2u32.pow(pauses.min(5)));
            pauses += 1;
            pause(longest / 2 + part_of(longest / 2)).await;
        }
    }

    /// Hears the stream until it ends.
    async fn stream(&self) {
        let Ok(stop) = AbortController::new() else { return };
        let signal = stop.signal();
        self.stream.replace(Some(stop.clone()));
        let last = self.last.borrow().clone();
        let path = events_path(self.organization, last.is_none().then(|| self.host.page_age()));
        let (mut reader, mut watch) = (StreamReader::default(), Silence::of(stop.clone()));
        let take = |piece: js_sys::Uint8Array| {
            watch = Silence::of(stop.clone());
            for event in reader.read(&piece.to_vec()) {
                self.tell_all(event);
            }
        };
        // However it ends, it is opened again.
        let _ = self.queries.api().stream(&path, last, &signal, take).await;
        drop(watch);
    }

    /// Takes an event, and tells the other tabs.
    fn tell_all(&self, event: StreamEvent) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.tell(&event.text());
        }
        self.take(event);
    }

    fn tell(&self, name: &str) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.tell(&StreamEvent { name: name.to_owned(), ..StreamEvent::default() }.text());
        }
    }

    /// Takes what another tab tells.
    fn hear_tab(self: &Rc<Self>, event: &StreamEvent) {
        match (&*event.name, self.leads.get()) {
            (ASKED, true) if self.queries.is_live_untracked() => self.tell(STREAM_STARTED),
            (ASKED, _) => {}
            (STREAM_STARTED, false) if self.last.borrow().is_none() => {
                // What came before this tab listened was not told to it.
                self.last.replace(Some(String::new()));
                self.gather(None);
                self.take(event.clone());
            }
            (_, false) => self.take(event.clone()),
            // Two tabs lead where one has no locks.
            (_, true) => {}
        }
    }

    fn take(&self, event: StreamEvent) {
        if !event.id.is_empty() {
            self.last.replace(Some(event.id));
        }
        match &*event.name {
            STREAM_STARTED => self.is_up(true),
            STREAM_RESET => {
                self.is_up(true);
                self.gather(None);
            }
            LIST_CHANGED => self.gather(Query::<ListChange>::decode(&event.data.as_str().into()).ok()),
            STOPPED => self.is_up(false),
            _ => {}
        }
    }

    fn is_up(&self, is_up: bool) {
        self.queries.cache.set_live(is_up);
    }

    /// Asks for what has changed, soon; without a change, for everything.
    fn gather(&self, change: Option<ListChange>) {
        let mut waiting = self.waiting.borrow_mut();
        match (&mut *waiting, change) {
            (Some(changes), Some(change)) if !changes.is_empty() => changes.push(change),
            (Some(changes), None) => changes.clear(),
            (Some(_), Some(_)) => {}
            (None, change) => {
                *waiting = Some(change.into_iter().collect());
                let (queries, news) = (self.queries, News::in_organization(self.organization));
                // Where it is said how a changed row is marked.
                let styles = self.host.lazy_styles();
                spawn_local(async move {
                    styles.await;
                });
                let waiting = Rc::clone(&self.waiting);
                let ask = move || {
                    let Some(changes) = waiting.take() else { return };
                    if changes.is_empty() {
                        queries.revalidate();
                    } else {
                        let news = News { changes, ..news };
                        queries.cache.hear(Arc::new(move |path| news.of(path)));
                    }
                };
                set_timeout(ask, GATHER + part_of(SPREAD));
            }
        }
    }

    fn is_over(&self) -> bool {
        self.stop.signal().aborted()
    }

    fn end(&self) {
        self.stop.abort();
        if let Some(stream) = self.stream.take() {
            stream.abort();
        }
        self.channel.take();
        self.waiting.take();
        self.queries.cache.set_live(false);
    }
}

/// Ends a stream from which nothing comes.
struct Silence(Option<TimeoutHandle>);

impl Silence {
    fn of(stream: AbortController) -> Self {
        Self(set_timeout_with_handle(move || stream.abort(), SILENCE).ok())
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        if let Some(timer) = self.0.take() {
            timer.clear();
        }
    }
}
