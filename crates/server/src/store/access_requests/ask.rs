//! New requests.

use std::num::NonZeroU32;

use api_types::{
    ACCESS_REQUESTS, AccessRequest, AccessRequestId, AccessRequestState, DeviceGroupId, DeviceId, DeviceLevel,
    MAX_REQUESTS_PER_DAY, MemberId,
};
use jiff::civil::Date;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{AccessRequestError, caller, counted, mails, own_column, rows, sees, state_place};
use crate::{
    authz::{Authorized, policy::ReadOrganization},
    budget::Budget,
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, optional_id, read_id},
        device_groups::Tree,
        devices,
        grants::{self, GrantError, Target, level_place},
        idempotency::{self, IdempotencyKey, KeyState},
        limits::{Limit, LimitKey, Meter},
        listing, sql, text,
    },
};

/// So many requests a member can make in a day.
const A_DAY: NonZeroU32 = NonZeroU32::new(MAX_REQUESTS_PER_DAY).unwrap();

/// What somebody asks for. The reason is valid already.
#[derive(Debug, Clone)]
pub struct Wish {
    pub target: Target,
    pub level: DeviceLevel,
    /// Last day.
    pub until: Option<Date>,
    pub reason: String,
}

/// Asks for access for the caller.
#[derive(Debug)]
pub struct AskForAccess<'a> {
    pub may: &'a Authorized<ReadOrganization>,
    pub id: AccessRequestId,
    pub wish: Wish,
    /// Whether this server sends mail.
    pub has_mail: bool,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

record! {
    /// The caller's own record.
    struct Requester {
        id: Vec<u8>,
        name: Option<String>,
        email: String,
    }
}

impl Change for AskForAccess<'_> {
    type Output = AccessRequest;
    type Error = AccessRequestError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<AccessRequest, AccessRequestError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.may.account();
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            KeyState::Reused => Err(AccessRequestError::KeyReused),
            KeyState::New => {
                let request = self.create(transaction).await?;
                let answer = serde_json::to_string(&request).map_err(unreadable)?;
                idempotency::save(transaction, account, key, &answer, self.context.at).await?;
                Ok(request)
            }
        }
    }

    fn is_collision(&self, error: &AccessRequestError) -> bool {
        error.is_collision()
    }
}

impl AskForAccess<'_> {
    async fn create(&self, transaction: &mut Transaction) -> Result<AccessRequest, AccessRequestError> {
        access::still(transaction, self.may).await?.ok_or(AccessRequestError::NoLongerAllowed)?;
        let (organization, now) = (self.may.organization(), self.context.at);
        let requester = caller(self.may).columns(["name", "email"]).take();
        let requester: Option<Requester> = transaction.one(&requester).await?;
        let requester = requester.ok_or(AccessRequestError::NoLongerAllowed)?;
        let member: MemberId = read_id(&requester.id)?;
        let target = self.target_name(transaction).await?;
        let held = grants::level_on(transaction, organization, member, self.wish.target, now).await?;
        if held >= Some(self.wish.level) {
            return Err(AccessRequestError::Held);
        }
        if self.has_pending(transaction, member).await? {
            return Err(AccessRequestError::Pending);
        }
        grants::end_of(transaction, organization, self.wish.until, now).await?;
        let meter = self.take_one(transaction, member).await?;
        let counted = counted(AccessRequestState::Pending, self.wish.level, self.wish.target);
        listing::add(transaction, organization, ACCESS_REQUESTS.name, &[counted]).await?;
        meter.save(transaction).await?;
        self.insert(transaction, member, &requester, &target).await?;
        let until = self.wish.until.map(|day| day.to_string());
        let mut details = grants::details(self.wish.target, self.wish.level, until.as_deref())?;
        details["request"] = json!(self.id);
        let event = Event {
            action: AuditAction::AccessRequested,
            organization: Some(organization),
            account: Some(self.may.account()),
            subject: Some(member.as_u128()),
            details,
        };
        audit::record(transaction, &self.context, event).await?;
        if self.has_mail {
            let about = (organization, self.id, member);
            mails::to_administrators(transaction, about, (self.wish.target, self.wish.level), now).await?;
        }
        let row = rows().and_where(own_column("id").eq(id_bytes(self.id))).take();
        let row: super::RequestRow = sql::always(transaction.one(&row).await?)?;
        let mut request = row.request()?;
        request.place = None;
        if !sees(transaction, organization, member, self.wish.target, now).await? {
            request.target = None;
        }
        Ok(request)
    }

    /// What the target is called.
    async fn target_name(&self, transaction: &mut Transaction) -> Result<String, AccessRequestError> {
        let organization = self.may.organization();
        let name = match self.wish.target {
            Target::Device(device) => devices::name(transaction, organization, device).await?,
            Target::Group(group) => Tree::load(transaction, organization).await?.name(group).map(str::to_owned),
        };
        Ok(name.ok_or(GrantError::UnknownTarget)?)
    }

    async fn has_pending(&self, transaction: &mut Transaction, member: MemberId) -> Result<bool, StoreError> {
        let is_target = match self.wish.target {
            Target::Device(device) => Expr::col("device_id").eq(id_bytes(device)),
            Target::Group(group) => Expr::col("group_id").eq(id_bytes(group)),
        };
        let query = Query::select()
            .column("id")
            .from("access_requests")
            .and_where(Expr::col("member_id").eq(id_bytes(member)))
            .and_where(Expr::col("state").eq(state_place(AccessRequestState::Pending)))
            .and_where(is_target)
            .take();
        Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
    }

    /// Takes one out of the member's budget.
    async fn take_one(&self, transaction: &mut Transaction, member: MemberId) -> Result<Meter, AccessRequestError> {
        let key = LimitKey::new("access requests of member", &[&id_bytes(member)]);
        let mut meter = Meter::load(transaction, std::iter::once(key), self.context.at).await?;
        meter.take(&[Limit { key, budget: Budget::per_day(A_DAY) }])?;
        Ok(meter)
    }

    async fn insert(
        &self,
        transaction: &mut Transaction,
        member: MemberId,
        requester: &Requester,
        target: &str,
    ) -> Result<(), StoreError> {
        let (device, group) = ids(self.wish.target);
        let row = [
            ("id", id_bytes(self.id).into()),
            ("organization_id", id_bytes(self.may.organization()).into()),
            ("member_id", id_bytes(member).into()),
            ("device_id", optional_id(device)),
            ("group_id", optional_id(group)),
            ("target_name", target.into()),
            ("level", level_place(self.wish.level).into()),
            ("until", self.wish.until.map(|day| day.to_string()).into()),
            ("reason", self.wish.reason.as_str().into()),
            ("asked_at", moment(self.context.at).into()),
            ("search_text", search_text(requester.name.as_deref(), &requester.email, target, &self.wish.reason).into()),
        ];
        transaction.execute(&sql::insert("access_requests", row)?).await.map(|_| ())
    }
}

/// The device or the group of a target.
pub(in crate::store) fn ids(target: Target) -> (Option<DeviceId>, Option<DeviceGroupId>) {
    match target {
        Target::Device(device) => (Some(device), None),
        Target::Group(group) => (None, Some(group)),
    }
}

/// What a request is found by.
pub(in crate::store) fn search_text(name: Option<&str>, email: &str, target: &str, reason: &str) -> String {
    text::searched(&[name.unwrap_or_default(), email, target, reason])
}
