//! The settings of an organization, as they are typed, and what becomes of them when another user changes them too.

use api_types::{
    IdentityProvider, MAX_GRACE_DAYS, MAX_ORGANIZATION_NUMBER, OrganizationChanges, OrganizationSettings, Problem,
    is_web_url, looks_like_url, read_accent, read_name,
};
use serde::{Deserialize, Serialize};

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingsField {
    Name,
    Number,
    TimeZone,
    NamesAdministrators,
    PortalUrl,
    RequireTwoFactor,
    /// The day on which the grace period ends. Only when the requirement begins.
    GraceEnd,
    /// Separated by spaces.
    Domains,
    /// Whether an identity provider has the passwords.
    HasProvider,
    ProviderName,
    ProviderUrl,
    InvitationDays,
    ReminderDays,
    DefaultRole,
    /// A colour; empty: the usual one.
    Accent,
}

use SettingsField as Field;

const COUNT: usize = Field::Accent as usize + 1;

/// What is wrong with a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsError {
    Invalid,
    /// Another organization has the number.
    Taken,
    /// The domain of one's own address is missing.
    OwnDomain,
}

/// Settings with what is wrong with them.
pub type SettingsErrors = Vec<(Field, SettingsError)>;

/// The settings as texts. A switch that is on is [`ON`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsDraft([String; COUNT]);

/// A switch that is on; one that is off is empty.
pub const ON: &str = "on";

fn switch(is_on: bool) -> String {
    if is_on { ON.to_owned() } else { String::new() }
}

impl SettingsDraft {
    /// The settings as the organization has them.
    pub fn of(settings: &OrganizationSettings) -> Self {
        let mut draft = Self::default();
        let provider = settings.identity_provider.as_ref();
        let end = settings.two_factor_from.as_deref().and_then(|from| from.get(..10)).unwrap_or_default();
        for (field, value) in [
            (Field::Name, settings.name.clone()),
            (Field::Number, settings.number.clone()),
            (Field::TimeZone, settings.time_zone.clone()),
            (Field::NamesAdministrators, switch(settings.names_administrators)),
            (Field::PortalUrl, settings.portal_url.clone().unwrap_or_default()),
            (Field::RequireTwoFactor, switch(settings.two_factor_from.is_some())),
            (Field::GraceEnd, end.to_owned()),
            (Field::Domains, settings.allowed_domains.join(" ")),
            (Field::HasProvider, switch(provider.is_some())),
            (Field::ProviderName, provider.map(|it| it.name.clone()).unwrap_or_default()),
            (Field::ProviderUrl, provider.map(|it| it.url.clone()).unwrap_or_default()),
            (Field::InvitationDays, settings.invitation_days.to_string()),
            (Field::ReminderDays, settings.reminder_days.to_string()),
            (Field::DefaultRole, settings.default_role.map(|role| role.to_string()).unwrap_or_default()),
            (Field::Accent, settings.accent.clone().unwrap_or_default()),
        ] {
            draft.set(field, value);
        }
        draft
    }

    /// A setting as it is typed.
    pub fn get(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    /// Sets one.
    pub fn set(&mut self, field: Field, value: String) {
        self.0[field as usize] = value;
    }

    /// Whether a switch is on.
    pub fn is_on(&self, field: Field) -> bool {
        self.get(field) == ON
    }

    /// Those of `fields` that saving would change.
    pub fn changed(&self, before: &Self, fields: &[Field]) -> Vec<Field> {
        let differs = |field: &Field| self.stored(*field) != before.stored(*field);
        fields.iter().copied().filter(differs).collect()
    }

    /// What a setting becomes when it is saved.
    fn stored(&self, field: Field) -> &str {
        let is_void = match field {
            Field::ProviderName | Field::ProviderUrl => !self.is_on(Field::HasProvider),
            Field::GraceEnd => !self.is_on(Field::RequireTwoFactor),
            _ => false,
        };
        if is_void { "" } else { self.get(field).trim() }
    }

    /// The request that makes `before` this draft. `today` is a day such as `2026-12-01`.
    pub fn changes(&self, before: &Self, fields: &[Field], today: &str) -> OrganizationChanges {
        let changed = self.changed(before, fields);
        let has = |field: Field| changed.contains(&field);
        let text = |field: Field| has(field).then(|| self.stored(field).to_owned());
        let number = |field: Field| has(field).then(|| self.get(field).parse().ok()).flatten();
        let is_provider = [Field::HasProvider, Field::ProviderName, Field::ProviderUrl].into_iter().any(has);
        let begins = has(Field::RequireTwoFactor) && self.is_on(Field::RequireTwoFactor);
        OrganizationChanges {
            name: text(Field::Name),
            number: text(Field::Number),
            time_zone: text(Field::TimeZone),
            names_administrators: has(Field::NamesAdministrators).then(|| self.is_on(Field::NamesAdministrators)),
            portal_url: text(Field::PortalUrl),
            identity_provider: is_provider.then(|| IdentityProvider {
                name: self.stored(Field::ProviderName).to_owned(),
                url: self.stored(Field::ProviderUrl).to_owned(),
            }),
            require_two_factor: has(Field::RequireTwoFactor).then(|| self.is_on(Field::RequireTwoFactor)),
            two_factor_grace_days: begins.then(|| days_between(today, self.get(Field::GraceEnd))).flatten(),
            allowed_domains: has(Field::Domains)
                .then(|| self.get(Field::Domains).split_whitespace().map(str::to_owned).collect()),
            invitation_days: number(Field::InvitationDays),
            reminder_days: number(Field::ReminderDays),
            default_role: has(Field::DefaultRole).then(|| self.get(Field::DefaultRole).parse().ok()),
            accent: text(Field::Accent),
        }
    }

    /// What is wrong with `fields`. The grace period is only looked at when the requirement begins after `before`.
    pub fn errors(&self, before: &Self, fields: &[Field], today: &str) -> SettingsErrors {
        let begins = self.is_on(Field::RequireTwoFactor) && !before.is_on(Field::RequireTwoFactor);
        let has_provider = self.is_on(Field::HasProvider);
        let is_valid = |field: Field| {
            let text = self.get(field).trim();
            match field {
                Field::Name => read_name(text).is_ok_and(|name| !looks_like_url(name)),
                Field::Number => {
                    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
                    (1..=MAX_ORGANIZATION_NUMBER).contains(&text.len()) && text.chars().all(is_sign)
                }
                Field::PortalUrl => text.is_empty() || is_web_url(text) && text.starts_with("https://"),
                Field::GraceEnd => !begins || days_between(today, text).is_some_and(|days| days <= MAX_GRACE_DAYS),
                Field::ProviderName => !has_provider || read_name(text).is_ok(),
                Field::ProviderUrl => !has_provider || is_web_url(text),
                Field::Accent => text.is_empty() || read_accent(text).is_some(),
                _ => true,
            }
        };
        let invalid = fields.iter().copied().filter(|field| !is_valid(*field));
        invalid.map(|field| (field, SettingsError::Invalid)).collect()
    }

    /// This draft, typed over `before`, on top of what the settings are by now; and the settings that both have changed,
    /// each to something else.
    pub fn rebased(&self, before: &Self, now: &Self) -> (Self, Vec<Field>) {
        let (mut draft, mut conflicts) = (now.clone(), Vec::new());
        for field in ALL {
            let (was, mine, theirs) = (before.get(field), self.get(field), now.get(field));
            if mine != was {
                draft.set(field, mine.to_owned());
                if theirs != was && theirs != mine {
                    conflicts.push(field);
                }
            }
        }
        (draft, conflicts)
    }
}

/// Every setting.
const ALL: [Field; COUNT] = [
    Field::Name,
    Field::Number,
    Field::TimeZone,
    Field::NamesAdministrators,
    Field::PortalUrl,
    Field::RequireTwoFactor,
    Field::GraceEnd,
    Field::Domains,
    Field::HasProvider,
    Field::ProviderName,
    Field::ProviderUrl,
    Field::InvitationDays,
    Field::ReminderDays,
    Field::DefaultRole,
    Field::Accent,
];

/// The settings that the server did not accept.
pub fn refused_settings(problem: &Problem) -> SettingsErrors {
    let field = |pointer: &str, code: &str| {
        let field = match pointer {
            "/name" => Field::Name,
            "/number" => Field::Number,
            "/time_zone" => Field::TimeZone,
            "/portal_url" => Field::PortalUrl,
            "/require_two_factor" => Field::RequireTwoFactor,
            "/two_factor_grace_days" => Field::GraceEnd,
            "/identity_provider/name" => Field::ProviderName,
            "/identity_provider/url" => Field::ProviderUrl,
            "/invitation_days" => Field::InvitationDays,
            "/reminder_days" => Field::ReminderDays,
            "/default_role" => Field::DefaultRole,
            "/accent" => Field::Accent,
            _ if pointer.starts_with("/allowed_domains") => Field::Domains,
            _ => return None,
        };
        let error = match code {
            "taken" => SettingsError::Taken,
            "own_domain" => SettingsError::OwnDomain,
            _ => SettingsError::Invalid,
        };
        Some((field, error))
    };
    problem.errors.iter().filter_map(|error| field(&error.pointer, &error.code)).collect()
}

/// The day so many days after another.
pub fn day_after(day: &str, days: i64) -> Option<String> {
    let days = days_of(day)? + days;
    // Civil days from the number of days since 0000-03-01.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// How many days a day is after another; none for one before it, or for something that is no day.
fn days_between(from: &str, to: &str) -> Option<u16> {
    u16::try_from(days_of(to)? - days_of(from)?).ok()
}

/// Days since 1970-01-01 of a day such as `2026-12-01`.
fn days_of(day: &str) -> Option<i64> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use api_types::{FieldProblem, RoleId, SeatUse};

    use super::*;

    fn settings() -> OrganizationSettings {
        OrganizationSettings {
            name: "Acme".into(),
            number: "10234".into(),
            time_zone: "UTC".into(),
            names_administrators: false,
            portal_url: None,
            two_factor_from: None,
            identity_provider: None,
            allowed_domains: vec!["acme.example".into()],
            email_domains: Vec::new(),
            invitation_days: 7,
            reminder_days: 2,
            default_role: None,
            accent: None,
            seats: SeatUse { members: 1, pending: 0, expired: 0, limit: None },
            billing_url: None,
            version: 3,
        }
    }

    fn typed(changes: &[(Field, &str)]) -> SettingsDraft {
        let mut draft = SettingsDraft::of(&settings());
        changes.iter().for_each(|(field, value)| draft.set(*field, (*value).to_owned()));
        draft
    }

    fn changes(draft: &SettingsDraft) -> OrganizationChanges {
        draft.changes(&SettingsDraft::of(&settings()), &ALL, "2026-11-21")
    }

    #[test]
    fn org4_only_what_was_changed_is_sent() {
        assert_eq!(changes(&typed(&[])), OrganizationChanges::default());
        assert_eq!(changes(&typed(&[(Field::Name, " Acme ")])), OrganizationChanges::default());
        let role = RoleId::from_u128(7);
        let draft = typed(&[
            (Field::Domains, "acme.example new.example"),
            (Field::DefaultRole, &role.to_string()),
            (Field::InvitationDays, "30"),
            (Field::NamesAdministrators, ON),
        ]);
        let expected = OrganizationChanges {
            allowed_domains: Some(vec!["acme.example".into(), "new.example".into()]),
            default_role: Some(Some(role)),
            invitation_days: Some(30),
            names_administrators: Some(true),
            ..OrganizationChanges::default()
        };
        assert_eq!(changes(&draft), expected);
    }

    #[test]
    fn org4_a_colour_is_hexadecimal_or_the_usual_one() {
        let wrong = |accent: &str| {
            let draft = typed(&[(Field::Accent, accent)]);
            !draft.errors(&SettingsDraft::of(&settings()), &ALL, "2026-11-21").is_empty()
        };
        assert!(!wrong("") && !wrong("#fa0") && !wrong(" #1d63a8 "));
        assert!(wrong("red") && wrong("#12"));
    }

    #[test]
    fn org4_the_grace_period_is_counted_in_days() {
        let draft = typed(&[(Field::RequireTwoFactor, ON), (Field::GraceEnd, "2026-12-19")]);
        let sent = changes(&draft);
        assert_eq!((sent.require_two_factor, sent.two_factor_grace_days), (Some(true), Some(28)));
        let wrong = |end: &str| {
            let draft = typed(&[(Field::RequireTwoFactor, ON), (Field::GraceEnd, end)]);
            draft.errors(&SettingsDraft::of(&settings()), &ALL, "2026-11-21")
        };
        assert!(wrong("2026-11-21").is_empty() && wrong("2027-02-19").is_empty());
        for end in ["", "2026-11-20", "2027-02-20", "soon"] {
            assert_eq!(wrong(end), [(Field::GraceEnd, SettingsError::Invalid)], "{end}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        for (day, days, after) in
            [("2026-11-21", 14, "2026-12-05"), ("2028-02-28", 1, "2028-02-29"), ("2026-12-31", 1, "2027-01-01")]
        {
            assert_eq!(day_after(day, days).as_deref(), Some(after));
            assert_eq!(days_between(day, after), u16::try_from(days).ok());
        }
        assert_eq!(days_of("1970-01-01"), Some(0));
        assert_eq!(days_between("2026-01-02", "2026-01-01"), None);
    }

    #[test]
    fn org4_a_provider_that_is_turned_off_is_cleared() {
        let provider = IdentityProvider { name: "Acme ID".into(), url: "https://id.acme.example".into() };
        let before = SettingsDraft::of(&OrganizationSettings { identity_provider: Some(provider), ..settings() });
        let mut draft = before.clone();
        draft.set(Field::HasProvider, String::new());
        let sent = draft.changes(&before, &ALL, "2026-11-21").identity_provider;
        assert_eq!(sent, Some(IdentityProvider { name: String::new(), url: String::new() }));
        let half = typed(&[(Field::HasProvider, ON), (Field::ProviderUrl, "id.acme.example")]);
        let fields = half.errors(&SettingsDraft::of(&settings()), &ALL, "2026-11-21");
        assert_eq!(
            fields.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
            [Field::ProviderName, Field::ProviderUrl]
        );
    }

    #[test]
    fn u5_what_both_have_changed_is_a_conflict() {
        let before = SettingsDraft::of(&settings());
        let mine = typed(&[(Field::Name, "Mine"), (Field::Number, "1")]);
        let theirs = typed(&[(Field::Name, "Theirs"), (Field::TimeZone, "Europe/Berlin")]);
        let (draft, conflicts) = mine.rebased(&before, &theirs);
        assert_eq!(conflicts, [Field::Name]);
        let values = [Field::Name, Field::Number, Field::TimeZone].map(|field| draft.get(field).to_owned());
        assert_eq!(values, ["Mine", "1", "Europe/Berlin"]);
    }

    #[test]
    fn what_the_server_refuses_is_said_at_its_field() {
        let error = |pointer: &str, code: &str| FieldProblem {
            pointer: pointer.into(),
            code: code.into(),
            detail: String::new(),
        };
        let problem = Problem {
            kind: String::new(),
            title: String::new(),
            status: 422,
            code: String::new(),
            detail: String::new(),
            errors: vec![error("/number", "taken"), error("/allowed_domains", "own_domain"), error("/x", "invalid")],
        };
        let expected = [(Field::Number, SettingsError::Taken), (Field::Domains, SettingsError::OwnDomain)];
        assert_eq!(refused_settings(&problem), expected);
    }
}
