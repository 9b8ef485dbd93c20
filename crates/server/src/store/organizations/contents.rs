//! How much there is in an organization.

use api_types::{COMPANIES, CONTACTS, DEVICES, OrganizationContents, OrganizationId, ROLES};
use sea_query::{Expr, ExprTrait, Query};

use super::seats::seat_use;
use crate::{
    authz::{Authorized, policy::ReadSettings},
    store::{Database, StoreError, columns::id_bytes, listing, sql},
};

/// What a deletion of the witness's organization deletes.
///
/// # Errors
/// When the database fails.
pub async fn contents(database: &Database, may: &Authorized<ReadSettings>) -> Result<OrganizationContents, StoreError> {
    let organization = may.organization();
    let seats = seat_use(database, organization).await?;
    let totals = Query::select()
        .exprs([ROLES.name, COMPANIES.name, DEVICES.name, CONTACTS.name].map(listing::total_of_organization))
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    let (roles, companies, devices, contacts): (i64, i64, i64, i64) = sql::always(database.one(&totals).await?)?;
    Ok(OrganizationContents {
        members: seats.members,
        invitations: seats.pending + seats.expired,
        roles: roles.unsigned_abs(),
        companies: companies.unsigned_abs(),
        devices: devices.unsigned_abs(),
        contacts: contacts.unsigned_abs(),
        device_groups: rows(database, organization, "device_groups").await?,
        grants: rows(database, organization, "grants").await?,
        access_requests: rows(database, organization, "access_requests").await?,
        api_keys: keys(database, organization).await?,
        saved_views: rows(database, organization, "saved_views").await?,
    })
}

/// How many rows of a table are the organization's.
async fn rows(database: &Database, organization: OrganizationId, table: &'static str) -> Result<u64, StoreError> {
    let query = Query::select().from(table).and_where(Expr::col("organization_id").eq(id_bytes(organization))).take();
    let (rows,): (i64,) = sql::always(database.one(&sql::count(&query)).await?)?;
    Ok(rows.unsigned_abs())
}

/// Those that are not revoked.
async fn keys(database: &Database, organization: OrganizationId) -> Result<u64, StoreError> {
    let query = Query::select()
        .from("api_keys")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("revoked_at").is_null())
        .take();
    let (rows,): (i64,) = sql::always(database.one(&sql::count(&query)).await?)?;
    Ok(rows.unsigned_abs())
}
