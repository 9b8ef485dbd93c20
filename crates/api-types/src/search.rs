//! The search syntax of lists. The server uses it to search, the app to highlight matches.
//!
//! Words are separated by white space and must all match. `"two words"` matches a phrase, and `last:meier` searches one
//! field. A word matches anywhere in a text; one or two letters match the start of a word. Behind the `@` of an e-mail
//! address, only words with an `@` match, and words of the field `email`.
//!
//! `*` and `%` match any text. A word with a wildcard matches whole words: `an*` begins with "an", `*an` ends with it,
//! `*an*` contains it. In a field it matches the whole field. Without a field, a wildcard inside (`a*n`) can span
//! several words of one field. The address, its part before the `@` and its part from the `@` on are words.

use crate::{
    Language,
    folding::{fold_letter, is_double_quote},
};

/// Maximum length of a search, in characters.
pub const MAX_SEARCH: usize = 200;
/// Maximum number of parts in a search, over all words. Each can cost a scan of every row.
pub const MAX_PIECES: usize = 12;
/// A text of at most this many letters matches the start of a word only.
pub const SHORT: usize = 2;

/// A parsed search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// All of them must match.
    pub terms: Vec<Term>,
}

/// One term of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The field to search. `None` searches names, e-mail and signature.
    pub field: Option<SearchField>,
    /// The texts between the wildcards, in order. Without a wildcard there is one. The first is empty if the term
    /// begins with a wildcard, the last if it ends with one.
    pub parts: Vec<String>,
}

/// A field that a term can be limited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchField {
    First,
    Last,
    Email,
    Signature,
    /// Name, e-mail address or signature of the supervisor. They are searched like a term without a field.
    Supervisor,
}

/// Why a search is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidSearch {
    /// More than [`MAX_SEARCH`] characters.
    TooLong,
    /// Contains a control character or invalid UTF-8.
    Unreadable,
    /// A quotation mark is not closed.
    UnbalancedQuote,
    /// The word before a colon is not a field.
    UnknownField,
    /// More than [`MAX_PIECES`] words or parts between wildcards.
    TooManyPieces,
}

impl SearchField {
    /// Every field.
    pub const ALL: [Self; 5] = [Self::First, Self::Last, Self::Email, Self::Signature, Self::Supervisor];

    /// The names before the colon in one language, the usual one first. Those of every language are understood.
    pub const fn names(self, language: Language) -> &'static [&'static str] {
        match (language, self) {
            (Language::En, Self::First) => &["first"],
            (Language::En, Self::Last) => &["last"],
            (Language::En, Self::Email) => &["email", "e-mail", "mail"],
            (Language::En, Self::Signature) => &["signature"],
            (Language::En, Self::Supervisor) => &["supervisor"],
            (Language::De, Self::First) => &["vorname"],
            (Language::De, Self::Last) => &["nachname"],
            (Language::De, Self::Email) => &["e-mail"],
            (Language::De, Self::Signature) => &["kürzel", "kuerzel", "signatur"],
            (Language::De, Self::Supervisor) => &["vorgesetzte", "vorgesetzter", "vorgesetzt"],
        }
    }

    /// Whether this is one of the field's names in any language.
    fn is_named(self, folded: &str) -> bool {
        Language::ALL.iter().any(|language| self.names(*language).iter().any(|name| fold_name(name) == folded))
    }
}

impl InvalidSearch {
    /// The code of the problem.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Unreadable => "invalid",
            Self::UnbalancedQuote => "unbalanced_quote",
            Self::UnknownField => "unknown_field",
            Self::TooManyPieces => "too_many_pieces",
        }
    }
}

impl Search {
    /// Parses a search in a list with these fields. Terms that match everything, such as a single `*`, are dropped.
    ///
    /// E-mail addresses can have the forms in which they are copied: `Name <address>` searches the address only,
    /// `mailto:` and punctuation around an address are dropped.
    ///
    /// # Errors
    /// When the text is too long, has too many parts, or has invalid quotation marks or fields.
    pub fn parse(text: &str, fields: &[SearchField]) -> Result<Self, InvalidSearch> {
        if text.chars().count() > MAX_SEARCH {
            return Err(InvalidSearch::TooLong);
        }
        // U+FFFD stands where bytes were no text.
        if text.chars().any(|letter| letter == '\u{fffd}' || letter.is_control() && !letter.is_whitespace()) {
            return Err(InvalidSearch::Unreadable);
        }
        let mut terms = Vec::new();
        let addresses = bracketed(text);
        if addresses.is_empty() {
            let mut rest = text.trim_start();
            while !rest.is_empty() {
                let (term, after) = Term::read(rest, fields)?;
                terms.push(term);
                rest = after.trim_start();
            }
        } else {
            terms.extend(addresses.into_iter().map(|address| Term::word(None, address)));
        }
        terms.retain(|term| term.pieces() > 0);
        if terms.iter().map(Term::pieces).sum::<usize>() > MAX_PIECES {
            return Err(InvalidSearch::TooManyPieces);
        }
        Ok(Self { terms })
    }
}

impl Term {
    /// Whether it has a wildcard.
    pub fn is_pattern(&self) -> bool {
        self.parts.len() > 1
    }

    fn pieces(&self) -> usize {
        self.parts.iter().filter(|part| !part.is_empty()).count()
    }

    /// The term at the start of a text, and the text after it.
    fn read<'a>(text: &'a str, fields: &[SearchField]) -> Result<(Self, &'a str), InvalidSearch> {
        let (field, text) = field(text, fields)?;
        if let Some(quoted) = text.strip_prefix(is_double_quote) {
            let (phrase, after) = quoted.split_once(is_double_quote).ok_or(InvalidSearch::UnbalancedQuote)?;
            let parts = vec![phrase.split_whitespace().collect::<Vec<_>>().join(" ")];
            return Ok((Self { field, parts }, after));
        }
        let (word, after) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
        Ok((Self::word(field, word), after))
    }

    fn word(field: Option<SearchField>, word: &str) -> Self {
        Self { field, parts: bare_address(word).split(['*', '%']).map(str::to_owned).collect() }
    }
}

/// The field at the start of a term, and the text after its colon.
fn field<'a>(text: &'a str, fields: &[SearchField]) -> Result<(Option<SearchField>, &'a str), InvalidSearch> {
    let Some((name, rest)) = text.split_once(':').filter(|_| !fields.is_empty()) else { return Ok((None, text)) };
    let name = fold_name(name);
    let is_word = name.starts_with(is_letter) && name.chars().all(|letter| letter == '-' || is_letter(letter));
    if !is_word || is_mailto(text) {
        return Ok((None, text));
    }
    let known = fields.iter().find(|field| field.is_named(&name));
    known.map(|field| (Some(*field), rest)).ok_or(InvalidSearch::UnknownField)
}

/// Whether a folded character is a letter. Of those that are not ASCII, it is enough to know which part words.
fn is_letter(letter: char) -> bool {
    if letter.is_ascii() { letter.is_ascii_alphabetic() } else { !letter.is_whitespace() }
}

/// The name of a field in one form: `KÜRZEL`, `Kürzel` and `kurzel` are the same.
fn fold_name(name: &str) -> String {
    let without_umlaut = |letter| match letter {
        'ü' | 'Ü' => "u".to_owned(),
        '\u{308}' => String::new(),
        other => String::from(other),
    };
    let mut folded = String::new();
    name.chars().for_each(|letter| fold_letter(letter, without_umlaut, &mut folded));
    folded
}

const MAILTO: &str = "mailto:";

fn is_mailto(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    word.contains('@') && word.get(..MAILTO.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(MAILTO))
}

/// The addresses of `Name <address>`, without the names.
fn bracketed(text: &str) -> Vec<&str> {
    let inside = text.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0.trim()));
    inside.filter(|inside| inside.contains('@') && !inside.contains(char::is_whitespace)).collect()
}

/// An e-mail address without what stands around it where it was copied. Other words are returned unchanged.
fn bare_address(word: &str) -> &str {
    if !word.contains('@') {
        return word;
    }
    let is_around = |letter: char| matches!(letter, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '.' | '،' | '、');
    let address = word.trim_matches(is_around);
    if !is_mailto(address) {
        return address;
    }
    let address = &address[MAILTO.len()..];
    address.split_once('?').map_or(address, |(address, _)| address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms(text: &str) -> Vec<(Option<SearchField>, Vec<String>)> {
        Search::parse(text, &SearchField::ALL).unwrap().terms.into_iter().map(|term| (term.field, term.parts)).collect()
    }

    fn parts(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn words_wildcards_phrases_and_fields() {
        use SearchField::*;
        assert_eq!(terms("  ada  love* "), [(None, parts(&["ada"])), (None, parts(&["love", ""]))]);
        assert_eq!(terms("%an*n"), [(None, parts(&["", "an", "n"]))]);
        assert_eq!(terms("\"ada  lovelace\"x"), [(None, parts(&["ada lovelace"])), (None, parts(&["x"]))]);
        assert_eq!(
            terms("LAST:meier first:\"anna lena\""),
            [(Some(Last), parts(&["meier"])), (Some(First), parts(&["anna lena"]))]
        );
        assert_eq!(
            terms("supervisor:*k email:@acme"),
            [(Some(Supervisor), parts(&["", "k"])), (Some(Email), parts(&["@acme"]))]
        );
        assert_eq!(
            terms("12:30 o\"neil ::"),
            [(None, parts(&["12:30"])), (None, parts(&["o\"neil"])), (None, parts(&["::"]))]
        );
    }

    #[test]
    fn f19_typographic_quotes_make_a_phrase() {
        for text in ["“ada  lovelace”", "„ada lovelace“", "«ada lovelace»", "»ada lovelace«", "「ada lovelace」"]
        {
            assert_eq!(terms(text), [(None, parts(&["ada lovelace"]))], "{text}");
        }
        assert_eq!(terms("last:„de la“"), [(Some(SearchField::Last), parts(&["de la"]))]);
        assert_eq!(terms("“ada\""), [(None, parts(&["ada"]))]);
        // An apostrophe makes none: names begin with it.
        assert_eq!(terms("‘t Hooft’"), [(None, parts(&["‘t"])), (None, parts(&["Hooft’"]))]);
    }

    #[test]
    fn f20_an_address_is_found_as_it_is_copied() {
        for text in [
            "a@b.example",
            "Ada Lovelace <a@b.example>",
            "\"Lovelace, Ada\" <a@b.example>;",
            "Dr: Ada < a@b.example >,",
            "<a@b.example>;",
            "a@b.example;",
            "(a@b.example).",
            "<a@b.example",
            "mailto:a@b.example",
            "MAILTO:a@b.example?subject=Hello",
            "<mailto:a@b.example>",
        ] {
            assert_eq!(terms(text), [(None, parts(&["a@b.example"]))], "{text}");
        }
        assert_eq!(terms("email:<a@b.example>"), [(None, parts(&["a@b.example"]))]);
        assert_eq!(terms("email:mailto:a@b"), [(Some(SearchField::Email), parts(&["a@b"]))]);
        assert_eq!(terms("<a@x> b <c@y>"), [(None, parts(&["a@x"])), (None, parts(&["c@y"]))]);
        assert_eq!(terms("a@*.example"), [(None, parts(&["a@", ".example"]))]);
        // Without an address, brackets are text.
        assert_eq!(terms("<b>; c."), [(None, parts(&["<b>;"])), (None, parts(&["c."]))]);
        assert_eq!(Search::parse("mailto:", &SearchField::ALL), Err(InvalidSearch::UnknownField));
    }

    #[test]
    fn u26_fields_have_names_in_every_language() {
        use SearchField::*;
        for (field, names) in [
            (First, &["first", "vorname", "VORNAME"][..]),
            (Last, &["last", "nachname", "Nachname"]),
            (Email, &["email", "e-mail", "E‑Mail", "mail"]),
            (Signature, &["signature", "kürzel", "KÜRZEL", "ku\u{308}rzel", "kuerzel", "signatur"]),
            (Supervisor, &["supervisor", "vorgesetzt", "Vorgesetzte", "vorgesetzter"]),
        ] {
            for name in names {
                assert_eq!(terms(&format!("{name}:ada")), [(Some(field), parts(&["ada"]))], "{name}");
            }
        }
    }

    #[test]
    fn u26_an_unknown_field_is_text_only_where_there_are_no_fields() {
        for text in ["telefon:1", "name:ada", "größe:1", "имя:ada", "e-post:x", "tel: 12"] {
            assert_eq!(Search::parse(text, &SearchField::ALL), Err(InvalidSearch::UnknownField), "{text}");
            let first = text.split(' ').next().unwrap();
            assert_eq!(Search::parse(text, &[]).unwrap().terms[0].parts, [first], "{text}");
        }
        assert_eq!(Search::parse("last:ada", &[SearchField::First]), Err(InvalidSearch::UnknownField));
        for text in ["12:30", "::", ":a", "-:a", "a1:b", "o'neil:x", "*a:b"] {
            assert_eq!(Search::parse(text, &SearchField::ALL).unwrap().terms[0].field, None, "{text}");
        }
    }

    #[test]
    fn no_two_fields_have_the_same_name() {
        for field in SearchField::ALL {
            for name in Language::ALL.iter().flat_map(|language| field.names(*language)) {
                let named = SearchField::ALL.into_iter().filter(|other| other.is_named(&fold_name(name)));
                assert_eq!(named.collect::<Vec<_>>(), [field], "{name}");
            }
        }
    }

    #[test]
    fn what_matches_everything_is_no_term() {
        for text in ["", "  ", "*", "%%%", "\"\"", "first:", "first:* *", &"*".repeat(50)] {
            assert_eq!(terms(text), [], "{text}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for (text, error) in [
            ("\"ada", InvalidSearch::UnbalancedQuote),
            ("first:\"a b", InvalidSearch::UnbalancedQuote),
            ("name:ada", InvalidSearch::UnknownField),
            (&"a*".repeat(13), InvalidSearch::TooManyPieces),
            (&"*a* ".repeat(13), InvalidSearch::TooManyPieces),
            ("a\0b", InvalidSearch::Unreadable),
            ("a\u{fffd}", InvalidSearch::Unreadable),
            (&"x".repeat(10_000), InvalidSearch::TooLong),
        ] {
            assert_eq!(Search::parse(text, &SearchField::ALL), Err(error), "{text}");
        }
        assert!(Search::parse(&"é".repeat(MAX_SEARCH), &SearchField::ALL).is_ok());
    }

    proptest! {
        #[test]
        fn no_text_panics(text: String) {
            let _ = Search::parse(&text, &SearchField::ALL);
        }
    }
}
