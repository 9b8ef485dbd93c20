//! The state of an import, and its requests.

use api_types::{
    ImportCounts, ImportOutcome, ImportResult, ImportRow, NewImport, OrganizationId, SheetEncoding, SheetSeparator,
};
use leptos::{prelude::*, task::spawn_local};

use super::ImportNoun;
use crate::{
    api::{self, ApiError},
    pages::organization::{CurrentOrganization, use_current_organization},
    queries::{Queries, use_queries},
};

/// Where the reader is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// Chooses a file or pastes rows.
    #[default]
    Choose,
    /// Sees what would be done.
    Check,
    /// It is done.
    Done,
}

/// A table that was chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the file; nothing for pasted rows.
    pub name: Option<String>,
    /// The file in base64, or the pasted rows.
    pub content: String,
}

/// What was saved so far.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SavedRows {
    pub counts: ImportCounts,
    /// The rows that were refused only then.
    pub refused: Vec<ImportRow>,
}

/// One import.
#[derive(Clone, Copy)]
pub struct Work {
    pub noun: &'static ImportNoun,
    queries: Queries,
    current: CurrentOrganization,
    pub step: RwSignal<Step>,
    /// What is being pasted.
    pub pasted: RwSignal<String>,
    pub source: RwSignal<Option<Source>>,
    /// What the reader chose instead of what was detected.
    encoding: RwSignal<Option<SheetEncoding>>,
    separator: RwSignal<Option<SheetSeparator>>,
    columns: RwSignal<Option<Vec<String>>>,
    /// What the dry run says.
    pub result: RwSignal<Option<ImportResult>>,
    pub saved: RwSignal<SavedRows>,
    /// Rows that are saved while the import runs.
    pub progress: RwSignal<Option<u64>>,
    pub busy: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
    /// Whether the browser could not read the file.
    pub is_unreadable: RwSignal<bool>,
}

/// An import of this noun into the organization on screen.
pub fn use_work(noun: &'static ImportNoun) -> Work {
    Work {
        noun,
        queries: use_queries(),
        current: use_current_organization(),
        step: RwSignal::new(Step::Choose),
        pasted: RwSignal::new(String::new()),
        source: RwSignal::new(None),
        encoding: RwSignal::new(None),
        separator: RwSignal::new(None),
        columns: RwSignal::new(None),
        result: RwSignal::new(None),
        saved: RwSignal::new(SavedRows::default()),
        progress: RwSignal::new(None),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        is_unreadable: RwSignal::new(false),
    }
}

impl Work {
    /// New and changed rows of the dry run.
    pub fn rows_to_save(self) -> u64 {
        self.result.with(|result| result.as_ref().map_or(0, |result| result.counts.new + result.counts.changed))
    }

    /// How many rows were refused.
    pub fn refused(self) -> Memo<usize> {
        Memo::new(move |_| {
            let first = self.result.with(|result| result.as_ref().map_or(0, |result| result.counts.refused as usize));
            first + self.saved.with(|saved| saved.refused.len())
        })
    }

    /// Every refused row.
    pub fn refused_rows(self) -> Vec<ImportRow> {
        let is_refused = |row: &&ImportRow| row.outcome == ImportOutcome::Refused;
        let first = self.result.with_untracked(|result| {
            result.iter().flat_map(|result| &result.rows).filter(is_refused).cloned().collect::<Vec<_>>()
        });
        first.into_iter().chain(self.saved.get_untracked().refused).collect()
    }

    /// Takes this table, and asks what an import would do.
    pub fn take(self, source: Source) {
        self.encoding.set(None);
        self.separator.set(None);
        self.columns.set(None);
        self.source.set(Some(source));
        self.check();
    }

    /// The button in the foot.
    pub fn go_on(self) {
        match self.step.get_untracked() {
            Step::Choose => {
                let content = self.pasted.get_untracked();
                if !content.trim().is_empty() {
                    self.take(Source { name: None, content });
                }
            }
            Step::Check if untrack(|| self.rows_to_save()) > 0 => self.save(),
            Step::Check | Step::Done => {}
        }
    }

    /// Goes back to the choice of a table.
    pub fn back(self) {
        if !self.busy.get_untracked() {
            self.error.set(None);
            self.step.set(Step::Choose);
        }
    }

    /// Reads the table with another encoding.
    pub fn set_encoding(self, encoding: Option<SheetEncoding>) {
        self.encoding.set(encoding);
        self.columns.set(None);
        self.check();
    }

    /// Reads the table with another separator.
    pub fn set_separator(self, separator: Option<SheetSeparator>) {
        self.separator.set(separator);
        self.columns.set(None);
        self.check();
    }

    /// Imports a column into this field, or not at all. Another column with the field loses it.
    pub fn set_field(self, place: usize, field: &str) {
        let Some(mut columns) = self.result.with_untracked(|result| {
            let columns = &result.as_ref()?.columns;
            Some(columns.iter().map(|column| column.field.clone().unwrap_or_default()).collect::<Vec<_>>())
        }) else {
            return;
        };
        for known in columns.iter_mut().filter(|known| *known == field) {
            known.clear();
        }
        if let Some(chosen) = columns.get_mut(place) {
            field.clone_into(chosen);
        }
        self.columns.set(Some(columns));
        self.check();
    }

    fn request(self, is_dry_run: bool, from: Option<u32>) -> Option<NewImport> {
        let source = self.source.get_untracked()?;
        let (file, text) = match source.name {
            Some(_) => (Some(source.content), None),
            None => (None, Some(source.content)),
        };
        Some(NewImport {
            file,
            text,
            encoding: self.encoding.get_untracked(),
            separator: self.separator.get_untracked(),
            columns: self.columns.get_untracked(),
            dry_run: is_dry_run,
            from,
        })
    }

    async fn ask(self, organization: OrganizationId, request: &NewImport) -> Result<ImportResult, ApiError> {
        let import = api::import(organization, self.noun.list, request);
        self.queries.mutate(import).affects_nothing().result().await
    }

    /// Begins a request, unless one is under way.
    fn begin(self) -> Option<OrganizationId> {
        let organization = untrack(|| self.current.id()).filter(|_| !self.busy.get_untracked())?;
        self.busy.set(true);
        self.error.set(None);
        self.is_unreadable.set(false);
        Some(organization)
    }

    fn check(self) {
        let Some(organization) = self.begin() else { return };
        spawn_local(async move {
            let Some(request) = self.request(true, None) else { return };
            let answer = self.ask(organization, &request).await;
            // The sheet may be closed meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(result) => {
                    self.result.set(Some(result));
                    self.saved.set(SavedRows::default());
                    self.step.set(Step::Check);
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// Saves part after part.
    fn save(self) {
        let Some(organization) = self.begin() else { return };
        self.saved.set(SavedRows::default());
        self.progress.set(Some(0));
        spawn_local(async move {
            let mut from = None;
            let end = loop {
                let Some(request) = self.request(false, from) else { break Ok(()) };
                match self.ask(organization, &request).await {
                    Ok(part) => {
                        from = part.next;
                        if self.add(part).is_none() {
                            // The sheet was closed: what is saved stays.
                            self.queries.refresh();
                            return;
                        }
                    }
                    Err(error) => break Err(error),
                }
                if from.is_none() {
                    break Ok(());
                }
            };
            self.queries.refresh();
            let _ = self.busy.try_set(false);
            let _ = self.progress.try_set(None);
            match end {
                Ok(()) => drop(self.step.try_set(Step::Done)),
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }

    /// Adds what a part saved; nothing if the sheet is closed.
    fn add(self, part: ImportResult) -> Option<()> {
        self.saved.try_update(|saved| {
            saved.counts.new += part.counts.new;
            saved.counts.changed += part.counts.changed;
            saved.counts.refused += part.counts.refused;
            saved.refused.extend(part.rows);
        })?;
        let done = self.saved.with_untracked(|saved| saved.counts.new + saved.counts.changed + saved.counts.refused);
        self.progress.try_set(Some(done)).map_or(Some(()), |_| None)
    }
}
