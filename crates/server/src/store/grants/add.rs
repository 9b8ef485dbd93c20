//! New grants.

use std::collections::BTreeMap;

use api_types::{AccessRequestId, DeviceLevel, GrantId, MAX_GRANTS, MemberId, OrganizationId};
use jiff::{Timestamp, civil::Date};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::Value as Json;

use super::{COLUMNS, GrantError, GrantRow, Target, check, counts, details, expire, levels::level_place};
use crate::{
    authz::{Authorized, policy::GrantDevices},
    store::{
        Change, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        batch,
        columns::{id_bytes, moment, optional_id},
        device_groups::Tree,
        devices,
        invitations::record_event,
        sql,
    },
};

/// Gives a member access to a device or a group.
#[derive(Debug)]
pub struct AddGrant<'a> {
    pub may: &'a Authorized<GrantDevices>,
    pub member: MemberId,
    pub id: GrantId,
    pub target: Target,
    pub level: DeviceLevel,
    /// Last day.
    pub until: Option<Date>,
    pub context: AuditContext,
}

impl Change for AddGrant<'_> {
    type Output = ();
    type Error = GrantError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), GrantError> {
        let organization = self.may.organization();
        let (member, caller) = check::open(transaction, self.may, self.member).await?;
        let wanted = (self.target, self.level, self.until);
        let new = check_new(transaction, (organization, caller), wanted, self.context.at).await?;
        if let Some(present) = present(transaction, self.member, self.target).await? {
            if !present.is_over(moment(self.context.at)) {
                return Err(GrantError::Taken);
            }
            expire::end_expired(transaction, organization, &present, &self.context.part(1)).await?;
        }
        if number(transaction, self.member).await? >= MAX_GRANTS {
            return Err(GrantError::TooMany);
        }
        insert_all(transaction, &[(&new, self.id, self.member)], self.context.at).await?;
        let details = new.details()?;
        Ok(record_event(transaction, self.may, &self.context, AuditAction::DeviceGranted, &member, details).await?)
    }

    fn is_collision(&self, error: &GrantError) -> bool {
        error.is_collision()
    }
}

/// A grant that the caller can give, still to nobody.
#[derive(Debug, Clone)]
pub(in crate::store) struct CheckedGrant {
    organization: OrganizationId,
    pub(super) caller: MemberId,
    target: Target,
    pub(super) level: DeviceLevel,
    pub(super) until: Option<String>,
    pub(super) ends_at: Option<i64>,
    /// The request that it answers.
    pub(super) request: Option<AccessRequestId>,
}

/// Checks whether the caller can give such a grant.
///
/// # Errors
/// Among others, when the level is above the caller's own.
pub(in crate::store) async fn check_new(
    transaction: &mut Transaction,
    (organization, caller): (OrganizationId, MemberId),
    (target, level, until): (Target, DeviceLevel, Option<Date>),
    now: Timestamp,
) -> Result<CheckedGrant, GrantError> {
    let is_known = match target {
        Target::Device(device) => devices::exists(transaction, organization, device).await?,
        Target::Group(group) => Tree::load(transaction, organization).await?.name(group).is_some(),
    };
    if !is_known {
        return Err(GrantError::UnknownTarget);
    }
    check::require_level(transaction, organization, caller, (level, target), now).await?;
    let ends_at = check::end_of(transaction, organization, until, now).await?;
    let until = until.map(|day| day.to_string());
    Ok(CheckedGrant { organization, caller, target, level, until, ends_at, request: None })
}

impl CheckedGrant {
    /// The same, as the answer to a request.
    pub(super) fn answering(self, request: AccessRequestId) -> Self {
        Self { request: Some(request), ..self }
    }

    /// The event that a member got it.
    ///
    /// # Errors
    /// When the details cannot be written.
    pub(in crate::store) fn details(&self) -> Result<Json, StoreError> {
        details(self.target, self.level, self.until.as_deref())
    }

    /// The values of [`NEW_COLUMNS`].
    fn row(&self, id: GrantId, member: MemberId, at: Timestamp) -> Vec<Value> {
        vec![
            id_bytes(id).into(),
            id_bytes(self.organization).into(),
            id_bytes(member).into(),
            device_id(self.target),
            group_id(self.target),
            level_place(self.level).into(),
            self.until.clone().into(),
            self.ends_at.into(),
            id_bytes(self.caller).into(),
            moment(at).into(),
            optional_id(self.request),
        ]
    }
}

const NEW_COLUMNS: [&str; 11] = [
    "id",
    "organization_id",
    "member_id",
    "device_id",
    "group_id",
    "level",
    "until",
    "ends_at",
    "granted_by_id",
    "created_at",
    "request_id",
];

/// Gives grants to members who are shown and have none there.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn insert_all(
    transaction: &mut Transaction,
    grants: &[(&CheckedGrant, GrantId, MemberId)],
    at: Timestamp,
) -> Result<(), StoreError> {
    let rows = grants.iter().map(|(grant, id, member)| grant.row(*id, *member, at)).collect();
    batch::insert(transaction, "grants", &NEW_COLUMNS, rows).await?;
    let mut number: BTreeMap<Target, (OrganizationId, i64)> = BTreeMap::new();
    for (grant, ..) in grants {
        number.entry(grant.target).or_insert((grant.organization, 0)).1 += 1;
    }
    for (target, (organization, number)) in number {
        counts::count(transaction, organization, target, number).await?;
    }
    Ok(())
}

/// The device of a target, as stored.
fn device_id(target: Target) -> Value {
    optional_id(match target {
        Target::Device(device) => Some(device),
        Target::Group(_) => None,
    })
}

/// The group of a target, as stored.
fn group_id(target: Target) -> Value {
    optional_id(match target {
        Target::Device(_) => None,
        Target::Group(group) => Some(group),
    })
}

/// The grant that the member has on the target, perhaps one that is over.
pub(super) async fn present(
    transaction: &mut Transaction,
    member: MemberId,
    target: Target,
) -> Result<Option<GrantRow>, StoreError> {
    let is_target = match target {
        Target::Device(device) => Expr::col("device_id").eq(id_bytes(device)),
        Target::Group(group) => Expr::col("group_id").eq(id_bytes(group)),
    };
    let query = Query::select()
        .columns(COLUMNS)
        .from("grants")
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .and_where(is_target)
        .take();
    transaction.one(&query).await
}

/// How many grants a member has.
pub(super) async fn number(transaction: &mut Transaction, member: MemberId) -> Result<usize, StoreError> {
    let query = Query::select().from("grants").and_where(Expr::col("member_id").eq(id_bytes(member))).take();
    let (number,): (i64,) = sql::always(transaction.one(&sql::count(&query)).await?)?;
    Ok(usize::try_from(number).unwrap_or(usize::MAX))
}
