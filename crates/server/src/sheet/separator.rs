//! What separates the cells of a text.

use api_types::SheetSeparator;

use super::cells::sign;

/// So many lines are looked at.
const LINES: usize = 20;

/// The separator that the first line declares (`sep=;`, as some spreadsheets write), and the text behind it.
pub(super) fn declared(text: &str) -> (Option<SheetSeparator>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let sign_of = line.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=");
    let found = SheetSeparator::ALL.into_iter().find(|it| sign_of.is_some_and(|text| text == sign(*it).to_string()));
    if found.is_some() { (found, rest) } else { (None, text) }
}

/// The separator that stands most evenly in the first lines. A text without any has one column.
pub(super) fn detect(text: &str) -> SheetSeparator {
    let evenness = |separator: SheetSeparator| {
        let counts = counts(text, sign(separator));
        let first = counts.first().copied().unwrap_or(0);
        let same = counts.iter().filter(|count| **count == first).count();
        // A tab is in hardly any text, so it wins.
        (first > 0, separator == SheetSeparator::Tab, same, first)
    };
    let order = [SheetSeparator::VerticalBar, SheetSeparator::Comma, SheetSeparator::Semicolon, SheetSeparator::Tab];
    order
        .into_iter()
        .max_by_key(|separator| evenness(*separator))
        .filter(|it| evenness(*it).0)
        .unwrap_or(SheetSeparator::Comma)
}

/// How often the sign stands in each of the first lines, outside of quotation marks.
fn counts(text: &str, sign: char) -> Vec<usize> {
    let (mut counts, mut is_quoted, mut is_empty) = (vec![0], false, true);
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\n' | '\r' if !is_quoted => {
                if !is_empty && counts.len() == LINES {
                    return counts;
                }
                if !is_empty {
                    counts.push(0);
                }
                is_empty = true;
                continue;
            }
            _ if letter == sign && !is_quoted => {
                if let Some(count) = counts.last_mut() {
                    *count += 1;
                }
            }
            _ => {}
        }
        is_empty = false;
    }
    if is_empty && counts.len() > 1 {
        counts.pop();
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usr7_the_separator_is_detected() {
        for (text, separator) in [
            ("a,b\n1,2", SheetSeparator::Comma),
            ("a;b\n1,5;2,5\n3,5;4", SheetSeparator::Semicolon),
            ("name;city, country\nA;\"x;y\"\n", SheetSeparator::Semicolon),
            ("a\tb\n1,2;3\t4", SheetSeparator::Tab),
            ("name|mail\nAda|a@x\n", SheetSeparator::VerticalBar),
            ("name,roles\nAda,a|b\nBea,a|b\n", SheetSeparator::Comma),
            ("name\nAda\n", SheetSeparator::Comma),
        ] {
            assert_eq!(detect(text), separator, "{text:?}");
        }
        assert_eq!(declared("sep=\t\r\na\tb"), (Some(SheetSeparator::Tab), "a\tb"));
        assert_eq!(declared("sep=x\na"), (None, "sep=x\na"));
    }
}
