//! The log as a list.

use api_types::{AUDIT_EVENTS, AuditAction, AuditEvent, AuditEventId, RecentDays};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{
    AuditContext, Event,
    names::{EVENT_COLUMNS, EventRow, Names},
    record,
};
use crate::{
    authz::{
        Authorized,
        policy::{Action, ReadAuditLog},
    },
    store::{
        Change, Database, StoreError, Transaction,
        columns::id_bytes,
        listing::{Counted, Edge, Facet, FilterBy, FilterSpec, ListSpec, Noun, SortColumn},
        members,
        page::{self, Position},
        sql,
    },
};

/// The events of an organization, as a list.
#[derive(Debug)]
pub enum AuditLog {}

impl Noun for AuditLog {
    type Read = ReadAuditLog;
    type Row = AuditEvent;
    const SPEC: &'static ListSpec = &SPEC;

    async fn rows(
        database: &Database,
        may: &Authorized<ReadAuditLog>,
        positions: &[Position],
        _: Timestamp,
    ) -> Result<Vec<AuditEvent>, StoreError> {
        if positions.is_empty() {
            return Ok(Vec::new());
        }
        let query = Query::select()
            .columns(EVENT_COLUMNS)
            .from("audit_events")
            .and_where(Expr::col("id").is_in(positions.iter().map(Position::id_bytes)))
            .take();
        let rows: Vec<EventRow> = database.all(&query).await?;
        let names = Names::of(database, may.organization(), &rows).await?;
        let events = rows.into_iter().map(|row| names.whole_event(row)).collect::<Result<Vec<_>, _>>()?;
        Ok(page::in_order(positions, events, |event| event.id.as_u128()))
    }
}

/// One of the organization's events; `None` if it has no such event.
///
/// # Errors
/// When the database fails.
pub async fn event(
    database: &Database,
    may: &Authorized<ReadAuditLog>,
    event: AuditEventId,
) -> Result<Option<AuditEvent>, StoreError> {
    let query = Query::select()
        .columns(EVENT_COLUMNS)
        .from("audit_events")
        .and_where(Expr::col("id").eq(id_bytes(event)))
        .and_where(sql::without_index(database, "audit_events", "organization_id").eq(id_bytes(may.organization())))
        .take();
    let Some(row) = database.one::<EventRow>(&query).await? else { return Ok(None) };
    let names = Names::of(database, may.organization(), std::slice::from_ref(&row)).await?;
    names.whole_event(row).map(Some)
}

/// The columns and tables behind the list. What it counts is counted when events are sealed.
pub(in crate::store) static SPEC: ListSpec = ListSpec {
    listing: &AUDIT_EVENTS,
    table: "audit_events",
    columns: &[SortColumn::id("at")],
    filters: &[
        FilterSpec {
            name: "actor",
            by: FilterBy::Ids { facet: ACTOR, column: "actor_id", none: "actor_id", names: members::PEOPLE },
        },
        FilterSpec { name: "action", by: FilterBy::Texts { facet: ACTION, column: "action" } },
        FilterSpec {
            name: "target",
            by: FilterBy::UncountedIds { column: "subject_id", names: members::PEOPLE, list: &members::SPEC },
        },
        FilterSpec { name: "from", by: FilterBy::Days { edge: Edge::First, names: &RECENT } },
        FilterSpec { name: "to", by: FilterBy::Days { edge: Edge::Last, names: &[] } },
    ],
    search_fields: &[],
    long: None,
    by_id: true,
    hidden: None,
    depends_on: &["members", "roles", "companies", "devices", "device-groups", "contacts"],
};

const ACTION: Facet = Facet { list: AUDIT_EVENTS.name, number: 1 };
const ACTOR: Facet = Facet { list: AUDIT_EVENTS.name, number: 2 };

const RECENT: [(&str, i64); 3] = {
    const fn named(days: RecentDays) -> (&'static str, i64) {
        (days.as_str(), days.before_today())
    }
    [named(RecentDays::Today), named(RecentDays::Last7Days), named(RecentDays::Last30Days)]
};

/// What an event is counted by.
pub(super) fn counted(action: &str, actor: Option<Vec<u8>>) -> Counted {
    Counted::default().by(ACTION, [action.as_bytes().to_vec()]).by(ACTOR, actor)
}

/// Records that somebody exports a list as a file.
#[derive(Debug)]
pub struct RecordExport<'a, A: Action> {
    pub may: &'a Authorized<A>,
    /// Name of the list.
    pub list: &'static str,
    /// Search, filters and order, as in the URL.
    pub view: String,
    pub format: &'static str,
    /// How many rows it has, if that is known.
    pub rows: Option<u64>,
    pub context: AuditContext,
}

impl<A: Action> Change for RecordExport<'_, A> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let view = Some(&self.view).filter(|view| !view.is_empty());
        let event = Event {
            action: AuditAction::ListExported,
            organization: Some(self.may.organization()),
            account: Some(self.may.account()),
            subject: None,
            details: json!({"list": self.list, "rows": self.rows, "view": view, "format": self.format}),
        };
        record(transaction, &self.context, event).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
