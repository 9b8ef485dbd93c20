//! Opening a session, for every way of signing in.

use api_types::{Account, AccountId};
use jiff::{SignedDuration, Timestamp};

use crate::{
    authz::{CurrentSession, SignedIn, Token},
    routes::extract::UserAgent,
    state::AppState,
    store::{
        audit::Source,
        sessions::{OpenSession, SessionState},
    },
};

/// How long a second factor may take.
const PENDING: SignedDuration = SignedDuration::from_mins(5);

/// A session to open, and the token that its browser gets.
pub struct Opening {
    pub token: Token,
    pub change: OpenSession,
}

impl Opening {
    /// A session of the account for this browser, in place of the one that it came with.
    pub fn new(
        state: &AppState,
        account: AccountId,
        session_state: SessionState,
        (source, UserAgent(user_agent)): (&Source, UserAgent),
        replaces: Option<Token>,
    ) -> Self {
        let (token, now) = (Token::new(&state.entropy), state.clock.now());
        let expires_at = match session_state {
            SessionState::Full => state.settings.session_end(now, now),
            SessionState::SecondFactorPending => now.checked_add(PENDING).unwrap_or(Timestamp::MAX),
        };
        let change = OpenSession {
            id: state.new_id(),
            token: token.hash(),
            account,
            state: session_state,
            expires_at,
            user_agent,
            replaces: replaces.map(|old| old.hash()),
            context: state.audit_context(source),
        };
        Self { token, change }
    }

    /// Whoever has the session once it is open.
    pub fn signed_in(&self, account: Account) -> SignedIn {
        let OpenSession { id, token, expires_at, ref context, .. } = self.change;
        SignedIn::vouch(account, CurrentSession { id, token, expires_at, proven_at: context.at })
    }
}
