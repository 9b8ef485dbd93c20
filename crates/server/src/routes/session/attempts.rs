//! Attempts to sign in: slowed down by account and client, so that a stranger does not stop the owner.

use std::{net::IpAddr, num::NonZeroU32};

use api_types::AccountId;
use axum::{http::HeaderName, response::AppendHeaders};

use super::cookie;
use crate::{
    authz::Token,
    budget::Budget,
    client::Client,
    error::ApiError,
    state::AppState,
    store::{
        known_browsers::{self, RememberBrowser},
        limits::{Limit, LimitError, LimitKey, Take},
    },
};

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Strangers can try it, from many addresses.
    Password,
    /// Only whoever knows the password can try it, and it has few values.
    Code,
}

impl Proof {
    const fn purpose(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
        }
    }

    /// How often all unknown browsers together can try it for one account, for each time that one of them can.
    const fn clients(self) -> u32 {
        match self {
            Self::Password => 10,
            Self::Code => 1,
        }
    }
}

/// An attempt that was counted.
pub struct Attempt {
    /// The budgets that a success fills again.
    forgiven: Vec<LimitKey>,
}

impl Attempt {
    /// Counts an attempt for the account with this e-mail address, whether there is one or not. A browser in which its
    /// owner has signed in has a budget of its own. Other clients have one each, and share another one.
    ///
    /// # Errors
    /// When there were too many. Then the attempt must not be made.
    pub async fn count(
        state: &AppState,
        proof: Proof,
        email_key: &str,
        peer: Option<IpAddr>,
        browser: Option<&Token>,
    ) -> Result<Self, ApiError> {
        let known = match browser {
            // A NUL is in no address, and PostgreSQL refuses to look for it.
            Some(browser) if !email_key.contains('\0') => {
                let hash = browser.hash();
                known_browsers::is_known(&state.database, hash, email_key).await?.then_some(hash)
            }
            _ => None,
        };
        let each = state.settings.attempts_per_account;
        let limit = |of: &str, whose: &[u8], number: NonZeroU32| Limit {
            key: LimitKey::new(proof.purpose(), &[of.as_bytes(), email_key.as_bytes(), whose]),
            budget: Budget::per_minute(number),
        };
        let (limits, forgiven) = match known {
            Some(browser) => {
                let own = limit("browser", &browser.0, each);
                (vec![own], vec![own.key])
            }
            None => {
                let client = peer.map(|peer| Client::at(peer).to_string()).unwrap_or_default();
                let own = limit("client", client.as_bytes(), each);
                let all = each.saturating_mul(NonZeroU32::MIN.saturating_add(proof.clients() - 1));
                (vec![own, limit("all", &[], all)], vec![own.key])
            }
        };
        state.database.apply(&Take { limits, now: state.clock.now() }).await?;
        Ok(Self { forgiven })
    }

    /// The owner has signed in: the failures before are forgotten, and the browser is known from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn succeed(
        self,
        state: &AppState,
        account: AccountId,
        browser: Option<Token>,
    ) -> Result<AppendHeaders<[(HeaderName, String); 1]>, ApiError> {
        remember(state, account, browser, self.forgiven).await
    }
}

/// Knows the browser from now on, in which the owner of the account has just signed in.
///
/// # Errors
/// When the database fails.
pub async fn remember(
    state: &AppState,
    account: AccountId,
    browser: Option<Token>,
    forgiven: Vec<LimitKey>,
) -> Result<AppendHeaders<[(HeaderName, String); 1]>, ApiError> {
    let (token, now) = (Token::new(&state.entropy), state.clock.now());
    let replaces = browser.map(|browser| browser.hash());
    let change = RememberBrowser { account, token: token.hash(), replaces, forgiven, now };
    state.database.apply(&change).await?;
    Ok(AppendHeaders(cookie::set_browser(&state.settings, &token)))
}

impl From<LimitError> for ApiError {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::Limited(limited) => limited.into(),
            LimitError::Store(error) => error.into(),
        }
    }
}
