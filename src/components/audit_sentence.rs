//! An event of the audit log as a sentence.

use api_types::{ActorKind, AuditAction, AuditChange, AuditEvent, AuditValue};

use super::activity_list::{change_lines, shown};
use crate::{
    i18n::{ActivityTexts, AuditTexts, Format, I18n, PageTexts, Texts},
    ui::{Markup, Tag},
};

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Who did it, or whom or what it happened to.
    Name(String),
    Text(String),
}

/// Who did it, as the sentence names them.
pub fn actor_name(event: &AuditEvent, i18n: I18n) -> String {
    match &event.actor {
        None => i18n.of::<PageTexts>().texts().audit.server.to_owned(),
        Some(actor) if actor.kind == ActorKind::ApiKey => {
            (i18n.of::<PageTexts>().texts().activity.api_key)(&actor.name)
        }
        Some(actor) => actor.name.clone(),
    }
}

/// The name of what it happened to.
pub fn target_name(event: &AuditEvent, said: &AuditTexts) -> String {
    let name = event.target.as_ref().and_then(|target| target.name.clone());
    name.unwrap_or_else(|| said.gone.to_owned())
}

/// What happened, as one text.
pub fn sentence_text(event: &AuditEvent, i18n: I18n) -> String {
    let text = |part| match part {
        Part::Name(text) | Part::Text(text) => text,
    };
    parts_in(event, i18n).into_iter().map(text).collect()
}

fn parts_in(event: &AuditEvent, i18n: I18n) -> Vec<Part> {
    let pages = i18n.of::<PageTexts>().texts();
    let names = (actor_name(event, i18n), target_name(event, &pages.audit));
    parts(event, names, (&pages.audit, &pages.activity), (i18n.texts(), i18n.format()))
}

/// What happened, with the names in bold.
pub fn sentence(event: &AuditEvent, i18n: I18n) -> Vec<Markup> {
    let part = |part: Part| match part {
        Part::Name(name) => Tag::new("b").with("class", "r-strong").and(Tag::new("bdi").and(name)).into(),
        Part::Text(text) => Markup::from(text),
    };
    parts_in(event, i18n).into_iter().map(part).collect()
}

fn parts(
    event: &AuditEvent,
    (actor, target): (String, String),
    (said, activity): (&AuditTexts, &ActivityTexts),
    common: (&'static Texts, Format),
) -> Vec<Part> {
    let Some(mut rest) = (said.sentence)(&event.action) else { return vec![Part::Text(event.action.clone())] };
    let mut parts = Vec::new();
    while let Some(place) = rest.find('{') {
        let (before, place) = rest.split_at(place);
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(Part::Name(if place.starts_with("{a}") { actor.clone() } else { target.clone() }));
        rest = &place[3..];
    }
    let more = more(event, said, activity, common).map(|more| [": ", &more].concat()).unwrap_or_default();
    let end = [rest, &more].concat();
    if !end.is_empty() {
        parts.push(Part::Text(end));
    }
    parts
}

/// What the sentence says behind its colon: what was exported, what a job does, why a sign-in was refused, or what
/// changed.
fn more(
    event: &AuditEvent,
    said: &AuditTexts,
    activity: &ActivityTexts,
    common: (&'static Texts, Format),
) -> Option<String> {
    let fact = |name: &str| {
        let fact = event.changes.iter().find(|change| change.field == name)?;
        fact.after.first()?.text.as_deref()
    };
    let named = |name: &str| fact(name).map(|value| (said.value)(name, value).unwrap_or(value));
    let with_rows = |name: &str| {
        let rows = fact("rows").and_then(|rows| rows.parse().ok()).map(|rows| (said.rows)(common.1, rows));
        Some(named(name).into_iter().map(str::to_owned).chain(rows).collect::<Vec<_>>().join(", "))
    };
    match event.action.parse() {
        Ok(AuditAction::ListExported) => with_rows("list"),
        Ok(AuditAction::JobStarted | AuditAction::JobUndone) => with_rows("change"),
        Ok(AuditAction::SessionRefused) => named("reason").map(str::to_owned),
        Ok(AuditAction::MemberRolesChanged) => {
            let roles = event.changes.iter().find(|change| change.field == "roles")?;
            let names = |roles: &[AuditValue]| {
                let names: Vec<_> = roles.iter().map(|role| shown("roles", role, activity, common)).collect();
                if names.is_empty() { "–".to_owned() } else { names.join(", ") }
            };
            Some([&*names(&roles.before), " → ", &names(&roles.after)].concat())
        }
        Ok(AuditAction::MailSent | AuditAction::MailFailed | AuditAction::RoleDeleted) => None,
        _ => match changes(event).as_slice() {
            [] => None,
            [only] => Some(change_lines(only, activity, common).join(", ")),
            several => {
                let names = several.iter().map(|change| (activity.field)(&change.field).unwrap_or(&change.field));
                Some(common.1.list(names))
            }
        },
    }
}

/// The changed fields among the facts of an event. A whole name follows from its parts.
pub fn changes(event: &AuditEvent) -> Vec<&AuditChange> {
    let is_change = |change: &&AuditChange| {
        !change.before.is_empty() || CHANGED.contains(&change.field.as_str()) && event.action != "list.exported"
    };
    let has_parts = event.changes.iter().any(|change| matches!(change.field.as_str(), "given_name" | "family_name"));
    event.changes.iter().filter(is_change).filter(|change| !(has_parts && change.field == "name")).collect()
}

/// Fields that have a value before and after; what was empty before is no other fact.
const CHANGED: [&str; 23] = [
    "given_name",
    "family_name",
    "signature",
    "phone",
    "title",
    "language",
    "note",
    "message",
    "companies",
    "supervisor",
    "active_from",
    "active_until",
    "status",
    "roles",
    "new_email",
    "seat_limit",
    "number",
    "portal_url",
    "identity_provider_name",
    "identity_provider_url",
    "two_factor_from",
    "allowed_domains",
    "default_role",
];

#[cfg(test)]
mod tests {
    use api_types::{AuditTarget, Language, TargetKind};

    use super::*;
    use crate::i18n::Catalogue;

    fn event(action: &str, changes: &[(&str, &[&str], &[&str])]) -> AuditEvent {
        let values = |texts: &[&str]| {
            texts.iter().map(|text| AuditValue { text: Some((*text).to_owned()), key: None }).collect()
        };
        let change = |(field, before, after): &(&str, &[&str], &[&str])| AuditChange {
            field: (*field).to_owned(),
            before: values(before),
            after: values(after),
        };
        let target = AuditTarget { kind: TargetKind::Member, id: String::new(), name: Some("Vera".to_owned()) };
        AuditEvent {
            id: api_types::AuditEventId::from_u128(1),
            at: String::new(),
            actor: None,
            action: action.to_owned(),
            target: Some(target),
            changes: changes.iter().map(change).collect(),
            address: None,
            request_id: None,
        }
    }

    fn said(language: Language, event: &AuditEvent) -> String {
        let pages = PageTexts::in_language(language);
        let common = (Texts::in_language(language), Format::new(language));
        let names = ("Ada".to_owned(), "Vera".to_owned());
        let text = |part| match part {
            Part::Name(text) | Part::Text(text) => text,
        };
        parts(event, names, (&pages.audit, &pages.activity), common).into_iter().map(text).collect()
    }

    #[test]
    fn aud1_every_action_is_a_sentence_in_every_language() {
        for language in Language::ALL {
            for action in AuditAction::ALL {
                let sentence = (PageTexts::in_language(language).audit.sentence)(action.as_str());
                let sentence = sentence.unwrap_or_else(|| panic!("{action} {language:?}"));
                assert_eq!(sentence.contains("{t}"), action.target().is_some(), "{action} {language:?}");
                let places = sentence.matches("{a}").count() + sentence.matches("{t}").count();
                assert_eq!(sentence.matches('{').count(), places, "{action} {language:?}");
            }
        }
    }

    #[test]
    fn aud1_every_kind_of_job_has_words_in_every_language() {
        for language in Language::ALL {
            for kind in api_types::JobKind::ALL {
                let word = (PageTexts::in_language(language).audit.value)("change", kind.as_str());
                assert!(word.is_some(), "{kind} {language:?}");
            }
        }
    }

    #[test]
    fn aud1_a_sentence_says_what_changed() {
        let roles = event("member.roles_changed", &[("roles", &["Viewer"], &["Editor"])]);
        assert_eq!(said(Language::En, &roles), "Ada changed the roles of Vera: Viewer → Editor");
        let title = event("member.changed", &[("title", &["Cook"], &["Chef"])]);
        assert_eq!(said(Language::En, &title), "Ada changed Vera: Title changed from Cook to Chef");
        let mail = event("mail.sent", &[("to", &[], &["v@x.example"]), ("attempts", &[], &["1"])]);
        assert_eq!(said(Language::De, &mail), "Eine E-Mail an Vera wurde gesendet");
        let refused = event("session.refused", &[("reason", &[], &["wrong_password"])]);
        assert_eq!(said(Language::De, &refused), "Eine Anmeldung als Vera wurde abgelehnt: falsches Passwort");
        let job = event("job.started", &[("change", &[], &["add_roles"])]);
        assert_eq!(said(Language::En, &job), "Ada started a job: add roles");
        assert_eq!(said(Language::De, &job), "Ada hat einen Auftrag gestartet: Rollen hinzufügen");
        assert_eq!(said(Language::En, &event("member.vanished", &[])), "member.vanished");
    }
}
