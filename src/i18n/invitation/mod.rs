//! What is said to somebody who accepts an invitation. It stands apart from the other texts to come with what says it.

mod de;
mod en;

use super::{I18n, Locale};

/// Accepting an invitation.
pub struct InvitationTexts {
    /// Until it is known whose it is.
    pub title: &'static str,
    pub join: fn(organization: &str) -> String,
    pub invited_by: fn(name: &str) -> String,
    pub invited: &'static str,
    pub organization: &'static str,
    pub role: &'static str,
    pub roles: &'static str,
    pub companies: &'static str,
    pub message: &'static str,
    pub valid_until: &'static str,
    pub name: &'static str,
    pub name_missing: &'static str,
    pub name_invalid: &'static str,
    pub password: &'static str,
    pub password_hint: &'static str,
    pub password_missing: &'static str,
    pub password_short: &'static str,
    pub password_long: &'static str,
    pub submit: &'static str,
    pub sign_in_first: &'static str,
    pub signed_in: fn(email: &str) -> String,
    pub wrong_account: fn(email: &str) -> String,
    pub switch: &'static str,
    pub joined: &'static str,
    /// Why there is nothing to accept, by the server's code: title and text.
    pub closed: fn(code: &str) -> (&'static str, &'static str),
    pub ask: &'static str,
    pub asked: &'static str,
    /// Inside another's page.
    pub elsewhere_title: &'static str,
    pub elsewhere_text: &'static str,
    pub elsewhere_open: &'static str,
}

impl Locale {
    /// The texts about accepting, in this language.
    pub const fn invitation(self) -> &'static InvitationTexts {
        match self {
            Self::English => &en::TEXTS,
            Self::German => &de::TEXTS,
        }
    }
}

impl I18n {
    /// The texts about accepting; tracked.
    pub fn invitation(self) -> &'static InvitationTexts {
        self.locale().invitation()
    }
}
