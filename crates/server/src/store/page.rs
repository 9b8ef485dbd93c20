//! One page of a list, found by where the one before ended.

use std::collections::HashMap;

use api_types::{Direction, Total};
use sea_query::{Expr, ExprTrait, Order, SelectStatement, Value};
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// At most so many rows.
    pub limit: u64,
    pub start: Start,
}

/// Where a page begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub key: Key,
    /// The identifier's UUID.
    pub id: u128,
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    Bytes(Vec<u8>),
    Text(String),
    Number(i64),
    /// Nothing: such rows come last, whichever way the list is sorted.
    Absent,
}

/// What rows are sorted by, and the identifier that decides among equals.
#[derive(Debug, Clone)]
pub struct SortKey {
    value: Expr,
    id: Expr,
    direction: Direction,
}

impl SortKey {
    /// Sorts by `value`, then `id`, both in `direction`.
    pub fn new(value: Expr, id: Expr, direction: Direction) -> Self {
        Self { value, id, direction }
    }

    /// Puts the rows in order. An index of both columns serves it.
    pub fn sort(&self, select: &mut SelectStatement) {
        let order = match self.direction {
            Direction::Ascending => Order::Asc,
            Direction::Descending => Order::Desc,
        };
        if self.value != self.id {
            select.order_by_expr(self.value.clone(), order.clone());
        }
        select.order_by_expr(self.id.clone(), order);
    }

    /// Leaves only what comes behind `position`.
    pub fn skip(&self, select: &mut SelectStatement, position: &Position) {
        let (place, position) = self.compared(position);
        select.and_where(match self.direction {
            Direction::Ascending => place.gt(position),
            Direction::Descending => place.lt(position),
        });
    }

    /// Leaves out what comes behind `position`.
    pub fn end(&self, select: &mut SelectStatement, position: &Position) {
        let (place, position) = self.compared(position);
        select.and_where(match self.direction {
            Direction::Ascending => place.lte(position),
            Direction::Descending => place.gte(position),
        });
    }

    fn compared(&self, position: &Position) -> (Expr, Expr) {
        let id = Expr::val(position.id.to_be_bytes().to_vec());
        let place = self.id.clone();
        match position.key.value() {
            Some(key) => (Expr::tuple([self.value.clone(), place]), Expr::tuple([Expr::val(key), id])),
            None => (place, id),
        }
    }
}

impl Position {
    /// The identifier as stored.
    pub fn id_bytes(&self) -> Vec<u8> {
        self.id.to_be_bytes().to_vec()
    }
}

/// The rows at these positions, in their order; rows that are gone are left out.
pub fn in_order<T>(positions: &[Position], rows: Vec<T>, id: impl Fn(&T) -> u128) -> Vec<T> {
    let mut by_id: HashMap<u128, T> = rows.into_iter().map(|row| (id(&row), row)).collect();
    positions.iter().filter_map(|position| by_id.remove(&position.id)).collect()
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
