//! Texts as they are compared: folded for search, keyed for order, canonical for e-mail addresses.

use std::sync::LazyLock;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, Script},
};

/// `text` as search compares it: lower case, without accents, ligatures taken apart.
///
/// Stored texts and what is searched for pass through here alike.
pub fn fold(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let mut folded = String::with_capacity(text.len());
    for letter in DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(text.chars()) {
        for lower in letter.to_lowercase() {
            match lower {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'þ' => folded.push_str("th"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                'ς' => folded.push('σ'),
                // Invisible: marks on letters, marks of direction, and what separates the fields of a stored text.
                hidden if is_hidden(categories.get(hidden)) && !hidden.is_whitespace() => {}
                other => folded.push(other),
            }
        }
    }
    folded
}

fn is_hidden(category: GeneralCategory) -> bool {
    matches!(category, GeneralCategory::NonspacingMark | GeneralCategory::Control | GeneralCategory::Format)
}

/// Stand before name, given name, family name, e-mail and signature in a text that is searched through.
pub const FIELD_MARKS: [char; 5] = ['\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{5}'];
/// Stands after the last field.
pub const END_MARK: char = '\u{6}';
/// Stands before every word: long enough that the beginnings of words are runs of three letters too.
pub const WORD_START: &str = "  ";

/// The folded words of `text`; where a script writes no spaces, every letter is one.
pub fn words(text: &str) -> Vec<String> {
    let scripts = CodePointMapData::<Script>::new();
    let mut words = Vec::new();
    for word in fold(text).split_whitespace() {
        let mut run = String::new();
        for letter in word.chars() {
            if matches!(scripts.get(letter), Script::Han | Script::Hiragana | Script::Katakana) {
                words.extend(Some(std::mem::take(&mut run)).filter(|run| !run.is_empty()));
                words.push(letter.to_string());
            } else {
                run.push(letter);
            }
        }
        words.extend(Some(run).filter(|run| !run.is_empty()));
    }
    words
}

/// `text` as it is kept to be searched through: every word behind a [`WORD_START`].
pub fn searched(text: &str) -> String {
    words(text).into_iter().flat_map(|word| [WORD_START.to_owned(), word]).collect()
}

/// Fields as they are kept to be searched through; marks keep a match within one field.
pub fn searched_fields<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let fields = FIELD_MARKS.into_iter().zip(fields);
    fields.flat_map(|(mark, field)| [mark.to_string(), searched(field)]).chain([END_MARK.to_string()]).collect()
}

/// Bytes whose order is the order of names in a list, whatever the script (the Unicode collation's root order).
///
/// Both engines compare them as they are, so both sort alike. A new version of the collation needs them computed anew.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    let Ok(()) = COLLATOR.write_sort_key_to(text, &mut key);
    key
}

#[expect(clippy::expect_used, reason = "the root collation is compiled in")]
static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(Default::default(), CollatorOptions::default()).expect("the root collation is compiled in")
});

/// The one key of an e-mail address, however it is written: compatibility forms composed, lower case, trimmed, the
/// domain in ASCII.
pub fn email_key(email: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfkc();
    let lower = normalizer.normalize(email.trim()).to_lowercase();
    let key = normalizer.normalize(&lower);
    match key.rsplit_once('@').map(|(local, domain)| (local, ascii_domain(domain))) {
        Some((local, Some(domain))) => format!("{local}@{domain}"),
        _ => key.into_owned(),
    }
}

/// A domain with other letters as the one that stands for it (RFC 5891); `None` when it is ASCII, or no domain.
fn ascii_domain(domain: &str) -> Option<String> {
    if domain.is_ascii() {
        return None;
    }
    match url::Host::parse(domain) {
        Ok(url::Host::Domain(ascii)) => Some(ascii),
        _ => None,
    }
}

/// The patterns (for `LIKE … ESCAPE '\'`) that a folded text must all match to be found by `search`.
///
/// Words are separated by white space; `*` and `%` stand for any text, everything else for itself.
pub fn search_patterns(search: &str) -> Vec<String> {
    search.split_whitespace().map(word_pattern).filter(|pattern| pattern.chars().any(|letter| letter != '%')).collect()
}

fn word_pattern(word: &str) -> String {
    let parts: Vec<String> = word.split(['*', '%']).map(|part| escape_like(&fold(part))).collect();
    format!("%{}%", parts.join("%"))
}

/// `text` as a part of a `LIKE` pattern that stands for itself.
pub fn escape_like(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_sees_neither_case_nor_accents() {
        for (text, folded) in [
            ("Åsa Öberg", "asa oberg"),
            ("Søren Łukasz Đặng", "soren lukasz dang"),
            ("GROSS groß ﬁn Œuvre", "gross gross fin oeuvre"),
            ("İstanbul ΝΊΚΟΣ Νίκος", "istanbul νικοσ νικοσ"),
            ("e\u{301}", "e"),
            ("a\u{202e}b\u{1}c\u{200d}", "abc"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn words_are_parted_by_spaces_or_by_their_script() {
        assert_eq!(words(" Åsa  Öberg "), ["asa", "oberg"]);
        assert_eq!(words("王小明 Wang"), ["王", "小", "明", "wang"]);
        assert_eq!(words("x王y"), ["x", "王", "y"]);
        assert_eq!(words(""), [""; 0]);
    }

    #[test]
    fn names_sort_as_people_expect() {
        let mut names = ["Zoe", "ångström", "Müller", "Ärlig", "muller", "Adam", "Ольга", "王芳"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Adam", "ångström", "Ärlig", "muller", "Müller", "Zoe", "Ольга", "王芳"]);
    }

    #[test]
    fn one_mailbox_has_one_key() {
        assert_eq!(email_key(" Ada@Acme.Example "), "ada@acme.example");
        assert_eq!(email_key("ＡＤＡ@acme.example"), "ada@acme.example");
        assert_eq!(email_key("info@Bücher.example"), email_key("INFO@xn--bcher-kva.example"));
    }

    #[test]
    fn only_stars_and_percents_are_wildcards() {
        assert_eq!(search_patterns("a_b 50\\ an*N"), ["%a\\_b%", "%50\\\\%", "%an%n%"]);
        assert_eq!(search_patterns(" * %% "), Vec::<String>::new());
        assert_eq!(search_patterns(""), Vec::<String>::new());
    }
}
