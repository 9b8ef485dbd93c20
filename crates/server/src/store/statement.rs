//! A statement in the words of one engine, and the rows that it brings.
//!
//! What sends it knows nothing of what the rows are: it is compiled once for each engine, not once for each kind of row.

use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::{AssertSqlSafe, Executor, FromRow, IntoArguments, postgres::PgRow, query::Query, sqlite::SqliteRow};

use super::StoreError;

/// A row that both engines can give.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>> Record for T {}

/// A statement with its values.
pub(super) struct Statement {
    sql: String,
    values: SqlxValues,
}

/// How many of the rows.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    First,
    All,
}

/// Rows as an engine gives them.
pub(super) enum Rows {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

impl Statement {
    pub(super) fn new(query: &impl SqlxBinder, for_sqlite: bool) -> Self {
        let (sql, values) =
            if for_sqlite { query.build_sqlx(SqliteQueryBuilder) } else { query.build_sqlx(PostgresQueryBuilder) };
        Self { sql, values }
    }

    /// Ready to be sent.
    pub(super) fn query<D: sqlx::Database>(self) -> Query<'static, D, SqlxValues>
    where
        SqlxValues: IntoArguments<D>,
    {
        sqlx::query_with(AssertSqlSafe(self.sql), self.values)
    }

    /// Sends it, and waits for the rows.
    pub(super) async fn rows<'c, D: sqlx::Database>(
        self,
        wanted: Wanted,
        executor: impl Executor<'c, Database = D>,
    ) -> Result<Vec<D::Row>, sqlx::Error>
    where
        SqlxValues: IntoArguments<D>,
    {
        match wanted {
            Wanted::First => Ok(self.query().fetch_optional(executor).await?.into_iter().collect()),
            Wanted::All => self.query().fetch_all(executor).await,
        }
    }
}

impl Rows {
    /// What the rows say.
    pub(super) fn read<T: Record>(self) -> Result<Vec<T>, StoreError> {
        let read: Result<_, sqlx::Error> = match self {
            Self::Sqlite(rows) => rows.iter().map(T::from_row).collect(),
            Self::Postgres(rows) => rows.iter().map(T::from_row).collect(),
        };
        Ok(read?)
    }
}
