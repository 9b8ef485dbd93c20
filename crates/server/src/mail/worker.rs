//! The worker: sends what is in the outbox, each mail once as far as anybody can know.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use tokio::{sync::watch, time::sleep};

use super::{
    Letter, Transport, Wake, backoff, figures,
    smtp::{Line, NotSent},
};
use crate::{
    app::AppState,
    authz::Token,
    clock::{Clock, Entropy},
    store::{
        Database, StoreError,
        audit::Stamp,
        outbox::{self, Claim, ClaimResult, ClaimedMail, Outcome, Purge, Settle},
    },
};

/// Mails that are sent at the same time.
const LINES: usize = 4;
/// How often to look for mails that nobody has called for: those that are to be tried again, and those of other
/// servers that have gone.
const TICK: Duration = Duration::from_secs(5);
/// A mail that was claimed is left alone at least so long.
const SHORTEST_LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How often, and after which pauses, it is tried to say what became of a mail when the database does not answer.
const SETTLING: u32 = 40;
const SETTLING_PAUSE: Duration = Duration::from_millis(250);
/// What is done with is forgotten after this, and looked for as often as that.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(180 * 24);
const TICKS_TO_PURGE: u32 = 720;

/// Sends mails. Any number of these may work on one database, in one process or in many.
#[derive(Debug)]
pub struct Worker {
    database: Database,
    clock: Clock,
    entropy: Entropy,
    wake: Wake,
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
    /// A worker that is woken by what `state` does.
    pub fn new(state: &AppState, transport: Transport) -> Arc<Self> {
        Arc::new(Self {
            database: state.database.clone(),
            clock: state.clock.clone(),
            entropy: state.entropy.clone(),
            wake: state.mail_wake.clone(),
            transport,
            base: state.settings.public_base_url.clone(),
        })
    }

    /// Works until `stop` becomes true (or is dropped), and finishes the mails that are under way then.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        figures::begin();
        let lines = (0..LINES).map(|number| self.line(number == 0, stop.clone()));
        join_all(lines).await;
    }

    /// Tries every mail that is due now, one after the other, and says how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn work_off(&self) -> Result<u64, StoreError> {
        let mut line = Line::default();
        let mut done = 0;
        while self.step(&mut line).await? == Step::Done {
            done += 1;
        }
        self.transport.rest(&mut line).await;
        Ok(done)
    }

    /// Sends one mail after the other. One of the lines also looks around by itself.
    async fn line(&self, looks_around: bool, mut stop: watch::Receiver<bool>) {
        let mut line = Line::default();
        let mut ticks = 0;
        while !*stop.borrow() {
            match self.step(&mut line).await {
                Ok(Step::Done) => {
                    // Where one was, there may be more: another line looks too.
                    self.wake.now();
                    continue;
                }
                Ok(Step::Idle) => self.transport.rest(&mut line).await,
                // Others are claiming too, and were faster many times.
                Err(error) if error.is_collision() => continue,
                Err(error) => tracing::warn!(%error, "the outbox cannot be read; trying again soon"),
            }
            if looks_around {
                self.look_around(ticks).await;
                ticks += 1;
            }
            let tick = async {
                if looks_around {
                    sleep(TICK).await;
                } else {
                    std::future::pending::<()>().await;
                }
            };
            tokio::select! {
                () = tick => {}
                () = self.wake.called() => {}
                // Asked to stop, or nobody is left who could ask.
                _ = stop.wait_for(|stop| *stop) => break,
            }
        }
        self.transport.rest(&mut line).await;
    }

    /// Says how many mails wait, and clears away old ones from time to time.
    async fn look_around(&self, ticks: u32) {
        if let Ok(waiting) = outbox::waiting(&self.database).await {
            figures::waiting(waiting);
        }
        if ticks.is_multiple_of(TICKS_TO_PURGE) {
            let before = self.clock.now().saturating_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
            if let Err(error) = self.database.apply(&Purge { before }).await {
                tracing::warn!(%error, "old mails could not be cleared away");
            }
        }
    }

    /// Claims the next mail that is due, sends it and says what became of it.
    async fn step(&self, line: &mut Line) -> Result<Step, StoreError> {
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
                figures::count("cancelled");
                Ok(Step::Done)
            }
            ClaimResult::Mail(mail) => {
                let result = self.send(line, &mail, &token).await;
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

    async fn send(&self, line: &mut Line, mail: &ClaimedMail, token: &Token) -> Result<(), NotSent> {
        let letter = Letter::write(mail, token, &self.base).map_err(|_| NotSent::for_good("rejected"))?;
        self.transport.send(line, mail, letter, self.clock.now()).await
    }

    /// Says what became of a mail, and goes on trying to say so: a mail of which that is not known is sent again.
    async fn settle(&self, mail: &ClaimedMail, result: Result<(), NotSent>) {
        let now = self.clock.now();
        let outcome = outcome(mail, self.transport.first_retry(), result, now);
        report(mail, result, outcome);
        let uncertain = result.is_err_and(|not_sent| not_sent.uncertain);
        let stamp = Stamp::new(&self.clock, &self.entropy, None);
        let settle = Settle { mail, outcome, uncertain, stamp };
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

fn outcome(mail: &ClaimedMail, first_retry: SignedDuration, result: Result<(), NotSent>, now: Timestamp) -> Outcome {
    let Err(not_sent) = result else { return Outcome::Sent };
    let pause = backoff::pause(first_retry, mail.attempts).filter(|_| !not_sent.permanent);
    match pause.and_then(|pause| now.checked_add(pause).ok()) {
        Some(at) => Outcome::Later { at, error: not_sent.code },
        None => Outcome::Failed { error: not_sent.code },
    }
}

/// Counts and logs what became of a mail: neither address nor text nor token.
fn report(mail: &ClaimedMail, result: Result<(), NotSent>, outcome: Outcome) {
    let (id, kind, attempts) = (mail.id, mail.kind.as_str(), mail.attempts);
    let (error, status) = result.err().map_or(("", None), |not_sent| (not_sent.code, not_sent.status));
    match outcome {
        Outcome::Sent => {
            figures::count("sent");
            tracing::info!(mail = %id, kind, attempts, "mail sent");
        }
        Outcome::Later { at, .. } => {
            figures::count("later");
            tracing::warn!(mail = %id, kind, attempts, error, status, next = %at, "mail not sent yet");
        }
        Outcome::Failed { .. } => {
            figures::count("failed");
            tracing::error!(mail = %id, kind, attempts, error, status, "mail failed for good");
        }
    }
}
