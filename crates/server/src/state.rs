//! What every request shares: the database, the settings, the clock, and what is computed once.

mod job_notify;
mod secret_key;

use std::{num::NonZeroU32, ops::Deref, sync::Arc};

use api_types::{DemoAccount, MailService};
use jiff::{SignedDuration, Timestamp};

pub use job_notify::JobNotify;

use crate::{
    after_response::AfterResponse,
    clock::{Clock, Entropy, Identifier, new_id},
    config::BillingUrl,
    cursor::CursorKey,
    mail::{OutboxNotify, Transport, Worker},
    session::{HashingFailed, Passkeys, Passwords, RateLimit, SecretKey},
    shares::Shares,
    store::{
        self, Database, StoreError,
        audit::{AuditContext, Source},
        listing::PageIndexes,
        mail_limits::MailLimits,
    },
    streams::Streams,
};

/// What the operator decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach the server, without a slash at the end: `https://roster.example`.
    pub public_base_url: String,
    /// A session that is not used ends after this long.
    pub session_idle: SignedDuration,
    /// A session ends after this long, used or not.
    pub session_lifetime: SignedDuration,
    /// How many wrong passwords or codes an account may see in a minute from one client.
    pub attempts_per_account: NonZeroU32,
    /// How many passwords and codes may come from one address in a minute, right or wrong.
    pub attempts_per_peer: NonZeroU32,
    /// What the sign-in page offers; empty except in `roster demo`.
    pub demo_accounts: Vec<DemoAccount>,
    /// How mail leaves.
    pub mail: MailService,
    /// Seals the secrets of authenticator apps; none: the database keeps the key.
    pub secret_key: Option<SecretKey>,
    /// Where browsers use passkeys; none: at `public_base_url`.
    pub passkey_origin: Option<String>,
    /// How many mails about invitations leave.
    pub mail_limits: MailLimits,
    /// How many organizations somebody with an account can create in a day; none: only the operator creates them.
    pub organizations_per_account: Option<NonZeroU32>,
    /// Where the subscriptions of organizations are managed.
    pub billing_url: Option<BillingUrl>,
}

impl Settings {
    /// Whether people reach the server by TLS, so that its cookies must not travel without.
    pub fn is_secure(&self) -> bool {
        self.public_base_url.starts_with("https://")
    }

    /// When a session ends that began at `created_at` and is used at `now`.
    pub fn session_end(&self, created_at: Timestamp, now: Timestamp) -> Timestamp {
        let later = |from: Timestamp, by| from.checked_add(by).unwrap_or(Timestamp::MAX);
        later(now, self.session_idle).min(later(created_at, self.session_lifetime))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_base_url: "http://localhost:8080".to_owned(),
            session_idle: SignedDuration::from_hours(12),
            session_lifetime: SignedDuration::from_hours(30 * 24),
            attempts_per_account: NonZeroU32::MIN.saturating_add(9),
            attempts_per_peer: NonZeroU32::MIN.saturating_add(299),
            demo_accounts: Vec::new(),
            mail: MailService::None,
            secret_key: None,
            passkey_origin: None,
            mail_limits: MailLimits::default(),
            organizations_per_account: NonZeroU32::new(10),
            billing_url: None,
        }
    }
}

/// The state could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
    #[error("its secrets are sealed with another key than the one in secret_key_file")]
    OtherSecretKey,
}

/// What every request shares; clones are the same.
#[derive(Debug, Clone)]
pub struct AppState(Arc<Shared>);

/// The parts of [`AppState`].
#[derive(Debug)]
pub struct Shared {
    pub database: Database,
    pub settings: Settings,
    pub clock: Clock,
    pub entropy: Entropy,
    pub passwords: Passwords,
    pub passkeys: Passkeys,
    pub secret_key: SecretKey,
    /// Wrong passwords and codes of people who are signed in, by account.
    pub proof_limit: RateLimit,
    /// Challenges for passkeys by the client that asked for them.
    pub challenge_peer_limit: RateLimit,
    /// Passwords and codes by the address that they came from.
    pub peer_limit: RateLimit,
    /// Refused sign-ins by e-mail address and reason: one a minute is recorded.
    pub refusal_limit: RateLimit,
    /// Requests for a new password by e-mail address.
    pub reset_limit: RateLimit,
    /// Requests for a new password, and tokens of such requests, by the address that they came from.
    pub reset_peer_limit: RateLimit,
    /// Attempts to create an organization by account, also those that fail.
    pub organization_limit: RateLimit,
    /// Tokens of invitations by the address that they came from.
    pub invitation_peer_limit: RateLimit,
    /// Tokens of changes of an e-mail address by the address that they came from.
    pub email_change_peer_limit: RateLimit,
    /// Wrong API keys by the address that they came from.
    pub key_peer_limit: RateLimit,
    /// Work whose duration a client must not learn.
    pub after_response: AfterResponse,
    pub cursors: CursorKey,
    /// Where rows are in very long lists.
    pub page_indexes: PageIndexes,
    /// Who reads lists.
    pub list_shares: Shares,
    /// Open streams of changes.
    pub streams: Streams,
    /// Call `now` when a mail was added to the outbox.
    pub mail_notify: OutboxNotify,
    /// Call `now` when a job was created or started.
    pub job_notify: JobNotify,
}

impl AppState {
    /// Puts the state together, over a database whose tables are up to date.
    ///
    /// # Errors
    /// When the database does not answer or passwords cannot be hashed.
    pub async fn new(
        database: Database,
        settings: Settings,
        clock: Clock,
        entropy: Entropy,
    ) -> Result<Self, StartError> {
        let cursors = store::keys::load_or_create(&database, "cursor", entropy.bytes()).await?;
        let secret_key = secret_key::load(&database, settings.secret_key.clone(), &entropy).await?;
        store::statistics::renew(&database).await?;
        Ok(Self(Arc::new(Shared {
            passwords: Passwords::new(&entropy)?,
            passkeys: Passkeys::new(settings.passkey_origin.as_deref().unwrap_or(&settings.public_base_url)),
            secret_key,
            challenge_peer_limit: RateLimit::new(settings.attempts_per_peer, clock.clone()),
            proof_limit: RateLimit::new(settings.attempts_per_account, clock.clone()),
            peer_limit: RateLimit::new(settings.attempts_per_peer, clock.clone()),
            refusal_limit: RateLimit::new(NonZeroU32::MIN, clock.clone()),
            reset_limit: RateLimit::new(settings.attempts_per_account, clock.clone()),
            reset_peer_limit: RateLimit::new(settings.attempts_per_peer, clock.clone()),
            organization_limit: RateLimit::new(settings.attempts_per_account, clock.clone()),
            invitation_peer_limit: RateLimit::new(settings.attempts_per_peer, clock.clone()),
            email_change_peer_limit: RateLimit::new(settings.attempts_per_peer, clock.clone()),
            key_peer_limit: RateLimit::new(settings.attempts_per_peer, clock.clone()),
            after_response: AfterResponse::default(),
            cursors: CursorKey::new(cursors),
            page_indexes: PageIndexes::default(),
            list_shares: Shares::of(database.readers()),
            streams: Streams::new(entropy.bytes()),
            mail_notify: OutboxNotify::default(),
            job_notify: JobNotify::default(),
            database,
            settings,
            clock,
            entropy,
        })))
    }

    /// A new identifier.
    pub fn new_id<Id: Identifier>(&self) -> Id {
        new_id(&self.clock, &self.entropy)
    }

    /// A worker that sends the mails of this server.
    pub fn mail_worker(&self, transport: Transport) -> Arc<Worker> {
        let base = self.settings.public_base_url.clone();
        Worker::new(
            self.database.clone(),
            (self.clock.clone(), self.entropy.clone()),
            self.mail_notify.clone(),
            transport,
            base,
        )
    }

    /// The audit context of a change that is requested now.
    pub fn audit_context(&self, source: &Source) -> AuditContext {
        AuditContext::new(&self.clock, &self.entropy, source.clone())
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
