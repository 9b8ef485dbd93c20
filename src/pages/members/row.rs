//! A member as a row of a table.

use api_types::{Member, MemberColumn, MemberStatus, SearchField};
use leptos::prelude::*;

use crate::{
    components::{MemberAvatar, role_badges, status_badge, two_factor},
    i18n::{Format, I18n, Texts},
    ui::{Highlight, Look, TableRow, nothing},
};

impl TableRow for Member {
    fn id(&self) -> u128 {
        self.id.as_u128()
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    /// By the address as long as there is no name.
    fn label(&self) -> &str {
        self.name.as_ref().unwrap_or(&self.email)
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn is_muted(&self) -> bool {
        self.name.is_none()
    }

    fn is_same(&self, other: &dyn TableRow) -> bool {
        other.of::<Self>() == Some(self)
    }

    fn face(&self) -> AnyView {
        view! { <MemberAvatar member=self/> }.into_any()
    }

    fn name(&self, look: &Look, _: I18n) -> AnyView {
        match &self.name {
            Some(name) => look.highlight.mark_name(name, self.given_name.as_deref(), self.family_name.as_deref()),
            None => look.highlight.mark(&self.email, SearchField::Email, true),
        }
    }

    /// The address, or when somebody was invited who has not accepted yet.
    fn second_line(&self, look: &Look, i18n: I18n) -> Option<AnyView> {
        let (texts, format) = (i18n.texts(), i18n.format());
        if self.name.is_some() {
            let email = look.highlight.mark(&self.email, SearchField::Email, true);
            return Some(
                view! { <span class="r-who__mail" dir="ltr" title=self.email.clone()>{email}</span> }.into_any(),
            );
        }
        if self.invitation.is_some() && self.invited_at.is_none() {
            let line = view! { <span class="r-who__mail r-who__when"><span>{texts.member.not_invited}</span></span> };
            return Some(line.into_any());
        }
        let (invited, (times, message)) = (texts.member.invited, invitation_details(self, texts, format));
        let date = self.invited_at.as_ref().map(|at| format.date(at)).unwrap_or_default();
        let title = [invited, " ", &date, &times, &message].concat();
        let line = view! {
            <span class="r-who__mail r-who__when" title=title>
                <span>{invited}</span>
                " "
                <span>{date}</span>
                <span class="r-who__more">{times}</span>
            </span>
        };
        Some(line.into_any())
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> AnyView {
        let Ok(column) = column.parse() else { return ().into_any() };
        match column {
            MemberColumn::Name => ().into_any(),
            MemberColumn::Email => marked(Some(&self.email), SearchField::Email, true, &look.highlight),
            MemberColumn::Signature => marked(self.signature.as_ref(), SearchField::Signature, true, &look.highlight),
            MemberColumn::Roles => role_badges(&self.roles, i18n),
            MemberColumn::Status => status(self, i18n),
            MemberColumn::TwoFactor => two_factor(self.two_factor, false, i18n.texts()),
            MemberColumn::Companies => companies(self, i18n),
            MemberColumn::Supervisor => {
                let name = self.supervisor.as_ref().map(|it| &it.name);
                marked(name, SearchField::Supervisor, false, &look.highlight)
            }
            MemberColumn::InvitedBy => text(self.invited_by.as_ref().map(|it| it.name.clone())),
            MemberColumn::InvitedAt => moment(self.invited_at.as_deref(), i18n),
            MemberColumn::MemberSince => moment(self.member_since.as_deref(), i18n),
            MemberColumn::LastSignIn => {
                let has_accepted =
                    matches!(self.status, MemberStatus::Active | MemberStatus::Inactive) && self.invitation.is_none();
                match self.last_sign_in.as_deref() {
                    None if has_accepted => i18n.texts().member.never.into_any(),
                    at => moment(at, i18n),
                }
            }
            MemberColumn::ActiveFrom => day(self.active_from.as_deref(), i18n),
            MemberColumn::ActiveUntil => day(self.active_until.as_deref(), i18n),
        }
    }
}

/// How often an invitation was sent, if more than once, and its message.
fn invitation_details(member: &Member, texts: &Texts, format: Format) -> (String, String) {
    let invitation = member.invitation.as_ref();
    let times = invitation.map(|it| it.times_sent).filter(|times| *times > 1);
    let times = times.map(|times| (texts.member.sent_times)(&format.number(times.into())));
    let message = invitation.and_then(|it| it.message.as_ref()).map(|text| (texts.member.quoted)(text));
    let after_dot = |text: Option<String>| text.map(|text| [" · ", &text].concat()).unwrap_or_default();
    (after_dot(times), after_dot(message))
}

fn marked(text: Option<&String>, field: SearchField, anywhere: bool, highlight: &Highlight) -> AnyView {
    let Some(text) = text else { return nothing() };
    let marked = highlight.mark(text, field, anywhere);
    view! { <bdi title=text.clone()>{marked}</bdi> }.into_any()
}

/// The status; an invitation that ran out can be sent again right here, and one that was withdrawn restored.
fn status(member: &Member, i18n: I18n) -> AnyView {
    let can = |name| member.actions.iter().any(|it| it.allowed && it.action == name);
    let texts = &i18n.texts().member;
    let (action, label) = match member.status {
        MemberStatus::Expired => (api_types::MemberAction::Resend, texts.send_again),
        MemberStatus::Withdrawn | MemberStatus::Removed => (api_types::MemberAction::Restore, texts.restore_short),
        _ => return status_badge(member, i18n),
    };
    let again = can(action).then(|| {
        view! {
            <button type="button" class="r-link r-status__do" data-action=action.as_str()>
                {label}
                <span class="r-vh">{[": ", &member.email].concat()}</span>
            </button>
        }
    });
    view! { {status_badge(member, i18n)} {again} }.into_any()
}

/// A text. When it is cut it can be read whole in its tooltip.
fn text(text: Option<String>) -> AnyView {
    match text {
        Some(text) => view! { <bdi title=text.clone()>{text.clone()}</bdi> }.into_any(),
        None => nothing(),
    }
}

/// When something was; when exactly stands in the tooltip and is spoken.
fn moment(at: Option<&str>, i18n: I18n) -> AnyView {
    let Some(at) = at else { return nothing() };
    let exact = i18n.format().moment(at);
    view! {
        <time datetime=at.to_owned() title=exact.clone()>
            {i18n.format().ago(at)}
            <span class="r-vh">{[", ", &exact].concat()}</span>
        </time>
    }
    .into_any()
}

/// A day, the same wherever the reader is.
fn day(day: Option<&str>, i18n: I18n) -> AnyView {
    match day {
        Some(day) => view! { <time datetime=day.to_owned()>{i18n.format().plain_day(day)}</time> }.into_any(),
        None => nothing(),
    }
}

/// The main company, and how many more there are.
fn companies(member: &Member, i18n: I18n) -> AnyView {
    let names: Vec<_> = member.companies.iter().map(|company| company.name.as_str()).collect();
    match names.as_slice() {
        [] => nothing(),
        [one] => text(Some((*one).to_owned())),
        [first, others @ ..] => view! {
            <span class="r-plus" title=names.join(", ")>
                <span dir="auto">{(*first).to_owned()}</span>
                <span class="r-muted" dir="ltr">
                    {["+", &i18n.format().number(others.len() as u64)].concat()}
                </span>
            </span>
        }
        .into_any(),
    }
}
