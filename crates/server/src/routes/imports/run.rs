//! An import, from the request to the response.

use std::{collections::HashMap, time::Duration};

use api_types::{
    ImportCounts, ImportOutcome, ImportResult, ImportRow, MAX_IMPORT_LISTED, MAX_IMPORT_SAVED, NewImport,
    OrganizationId,
};
use axum::http::HeaderMap;
use tokio::time::Instant;

use super::{
    Imported, Saved, columns,
    request::table,
    rows::{Planned, plan, problems_of},
};
use crate::{
    authz::Authorized,
    error::ApiError,
    routes::idempotency,
    session::Caller,
    sheet::Sheet,
    state::AppState,
    store::{
        audit::Source,
        idempotency::{Answer, Remember},
    },
};

/// Rows that are saved in one transaction.
const PORTION: usize = 100;

/// A request that takes longer leaves the rest to the next one: the server ends requests after 30 seconds.
const PATIENCE: Duration = Duration::from_secs(8);

/// A table whose columns have fields.
struct Table {
    sheet: Sheet,
    fields: Vec<Option<&'static str>>,
}

/// Says what an import would do, or does it.
///
/// # Errors
/// When the caller cannot import, or there is no table.
pub async fn import<N: Imported>(
    state: &AppState,
    caller: &Caller,
    source: &Source,
    organization: OrganizationId,
    (headers, request): (&HeaderMap, NewImport),
) -> Result<ImportResult, ApiError> {
    let may = caller.authorize::<N::Write>(organization).await?;
    let _share = state.list_shares.take(organization).await;
    let sheet = table(&request)?;
    let fields = match &request.columns {
        Some(columns) => columns::chosen(&sheet, N::FIELDS, columns)?,
        None => columns::found(&sheet, N::FIELDS),
    };
    let table = Table { sheet, fields };
    let missing = columns::missing(N::REQUIRED, &table.fields);
    if !missing.is_empty() {
        return if request.dry_run {
            Ok(ImportResult { missing, ..table.result::<N>() })
        } else {
            Err(ApiError::field("/columns", "required", format!("Choose a column for {}.", missing.join(", "))))
        };
    }
    let rows = plan::<N>(state, &may, &table.sheet, &table.fields).await?;
    if request.dry_run {
        return Ok(table.preview::<N>(&rows));
    }
    let operation = format!("POST /organizations/{organization}/{}/import", N::LIST);
    let Some(key) = idempotency::key(headers, &operation, &request)? else {
        return table.save::<N>(state, &may, source, (&rows, request.from)).await;
    };
    let account = may.account();
    match state.database.apply(&Answer { account, key: &key }).await? {
        Some(known) => serde_json::from_str(&known).map_err(|error| ApiError::Internal(error.into())),
        None => {
            let result = table.save::<N>(state, &may, source, (&rows, request.from)).await?;
            let answer = serde_json::to_string(&result).map_err(|error| ApiError::Internal(error.into()))?;
            state.database.apply(&Remember { account, key: &key, answer, at: state.clock.now() }).await?;
            Ok(result)
        }
    }
}

impl Table {
    /// What is said of the table, without rows.
    fn result<N: Imported>(&self) -> ImportResult {
        ImportResult {
            encoding: self.sheet.encoding,
            separator: self.sheet.separator,
            columns: columns::described(&self.sheet, &self.fields),
            fields: N::FIELDS.iter().map(|field| field.name.to_owned()).collect(),
            missing: Vec::new(),
            counts: ImportCounts::default(),
            rows: Vec::new(),
            next: None,
        }
    }

    /// What an import would do.
    fn preview<N: Imported>(&self, rows: &[Planned<N::Draft>]) -> ImportResult {
        let mut result = self.result::<N>();
        let mut listed: HashMap<ImportOutcome, usize> = HashMap::new();
        for row in rows {
            let outcome = row.outcome();
            *number(&mut result.counts, outcome) += 1;
            let listed = listed.entry(outcome).or_default();
            *listed += 1;
            let is_listed = match outcome {
                ImportOutcome::Refused => true,
                ImportOutcome::Unchanged => false,
                ImportOutcome::New | ImportOutcome::Changed => *listed <= MAX_IMPORT_LISTED,
            };
            if is_listed {
                result.rows.push(self.row::<N>(row));
            }
        }
        result
    }

    fn row<N: Imported>(&self, planned: &Planned<N::Draft>) -> ImportRow {
        let row = &self.sheet.rows[planned.place];
        ImportRow {
            row: row.number,
            outcome: planned.outcome(),
            cells: row.cells.clone(),
            changes: planned.changes.clone(),
            problems: planned.problems.clone(),
        }
    }

    /// Saves new and changed rows from this one on, as many as one request saves.
    async fn save<N: Imported>(
        &self,
        state: &AppState,
        may: &Authorized<N::Write>,
        source: &Source,
        (rows, from): (&[Planned<N::Draft>], Option<u32>),
    ) -> Result<ImportResult, ApiError> {
        let mut result = self.result::<N>();
        let is_saved = |row: &&Planned<N::Draft>| {
            let number = self.sheet.rows[row.place].number;
            let changes = matches!(row.outcome(), ImportOutcome::New | ImportOutcome::Changed);
            changes && from.is_none_or(|from| number >= from)
        };
        let waiting: Vec<&Planned<N::Draft>> = rows.iter().filter(is_saved).collect();
        let (begun, mut done) = (Instant::now(), 0);
        for portion in waiting[..waiting.len().min(MAX_IMPORT_SAVED)].chunks(PORTION) {
            if done > 0 && begun.elapsed() >= PATIENCE {
                break;
            }
            done += portion.len();
            let drafts = portion.iter().filter_map(|row| Some((row.draft.as_ref()?, row.target)));
            let saved: Vec<Saved<'_, N::Draft>> = drafts.collect();
            for (row, saved) in portion.iter().zip(N::save(state, may, source, saved).await?) {
                match saved {
                    Ok(()) => *number(&mut result.counts, row.outcome()) += 1,
                    Err(error) => {
                        result.counts.refused += 1;
                        let (problems, outcome) = (problems_of(error.into())?, ImportOutcome::Refused);
                        result.rows.push(ImportRow { outcome, problems, ..self.row::<N>(row) });
                    }
                }
            }
        }
        result.next = waiting.get(done).map(|row| self.sheet.rows[row.place].number);
        Ok(result)
    }
}

/// The number of rows that this becomes of.
fn number(counts: &mut ImportCounts, outcome: ImportOutcome) -> &mut u64 {
    match outcome {
        ImportOutcome::New => &mut counts.new,
        ImportOutcome::Changed => &mut counts.changed,
        ImportOutcome::Unchanged => &mut counts.unchanged,
        ImportOutcome::Refused => &mut counts.refused,
    }
}
