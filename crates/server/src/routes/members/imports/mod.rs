//! `/organizations/{organization}/members/imports`: people from a file.

pub mod create;
mod fields;
pub mod get;
pub mod links;
pub mod read;
mod reading;
pub mod rejects;
pub mod rows;

use api_types::{ImportColumn, JobId, MemberImport, SheetSeparator};

use crate::{
    authz::{
        Authorized,
        policy::{ImportMembers, ReadMembers},
    },
    error::ApiError,
    state::AppState,
    store::jobs::{self, ImportedJob},
};

/// An import of the caller.
///
/// # Errors
/// [`ApiError::NotFound`] if the caller has no such import.
async fn own(state: &AppState, may: &Authorized<ImportMembers>, job: JobId) -> Result<ImportedJob, ApiError> {
    jobs::import(&state.database, may, job).await?.ok_or(ApiError::NotFound)
}

/// The same as clients get it.
///
/// # Errors
/// [`ApiError::NotFound`] if the caller has no such import.
async fn wire(
    state: &AppState,
    (may, reader): (&Authorized<ImportMembers>, &Authorized<ReadMembers>),
    job: JobId,
) -> Result<MemberImport, ApiError> {
    let import = own(state, may, job).await?;
    let job = jobs::get(&state.database, reader, job, state.clock.now()).await?.ok_or(ApiError::NotFound)?;
    let column = |(name, field): (String, String)| ImportColumn {
        name,
        samples: Vec::new(),
        field: Some(field).filter(|field| !field.is_empty()),
    };
    Ok(MemberImport {
        job,
        counts: import.counts,
        separator: import.choices.separator.parse().unwrap_or(SheetSeparator::Comma),
        header: import.choices.header,
        columns: import.choices.columns.into_iter().map(column).collect(),
        new_people: import.choices.new_people,
    })
}
