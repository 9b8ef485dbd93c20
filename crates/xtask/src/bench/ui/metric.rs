//! What is measured, in the order and the words of the tables.

use crate::numbers::spaced;

/// One kind of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// As the driver calls it.
    pub key: String,
    /// As tables call it.
    pub name: String,
    /// Whether the peers have no such thing.
    pub ours_only: bool,
}

impl Metric {
    fn new(key: &str, name: &str) -> Self {
        Self { key: key.to_owned(), name: name.to_owned(), ours_only: false }
    }

    fn ours(key: &str, name: &str) -> Self {
        Self { ours_only: true, ..Self::new(key, name) }
    }

    /// A key in the search among so many members.
    pub fn keystroke(members: u64) -> Self {
        Self::new(&format!("keystroke_{members}"), &format!("keystroke → painted, {} users", spaced(members)))
    }

    /// In milliseconds.
    pub fn times(sizes: &[u64]) -> Vec<Self> {
        let visits = [
            Self::new("first_paint_cold", "first paint, cold"),
            Self::new("first_words_cold", "first words, cold"),
            Self::new("first_rows_cold", "first rows, cold"),
            Self::new("first_paint_warm", "first paint, warm"),
            Self::new("first_words_warm", "first words, warm"),
            Self::new("first_rows_warm", "first rows, warm"),
        ];
        let keys = sizes.iter().map(|size| Self::keystroke(*size));
        let presses = [
            Self::new("sort", "sort → painted"),
            Self::ours("user", "opening a user"),
            Self::ours("switcher", "opening the switcher, 603 organizations"),
        ];
        visits.into_iter().chain(keys).chain(presses).collect()
    }

    /// In bytes.
    pub fn memory() -> [Self; 3] {
        [
            Self::new("memory_start", "with the first rows"),
            Self::new("memory_scrolled", "100,000 rows scrolled through"),
            Self::ours("memory_left", "after leaving the table"),
        ]
    }

    /// In dropped frames.
    pub fn frames() -> [Self; 4] {
        [
            Self::new("steady", "steady scroll"),
            Self::new("fling", "flings"),
            Self::new("steady_slow", "steady scroll, processor 4 × slower"),
            Self::new("fling_slow", "flings, processor 4 × slower"),
        ]
    }
}
