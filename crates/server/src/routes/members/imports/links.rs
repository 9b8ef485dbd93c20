//! `POST /organizations/{organization}/members/imports/{job}/links`: links to the invitations of an import.

use api_types::{
    ImportLink, ImportLinks, JobId, JobOutcome, MEMBER_IMPORT_LINKS, MemberImportTab, NewImportLinks, OrganizationId,
    Problem,
};
use axum::{Json as Answer, extract::State};

use super::own;
use crate::{
    authz::{
        Token,
        policy::{ChangeMember, ImportMembers},
    },
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        invitations,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        invitations::LinkInvitation,
        jobs::{self, RowsOfImport},
        members::ChangeMemberError,
    },
};

/// Create links to the invitations of an import of users, 500 at a time
///
/// Roster keeps only hashes of links, so each request creates new ones; existing links stay valid. Only the caller who
/// started the import gets them. People who have joined meanwhile, or whose invitation has ended, are left out.
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/imports/{job}/links",
    tag = "members",
    operation_id = "create_member_import_links",
    params(("organization" = OrganizationId, Path), ("job" = JobId, Path)),
    request_body = NewImportLinks,
    security(("session" = [])),
    responses(
        (status = 200, description = "The links, and the place to continue with", body = ImportLinks),
        (status = 403, description = "The caller cannot import users", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn links(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, job)): Path<(OrganizationId, JobId)>,
    Json(request): Json<NewImportLinks>,
) -> Result<Answer<ImportLinks>, ApiError> {
    let may = caller.authorize::<ImportMembers>(organization).await?;
    let change = caller.authorize::<ChangeMember>(organization).await?;
    let import = own(&state, &may, job).await?;
    let limit = MEMBER_IMPORT_LINKS as u64;
    let wanted = RowsOfImport { tab: MemberImportTab::New, after: request.from.unwrap_or_default(), limit };
    let rows = jobs::import_rows(&state.database, &import, wanted).await?;
    let next = rows.last().filter(|_| rows.len() == MEMBER_IMPORT_LINKS).map(|row| row.place);
    let mut items = Vec::with_capacity(rows.len());
    for read in rows {
        let Some((member, _, email)) = read.member.filter(|_| read.outcome == JobOutcome::Changed) else { continue };
        let token = Token::new(&state.entropy);
        let context = state.audit_context(&source);
        let link = LinkInvitation { may: &change, member, token: token.hash(), context };
        match state.database.apply(&link).await {
            Ok(()) => items.push(ImportLink { row: read.row.row, email, link: invitations::link(&state, &token) }),
            Err(error @ (ChangeMemberError::Store(_) | ChangeMemberError::NoLongerAllowed)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    Ok(Answer(ImportLinks { items, next }))
}
