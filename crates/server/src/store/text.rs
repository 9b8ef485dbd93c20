//! Texts as they are compared: folded for search, keyed for order, canonical for e-mail addresses.

use std::{borrow::Cow, sync::LazyLock};

use api_types::{fold_letter, is_own_word, plain_sign, trim_invisible};
use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::{CodePointMapData, props::GeneralCategory};

/// `text` as search compares it: lower case, without accents, ligatures taken apart, one form of quotes and hyphens.
///
/// Stored texts and searches are folded alike. The app folds texts in the same way to highlight matches.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|letter| fold_letter(letter, decompose, &mut folded));
    folded
}

/// The compatibility decomposition of a letter, in lower case and without accents.
fn decompose(letter: char) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    DecomposingNormalizerBorrowed::new_nfkd()
        .normalize_iter(std::iter::once(letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| categories.get(*letter) != GeneralCategory::NonspacingMark)
        .collect()
}

/// `text` with its letters composed (NFC): what looks the same is the same, however a keyboard types it.
pub fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// The value of a decimal digit in any script. Each script has its ten digits in one run of code points.
pub fn decimal_digit(letter: char) -> Option<u8> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_digit = |code: u32| categories.get32(code) == GeneralCategory::DecimalNumber;
    let code = u32::from(letter);
    let run = (0..=code).rev().take_while(|code| is_digit(*code)).count();
    run.checked_sub(1).and_then(|place| u8::try_from(place % 10).ok())
}

/// Before and after every word of a searched text. With one more letter it is a run of three, which an index finds.
pub const GAP: &str = "  ";
/// Before the first field of a searched text, between the fields, and after the last.
pub const MARKS: [char; 7] = ['\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{5}', '\u{6}', '\u{7}'];

/// The folded words of `text`. In scripts without spaces, every letter is a word. Signs and emoji are letters here, see
/// [`sign_letter`].
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in fold(text).split_whitespace() {
        let mut run = String::new();
        for letter in word.chars().map(sign_letter) {
            if is_own_word(letter) {
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

/// A Hangul syllable for a sign or emoji: folding leaves none, and PostgreSQL's index has only letters and digits. Other
/// characters stay as they are.
fn sign_letter(letter: char) -> char {
    const FIRST_SYLLABLE: u32 = 0xac00;
    let code = u32::from(letter);
    let place = match code {
        0x2000..0x2c00 => code - 0x2000,
        0x1_f000..0x1_fc00 => code - 0x1_f000 + 0xc00,
        _ => return letter,
    };
    char::from_u32(FIRST_SYLLABLE + place).unwrap_or(letter)
}

/// These fields as they are stored to be searched, at most six: their words with gaps around them, between marks.
pub fn searched(fields: &[&str]) -> String {
    let mut searched = String::from(MARKS[0]);
    for (field, mark) in fields.iter().zip(&MARKS[1..]) {
        for word in words(field) {
            searched.extend([GAP, &word]);
        }
        searched.push_str(GAP);
        searched.push(*mark);
    }
    searched
}

/// Folded text in letters that no other folded text has, with a gap after each `@`. E-mail addresses are stored in
/// this form, so that words without an `@` do not match everybody at a domain.
pub fn hidden(folded: &str) -> String {
    let mut hidden = String::with_capacity(folded.len() * 3);
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        hidden.push(hidden_letter(letter));
        if letter == '@' && letters.peek() != Some(&' ') {
            hidden.push_str(GAP);
        }
    }
    hidden
}

/// A full-width letter for ASCII: folding leaves none, and PostgreSQL's index takes them for letters. Other letters
/// become private ones, whichever plane they are of.
fn hidden_letter(letter: char) -> char {
    let code = u32::from(letter);
    let other = match letter {
        ' ' => code,
        '!'..='~' => code + 0xfee0,
        _ => 0xf_0000 | code & 0xffff,
    };
    char::from_u32(other).unwrap_or(letter)
}

/// Bytes whose order is the order of names in a list, whatever the script (the Unicode collation's root order).
///
/// Both engines compare them as they are, so both sort alike. A new version of the collation needs them computed anew.
/// All forms of a quotation mark or hyphen have the same key.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match plain_sign(letter) {
            Some(sign) => plain.push_str(sign),
            None => plain.push(letter),
        }
    }
    let mut key = Vec::new();
    let Ok(()) = COLLATOR.write_sort_key_to(&plain, &mut key);
    key
}

#[expect(clippy::expect_used, reason = "the root collation is compiled in")]
static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(Default::default(), CollatorOptions::default()).expect("the root collation is compiled in")
});

/// `text` with its compatibility forms composed (NFKC).
pub fn compose(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text)
}

/// The one key of an e-mail address, however it is written: compatibility forms composed, lower case, without white
/// space and invisible characters around it, the domain in ASCII.
pub fn email_key(email: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfkc();
    let lower = normalizer.normalize(trim_invisible(email)).to_lowercase();
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
        for around in ["\u{feff}", "\u{200b}", "\u{200e}", " \u{a0}\u{2060} "] {
            assert_eq!(email_key(&format!("{around}ada@acme.example{around}")), "ada@acme.example", "F15 {around:?}");
        }
        assert_eq!(email_key("ＡＤＡ@acme.example"), "ada@acme.example");
        assert_eq!(email_key("info@Bücher.example"), email_key("INFO@xn--bcher-kva.example"));
    }

    /// What the browser makes of a letter, for every letter that was written down.
    fn by_browser() -> Vec<(char, String)> {
        let letter = |hex: &str| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
        let lines = include_str!("../../../api-types/tests/browser_letters.txt").lines();
        let mut letters = Vec::new();
        for line in lines.filter(|line| !line.starts_with('#')) {
            if let Some(same) = line.strip_suffix(" =") {
                let (first, last) = same.split_once("..").unwrap_or((same, same));
                letters.extend((letter(first)..=letter(last)).map(|letter| (letter, letter.to_string())));
            } else {
                let mut line = line.split(' ').map(letter);
                letters.push((line.next().unwrap(), line.collect()));
            }
        }
        letters
    }

    #[test]
    fn f19_server_and_app_fold_alike() {
        let letters = by_browser();
        assert!(letters.len() > 1000);
        for (letter, decomposed) in letters {
            let mut folded = String::new();
            fold_letter(letter, |_| decomposed, &mut folded);
            assert_eq!(fold(&letter.to_string()), folded, "{letter:?} U+{:04x}", u32::from(letter));
            assert_eq!(fold(&folded), folded, "twice: {letter:?}");
        }
    }

    #[test]
    fn f19_one_text_in_many_forms_is_one_text() {
        for (one, other) in [
            ("O'Brien", "O’Brien"),
            ("O'Brien", "O\u{b4}Brien"),
            ("O'Brien", "Oʼbrien"),
            ("Anne-Marie", "Anne\u{2010}Marie"),
            ("Anne-Marie", "Anne\u{2011}Marie"),
            ("Anne-Marie", "Anne–Marie"),
            ("\"Z\"", "„Z“"),
            ("\"Z\"", "″Z″"),
            ("Ada 1", "Ａｄａ　１"),
            ("Zoe", "Zo\u{200b}e\u{308}"),
        ] {
            assert_eq!(fold(one), fold(other), "{other}");
        }
        for (one, other) in [("O'Brien", "O’Brien"), ("Anne-Marie", "Anne‐Marie"), ("\"Z\"", "“Z”")] {
            assert_eq!(sort_key(one), sort_key(other), "{other}");
        }
        assert_ne!(email_key("o'brien@acme.example"), email_key("o’brien@acme.example"));
    }

    #[test]
    fn signs_and_emoji_are_letters_that_no_other_text_has() {
        assert_eq!(words("x😀 ☕"), ["x😀", "☕"].map(|word| word.chars().map(sign_letter).collect::<String>()));
        let signs = (0x2000..0x2c00).chain(0x1_f000..0x1_fc00).filter_map(char::from_u32);
        let letters: std::collections::HashSet<char> = signs.map(sign_letter).collect();
        assert_eq!(letters.len(), 0x1800);
        assert!(letters.iter().all(|letter| letter.is_alphabetic() && !fold(&letter.to_string()).contains(*letter)));
    }

    #[test]
    fn u3_hidden_text_has_letters_of_its_own() {
        assert_eq!(hidden("a-1@b.example"), "ａ－１＠  ｂ．ｅｘａｍｐｌｅ");
        assert_eq!(hidden("a@"), hidden("a@  "));
        assert_eq!(fold(&hidden("ada@x")), "ada@  x");
        let other = hidden("пример\u{20000}");
        assert!(!other.is_empty() && other.chars().all(|letter| u32::from(letter) >> 16 == 0xf), "{other}");
    }
}
