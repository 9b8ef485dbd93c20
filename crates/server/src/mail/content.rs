//! What a mail says: written at the moment of sending from what is known of the invitation, the change or the account.

use askama::Template;
use jiff::Timestamp;

use super::{
    header_text::{lines, single_line},
    texts::{TextParams, Texts, moment, texts},
};
use crate::{
    authz,
    store::outbox::{About, AccessEnd, ClaimedMail, MailKind, ToldRequest},
};

/// Subject and text of a mail, in both versions, and the link in it.
#[derive(Clone, PartialEq, Eq)]
pub struct MailContent {
    pub subject: String,
    pub text: String,
    pub html: String,
    pub link: String,
}

/// What both versions are made from. Everything in it is one harmless line.
struct TemplateData<'a> {
    texts: &'static Texts,
    language: &'static str,
    subject: &'a str,
    lead: String,
    facts: Vec<(&'static str, String)>,
    quote: Option<Quote>,
    next: String,
    button: &'static str,
    link: &'a str,
    unexpected: String,
    /// Another link: what it is called, and where it leads.
    second: Option<(&'static str, String)>,
    /// Of a mail about an invitation: the link by which no more of them come, from nobody.
    stop: Option<String>,
}

struct Quote {
    heading: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "mail/content.txt")]
struct TextVersion<'a> {
    mail: &'a TemplateData<'a>,
}

#[derive(Template)]
#[template(path = "mail/content.html")]
struct HtmlVersion<'a> {
    mail: &'a TemplateData<'a>,
}

impl MailContent {
    /// Writes the mail. `base` is where people reach the server, without a slash at the end; nothing that came with a
    /// request can change where a link leads.
    ///
    /// # Errors
    /// When a template fails, which needs more memory than there is.
    pub fn write(mail: &ClaimedMail, token: &authz::Token, base: &str) -> Result<Self, askama::Error> {
        let texts = texts(mail.language);
        let kind = match mail.kind {
            MailKind::Invitation => &texts.invitation,
            MailKind::Reminder => &texts.reminder,
            MailKind::NewLinkWanted => &texts.new_link_wanted,
            MailKind::InvitationWanted => &texts.invitation_wanted,
            MailKind::PasswordReset => &texts.password_reset,
            MailKind::PasswordChanged => &texts.password_changed,
            MailKind::SecondFactorReset => &texts.second_factor_reset,
            MailKind::AccessEnds => &texts.access_ends,
            MailKind::AccessKept => &texts.access_kept,
            MailKind::EmailChange => &texts.email_change,
            MailKind::EmailChangeRequested => &texts.email_change_requested,
            MailKind::EmailChanged => &texts.email_changed,
            MailKind::OwnPasswordChanged => &texts.own_password_changed,
            MailKind::TotpEnabled => &texts.totp_enabled,
            MailKind::TotpDisabled => &texts.totp_disabled,
            MailKind::RecoveryCodesCreated => &texts.recovery_codes_created,
            MailKind::RecoveryCodeUsed => &texts.recovery_code_used,
            MailKind::PasskeyAdded => &texts.passkey_added,
            MailKind::PasskeyRemoved => &texts.passkey_removed,
            MailKind::OwnEmailChange => &texts.own_email_change,
            MailKind::OwnEmailChangeRequested => &texts.own_email_change_requested,
            MailKind::OwnEmailChanged => &texts.own_email_changed,
            MailKind::OrganizationDisabled => &texts.organization_disabled,
            MailKind::OrganizationEnabled => &texts.organization_enabled,
            MailKind::OrganizationDeleted => &texts.organization_deleted,
            MailKind::OrganizationRestored => &texts.organization_restored,
            MailKind::AccessRequested => &texts.access_requested,
            MailKind::AccessApproved => &texts.access_approved,
            MailKind::AccessDeclined => &texts.access_declined,
        };
        let (organization, email) = (single_line(&mail.organization_name), single_line(&mail.email));
        let inviter = mail.inviter.as_deref().map(single_line);
        let until = match &mail.access_end {
            Some(end) => (texts.day)(end.day),
            None => moment(mail.language, mail.expires_at.unwrap_or(Timestamp::UNIX_EPOCH)),
        };
        let asked = mail.access_request.as_ref();
        let who = match (&mail.access_end, asked) {
            (Some(end), _) => who(end, texts),
            (None, Some(asked)) => single_line(&asked.name),
            (None, None) => String::new(),
        };
        let target = asked.and_then(|asked| asked.target.as_deref()).map(single_line);
        let params = TextParams {
            organization: &organization,
            inviter: inviter.as_deref(),
            email: &email,
            until: &until,
            who: &who,
            left: mail.left,
            target: target.as_deref(),
        };
        let subject = (kind.subject)(&params);
        let link = link(mail, token, base);
        let invites = mail.kind.has_invitation_link();
        let has_end =
            invites || matches!(mail.kind, MailKind::PasswordReset | MailKind::EmailChange | MailKind::OwnEmailChange);
        let content = TemplateData {
            texts,
            language: mail.language.tag(),
            subject: &subject,
            lead: (kind.lead)(&params),
            facts: match &mail.access_end {
                Some(end) if mail.kind == MailKind::AccessEnds && end.total > 1 => {
                    vec![(texts.users, names(end, texts))]
                }
                _ if has_end => facts(mail, texts, &until),
                _ if mail.kind.is_about_request() => asked_facts(mail, texts),
                _ => Vec::new(),
            },
            quote: mail
                .message
                .as_deref()
                .filter(|_| invites || mail.kind.is_about_request())
                .and_then(|message| quote(message, texts, &params)),
            next: (kind.next)(&params),
            button: kind.button,
            link: &link,
            unexpected: (kind.unexpected)(&params),
            second: second_link(mail, base).map(|link| (texts.open_request, link)),
            stop: invites.then(|| format!("{base}/stop-mails#{}", token.to_text())),
        };
        let (text, html) = (TextVersion { mail: &content }.render()?, HtmlVersion { mail: &content }.render()?);
        Ok(Self { subject, text, html, link })
    }
}

/// Where the mail leads.
fn link(mail: &ClaimedMail, token: &authz::Token, base: &str) -> String {
    match (mail.kind, mail.about) {
        // Behind the hash: no server, proxy or log on the way sees it.
        (MailKind::Invitation | MailKind::Reminder, _) => format!("{base}/invitation#{}", token.to_text()),
        (MailKind::PasswordReset, _) => format!("{base}/password-reset#{}", token.to_text()),
        (MailKind::EmailChange | MailKind::OwnEmailChange, _) => format!("{base}/email-change#{}", token.to_text()),
        (MailKind::NewLinkWanted, About::Member { organization, member }) => {
            format!("{base}/organizations/{organization}/users/{member}")
        }
        (MailKind::AccessEnds, About::Member { organization, .. }) => {
            match mail.access_end.as_ref().and_then(|end| end.member) {
                Some(member) => format!("{base}/organizations/{organization}/users/{member}"),
                None => format!("{base}/organizations/{organization}/users?sort=active_until"),
            }
        }
        (MailKind::InvitationWanted | MailKind::AccessKept, About::Member { organization, .. }) => {
            format!("{base}/organizations/{organization}/users")
        }
        // A closed organization shows there how it is opened again.
        (MailKind::OrganizationDisabled | MailKind::OrganizationDeleted, About::Member { organization, .. }) => {
            format!("{base}/organizations/{organization}/settings/general")
        }
        (MailKind::OrganizationEnabled | MailKind::OrganizationRestored, About::Member { organization, .. }) => {
            format!("{base}/organizations/{organization}/users")
        }
        (MailKind::PasswordChanged | MailKind::SecondFactorReset, _)
        | (MailKind::EmailChangeRequested | MailKind::EmailChanged | MailKind::OwnEmailChanged, _) => {
            format!("{base}/sign-in")
        }
        (kind, About::AccessRequest { organization, .. }) => {
            let home = format!("{base}/organizations/{organization}");
            match &mail.access_request {
                Some(asked) if kind == MailKind::AccessRequested => format!("{home}/users/{}", asked.member),
                Some(ToldRequest { device: Some(device), .. }) => format!("{home}/devices/{device}"),
                _ => home,
            }
        }
        (MailKind::OwnEmailChangeRequested, _) => format!("{base}/account"),
        (_, About::Account(_)) => format!("{base}/account/security"),
        (_, About::Member { .. }) => format!("{base}/"),
    }
}

/// Where the mail leads beside that: to the request in the list of those who can answer it.
fn second_link(mail: &ClaimedMail, base: &str) -> Option<String> {
    let About::AccessRequest { organization, request, .. } = mail.about else { return None };
    let link = || format!("{base}/organizations/{organization}/access-requests?request={request}");
    (mail.kind == MailKind::AccessRequested).then(link)
}

/// What was asked for, or granted.
fn asked_facts(mail: &ClaimedMail, texts: &Texts) -> Vec<(&'static str, String)> {
    let Some(asked) = &mail.access_request else { return Vec::new() };
    let target = asked.target.as_deref().map(|target| (texts.device, single_line(target)));
    let until = asked.until.map(|day| (texts.last_day, (texts.day)(day)));
    let level = (texts.level_label, (texts.level)(asked.level).to_owned());
    target.into_iter().chain([level]).chain(until).collect()
}

fn facts(mail: &ClaimedMail, texts: &Texts, until: &str) -> Vec<(&'static str, String)> {
    let shown = |key: &str, name: &str| (texts.role)(key).map_or_else(|| single_line(name), str::to_owned);
    let roles: Vec<_> = mail.roles.iter().map(|role| shown(&role.key, &role.name)).collect();
    let roles = Some(roles.join(", ")).filter(|roles| !roles.is_empty());
    let until = mail.expires_at.map(|_| until.to_owned());
    [(texts.roles, roles), (texts.until, until)].into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The one member, or how many there are.
fn who(end: &AccessEnd, texts: &Texts) -> String {
    match end.names.as_slice() {
        [name] => single_line(name),
        _ => (texts.number_of_users)(end.total),
    }
}

/// The members by name, as far as they are named.
fn names(end: &AccessEnd, texts: &Texts) -> String {
    let names: Vec<_> = end.names.iter().map(|name| single_line(name)).collect();
    let names = names.join(", ");
    match end.total - end.names.len() as u64 {
        0 => names,
        others => [&*names, " ", &(texts.and_more)(others)].concat(),
    }
}

fn quote(message: &str, texts: &Texts, params: &TextParams<'_>) -> Option<Quote> {
    let lines = lines(message);
    (!lines.is_empty()).then(|| Quote { heading: (texts.message_from)(params), lines })
}

impl std::fmt::Debug for MailContent {
    /// Without its link: with it, anyone can join or choose a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailContent").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
