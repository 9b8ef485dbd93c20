//! Cells that a spreadsheet would run as a formula (CWE-1236) are written with an apostrophe in front, which reading
//! takes off again.

use std::borrow::Cow;

/// Whether a spreadsheet takes the cell for a formula.
fn is_formula(cell: &str) -> bool {
    matches!(cell.chars().next(), Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'))
}

/// A cell that no spreadsheet takes for a formula. [`plain`] reads it.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}").into() } else { cell.into() }
}

/// A cell of a file as no spreadsheet takes it for a formula. [`plain`] reads it as it reads the cell.
pub fn harmless_again(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// The text of a cell that [`harmless`] wrote.
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o2_no_cell_is_a_formula_and_each_is_read_as_it_was() {
        for cell in ["=1+1", "+49 30", "-1", "@SUM(A1)", "\tx", "\r=1", "＝1", "'=1", "''+1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["=1", "'=1", "''=1", "a=1", "", "'", "'s-Hertogenbosch"] {
            assert_eq!(plain(&harmless(cell)), cell);
        }
        assert_eq!(harmless("'s-Hertogenbosch"), "'s-Hertogenbosch");
        for cell in ["=1", "'=1", "''=1", "+49", "'+49", "a"] {
            assert_eq!(plain(&harmless_again(cell)), plain(cell));
            assert!(!is_formula(&harmless_again(cell)));
        }
    }
}
