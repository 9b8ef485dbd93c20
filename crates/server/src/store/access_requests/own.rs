//! A person's own requests. What they have no access to has no name for them.

use api_types::{AccessRequest, AccessRequestId, MemberId, OrganizationId};
use jiff::Timestamp;
use sea_query::{ExprTrait, Order, SelectStatement};

use super::{RequestRow, caller, own_column, rows, target_of};
use crate::{
    authz::{
        Authorized,
        policy::{ExportMember, ReadOrganization},
    },
    store::{
        Database, StoreError, Transaction,
        columns::{id_bytes, read_id},
        grants::{Target, level_on, present_level_on},
        portion::{Portion, PortionRequest},
    },
};

/// So many are read.
const READ: u64 = 50;

/// The caller's last requests, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn own(
    database: &Database,
    may: &Authorized<ReadOrganization>,
    now: Timestamp,
) -> Result<Vec<AccessRequest>, StoreError> {
    read(database, may, rows(), now).await
}

/// One of the caller's requests; `None` if the caller has no such request.
///
/// # Errors
/// When the database fails.
pub async fn own_one(
    database: &Database,
    may: &Authorized<ReadOrganization>,
    request: AccessRequestId,
    now: Timestamp,
) -> Result<Option<AccessRequest>, StoreError> {
    let one = rows().and_where(own_column("id").eq(id_bytes(request))).take();
    Ok(read(database, may, one, now).await?.pop())
}

async fn read(
    database: &Database,
    may: &Authorized<ReadOrganization>,
    mut of: SelectStatement,
    now: Timestamp,
) -> Result<Vec<AccessRequest>, StoreError> {
    let Some((caller,)) = database.one::<(Vec<u8>,)>(&caller(may)).await? else { return Ok(Vec::new()) };
    of.and_where(own_column("organization_id").eq(id_bytes(may.organization())))
        .and_where(own_column("member_id").eq(caller.clone()))
        .order_by(("access_requests", "id"), Order::Desc)
        .limit(READ);
    let found: Vec<RequestRow> = database.all(&of).await?;
    let mut requests = found.into_iter().map(RequestRow::request).collect::<Result<Vec<_>, _>>()?;
    let caller: MemberId = read_id(&caller)?;
    for request in &mut requests {
        request.place = None;
        let level = match target_of(request) {
            Some(target) => present_level_on(database, may.organization(), caller, target, now).await?,
            None => None,
        };
        if level.is_none() {
            request.target = None;
        }
    }
    Ok(requests)
}

/// Whether a member sees what a request is for.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn sees(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
    target: Target,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(level_on(transaction, organization, member, target, now).await?.is_some())
}

/// A portion of the requests of a member, the oldest first, for an export.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn own_portion(
    database: &Database,
    may: &Authorized<ExportMember>,
    member: MemberId,
    request: PortionRequest,
) -> Result<Portion<AccessRequest>, StoreError> {
    let ids = sea_query::Query::select()
        .column("id")
        .from("access_requests")
        .and_where(own_column("organization_id").eq(id_bytes(may.organization())))
        .and_where(own_column("member_id").eq(id_bytes(member)))
        .take();
    let ids: Vec<(Vec<u8>,)> = database.all(&request.of(ids)).await?;
    let next = request.next(&ids, |(id,)| id);
    let rows = rows()
        .and_where(own_column("id").is_in(ids.into_iter().map(|(id,)| id)))
        .order_by(("access_requests", "id"), Order::Asc)
        .take();
    let rows: Vec<RequestRow> = database.all(&rows).await?;
    Ok(Portion { items: rows.into_iter().map(RequestRow::request).collect::<Result<_, _>>()?, next })
}
