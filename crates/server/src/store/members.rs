//! Members: the people of an organization.

mod count;
mod derived;
mod directory;
mod known;
mod narrow;
mod new;
mod options;
mod order;
mod row;
mod ruler;
mod search;
mod tally;

use api_types::{Member, MemberId};
use sea_query::{Expr, ExprTrait, Query};

use super::{Database, StoreError, columns::id_bytes};
use crate::authz::{Authorized, policy::ReadMember};
pub(super) use derived::{DERIVED_COLUMNS, Described};
pub use directory::{Directory, MembersPage, MembersRequest};
pub use known::unknown_filter;
pub(super) use new::NewMember;
pub use options::OptionsRequest;
pub(super) use order::Indexes;
pub use ruler::Rulers;
pub(super) use tally::{Counted, Facet, add, counts, touch, two_factor_place};

/// One of the organization's people; `None` when it has no such member.
///
/// # Errors
/// When the database fails.
pub async fn get(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
) -> Result<Option<Member>, StoreError> {
    let query = Query::select()
        .from("members")
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(may.organization())))
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .take();
    Ok(row::read(database, query).await?.pop())
}
