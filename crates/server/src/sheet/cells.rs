//! Text as rows of cells (RFC 4180), with any of three separators and any end of lines.

use api_types::SheetSeparator;

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts: the first row of the file is 1, and a cell of several lines is in one row.
    pub number: u32,
    pub cells: Vec<String>,
    /// Whether it has more cells than there are columns.
    pub has_more: bool,
}

/// Why something is not a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("The file is empty.")]
    Empty,
    #[error("There are no rows below the column headers.")]
    NoRows,
    #[error("This is a workbook. Save it as CSV, or copy its rows.")]
    Workbook,
    #[error("The file is not text in this encoding. Choose another encoding, or save it as CSV in UTF-8.")]
    Encoding,
    #[error("The file contains NUL characters, so it is not text. Save it as CSV in UTF-8.")]
    Nul,
    #[error("A quotation mark in row {row} is not closed, or has text behind it.")]
    Quote { row: u32 },
    #[error("There are {columns} columns. At most 100 can be read: remove the others.")]
    TooManyColumns { columns: usize },
    #[error("There are {rows} rows. At most 10,000 can be read: split the file.")]
    TooManyRows { rows: usize },
}

impl SheetError {
    /// A stable name of the problem.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoRows => "no_rows",
            Self::Workbook => "workbook",
            Self::Encoding => "encoding",
            Self::Nul => "nul",
            Self::Quote { .. } => "quote",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::TooManyRows { .. } => "too_many_rows",
        }
    }
}

impl Row {
    /// Whether no cell has anything in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The row with exactly so many cells.
    pub(super) fn fitted(mut self, columns: usize) -> Self {
        self.has_more = self.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty());
        self.cells.resize(columns, String::new());
        self
    }
}

/// What separates two cells.
pub(super) const fn sign(separator: SheetSeparator) -> char {
    match separator {
        SheetSeparator::Comma => ',',
        SheetSeparator::Semicolon => ';',
        SheetSeparator::Tab => '\t',
    }
}

/// Where the reader is.
enum Place {
    /// Before the first letter of a cell.
    Start,
    /// In a cell without quotation marks.
    Bare,
    /// Between quotation marks.
    Quoted,
    /// Behind a quotation mark that closes a cell, unless another one follows.
    Closed,
}

/// All rows, empty ones too. The first has this number.
pub(super) fn rows(text: &str, separator: SheetSeparator, first_row: u32) -> Result<Vec<Row>, SheetError> {
    let separator = sign(separator);
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut place, mut number) = (Place::Start, first_row);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (&place, letter) {
            (Place::Quoted, '"') => place = Place::Closed,
            (Place::Quoted, letter) => cell.push(letter),
            (Place::Closed, '"') => {
                cell.push('"');
                place = Place::Quoted;
            }
            (Place::Start, '"') => place = Place::Quoted,
            (_, letter) if letter == separator => {
                cells.push(std::mem::take(&mut cell));
                place = Place::Start;
            }
            (_, '\r' | '\n') => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                cells.push(std::mem::take(&mut cell));
                rows.push(Row { number, cells: std::mem::take(&mut cells), has_more: false });
                (place, number) = (Place::Start, number + 1);
            }
            (Place::Closed, ' ') => {}
            (Place::Closed, _) => return Err(SheetError::Quote { row: number }),
            (Place::Start | Place::Bare, letter) => {
                cell.push(letter);
                place = Place::Bare;
            }
        }
    }
    if matches!(place, Place::Quoted) {
        return Err(SheetError::Quote { row: number });
    }
    if !cells.is_empty() || !cell.is_empty() || matches!(place, Place::Closed) {
        cells.push(cell);
        rows.push(Row { number, cells, has_more: false });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let rows = rows(text, SheetSeparator::Comma, 1).unwrap();
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
        assert_eq!(cells, expected, "{text:?}");
    }

    #[test]
    fn usr7_lines_end_in_three_ways() {
        check("a,b\r\nc,d", &[&["a", "b"], &["c", "d"]]);
        check("a\rb\n\nc\n", &[&["a"], &["b"], &[""], &["c"]]);
    }

    #[test]
    fn usr7_quotation_marks_are_taken_off() {
        check("\"a\"\"b\",\"\" ,c\"d\n\"\"", &[&["a\"b", "", "c\"d"], &[""]]);
        check("\"a\r\nb\",c", &[&["a\r\nb", "c"]]);
    }
}
