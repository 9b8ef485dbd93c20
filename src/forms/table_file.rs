//! Files with tables: their bytes as text for a request, and rows as CSV.

use api_types::SheetSeparator;

/// The letters of base64 (RFC 4648).
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as base64.
pub fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// A row of CSV. Cells that a spreadsheet would run as a formula begin with an apostrophe, which an import takes off.
pub fn csv_row<'a>(cells: impl IntoIterator<Item = &'a str>, separator: SheetSeparator) -> String {
    let sign = match separator {
        SheetSeparator::Comma => ",",
        SheetSeparator::Semicolon => ";",
        SheetSeparator::Tab => "\t",
        SheetSeparator::VerticalBar => "|",
    };
    let cells: Vec<String> = cells.into_iter().map(|cell| csv_cell(cell, sign)).collect();
    [&*cells.join(sign), "\r\n"].concat()
}

fn csv_cell(cell: &str, separator: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let cell = if is_formula { ["'", cell].concat() } else { cell.to_owned() };
    if cell.contains(separator) || cell.contains(['"', '\r', '\n']) {
        ["\"", &cell.replace('"', "\"\""), "\""].concat()
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usr7_bytes_are_written_as_base64() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfd]), "//79");
    }

    #[test]
    fn o2_a_row_of_rejects_has_no_formula() {
        let row = csv_row(["=1+1", "a;b", "c\"d", "e"], SheetSeparator::Semicolon);
        assert_eq!(row, "'=1+1;\"a;b\";\"c\"\"d\";e\r\n");
        assert_eq!(csv_row(["a;b"], SheetSeparator::Comma), "a;b\r\n");
    }
}
