//! Mails about requests: to those who can answer, and to the requester.

use api_types::{AccessRequestId, DeviceLevel, MemberId, OrganizationId, Permission};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, NullOrdering, Order, Query};

use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, read_id, read_language, status_place},
    grants::{Target, gives, has_role, level_on},
    members::MemberRecord,
    outbox::{self, About, MailKind, NewMail},
};

/// So many are told.
const TOLD: usize = 10;
/// So many are looked at: some of them may have too low a level.
const CANDIDATES: u64 = 50;

/// What answering takes.
const NEEDS: [Permission; 3] = [Permission::MembersRead, Permission::DevicesRead, Permission::DevicesGrant];

/// Tells those who can answer, the most recently active first.
pub(super) async fn to_administrators(
    transaction: &mut Transaction,
    (organization, request, requester): (OrganizationId, AccessRequestId, MemberId),
    (target, level): (Target, DeviceLevel),
    at: Timestamp,
) -> Result<(), StoreError> {
    let mut people = Query::select()
        .columns(["id", "email", "language"].map(|column| ("members", column)))
        .from("members")
        .inner_join("accounts", Expr::col(("accounts", "id")).equals(("members", "account_id")))
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("members", "status")).eq(status_place(api_types::MemberStatus::Active)))
        .and_where(Expr::col(("accounts", "disabled")).eq(false))
        .and_where(Expr::col(("members", "id")).ne(id_bytes(requester)))
        .take();
    for permission in NEEDS {
        people.and_where(has_role(gives(permission)));
    }
    people
        .order_by_with_nulls(("members", "last_sign_in"), Order::Desc, NullOrdering::Last)
        .order_by(("members", "id"), Order::Asc)
        .limit(CANDIDATES);
    let people: Vec<(Vec<u8>, String, Option<String>)> = transaction.all(&people).await?;
    let mut mails = Vec::new();
    for (member, recipient, language) in people {
        if mails.len() == TOLD {
            break;
        }
        let member: MemberId = read_id(&member)?;
        if level_on(transaction, organization, member, target, at).await? < Some(level) {
            continue;
        }
        mails.push(NewMail {
            kind: MailKind::AccessRequested,
            about: About::AccessRequest { organization, member, request },
            generation: 0,
            recipient,
            language: read_language(language.as_deref())?,
            at,
        });
    }
    outbox::enqueue_all(transaction, &mails).await
}

/// Tells the requester the answer.
pub(super) async fn to_requester(
    transaction: &mut Transaction,
    kind: MailKind,
    request: AccessRequestId,
    requester: &MemberRecord,
    at: Timestamp,
) -> Result<(), StoreError> {
    let about = About::AccessRequest { organization: requester.organization, member: requester.id, request };
    let mail = NewMail {
        kind,
        about,
        generation: 0,
        recipient: requester.email.clone(),
        language: requester.language.unwrap_or_default(),
        at,
    };
    outbox::enqueue(transaction, &mail).await
}
