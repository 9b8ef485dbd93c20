//! Options of an invitation: lifetime, message, and whether a mail is sent.

use api_types::{FieldProblem, MAX_INVITATION_DAYS, MAX_INVITATION_MESSAGE, MailService, tidy_text};
use jiff::SignedDuration;

use crate::state::AppState;

/// A number of days as a duration.
pub fn lifetime(days: Option<u16>) -> Option<SignedDuration> {
    days.map(|days| SignedDuration::from_hours(24 * i64::from(days)))
}

/// The problem with the lifetime of an invitation, if any.
pub fn lifetime_problem(days: Option<u16>) -> Option<FieldProblem> {
    match days {
        Some(0) => Some(problem("/lifetime_days", "too_small", "At least one day.")),
        Some(days) if days > MAX_INVITATION_DAYS => Some(problem("/lifetime_days", "too_large", "At most 90 days.")),
        _ => None,
    }
}

/// The problem with sending mail, if the server cannot.
pub fn mail_problem(state: &AppState, send_email: bool) -> Option<FieldProblem> {
    let detail = "This server sends no mail. Copy the link and share it.";
    (send_email && !can_send_mail(state)).then(|| problem("/send_email", "no_mail", detail))
}

/// Whether this server sends mail.
pub fn can_send_mail(state: &AppState) -> bool {
    state.settings.mail != MailService::None
}

/// A message as it is kept, see [`tidy_text`]; `None` when nothing is left.
pub fn message(text: Option<&str>) -> Option<String> {
    Some(tidy_text(text.unwrap_or_default())).filter(|text| !text.is_empty())
}

/// The problem with a message, if any.
pub fn message_problem(text: Option<&str>) -> Option<FieldProblem> {
    let text = text?;
    let odd = |character: char| character.is_control() && character != '\n' && character != '\t';
    if text.chars().count() > MAX_INVITATION_MESSAGE {
        Some(problem("/message", "too_long", "At most 2,000 characters."))
    } else if text.chars().any(odd) {
        Some(problem("/message", "invalid", "Text without control characters."))
    } else {
        None
    }
}

/// Each once, in the order given.
pub fn each_once<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// A problem with one field.
pub fn problem(pointer: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}
