//! Members: the people of an organization.

mod count;
mod derived;
mod directory;
mod error;
mod guard;
mod kinds;
mod known;
mod links;
mod names;
mod narrow;
mod new;
mod options;
mod order;
mod record;
mod row;
mod ruler;
mod search;
mod seats;
mod set_roles;
mod table;
mod tally;
mod update;

use std::collections::HashMap;

use api_types::{Member, MemberId};
use sea_query::{Expr, ExprTrait, Query};

use super::{Database, StoreError, columns::id_bytes};
use crate::authz::{
    Authorized,
    policy::{ReadMember, ReadMembers},
};
pub use directory::{Directory, MembersPage, MembersRequest};
pub use error::ChangeMemberError;
pub(super) use guard::{check, is_taken, open, unknown_company, unknown_role};
pub use known::unknown_filter;
pub(super) use new::NewMember;
pub use options::OptionsRequest;
pub(super) use order::Indexes;
pub use ruler::Rulers;
pub(super) use seats::seats;
pub use set_roles::SetRoles;
pub(super) use table::{InvitationRecord, MemberRecord};
pub(super) use tally::{Facet, counts, touch};
pub use update::UpdateMember;

/// Those of `members` that are the organization's, withdrawn ones included.
///
/// # Errors
/// When the database fails.
pub async fn changed(
    database: &Database,
    may: &Authorized<ReadMembers>,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Member>, StoreError> {
    let query = Query::select()
        .from("members")
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(may.organization())))
        .and_where(Expr::col(("members", "id")).is_in(members.iter().map(|member| id_bytes(*member))))
        .take();
    let members = row::read(database, query, may.permissions()).await?;
    Ok(members.into_iter().map(|member| (member.id, member)).collect())
}

/// A member of the organization, withdrawn ones included; `None` if it has no such member.
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
    Ok(row::read(database, query, may.permissions()).await?.pop())
}
