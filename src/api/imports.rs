//! `/organizations/{org}/{list}/import`

use api_types::{ImportResult, NewImport, OrganizationId};

use super::{Change, organizations::path};

/// `POST …/import`: what an import of a list does, or its next part.
pub fn import(organization: OrganizationId, list: &str, request: &NewImport) -> Change<ImportResult> {
    let path = path(organization, &["/", list, "/import"].concat());
    if request.dry_run { Change::post(path).json(request) } else { Change::create(path, request) }
}
