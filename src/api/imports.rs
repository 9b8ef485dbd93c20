//! `/organizations/{org}/{list}/import` and `…/members/imports`

use api_types::{
    ImportLinks, ImportResult, Job, JobId, MemberImport, MemberImportReading, MemberImportRows, MemberImportTab,
    NewImport, NewImportLinks, NewMemberImport, OrganizationId, StartJob,
};

use super::{Change, Query, organizations::path};
use crate::paths::query;

/// Rows asked for at a time by whoever goes through many.
const MANY: usize = api_types::MAX_MEMBER_IMPORT_PAGE;

/// `POST …/import`: what an import of a list does, or its next part.
pub fn import(organization: OrganizationId, list: &str, request: &NewImport) -> Change<ImportResult> {
    let path = path(organization, &["/", list, "/import"].concat());
    if request.dry_run { Change::post(path).json(request) } else { Change::create(path, request) }
}

/// `POST …/members/imports/read`: how a file with users is read.
pub fn read_member_import(organization: OrganizationId, request: &NewMemberImport) -> Change<MemberImportReading> {
    Change::post(path(organization, "/members/imports/read")).json(request)
}

/// `POST …/members/imports`: checks a file with users.
pub fn create_member_import(organization: OrganizationId, request: &NewMemberImport) -> Change<MemberImport> {
    Change::post(path(organization, "/members/imports")).json(request)
}

/// `GET …/members/imports/{job}`
pub fn member_import(organization: OrganizationId, job: JobId) -> Query<MemberImport> {
    Query::new(path(organization, &["/members/imports/", &job.to_string()].concat()))
}

/// `GET …/members/imports/{job}/rows`: rows behind this place.
pub fn member_import_rows(
    organization: OrganizationId,
    job: JobId,
    tab: MemberImportTab,
    after: u64,
) -> Query<MemberImportRows> {
    let parameters = [("tab", tab.to_string()), ("after", after.to_string())];
    Query::new(path(organization, &["/members/imports/", &job.to_string(), "/rows", &query(parameters)].concat()))
}

/// The same, as many as there are in one response.
pub fn many_member_import_rows(
    organization: OrganizationId,
    job: JobId,
    tab: MemberImportTab,
    after: u64,
) -> Query<MemberImportRows> {
    let parameters = [("tab", tab.to_string()), ("after", after.to_string()), ("limit", MANY.to_string())];
    Query::new(path(organization, &["/members/imports/", &job.to_string(), "/rows", &query(parameters)].concat()))
}

/// `POST …/members/imports/{job}/links`
pub fn create_import_links(organization: OrganizationId, job: JobId, from: Option<u64>) -> Change<ImportLinks> {
    let path = path(organization, &["/members/imports/", &job.to_string(), "/links"].concat());
    Change::post(path).json(&NewImportLinks { from })
}

/// `POST …/jobs/{job}/start`, of the job as it was in this version.
pub fn start_import(organization: OrganizationId, job: JobId, version: i64) -> Change<Job> {
    Change::post(path(organization, &["/jobs/", &job.to_string(), "/start"].concat())).json(&StartJob { version })
}
