//! `GET /organizations/{organization}/audit-events`, `…/options` and `…/export`.

use api_types::{AuditChange, AuditColumn, AuditEvent, AuditValue, List};

use crate::{
    routes::listing::{Export, list_routes},
    store::audit::AuditLog,
};

/// A page of the audit log, for OpenAPI.
type AuditEventList = List<AuditEvent>;

list_routes! {
    AuditLog, "audit log",
    /// List what happened in an organization, the newest first
    list list_audit_events("/organizations/{organization}/audit-events") -> AuditEventList,
    /// Export the audit log as CSV (RFC 4180, UTF-8) or as JSON lines with the matching events
    export export_audit_events("/organizations/{organization}/audit-events/export"),
    /// List the values of a filter of the audit log, each with the number of matching events
    options list_audit_event_options("/organizations/{organization}/audit-events/options"),
}

impl Export for AuditLog {
    const FIRST: &'static [&'static str] = &[
        "id",
        AuditColumn::At.as_str(),
        AuditColumn::Actor.as_str(),
        AuditColumn::Action.as_str(),
        AuditColumn::Target.as_str(),
        AuditColumn::Changes.as_str(),
    ];

    fn cell(event: &AuditEvent, column: &str) -> String {
        let Ok(column) = column.parse() else { return event.id.to_string() };
        match column {
            AuditColumn::At => event.at.clone(),
            AuditColumn::Action => event.action.clone(),
            AuditColumn::Actor => event.actor.as_ref().map(|actor| actor.name.clone()).unwrap_or_default(),
            AuditColumn::Target => {
                event.target.clone().map(|target| target.name.unwrap_or(target.id)).unwrap_or_default()
            }
            AuditColumn::Changes => event.changes.iter().map(change).collect::<Vec<_>>().join("; "),
            AuditColumn::Address => event.address.clone().unwrap_or_default(),
            AuditColumn::RequestId => event.request_id.clone().unwrap_or_default(),
        }
    }
}

/// `phone: 110 → 112`
fn change(change: &AuditChange) -> String {
    let texts = |values: &[AuditValue]| {
        values.iter().map(|value| value.text.as_deref().unwrap_or("?")).collect::<Vec<_>>().join(", ")
    };
    let (before, after) = (texts(&change.before), texts(&change.after));
    match (before.as_str(), after.as_str()) {
        ("", "") => change.field.clone(),
        ("", after) => format!("{}: {after}", change.field),
        (before, after) => format!("{}: {before} → {after}", change.field).trim_end().to_owned(),
    }
}
