//! The texts of mails, in every language. A new text is a field here; the compiler then asks for each language.

mod de;
mod en;

use api_types::{DeviceLevel, Language};
use jiff::{Timestamp, tz::TimeZone};

/// The parameters of the texts, safe for mails.
pub(super) struct TextParams<'a> {
    pub organization: &'a str,
    /// The inviter.
    pub inviter: Option<&'a str>,
    /// Who is invited, whose password it is, or the new address.
    pub email: &'a str,
    /// When the link ends, or the last day with access, as people write it.
    pub until: &'a str,
    /// Whose last day it is, or who asks for access.
    pub who: &'a str,
    /// Recovery codes that were not used.
    pub left: i64,
    /// The device or group that is requested; none if the reader must not learn its name.
    pub target: Option<&'a str>,
}

/// What one kind of mail says.
pub(super) struct KindTexts {
    pub subject: fn(&TextParams<'_>) -> String,
    /// The first sentence.
    pub lead: fn(&TextParams<'_>) -> String,
    /// What to do.
    pub next: fn(&TextParams<'_>) -> String,
    pub button: &'static str,
    /// What to do when this was not expected.
    pub unexpected: fn(&TextParams<'_>) -> String,
}

pub(super) struct Texts {
    /// As a heading of the message that the inviter wrote.
    pub message_from: fn(&TextParams<'_>) -> String,
    pub roles: &'static str,
    pub until: &'static str,
    /// Stands before the link as text.
    pub link: &'static str,
    /// Why this mail came.
    pub footer: &'static str,
    /// The predefined role of this key, as this language calls it.
    pub role: fn(&str) -> Option<&'static str>,
    /// Day, month, year.
    pub day: fn(jiff::civil::Date) -> String,
    /// What can be done with a device.
    pub level: fn(DeviceLevel) -> &'static str,
    /// As headings of what is asked for or granted.
    pub device: &'static str,
    pub level_label: &'static str,
    pub last_day: &'static str,
    /// Leads to the request in the list of requests.
    pub open_request: &'static str,
    pub users: &'static str,
    /// `12 users`; more than one.
    pub number_of_users: fn(u64) -> String,
    /// Behind names: how many are not named.
    pub and_more: fn(u64) -> String,
    /// Leads to where one says that no more mails about invitations are wanted.
    pub stop: &'static str,
    pub invitation: KindTexts,
    pub reminder: KindTexts,
    pub new_link_wanted: KindTexts,
    pub invitation_wanted: KindTexts,
    pub password_reset: KindTexts,
    pub password_changed: KindTexts,
    pub second_factor_reset: KindTexts,
    pub access_ends: KindTexts,
    pub access_kept: KindTexts,
    pub email_change: KindTexts,
    pub email_change_requested: KindTexts,
    pub email_changed: KindTexts,
    pub own_password_changed: KindTexts,
    pub totp_enabled: KindTexts,
    pub totp_disabled: KindTexts,
    pub recovery_codes_created: KindTexts,
    pub recovery_code_used: KindTexts,
    pub passkey_added: KindTexts,
    pub passkey_removed: KindTexts,
    pub own_email_change: KindTexts,
    pub own_email_change_requested: KindTexts,
    pub own_email_changed: KindTexts,
    pub organization_disabled: KindTexts,
    pub organization_enabled: KindTexts,
    pub organization_deleted: KindTexts,
    pub organization_restored: KindTexts,
    pub access_requested: KindTexts,
    pub access_approved: KindTexts,
    pub access_declined: KindTexts,
    pub mailbox: MailboxTexts,
}

/// What the demo's page of mails says.
pub(super) struct MailboxTexts {
    pub title: &'static str,
    pub lede: &'static str,
    pub empty: &'static str,
    pub to: &'static str,
    pub at: &'static str,
    pub back: &'static str,
    pub open_link: &'static str,
    pub gone: &'static str,
    pub to_roster: &'static str,
}

/// The texts of a language.
pub(super) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::De => &de::TEXTS,
    }
}

/// A moment as people write it, in UTC.
pub(super) fn moment(language: Language, at: Timestamp) -> String {
    let at = TimeZone::UTC.to_datetime(at);
    format!("{}, {:02}:{:02} UTC", (texts(language).day)(at.date()), at.hour(), at.minute())
}

/// The language that a browser asks for first, of those that there are.
pub(super) fn accepted(header: &str) -> Language {
    let weight = |range: &str| -> Option<(Language, f32)> {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next()?;
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |text| text.parse().ok())?;
        Some((Language::from_tag(tag)?, weight))
    };
    let mut best = (Language::En, 0.0);
    for (language, weight) in header.split(',').filter_map(weight) {
        if weight > best.1 {
            best = (language, weight);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_out() {
        let at = "2026-03-04T05:06:59Z".parse().unwrap();
        assert_eq!(moment(Language::En, at), "4 March 2026, 05:06 UTC");
        assert_eq!(moment(Language::De, at), "4. März 2026, 05:06 UTC");
    }

    #[test]
    fn the_browser_says_which_language() {
        for (header, language) in [
            ("de-DE,de;q=0.9,en;q=0.8", Language::De),
            ("en-GB,en;q=0.9,de;q=0.8", Language::En),
            ("fr,de;q=0.2,en;q=0.1", Language::De),
            ("de;q=0,en;q=x", Language::En),
            ("", Language::En),
        ] {
            assert_eq!(accepted(header), language, "{header}");
        }
    }
}
