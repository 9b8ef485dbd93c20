//! A row of a table, whatever it is about.

use std::{any::Any, sync::Arc};

use crate::{
    i18n::{I18n, Language},
    ui::{Highlight, Markup, Tag},
};

/// What a table needs to know of one of its rows.
pub trait TableRow: Any + Send + Sync {
    /// Its identifier: two rows with the same one are the same.
    fn id(&self) -> u128;

    /// The identifier as the API writes it.
    fn key(&self) -> String;

    /// What it is called.
    fn label(&self) -> &str;

    /// Counts its changes, so that two states of it can be told apart.
    fn version(&self) -> i64;

    /// Whether it is drawn in grey: not finished yet, or no longer in use.
    fn is_muted(&self) -> bool;

    /// Whether it shows the same as another.
    fn is_same(&self, other: &dyn TableRow) -> bool;

    /// What stands before its name.
    fn face(&self) -> Tag;

    /// Its name, with what was found in it marked.
    fn name(&self, look: &Look, i18n: I18n) -> Vec<Markup>;

    /// What stands below its name.
    fn second_line(&self, look: &Look, i18n: I18n) -> Option<Tag>;

    /// What stands in a column.
    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> Vec<Markup>;

    /// What a column says to whoever points at it, where that is more than the text in it.
    fn tip(&self, _column: &'static str, _i18n: I18n) -> Option<String> {
        None
    }
}

/// A row that several parts of a page share.
pub type RowRef = Arc<dyn TableRow>;

/// What rows are drawn with, beside what they are. With something else they are drawn anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// What is searched for, to mark it.
    pub highlight: Highlight,
    /// The row that is the reader.
    pub own: Option<u128>,
    pub language: Language,
}

impl dyn TableRow {
    /// The row as what it is about, if it is about that.
    pub fn of<T: TableRow>(&self) -> Option<&T> {
        (self as &dyn Any).downcast_ref()
    }
}

/// A number. On cards, which have no column headers, the header's text stands before it.
pub fn number_cell(header: &'static str, number: String) -> Vec<Markup> {
    let header = Tag::span("r-cardlabel").with("aria-hidden", "true").and(header);
    vec![header.into(), Tag::span("r-tabular").and(number).into()]
}

/// The dash of an empty cell.
pub fn nothing() -> Vec<Markup> {
    vec![Tag::span("r-none").and("–").into()]
}

/// A text whose direction is its own.
pub fn isolated(text: String) -> Vec<Markup> {
    vec![Tag::new("bdi").and(text).into()]
}

/// A text, with what was found in it marked, whose direction is its own.
pub fn isolated_marks(marked: Vec<Markup>) -> Vec<Markup> {
    vec![Tag::new("bdi").and_all(marked).into()]
}

#[cfg(test)]
pub(in crate::ui) mod tests {
    use super::*;

    /// A row of nothing.
    pub struct Numbered {
        pub id: u128,
        pub version: i64,
    }

    impl TableRow for Numbered {
        fn id(&self) -> u128 {
            self.id
        }

        fn key(&self) -> String {
            self.id.to_string()
        }

        fn label(&self) -> &str {
            ""
        }

        fn version(&self) -> i64 {
            self.version
        }

        fn is_muted(&self) -> bool {
            false
        }

        fn is_same(&self, other: &dyn TableRow) -> bool {
            other.of::<Self>().is_some_and(|other| (self.id, self.version) == (other.id, other.version))
        }

        fn face(&self) -> Tag {
            Tag::span("")
        }

        fn name(&self, _: &Look, _: I18n) -> Vec<Markup> {
            Vec::new()
        }

        fn second_line(&self, _: &Look, _: I18n) -> Option<Tag> {
            None
        }

        fn cell(&self, _: &'static str, _: &Look, _: I18n) -> Vec<Markup> {
            nothing()
        }
    }
}
