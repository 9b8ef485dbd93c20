//! What a change of a role's permissions would do, for whom.
//!
//! Members with the same roles are one group: there are few groups, whatever the number of members.

use api_types::{
    AffectedMember, MemberRef, MemberStatus, OrganizationId, Permission, PermissionEffect, RoleEffect, RoleId,
};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::{HeldRole, by_place};
use crate::{
    authz::{
        Authorized, Permissions,
        policy::{Action, ManageRoles, ReadMembers, decide},
    },
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id, read_status, status_place},
    },
};

/// How many of the people are named.
const NAMED: u64 = 4;

/// Members with the same roles and status.
struct Group {
    /// As the members are sorted by it.
    roles_key: Vec<u8>,
    status: MemberStatus,
    members: u64,
    /// What the other roles of the members permit.
    others: Permissions,
}

impl Group {
    fn is_invited(&self) -> bool {
        matches!(self.status, MemberStatus::Invited | MemberStatus::Expired)
    }
}

/// What it would do if a role had these permissions; `None` if the organization has no such role. Only people who can
/// read the members get names.
///
/// # Errors
/// When the database fails.
pub async fn effect(
    database: &Database,
    may: &Authorized<ManageRoles>,
    role: RoleId,
    permissions: &[Permission],
) -> Result<Option<RoleEffect>, StoreError> {
    let roles = by_place(database, may.organization()).await?;
    let Some(before) = roles.values().find(|held| held.role.id == role) else { return Ok(None) };
    let after: Permissions = Permission::closed(permissions.iter().copied()).into_iter().collect();
    let groups = groups(database, may.organization(), role, &roles).await?;
    let effect = Effect { database, role, names: decide(ReadMembers::RULE, Some(may.permissions())).is_ok(), groups };
    effect.read(&before.permissions, &after).await.map(Some)
}

struct Effect<'a> {
    database: &'a Database,
    role: RoleId,
    /// Whether people are named.
    names: bool,
    groups: Vec<Group>,
}

impl Effect<'_> {
    async fn read(&self, before: &Permissions, after: &Permissions) -> Result<RoleEffect, StoreError> {
        let changed = |permission: &Permission| before.contains(*permission) != after.contains(*permission);
        let changed: Vec<Permission> = Permission::ALL.into_iter().filter(changed).collect();
        let total = |groups: &[&Group]| groups.iter().map(|group| group.members).sum();
        let (invited, joined): (Vec<&Group>, Vec<&Group>) = self.groups.iter().partition(|group| group.is_invited());
        let is_unaffected = |group: &&&Group| changed.iter().all(|permission| group.others.contains(*permission));
        let unaffected: Vec<&Group> = joined.iter().filter(is_unaffected).copied().collect();
        let mut changes = Vec::new();
        for permission in &changed {
            let affected: Vec<&Group> =
                joined.iter().filter(|group| !group.others.contains(*permission)).copied().collect();
            if !affected.is_empty() {
                changes.push(PermissionEffect {
                    permission: *permission,
                    gained: after.contains(*permission),
                    people: total(&affected),
                    first: self.first(&affected).await?,
                });
            }
        }
        let invited_people = self.first(&invited).await?;
        Ok(RoleEffect {
            holders: total(&joined),
            unaffected: total(&unaffected),
            invitations: total(&invited),
            invited: invited_people.into_iter().map(|person| MemberRef { id: person.id, name: person.name }).collect(),
            changes,
        })
    }

    /// The first of the members of these groups.
    async fn first(&self, groups: &[&Group]) -> Result<Vec<AffectedMember>, StoreError> {
        if groups.is_empty() || !self.names {
            return Ok(Vec::new());
        }
        let column = |name: &'static str| Expr::col(("members", name));
        let statuses = groups.iter().map(|group| status_place(group.status));
        let query = holders(self.role)
            .column(("members", "id"))
            .expr(Func::coalesce([column("name"), column("email")]))
            .column(("members", "status"))
            .and_where(column("roles_key").is_in(groups.iter().map(|group| group.roles_key.clone())))
            .and_where(column("status").is_in(statuses))
            .order_by(("member_roles", "member_id"), Order::Asc)
            .limit(NAMED)
            .take();
        let rows: Vec<(Vec<u8>, String, i16)> = self.database.all(&query).await?;
        let person = |(id, name, status): (Vec<u8>, String, i16)| {
            Ok(AffectedMember { id: read_id(&id)?, name, status: read_status(status)? })
        };
        rows.into_iter().map(person).collect()
    }
}

/// The members with a role that the list shows.
fn holders(role: RoleId) -> SelectStatement {
    Query::select()
        .from("member_roles")
        .inner_join("members", Expr::col(("members", "id")).equals(("member_roles", "member_id")))
        .and_where(Expr::col(("member_roles", "role_id")).eq(id_bytes(role)))
        .and_where(Expr::col(("members", "hidden")).eq(false))
        .take()
}

async fn groups(
    database: &Database,
    organization: OrganizationId,
    role: RoleId,
    roles: &std::collections::HashMap<i16, HeldRole>,
) -> Result<Vec<Group>, StoreError> {
    let query = holders(role)
        .columns([("members", "roles_key"), ("members", "status")])
        .expr(Expr::cust("COUNT(*)"))
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
        .group_by_columns([("members", "roles_key"), ("members", "status")])
        .take();
    let rows: Vec<(Vec<u8>, i16, i64)> = database.all(&query).await?;
    let group = |(roles_key, status, members): (Vec<u8>, i16, i64)| {
        let places = roles_key.chunks_exact(2).map(|place| i16::from_be_bytes([place[0], place[1]]));
        let held = places.filter_map(|place| roles.get(&place)).filter(|held| held.role.id != role);
        let others = held.flat_map(|held| held.permissions.to_vec()).collect();
        Ok(Group { status: read_status(status)?, members: members.unsigned_abs(), others, roles_key })
    };
    rows.into_iter().map(group).collect()
}
