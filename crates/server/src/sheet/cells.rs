//! Text as rows of cells (RFC 4180), with any of three separators and any end of lines.

use api_types::{SheetEncoding, SheetSeparator};

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts: the first row of the file is 1, and a cell of several lines is in one row.
    pub number: u32,
    pub cells: Vec<String>,
    /// Whether it has more cells than there are columns.
    pub has_more: bool,
    /// What is wrong with its text.
    pub fault: Option<RowFault>,
}

/// What is wrong with the text of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// A quotation mark is not closed, or has text behind it.
    Quote,
    /// It is not text in the encoding of the file.
    Encoding,
    /// It contains NUL characters.
    Nul,
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
    #[error("There are {rows} rows. At most {most} can be read: split the file.")]
    TooManyRows { rows: usize, most: usize },
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

    /// The row with a fault if it is not text.
    pub(super) fn checked(mut self, encoding: SheetEncoding) -> Self {
        let has = |letter: char| self.cells.iter().any(|cell| cell.contains(letter));
        // What Windows-1252 has in its place is a letter.
        let is_decoded = encoding != SheetEncoding::Windows1252;
        if has('\0') {
            self.fault = Some(RowFault::Nul);
        } else if is_decoded && has(char::REPLACEMENT_CHARACTER) {
            self.fault = Some(RowFault::Encoding);
        }
        self
    }
}

/// What separates two cells.
pub(super) const fn sign(separator: SheetSeparator) -> char {
    match separator {
        SheetSeparator::Comma => ',',
        SheetSeparator::Semicolon => ';',
        SheetSeparator::Tab => '\t',
        SheetSeparator::VerticalBar => '|',
    }
}

/// Where the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
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

/// A cell of several lines is at most so long, in bytes; spreadsheets have at most 32,767 letters in a cell. A quotation
/// mark that is not closed until then is an error of its row alone.
const LONGEST_CELL: usize = 128 * 1024;
/// Bytes that are read a second time, behind quotation marks that are not closed, in relation to the length of the text.
const SECOND_READING: usize = 8;

/// Reads rows one by one.
struct Reader<'a> {
    text: &'a str,
    separator: char,
    at: usize,
}

/// Why a row ends before its end.
struct Broken {
    /// Where the mistake was noticed.
    at: usize,
}

/// All rows, empty ones too. The first has this number. With `lenient`, a broken quotation mark is a fault of its row.
pub(super) fn rows(
    text: &str,
    separator: SheetSeparator,
    first_row: u32,
    lenient: bool,
) -> Result<Vec<Row>, SheetError> {
    let mut reader = Reader { text, separator: sign(separator), at: 0 };
    let (mut rows, mut number, mut again) = (Vec::new(), first_row, 0);
    while reader.at < text.len() {
        let start = reader.at;
        let row = match reader.row() {
            Ok(cells) => Row { number, cells, ..Row::default() },
            Err(_) if !lenient => return Err(SheetError::Quote { row: number }),
            Err(broken) => {
                again += broken.at - start;
                if again > SECOND_READING * text.len().max(LONGEST_CELL) {
                    return Err(SheetError::Quote { row: number });
                }
                reader.at = start;
                Row { number, cells: reader.line(), fault: Some(RowFault::Quote), has_more: false }
            }
        };
        rows.push(row);
        number = number.saturating_add(1);
    }
    Ok(rows)
}

impl Reader<'_> {
    /// The cells of the row that begins here.
    fn row(&mut self) -> Result<Vec<String>, Broken> {
        let (mut cells, mut cell, mut place) = (Vec::new(), String::new(), Place::Start);
        let mut quoted_from = self.at;
        let mut letters = self.text[self.at..].char_indices().peekable();
        let start = self.at;
        while let Some((offset, letter)) = letters.next() {
            let at = start + offset;
            match (place, letter) {
                (Place::Quoted, '"') => place = Place::Closed,
                (Place::Quoted, _) if at - quoted_from > LONGEST_CELL => return Err(Broken { at }),
                (Place::Quoted, letter) => cell.push(letter),
                (Place::Closed, '"') => {
                    cell.push('"');
                    place = Place::Quoted;
                }
                (Place::Start, '"') => (place, quoted_from) = (Place::Quoted, at),
                (_, letter) if letter == self.separator => {
                    cells.push(std::mem::take(&mut cell));
                    place = Place::Start;
                }
                (_, '\r' | '\n') => {
                    if letter == '\r' && letters.peek().is_some_and(|(_, next)| *next == '\n') {
                        letters.next();
                    }
                    cells.push(cell);
                    self.at = letters.peek().map_or(self.text.len(), |(offset, _)| start + offset);
                    return Ok(cells);
                }
                (Place::Closed, ' ') => {}
                (Place::Closed, _) => return Err(Broken { at }),
                (Place::Start | Place::Bare, letter) => {
                    cell.push(letter);
                    place = Place::Bare;
                }
            }
        }
        self.at = self.text.len();
        if place == Place::Quoted {
            return Err(Broken { at: self.at });
        }
        cells.push(cell);
        Ok(cells)
    }

    /// The cells of the line that begins here, with its quotation marks as they are.
    fn line(&mut self) -> Vec<String> {
        let rest = &self.text[self.at..];
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, behind) = rest.split_at(end);
        let break_of = if behind.starts_with("\r\n") { 2 } else { usize::from(!behind.is_empty()) };
        self.at += end + break_of;
        line.split(self.separator).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let rows = rows(text, SheetSeparator::Comma, 1, false).unwrap();
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

    #[test]
    fn usr7_a_broken_quotation_mark_is_a_fault_of_its_row() {
        let read = |text: &str| {
            let rows = rows(text, SheetSeparator::Comma, 1, true).unwrap();
            rows.iter().map(|row| (row.number, row.cells.join("|"), row.fault.is_some())).collect::<Vec<_>>()
        };
        let row = |number: u32, cells: &str, is_faulty: bool| (number, cells.to_owned(), is_faulty);
        assert_eq!(
            read("a,\"b,c\r\nd,\"e\",f\n\"g\"x,h,i\nj,k,l"),
            [row(1, "a|\"b|c", true), row(2, "d|e|f", false), row(3, "\"g\"x|h|i", true), row(4, "j|k|l", false)]
        );
        assert_eq!(read("a,b\n1,\"2\n3,4\n"), [row(1, "a|b", false), row(2, "1|\"2", true), row(3, "3|4", false)]);
    }

    #[test]
    fn usr7_a_hundred_thousand_broken_quotation_marks_are_read_in_one_go() {
        let text = "a,\"b\n".repeat(100_000);
        let rows = rows(&text, SheetSeparator::Comma, 1, true).unwrap();
        assert_eq!(rows.iter().filter(|row| row.fault.is_some()).count(), rows.len());
        let text = ["\"", &"x\n".repeat(100_000)].concat();
        assert_eq!(rows_of(&text), 100_000);
    }

    fn rows_of(text: &str) -> usize {
        rows(text, SheetSeparator::Comma, 1, true).unwrap().len()
    }
}
