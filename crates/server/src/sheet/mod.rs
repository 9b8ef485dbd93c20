//! Tables as text: CSV and rows copied from spreadsheets. Bytes become rows of cells; what the cells mean is decided
//! elsewhere.

mod cells;
mod encoding;
mod formula;
mod separator;

pub use cells::{Row, RowFault, SheetError};
pub use formula::{harmless, harmless_again, plain};

use api_types::{MAX_IMPORT_COLUMNS, MAX_IMPORT_ROWS, SheetEncoding, SheetSeparator};

/// A table with the names of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub encoding: SheetEncoding,
    pub separator: SheetSeparator,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows below, without empty ones. Each has as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// How a table is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// `None`: detected.
    pub encoding: Option<SheetEncoding>,
    /// `None`: detected.
    pub separator: Option<SheetSeparator>,
    /// Whether the first row names the columns. Without, they have no names.
    pub has_head: bool,
    pub most_rows: usize,
    /// Whether a broken row is only marked as such; otherwise the table is refused for it.
    pub lenient: bool,
}

/// Reads a table that has no broken row. What is not given is detected.
///
/// # Errors
/// When it is not text, not a table, or too large.
pub fn read(
    bytes: &[u8],
    encoding: Option<SheetEncoding>,
    separator: Option<SheetSeparator>,
) -> Result<Sheet, SheetError> {
    read_as(bytes, Reading { encoding, separator, has_head: true, most_rows: MAX_IMPORT_ROWS, lenient: false })
}

/// Reads a table.
///
/// # Errors
/// When it is not text, not a table, or too large.
pub fn read_as(bytes: &[u8], reading: Reading) -> Result<Sheet, SheetError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SheetError::Workbook);
    }
    let (encoding, text) = if reading.lenient {
        encoding::decode_leniently(bytes, reading.encoding)
    } else {
        encoding::decode(bytes, reading.encoding)?
    };
    let (declared, text) = separator::declared(&text);
    let separator = reading.separator.or(declared).unwrap_or_else(|| separator::detect(text));
    let first_row = if declared.is_some() { 2 } else { 1 };
    let rows = cells::rows(text, separator, first_row, reading.lenient)?;
    let mut rows = rows.into_iter().filter(|row| !row.is_empty()).peekable();
    let first = if reading.has_head { rows.next() } else { rows.peek().cloned() };
    let first = first.ok_or(SheetError::Empty)?;
    if reading.has_head && first.fault.is_some() {
        return Err(SheetError::Quote { row: first.number });
    }
    let head = if reading.has_head { trimmed(first.cells) } else { vec![String::new(); first.cells.len()] };
    if head.len() > MAX_IMPORT_COLUMNS {
        return Err(SheetError::TooManyColumns { columns: head.len() });
    }
    let rows: Vec<Row> = rows.map(|row| row.fitted(head.len()).checked(encoding)).collect();
    match rows.len() {
        0 => Err(SheetError::NoRows),
        rows if rows > reading.most_rows => Err(SheetError::TooManyRows { rows, most: reading.most_rows }),
        _ => Ok(Sheet { encoding, separator, head, rows }),
    }
}

/// The names of the columns without white space, and without empty ones at the end.
fn trimmed(head: Vec<String>) -> Vec<String> {
    let mut head: Vec<String> = head.into_iter().map(|name| name.trim().to_owned()).collect();
    while head.last().is_some_and(String::is_empty) {
        head.pop();
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Sheet, SheetError> {
        read(text.as_bytes(), None, None)
    }

    fn cells(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
        sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn usr7_a_table_is_read_with_the_numbers_of_its_rows() {
        let sheet = read_text("Name;E-mail\r\nAda;ada@x.example\r\n\r\n\"a;\"\"b\"\"\nc\";\r\n").unwrap();
        assert_eq!((sheet.encoding, sheet.separator), (SheetEncoding::Utf8, SheetSeparator::Semicolon));
        assert_eq!(sheet.head, ["Name", "E-mail"]);
        assert_eq!(cells(&sheet), [(2, vec!["Ada", "ada@x.example"]), (4, vec!["a;\"b\"\nc", ""])]);
    }

    #[test]
    fn usr7_rows_of_a_spreadsheet_are_separated_by_tabs() {
        let sheet = read_text("Name\tPhone\nAda, Lady\t030").unwrap();
        assert_eq!((sheet.separator, cells(&sheet)), (SheetSeparator::Tab, vec![(2, vec!["Ada, Lady", "030"])]));
    }

    #[test]
    fn usr7_a_file_can_declare_its_separator() {
        let sheet = read_text("sep=;\nName;a,b,c,d\nAda;1,2,3,4\n").unwrap();
        assert_eq!((sheet.separator, cells(&sheet)), (SheetSeparator::Semicolon, vec![(3, vec!["Ada", "1,2,3,4"])]));
    }

    #[test]
    fn usr7_rows_are_as_long_as_the_head() {
        let sheet = read_text("a,b,,\n1\n1,2,3\n1,2,,\n").unwrap();
        assert_eq!(cells(&sheet), [(2, vec!["1", ""]), (3, vec!["1", "2"]), (4, vec!["1", "2"])]);
        assert_eq!(sheet.rows.iter().map(|row| row.has_more).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn usr7_what_is_no_table_is_refused() {
        assert_eq!(read_text(""), Err(SheetError::Empty));
        assert_eq!(read_text(" \n ,\n"), Err(SheetError::Empty));
        assert_eq!(read_text("Name,E-mail\n"), Err(SheetError::NoRows));
        assert_eq!(read_text("PK\u{3}\u{4}…"), Err(SheetError::Workbook));
        assert_eq!(read_text("Name\nA\0da\n"), Err(SheetError::Nul));
        assert_eq!(read_text("a,b\n1,\"2\n3,4\n"), Err(SheetError::Quote { row: 2 }));
        assert_eq!(read_text("a,b\n1,2\n\"3\"x,4\n"), Err(SheetError::Quote { row: 3 }));
        let wide = format!("{}\n1\n", vec!["x"; 300].join(","));
        assert_eq!(read_text(&wide), Err(SheetError::TooManyColumns { columns: 300 }));
        let long = format!("x\n{}", "1\n".repeat(MAX_IMPORT_ROWS + 1));
        assert_eq!(read_text(&long), Err(SheetError::TooManyRows { rows: MAX_IMPORT_ROWS + 1, most: MAX_IMPORT_ROWS }));
    }

    #[test]
    fn usr7_a_lenient_reader_marks_the_broken_rows() {
        let reading = Reading { encoding: None, separator: None, has_head: true, most_rows: 10, lenient: true };
        let bytes = [&b"Name,Mail\nZo\xc3\xab,a\nJ\xfcrgen,b\nA\0da,c\n\"Bea,d\n\"Cid\",e\n"[..]].concat();
        let sheet = read_as(&bytes, Reading { encoding: Some(SheetEncoding::Utf8), ..reading }).unwrap();
        let faults: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.fault)).collect();
        let (encoding, nul, quote) = (RowFault::Encoding, RowFault::Nul, RowFault::Quote);
        assert_eq!(faults, [(2, None), (3, Some(encoding)), (4, Some(nul)), (5, Some(quote)), (6, None)]);
        assert_eq!(sheet.rows[4].cells, ["Cid", "e"]);
        let sheet = read_as(b"Ada,a\nBea,b", Reading { has_head: false, ..reading }).unwrap();
        assert_eq!((sheet.head.len(), sheet.rows.len(), sheet.rows[0].number), (2, 2, 1));
        let broken = read_as(b"\"Name,Mail\nAda,a\n", reading);
        assert_eq!(broken, Err(SheetError::Quote { row: 1 }));
    }
}
