//! A table over any number of rows, of which those in sight are drawn; cards where it is narrow. It knows no nouns: a
//! row is a [`TableRow`], a column a constant [`Column`].

mod body;
mod columns;
mod fit;
mod head;
mod resize;
mod row;
mod row_element;
mod row_pool;
mod scroller;
mod selection;
mod skeleton;
mod virtual_scroll;

pub use body::{RowPress, Table};
pub use columns::{Column, ColumnLayout, Density};
use fit::FittedColumn;
pub use fit::Room;
pub use head::Sorting;
#[cfg(test)]
pub use row::tests::Numbered;
pub use row::{Look, RowRef, TableRow, isolated, isolated_marks, nothing, number_cell};
pub use row_pool::PaintedRows;
pub use scroller::Scroller;
use scroller::{ScrollBox, Window};
use selection::Share;
pub use selection::{Selected, Selection, Span, Whole};
pub use skeleton::TableSkeleton;
