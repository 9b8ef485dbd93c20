//! Mails to administrators about the organization as a whole.

use api_types::OrganizationId;
use sea_query::{Expr, Func, Order};

use crate::store::{
    StoreError, Transaction,
    audit::AuditContext,
    columns::{moment, read_id, read_language},
    outbox::{self, About, MailKind, NewMail},
    roles,
};

/// Administrators that are told.
const TOLD: u64 = 10;

/// Tells the administrators who signed in last what happened to the organization.
pub(super) async fn tell(
    transaction: &mut Transaction,
    organization: OrganizationId,
    kind: MailKind,
    has_mail: bool,
    context: &AuditContext,
) -> Result<(), StoreError> {
    if !has_mail {
        return Ok(());
    }
    let own = |column: &'static str| Expr::col(("members", column));
    let administrators = roles::administrators(organization)
        .columns([("members", "id"), ("members", "email")])
        .expr_as(Func::coalesce([Expr::col(("accounts", "language")), own("language")]), "language")
        .order_by_expr(Func::coalesce([own("last_sign_in"), Expr::val(0i64)]).into(), Order::Desc)
        .order_by(("members", "id"), Order::Asc)
        .limit(TOLD)
        .take();
    let administrators: Vec<(Vec<u8>, String, Option<String>)> = transaction.all(&administrators).await?;
    let mail = |(member, recipient, language): (Vec<u8>, String, Option<String>)| {
        Ok(NewMail {
            kind,
            about: About::Member { organization, member: read_id(&member)? },
            generation: moment(context.at),
            recipient,
            language: read_language(language.as_deref())?,
            at: context.at,
        })
    };
    let mails = administrators.into_iter().map(mail).collect::<Result<Vec<_>, StoreError>>()?;
    outbox::enqueue_all(transaction, &mails).await
}
