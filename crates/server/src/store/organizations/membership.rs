//! How an account belongs to an organization, and whom it can ask there.

use api_types::{AdministratorContact, MemberId, Membership, OrganizationId};
use sea_query::{Expr, ExprTrait, Func, JoinType, Order};

use crate::{
    authz::{Authorized, policy::ReadOrganization},
    store::{
        Database, StoreError,
        access::visible_organizations,
        columns::{id_bytes, read_id, wire_moment},
        companies, roles,
    },
};

/// The most administrators who are named.
const NAMED: u64 = 5;

record! {
    struct Row {
        id: Vec<u8>,
        member_since: Option<i64>,
        invited_by_id: Option<Vec<u8>>,
        inviter: Option<String>,
        names_administrators: bool,
        portal_url: Option<String>,
    }
}

/// The membership of the witness's account; `None` when it has just ended.
///
/// # Errors
/// When the database fails.
pub async fn membership(
    database: &Database,
    may: &Authorized<ReadOrganization>,
) -> Result<Option<Membership>, StoreError> {
    let inviter = |column: &'static str| Expr::col(("inviters", column));
    let query = visible_organizations(may.account())
        .columns(["id", "member_since", "invited_by_id"].map(|column| ("members", column)))
        .expr_as(Func::coalesce([inviter("name"), inviter("email")]), "inviter")
        .columns([("organizations", "names_administrators"), ("organizations", "portal_url")])
        .join_as(JoinType::LeftJoin, "members", "inviters", inviter("id").equals(("members", "invited_by_id")))
        .and_where(Expr::col(("organizations", "id")).eq(id_bytes(may.organization())))
        .take();
    let Some(row) = database.one::<Row>(&query).await? else { return Ok(None) };
    let id: MemberId = read_id(&row.id)?;
    let companies = companies::of(database, &[id]).await?.remove(&id).unwrap_or_default();
    let administrators = if row.names_administrators {
        administrators(database, may.organization(), row.invited_by_id).await?
    } else {
        Vec::new()
    };
    Ok(Some(Membership {
        member_since: row.member_since.map(wire_moment).transpose()?,
        portal_url: row.portal_url,
        invited_by: row.inviter,
        companies: companies.into_iter().map(|company| company.name).collect(),
        administrators,
    }))
}

/// The inviter, if it is one of them, then those who have been there longest.
async fn administrators(
    database: &Database,
    organization: OrganizationId,
    inviter: Option<Vec<u8>>,
) -> Result<Vec<AdministratorContact>, StoreError> {
    let member = |column: &'static str| Expr::col(("members", column));
    let mut query = roles::administrators(organization);
    query.expr(Func::coalesce([member("name"), member("email")])).column(("members", "email"));
    if let Some(inviter) = inviter {
        query.order_by_expr(member("id").eq(inviter), Order::Desc);
    }
    query.order_by(("members", "member_since"), Order::Asc).order_by(("members", "id"), Order::Asc).limit(NAMED);
    let rows: Vec<(String, String)> = database.all(&query).await?;
    Ok(rows.into_iter().map(|(name, email)| AdministratorContact { name, email }).collect())
}
