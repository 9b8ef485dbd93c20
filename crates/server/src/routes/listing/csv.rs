//! Lines of CSV (RFC 4180).

use std::borrow::Cow;

use axum::body::Bytes;

use crate::{
    error::ApiError,
    sheet::{harmless, harmless_again},
};

/// What separates two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Comma,
    /// What spreadsheets expect where the comma separates decimals.
    Semicolon,
}

impl Delimiter {
    /// The names in a query.
    pub const NAMES: [&'static str; 2] = ["comma", "semicolon"];

    /// Reads its name in a query.
    pub fn read(name: &str) -> Option<Self> {
        match name {
            "comma" => Some(Self::Comma),
            "semicolon" => Some(Self::Semicolon),
            _ => None,
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }
}

/// Rows as lines.
///
/// # Errors
/// When they cannot be written.
pub fn lines(delimiter: Delimiter, rows: impl IntoIterator<Item = Vec<String>>) -> Result<Bytes, ApiError> {
    write(delimiter.byte(), rows, harmless)
}

/// Rows of an imported file as lines, with this sign between the cells. An import reads them as it read the file.
///
/// # Errors
/// When they cannot be written.
pub fn imported_lines(separator: u8, rows: impl IntoIterator<Item = Vec<String>>) -> Result<Bytes, ApiError> {
    write(separator, rows, harmless_again)
}

fn write(
    separator: u8,
    rows: impl IntoIterator<Item = Vec<String>>,
    harmless: fn(&str) -> Cow<'_, str>,
) -> Result<Bytes, ApiError> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: csv::Error| ApiError::Internal(error.into());
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell).into_owned())).map_err(failed)?;
    }
    writer.into_inner().map(Bytes::from).map_err(|error| ApiError::Internal(error.into_error().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f30_a_cell_with_the_delimiter_is_quoted() {
        let row = || [vec!["a,b".to_owned(), "c;d".to_owned()]];
        assert_eq!(lines(Delimiter::Comma, row()).unwrap(), "\"a,b\",c;d\r\n");
        assert_eq!(lines(Delimiter::Semicolon, row()).unwrap(), "a,b;\"c;d\"\r\n");
    }
}
