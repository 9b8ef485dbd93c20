//! The state of an import of users, and its requests.

use api_types::{
    FindBy, JobId, MatchedField, MatchedValue, MemberImport, MemberImportReading, MemberImportTab, NewMemberImport,
    NewPeople, OrganizationId,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError},
    host::History,
    location::{Location, use_location},
    pages::{
        jobs::{JobFeed, begin, use_job_feed},
        organization::{CurrentOrganization, use_current_organization},
    },
    paths::{Paths, parameters, use_paths},
    queries::{Queries, use_queries},
};

/// The parameters of the URL.
const STEP: &str = "step";
const JOB: &str = "job";
const ROWS: &str = "rows";

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Chooses a file or pastes rows.
    File,
    /// Says what the columns mean.
    Columns,
    /// Sees what would be done, and does it.
    Check(JobId),
}

impl Step {
    /// Its number, from 1.
    pub const fn number(self) -> u64 {
        match self {
            Self::File => 1,
            Self::Columns => 2,
            Self::Check(_) => 3,
        }
    }
}

/// A table that was chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the file; nothing for pasted rows.
    pub name: Option<String>,
    /// The file in base64, or the pasted rows.
    pub content: String,
    /// In bytes.
    pub size: u64,
}

/// One import.
#[derive(Clone, Copy)]
pub struct Work {
    pub queries: Queries,
    pub current: CurrentOrganization,
    location: Location,
    paths: StoredValue<Paths>,
    jobs: JobFeed,
    /// What is being pasted.
    pub pasted: RwSignal<String>,
    pub source: RwSignal<Option<Source>>,
    /// Everything of the request but the table.
    pub choices: RwSignal<NewMemberImport>,
    /// How the server reads the table.
    pub reading: RwSignal<Option<MemberImportReading>>,
    pub busy: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
    /// Whether the browser could not read the file.
    pub is_unreadable: RwSignal<bool>,
    /// The newest check of this table, which the next one replaces.
    checked: RwSignal<Option<JobId>>,
}

/// An import into the organization on screen.
pub fn use_work() -> Work {
    Work {
        queries: use_queries(),
        current: use_current_organization(),
        location: use_location(),
        paths: StoredValue::new(use_paths()),
        jobs: use_job_feed(),
        pasted: RwSignal::new(String::new()),
        source: RwSignal::new(None),
        choices: RwSignal::new(NewMemberImport::default()),
        reading: RwSignal::new(None),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        is_unreadable: RwSignal::new(false),
        checked: RwSignal::new(None),
    }
}

impl Work {
    /// Where the reader is. Reactive. After a reload the table is gone, but not the check of it.
    pub fn step(self) -> Memo<Step> {
        Memo::new(move |_| {
            let search = self.location.search();
            let parameter = |name: &str| parameters(&search).into_iter().find(|(it, _)| it == name).map(|(_, it)| it);
            match parameter(JOB).and_then(|job| job.parse().ok()) {
                Some(job) => Step::Check(job),
                None if parameter(STEP).is_some() && self.reading.with(Option::is_some) => Step::Columns,
                None => Step::File,
            }
        })
    }

    /// Which rows the URL names. Reactive.
    pub fn tab(self) -> Option<MemberImportTab> {
        let found = parameters(&self.location.search()).into_iter().find(|(name, _)| name == ROWS);
        found.and_then(|(_, tab)| tab.parse().ok())
    }

    /// The URL of a step.
    pub fn href(self, step: Step) -> String {
        let Some(organization) = self.current.id() else { return String::new() };
        let parameters = match step {
            Step::File => Vec::new(),
            Step::Columns => vec![(STEP, "columns".to_owned())],
            Step::Check(job) => vec![(JOB, job.to_string())],
        };
        self.paths.with_value(|paths| paths.user_import(organization, parameters))
    }

    /// The URL of rows of a check.
    pub fn tab_href(self, job: JobId, tab: MemberImportTab) -> String {
        let Some(organization) = self.current.id() else { return String::new() };
        let parameters = vec![(JOB, job.to_string()), (ROWS, tab.to_string())];
        self.paths.with_value(|paths| paths.user_import(organization, parameters))
    }

    fn go(self, step: Step) {
        self.location.go(&untrack(|| self.href(step)), History::Push);
    }

    /// Takes this table, and asks how it is read.
    pub fn take(self, source: Source) {
        let (new_people, find_by) = self.choices.with_untracked(|choices| (choices.new_people, choices.find_by));
        let choices = NewMemberImport { new_people, find_by, ..NewMemberImport::default() };
        self.choices.set(choices);
        self.source.set(Some(source));
        self.read(true);
    }

    /// Takes what was pasted.
    pub fn take_pasted(self) {
        let content = self.pasted.get_untracked();
        if !content.trim().is_empty() {
            let size = content.len() as u64;
            self.take(Source { name: None, content, size });
        }
    }

    /// Changes how the table is read, and reads it again.
    pub fn set_reading(self, change: impl FnOnce(&mut NewMemberImport)) {
        self.choices.update(|choices| {
            change(choices);
            choices.columns = None;
        });
        self.read(false);
    }

    /// Imports a column into this field, or not at all. Another column with the field loses it.
    pub fn set_field(self, place: usize, field: &str) {
        let Some(mut columns) = self.reading.with_untracked(|reading| {
            let columns = &reading.as_ref()?.columns;
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
        self.choices.update(|choices| choices.columns = Some(columns));
        self.read(false);
    }

    /// Says what values mean, in all rows.
    pub fn match_values(self, field: MatchedField, matched: Vec<MatchedValue>) {
        self.choices.update(|choices| {
            choices.values.retain(|it| it.field != field || !matched.iter().any(|new| new.value == it.value));
            choices.values.extend(matched);
        });
        self.read(false);
    }

    fn request(self) -> Option<NewMemberImport> {
        let source = self.source.get_untracked()?;
        let (file, text) = match source.name {
            Some(_) => (Some(source.content), None),
            None => (None, Some(source.content)),
        };
        let replaces = self.checked.get_untracked();
        Some(NewMemberImport { file, text, replaces, ..self.choices.get_untracked() })
    }

    /// Begins a request, unless one is under way.
    fn begin(self) -> Option<(OrganizationId, NewMemberImport)> {
        let organization = untrack(|| self.current.id()).filter(|_| !self.busy.get_untracked())?;
        let request = self.request()?;
        self.busy.set(true);
        self.error.set(None);
        self.is_unreadable.set(false);
        Some((organization, request))
    }

    fn read(self, goes_on: bool) {
        let Some((organization, request)) = self.begin() else { return };
        spawn_local(async move {
            let request = api::read_member_import(organization, &request);
            let answer = self.queries.mutate(request).affects_nothing().result().await;
            // The page may have been left meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(reading) => {
                    self.reading.set(Some(reading));
                    if goes_on {
                        self.go(Step::Columns);
                    }
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// Lets the server check every row.
    pub fn check(self) {
        let Some((organization, request)) = self.begin() else { return };
        spawn_local(async move {
            let request = api::create_member_import(organization, &request);
            let answer = self.queries.mutate(request).affects_nothing().result().await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(MemberImport { job, .. }) => {
                    self.checked.set(Some(job.id));
                    self.go(Step::Check(job.id));
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// Carries a check out.
    pub fn start(self, job: JobId, version: i64) {
        let Some(organization) = untrack(|| self.current.id()).filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let answer = self.queries.mutate(api::start_import(organization, job, version)).result().await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(job) => {
                    self.checked.set(None);
                    begin(self.jobs, job.id);
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// Whether there is still a table whose columns can be changed. Reactive.
    pub fn has_table(self) -> bool {
        self.reading.with(Option::is_some)
    }

    /// What becomes of new people. Reactive.
    pub fn new_people(self) -> NewPeople {
        self.choices.with(|choices| choices.new_people)
    }

    /// What users are found by. Reactive.
    pub fn find_by(self) -> FindBy {
        self.choices.with(|choices| choices.find_by)
    }
}
