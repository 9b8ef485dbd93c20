//! Long lists in portions, in the order of their ids: for what reads everything and shows no pages.

use sea_query::{Expr, ExprTrait, IntoColumnRef, Order, SelectStatement};

/// Rows of one portion.
const ROWS: u64 = 1_000;

/// Rows, and where the next portion begins; `None` after the last.
#[derive(Debug)]
pub struct Portion<T> {
    pub items: Vec<T>,
    pub next: Option<PortionRequest>,
}

/// Which portion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PortionRequest {
    /// The last id before it; `None` for the first portion.
    after: Option<[u8; 16]>,
}

impl<T> Portion<T> {
    /// Nothing.
    pub(super) fn empty() -> Self {
        Self { items: Vec::new(), next: None }
    }

    /// The same with other items.
    pub(super) fn map<U>(self, item: impl FnMut(T) -> U) -> Portion<U> {
        Portion { items: self.items.into_iter().map(item).collect(), next: self.next }
    }
}

impl PortionRequest {
    /// Whether it is the first portion.
    pub fn is_first(self) -> bool {
        self.after.is_none()
    }

    /// Limits a query to this portion of its rows, by their column `id`.
    pub(super) fn of(self, query: SelectStatement) -> SelectStatement {
        self.by(query, "id")
    }

    /// The same, by another column with the id.
    pub(super) fn by(self, mut query: SelectStatement, id: impl IntoColumnRef + Copy) -> SelectStatement {
        if let Some(after) = self.after {
            query.and_where(Expr::col(id).gt(after.to_vec()));
        }
        query.order_by(id, Order::Asc).limit(ROWS).take()
    }

    /// The next portion after these rows.
    pub(super) fn next<T>(self, rows: &[T], id: impl Fn(&T) -> &[u8]) -> Option<Self> {
        let last = rows.last().filter(|_| rows.len() as u64 == ROWS)?;
        id(last).try_into().ok().map(|after| Self { after: Some(after) })
    }
}
