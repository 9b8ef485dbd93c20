//! `/organizations/{org}/audit-events`

use api_types::{AuditEvent, AuditEventId, OrganizationId};

use super::{Query, organizations::path};

/// `GET …/audit-events/{event}`
pub fn audit_event(organization: OrganizationId, event: AuditEventId) -> Query<AuditEvent> {
    Query::new(path(organization, &["/audit-events/", &event.to_string()].concat()))
}
