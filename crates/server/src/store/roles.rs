//! Roles of an organization and who holds them.

mod change;
mod create;
mod delete;
mod effect;
mod error;

use std::collections::HashMap;

use api_types::{MEMBERS, MemberId, MemberStatus, OrganizationId, Permission, ROLES, Role, RoleId, RoleRef};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement, Value};

use super::{
    Database, StoreError, Transaction,
    audit::{AuditAction, Event},
    columns::{id_bytes, read_id, status_place, wire_moment},
    listing::{self, Counted, ListSpec, Noun, SortColumn, Source},
    members::facets,
    page::{self, Position},
    sql, text,
};
use crate::authz::{
    Authorized, Permissions,
    policy::{ADMINISTRATOR, ManageRoles, PREDEFINED_ROLES, ReadRoles},
};
pub use change::ChangeRole;
pub use create::CreateRole;
pub use delete::DeleteRole;
pub use effect::effect;
pub use error::RoleError;

/// Roles, as a list.
#[derive(Debug)]
pub enum Roles {}

impl Noun for Roles {
    type Read = ReadRoles;
    type Row = Role;
    const SPEC: &'static ListSpec = &SPEC;

    async fn rows(
        database: &Database,
        may: &Authorized<ReadRoles>,
        positions: &[Position],
        _: Timestamp,
    ) -> Result<Vec<Role>, StoreError> {
        if positions.is_empty() {
            return Ok(Vec::new());
        }
        let query = rows().and_where(Expr::col(("roles", "id")).is_in(positions.iter().map(Position::id_bytes))).take();
        let rows: Vec<RoleRow> = database.all(&query).await?;
        let roles = rows.into_iter().map(|row| row.into_role(may.permissions())).collect::<Result<Vec<_>, _>>()?;
        Ok(page::in_order(positions, roles, |role| role.id.as_u128()))
    }
}

/// Members who hold the role.
const HOLDERS: Source = Source::Counter(facets::ROLE);

/// The columns and tables behind the list.
pub(super) static SPEC: ListSpec = ListSpec {
    listing: &ROLES,
    table: "roles",
    columns: &[
        SortColumn::number("name", Source::Column("position")),
        SortColumn::number("holders", HOLDERS),
        SortColumn::number("permissions", Source::Expression(NUMBER_OF_PERMISSIONS)),
    ],
    filters: &[],
    search_fields: &[],
    long: None,
    by_id: false,
    hidden: None,
    depends_on: &[MEMBERS.name],
};

/// The names of permissions are separated by spaces.
const NUMBER_OF_PERMISSIONS: &str = r#"CASE WHEN "roles"."permissions" = '' THEN 0 ELSE
    1 + LENGTH("roles"."permissions") - LENGTH(REPLACE("roles"."permissions", ' ', '')) END"#;

record! {
    struct RoleRow {
        id: Vec<u8>,
        key: String,
        name: String,
        description: String,
        permissions: String,
        version: i64,
        changed_at: Option<i64>,
        holders: i64,
        origin_id: Option<Vec<u8>>,
        origin_key: Option<String>,
        origin_name: Option<String>,
    }
}

impl RoleRow {
    /// The role as somebody with these permissions sees it.
    fn into_role(self, held: &Permissions) -> Result<Role, StoreError> {
        let permissions = Permissions::from_text(&self.permissions);
        let within_reach = held.covers(&permissions);
        let made_from = match (self.origin_id, self.origin_key, self.origin_name) {
            (Some(id), Some(key), Some(name)) => Some(RoleRef { id: read_id(&id)?, key, name }),
            _ => None,
        };
        Ok(Role {
            id: read_id(&self.id)?,
            key: self.key,
            name: self.name,
            description: self.description,
            assignable: held.contains(Permission::RolesAssign) && within_reach,
            within_reach,
            permissions: permissions.to_vec(),
            holders: self.holders.unsigned_abs(),
            made_from,
            changed_at: self.changed_at.map(wire_moment).transpose()?,
            version: self.version,
        })
    }
}

/// Selects the columns of a [`RoleRow`].
fn rows() -> SelectStatement {
    let own = ["id", "key", "name", "description", "permissions", "version", "changed_at"];
    let origin = |column| Expr::col(("origins", column));
    Query::select()
        .columns(own.map(|column| ("roles", column)))
        .expr_as(HOLDERS.value("roles"), "holders")
        .expr_as(origin("id"), "origin_id")
        .expr_as(origin("key"), "origin_key")
        .expr_as(origin("name"), "origin_name")
        .from("roles")
        .join_as(JoinType::LeftJoin, "roles", "origins", origin("id").equals(("roles", "made_from_id")))
        .take()
}

fn one(organization: OrganizationId, role: RoleId) -> SelectStatement {
    rows()
        .and_where(Expr::col(("roles", "organization_id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("roles", "id")).eq(id_bytes(role)))
        .take()
}

/// One of the organization's roles; `None` if it has no such role.
///
/// # Errors
/// When the database fails.
pub async fn get(database: &Database, may: &Authorized<ReadRoles>, role: RoleId) -> Result<Option<Role>, StoreError> {
    let row: Option<RoleRow> = database.one(&one(may.organization(), role)).await?;
    row.map(|row| row.into_role(may.permissions())).transpose()
}

/// The same inside a change, for somebody who holds these permissions.
async fn find(
    transaction: &mut Transaction,
    organization: OrganizationId,
    role: RoleId,
    held: &Permissions,
) -> Result<Option<Role>, StoreError> {
    let row: Option<RoleRow> = transaction.one(&one(organization, role)).await?;
    row.map(|row| row.into_role(held)).transpose()
}

/// Whether another role of the organization has this name, in whatever letters.
async fn is_name_taken(
    transaction: &mut Transaction,
    organization: OrganizationId,
    role: RoleId,
    name: &str,
) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("id")
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("name_fold").eq(text::fold(name)))
        .and_where(Expr::col("id").ne(id_bytes(role)))
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}

/// Columns that name, description and permissions decide, in the order of [`described`].
const DESCRIBED: [&str; 5] = ["name", "name_fold", "description", "permissions", "search_text"];

/// The values of [`DESCRIBED`].
fn described(name: &str, description: &str, permissions: &Permissions) -> [Value; 5] {
    [
        name.into(),
        text::fold(name).into(),
        description.into(),
        permissions.to_text().into(),
        text::searched(&[name, description]).into(),
    ]
}

fn event(action: AuditAction, may: &Authorized<ManageRoles>, role: RoleId, details: serde_json::Value) -> Event {
    Event {
        action,
        organization: Some(may.organization()),
        account: Some(may.account()),
        subject: Some(role.as_u128()),
        details,
    }
}

/// The roles of an organization by their positions; each position is taken once.
pub(super) async fn by_place(
    database: &Database,
    organization: OrganizationId,
) -> Result<HashMap<i16, HeldRole>, StoreError> {
    let query = Query::select()
        .columns(["position", "id", "key", "name", "permissions"])
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    let rows: Vec<(i16, Vec<u8>, String, String, String)> = database.all(&query).await?;
    let read = |(position, id, key, name, permissions): (i16, Vec<u8>, String, String, String)| {
        let role = RoleRef { id: read_id(&id)?, key, name };
        Ok((position, HeldRole { role, permissions: Permissions::from_text(&permissions) }))
    };
    rows.into_iter().map(read).collect()
}

/// Those of `roles` that are the organization's, with what each grants.
pub(super) async fn granted_by(
    transaction: &mut Transaction,
    organization: OrganizationId,
    roles: &[RoleId],
) -> Result<HashMap<RoleId, Permissions>, StoreError> {
    let query = Query::select()
        .columns(["id", "permissions"])
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").is_in(roles.iter().map(|role| id_bytes(*role))))
        .take();
    let rows: Vec<(Vec<u8>, String)> = transaction.all(&query).await?;
    rows.into_iter().map(|(id, permissions)| Ok((read_id(&id)?, Permissions::from_text(&permissions)))).collect()
}

/// Whether one of the organization's roles may something that is not in `held`.
pub(super) async fn any_above(
    transaction: &mut Transaction,
    organization: OrganizationId,
    roles: &[RoleId],
    held: &Permissions,
) -> Result<bool, StoreError> {
    let granted = granted_by(transaction, organization, roles).await?;
    Ok(granted.values().any(|permissions| !held.covers(permissions)))
}

/// The members who administer the organization and may sign in, joined with their accounts.
pub(super) fn administrators(organization: OrganizationId) -> SelectStatement {
    Query::select()
        .from("members")
        .inner_join("member_roles", Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .inner_join("accounts", Expr::col(("accounts", "id")).equals(("members", "account_id")))
        .and_where(Expr::col(("roles", "organization_id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("roles", "key")).eq(ADMINISTRATOR))
        .and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active)))
        .and_where(Expr::col(("accounts", "disabled")).eq(false))
        .take()
}

/// Whether somebody other than `member` administers the organization and may sign in.
pub(super) async fn another_administrator(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
) -> Result<bool, StoreError> {
    let query = administrators(organization)
        .column(("members", "id"))
        .and_where(Expr::col(("members", "id")).ne(id_bytes(member)))
        .limit(1)
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}

/// Whether somebody other than `member` still administers the organization after this day.
pub(super) async fn administrator_after(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
    day: &str,
) -> Result<bool, StoreError> {
    let until = || Expr::col(("members", "active_until"));
    let query = administrators(organization)
        .column(("members", "id"))
        .and_where(Expr::col(("members", "id")).ne(id_bytes(member)))
        .and_where(until().is_null().or(until().gt(day)))
        .limit(1)
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}

/// Two members who administer the organization and may sign in, or fewer if it has no more.
pub(super) async fn two_administrators(
    database: &Database,
    organization: OrganizationId,
) -> Result<Vec<MemberId>, StoreError> {
    let query = administrators(organization).column(("members", "id")).limit(2).take();
    let rows: Vec<(Vec<u8>,)> = database.all(&query).await?;
    rows.iter().map(|(id,)| read_id(id)).collect()
}

/// Whether one of `roles` is the one that administers the organization.
pub(super) async fn administers(
    transaction: &mut Transaction,
    organization: OrganizationId,
    roles: &[RoleId],
) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("id")
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("key").eq(ADMINISTRATOR))
        .and_where(Expr::col("id").is_in(roles.iter().map(|role| id_bytes(*role))))
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}

/// A role that a member can hold.
#[derive(Debug, Clone)]
pub(super) struct HeldRole {
    pub role: RoleRef,
    pub permissions: Permissions,
}

record! {
    struct HeldRoleRow {
        member_id: Vec<u8>,
        id: Vec<u8>,
        key: String,
        name: String,
        permissions: String,
    }
}

/// The roles of each of `members`, the mightiest first.
pub(super) async fn held_by(
    database: &Database,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Vec<HeldRole>>, StoreError> {
    let rows: Vec<HeldRoleRow> = database.all(&held(members)).await?;
    let mut held: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        let role = RoleRef { id: read_id(&row.id)?, key: row.key, name: row.name };
        let permissions = Permissions::from_text(&row.permissions);
        held.entry(read_id(&row.member_id)?).or_default().push(HeldRole { role, permissions });
    }
    Ok(held)
}

pub(super) fn held(members: &[MemberId]) -> SelectStatement {
    Query::select()
        .column(("member_roles", "member_id"))
        .columns(["id", "key", "name", "permissions"].map(|column| ("roles", column)))
        .from("member_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("member_roles", "member_id")).is_in(members.iter().map(|member| id_bytes(*member))))
        .order_by(("roles", "position"), Order::Asc)
        .order_by(("roles", "id"), Order::Asc)
        .take()
}

/// Gives a new organization its three roles, with these identifiers.
pub(super) async fn insert_predefined(
    transaction: &mut Transaction,
    organization: OrganizationId,
    ids: [RoleId; 3],
) -> Result<(), StoreError> {
    let rows = predefined_rows(organization, ids.into_iter().zip(PREDEFINED_ROLES.map(|role| role.key)));
    let insert = sql::insert_rows("roles", ROLE_COLUMNS.to_vec(), rows)?;
    transaction.execute(&insert).await?;
    let counted = ids.map(|_| Counted::default());
    listing::add(transaction, organization, ROLES.name, &counted).await.map(|_| ())
}

pub(super) const ROLE_COLUMNS: [&str; 9] = columns();

/// `id`, `organization_id`, `key`, `position`, and [`DESCRIBED`].
const fn columns() -> [&'static str; 9] {
    let [name, name_fold, description, permissions, search_text] = DESCRIBED;
    ["id", "organization_id", "key", "position", name, name_fold, description, permissions, search_text]
}

/// [`ROLE_COLUMNS`] and the columns that only custom roles have.
pub(super) const CUSTOM_COLUMNS: [&str; 11] = {
    let [id, organization, key, position, name, name_fold, description, permissions, search_text] = ROLE_COLUMNS;
    [
        id,
        organization,
        key,
        position,
        name,
        name_fold,
        description,
        permissions,
        search_text,
        "made_from_id",
        "changed_at",
    ]
};

/// The values of [`CUSTOM_COLUMNS`]: of a role with this name, description and permissions, that was made from another
/// one at a moment.
pub(super) fn custom_row(
    (id, organization): (RoleId, OrganizationId),
    position: i16,
    (name, description, permissions): (&str, &str, &Permissions),
    (from, at): (RoleId, i64),
) -> Vec<Value> {
    let mut row = row((id, organization), (&id.to_string(), position), described(name, description, permissions));
    row.extend([id_bytes(from).into(), at.into()]);
    row
}

/// The values of [`ROLE_COLUMNS`].
fn row(
    (id, organization): (RoleId, OrganizationId),
    (key, position): (&str, i16),
    described: [Value; 5],
) -> Vec<Value> {
    let own = [id_bytes(id).into(), id_bytes(organization).into(), key.into(), position.into()];
    own.into_iter().chain(described).collect()
}

/// The rows of predefined roles, by identifier and key; keys that are none are left out.
pub(super) fn predefined_rows(
    organization: OrganizationId,
    roles: impl IntoIterator<Item = (RoleId, &'static str)>,
) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for (id, key) in roles {
        for (position, role) in (0i16..).zip(PREDEFINED_ROLES).filter(|(_, role)| role.key == key) {
            let permissions = role.permissions.iter().copied().collect();
            let described = described(role.name, role.description, &permissions);
            rows.push(row((id, organization), (role.key, position), described));
        }
    }
    rows
}
