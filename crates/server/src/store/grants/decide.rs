//! Decisions for the portal's services: may this user do this, and why.

use api_types::{AccountId, Date, DeviceId, DeviceLevel, MemberId, MemberStatus, OrganizationId, Permission};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};

use super::{
    levels::{self, roles_of},
    people::ways_of,
    ways::highest_level,
};
use crate::{
    authz::{AuthorizedKey, Permissions, policy::EvaluateAccess},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id, read_status},
        text,
    },
};

/// Whom a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserName {
    Member(MemberId),
    Account(AccountId),
    Email(String),
}

/// Which device a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceName {
    Id(DeviceId),
    External(String),
}

/// What somebody wants to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Device(DeviceName, DeviceLevel),
    Organization(Permission),
}

/// What gives access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A role, by its name.
    Role(String),
    /// A grant on the device itself.
    Device { until: Option<Date> },
    /// A grant on a group that it is in, by its name.
    Group { name: String, until: Option<Date> },
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// By these; at least one.
    Allowed(Vec<Source>),
    NoUser,
    /// The user is there, but has no access at the moment.
    NotActive(MemberStatus),
    NoDevice,
    /// What the user has at most.
    TooLow(Option<DeviceLevel>),
    NoPermission,
}

/// Answers one question.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    database: &Database,
    may: &AuthorizedKey<EvaluateAccess>,
    user: &UserName,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<Verdict, StoreError> {
    let organization = may.organization();
    let Some((member, status)) = find_user(database, organization, user).await? else { return Ok(Verdict::NoUser) };
    if status != MemberStatus::Active {
        return Ok(Verdict::NotActive(status));
    }
    match wanted {
        Wanted::Organization(permission) => {
            let names = roles_with(database, member, *permission).await?;
            let sources: Vec<_> = names.into_iter().map(Source::Role).collect();
            Ok(if sources.is_empty() { Verdict::NoPermission } else { Verdict::Allowed(sources) })
        }
        Wanted::Device(name, level) => {
            let Some(device) = find_device(database, organization, name).await? else { return Ok(Verdict::NoDevice) };
            on_device(database, organization, member, (*level, device), now).await
        }
    }
}

async fn on_device(
    database: &Database,
    organization: OrganizationId,
    member: MemberId,
    (level, device): (DeviceLevel, DeviceId),
    now: Timestamp,
) -> Result<Verdict, StoreError> {
    let ways = ways_of(database, organization, device, &[member], now).await?.remove(&member).unwrap_or_default();
    let highest = ways.iter().map(|way| way.level).max();
    let enough = ways.into_iter().filter(|way| way.level >= level);
    let sources: Vec<_> = enough
        .filter_map(|way| match (way.role, way.grant) {
            (Some(role), _) => Some(Source::Role(role.name)),
            (None, Some(grant)) => Some(match grant.group {
                Some(group) => Source::Group { name: group.name, until: grant.until },
                None => Source::Device { until: grant.until },
            }),
            (None, None) => None,
        })
        .collect();
    Ok(if sources.is_empty() { Verdict::TooLow(highest) } else { Verdict::Allowed(sources) })
}

/// The member of the organization with this name, and its status. Who was removed is nobody.
pub(super) async fn find_user(
    database: &Database,
    organization: OrganizationId,
    user: &UserName,
) -> Result<Option<(MemberId, MemberStatus)>, StoreError> {
    let is = match user {
        UserName::Member(member) => Expr::col("id").eq(id_bytes(*member)),
        UserName::Account(account) => Expr::col("account_id").eq(id_bytes(*account)),
        UserName::Email(email) => {
            let key = text::email_key(email);
            // A NUL is in no address, and PostgreSQL refuses to look for it.
            if key.contains('\0') {
                return Ok(None);
            }
            Expr::col("email_key").eq(key)
        }
    };
    let query = Query::select()
        .columns(["id", "status"])
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(is)
        .and_where(Expr::col("hidden").not())
        .take();
    let row: Option<(Vec<u8>, i16)> = database.one(&query).await?;
    row.map(|(id, status)| Ok((read_id(&id)?, read_status(status)?))).transpose()
}

/// The device of the organization with this name.
pub(super) async fn find_device(
    database: &Database,
    organization: OrganizationId,
    device: &DeviceName,
) -> Result<Option<DeviceId>, StoreError> {
    let is = match device {
        DeviceName::Id(id) => Expr::col("id").eq(id_bytes(*id)),
        DeviceName::External(id) if id.contains('\0') => return Ok(None),
        DeviceName::External(id) => Expr::col("external_id").eq(id.as_str()),
    };
    let query = Query::select()
        .column("id")
        .from("devices")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(is)
        .take();
    let row: Option<(Vec<u8>,)> = database.one(&query).await?;
    row.map(|(id,)| read_id(&id)).transpose()
}

/// The names of the member's roles that give a permission.
async fn roles_with(database: &Database, member: MemberId, permission: Permission) -> Result<Vec<String>, StoreError> {
    let query = roles_of(member).column(("roles", "name")).and_where(levels::gives(permission)).take();
    let rows: Vec<(String,)> = database.all(&query).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// Everything that an active user may do in the organization; nothing for anybody else.
///
/// # Errors
/// When the database fails.
pub async fn permissions_of(
    database: &Database,
    may: &AuthorizedKey<EvaluateAccess>,
    user: &UserName,
) -> Result<Permissions, StoreError> {
    let Some((member, MemberStatus::Active)) = find_user(database, may.organization(), user).await? else {
        return Ok(Permissions::default());
    };
    let rows: Vec<(String,)> = database.all(&roles_of(member).column(("roles", "permissions")).take()).await?;
    Ok(rows.iter().flat_map(|(permissions,)| Permissions::from_text(permissions).to_vec()).collect())
}

/// The highest level that a user has on a device; `None` without access, and for users and devices that are not there.
///
/// # Errors
/// When the database fails.
pub async fn level_of(
    database: &Database,
    may: &AuthorizedKey<EvaluateAccess>,
    user: &UserName,
    device: &DeviceName,
    now: Timestamp,
) -> Result<Option<DeviceLevel>, StoreError> {
    let organization = may.organization();
    let Some((member, _)) = find_user(database, organization, user).await? else { return Ok(None) };
    let Some(device) = find_device(database, organization, device).await? else { return Ok(None) };
    highest_level(database, organization, member, device, now).await
}
