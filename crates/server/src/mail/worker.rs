//! The worker: sends what is in the outbox, each mail once as far as anybody can know.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use tokio::{sync::watch, time::sleep};

use super::{
    MailContent, OutboxNotify, Transport, backoff, metrics,
    smtp::{ReusableConnection, SendError},
};
use crate::{
    authz::Token,
    clock::{Clock, Entropy},
    store::{
        Database, StoreError,
        audit::AuditContext,
        outbox::{self, Claim, ClaimResult, ClaimedMail, Outcome, Purge, Settle},
    },
};

/// The number of mails sent at the same time.
const SENDERS: usize = 4;
/// How often to poll for mails without a notification: retries, and mails of servers that have
/// stopped.
const TICK: Duration = Duration::from_secs(5);
/// A mail that was claimed is left alone at least so long.
const SHORTEST_LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How often, and after which pauses, it is tried to say what became of a mail when the database does not answer.
const SETTLING: u32 = 40;
const SETTLING_PAUSE: Duration = Duration::from_millis(250);
/// Finished mails are deleted after this time. The worker looks for them every so many ticks.
const RETENTION: SignedDuration = SignedDuration::from_hours(180 * 24);
const TICKS_TO_PURGE: u32 = 720;

/// Sends mails. Any number of these may work on one database, in one process or in many.
#[derive(Debug)]
pub struct Worker {
    database: Database,
    clock: Clock,
    entropy: Entropy,
    notify: OutboxNotify,
    transport: Transport,
    /// Links begin with this.
    base: String,
}

/// What one look into the outbox led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Idle,
    Done,
}

impl Worker {
    /// A worker that `notify` wakes up. Links in mails begin with `base`.
    pub fn new(
        database: Database,
        (clock, entropy): (Clock, Entropy),
        notify: OutboxNotify,
        transport: Transport,
        base: String,
    ) -> Arc<Self> {
        Arc::new(Self { database, clock, entropy, notify, transport, base })
    }

    /// Works until `stop` becomes true (or is dropped), and finishes the mails that are under way then.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        metrics::begin();
        let senders = (0..SENDERS).map(|number| self.send_loop(number == 0, stop.clone()));
        join_all(senders).await;
    }

    /// Tries every mail that is due now, one after the other, and says how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn work_off(&self) -> Result<u64, StoreError> {
        let mut connection = ReusableConnection::default();
        let mut done = 0;
        while self.step(&mut connection).await? == Step::Done {
            done += 1;
        }
        self.transport.close_idle(&mut connection).await;
        Ok(done)
    }

    /// Sends one mail after the other. One of the loops also polls the outbox.
    async fn send_loop(&self, is_polling: bool, mut stop: watch::Receiver<bool>) {
        let mut connection = ReusableConnection::default();
        let mut ticks = 0;
        while !*stop.borrow() {
            match self.step(&mut connection).await {
                Ok(Step::Done) => {
                    // There may be more mails: notify another loop.
                    self.notify.now();
                    continue;
                }
                Ok(Step::Idle) => self.transport.close_idle(&mut connection).await,
                // Others are claiming too, and were faster many times.
                Err(error) if error.is_collision() => continue,
                Err(error) => tracing::warn!(%error, "the outbox cannot be read; trying again soon"),
            }
            if is_polling {
                self.poll(ticks).await;
                ticks += 1;
            }
            let tick = async {
                if is_polling {
                    sleep(TICK).await;
                } else {
                    std::future::pending::<()>().await;
                }
            };
            tokio::select! {
                () = tick => {}
                () = self.notify.notified() => {}
                // Asked to stop, or nobody is left who could ask.
                _ = stop.wait_for(|stop| *stop) => break,
            }
        }
        self.transport.close_idle(&mut connection).await;
    }

    /// Counts waiting mails, and deletes old ones from time to time.
    async fn poll(&self, ticks: u32) {
        if let Ok(waiting) = outbox::waiting(&self.database).await {
            metrics::waiting(waiting);
        }
        if ticks.is_multiple_of(TICKS_TO_PURGE) {
            let before = self.clock.now().saturating_sub(RETENTION).unwrap_or(Timestamp::MIN);
            if let Err(error) = self.database.apply(&Purge { before }).await {
                tracing::warn!(%error, "old mails could not be cleared away");
            }
        }
    }

    /// Claims the next mail that is due, sends it and says what became of it.
    async fn step(&self, connection: &mut ReusableConnection) -> Result<Step, StoreError> {
        let now = self.clock.now();
        // Looking first: claiming keeps others from writing.
        if !outbox::is_due(&self.database, now).await? {
            return Ok(Step::Idle);
        }
        let token = Token::new(&self.entropy);
        let claim = Claim { now, lease: self.lease(), token: token.hash() };
        match self.database.apply(&claim).await? {
            ClaimResult::NothingDue => Ok(Step::Idle),
            ClaimResult::Cancelled => {
                metrics::count("cancelled");
                Ok(Step::Done)
            }
            ClaimResult::Mail(mail) => {
                let result = self.send(connection, &mail, &token).await;
                self.settle(&mail, result).await;
                Ok(Step::Done)
            }
        }
    }

    /// Longer than sending can take, so that nobody else takes a mail for lost that is under way.
    fn lease(&self) -> SignedDuration {
        let longest = SignedDuration::try_from(self.transport.longest()).unwrap_or(SHORTEST_LEASE);
        SHORTEST_LEASE.max(longest + SignedDuration::from_secs(30))
    }

    async fn send(
        &self,
        connection: &mut ReusableConnection,
        mail: &ClaimedMail,
        token: &Token,
    ) -> Result<(), SendError> {
        let content = MailContent::write(mail, token, &self.base).map_err(|_| SendError::permanent("rejected"))?;
        self.transport.send(connection, mail, content, self.clock.now()).await
    }

    /// Says what became of a mail, and goes on trying to say so: a mail of which that is not known is sent again.
    async fn settle(&self, mail: &ClaimedMail, result: Result<(), SendError>) {
        let now = self.clock.now();
        let outcome = outcome(mail, self.transport.first_retry(), result, now);
        report(mail, result, outcome);
        let is_uncertain = result.is_err_and(|error| error.is_uncertain);
        let context = AuditContext::of_server(&self.clock, &self.entropy);
        let settle = Settle { mail, outcome, is_uncertain, context };
        for _ in 0..SETTLING {
            match self.database.apply(&settle).await {
                Ok(true) => return,
                Ok(false) => {
                    tracing::warn!(mail = %mail.id, "somebody else has taken this mail for lost meanwhile");
                    return;
                }
                Err(error) => {
                    tracing::debug!(%error, mail = %mail.id, "what became of this mail is not written down yet");
                    sleep(SETTLING_PAUSE).await;
                }
            }
        }
        tracing::error!(mail = %mail.id, "what became of this mail could not be written down; it is sent again");
    }
}

fn outcome(mail: &ClaimedMail, first_retry: SignedDuration, result: Result<(), SendError>, now: Timestamp) -> Outcome {
    let Err(error) = result else { return Outcome::Sent };
    let pause = backoff::pause(first_retry, mail.attempts).filter(|_| !error.is_permanent);
    match pause.and_then(|pause| now.checked_add(pause).ok()) {
        Some(at) => Outcome::Later { at, error: error.code },
        None => Outcome::Failed { error: error.code },
    }
}

/// Counts and logs what became of a mail: neither address nor text nor token.
fn report(mail: &ClaimedMail, result: Result<(), SendError>, outcome: Outcome) {
    let (id, kind, attempts) = (mail.id, mail.kind.as_str(), mail.attempts);
    let (error, status) = result.err().map_or(("", None), |error| (error.code, error.status));
    match outcome {
        Outcome::Sent => {
            metrics::count("sent");
            tracing::info!(mail = %id, kind, attempts, "mail sent");
        }
        Outcome::Later { at, .. } => {
            metrics::count("later");
            tracing::warn!(mail = %id, kind, attempts, error, status, next = %at, "mail not sent yet");
        }
        Outcome::Failed { .. } => {
            metrics::count("failed");
            tracing::error!(mail = %id, kind, attempts, error, status, "mail failed for good");
        }
    }
}
