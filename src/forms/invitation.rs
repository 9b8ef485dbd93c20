//! The addresses of those who are invited, as they are typed or pasted.

/// The addresses in a text out of a mail client, a spreadsheet or a keyboard. What cannot be one is among them as it
/// came: nothing that was typed is thrown away.
pub fn addresses(text: &str) -> Vec<String> {
    // `Lovelace, Ada <ada@acme.example>; …`: where semicolons separate, commas belong to names.
    let by_semicolon = text.contains(';') && text.contains('<');
    let separates = |c: char| matches!(c, ';' | '\n' | '\r') || c == ',' && !by_semicolon;
    outside_quotes(text).split(separates).flat_map(entry).collect()
}

/// Without names in quotation marks: they may hold what else would separate.
fn outside_quotes(text: &str) -> String {
    match text.matches('"').count() % 2 {
        0 if text.contains('<') => text.split('"').step_by(2).collect(),
        _ => text.to_owned(),
    }
}

/// The addresses between two separators: beside one in angle brackets or in a table's row stand names.
fn entry(entry: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(['<', '>', '(', ')', '\'']).trim_start_matches("mailto:").to_owned();
    let beside_names = entry.contains('<') || entry.contains('\t');
    let words = || entry.split([' ', '\t', '\u{a0}', '<']).map(bare).filter(|word| !word.is_empty());
    if beside_names && words().any(|word| word.contains('@')) {
        words().filter(|word| word.contains('@')).collect()
    } else {
        words().collect()
    }
}

/// Whether what is being typed ends with a whole address, so that the next one can follow.
pub fn is_complete(text: &str) -> bool {
    let ended = text.ends_with(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    ended && text.contains('@') && text.contains('<') == text.contains('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(addresses(text), expected, "{text:?}");
    }

    #[test]
    fn addresses_are_found_however_they_are_separated() {
        check(
            "a@x.example, b@x.example;c@x.example\nd@x.example  e@x.example",
            &["a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"],
        );
        check(" \n, ;", &[]);
    }

    #[test]
    fn names_around_addresses_are_left_out() {
        check("Ada Lovelace <ada@x.example>, Grace <grace@x.example>", &["ada@x.example", "grace@x.example"]);
        check("\"Lovelace, Ada\" <ada@x.example>", &["ada@x.example"]);
        check("Lovelace, Ada <ada@x.example>; Hopper, Grace <grace@x.example>", &["ada@x.example", "grace@x.example"]);
        check("Ada\tLovelace\tada@x.example\r\nGrace\t\tgrace@x.example", &["ada@x.example", "grace@x.example"]);
        check("mailto:ada@x.example", &["ada@x.example"]);
    }

    #[test]
    fn what_is_no_address_stays() {
        check("bjork.g, ada@x.example", &["bjork.g", "ada@x.example"]);
        check("Ada Lovelace", &["Ada", "Lovelace"]);
    }

    #[test]
    fn an_address_is_whole_once_it_is_separated() {
        for (text, whole) in [
            ("ada@x.example", false),
            ("ada@x.example,", true),
            ("ada@x.example ", true),
            ("Ada ", false),
            ("Ada <ada@x.example,", false),
            ("Ada <ada@x.example> ", true),
        ] {
            assert_eq!(is_complete(text), whole, "{text:?}");
        }
    }
}
