//! Every membership of one account at once: what its owner changes is the same everywhere.

use api_types::{AccountId, MemberId};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::{table::MemberRecord, update::changes};
use crate::{
    authz::{Authorized, policy::ReadOrganization},
    store::{
        Database, StoreError, Transaction,
        access::visible_organizations,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, read_id},
        invitations::event_about,
    },
};

/// The member that the witness's account is; `None` when that has just ended.
///
/// # Errors
/// When the database fails.
pub async fn of_witness(
    database: &Database,
    may: &Authorized<ReadOrganization>,
) -> Result<Option<MemberId>, StoreError> {
    let query = visible_organizations(may.account())
        .column(("members", "id"))
        .and_where(Expr::col(("organizations", "id")).eq(id_bytes(may.organization())))
        .take();
    let row: Option<(Vec<u8>,)> = database.one(&query).await?;
    row.map(|(id,)| read_id(&id)).transpose()
}

/// Changes every membership of an account.
pub(in crate::store) async fn change_all(
    transaction: &mut Transaction,
    account: AccountId,
    change: impl Fn(&mut MemberRecord),
) -> Result<Vec<(MemberRecord, MemberRecord)>, StoreError> {
    let query = Query::select()
        .columns(["organization_id", "id"])
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .order_by("id", Order::Asc)
        .take();
    let rows: Vec<(Vec<u8>, Vec<u8>)> = transaction.all(&query).await?;
    let mut changed = Vec::new();
    for (organization, id) in rows {
        let before = MemberRecord::find(transaction, read_id(&organization)?, read_id(&id)?).await?;
        let Some(before) = before else { continue };
        let mut record = before.clone();
        change(&mut record);
        if record != before {
            record.save(transaction, &before).await?;
            changed.push((before, record));
        }
    }
    Ok(changed)
}

/// Writes into the audit log of each organization what the owner of the account has changed. `context` is that of the
/// whole change: the events follow its own.
pub(in crate::store) async fn record_changes(
    transaction: &mut Transaction,
    account: AccountId,
    context: &AuditContext,
    changed: &[(MemberRecord, MemberRecord)],
) -> Result<(), StoreError> {
    let event = |(before, after): &(MemberRecord, MemberRecord)| {
        let details = json!({"changes": changes(before, after)});
        event_about(Some(account), AuditAction::MemberChanged, after, details)
    };
    let contexts: Vec<_> = (1..).take(changed.len()).map(|number| context.part(number)).collect();
    audit::record_all(transaction, contexts.iter().zip(changed.iter().map(event))).await
}

/// Shows in every organization of an account whether it has a second factor.
pub(in crate::store) async fn set_two_factor(
    transaction: &mut Transaction,
    account: AccountId,
    has_one: bool,
) -> Result<(), StoreError> {
    change_all(transaction, account, |record| record.two_factor = Some(has_one)).await.map(|_| ())
}
