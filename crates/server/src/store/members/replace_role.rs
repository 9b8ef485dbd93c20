//! Gives the holders of a role another one.

use std::collections::BTreeMap;

use api_types::{OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::facets;
use crate::store::{StoreError, Transaction, columns::id_bytes, listing};

/// Ids in one statement: fewer than SQLite takes.
const IDS: usize = 10_000;

/// Gives the holders of `role` the role `replacement` instead, invited and removed ones included; without one, they
/// only lose it. Returns how many of them the list shows.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn replace_role(
    transaction: &mut Transaction,
    organization: OrganizationId,
    role: RoleId,
    replacement: Option<RoleId>,
) -> Result<u64, StoreError> {
    let places = places(transaction, organization).await?;
    let (role, replacement) = (id_bytes(role), replacement.map(id_bytes));
    let (mut shown, mut gained) = (0, 0);
    let mut keys: BTreeMap<Vec<u8>, Vec<Vec<u8>>> = BTreeMap::new();
    for (member, holder) in holders(transaction, &role).await? {
        let has_replacement = replacement.as_ref().is_some_and(|id| holder.roles.contains(id));
        shown += i64::from(holder.is_shown);
        gained += i64::from(holder.is_shown && !has_replacement);
        let kept = holder.roles.iter().filter(|id| **id != role);
        let added = replacement.iter().filter(|_| !has_replacement);
        let mut held: Vec<i16> = kept.chain(added).filter_map(|id| places.get(id).copied()).collect();
        held.sort_unstable();
        keys.entry(held.into_iter().flat_map(i16::to_be_bytes).collect()).or_default().push(member);
    }
    if keys.is_empty() {
        return Ok(0);
    }
    let counted = vec![(role.clone(), -shown), (replacement.clone().unwrap_or_default(), gained)];
    listing::recount(transaction, organization, facets::ROLE, counted).await?;
    move_links(transaction, &role, replacement.as_ref()).await?;
    for (key, members) in keys {
        save_key(transaction, &key, &members).await?;
    }
    Ok(shown.unsigned_abs())
}

/// The places of the organization's roles, by id.
async fn places(
    transaction: &mut Transaction,
    organization: OrganizationId,
) -> Result<BTreeMap<Vec<u8>, i16>, StoreError> {
    let query = Query::select()
        .columns(["id", "position"])
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    Ok(transaction.all(&query).await?.into_iter().collect())
}

#[derive(Default)]
struct Holder {
    /// Whether the list shows the member without being asked for it.
    is_shown: bool,
    roles: Vec<Vec<u8>>,
}

/// The holders of a role by their ids, each with all roles.
async fn holders(transaction: &mut Transaction, role: &[u8]) -> Result<BTreeMap<Vec<u8>, Holder>, StoreError> {
    let query = Query::select()
        .columns([("member_roles", "member_id"), ("member_roles", "role_id"), ("members", "hidden")])
        .from("member_roles")
        .inner_join("members", Expr::col(("members", "id")).equals(("member_roles", "member_id")))
        .and_where(Expr::col(("member_roles", "member_id")).in_subquery(links_to(role).column("member_id").take()))
        .take();
    let mut holders: BTreeMap<Vec<u8>, Holder> = BTreeMap::new();
    for (member, role, is_hidden) in transaction.all::<(Vec<u8>, Vec<u8>, bool)>(&query).await? {
        let holder = holders.entry(member).or_default();
        holder.is_shown = !is_hidden;
        holder.roles.push(role);
    }
    Ok(holders)
}

fn links_to(role: &[u8]) -> SelectStatement {
    Query::select().from("member_roles").and_where(Expr::col("role_id").eq(role)).take()
}

async fn move_links(
    transaction: &mut Transaction,
    role: &[u8],
    replacement: Option<&Vec<u8>>,
) -> Result<(), StoreError> {
    if let Some(replacement) = replacement {
        let others = links_to(replacement).column("member_id").take();
        let missing = links_to(role)
            .column("member_id")
            .expr(Expr::val(replacement.clone()))
            .and_where(Expr::col("member_id").not_in_subquery(others))
            .take();
        let mut insert = Query::insert().into_table("member_roles").columns(["member_id", "role_id"]).take();
        insert.select_from(missing).map_err(|error| StoreError::Failed(error.into()))?;
        transaction.execute(&insert).await?;
    }
    let delete = Query::delete().from_table("member_roles").and_where(Expr::col("role_id").eq(role)).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Saves the places of the roles of members. They are other roles than before.
async fn save_key(transaction: &mut Transaction, key: &[u8], members: &[Vec<u8>]) -> Result<(), StoreError> {
    for some in members.chunks(IDS) {
        let update = Query::update()
            .table("members")
            .value("roles_key", Expr::val(Some(key.to_vec()).filter(|key| !key.is_empty())))
            .value("version", Expr::col("version").add(1))
            .and_where(Expr::col("id").is_in(some.iter().cloned()))
            .take();
        transaction.execute(&update).await?;
    }
    Ok(())
}
