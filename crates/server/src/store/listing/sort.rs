//! The order of a list, and the positions of its rows in it.

use api_types::{Direction, Sort};
use sea_query::{Expr, ExprTrait, SelectStatement};

use super::spec::{Kind, ListSpec, SortColumn};
use crate::store::{
    Database, StoreError,
    page::{Key, Position, SortKey},
    sql,
};

/// What a list is sorted by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sorting {
    table: &'static str,
    column: SortColumn,
    direction: Direction,
}

/// A part of the list that one index serves: where rows can have no value, those with one come first and those without
/// last, in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    All,
    Present,
    Absent,
}

impl Sorting {
    pub(super) fn new(spec: &ListSpec, sort: Sort) -> Self {
        Self { table: spec.table, column: spec.sort_column(sort.column), direction: sort.direction }
    }

    /// The parts that follow `after`, in their order.
    pub(super) fn parts(self, after: Option<&Position>) -> &'static [Part] {
        match (self.column.can_be_absent, after.map(|position| &position.key)) {
            (false, _) => &[Part::All],
            (true, Some(Key::Absent)) => &[Part::Absent],
            (true, _) => &[Part::Present, Part::Absent],
        }
    }

    fn value(self) -> Expr {
        self.column.source.value(self.table)
    }

    /// The condition of a part.
    pub(super) fn limits(self, part: Part) -> Option<Expr> {
        match part {
            Part::All => None,
            Part::Present => Some(self.value().is_not_null()),
            Part::Absent => Some(self.value().is_null()),
        }
    }

    /// The order within a part.
    pub(super) fn key(self) -> SortKey {
        SortKey::new(self.value(), Expr::col((self.table, "id")), self.direction)
    }

    /// The same order for rows that were fetched: SQLite must not scan an index for it.
    pub(super) fn key_of_fetched(self, database: &Database) -> SortKey {
        let id = sql::without_index(database, self.table, "id");
        SortKey::new(self.column.source.tested(database, self.table), id, self.direction)
    }

    /// Runs `select` for the positions of its rows.
    pub(super) async fn positions(
        self,
        database: &Database,
        mut select: SelectStatement,
    ) -> Result<Vec<Position>, StoreError> {
        let key = match self.column.kind {
            // PostgreSQL has numbers of several sizes.
            Kind::Number => self.value().cast_as("BIGINT"),
            Kind::Bytes | Kind::Text | Kind::Id => self.value(),
        };
        select.expr(Expr::col((self.table, "id"))).expr(key);
        let read = |id: Vec<u8>, key: Option<Key>| {
            let id = id.try_into().map_err(|_| StoreError::Unreadable("identifier"))?;
            Ok(Position { key: key.unwrap_or(Key::Absent), id: u128::from_be_bytes(id) })
        };
        match self.column.kind {
            Kind::Bytes => {
                let rows: Vec<(Vec<u8>, Option<Vec<u8>>)> = database.all(&select).await?;
                rows.into_iter().map(|(id, key)| read(id, key.map(Key::Bytes))).collect()
            }
            Kind::Text => {
                let rows: Vec<(Vec<u8>, Option<String>)> = database.all(&select).await?;
                rows.into_iter().map(|(id, key)| read(id, key.map(Key::Text))).collect()
            }
            Kind::Id => {
                let rows: Vec<(Vec<u8>, Vec<u8>)> = database.all(&select).await?;
                rows.into_iter().map(|(id, _)| read(id, None)).collect()
            }
            Kind::Number => {
                let rows: Vec<(Vec<u8>, Option<i64>)> = database.all(&select).await?;
                rows.into_iter().map(|(id, key)| read(id, key.map(Key::Number))).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use api_types::MEMBERS;

    use super::*;
    use crate::store::members::SPEC;

    #[test]
    fn only_columns_that_can_be_absent_are_read_in_parts() {
        for column in MEMBERS.columns {
            for direction in [Direction::Ascending, Direction::Descending] {
                let is_always_there = ["name", "email", "status"].contains(column);
                let parts = Sorting::new(&SPEC, Sort { column, direction }).parts(None).len();
                assert_eq!(parts, if is_always_there { 1 } else { 2 }, "{column}");
            }
        }
    }
}
