//! What the dialog that changes an e-mail address says.

use super::Text;
use crate::forms::NewEmailProblem;

/// The dialog.
pub struct EmailChangeTexts {
    pub title: fn(name: &str) -> String,
    /// What happens next; until then, sign-in is with the present address.
    pub means: fn(present: &str) -> String,
    pub field: Text,
    /// Another address waits already.
    pub replaces: fn(pending: &str) -> String,
    pub submit: Text,
    /// In place of the field, on a server that sends no mail.
    pub no_mail: Text,
    pub wrong: fn(NewEmailProblem) -> Text,
}
