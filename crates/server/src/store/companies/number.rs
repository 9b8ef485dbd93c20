//! The numbers of companies.

use crate::store::text;

/// The key of a number: two numbers have the same one if they differ only in case or accents. Keys sort like the
/// numbers, and digits within them like the numbers that they are: `2000` before `10000`, `A-9` before `A-10`.
pub(in crate::store) fn number_key(number: &str) -> String {
    let folded = text::fold(number);
    let (mut key, mut zeros) = (String::with_capacity(folded.len() + 2), String::new());
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, digits) = rest.split_at(start);
        let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
        let (digits, after) = digits.split_at(end);
        let value = digits.trim_start_matches('0');
        // A longer number is a larger one.
        key.push_str(&format!("{before}{:02}{value}", value.len()));
        zeros.push_str(&format!("{:02}", digits.len() - value.len()));
        rest = after;
    }
    key.push_str(rest);
    // With leading zeros it is another number, next to the one without.
    if zeros.contains(|digit| digit != '0') {
        key.push('\u{1}');
        key.push_str(&zeros);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_their_value() {
        let sorted = [
            "0",
            "00",
            "7",
            "007",
            "7-1",
            "20",
            "2000",
            "10000",
            "99999999999999999999",
            "A-9",
            "a-10",
            "A-010",
            "A-10-2",
            "a-10-10",
            "HRB 5 B",
            "HRB 12",
        ];
        let mut numbers = sorted;
        numbers.reverse();
        numbers.sort_by_key(|number| number_key(number));
        assert_eq!(numbers, sorted);
    }

    #[test]
    fn case_and_form_make_no_difference_but_zeros_do() {
        for (one, other) in [("Ab-1", "aB-1"), ("É 1", "e 1"), ("１２", "12")] {
            assert_eq!(number_key(one), number_key(other), "{one}");
        }
        for (one, other) in [("7", "07"), ("1-01", "01-1"), ("12", "1 2"), ("0", "")] {
            assert_ne!(number_key(one), number_key(other), "{one}");
        }
    }
}
