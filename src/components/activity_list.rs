//! What happened to a user, from the audit log.

use api_types::{ActorKind, AuditActor, AuditChange, AuditEvent, AuditValue, Language, MemberId};
use leptos::prelude::*;

use super::user_detail::PersonLink;
use crate::i18n::{ActivityTexts, Catalogue, Format, MemberActionTexts, PageTexts, Texts, use_i18n};

/// Events, each with what happened, when, and by whom.
#[component]
pub fn ActivityList(
    events: Vec<AuditEvent>,
    /// Where another user's page is.
    href: Callback<MemberId, String>,
) -> impl IntoView {
    view! { <ol class="r-timeline">{events.into_iter().map(|event| view! { <Item event href/> }).collect_view()}</ol> }
}

#[component]
fn Item(event: AuditEvent, href: Callback<MemberId, String>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let AuditEvent { at, actor, action, changes, .. } = event;
    let lines = move || {
        let lines = lines(&action, &changes, &said.texts().activity, (i18n.texts(), i18n.format()));
        lines.into_iter().map(|line| view! { <div><bdi>{line}</bdi></div> }).collect_view()
    };
    let by = match actor {
        None => view! { {move || said.texts().activity.server} }.into_any(),
        Some(AuditActor { member: Some(person), .. }) => view! { <PersonLink person href/> }.into_any(),
        Some(AuditActor { kind: ActorKind::ApiKey, name, .. }) => {
            view! { <bdi>{move || (said.texts().activity.api_key)(&name)}</bdi> }.into_any()
        }
        Some(AuditActor { name, .. }) => view! { <bdi>{name}</bdi> }.into_any(),
    };
    view! {
        <li>
            <div>
                {lines}
                <div class="r-timeline__at">{move || i18n.format().date_time(&at)} " · " {by}</div>
            </div>
        </li>
    }
}

/// What happened, one line for each change; never none.
fn lines(action: &str, changes: &[AuditChange], said: &ActivityTexts, common: (&'static Texts, Format)) -> Vec<String> {
    let what = (said.action)(action).map(str::to_owned);
    let has_parts = changes.iter().any(|change| matches!(change.field.as_str(), "given_name" | "family_name"));
    // The whole name follows from its parts.
    let told = changes.iter().filter(|change| !(has_parts && change.field == "name"));
    let lines: Vec<String> =
        what.into_iter().chain(told.flat_map(|change| change_lines(change, said, common))).collect();
    if lines.is_empty() { vec![action.to_owned()] } else { lines }
}

/// A change in words.
pub fn change_lines(change: &AuditChange, said: &ActivityTexts, common: (&'static Texts, Format)) -> Vec<String> {
    let field = (said.field)(&change.field).unwrap_or(&change.field);
    let shown = |value: &AuditValue| shown(&change.field, value, said, common);
    if matches!(change.field.as_str(), "roles" | "companies" | "permissions") {
        let gone = change.before.iter().filter(|value| !change.after.contains(value));
        let new = change.after.iter().filter(|value| !change.before.contains(value));
        let removed = gone.map(|value| (said.removed)(field, &shown(value)));
        let lines: Vec<_> = removed.chain(new.map(|value| (said.added)(field, &shown(value)))).collect();
        // Only their order.
        return if lines.is_empty() { vec![(said.edited)(field)] } else { lines };
    }
    // The action says what becomes of it.
    if let ("new_email", Some(address)) = (change.field.as_str(), change.after.first()) {
        return vec![shown(address)];
    }
    vec![match (change.before.first(), change.after.first()) {
        (None, None) => (said.edited)(field),
        (None, Some(after)) => (said.set)(field, &shown(after)),
        (Some(before), None) => (said.removed)(field, &shown(before)),
        (Some(before), Some(after)) => (said.changed)(field, &shown(before), &shown(after)),
    }]
}

/// A value in words.
pub fn shown(
    field: &str,
    value: &AuditValue,
    said: &ActivityTexts,
    (texts, format): (&'static Texts, Format),
) -> String {
    let Some(text) = value.text.as_deref() else { return said.gone.to_owned() };
    match (field, &value.key) {
        ("language", _) => match Language::from_tag(text) {
            Some(language) => language.own_name().to_owned(),
            None => text.to_owned(),
        },
        ("active_from" | "active_until", _) => format.plain_day(text),
        ("permissions", _) => match text.parse() {
            Ok(permission) => {
                (MemberActionTexts::in_language(format.language()).permission_name)(permission).to_owned()
            }
            Err(_) => text.to_owned(),
        },
        ("status", _) => text.parse().map_or(text, texts.member.status).to_owned(),
        (_, Some(key)) => texts.role_name(key, text).to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Catalogue;

    fn value(text: &str) -> AuditValue {
        AuditValue { text: Some(text.to_owned()), key: None }
    }

    fn change(field: &str, before: &[&str], after: &[&str]) -> AuditChange {
        let values = |texts: &[&str]| texts.iter().map(|text| value(text)).collect();
        AuditChange { field: field.to_owned(), before: values(before), after: values(after) }
    }

    fn said(language: Language, action: &str, changes: &[AuditChange]) -> Vec<String> {
        lines(
            action,
            changes,
            &PageTexts::in_language(language).activity,
            (Texts::in_language(language), Format::new(language)),
        )
    }

    #[test]
    fn usr10_each_change_is_a_sentence() {
        let changes = [
            change("phone", &[], &["112"]),
            change("title", &["Cook"], &["Chef"]),
            change("signature", &["JGR"], &[]),
            change("note", &[], &[]),
            change("companies", &["Acme Berlin"], &["Acme Kraków"]),
            change("language", &[], &["de"]),
        ];
        assert_eq!(
            said(Language::En, "member.changed", &changes),
            [
                "Phone set to 112",
                "Title changed from Cook to Chef",
                "Signature JGR removed",
                "Note changed",
                "Company Acme Berlin removed",
                "Company Acme Kraków added",
                "Language set to Deutsch",
            ]
        );
        assert_eq!(said(Language::De, "invitation.resent", &[]), ["Einladung erneut gesendet"]);
        assert_eq!(said(Language::En, "mail.sent", &[]), ["Email sent"]);
        let changed = [change("email", &["ada@x.example"], &["adah@x.example"])];
        let expected = ["Email address changed from ada@x.example to adah@x.example"];
        assert_eq!(said(Language::En, "member.email_changed", &changed), expected);
        let asked = [change("new_email", &[], &["adah@x.example"])];
        let expected = ["Change of email address requested", "adah@x.example"];
        assert_eq!(said(Language::En, "member.email_change_requested", &asked), expected);
    }

    #[test]
    fn usr10_a_name_is_told_by_its_parts() {
        let changes = [change("given_name", &["Ada"], &["Adah"]), change("name", &["Ada L"], &["Adah L"])];
        assert_eq!(said(Language::En, "member.changed", &changes), ["First name changed from Ada to Adah"]);
        let role = AuditValue { text: Some("Editor".to_owned()), key: Some("editor".to_owned()) };
        let gone = AuditValue { text: None, key: None };
        let roles = AuditChange { field: "roles".to_owned(), before: vec![gone], after: vec![role] };
        let expected = ["Rolle ein gelöschter Eintrag entfernt", "Rolle Bearbeiter hinzugefügt"];
        assert_eq!(said(Language::De, "member.roles_changed", &[roles]), expected);
    }
}
