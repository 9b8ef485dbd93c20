//! A statement in the words of one engine, and how the engine executes it.
//!
//! What executes it knows nothing of what the rows are: it is compiled once for each engine, not once for each kind of
//! row.

use rusqlite::types::{ToSqlOutput, ValueRef};
use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder, Value};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::{AssertSqlSafe, PgExecutor, Row as _};

use super::{
    DriverError, StoreError,
    record::{Cells, Record, Row},
};

/// A statement with its values.
pub(super) struct Statement {
    sql: String,
    values: SqlxValues,
}

/// How many of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    First,
    All,
}

/// What takes the rows of a statement, in their order.
pub(super) trait Sink: Send {
    /// [`Record::COLUMNS`] of the records that it takes.
    fn columns(&self) -> &'static [&'static str];

    /// Takes a row.
    fn take(&mut self, row: &mut Row<'_>) -> Result<(), StoreError>;
}

impl<T: Record> Sink for Vec<T> {
    fn columns(&self) -> &'static [&'static str] {
        T::COLUMNS
    }

    fn take(&mut self, row: &mut Row<'_>) -> Result<(), StoreError> {
        self.push(T::read(row)?);
        Ok(())
    }
}

impl Statement {
    pub(super) fn new(query: &impl SqlxBinder, for_sqlite: bool) -> Self {
        let (sql, values) =
            if for_sqlite { query.build_sqlx(SqliteQueryBuilder) } else { query.build_sqlx(PostgresQueryBuilder) };
        Self { sql, values }
    }

    /// Reads rows on SQLite, where it is called.
    pub(super) fn select_on_sqlite(
        &self,
        connection: &rusqlite::Connection,
        wanted: Wanted,
        sink: &mut dyn Sink,
    ) -> Result<(), StoreError> {
        let mut statement = self.prepare(connection)?;
        let places = sink.columns().iter().map(|column| statement.column_index(column));
        let places: Vec<usize> = places.collect::<Result<_, _>>()?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            sink.take(&mut Row::new(Cells::Sqlite(row), &places))?;
            if wanted == Wanted::First {
                break;
            }
        }
        Ok(())
    }

    /// Writes on SQLite, where it is called, and says how many rows it touched.
    pub(super) fn execute_on_sqlite(&self, connection: &rusqlite::Connection) -> Result<u64, StoreError> {
        Ok(self.prepare(connection)?.raw_execute()? as u64)
    }

    /// The statement with its values. SQLite compiles it only if it is new to the connection.
    fn prepare<'c>(&self, connection: &'c rusqlite::Connection) -> Result<rusqlite::CachedStatement<'c>, StoreError> {
        let mut statement = connection.prepare_cached(&self.sql)?;
        for (number, value) in (1..).zip(&self.values.0.0) {
            let value = stored(value).ok_or(StoreError::Failed(DriverError::Value))?;
            statement.raw_bind_parameter(number, ToSqlOutput::Borrowed(value))?;
        }
        Ok(statement)
    }

    /// Reads rows on PostgreSQL.
    pub(super) async fn select_on_postgres(
        &self,
        executor: impl PgExecutor<'_>,
        wanted: Wanted,
        sink: &mut dyn Sink,
    ) -> Result<(), StoreError> {
        let query = sqlx::query_with(AssertSqlSafe(self.sql.clone()), self.values.clone());
        let rows = match wanted {
            Wanted::First => query.fetch_optional(executor).await?.into_iter().collect(),
            Wanted::All => query.fetch_all(executor).await?,
        };
        let Some(first) = rows.first() else { return Ok(()) };
        let places = sink.columns().iter().map(|column| first.try_column(*column).map(sqlx::Column::ordinal));
        let places: Vec<usize> = places.collect::<Result<_, _>>()?;
        rows.iter().try_for_each(|row| sink.take(&mut Row::new(Cells::Postgres(row), &places)))
    }
    /// Writes on PostgreSQL, and says how many rows it touched.
    pub(super) async fn execute_on_postgres(self, executor: impl PgExecutor<'_>) -> Result<u64, StoreError> {
        Ok(sqlx::query_with(AssertSqlSafe(self.sql), self.values).execute(executor).await?.rows_affected())
    }
}

/// A value as SQLite stores it; `None` if it has none such.
fn stored(value: &Value) -> Option<ValueRef<'_>> {
    let integer = |value: Option<i64>| value.map_or(ValueRef::Null, ValueRef::Integer);
    Some(match value {
        Value::Bool(value) => integer(value.map(i64::from)),
        Value::SmallInt(value) => integer(value.map(i64::from)),
        Value::Int(value) => integer(value.map(i64::from)),
        Value::Unsigned(value) => integer(value.map(i64::from)),
        Value::BigInt(value) => integer(*value),
        Value::BigUnsigned(value) => integer(value.map(i64::try_from).transpose().ok()?),
        Value::String(value) => value.as_ref().map_or(ValueRef::Null, |text| ValueRef::Text(text.as_bytes())),
        Value::Bytes(value) => value.as_deref().map_or(ValueRef::Null, ValueRef::Blob),
        _ => return None,
    })
}
