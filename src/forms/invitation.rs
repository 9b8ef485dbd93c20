//! The addresses of those who are invited, as they are typed or pasted.

/// An address to invite, or what was typed in place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedAddress {
    pub email: String,
    /// The name before it, as in `Ana Lima <ana@acme.example>`.
    pub name: Option<String>,
}

impl TypedAddress {
    /// Both, as the server reads them.
    pub fn whole(&self) -> String {
        match &self.name {
            Some(name) => [name, " <", &*self.email, ">"].concat(),
            None => self.email.clone(),
        }
    }
}

/// Marks in pairs around a name or an address.
const QUOTES: [char; 11] = ['"', '\'', '“', '”', '„', '‘', '’', '‚', '«', '»', '`'];

/// The addresses in a text out of a mail client, a spreadsheet or a keyboard. What cannot be one is among them as it
/// came: nothing that was typed is thrown away.
pub fn addresses(text: &str) -> Vec<TypedAddress> {
    // `Lovelace, Ada <ada@acme.example>; …`: where semicolons separate, commas belong to names.
    let by_semicolon = text.contains(';') && text.contains('<');
    let mut in_quotes = false;
    let has_quoted_names = text.contains('<') && text.matches('"').count().is_multiple_of(2);
    let separates = move |letter: char| {
        in_quotes ^= has_quoted_names && letter == '"';
        !in_quotes && (is_separator(letter) && !(by_semicolon && letter == ','))
    };
    text.split(separates).flat_map(entry).collect()
}

/// Whether a character separates addresses in the list of some language.
fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | ';' | '\n' | '\r' | '،' | '؛' | '、' | '，' | '；' | '|')
}

/// The addresses between two separators: beside one in angle brackets or in a table's row stand names.
fn entry(entry: &str) -> Vec<TypedAddress> {
    let plain = |email: &str| TypedAddress { email: email.to_owned(), name: None };
    if let Some((before, email)) = in_brackets(entry) {
        let name = before.trim_matches(is_around).trim();
        if !before.contains('@') {
            return vec![TypedAddress { name: (!name.is_empty()).then(|| name.to_owned()), ..plain(email) }];
        }
    }
    let beside_names = entry.contains('<') || entry.contains('\t');
    let words =
        || entry.split(|letter: char| letter.is_whitespace() || letter == '<').map(bare).filter(|it| !it.is_empty());
    if beside_names && words().any(|word| word.contains('@')) {
        words().filter(|word| word.contains('@')).map(plain).collect()
    } else {
        words().map(plain).collect()
    }
}

/// What stands before the one address in angle brackets, and that address.
fn in_brackets(entry: &str) -> Option<(&str, &str)> {
    let (before, rest) = entry.split_once('<')?;
    let (email, after) = rest.split_once('>')?;
    let email = bare(email);
    let is_alone = after.trim_matches(|letter| is_around(letter) || letter == '.').is_empty();
    (is_alone && email.contains('@') && !email.contains(char::is_whitespace)).then_some((before, email))
}

/// A word without what stands around it: quotation marks, brackets, invisible characters, and the end of a sentence.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(is_around).trim_end_matches('.');
    word.trim_end_matches(is_around).trim_start_matches("mailto:")
}

fn is_around(letter: char) -> bool {
    let is_invisible = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    letter.is_whitespace() || is_invisible || QUOTES.contains(&letter) || "<>()[]".contains(letter)
}

/// Whether what is being typed ends with a whole address, so that the next one can follow.
pub fn is_complete(text: &str) -> bool {
    let ended = text.ends_with(|letter: char| letter.is_whitespace() || is_separator(letter));
    ended && text.contains('@') && text.contains('<') == text.contains('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let whole: Vec<_> = addresses(text).iter().map(TypedAddress::whole).collect();
        assert_eq!(whole, expected, "{text:?}");
    }

    #[test]
    fn f23_addresses_are_found_however_they_are_separated() {
        check(
            "a@x.example, b@x.example;c@x.example\nd@x.example  e@x.example",
            &["a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"],
        );
        check(
            "a@x.example، b@x.example、c@x.example|d@x.example，e@x.example",
            &["a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"],
        );
        check(" \n, ;", &[]);
    }

    #[test]
    fn f23_what_stands_around_an_address_is_left_out() {
        for text in [
            "\"j@x.example\"",
            "“j@x.example”",
            "j@x.example\u{200b}",
            "\u{feff}j@x.example",
            "j@x.example.",
            "(j@x.example).",
            "«j@x.example»",
            "<j@x.example>",
            "mailto:j@x.example",
            "j@x.example’",
        ] {
            check(text, &["j@x.example"]);
        }
        check("\"j@x.example\", \"k@x.example\"", &["j@x.example", "k@x.example"]);
    }

    #[test]
    fn f23_the_name_before_an_address_is_kept() {
        check(
            "Ada Lovelace <ada@x.example>, Grace <grace@x.example>",
            &["Ada Lovelace <ada@x.example>", "Grace <grace@x.example>"],
        );
        check("\"Lovelace, Ada\" <ada@x.example>", &["Lovelace, Ada <ada@x.example>"]);
        check(
            "Lovelace, Ada <ada@x.example>; Hopper, Grace <grace@x.example>",
            &["Lovelace, Ada <ada@x.example>", "Hopper, Grace <grace@x.example>"],
        );
        check("Ana Lima <ana@x.example>.", &["Ana Lima <ana@x.example>"]);
        check("ada@x.example <grace@x.example>", &["ada@x.example", "grace@x.example"]);
    }

    #[test]
    fn names_in_the_rows_of_a_table_are_left_out() {
        check("Ada\tLovelace\tada@x.example\r\nGrace\t\tgrace@x.example", &["ada@x.example", "grace@x.example"]);
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
            ("ada@x.example، ", true),
            ("ada@x.example ", true),
            ("Ada ", false),
            ("Ada <ada@x.example,", false),
            ("Ada <ada@x.example> ", true),
        ] {
            assert_eq!(is_complete(text), whole, "{text:?}");
        }
    }
}
