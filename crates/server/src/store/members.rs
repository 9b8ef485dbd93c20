//! Members: the people of an organization.

mod assign;
mod derived;
mod edit;
pub(super) mod facets;
mod held;
mod list;
mod names;
mod new;
mod open;
mod record;
mod refused;
mod row;
mod seats;

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
pub use edit::EditMember;
pub(super) use facets::{add, touch, two_factor_place};
pub use list::Members;
pub(super) use list::SPEC;
pub(super) use new::NewMember;
pub(super) use open::{check, is_taken, open, unknown_role};
pub(super) use record::{InvitationRecord, MemberRecord};
pub use refused::ChangeMemberError;
pub(super) use seats::seats;

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
