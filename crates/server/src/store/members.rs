//! Members: the people of an organization.

mod assign;
mod count;
mod derived;
mod directory;
mod edit;
mod held;
mod known;
mod names;
mod narrow;
mod new;
mod open;
mod options;
mod order;
mod record;
mod refused;
mod row;
mod ruler;
mod search;
mod seats;
mod tally;

use std::collections::HashMap;

use api_types::{Member, MemberId};
use sea_query::{Expr, ExprTrait, Query};

use super::{Database, StoreError, columns::id_bytes};
use crate::authz::{
    Authorized,
    policy::{Action, ReadMember},
};
pub use assign::AssignMemberRoles;
pub(super) use derived::{DERIVED_COLUMNS, Described};
pub use directory::{Directory, MembersPage, MembersRequest};
pub use edit::EditMember;
pub use known::unknown_filter;
pub(super) use new::NewMember;
pub(super) use open::{check, is_taken, open, unknown_company, unknown_role};
pub use options::OptionsRequest;
pub(super) use order::Indexes;
pub(super) use record::{InvitationRecord, MemberRecord};
pub use refused::ChangeMemberError;
pub use ruler::Rulers;
pub(super) use seats::seats;
pub(super) use tally::{Counted, Facet, add, counts, touch, two_factor_place};

/// Those of `members` that are the organization's, for somebody who has just changed them.
///
/// # Errors
/// When the database fails.
pub async fn changed<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Member>, StoreError> {
    let query = Query::select()
        .from("members")
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(may.organization())))
        .and_where(Expr::col(("members", "id")).is_in(members.iter().map(|member| id_bytes(*member))))
        .take();
    let members = row::read(database, query).await?;
    Ok(members.into_iter().map(|member| (member.id, member)).collect())
}

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
