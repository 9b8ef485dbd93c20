//! Inviting: each address becomes a member or gets the reason why not.

use api_types::{
    CompanyId, DeviceLevel, GrantId, Language, MemberId, MemberProblem, MemberStatus, RoleId, Seats, member_problems,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::{
    address::{Address, bare, name},
    eligibility::{Eligibility, obstacle},
    event,
    tokens::{self, IssuedToken},
};
use crate::{
    authz::{
        Authorized, Permissions, TokenHash,
        policy::{Action, GrantDevices, InviteMembers, decide},
    },
    store::{
        Change, StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id},
        companies,
        grants::{self, CheckedGrant, GrantError, Target},
        idempotency::{self, IdempotencyKey, KeyState},
        mail_limits::MailLimits,
        members::{self, ChangeMemberError, Days, InvitationRecord, MemberRecord},
        outbox::{self, About, MailKind, NewMail},
    },
};

/// Invites people, each with the same roles, companies and message.
#[derive(Debug)]
pub struct Invite<'a> {
    pub may: &'a Authorized<InviteMembers>,
    pub invitees: Vec<Invitee>,
    pub roles: Vec<RoleId>,
    pub companies: Vec<CompanyId>,
    /// What each has access to: target, level and last day.
    pub grants: Vec<(Target, DeviceLevel, Option<Date>)>,
    pub message: Option<String>,
    /// `None`: as long as the organization has decided.
    pub lifetime: Option<SignedDuration>,
    pub send_email: bool,
    pub mail_limits: MailLimits,
    pub language: Language,
    /// First day with access; the invitations are held until then.
    pub first_day: Option<Date>,
    /// Whether the invitations are held: they are sent when the members are activated.
    pub hold: bool,
    /// Says what would happen, and does nothing.
    pub dry_run: bool,
    pub idempotency: Option<IdempotencyKey>,
    pub at: Timestamp,
}

/// One address of the request, with the identifier, token and audit context of its invitation.
#[derive(Debug)]
pub struct Invitee {
    /// As it came.
    pub email: String,
    pub id: MemberId,
    /// Of the link in the response.
    pub token: TokenHash,
    pub context: AuditContext,
    /// One for each of the grants.
    pub grants: Vec<GrantId>,
    pub profile: Profile,
}

/// What is known of an invited person beside the address; valid, and as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// The whole name.
    pub name: Option<String>,
    pub signature: Option<String>,
    pub phone: Option<String>,
    pub title: Option<String>,
    pub language: Option<Language>,
    pub note: Option<String>,
    pub supervisor: Option<MemberId>,
    /// Last day with access.
    pub until: Option<Date>,
}

/// The result for each address, in the order of the request.
#[derive(Debug)]
pub struct Invited {
    pub outcomes: Vec<Outcome>,
    pub seats: Seats,
}

/// The result for one address: a member, an obstacle or, in a dry run, neither.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Outcome {
    pub email: String,
    pub member: Option<MemberId>,
    pub obstacle: Option<MemberProblem>,
}

/// Nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Change(#[from] ChangeMemberError),
    /// At this position of what was asked for.
    #[error("grant {0} cannot be given: {1}")]
    Grant(usize, GrantError),
}

impl From<StoreError> for InviteError {
    fn from(error: StoreError) -> Self {
        Self::Change(error.into())
    }
}

impl Change for Invite<'_> {
    type Output = Invited;
    type Error = InviteError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Invited, InviteError> {
        let Some(key) = self.idempotency.as_ref().filter(|_| !self.dry_run) else {
            return self.invite(transaction).await;
        };
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, self.may.account(), key).await? {
            KeyState::Answered(answer) => {
                let outcomes = serde_json::from_str(&answer).map_err(unreadable)?;
                Ok(self.repeat(transaction, outcomes).await?)
            }
            KeyState::Reused => Err(InviteError::KeyReused),
            KeyState::New => {
                let invited = self.invite(transaction).await?;
                let answer = serde_json::to_string(&invited.outcomes).map_err(unreadable)?;
                idempotency::save(transaction, self.may.account(), key, &answer, self.at).await?;
                Ok(invited)
            }
        }
    }

    fn is_collision(&self, error: &InviteError) -> bool {
        match error {
            InviteError::Change(error) => error.is_collision(),
            InviteError::Grant(_, error) => error.is_collision(),
            InviteError::KeyReused => false,
        }
    }
}

impl Invite<'_> {
    async fn invite(&self, transaction: &mut Transaction) -> Result<Invited, InviteError> {
        let organization = self.may.organization();
        if let Some(position) = members::unknown_role(transaction, organization, &self.roles).await? {
            return Err(ChangeMemberError::UnknownRole(position).into());
        }
        if let Some(position) = companies::first_unknown(transaction, organization, &self.companies, &[]).await? {
            return Err(ChangeMemberError::UnknownCompany(position).into());
        }
        let held = members::check(transaction, self.may, &self.roles).await?;
        let grants = self.checked_grants(transaction, &held).await?;
        let zone = members::zone(transaction, organization).await?;
        let days = Days { from: self.first_day, until: None };
        let problems = days.problems(Days::default(), members::today(self.at, &zone));
        if !problems.is_empty() {
            return Err(ChangeMemberError::Schedule(problems).into());
        }
        let texts = self.invitees.iter().map(|invitee| invitee.email.as_str());
        let limits = Some(&self.mail_limits).filter(|_| self.send_email);
        let by = (self.may.account(), organization);
        let mut eligibility = Eligibility::load(transaction, by, texts, limits, self.at).await?;
        let checked: Vec<_> =
            self.invitees.iter().map(|invitee| (invitee, eligibility.check(&invitee.email))).collect();
        let seats = eligibility.seats;
        let eligible = checked.iter().filter_map(|(invitee, address)| Some((*invitee, address.as_ref().ok()?)));
        if !self.dry_run {
            self.insert(transaction, (eligible.collect(), &grants), eligibility.lifetime, &zone).await?;
            eligibility.save(transaction).await?;
        }
        let outcome = |(invitee, checked): (&Invitee, Result<Address, MemberProblem>)| match checked {
            Ok(address) => {
                Outcome { email: address.email, member: Some(invitee.id).filter(|_| !self.dry_run), obstacle: None }
            }
            Err(obstacle) => {
                let email =
                    Address::read(&invitee.email).map_or_else(|_| shortened(&invitee.email), |address| address.email);
                Outcome { email, member: None, obstacle: Some(obstacle) }
            }
        };
        Ok(Invited { outcomes: checked.into_iter().map(outcome).collect(), seats })
    }

    /// Inserts the members, tokens, mails and audit events of the eligible invitees.
    async fn insert(
        &self,
        transaction: &mut Transaction,
        (eligible, grants): (Vec<(&Invitee, &Address)>, &[CheckedGrant]),
        lifetime: SignedDuration,
        zone: &TimeZone,
    ) -> Result<(), StoreError> {
        let inviter = self.inviter(transaction).await?;
        let lifetime = self.lifetime.unwrap_or(lifetime);
        let record = |(invitee, address): &(&Invitee, &Address)| {
            let mut record = self.record(invitee, address, inviter, lifetime);
            if let Some(until) = invitee.profile.until {
                record.active_until = Some(until.to_string());
                record.notice_due_at = members::notice_at(until, self.at, zone)?;
                record.schedule_due_at = members::due_at(&record, zone)?;
            }
            if self.is_held() { self.held(record, zone) } else { Ok(record) }
        };
        let records: Vec<_> = eligible.iter().map(record).collect::<Result<_, StoreError>>()?;
        MemberRecord::insert(transaction, self.may.organization(), &records).await?;
        self.grant(transaction, &eligible, &records, grants).await?;
        if self.is_held() {
            let events = eligible.iter().zip(&records).map(|((invitee, _), record)| {
                let details = json!({"email": record.email, "roles": record.roles, "active_from": record.active_from});
                (&invitee.context, self.event(AuditAction::MemberCreated, record, details))
            });
            return audit::record_all(transaction, events).await;
        }
        let issued: Vec<_> =
            eligible.iter().zip(&records).map(|((invitee, _), record)| issued(record, invitee.token)).collect();
        tokens::add_issued(transaction, &issued, self.at).await?;
        if self.send_email {
            let mails: Vec<_> = records.iter().map(|record| mail(record, self.at)).collect();
            outbox::enqueue_all(transaction, &mails).await?;
        }
        let events = eligible.iter().zip(&records).map(|((invitee, _), record)| {
            let details = json!({"email": record.email, "roles": record.roles, "sent": self.send_email});
            (&invitee.context, self.event(AuditAction::InvitationCreated, record, details))
        });
        audit::record_all(transaction, events).await
    }

    /// The grants that each gets, if the caller can give them.
    async fn checked_grants(
        &self,
        transaction: &mut Transaction,
        held: &Permissions,
    ) -> Result<Vec<CheckedGrant>, InviteError> {
        if self.grants.is_empty() {
            return Ok(Vec::new());
        }
        let inviter = self.inviter(transaction).await?.filter(|_| decide(GrantDevices::RULE, Some(held)).is_ok());
        let by = (self.may.organization(), inviter.ok_or(ChangeMemberError::NoLongerAllowed)?);
        let mut checked = Vec::with_capacity(self.grants.len());
        for (position, wanted) in self.grants.iter().enumerate() {
            let grant = grants::check_new(transaction, by, *wanted, self.at).await;
            checked.push(grant.map_err(|error| InviteError::Grant(position, error))?);
        }
        Ok(checked)
    }

    /// Gives each of the eligible invitees the grants.
    async fn grant(
        &self,
        transaction: &mut Transaction,
        eligible: &[(&Invitee, &Address)],
        records: &[MemberRecord],
        grants: &[CheckedGrant],
    ) -> Result<(), StoreError> {
        if grants.is_empty() {
            return Ok(());
        }
        let (mut given, mut contexts, mut events) = (Vec::new(), Vec::new(), Vec::new());
        for ((invitee, _), record) in eligible.iter().zip(records) {
            for (number, (grant, id)) in (1..).zip(grants.iter().zip(&invitee.grants)) {
                given.push((grant, *id, record.id));
                contexts.push(invitee.context.part(number));
                events.push(self.event(AuditAction::DeviceGranted, record, grant.details()?));
            }
        }
        grants::insert_all(transaction, &given, self.at).await?;
        audit::record_all(transaction, contexts.iter().zip(events)).await
    }

    /// Something that the caller did to a member.
    fn event(&self, action: AuditAction, member: &MemberRecord, details: Json) -> Event {
        event::about(Some(self.may.account()), action, member, details)
    }

    fn record(
        &self,
        invitee: &Invitee,
        address: &Address,
        inviter: Option<MemberId>,
        lifetime: SignedDuration,
    ) -> MemberRecord {
        let profile = invitee.profile.clone();
        MemberRecord {
            email: address.email.clone(),
            given_name: profile.given_name,
            family_name: profile.family_name,
            name: profile.name.or_else(|| name(&invitee.email)),
            signature: profile.signature,
            phone: profile.phone,
            title: profile.title,
            language: profile.language,
            note: profile.note,
            supervisor: profile.supervisor,
            status: MemberStatus::Invited,
            invited_by: inviter,
            invited_at: Some(moment(self.at)),
            invitation: Some(InvitationRecord {
                expires_at: moment(end(self.at, lifetime)),
                // Said when a mail has left.
                sent_at: None,
                times_sent: 0,
                message: self.message.clone(),
                lifetime: i64::try_from(lifetime.as_micros()).unwrap_or(i64::MAX),
                language: self.language,
                reminded_at: None,
                link_wanted_at: None,
                by_mail: self.send_email,
            }),
            roles: self.roles.clone(),
            companies: self.companies.clone(),
            ..MemberRecord::blank(invitee.id, self.may.organization())
        }
    }

    /// Whether nobody is invited yet.
    pub fn is_held(&self) -> bool {
        self.hold || self.first_day.is_some()
    }

    /// The member before it is invited.
    fn held(&self, mut record: MemberRecord, zone: &TimeZone) -> Result<MemberRecord, StoreError> {
        record.status = MemberStatus::Inactive;
        record.invited_at = None;
        record.schedule_due_at = None;
        if let Some(day) = self.first_day {
            record.active_from = Some(day.to_string());
            record.schedule_due_at = members::due_at(&record, zone)?;
            if let Some(invitation) = &mut record.invitation {
                invitation.expires_at = record.schedule_due_at.unwrap_or_default() + invitation.lifetime;
            }
        }
        Ok(record)
    }

    /// The caller as one of the organization's people.
    async fn inviter(&self, transaction: &mut Transaction) -> Result<Option<MemberId>, StoreError> {
        let query = Query::select()
            .column("id")
            .from("members")
            .and_where(Expr::col("organization_id").eq(id_bytes(self.may.organization())))
            .and_where(Expr::col("account_id").eq(id_bytes(self.may.account())))
            .take();
        let row: Option<(Vec<u8>,)> = transaction.one(&query).await?;
        row.map(|(id,)| read_id(&id)).transpose()
    }

    /// The same answer again, with more links to the same invitations: the first ones are not known any more.
    async fn repeat(
        &self,
        transaction: &mut Transaction,
        mut outcomes: Vec<Outcome>,
    ) -> Result<Invited, ChangeMemberError> {
        let (mut links, mut events) = (Vec::new(), Vec::new());
        for (invitee, outcome) in self.invitees.iter().zip(&mut outcomes) {
            let Some(id) = outcome.member.filter(|_| !self.is_held()) else { continue };
            let record = MemberRecord::find(transaction, self.may.organization(), id).await?;
            let Some(record) = record.filter(|record| record.status == MemberStatus::Invited) else {
                outcome.member = None;
                outcome.obstacle = Some(obstacle(member_problems::NOT_PENDING, "The invitation is no longer pending."));
                continue;
            };
            members::check(transaction, self.may, &record.roles).await?;
            tokens::make_room(transaction, record.id, self.at).await?;
            links.push(issued(&record, invitee.token));
            let details = json!({"generation": record.generation});
            events.push((&invitee.context, self.event(AuditAction::InvitationLinked, &record, details)));
        }
        tokens::add_issued(transaction, &links, self.at).await?;
        audit::record_all(transaction, events).await?;
        let seats = members::seats(transaction, self.may.organization()).await?;
        Ok(Invited { outcomes, seats })
    }
}

/// What is no address as it is shown and kept: no more than a line.
fn shortened(text: &str) -> String {
    bare(text).chars().filter(|character| !character.is_control()).take(254).collect()
}

/// The token of a link to an invitation.
pub(super) fn issued(record: &MemberRecord, hash: TokenHash) -> IssuedToken {
    IssuedToken { member: record.id, organization: record.organization, generation: record.generation, hash }
}

/// The mail that tells of an invitation.
pub(super) fn mail(record: &MemberRecord, at: Timestamp) -> NewMail {
    NewMail {
        kind: MailKind::Invitation,
        about: About::Member { organization: record.organization, member: record.id },
        generation: record.generation,
        recipient: record.email.clone(),
        language: record.invitation.as_ref().map(|invitation| invitation.language).unwrap_or_default(),
        at,
    }
}

/// When an invitation ends that begins to hold now.
pub(super) fn end(at: Timestamp, lifetime: SignedDuration) -> Timestamp {
    at.checked_add(lifetime).unwrap_or(Timestamp::MAX)
}
