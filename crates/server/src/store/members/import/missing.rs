//! The members who are not in a file.

use std::collections::HashSet;

use api_types::{MemberId, MemberStatus};
use sea_query::{Expr, ExprTrait, Query};

use super::ImportedRow;
use crate::{
    authz::{Authorized, policy::ImportMembers},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id, status_place},
        portion::PortionRequest,
        text,
    },
};

/// A row for each active member that no row of the file names by its id, its address or its signature.
///
/// # Errors
/// When the database fails.
pub async fn missing(
    database: &Database,
    may: &Authorized<ImportMembers>,
    rows: &[ImportedRow],
) -> Result<Vec<ImportedRow>, StoreError> {
    let targets: HashSet<MemberId> = rows.iter().filter_map(|row| row.target.or(row.draft.id)).collect();
    let email = |row: &ImportedRow| row.draft.email.as_deref().map(text::email_key);
    let emails: HashSet<String> = rows.iter().filter_map(email).collect();
    let signature = |row: &ImportedRow| row.draft.signature.as_deref().map(text::fold);
    let signatures: HashSet<String> = rows.iter().filter_map(signature).collect();
    let (mut found, mut next) = (Vec::new(), Some(PortionRequest::default()));
    while let Some(portion) = next {
        let query = Query::select()
            .columns(["id", "email_key", "signature_fold"])
            .from("members")
            .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
            .and_where(Expr::col("status").eq(status_place(MemberStatus::Active)))
            .take();
        let members: Vec<(Vec<u8>, String, Option<String>)> = database.all(&portion.of(query)).await?;
        for (id, email, signature) in &members {
            let id = read_id(id)?;
            let is_named = targets.contains(&id)
                || emails.contains(email)
                || signature.as_ref().is_some_and(|signature| signatures.contains(signature));
            if !is_named {
                found.push(ImportedRow { target: Some(id), ..ImportedRow::default() });
            }
        }
        next = portion.next(&members, |(id, ..)| id);
    }
    Ok(found)
}
