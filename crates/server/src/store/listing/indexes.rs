//! The indexes that long lists are scanned along, and PostgreSQL's for their search. The server creates missing ones at
//! start-up: millions of rows are inserted many times faster without them.

use sea_query::{Expr, ExprTrait, Query};

use super::spec::{ListSpec, Source};
use crate::store::{Database, StoreError, members, sql};

/// The long lists.
const LONG: [&ListSpec; 1] = [&members::SPEC];

/// What the audit log is filtered by: the end of an index's name, and a column.
const LOG: [(&str, &str); 3] = [("actor", "actor_id"), ("action", "action"), ("target", "subject_id")];

/// The indexes of all long lists.
#[derive(Debug)]
pub(in crate::store) struct Indexes;

/// An index of SQLite and PostgreSQL: its name, its table and its columns between organization and id.
fn sorted() -> impl Iterator<Item = (String, &'static str, String)> {
    let log = LOG.map(|(name, column)| (format!("audit_events_by_{name}"), "audit_events", column.to_owned()));
    let lists = LONG.into_iter().flat_map(|spec| {
        spec.columns.iter().filter_map(|column| match column.source {
            Source::Column(key) => {
                let hidden = spec.hidden.map(|hidden| hidden.column);
                let columns: Vec<_> = hidden.into_iter().chain([key]).collect();
                Some((format!("{}_by_{}", spec.table, column.name), spec.table, columns.join(", ")))
            }
            Source::Expression(_) | Source::Counter(_) => None,
        })
    });
    lists.chain(log)
}

/// An index of PostgreSQL only: its name and its table.
fn searched() -> impl Iterator<Item = (String, &'static str)> {
    LONG.into_iter().map(|spec| (format!("{}_search", spec.table), spec.table))
}

impl Indexes {
    /// Creates those that are missing; writes nothing if none is.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn create(database: &Database) -> Result<(), StoreError> {
        if Self::are_there(database).await? {
            return Ok(());
        }
        for (index, table, columns) in sorted() {
            let sql = format!("CREATE INDEX IF NOT EXISTS {index} ON {table} (organization_id, {columns}, id)");
            database.define(&sql).await?;
        }
        if !database.is_sqlite() {
            for (index, table) in searched() {
                let sql = format!("CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (search_text gin_trgm_ops)");
                database.define(&sql).await?;
            }
            database.define("ANALYZE").await?;
        }
        Ok(())
    }

    async fn are_there(database: &Database) -> Result<bool, StoreError> {
        let mut names: Vec<_> = sorted().map(|(index, ..)| index).collect();
        let (catalogue, name) =
            if database.is_sqlite() { ("sqlite_master", "name") } else { ("pg_indexes", "indexname") };
        if !database.is_sqlite() {
            names.extend(searched().map(|(index, _)| index));
        }
        let wanted = names.len();
        let mut known = Query::select().from(catalogue).and_where(Expr::col(name).is_in(names)).take();
        known.and_where(if database.is_sqlite() {
            Expr::col("type").eq("index")
        } else {
            Expr::cust("schemaname = current_schema()")
        });
        let (known,): (i64,) = sql::always(database.one(&sql::count(&known)).await?)?;
        Ok(usize::try_from(known) == Ok(wanted))
    }

    /// Drops them, before very many rows are inserted.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn drop(database: &Database) -> Result<(), StoreError> {
        let names = sorted().map(|(index, ..)| index).chain(searched().map(|(index, _)| index));
        for index in names {
            database.define(&format!("DROP INDEX IF EXISTS {index}")).await?;
        }
        Ok(())
    }
}
