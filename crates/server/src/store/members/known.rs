//! Whether the values of filters are the organization's own.

use crate::old_view::MembersView;
use api_types::MemberFilter as MembersFilter;
use sea_query::{Expr, ExprTrait, Query};

use crate::{
    authz::{Authorized, policy::ReadMembers},
    store::{Database, StoreError, columns::id_bytes, sql},
};

/// The first filter of `view` with a value that names nothing in the organization; somebody else's is like none.
///
/// # Errors
/// When the database fails.
pub async fn unknown_filter(
    database: &Database,
    may: &Authorized<ReadMembers>,
    view: &MembersView,
) -> Result<Option<MembersFilter>, StoreError> {
    let people = |ids: &[api_types::MemberId]| ids.iter().map(|id| id_bytes(*id)).collect::<Vec<_>>();
    let all = [
        (MembersFilter::Role, "roles", view.roles.iter().map(|id| id_bytes(*id)).collect()),
        (MembersFilter::Company, "companies", view.companies.iter().map(|id| id_bytes(*id)).collect()),
        (MembersFilter::Supervisor, "members", people(&view.supervisors)),
        (MembersFilter::InvitedBy, "members", people(&view.inviters)),
    ];
    for (filter, table, ids) in all.into_iter().filter(|(_, _, ids)| !ids.is_empty()) {
        let wanted = ids.len();
        let query = Query::select()
            .from(table)
            .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
            .and_where(Expr::col("id").is_in(ids))
            .take();
        let (found,): (i64,) = sql::always(database.one(&sql::count(&query)).await?)?;
        if usize::try_from(found) != Ok(wanted) {
            return Ok(Some(filter));
        }
    }
    Ok(None)
}
