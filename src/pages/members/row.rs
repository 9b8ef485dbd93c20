//! A member as a row of a table.

use api_types::{Member, MemberColumn, MemberStatus, SearchField};

use crate::{
    components::{member_face, role_badges, status_badge, two_factor},
    i18n::{Format, I18n, Texts},
    ui::{Highlight, Look, Markup, TableRow, Tag, isolated, isolated_marks, nothing},
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

    fn face(&self) -> Tag {
        member_face(self, false)
    }

    fn name(&self, look: &Look, _: I18n) -> Vec<Markup> {
        match &self.name {
            Some(name) => look.highlight.mark_name(name, self.given_name.as_deref(), self.family_name.as_deref()),
            None => look.highlight.mark(&self.email, SearchField::Email, true),
        }
    }

    /// The address, or when somebody was invited who has not accepted yet.
    fn second_line(&self, look: &Look, i18n: I18n) -> Option<Tag> {
        let (texts, format) = (i18n.texts(), i18n.format());
        if self.name.is_some() {
            let email = look.highlight.mark(&self.email, SearchField::Email, true);
            return Some(Tag::span("r-who__mail").with("dir", "ltr").and_all(email));
        }
        let line = Tag::span("r-who__mail r-who__when");
        if self.invitation.is_some() && self.invited_at.is_none() {
            return Some(line.and(Tag::new("span").and(texts.member.not_invited)));
        }
        let date = self.invited_at.as_ref().map(|at| format.date(at)).unwrap_or_default();
        let times = times_sent(self, texts, format).map(|times| Tag::span("r-who__more").and(times));
        let invited = [texts.member.invited, " "].concat();
        let line = line.and(Tag::new("span").and(invited)).and(Tag::new("span").and(date));
        Some(line.and_all(times))
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> Vec<Markup> {
        let Ok(column) = column.parse() else { return Vec::new() };
        match column {
            MemberColumn::Name => Vec::new(),
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
            MemberColumn::InvitedBy => self.invited_by.as_ref().map_or_else(nothing, |it| isolated(it.name.clone())),
            MemberColumn::InvitedAt => moment(self.invited_at.as_deref(), i18n),
            MemberColumn::MemberSince => moment(self.member_since.as_deref(), i18n),
            MemberColumn::LastSignIn => {
                let has_accepted =
                    matches!(self.status, MemberStatus::Active | MemberStatus::Inactive) && self.invitation.is_none();
                match self.last_sign_in.as_deref() {
                    None if has_accepted => vec![i18n.texts().member.never.into()],
                    at => moment(at, i18n),
                }
            }
            MemberColumn::ActiveFrom => day(self.active_from.as_deref(), i18n),
            MemberColumn::ActiveUntil => day(self.active_until.as_deref(), i18n),
        }
    }

    fn tip(&self, column: &'static str, i18n: I18n) -> Option<String> {
        let (texts, format) = (i18n.texts(), i18n.format());
        let exact = |at: &Option<String>| at.as_deref().map(|at| format.moment(at));
        match column.parse().ok()? {
            MemberColumn::Name if self.name.is_none() => {
                let at = self.invited_at.as_ref()?;
                let times = times_sent(self, texts, format).unwrap_or_default();
                let message = self.invitation.as_ref().and_then(|it| it.message.as_ref());
                let message = message.map(|text| after_dot(&(texts.member.quoted)(text))).unwrap_or_default();
                Some([&self.email, "\n", texts.member.invited, " ", &format.date(at), &times, &message].concat())
            }
            MemberColumn::Name => Some([self.label(), "\n", &self.email].concat()),
            MemberColumn::Roles => Some(texts.role_names(&self.roles).join(", ")),
            MemberColumn::Companies => {
                let names: Vec<_> = self.companies.iter().map(|company| company.name.as_str()).collect();
                Some(names.join(", "))
            }
            MemberColumn::InvitedAt => exact(&self.invited_at),
            MemberColumn::MemberSince => exact(&self.member_since),
            MemberColumn::LastSignIn => exact(&self.last_sign_in),
            _ => None,
        }
    }
}

fn after_dot(text: &str) -> String {
    [" · ", text].concat()
}

/// How often an invitation was sent, if more than once.
fn times_sent(member: &Member, texts: &Texts, format: Format) -> Option<String> {
    let times = member.invitation.as_ref()?.times_sent;
    (times > 1).then(|| after_dot(&(texts.member.sent_times)(&format.number(times.into()))))
}

fn marked(text: Option<&String>, field: SearchField, anywhere: bool, highlight: &Highlight) -> Vec<Markup> {
    text.map_or_else(nothing, |text| isolated_marks(highlight.mark(text, field, anywhere)))
}

/// The status; an invitation that ran out can be sent again right here, and one that was withdrawn restored.
fn status(member: &Member, i18n: I18n) -> Vec<Markup> {
    let can = |name| member.actions.iter().any(|it| it.allowed && it.action == name);
    let texts = &i18n.texts().member;
    let mut shown = status_badge(member, i18n);
    let (action, label) = match member.status {
        MemberStatus::Expired => (api_types::MemberAction::Resend, texts.send_again),
        MemberStatus::Withdrawn | MemberStatus::Removed => (api_types::MemberAction::Restore, texts.restore_short),
        _ => return shown,
    };
    if can(action) {
        let button = Tag::new("button").with("type", "button").with("class", "r-link r-status__do");
        let whom = Tag::span("r-vh").and([": ", &member.email].concat());
        shown.push(button.with("data-action", action.as_str()).and(label).and(whom).into());
    }
    shown
}

/// When something was; when exactly is spoken.
fn moment(at: Option<&str>, i18n: I18n) -> Vec<Markup> {
    let Some(at) = at else { return nothing() };
    let format = i18n.format();
    let exact = Tag::span("r-vh").and([", ", &format.moment(at)].concat());
    Tag::new("time").with("datetime", at.to_owned()).and(format.ago(at)).and(exact).into()
}

/// A day, the same wherever the reader is.
fn day(day: Option<&str>, i18n: I18n) -> Vec<Markup> {
    let Some(day) = day else { return nothing() };
    Tag::new("time").with("datetime", day.to_owned()).and(i18n.format().plain_day(day)).into()
}

/// The main company, and how many more there are.
fn companies(member: &Member, i18n: I18n) -> Vec<Markup> {
    match member.companies.as_slice() {
        [] => nothing(),
        [one] => isolated(one.name.clone()),
        [first, others @ ..] => {
            let more = ["+", &i18n.format().number(others.len() as u64)].concat();
            let first = Tag::new("span").with("dir", "auto").and(first.name.clone());
            Tag::span("r-plus").and(first).and(Tag::span("r-muted").with("dir", "ltr").and(more)).into()
        }
    }
}
