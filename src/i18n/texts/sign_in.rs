//! What is said to somebody who signs in, or accepts an invitation.

use super::Text;

/// Signing in, with a second factor or without.
pub struct SignInTexts {
    pub email: Text,
    pub password: Text,
    pub email_missing: Text,
    pub email_incomplete: Text,
    pub password_missing: Text,
    pub wrong: Text,
    pub too_many_attempts: Text,
    pub code_title: Text,
    pub code_lede: Text,
    pub code: Text,
    pub code_submit: Text,
    pub code_incomplete: Text,
    pub code_wrong: Text,
    /// The password step has run out; it starts again.
    pub code_expired: Text,
    pub other_account: Text,
    pub demo_title: Text,
    /// What a demo account shows, by its name on the wire; the name itself for one that is not known.
    pub demo_shows: fn(shows: &str) -> &str,
    pub demo_use: fn(email: &str) -> String,
    pub again: SignInAgainTexts,
    pub invitation: InvitationTexts,
}

/// Signing in again over the page one was on.
pub struct SignInAgainTexts {
    pub title: Text,
    pub text: Text,
    pub password_for: fn(email: &str) -> String,
    pub other_account: Text,
    pub wrong: Text,
}

/// Accepting an invitation.
pub struct InvitationTexts {
    /// Until it is known whose it is.
    pub title: Text,
    pub join: fn(organization: &str) -> String,
    pub invited_by: fn(name: &str) -> String,
    pub invited: Text,
    pub organization: Text,
    pub role: Text,
    pub roles: Text,
    pub companies: Text,
    pub message: Text,
    pub valid_until: Text,
    pub given_name: Text,
    pub family_name: Text,
    /// Neither is there.
    pub name_missing: Text,
    /// About either of them.
    pub name_invalid: Text,
    pub password: Text,
    pub password_hint: Text,
    pub password_missing: Text,
    pub password_short: Text,
    pub password_long: Text,
    pub submit: Text,
    pub sign_in_first: Text,
    pub signed_in: fn(email: &str) -> String,
    pub wrong_account: fn(email: &str) -> String,
    pub switch: Text,
    pub joined: Text,
    /// Why there is nothing to accept, by the server's code: title and text.
    pub closed: fn(code: &str) -> (Text, Text),
    pub ask: Text,
    pub asked: Text,
    /// Inside another's page.
    pub elsewhere_title: Text,
    pub elsewhere_text: Text,
    pub elsewhere_open: Text,
}
