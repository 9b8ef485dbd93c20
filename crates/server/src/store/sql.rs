//! Small pieces that several statements are made of.

use sea_query::{Expr, ExprTrait, InsertStatement, IntoColumnRef, LikeExpr, Query, SelectStatement, Value};

use super::{Database, StoreError};

/// `INSERT` of one row, each value beside its column.
pub fn insert<const N: usize>(
    table: &'static str,
    row: [(&'static str, Value); N],
) -> Result<InsertStatement, StoreError> {
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    insert_rows(table, columns, vec![values])
}

/// `INSERT` of several rows, each with a value for every column.
pub fn insert_rows(
    table: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Value>>,
) -> Result<InsertStatement, StoreError> {
    let mut insert = Query::insert();
    insert.into_table(table).columns(columns);
    for row in rows {
        insert.values(row.into_iter().map(Expr::val)).map_err(|error| StoreError::Failed(error.into()))?;
    }
    Ok(insert)
}

/// How many rows `from` has.
pub fn count(from: &SelectStatement) -> SelectStatement {
    from.clone().expr(Expr::cust("COUNT(*)")).take()
}

/// `column LIKE pattern`, where a backslash escapes.
pub fn like(column: impl IntoColumnRef, pattern: String) -> Expr {
    Expr::col(column).like(LikeExpr::new(pattern).escape('\\'))
}

/// The one row of a query that always has one.
pub fn always<T>(row: Option<T>) -> Result<T, StoreError> {
    row.ok_or(StoreError::Unreadable("answer"))
}

/// A text in an expression that no index serves, on either engine.
pub fn without_text_index(database: &Database, table: &str, column: &str) -> Expr {
    if database.is_sqlite() {
        return without_index(database, table, column);
    }
    Expr::cust(format!("(\"{table}\".\"{column}\" || '')"))
}

/// A column in an expression that no index of SQLite serves; a plain column on PostgreSQL.
pub fn without_index(database: &Database, table: &str, column: &str) -> Expr {
    let sign = if database.is_sqlite() { "+" } else { "" };
    Expr::cust(format!("{sign}\"{table}\".\"{column}\""))
}
