//! What is said to somebody who signs in, or accepts an invitation.

use super::{super::Format, Text};

/// Signing in, with a second factor or without.
pub struct SignInTexts {
    pub email: Text,
    pub password: Text,
    pub email_missing: Text,
    pub email_incomplete: Text,
    pub password_missing: Text,
    pub wrong: Text,
    pub too_many_attempts: Text,
    /// The password is right, but the account is active in no organization.
    pub paused: Text,
    /// The browser did not keep the session's cookie.
    pub no_cookies: Text,
    pub code_title: Text,
    pub code_lede: Text,
    pub code: Text,
    pub code_submit: Text,
    pub code_incomplete: Text,
    pub code_wrong: Text,
    /// The password step has run out; it starts again.
    pub code_expired: Text,
    pub other_account: Text,
    pub use_recovery_code: Text,
    pub use_totp: Text,
    pub use_passkey: Text,
    pub recovery_code_title: Text,
    pub recovery_code_lede: Text,
    pub recovery_code: Text,
    pub recovery_code_missing: Text,
    pub recovery_code_wrong: Text,
    pub passkey_title: Text,
    pub passkey_lede: Text,
    pub passkey_sign_in: Text,
    pub passkey_failed: Text,
    pub passkey_refused: Text,
    pub demo_title: Text,
    /// What a demo account shows, by its name on the wire; the name itself for one that is not known.
    pub demo_shows: fn(shows: &str) -> &str,
    pub demo_use: fn(email: &str) -> String,
    pub again: SignInAgainTexts,
    pub invitation: InvitationTexts,
    pub forgot_password: Text,
    pub password_reset: PasswordResetTexts,
    pub email_change: ConfirmEmailTexts,
    pub stop_mails: StopMailsTexts,
    /// In place of the page that signs in.
    pub elsewhere: ElsewhereTexts,
}

/// Wanting no more e-mails about invitations.
pub struct StopMailsTexts {
    pub title: Text,
    pub lede: Text,
    pub means: Text,
    pub submit: Text,
    pub done_title: Text,
    pub done: Text,
    pub undo: Text,
    /// The link leads to no e-mail: title and text.
    pub invalid: (Text, Text),
    pub elsewhere: ElsewhereTexts,
}

/// Signing in again over the page one was on.
pub struct SignInAgainTexts {
    pub title: Text,
    pub text: Text,
    pub password_for: fn(email: &str) -> String,
    pub other_account: Text,
    pub wrong: Text,
    pub proof: ProofTexts,
}

/// Proving again who one is.
pub struct ProofTexts {
    pub title: Text,
    pub text: Text,
    pub submit: Text,
    pub use_password: Text,
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
    pub password_missing: Text,
    pub password_short: fn(Format, u64) -> String,
    pub password_long: Text,
    pub password_easy: Text,
    pub submit: Text,
    pub invited_by_label: Text,
    pub invited_on: Text,
    pub decline: Text,
    pub decline_title: Text,
    pub decline_means: Text,
    pub declined: Text,
    pub declined_means: Text,
    pub sign_in_first: Text,
    pub signed_in: fn(email: &str) -> String,
    pub wrong_account: fn(email: &str) -> String,
    pub switch: Text,
    pub joined: Text,
    /// Why there is nothing to accept, by the server's code: title and text.
    pub closed: fn(code: &str) -> (Text, Text),
    pub ask: Text,
    pub asked: Text,
    pub elsewhere: ElsewhereTexts,
}

/// In place of a page that is not shown inside another's.
pub struct ElsewhereTexts {
    pub title: Text,
    pub text: Text,
    pub open: Text,
}

/// Confirming a new e-mail address.
pub struct ConfirmEmailTexts {
    pub title: Text,
    /// Whose account it is; without an organization, it is a change of one's own.
    pub account: fn(name: &str, organization: &str) -> String,
    pub means: Text,
    pub submit: Text,
    pub until: fn(moment: &str) -> String,
    pub unexpected: Text,
    pub done_title: Text,
    pub done: fn(email: &str) -> String,
    /// Why there is nothing to confirm, by the server's code: title and text.
    pub closed: fn(code: &str) -> (Text, Text),
    pub elsewhere: ElsewhereTexts,
}

/// Asking for a new password, and choosing it.
pub struct PasswordResetTexts {
    pub ask_title: Text,
    pub ask_lede: Text,
    pub ask_submit: Text,
    pub asked_title: Text,
    /// Says nothing of whether there is such an account.
    pub asked: fn(email: &str) -> String,
    pub asked_hint: Text,
    /// On a server that sends no mail.
    pub no_mail: Text,
    pub back: Text,
    pub title: Text,
    pub of: fn(email: &str) -> String,
    pub password: Text,
    /// The fewest characters.
    pub rule: fn(Format, u64) -> String,
    /// Behind the rule: how many characters there are.
    pub now: fn(Format, u64) -> String,
    /// The second rule, before anything was typed.
    pub not_obvious: Text,
    pub too_easy: Text,
    pub good: Text,
    pub strong: Text,
    pub sessions_end: fn(Format, u64) -> String,
    pub sign_in_again: Text,
    /// Who has a second factor.
    pub sign_in_again_with_factor: Text,
    pub submit: Text,
    pub until: fn(moment: &str) -> String,
    pub done_title: Text,
    pub done: Text,
    /// Why no password can be chosen, by the server's code: title and text.
    pub closed: fn(code: &str) -> (Text, Text),
    pub ask_again: Text,
    pub elsewhere: ElsewhereTexts,
}
