//! Tables in Markdown that are readable as text too.

use std::fmt;

/// Rows of cells; the first row is the head.
#[derive(Clone, Debug)]
pub struct Table {
    rows: Vec<Vec<String>>,
    /// So many columns are text; the others are numbers, which stand on the right.
    text: usize,
}

impl Table {
    /// A table with this head, of which so many columns are text and the others numbers.
    pub fn new(text: usize, head: impl IntoIterator<Item = String>) -> Self {
        Self { rows: vec![head.into_iter().collect()], text }
    }

    /// Adds a row with as many cells as the head has.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width =
            |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
        (0..columns).map(|column| width(column).unwrap_or_default().max(3)).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for (number, row) in self.rows.iter().enumerate() {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                match column < self.text {
                    true => write!(out, "| {cell:<width$} ")?,
                    false => write!(out, "| {cell:>width$} ")?,
                }
            }
            writeln!(out, "|")?;
            if number == 0 {
                for (column, width) in widths.iter().enumerate() {
                    let line = "-".repeat(width + 1);
                    write!(out, "|{line}{}", if column < self.text { '-' } else { ':' })?;
                }
                writeln!(out, "|")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new(1, ["what", "ms"].map(str::to_owned));
        table.row(["größer", "1.25"].map(str::to_owned));
        table.row(["a", "1,234"].map(str::to_owned));
        let lines = ["| what   |    ms |", "|--------|------:|", "| größer |  1.25 |", "| a      | 1,234 |", ""];
        assert_eq!(table.to_string(), lines.join("\n"));
    }
}
