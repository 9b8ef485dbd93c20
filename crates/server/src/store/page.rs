//! One page of a list, found by where the one before ended.

use super::{Database, sql};
use api_types::{Direction, Total};
use sea_query::{ColumnRef, Expr, ExprTrait, IntoColumnRef, Order, SelectStatement, Value};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// At most so many rows.
    pub limit: u64,
    pub start: Start,
}

/// Where a page begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Start {
    #[default]
    First,
    /// Behind the row in which the page before ended.
    After(Position),
    /// Behind so many rows, whichever they are.
    At(u64),
}

impl Start {
    /// The row that the page begins behind, where it is known.
    pub fn after(&self) -> Option<&Position> {
        match self {
            Self::After(position) => Some(position),
            Self::First | Self::At(_) => None,
        }
    }
}

/// A page and where it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<Position>,
    /// How many rows all pages have together.
    pub total: Total,
}

/// The place of one row in an order: what it is sorted by and, among equals, its identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    pub key: Key,
    /// The identifier's UUID.
    pub id: u128,
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    Bytes(Vec<u8>),
    Text(String),
    Number(i64),
    /// Nothing: such rows come last, whichever way the list is sorted.
    Absent,
}

/// A column to sort by, and the identifier that decides among equals.
#[derive(Debug, Clone)]
pub struct SortKey {
    column: ColumnRef,
    id: ColumnRef,
    direction: Direction,
}

impl SortKey {
    /// Sorts by `column`, then `id`, both in `direction`.
    pub fn new(column: impl IntoColumnRef, id: impl IntoColumnRef, direction: Direction) -> Self {
        Self { column: column.into_column_ref(), id: id.into_column_ref(), direction }
    }

    /// Puts the rows in order; a walk along an index of both columns.
    pub fn sort(&self, select: &mut SelectStatement) {
        let order = match self.direction {
            Direction::Ascending => Order::Asc,
            Direction::Descending => Order::Desc,
        };
        select.order_by(self.column.clone(), order.clone()).order_by(self.id.clone(), order);
    }

    /// The same order for rows that were gathered, without a walk along an index.
    pub fn sort_gathered(&self, select: &mut SelectStatement, database: &Database, table: &str, column: &str) {
        let order = match self.direction {
            Direction::Ascending => Order::Asc,
            Direction::Descending => Order::Desc,
        };
        for column in [column, "id"] {
            select.order_by_expr(sql::without_index(database, table, column), order.clone());
        }
    }

    /// Leaves only what comes behind `position`.
    pub fn skip(&self, select: &mut SelectStatement, position: &Position) {
        let id = Expr::val(position.id.to_be_bytes().to_vec());
        let place = Expr::col(self.id.clone());
        let (place, position) = match position.key.value() {
            Some(key) => (Expr::tuple([Expr::col(self.column.clone()), place]), Expr::tuple([Expr::val(key), id])),
            None => (place, id),
        };
        select.and_where(match self.direction {
            Direction::Ascending => place.gt(position),
            Direction::Descending => place.lt(position),
        });
    }
}

impl Key {
    fn value(&self) -> Option<Value> {
        match self {
            Self::Bytes(bytes) => Some(bytes.clone().into()),
            Self::Text(text) => Some(text.clone().into()),
            Self::Number(number) => Some((*number).into()),
            Self::Absent => None,
        }
    }
}

impl<T> Page<T> {
    /// Cuts `rows`, of which one more than `limit` were asked for, to a page.
    pub fn cut(mut rows: Vec<T>, limit: u64, total: Total, position: impl Fn(&T) -> Position) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(position);
        Self { items: rows, next, total }
    }

    /// The same page of something made from each row.
    pub fn try_map<U, E>(self, make: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let items = self.items.into_iter().map(make).collect::<Result<_, _>>()?;
        Ok(Page { items, next: self.next, total: self.total })
    }
}
