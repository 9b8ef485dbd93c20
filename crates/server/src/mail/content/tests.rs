use api_types::{AccessRequestId, AccountId, DeviceId, DeviceLevel, Language, MemberId, OrganizationId};

use super::*;
use crate::{
    clock::{Entropy, Identifier},
    store::outbox::{AccessEnd, GivenRole, MailId, ToldRequest},
};

/// Whether it tells the owner of an account of that account.
fn is_about_account(kind: MailKind) -> bool {
    use MailKind as K;
    matches!(kind, K::PasswordReset | K::PasswordChanged | K::SecondFactorReset | K::OwnPasswordChanged)
        || matches!(kind, K::TotpEnabled | K::TotpDisabled | K::RecoveryCodesCreated | K::RecoveryCodeUsed)
        || matches!(kind, K::PasskeyAdded | K::PasskeyRemoved)
        || matches!(kind, K::OwnEmailChange | K::OwnEmailChangeRequested | K::OwnEmailChanged)
}

fn mail(kind: MailKind, language: Language) -> ClaimedMail {
    let role = |key: &str, name: &str| GivenRole { key: key.to_owned(), name: name.to_owned() };
    let (organization, member) = (OrganizationId::from_u128(1), MemberId::from_u128(2));
    let request = AccessRequestId::from_u128(4);
    let about = match is_about_account(kind) {
        true => About::Account(AccountId::from_u128(3)),
        false if kind.is_about_request() => About::AccessRequest { organization, member, request },
        false => About::Member { organization, member },
    };
    let mut mail = ClaimedMail::example(MailId::from_u128(1), about);
    mail.kind = kind;
    mail.language = language;
    if matches!(about, About::Account(_)) {
        mail.email = "bob<b>@example.com\r\nBcc: x@y.example".to_owned();
        return mail;
    }
    if kind.tells_of_last_day() {
        let names = ["Ada \"<script>\" Lovelace", "Bob\r\nBcc: x@y.example"].map(str::to_owned).to_vec();
        mail.access_end = Some(AccessEnd { day: jiff::civil::date(2026, 12, 31), names, total: 12, member: None });
        mail.expires_at = None;
    }
    if kind.is_about_request() {
        mail.access_request = Some(ToldRequest {
            request,
            member: MemberId::from_u128(5),
            name: "Vera <b>N</b>\r\nBcc: x@y.example".to_owned(),
            device: Some(DeviceId::from_u128(6)),
            target: (kind != MailKind::AccessDeclined).then(|| "Pump <i>1</i>".to_owned()),
            level: DeviceLevel::Operate,
            until: Some(jiff::civil::date(2026, 12, 31)),
        });
    }
    mail.organization_name = "Acme <b>&amp; Co</b>\r\nBcc: x@y.example".to_owned();
    if kind.is_about_address() {
        mail.email = "bob<b>@example.com".to_owned();
        return mail;
    }
    mail.inviter = Some("Ada \"<script>\" Lovelace".to_owned());
    mail.roles = vec![role("editor", "Editor"), role("own", "Night <i>watch</i>")];
    mail.message = Some("Hello Bob,\r\n<img src=x onerror=alert(1)>\n\nsee you".to_owned());
    mail
}

fn write(kind: MailKind, language: Language) -> MailContent {
    MailContent::write(&mail(kind, language), &authz::Token::new(&Entropy::seeded(1)), "https://roster.example")
        .unwrap()
}

#[test]
fn the_text_of_every_mail_is_this() {
    let mut texts = String::new();
    for language in [Language::En, Language::De] {
        for kind in MailKind::ALL {
            let content = write(kind, language);
            texts.push_str(&format!(
                "=== {} {}\nSubject: {}\n\n{}\n",
                kind.as_str(),
                language.tag(),
                content.subject,
                content.text
            ));
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/mail/content/texts.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &texts).unwrap();
    }
    assert_eq!(texts, std::fs::read_to_string(path).unwrap_or_default());
}

#[test]
fn i10_html_in_a_name_is_text_in_a_mail() {
    for kind in MailKind::ALL {
        let MailContent { html, subject, .. } = write(kind, Language::En);
        for tag in ["<b>", "<script", "<img", "<i>"] {
            assert!(!html.contains(tag), "{tag}: {html}");
        }
        let shown = match is_about_account(kind) {
            true => "bob&#60;b&#62;@example.com Bcc: x@y.example",
            false => "Acme &#60;b&#62;&#38;amp; Co&#60;/b&#62; Bcc: x@y.example",
        };
        assert!(html.contains(shown), "{html}");
        assert!(!subject.contains(['\r', '\n']), "{subject:?}");
    }
}

#[test]
fn a_mail_loads_nothing_and_has_no_other_links() {
    let content = write(MailKind::Invitation, Language::De);
    assert!(content.link.starts_with("https://roster.example/invitation#"));
    let stop = content.link.replace("/invitation#", "/stop-mails#");
    let links = |link: &str| content.html.matches(&format!("href=\"{link}\"")).count();
    assert_eq!((links(&content.link), links(&stop)), (2, 1));
    assert_eq!(content.html.matches("href=").count(), 3);
    assert!(content.text.lines().any(|line| line == content.link));
    for loading in ["<img", "<iframe", "url(", "@import", "<link", "<style", "<form"] {
        assert!(!content.html.contains(loading), "{loading}");
    }
    let asks = write(MailKind::NewLinkWanted, Language::De).link;
    assert_eq!(
        asks,
        "https://roster.example/organizations/org_00000000000000000000000001/users/mem_00000000000000000000000002"
    );
    let asks = write(MailKind::InvitationWanted, Language::De).link;
    assert_eq!(asks, "https://roster.example/organizations/org_00000000000000000000000001/users");
    let confirms = write(MailKind::EmailChange, Language::De).link;
    assert!(confirms.starts_with("https://roster.example/email-change#"), "{confirms}");
    for kind in [MailKind::EmailChangeRequested, MailKind::EmailChanged] {
        assert_eq!(write(kind, Language::De).link, "https://roster.example/sign-in");
    }
    let resets = write(MailKind::PasswordReset, Language::De).link;
    assert!(resets.starts_with("https://roster.example/password-reset#"), "{resets}");
    assert_eq!(write(MailKind::PasswordChanged, Language::De).link, "https://roster.example/sign-in");
}

#[test]
fn dev2_a_request_leads_to_its_requester_and_to_itself() {
    let home = "https://roster.example/organizations/org_00000000000000000000000001";
    let asks = write(MailKind::AccessRequested, Language::En);
    assert_eq!(asks.link, format!("{home}/users/mem_00000000000000000000000005"));
    let request = format!("{home}/access-requests?request=req_00000000000000000000000004");
    assert!(asks.text.contains(&request) && asks.html.contains(&request));
    for kind in [MailKind::AccessApproved, MailKind::AccessDeclined] {
        assert_eq!(write(kind, Language::De).link, format!("{home}/devices/dev_00000000000000000000000006"));
        assert!(!write(kind, Language::De).text.contains("access-requests"));
    }
}
