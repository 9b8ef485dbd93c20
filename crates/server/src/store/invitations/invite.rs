//! Inviting: each address becomes a member or gets the reason why not.

use api_types::{CompanyId, Language, MemberId, MemberProblem, MemberStatus, RoleId, Seats, member_problems};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    address::{Address, bare},
    door::{Door, obstacle},
    event,
    tokens::{self, Handed},
};
use crate::{
    authz::{Authorized, TokenHash, policy::InviteMembers},
    store::{
        Change, StoreError, Transaction,
        audit::Stamp,
        columns::{id_bytes, moment, read_id},
        companies,
        idempotency::{self, IdempotencyKey, Known},
        members::{self, ChangeMemberError, InvitationRecord, MemberRecord},
        outbox::{self, MailKind, NewMail},
    },
};

/// Invites people, each with the same roles, companies and message.
#[derive(Debug)]
pub struct Invite<'a> {
    pub may: &'a Authorized<InviteMembers>,
    pub asked: Vec<Asked>,
    pub roles: Vec<RoleId>,
    pub companies: Vec<CompanyId>,
    pub message: Option<String>,
    /// `None`: as long as the organization has decided.
    pub lifetime: Option<SignedDuration>,
    pub send_email: bool,
    pub language: Language,
    /// Says what would happen, and does nothing.
    pub dry_run: bool,
    pub idempotency: Option<IdempotencyKey>,
    pub at: Timestamp,
}

/// One address of the request, with what an invitation of it will need.
#[derive(Debug)]
pub struct Asked {
    /// As it came.
    pub email: String,
    pub id: MemberId,
    /// Of the link that is handed over.
    pub token: TokenHash,
    pub stamp: Stamp,
}

/// What became of the addresses, in their order.
#[derive(Debug)]
pub struct Invited {
    pub outcomes: Vec<Outcome>,
    pub seats: Seats,
}

/// What became of one address: a member, an obstacle or, in a dry run, neither.
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
    Refused(#[from] ChangeMemberError),
}

impl From<StoreError> for InviteError {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl Change for Invite<'_> {
    type Output = Invited;
    type Error = InviteError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Invited, InviteError> {
        let Some(key) = self.idempotency.as_ref().filter(|_| !self.dry_run) else {
            return Ok(self.invite(transaction).await?);
        };
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, self.may.account(), key).await? {
            Known::Answered(answer) => {
                let outcomes = serde_json::from_str(&answer).map_err(unreadable)?;
                Ok(self.repeat(transaction, outcomes).await?)
            }
            Known::Reused => Err(InviteError::KeyReused),
            Known::New => {
                let invited = self.invite(transaction).await?;
                let answer = serde_json::to_string(&invited.outcomes).map_err(unreadable)?;
                idempotency::keep(transaction, self.may.account(), key, &answer, self.at).await?;
                Ok(invited)
            }
        }
    }

    fn is_collision(&self, error: &InviteError) -> bool {
        matches!(error, InviteError::Refused(error) if error.is_collision())
    }
}

impl Invite<'_> {
    async fn invite(&self, transaction: &mut Transaction) -> Result<Invited, ChangeMemberError> {
        let organization = self.may.organization();
        if let Some(position) = members::unknown_role(transaction, organization, &self.roles).await? {
            return Err(ChangeMemberError::UnknownRole(position));
        }
        if let Some(position) = companies::first_unknown(transaction, organization, &self.companies, &[]).await? {
            return Err(ChangeMemberError::UnknownCompany(position));
        }
        members::check(transaction, self.may, &self.roles).await?;
        let texts = self.asked.iter().map(|asked| asked.email.as_str());
        let mut door = Door::open(transaction, organization, texts).await?;
        let judged: Vec<_> = self.asked.iter().map(|asked| (asked, door.judge(&asked.email))).collect();
        let seats = door.seats;
        let passed = judged.iter().filter_map(|(asked, address)| Some((*asked, address.as_ref().ok()?)));
        if !self.dry_run {
            self.admit(transaction, passed.collect(), door.lifetime).await?;
        }
        let outcome = |(asked, judged): (&Asked, Result<Address, MemberProblem>)| match judged {
            Ok(address) => {
                Outcome { email: address.email, member: Some(asked.id).filter(|_| !self.dry_run), obstacle: None }
            }
            Err(obstacle) => {
                let email = Address::read(&asked.email).map_or_else(|_| shortened(&asked.email), |known| known.email);
                Outcome { email, member: None, obstacle: Some(obstacle) }
            }
        };
        Ok(Invited { outcomes: judged.into_iter().map(outcome).collect(), seats })
    }

    /// Adds those who may come in: members, links, mails, audit events.
    async fn admit(
        &self,
        transaction: &mut Transaction,
        passed: Vec<(&Asked, &Address)>,
        lifetime: SignedDuration,
    ) -> Result<(), StoreError> {
        let inviter = self.inviter(transaction).await?;
        let lifetime = self.lifetime.unwrap_or(lifetime);
        let records: Vec<_> =
            passed.iter().map(|(asked, address)| self.record(asked.id, address, inviter, lifetime)).collect();
        MemberRecord::insert(transaction, self.may.organization(), &records).await?;
        let handed: Vec<_> =
            passed.iter().zip(&records).map(|((asked, _), record)| handed(record, asked.token)).collect();
        tokens::add_handed(transaction, &handed, self.at).await?;
        for ((asked, _), record) in passed.iter().zip(&records) {
            if self.send_email {
                outbox::enqueue(transaction, &mail(record, self.at)).await?;
            }
            let details = json!({"email": record.email, "roles": record.roles, "sent": self.send_email});
            event::record(transaction, self.may, &asked.stamp, "invitation.created", record, details).await?;
        }
        Ok(())
    }

    fn record(
        &self,
        id: MemberId,
        address: &Address,
        inviter: Option<MemberId>,
        lifetime: SignedDuration,
    ) -> MemberRecord {
        MemberRecord {
            id,
            organization: self.may.organization(),
            account: None,
            email: address.email.clone(),
            given_name: None,
            family_name: None,
            name: None,
            signature: None,
            status: MemberStatus::Invited,
            two_factor: None,
            supervisor: None,
            invited_by: inviter,
            invited_at: Some(moment(self.at)),
            member_since: None,
            last_sign_in: None,
            invitation: Some(InvitationRecord {
                expires_at: moment(end(self.at, lifetime)),
                // Said when a mail has left.
                sent_at: None,
                times_sent: 0,
                message: self.message.clone(),
                lifetime: i64::try_from(lifetime.as_micros()).unwrap_or(i64::MAX),
                language: self.language,
                reminded_at: None,
            }),
            generation: 1,
            version: 1,
            roles: self.roles.clone(),
            companies: self.companies.clone(),
        }
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
        for (asked, outcome) in self.asked.iter().zip(&mut outcomes) {
            let Some(id) = outcome.member else { continue };
            let record = MemberRecord::find(transaction, self.may.organization(), id).await?;
            let Some(record) = record.filter(|record| record.status == MemberStatus::Invited) else {
                outcome.member = None;
                outcome.obstacle = Some(obstacle(member_problems::NOT_PENDING, "The invitation is no longer pending."));
                continue;
            };
            members::check(transaction, self.may, &record.roles).await?;
            tokens::add_handed(transaction, &[handed(&record, asked.token)], self.at).await?;
            let details = json!({"generation": record.generation});
            event::record(transaction, self.may, &asked.stamp, "invitation.linked", &record, details).await?;
        }
        let seats = members::seats(transaction, self.may.organization()).await?;
        Ok(Invited { outcomes, seats })
    }
}

/// What is no address as it is shown and kept: no more than a line.
fn shortened(text: &str) -> String {
    bare(text).chars().filter(|character| !character.is_control()).take(254).collect()
}

/// A link to an invitation.
pub(super) fn handed(record: &MemberRecord, hash: TokenHash) -> Handed {
    Handed { member: record.id, organization: record.organization, generation: record.generation, hash }
}

/// The mail that tells of an invitation.
pub(super) fn mail(record: &MemberRecord, at: Timestamp) -> NewMail {
    NewMail {
        kind: MailKind::Invitation,
        organization: record.organization,
        member: record.id,
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
