//! The grants of one member, and of all.

use api_types::{DeviceGroupRef, DeviceRef, Grant, MemberGrants, MemberId, MemberRef, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};

use super::{
    levels::{by_role, read_level},
    ways::in_force,
};
use crate::{
    authz::{Authorized, policy::Action},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id, wire_moment},
        portion::{Portion, PortionRequest},
        text,
    },
};

record! {
    /// A grant with the names that it refers to.
    #[derive(Debug, Clone)]
    pub(super) struct NamedGrant {
        id: Vec<u8>,
        pub member_id: Vec<u8>,
        device_id: Option<Vec<u8>>,
        device: Option<String>,
        group_id: Option<Vec<u8>>,
        group_name: Option<String>,
        level: i16,
        until: Option<String>,
        granted_by_id: Option<Vec<u8>>,
        granted_by: Option<String>,
        created_at: i64,
        request_id: Option<Vec<u8>>,
        version: i64,
    }
}

impl NamedGrant {
    pub(super) fn grant(self) -> Result<Grant, StoreError> {
        let device = self.device_id.as_deref().map(read_id).transpose()?.zip(self.device);
        let group = self.group_id.as_deref().map(read_id).transpose()?.zip(self.group_name);
        let granted_by = self.granted_by_id.as_deref().map(read_id).transpose()?.zip(self.granted_by);
        Ok(Grant {
            id: read_id(&self.id)?,
            device: device.map(|(id, name)| DeviceRef { id, name }),
            group: group.map(|(id, name)| DeviceGroupRef { id, name }),
            level: read_level(self.level)?,
            until: self.until,
            granted_by: granted_by.map(|(id, name)| MemberRef { id, name }),
            granted_at: wire_moment(self.created_at)?,
            request: self.request_id.as_deref().map(read_id).transpose()?,
            version: self.version,
        })
    }
}

/// Selects the columns of a [`NamedGrant`].
pub(super) fn named() -> SelectStatement {
    let same = |table: &'static str, column| Expr::col((table, "id")).equals(("grants", column));
    let granter = |column: &'static str| Expr::col(("granters", column));
    let columns = [
        "id",
        "member_id",
        "device_id",
        "group_id",
        "level",
        "until",
        "granted_by_id",
        "created_at",
        "request_id",
        "version",
    ];
    Query::select()
        .columns(columns.map(|column| ("grants", column)))
        .expr_as(Expr::col(("devices", "name")), "device")
        .expr_as(Expr::col(("device_groups", "name")), "group_name")
        .expr_as(Func::coalesce([granter("name"), granter("email")]), "granted_by")
        .from("grants")
        .join(JoinType::LeftJoin, "devices", same("devices", "device_id"))
        .join(JoinType::LeftJoin, "device_groups", same("device_groups", "group_id"))
        .join_as(JoinType::LeftJoin, "members", "granters", same("granters", "granted_by_id"))
        .take()
}

/// The grants of a member that have not ended, whatever its status; `None` if the organization has no such member.
///
/// # Errors
/// When the database fails.
pub async fn of_member<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    member: MemberId,
    now: Timestamp,
) -> Result<Option<MemberGrants>, StoreError> {
    let exists = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .take();
    if database.one::<(Vec<u8>,)>(&exists).await?.is_none() {
        return Ok(None);
    }
    let query =
        named().and_where(Expr::col(("grants", "member_id")).eq(id_bytes(member))).cond_where(in_force(now)).take();
    let rows: Vec<NamedGrant> = database.all(&query).await?;
    let mut items = rows.into_iter().map(NamedGrant::grant).collect::<Result<Vec<_>, _>>()?;
    items.sort_by_cached_key(|grant| (grant.group.is_none(), text::sort_key(name(grant)), grant.id));
    Ok(Some(MemberGrants { items, by_role: by_role(database, member).await? }))
}

/// One portion of all grants in the organization, each with the member who has it.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn of_organization(
    database: &Database,
    organization: OrganizationId,
    request: PortionRequest,
) -> Result<Portion<(MemberId, Grant)>, StoreError> {
    let of_grant = |column: &'static str| ("grants", column);
    let query = named().and_where(Expr::col(of_grant("organization_id")).eq(id_bytes(organization))).take();
    let rows: Vec<NamedGrant> = database.all(&request.by(query, of_grant("id"))).await?;
    let next = request.next(&rows, |row| &row.id);
    let grant = |row: NamedGrant| Ok((read_id(&row.member_id)?, row.grant()?));
    Ok(Portion { items: rows.into_iter().map(grant).collect::<Result<_, StoreError>>()?, next })
}

fn name(grant: &Grant) -> &str {
    let device = grant.device.as_ref().map(|device| device.name.as_str());
    device.or(grant.group.as_ref().map(|group| group.name.as_str())).unwrap_or_default()
}
