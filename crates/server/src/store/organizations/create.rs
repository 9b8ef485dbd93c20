//! New organizations, and the numbers they are known by.

use std::num::NonZeroU32;

use api_types::{
    AccountId, InvitationSettings, MemberId, NewOrganization, Organization, OrganizationId, RoleId, RoleRef, Seats,
};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use crate::{
    authz::{SignedIn, policy::PREDEFINED_ROLES},
    budget::{Budget, RateLimited},
    store::{
        Change, StoreError, Transaction, accounts,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id},
        idempotency::{self, IdempotencyKey, KeyState},
        limits::{Limit, LimitKey, Meter},
        members::NewMember,
        roles, sql, text,
    },
};

/// So long after its creation an organization is new.
const NEW: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So many numbers that people chose are passed over at once.
const PASSED_OVER: u64 = 1_000;
/// How long invitations hold in a new organization, in days: the database's default.
const DEFAULT_DAYS: u16 = 7;
/// The time zone of a new organization: the database's default.
const DEFAULT_TIME_ZONE: &str = "UTC";
/// Numbers with more digits are texts to us.
const NUMBER_DIGITS: usize = 15;

/// Creates an organization that its creator administers.
#[derive(Debug, Clone)]
pub struct CreateOrganization {
    creator: SignedIn,
    request: NewOrganization,
    /// The organization's.
    pub id: OrganizationId,
    /// The creator's membership.
    pub member_id: MemberId,
    /// In the order of [`PREDEFINED_ROLES`].
    pub role_ids: [RoleId; 3],
    pub idempotency: Option<IdempotencyKey>,
    /// How many the creator can create in a day.
    pub per_day: NonZeroU32,
    pub context: AuditContext,
}

/// The organization was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    #[error("another organization has this number")]
    NumberTaken,
    #[error("there is no number left to choose")]
    NoNumberLeft,
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Limited(#[from] RateLimited),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CreateOrganization {
    /// `creator` creates what `request` says; its name and number are acceptable already.
    pub fn new(
        creator: SignedIn,
        request: NewOrganization,
        id: OrganizationId,
        member_id: MemberId,
        role_ids: [RoleId; 3],
        per_day: NonZeroU32,
        context: AuditContext,
    ) -> Self {
        Self { creator, request, id, member_id, role_ids, idempotency: None, per_day, context }
    }

    async fn create(&self, transaction: &mut Transaction) -> Result<Organization, CreateError> {
        self.count(transaction).await?;
        let number = match &self.request.number {
            Some(number) if is_taken(transaction, number).await? => return Err(CreateError::NumberTaken),
            Some(number) => number.clone(),
            None => next_number(transaction).await?.ok_or(CreateError::NoNumberLeft)?,
        };
        let record = NewOrganizationRecord {
            id: self.id,
            number: number.clone(),
            name: self.request.name.clone(),
            role_ids: self.role_ids,
            new_until: self.context.at.checked_add(NEW).ok(),
        };
        let account = self.creator.account();
        record.insert(transaction, Some(account.id), &self.context).await?;
        let member = NewMember {
            id: self.member_id,
            organization: self.id,
            account: account.id,
            email: account.email.clone(),
            name: accounts::name(transaction, account.id).await?,
            role: self.role_ids[0],
            since: self.context.at,
        };
        member.insert(transaction).await?;
        let [administrator, ..] = PREDEFINED_ROLES;
        Ok(Organization {
            two_factor_from: None,
            id: self.id,
            number,
            name: self.request.name.clone(),
            plan: None,
            seats: Some(Seats { used: 1, limit: None }),
            companies: Some(0),
            devices: Some(0),
            access_requests: Some(0),
            contacts: Some(0),
            invitations: Some(InvitationSettings {
                lifetime_days: DEFAULT_DAYS,
                allowed_domains: Vec::new(),
                default_role: None,
            }),
            member_id: self.member_id,
            roles: vec![RoleRef {
                id: self.role_ids[0],
                key: administrator.key.to_owned(),
                name: administrator.name.to_owned(),
            }],
            permissions: administrator.permissions.to_vec(),
            time_zone: DEFAULT_TIME_ZONE.to_owned(),
            identity_provider: None,
            accent: None,
            logo: None,
            disabled: false,
            erased_at: None,
            version: 1,
        })
    }
}

impl CreateOrganization {
    async fn count(&self, transaction: &mut Transaction) -> Result<(), CreateError> {
        let key = LimitKey::new("organizations of account", &[&id_bytes(self.creator.account().id)]);
        let mut meter = Meter::load(transaction, std::iter::once(key), self.context.at).await?;
        meter.take(&[Limit { key, budget: Budget::per_day(self.per_day) }])?;
        Ok(meter.save(transaction).await?)
    }
}

impl Change for CreateOrganization {
    type Output = Organization;
    type Error = CreateError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Organization, CreateError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.creator.account().id;
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            KeyState::Reused => Err(CreateError::KeyReused),
            KeyState::New => {
                let organization = self.create(transaction).await?;
                let answer = serde_json::to_string(&organization).map_err(unreadable)?;
                idempotency::save(transaction, account, key, &answer, self.context.at).await?;
                Ok(organization)
            }
        }
    }

    /// What is taken although it was looked for just before, somebody else has taken at the same moment.
    fn is_collision(&self, error: &CreateError) -> bool {
        matches!(error, CreateError::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

/// A new tenant with its predefined roles.
#[derive(Debug, Clone)]
pub(in crate::store) struct NewOrganizationRecord {
    pub id: OrganizationId,
    pub number: String,
    pub name: String,
    pub role_ids: [RoleId; 3],
    /// Until then it can send few invitations.
    pub new_until: Option<Timestamp>,
}

impl NewOrganizationRecord {
    /// Adds the organization and its roles, and writes who did.
    pub(in crate::store) async fn insert(
        &self,
        transaction: &mut Transaction,
        creator: Option<AccountId>,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let insert = sql::insert(
            "organizations",
            [
                ("id", id_bytes(self.id).into()),
                ("number", self.number.as_str().into()),
                ("number_key", text::fold(&self.number).into()),
                ("number_value", number_value(&self.number).into()),
                ("name", self.name.as_str().into()),
                ("name_key", text::sort_key(&self.name).into()),
                ("search_text", text::fold(&self.name).into()),
                ("created_at", moment(context.at).into()),
                ("new_until", self.new_until.map(moment).into()),
            ],
        )?;
        transaction.execute(&insert).await?;
        roles::insert_predefined(transaction, self.id, self.role_ids).await?;
        let event = Event {
            action: AuditAction::OrganizationCreated,
            organization: Some(self.id),
            account: creator,
            subject: Some(self.id.as_u128()),
            details: json!({"number": self.number, "name": self.name}),
        };
        audit::record(transaction, context, event).await
    }
}

pub(super) async fn is_taken(transaction: &mut Transaction, number: &str) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("id")
        .from("organizations")
        .and_where(Expr::col("number_key").eq(text::fold(number)))
        .take();
    let found: Option<(Vec<u8>,)> = transaction.one(&query).await?;
    Ok(found.is_some())
}

/// The next number that nobody has, in a sequence of its own: numbers that people choose are passed over, and move
/// nothing. `None` when the sequence has come to its end.
pub(in crate::store) async fn next_number(transaction: &mut Transaction) -> Result<Option<String>, StoreError> {
    let query = Query::select().column("next").from("organization_numbers").take();
    let (mut next,): (i64,) = sql::always(transaction.one(&query).await?)?;
    while next.to_string().len() <= NUMBER_DIGITS {
        let taken = taken_from(transaction, next).await?;
        let free = (next..).zip(&taken).find_map(|(free, taken)| (free != *taken).then_some(free));
        let is_end = (taken.len() as u64) < PASSED_OVER;
        let after = next + i64::try_from(taken.len()).unwrap_or_default();
        let Some(free) = free.or(Some(after).filter(|_| is_end)) else {
            next = after;
            continue;
        };
        let update = Query::update().table("organization_numbers").value("next", free + 1).take();
        transaction.execute(&update).await?;
        return Ok(Some(free.to_string()));
    }
    Ok(None)
}

/// The lowest numbers of organizations from this one on, each once.
async fn taken_from(transaction: &mut Transaction, first: i64) -> Result<Vec<i64>, StoreError> {
    let query = Query::select()
        .distinct()
        .column("number_value")
        .from("organizations")
        .and_where(Expr::col("number_value").gte(first))
        .order_by("number_value", Order::Asc)
        .limit(PASSED_OVER)
        .take();
    let rows: Vec<(i64,)> = transaction.all(&query).await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// The organization's role with this key.
pub(in crate::store) async fn role_by_key(
    transaction: &mut Transaction,
    organization: OrganizationId,
    key: &str,
) -> Result<RoleId, StoreError> {
    let query = Query::select()
        .column("id")
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("key").eq(key))
        .take();
    let (id,): (Vec<u8>,) = sql::always(transaction.one(&query).await?)?;
    read_id(&id)
}

/// A number as a number, if it is one.
pub(in crate::store) fn number_value(number: &str) -> Option<i64> {
    let digits = number.len() <= NUMBER_DIGITS && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_digits_are_counted_on() {
        assert_eq!(number_value("10234"), Some(10_234));
        assert_eq!(number_value("+5"), None);
        assert_eq!(number_value("A-7"), None);
        assert_eq!(number_value("9999999999999999"), None);
    }
}
