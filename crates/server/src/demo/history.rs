//! What happened in an organization: the events of its audit log.

use api_types::{AccountId, AuditAction, MemberId, MemberStatus, OrganizationId};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};

use super::random::Random;
use crate::store::seed::records::{Data, Event, Member, RoleKey};

/// How many days the log goes back.
const DAYS: i64 = 330;

/// Where people sign in: addresses that are reserved for documentation.
const ADDRESSES: [&str; 12] = [
    "192.0.2.41",
    "192.0.2.42",
    "192.0.2.77",
    "192.0.2.150",
    "198.51.100.7",
    "198.51.100.23",
    "198.51.100.80",
    "203.0.113.4",
    "203.0.113.90",
    "203.0.113.91",
    "2001:db8:4c::19",
    "2001:db8:4c::2f",
];
/// Where others try passwords.
const STRANGER: &str = "203.0.113.199";

/// The events of the organization with this number, which has members by now.
pub fn of(data: &Data, number: &str, now: Timestamp) -> Vec<Event> {
    let Some(organization) = data.organizations.iter().find(|it| it.number == number) else { return Vec::new() };
    let members: Vec<&Member> = data.members.iter().filter(|member| member.organization == organization.id).collect();
    let holds = |member: &Member, key: RoleKey| {
        organization.roles.iter().any(|role| role.key == key && member.roles.contains(&role.id))
    };
    let is_active = |member: &&&Member| member.status == MemberStatus::Active && member.account.is_some();
    let is_administrator = |member: &&&Member| is_active(member) && holds(member, RoleKey::Administrator);
    let administrators: Vec<&Member> = members.iter().filter(is_administrator).copied().collect();
    if administrators.is_empty() {
        return Vec::new();
    }
    let midnight = now - SignedDuration::from_secs(now.as_second().rem_euclid(24 * 3600));
    let mut history = History {
        random: Random::new(7),
        organization: organization.id,
        administrators,
        first: midnight - SignedDuration::from_hours(24 * DAYS),
        last: midnight,
        events: Vec::new(),
    };
    for member in &members {
        history.life(member);
    }
    let role = |key: RoleKey| organization.roles.iter().find(|role| role.key == key).map(|role| role.id);
    let active: Vec<&Member> = members.iter().filter(is_active).copied().collect();
    for _ in 0..260 {
        let member = *history.random.pick(&active);
        let (field, before, after) = *history.random.pick(&FIELDS);
        let details = json!({"changes": [{"field": field, "before": before, "after": after}]});
        history.by_administrator(AuditAction::MemberChanged, Some(member.id), details);
    }
    let editors: Vec<&Member> = active.iter().filter(|member| holds(member, RoleKey::Editor)).copied().collect();
    for _ in 0..70 {
        let member = *history.random.pick(&editors);
        let details = json!({"changes": [{
            "field": "roles", "before": role(RoleKey::Viewer), "after": role(RoleKey::Editor),
        }]});
        history.by_administrator(AuditAction::MemberRolesChanged, Some(member.id), details);
    }
    for place in 0..24 {
        let rows = 1_180 + place * 3;
        let view = *history.random.pick(&["", "status=active", "status=invited,expired", "two_factor=off"]);
        let view = Some(view).filter(|view| !view.is_empty());
        let details = json!({"list": "members", "rows": rows, "view": view, "format": "csv"});
        history.by_administrator(AuditAction::ListExported, None, details);
    }
    for _ in 0..6 {
        let details = json!({"name": "Open invitations", "list": "members"});
        history.by_administrator(AuditAction::ViewSaved, None, details);
    }
    for company in organization.companies.iter().skip(8) {
        let details = json!({"before": {"number": null}, "after": {"number": company.number}});
        history.of_subject(AuditAction::CompanyChanged, company.id.as_u128(), details);
    }
    let details = json!({"before": {"names_administrators": false}, "after": {"names_administrators": true}});
    history.of_subject(AuditAction::OrganizationChanged, organization.id.as_u128(), details);
    history.events
}

/// Field, before and after.
const FIELDS: [(&str, Option<&str>, Option<&str>); 6] = [
    ("title", Some("Technician"), Some("Team lead")),
    ("title", None, Some("Facility Manager")),
    ("phone", None, Some("+49 30 5550 4711")),
    ("phone", Some("+49 30 5550 4711"), Some("+49 30 5550 4800")),
    ("language", None, Some("de")),
    ("note", None, None),
];

struct History<'a> {
    random: Random,
    organization: OrganizationId,
    administrators: Vec<&'a Member>,
    first: Timestamp,
    last: Timestamp,
    events: Vec<Event>,
}

impl History<'_> {
    /// What happens to one member: invited, joined, signs in, deactivated or removed.
    fn life(&mut self, member: &Member) {
        let inviter = self.administrator();
        if let Some(at) = member.invited_at {
            self.invited(member, inviter, at);
        }
        if let (Some(at), Some(account)) = (member.member_since, member.account) {
            self.add(at, Some(account), AuditAction::InvitationAccepted, Some(member.id), json!({}));
            self.signs_in(member, account, at);
        }
        match member.status {
            MemberStatus::Inactive => {
                let at = self.moment(member.last_sign_in);
                let details = json!({"sessions": self.random.below(3)});
                self.add(at, Some(inviter), AuditAction::MemberDeactivated, Some(member.id), details);
            }
            MemberStatus::Removed => {
                let at = member.removed_at.unwrap_or(self.last);
                self.add(at, Some(inviter), AuditAction::MemberRemoved, Some(member.id), json!({"sessions": 1}));
            }
            _ => {}
        }
    }

    fn invited(&mut self, member: &Member, inviter: AccountId, at: Timestamp) {
        let minute = SignedDuration::from_secs(60);
        let sent = json!({"kind": "invitation", "to": member.email, "attempts": 1});
        self.add(at, Some(inviter), AuditAction::InvitationCreated, Some(member.id), json!({"email": member.email}));
        self.add(at + minute, None, AuditAction::MailSent, Some(member.id), sent);
        let Some(invitation) = &member.invitation else { return };
        let week = SignedDuration::from_hours(7 * 24);
        for time in 1..invitation.times_sent {
            let again = at + week * i32::try_from(time).unwrap_or(1);
            self.add(again, Some(inviter), AuditAction::InvitationResent, Some(member.id), json!({}));
        }
        if member.status == MemberStatus::Expired {
            self.add(invitation.expires_at, None, AuditAction::InvitationExpired, Some(member.id), json!({}));
        }
    }

    /// The last sign-in, some before, and now and then one that is refused.
    fn signs_in(&mut self, member: &Member, account: AccountId, since: Timestamp) {
        let Some(last) = member.last_sign_in else { return };
        for _ in 0..self.random.below(3) {
            let at = self.random.moment(since.max(self.first), last);
            self.add(at, Some(account), AuditAction::SessionCreated, None, json!({}));
        }
        self.add(last, Some(account), AuditAction::SessionCreated, None, json!({}));
        if self.random.chance(9) {
            let reason = *self.random.pick(&["wrong_password", "wrong_password", "wrong_code", "too_many_attempts"]);
            let at = last - SignedDuration::from_secs(40);
            self.add(at, None, AuditAction::SessionRefused, Some(member.id), json!({"reason": reason}));
            if let Some(event) = self.events.last_mut().filter(|event| event.action == AuditAction::SessionRefused) {
                event.address = Some(STRANGER);
            }
        }
    }

    fn administrator(&mut self) -> AccountId {
        let account = self.random.pick(&self.administrators).account;
        // Administrators are chosen among those with one.
        account.unwrap_or(AccountId::from_u128(0))
    }

    fn moment(&mut self, earliest: Option<Timestamp>) -> Timestamp {
        self.random.moment(earliest.unwrap_or(self.first).max(self.first), self.last)
    }

    fn by_administrator(&mut self, action: AuditAction, member: Option<MemberId>, details: Json) {
        let (actor, at) = (self.administrator(), self.moment(None));
        self.add(at, Some(actor), action, member, details);
    }

    fn of_subject(&mut self, action: AuditAction, subject: u128, details: Json) {
        self.by_administrator(action, None, details);
        if let Some(event) = self.events.last_mut() {
            event.subject = Some(subject);
        }
    }

    /// Adds an event, if the log goes back so far.
    fn add(
        &mut self,
        at: Timestamp,
        actor: Option<AccountId>,
        action: AuditAction,
        member: Option<MemberId>,
        details: Json,
    ) {
        // Drawn in any case: the others stay what they are.
        let address = *self.random.pick(&ADDRESSES);
        if at < self.first || at > self.last {
            return;
        }
        self.events.push(Event {
            at,
            organization: self.organization,
            actor,
            action,
            subject: member.map(MemberId::as_u128),
            details: details.to_string(),
            address: actor.map(|_| address),
        });
    }
}

/// So many events of an organization, spread over two years, in parts; for measuring.
pub fn generated(
    organization: OrganizationId,
    people: Vec<(MemberId, Option<AccountId>)>,
    count: usize,
    now: Timestamp,
) -> impl Iterator<Item = Data> {
    const PART: usize = 5_000;
    const SPAN: i64 = 2 * 365 * 24 * 3600;
    const ACTIONS: [AuditAction; 6] = [
        AuditAction::SessionCreated,
        AuditAction::SessionCreated,
        AuditAction::SessionCreated,
        AuditAction::MemberChanged,
        AuditAction::MailSent,
        AuditAction::InvitationCreated,
    ];
    let mut random = Random::new(11);
    (0..count.div_ceil(PART)).map(move |part| {
        let places = part * PART..((part + 1) * PART).min(count);
        let event = |place: usize| {
            let age = SPAN - (place as i128 * i128::from(SPAN) / count.max(1) as i128) as i64;
            let (member, _) = *random.pick(&people);
            let (_, actor) = *random.pick(&people);
            let action = *random.pick(&ACTIONS);
            Event {
                at: Timestamp::from_second(now.as_second() - age).unwrap_or(now),
                organization,
                actor,
                action,
                subject: Some(member.as_u128()).filter(|_| action != AuditAction::SessionCreated),
                details: json!({"changes": [{"field": "title", "before": "Cook", "after": "Chef"}]}).to_string(),
                address: Some(*random.pick(&ADDRESSES)),
            }
        };
        Data { events: places.map(event).collect(), ..Data::default() }
    })
}
