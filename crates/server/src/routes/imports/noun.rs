//! What a noun gives to its imports.

use std::future::Future;

use api_types::FieldProblem;

use crate::{
    authz::{Authorized, policy::Action},
    error::ApiError,
    sheet,
    state::AppState,
    store::{
        StoreError,
        audit::Source,
        import::{ImportPlan, ImportTarget},
    },
};

/// A field that a column can be imported into.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// As the API has it, which is also how exports name their columns.
    pub name: &'static str,
    /// What else columns are called, in the app's languages, in lower case and without signs and spaces.
    pub names: &'static [&'static str],
}

/// A row that is saved, and what it is about; nothing if it is new.
pub type Saved<'a, D> = (&'a D, Option<ImportTarget>);

/// A noun that can be imported.
pub trait Imported: Send + Sync + 'static {
    /// The action that lets somebody import.
    type Write: Action;
    /// A row as it was read.
    type Draft: Send + Sync;
    /// Why a row is not saved.
    type Error: Into<ApiError> + Send;
    /// The name of the list.
    const LIST: &'static str;
    const FIELDS: &'static [Field];
    /// Of each of these, one field has to have a column.
    const REQUIRED: &'static [&'static [&'static str]];

    /// Reads a row.
    ///
    /// # Errors
    /// Everything that is wrong with its cells.
    fn read(cells: &Cells<'_>) -> Result<Self::Draft, Vec<FieldProblem>>;

    /// What two rows about the same thing have in common.
    fn key(draft: &Self::Draft) -> Option<String>;

    /// Completes the rows together, before they are planned.
    ///
    /// # Errors
    /// When the database fails.
    fn prepare(
        state: &AppState,
        may: &Authorized<Self::Write>,
        drafts: &mut [&mut Self::Draft],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// What would be done with each of some rows.
    ///
    /// # Errors
    /// When the database fails.
    fn plan(
        state: &AppState,
        may: &Authorized<Self::Write>,
        drafts: &[&Self::Draft],
    ) -> impl Future<Output = Result<Vec<ImportPlan<Self::Error>>, StoreError>> + Send;

    /// Saves some rows in one transaction.
    ///
    /// # Errors
    /// When none of them is saved.
    fn save(
        state: &AppState,
        may: &Authorized<Self::Write>,
        source: &Source,
        rows: Vec<Saved<'_, Self::Draft>>,
    ) -> impl Future<Output = Result<Vec<Result<(), Self::Error>>, ApiError>> + Send;
}

/// The cells of a row by their fields.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    /// The field of each cell.
    pub fields: &'a [Option<&'static str>],
    pub cells: &'a [String],
}

impl<'a> Cells<'a> {
    /// The text of a field; nothing where there is no column or an empty cell.
    pub fn get(&self, field: &str) -> Option<&'a str> {
        let place = self.fields.iter().position(|known| *known == Some(field))?;
        let text = sheet::plain(self.cells.get(place)?).trim();
        Some(text).filter(|text| !text.is_empty())
    }
}
