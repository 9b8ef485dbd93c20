//! One open stream of changes.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use api_types::{LIST_CHANGED, OrganizationId, STREAM_RESET, STREAM_STARTED};
use axum::response::sse::Event;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep_until},
};

use super::{
    event_id,
    pending::{Listener, Pending},
};
use crate::{
    authz::{Authorized, Permissions, policy::ReadOrganization},
    error::ApiError,
    session::Caller,
    state::AppState,
    store::{
        self,
        changes::{Heard, Numbered, Since, Started},
    },
    streams::Stream,
};

/// From a change to its event: others often follow at once.
const SOON: Duration = Duration::from_millis(100);

/// Between the events of a list.
const BETWEEN: Duration = Duration::from_secs(1);

/// Between two checks of the caller's access while it may have changed.
const BETWEEN_CHECKS: Duration = Duration::from_millis(300);

/// Between two checks if nothing says that it has: an operator can have changed it.
const UNASKED_CHECK: Duration = Duration::from_secs(15);

/// When a client that has lost the connection comes back, unless it knows better.
const RETRY: Duration = Duration::from_secs(3);

/// A stream, and what it has not sent yet.
pub struct ChangeStream {
    state: AppState,
    caller: Caller,
    organization: OrganizationId,
    listener: Listener,
    permissions: Permissions,
    open: Stream,
    receiver: Receiver<Heard>,
    ready: VecDeque<Event>,
    pending: Pending,
    /// Whether something was missed.
    is_reset: bool,
    /// The number of the last change that was heard.
    last: u64,
    sent_at: Option<Instant>,
    send_at: Option<Instant>,
    checked_at: Instant,
    check_at: Instant,
}

impl ChangeStream {
    /// Begins a stream for the caller. Without `since`, it is not known what was missed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(
        state: AppState,
        caller: Caller,
        may: &Authorized<ReadOrganization>,
        open: Stream,
        since: Option<Since>,
    ) -> Result<Self, ApiError> {
        let now = Instant::now();
        let Started { receiver, missed, last } = state.database.changes().start(since.unwrap_or(Since::Moment(now)));
        let member = store::members::of_witness(&state.database, may).await?;
        let missed = missed.filter(|_| since.is_some());
        let name = if missed.is_some() { STREAM_STARTED } else { STREAM_RESET };
        let id = missed.as_ref().and_then(|missed| missed.first()).map_or(last, |first| first.number - 1);
        let first = Event::default().event(name).id(event_id(state.streams.process(), id)).retry(RETRY).data("{}");
        let mut stream = Self {
            organization: may.organization(),
            listener: Listener { account: may.account(), member },
            permissions: may.permissions().clone(),
            state,
            caller,
            open,
            receiver,
            ready: VecDeque::from([first]),
            pending: Pending::default(),
            is_reset: false,
            last: id,
            sent_at: None,
            send_at: None,
            checked_at: now,
            // What the caller was allowed a moment ago may have ended before this stream heard of it.
            check_at: now,
        };
        missed.into_iter().flatten().for_each(|change| stream.take(&change));
        stream.last = last;
        Ok(stream)
    }

    /// The next event; none when the stream is over.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let (check_at, send_at) = (self.check_at, self.send_at);
            tokio::select! {
                biased;
                () = self.open.stopped() => return None,
                () = sleep_until(check_at) => self.check().await?,
                () = sleep_until(send_at.unwrap_or(check_at)), if send_at.is_some() => self.send(),
                heard = self.receiver.recv() => match heard {
                    Ok(Heard::Change(change)) => self.take(&change),
                    Ok(Heard::Gap) | Err(RecvError::Lagged(_)) => self.reset(),
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    fn take(&mut self, change: &Arc<Numbered>) {
        if change.number <= self.last {
            return;
        }
        self.last = change.number;
        let notice = &change.notice;
        let account = Some(self.listener.account);
        let is_here = match notice.organization {
            Some(organization) => organization == self.organization,
            None => notice.audience == account,
        };
        if notice.by == account || is_here && notice.access {
            self.check_at = self.check_at.min(self.checked_at + BETWEEN_CHECKS).max(Instant::now());
        }
        if is_here {
            self.pending.add(notice, &self.listener);
            self.send_soon();
        }
    }

    /// Everything can be stale, and access another one.
    fn reset(&mut self) {
        self.is_reset = true;
        self.check_at = Instant::now();
        self.send_soon();
    }

    fn send_soon(&mut self) {
        if !self.pending.is_empty() || self.is_reset {
            let soon = Instant::now() + SOON;
            let at = self.sent_at.map_or(soon, |sent_at| soon.max(sent_at + BETWEEN));
            self.send_at.get_or_insert(at);
        }
    }

    fn send(&mut self) {
        (self.send_at, self.sent_at) = (None, Some(Instant::now()));
        let told = self.pending.take(&self.permissions);
        if std::mem::take(&mut self.is_reset) {
            self.ready.push_back(Event::default().event(STREAM_RESET).data("{}"));
        } else {
            let event = |change| Event::default().event(LIST_CHANGED).json_data(change).ok();
            self.ready.extend(told.iter().filter_map(event));
        }
        // The last one says that all of them have come.
        if let Some(last) = self.ready.pop_back() {
            self.ready.push_back(last.id(event_id(self.state.streams.process(), self.last)));
        }
    }

    /// Ends the stream if the session or the access to the organization has ended.
    async fn check(&mut self) -> Option<()> {
        self.checked_at = Instant::now();
        self.check_at = self.checked_at + UNASKED_CHECK;
        let now = self.state.clock.now();
        self.caller = match self.caller.again(now).await {
            Ok(caller) => caller?,
            Err(error) => return self.ends_with(&error),
        };
        match self.caller.authorize::<ReadOrganization>(self.organization).await {
            Ok(may) if *may.permissions() == self.permissions => Some(()),
            Ok(may) => {
                self.permissions = may.permissions().clone();
                self.is_reset = true;
                self.send_soon();
                Some(())
            }
            Err(error) => self.ends_with(&error),
        }
    }

    /// The client comes back when the database does.
    fn ends_with(&self, error: &ApiError) -> Option<()> {
        tracing::debug!(%error, "a stream of changes ends");
        None
    }
}
