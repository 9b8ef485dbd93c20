//! Many rows in few statements.

use sea_query::{InsertStatement, Value};

use super::{StoreError, Transaction, sql};

/// Values in one statement: fewer than SQLite (32,766) and PostgreSQL (65,535) accept.
const MAX_VALUES: usize = 30_000;

/// Inserts all rows in their order, as many in one statement as fit.
pub async fn insert(
    transaction: &mut Transaction,
    table: &'static str,
    columns: &[&'static str],
    rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    insert_with(transaction, table, columns, rows, |_| {}).await
}

/// Like [`insert`], with a clause that `extend` adds to each statement.
pub async fn insert_with(
    transaction: &mut Transaction,
    table: &'static str,
    columns: &[&'static str],
    rows: Vec<Vec<Value>>,
    extend: impl Fn(&mut InsertStatement),
) -> Result<(), StoreError> {
    for rows in batches(columns.len(), rows) {
        let mut insert = sql::insert_rows(table, columns.to_vec(), rows)?;
        extend(&mut insert);
        transaction.execute(&insert).await?;
    }
    Ok(())
}

/// The rows of each statement.
fn batches<T>(columns: usize, mut rows: Vec<T>) -> Vec<Vec<T>> {
    let most = (MAX_VALUES / columns.max(1)).max(1);
    let mut batches = Vec::with_capacity(rows.len().div_ceil(most));
    while !rows.is_empty() {
        let later = rows.split_off(rows.len().min(most));
        batches.push(std::mem::replace(&mut rows, later));
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_split_only_where_a_statement_is_full() {
        assert!(batches(8, Vec::<usize>::new()).is_empty());
        assert_eq!(batches(8, (0..500).collect()).len(), 1);
        let split = batches(9, (0..10_000).collect());
        assert!(split.iter().all(|rows| rows.len() * 9 <= MAX_VALUES));
        assert_eq!(split.len(), 4);
        assert!(split.concat().into_iter().eq(0..10_000), "in their order");
    }
}
