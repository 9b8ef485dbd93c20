//! Whether members can be given a company.

use api_types::{CompanyId, OrganizationId};
use sea_query::{Cond, Expr, ExprTrait, Query};

use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, read_id},
};

/// The first of `companies` that a member cannot be given: another organization's, or an archived one that is not among
/// those that the member has already.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn first_unknown(
    transaction: &mut Transaction,
    organization: OrganizationId,
    companies: &[CompanyId],
    present: &[CompanyId],
) -> Result<Option<usize>, StoreError> {
    if companies.is_empty() {
        return Ok(None);
    }
    let bytes = |ids: &[CompanyId]| ids.iter().map(|id| id_bytes(*id)).collect::<Vec<_>>();
    let is_assignable = Cond::any().add(Expr::col("archived_at").is_null()).add(Expr::col("id").is_in(bytes(present)));
    let query = Query::select()
        .column("id")
        .from("companies")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").is_in(bytes(companies)))
        .cond_where(is_assignable)
        .take();
    let rows: Vec<(Vec<u8>,)> = transaction.all(&query).await?;
    let known = rows.iter().map(|(id,)| read_id(id)).collect::<Result<Vec<CompanyId>, _>>()?;
    Ok(companies.iter().position(|company| !known.contains(company)))
}
