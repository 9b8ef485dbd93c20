//! The order of a list.

use std::fmt;

use super::Listing;

/// A column and a direction: `name`, or `-member_since` for descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// Name of the column.
    pub column: &'static str,
    pub direction: Direction,
}

/// Sort direction. Rows without a value in the sorted column come last in both directions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    #[default]
    Ascending,
    Descending,
}

impl Sort {
    /// By this column, ascending.
    pub const fn by(column: &'static str) -> Self {
        Self { column, direction: Direction::Ascending }
    }

    /// Reads an order of `listing`; nothing when the list cannot be sorted by it.
    pub fn read(listing: &Listing, text: &str) -> Option<Self> {
        let (direction, name) = match text.strip_prefix('-') {
            Some(name) => (Direction::Descending, name),
            None => (Direction::Ascending, text),
        };
        let column = listing.sorted.iter().find(|column| **column == name)?;
        Some(Self { column, direction })
    }

    /// What a press on the head of `column` asks for: the other way round, or from the start.
    pub fn pressed(self, column: &'static str) -> Self {
        let direction = match self.direction {
            Direction::Ascending if self.column == column => Direction::Descending,
            _ => Direction::Ascending,
        };
        Self { column, direction }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.direction == Direction::Descending {
            f.write_str("-")?;
        }
        f.write_str(self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_on_the_sorted_column_turns_it_round() {
        let by_name = Sort::by("name");
        assert_eq!(by_name.pressed("name").to_string(), "-name");
        assert_eq!(by_name.pressed("name").pressed("name").to_string(), "name");
        assert_eq!(by_name.pressed("email").to_string(), "email");
    }
}
