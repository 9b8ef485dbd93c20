//! What an import would do with a row, as the database is now.

use api_types::{ImportChange, ImportProblem};

/// What would be done with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportPlan<E> {
    /// Something new is created.
    New,
    /// Something that is there already is changed, or not, if there are no changes.
    Existing(ImportTarget, Vec<ImportChange>),
    /// Nothing, because of what the row says.
    Refused(ImportProblem),
    /// Nothing, because the change would be refused.
    Failed(E),
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportTarget {
    /// Its UUID.
    pub id: u128,
    /// The version that was compared with the row.
    pub version: i64,
}

/// A problem with a cell.
pub(super) fn problem(field: &str, code: &str, detail: &str) -> ImportProblem {
    ImportProblem { field: Some(field.to_owned()), code: code.to_owned(), detail: detail.to_owned(), other_row: None }
}

/// The changes among fields, before and after.
pub(super) fn changes<const N: usize>(fields: [(&str, String, String); N]) -> Vec<ImportChange> {
    let changed = fields.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(field, before, after)| ImportChange { field: field.to_owned(), before, after }).collect()
}
