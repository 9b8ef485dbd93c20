//! What has been typed to invite people. It outlives the sheet: closing it loses nothing.

use api_types::{
    CompanyRef, InvitationResult, InvitationResults, Language, MailService, MemberProblem, NewInvitations, RoleId,
    Seats,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::super::super::{
    devices::InvitedGrant,
    kept_draft::use_kept_draft,
    organization::{CurrentOrganization, use_current_organization},
};
use crate::{
    api,
    forms::{TypedAddress, addresses},
    i18n::use_i18n,
    queries::{Queries, WriteState, use_queries},
};

/// How long typing has to pause before the server is asked what it thinks of the addresses.
const PAUSE: Duration = Duration::from_millis(300);

/// One address, and what the server has against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub address: TypedAddress,
    pub obstacle: Option<MemberProblem>,
}

/// When the invitations are sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Start {
    #[default]
    Now,
    /// On the first day with access.
    FirstDay,
    /// When somebody activates the users.
    Later,
}

impl Start {
    pub const ALL: [Self; 3] = [Self::Now, Self::FirstDay, Self::Later];

    /// The name among choices.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::FirstDay => "first_day",
            Self::Later => "later",
        }
    }
}

/// What of a draft is kept in the tab until it is sent.
#[derive(Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    emails: Vec<String>,
    text: String,
    roles: Vec<RoleId>,
    companies: Vec<CompanyRef>,
    #[serde(default)]
    grants: Vec<InvitedGrant>,
    message: String,
    first_day: String,
}

/// Everything that belongs to inviting people.
#[derive(Clone, Copy)]
pub struct Draft {
    queries: Queries,
    current: CurrentOrganization,
    pub recipients: RwSignal<Vec<Recipient>>,
    /// What is being typed.
    pub text: RwSignal<String>,
    pub roles: RwSignal<Vec<RoleId>>,
    pub companies: RwSignal<Vec<CompanyRef>>,
    /// Access to devices.
    pub grants: RwSignal<Vec<InvitedGrant>>,
    pub message: RwSignal<String>,
    /// None: what the organization has decided.
    pub days: RwSignal<Option<u16>>,
    pub send_email: RwSignal<bool>,
    pub language: RwSignal<Language>,
    pub start: RwSignal<Start>,
    /// As it is typed.
    pub first_day: RwSignal<String>,
    /// Whether something is missing: said once it was tried to send.
    pub incomplete: RwSignal<bool>,
    pub state: WriteState,
    /// After the addresses above have been invited.
    pub seats: RwSignal<Option<Seats>>,
    /// What became of those who were invited; empty before.
    pub results: RwSignal<Vec<InvitationResult>>,
    /// Whether the reader has gone back to the form for those who were not invited.
    pub corrects: RwSignal<bool>,
    /// Whether a role was chosen for the reader.
    has_preset: StoredValue<bool>,
    /// Whether what is typed is kept in the tab.
    is_kept: bool,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// An empty draft for the organization on screen; another organization empties it.
pub fn use_draft() -> Draft {
    let (queries, current, i18n) = (use_queries(), use_current_organization(), use_i18n());
    let draft = Draft {
        queries,
        current,
        recipients: RwSignal::new(Vec::new()),
        text: RwSignal::new(String::new()),
        roles: RwSignal::new(Vec::new()),
        companies: RwSignal::new(Vec::new()),
        grants: RwSignal::new(Vec::new()),
        message: RwSignal::new(String::new()),
        days: RwSignal::new(None),
        send_email: RwSignal::new(true),
        language: RwSignal::new(i18n.language_untracked()),
        start: RwSignal::new(Start::Now),
        first_day: RwSignal::new(String::new()),
        incomplete: RwSignal::new(false),
        state: WriteState::new(),
        seats: RwSignal::new(None),
        results: RwSignal::new(Vec::new()),
        corrects: RwSignal::new(false),
        has_preset: StoredValue::new(false),
        is_kept: true,
        timer: StoredValue::new(None),
    };
    Effect::new(move |before: Option<_>| {
        let id = current.id();
        if before.is_some_and(|before| before != id) {
            draft.clear();
        }
        id
    });
    draft
}

/// A draft that begins with somebody, beside the one of the organization. It is not kept.
pub fn use_draft_for() -> Draft {
    Draft { is_kept: false, ..use_draft() }
}

impl Draft {
    /// Begins anew with this recipient, as `Name <address>`, in this language.
    pub fn begin_with(self, recipient: &str, language: Option<Language>) {
        self.clear();
        self.add(recipient);
        if let Some(language) = language {
            self.language.set(language);
        }
    }

    fn clear(self) {
        self.recipients.set(Vec::new());
        self.text.set(String::new());
        self.roles.set(Vec::new());
        self.has_preset.set_value(false);
        self.companies.set(Vec::new());
        self.grants.set(Vec::new());
        self.message.set(String::new());
        self.start.set(Start::Now);
        self.first_day.set(String::new());
        self.finish();
    }

    /// Takes what was kept, if nothing is typed yet, and keeps what is typed from now on.
    pub fn keep(self) {
        if !self.is_kept {
            return;
        }
        let name = untrack(|| self.current.id()).map(|id| ["invite.", &id.to_string()].concat());
        let kept = use_kept_draft(&name.unwrap_or_default());
        if self.recipients.with_untracked(Vec::is_empty)
            && let Some(Kept { emails, text, roles, companies, grants, message, first_day }) = kept.restored()
        {
            self.add(&emails.join("\n"));
            self.text.set(text);
            self.roles.set(roles);
            self.companies.set(companies);
            self.grants.set(grants);
            self.message.set(message);
            if !first_day.is_empty() {
                self.start.set(Start::FirstDay);
            }
            self.first_day.set(first_day);
        }
        kept.keep(move || {
            let kept = Kept {
                emails: self.emails(),
                text: self.text.get(),
                roles: self.roles.get(),
                companies: self.companies.get(),
                grants: self.grants.get(),
                message: self.message.get(),
                first_day: self.first_day.get(),
            };
            let is_typed = !kept.emails.is_empty() || !kept.text.is_empty() || !kept.message.is_empty();
            is_typed.then_some(kept)
        });
    }

    /// Goes back to the form. Whoever could not be invited still stands in it.
    pub fn finish(self) {
        self.results.set(Vec::new());
        self.corrects.set(false);
        self.state.clear_error();
        self.incomplete.set(false);
    }

    /// Goes back to the form; the links of the others stay.
    pub fn correct(self) {
        self.corrects.set(true);
    }

    /// Chooses a role that the reader can change, once for each draft.
    pub fn preset_role(self, role: RoleId) {
        if !self.has_preset.get_value() && self.roles.with_untracked(Vec::is_empty) {
            self.roles.set(vec![role]);
        }
        self.has_preset.set_value(true);
    }

    /// Makes recipients of what was typed or pasted.
    pub fn add(self, text: &str) {
        let new = addresses(text).into_iter().map(|address| Recipient { address, obstacle: None });
        self.recipients.update(|recipients| {
            for one in new {
                let is_same = |known: &Recipient| known.address.email.eq_ignore_ascii_case(&one.address.email);
                if !recipients.iter().any(is_same) {
                    recipients.push(one);
                }
            }
        });
    }

    /// Takes a recipient out.
    pub fn remove(self, place: usize) {
        self.recipients.update(|recipients| {
            if place < recipients.len() {
                recipients.remove(place);
            }
        });
    }

    fn emails(self) -> Vec<String> {
        self.recipients.with(|recipients| recipients.iter().map(|recipient| recipient.address.whole()).collect())
    }

    /// Asks the server about the addresses whenever they have changed and typing pauses. Roles do not matter to the
    /// answer; `any_role` stands in while none is chosen.
    pub fn check_while_typing(self, any_role: Signal<Option<RoleId>>) {
        let emails = Memo::new(move |_| self.emails());
        Effect::new(move |_| {
            let role = any_role.get();
            let asked = !emails.with(Vec::is_empty);
            self.stop();
            if let (true, Some(role)) = (asked, role) {
                let check = move || spawn_local(self.check(role));
                self.timer.set_value(set_timeout_with_handle(check, PAUSE).ok());
            }
        });
        on_cleanup(move || self.stop());
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    async fn check(self, role: RoleId) {
        let is_gone = move || self.recipients.try_with_untracked(|_| ()).is_none();
        // The form may be gone, for example because another account has signed in.
        let Some(Some(organization)) = self.current.try_id_untracked().filter(|_| !is_gone()) else { return };
        let emails = untrack(|| self.emails());
        let mut request = self.request(emails.clone(), false);
        request.message = None;
        request.active_from = None;
        request.grants.clear();
        if request.roles.is_empty() {
            request.roles.push(role);
        }
        // Only advice: what it cannot say now, sending will.
        let check = self.queries.mutate(api::check_invitations(organization, request)).affects_nothing();
        let Ok(answer) = check.result().await else { return };
        if is_gone() || untrack(|| self.emails()) != emails {
            return;
        }
        self.seats.set(Some(answer.seats));
        self.mark(answer.results);
    }

    /// Writes down what the server has against each recipient.
    fn mark(self, results: Vec<InvitationResult>) {
        self.recipients.update(|recipients| {
            for (recipient, result) in recipients.iter_mut().zip(results) {
                recipient.obstacle = result.problem;
            }
        });
    }

    fn request(self, emails: Vec<String>, send_email: bool) -> NewInvitations {
        let (message, start) = (self.message.get_untracked(), self.start.get_untracked());
        NewInvitations {
            grants: self.grants.with_untracked(|grants| grants.iter().map(|it| it.grant.clone()).collect()),
            emails,
            roles: self.roles.get_untracked(),
            companies: self.companies.with_untracked(|companies| companies.iter().map(|it| it.id).collect()),
            message: Some(message.trim()).filter(|message| !message.is_empty()).map(str::to_owned),
            lifetime_days: self.days.get_untracked(),
            send_email,
            language: Some(self.language.get_untracked()),
            active_from: Some(self.first_day.get_untracked()).filter(|_| start == Start::FirstDay),
            hold: start == Start::Later,
            dry_run: false,
        }
    }

    /// Invites everybody in the form: also those who were objected to, because that may have changed meanwhile.
    pub fn send(self, mail: MailService) {
        let typed = self.text.get_untracked();
        self.text.set(String::new());
        self.add(&typed);
        let has_no_day =
            self.start.get_untracked() == Start::FirstDay && self.first_day.with_untracked(String::is_empty);
        let missing =
            self.recipients.with_untracked(Vec::is_empty) || self.roles.with_untracked(Vec::is_empty) || has_no_day;
        self.incomplete.set(missing);
        let Some(organization) = untrack(|| self.current.id()).filter(|_| !missing) else { return };
        let send_email = self.send_email.get_untracked() && mail != MailService::None;
        let request = self.request(untrack(|| self.emails()), send_email);
        self.queries
            .mutate(api::invite(organization, &request))
            .on_success(move |answer| self.take(answer))
            .send_in(self.state);
    }

    fn take(self, answer: InvitationResults) {
        if self.seats.try_set(Some(answer.seats)).is_some() {
            // The page was left.
            return;
        }
        self.corrects.set(false);
        self.mark(answer.results.clone());
        self.recipients.update(|recipients| recipients.retain(|recipient| recipient.obstacle.is_some()));
        self.results.update(|results| {
            // Invited again: the links of the others stay.
            results.retain(|result| result.problem.is_none());
            results.extend(answer.results);
        });
    }
}
