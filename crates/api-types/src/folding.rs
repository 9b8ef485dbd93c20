//! The folding of letters: how texts are compared by search, by its highlight, and wherever one text in many forms is
//! one text.
//!
//! App and server share the table here. Unicode's own tables are large, so each side brings what it has: the server its
//! normalizer, the app the browser's.

/// Appends `letter` as search compares it: in lower case, without accents, ligatures taken apart; nothing for an
/// invisible character.
///
/// `decompose` returns the compatibility decomposition (NFKD) of a letter, in lower case and without nonspacing marks
/// (`Mn`). It is not called for ASCII.
pub fn fold_letter(letter: char, decompose: impl FnOnce(char) -> String, folded: &mut impl Extend<char>) {
    if letter.is_ascii() {
        return fold_simple(letter.to_ascii_lowercase(), folded);
    }
    // Before the decomposition: that of some quotes is a space with an accent.
    match plain_sign(letter) {
        Some(sign) => folded.extend(sign.chars()),
        None if is_invisible(letter) => {}
        None => decompose(letter).chars().for_each(|letter| fold_simple(letter, folded)),
    }
}

/// Appends a letter that is decomposed and in lower case.
fn fold_simple(letter: char, folded: &mut impl Extend<char>) {
    let plain = match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ς' => "σ",
        _ if is_invisible(letter) => "",
        _ => match plain_sign(letter) {
            Some(sign) => sign,
            None => return folded.extend(Some(letter)),
        },
    };
    folded.extend(plain.chars());
}

/// The one form of quotation marks, apostrophes, primes and hyphens. Double quotes are two single ones, as the
/// decomposition of the double prime is.
pub const fn plain_sign(letter: char) -> Option<&'static str> {
    match letter {
        '\''
        | '`'
        | '´'
        | '\u{2b9}'
        | '\u{2bb}'..='\u{2bf}'
        | '\u{2c8}'
        | '\u{2ca}'
        | '\u{2cb}'
        | '\u{55a}'
        | '\u{5f3}'
        | '\u{1fbd}'
        | '\u{1fbf}'
        | '\u{1ffd}'
        | '\u{1ffe}'
        | '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '‹'
        | '›'
        | '\u{a78b}'
        | '\u{a78c}' => Some("'"),
        '\u{2ba}' | '\u{2ee}' | '\u{5f4}' => Some("''"),
        _ if is_double_quote(letter) => Some("''"),
        '-' | '\u{58a}' | '\u{5be}' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' => Some("-"),
        _ => None,
    }
}

/// Whether the letter opens or closes a phrase.
pub(crate) const fn is_double_quote(letter: char) -> bool {
    matches!(letter,
        '"' | '«' | '»' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '「'..='』' | '\u{301d}'..='\u{301f}'
        | '＂' | '｢' | '｣')
}

/// Whether the character cannot be seen and parts no words: control and format characters, fillers, joiners and marks
/// of direction.
const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a letter is a word by itself: Chinese and Japanese are written without spaces.
pub const fn is_own_word(letter: char) -> bool {
    matches!(letter,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{1aff0}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        let mut folded = String::new();
        text.chars().for_each(|letter| fold_letter(letter, String::from, &mut folded));
        folded
    }

    #[test]
    fn f19_one_apostrophe_and_one_hyphen() {
        for letter in "'`´‘’‚‛′‵ʹʻʼʽʾʿˈ՚׳᾽῾‹›ꞌ".chars() {
            assert_eq!(fold(&letter.to_string()), "'", "{letter:?}");
        }
        for letter in "\"“”„‟«»″‶「」『』〝〞〟＂ʺ״".chars() {
            assert_eq!(fold(&letter.to_string()), "''", "{letter:?}");
        }
        for letter in "-‐‑‒–—―−⁃֊־".chars() {
            assert_eq!(fold(&letter.to_string()), "-", "{letter:?}");
        }
    }

    #[test]
    fn f19_invisible_characters_are_dropped_and_spaces_are_not() {
        assert_eq!(fold("a\u{1}\u{7f}\u{ad}\u{200b}\u{200d}\u{202e}\u{2066}\u{feff}\u{3164}\u{e0041}b"), "ab");
        assert_eq!(fold("a\tb\nc\u{85}d\u{a0}e\u{2028}"), "a\tb\nc\u{85}d\u{a0}e\u{2028}");
    }

    #[test]
    fn letters_without_an_accent_to_lose_are_taken_apart() {
        assert_eq!(fold("GRoß æœþøłđðıς"), "gross aeoetholddiσ");
    }
}
