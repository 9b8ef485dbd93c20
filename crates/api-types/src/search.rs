//! The search syntax of lists. The server uses it to search, the app to highlight matches.
//!
//! Words are separated by white space and must all match. `*` and `%` match any text, `"two words"` matches a phrase,
//! and `last:meier` searches one field. A word of one or two letters matches the start of a word.

/// Maximum length of a search, in characters.
pub const MAX_SEARCH: usize = 200;
/// Maximum number of parts in a search, over all words. Each can cost a scan of every row.
pub const MAX_PIECES: usize = 12;

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
    /// Parts that must occur in this order with any text between them. Without a wildcard there is one part. Empty
    /// parts, for example before a leading wildcard, match everywhere.
    pub parts: Vec<String>,
}

/// A field that a term can be limited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchField {
    First,
    Last,
    Email,
    Signature,
    /// Name or e-mail address of the supervisor.
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

    /// The name before the colon.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
            Self::Email => "email",
            Self::Signature => "signature",
            Self::Supervisor => "supervisor",
        }
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
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (field, after) = field(rest, fields)?;
            let (parts, after) = match after.strip_prefix('"') {
                Some(quoted) => {
                    let (phrase, after) = quoted.split_once('"').ok_or(InvalidSearch::UnbalancedQuote)?;
                    (vec![phrase.split_whitespace().collect::<Vec<_>>().join(" ")], after)
                }
                None => {
                    let (word, after) = after.split_at(after.find(char::is_whitespace).unwrap_or(after.len()));
                    (word.split(['*', '%']).map(str::to_owned).collect(), after)
                }
            };
            let term = Term { field, parts };
            if term.parts.iter().any(|part| !part.is_empty()) {
                terms.push(term);
            }
            rest = after.trim_start();
        }
        let pieces = terms.iter().flat_map(|term| &term.parts).filter(|part| !part.is_empty());
        if pieces.count() > MAX_PIECES {
            return Err(InvalidSearch::TooManyPieces);
        }
        Ok(Self { terms })
    }
}

/// The field at the start of a term, and the text after its colon.
fn field<'a>(text: &'a str, fields: &[SearchField]) -> Result<(Option<SearchField>, &'a str), InvalidSearch> {
    let Some((name, rest)) = text.split_once(':') else { return Ok((None, text)) };
    if name.is_empty() || !name.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return Ok((None, text));
    }
    let known = fields.iter().find(|field| field.as_str().eq_ignore_ascii_case(name));
    known.map(|field| (Some(*field), rest)).ok_or(InvalidSearch::UnknownField)
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
