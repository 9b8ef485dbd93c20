//! What depends on a member.

use api_types::{MemberBlockers, MemberId, MemberStatus};
use sea_query::{Expr, ExprTrait, Query};

use super::{facets, reports};
use crate::{
    authz::{Authorized, policy::ReadMember},
    store::{
        Database, StoreError,
        columns::{id_bytes, status_place},
        listing, references, sql,
    },
};

/// How many references are shown.
const SHOWN: usize = 50;

/// What depends on a member; `None` if the organization has no such member.
///
/// # Errors
/// When the database fails.
pub async fn blockers(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
) -> Result<Option<MemberBlockers>, StoreError> {
    let of_organization =
        Query::select().from("members").and_where(Expr::col("organization_id").eq(id_bytes(may.organization()))).take();
    let itself = of_organization.clone().column("id").and_where(Expr::col("id").eq(id_bytes(member))).take();
    if database.one::<(Vec<u8>,)>(&itself).await?.is_none() {
        return Ok(None);
    }
    let reports = listing::with_value(may.organization(), facets::SUPERVISOR, id_bytes(member));
    let reports: Option<(i64,)> = database.one(&reports).await?;
    let pending = [MemberStatus::Invited, MemberStatus::Expired].map(status_place);
    let invitations = of_organization
        .clone()
        .and_where(Expr::col("invited_by_id").eq(id_bytes(member)))
        // As the index has it.
        .and_where(Expr::col("invitation_expires_at").is_not_null())
        .and_where(Expr::col("status").is_in(pending))
        .take();
    let (invitations,): (i64,) = sql::always(database.one(&sql::count(&invitations)).await?)?;
    Ok(Some(MemberBlockers {
        reports: reports.map_or(0, |(reports,)| reports.unsigned_abs()),
        report_ids: reports::ids(database, may.organization(), member).await?,
        pending_invitations: invitations.unsigned_abs(),
        references: references::first(database, member, SHOWN).await?,
        reference_count: references::number(database, member).await?,
    }))
}
