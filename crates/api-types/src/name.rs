//! Validation of names of people and organizations.

/// Maximum length of a name, in characters.
pub const MAX_NAME: usize = 120;

/// Why a name is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameProblem {
    /// No visible characters.
    Missing,
    /// Too many characters: for a name, more than [`MAX_NAME`].
    TooLong,
    /// Contains a control character, a line separator or a mark that changes the text direction.
    Invalid,
}

impl NameProblem {
    /// The code of the problem.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::TooLong => "too_long",
            Self::Invalid => "invalid",
        }
    }
}

/// The name without leading and trailing white space and invisible characters.
///
/// # Errors
/// When no visible character is left, or the name is too long or not one line of text.
pub fn read_name(text: &str) -> Result<&str, NameProblem> {
    read_line(text, MAX_NAME)
}

/// The text without white space and invisible characters around it. Mail programs and chats leave such characters when
/// an address is copied.
pub fn trim_invisible(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter))
}

/// A line of text of at most `max` characters, without leading and trailing white space and invisible characters.
///
/// # Errors
/// When no visible character is left, or the text is too long or not one line.
pub fn read_line(text: &str, max: usize) -> Result<&str, NameProblem> {
    let name = trim_invisible(text);
    if name.chars().all(|letter| letter.is_whitespace() || is_invisible(letter) || is_mark(letter)) {
        Err(NameProblem::Missing)
    } else if name.chars().count() > max {
        Err(NameProblem::TooLong)
    } else if name.chars().any(|letter| letter.is_control() || breaks_or_turns(letter)) {
        Err(NameProblem::Invalid)
    } else {
        Ok(name)
    }
}

/// A text of several lines as it is stored: lines ended in one way, nothing around it that nobody sees, and without
/// marks that change the direction of what follows.
pub fn tidy_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text: String = text.chars().filter(|letter| !breaks_or_turns(*letter)).collect();
    let text = trim_invisible(&text);
    let is_seen = |letter: char| !(letter.is_whitespace() || is_invisible(letter) || is_mark(letter));
    if text.chars().any(is_seen) { text.to_owned() } else { String::new() }
}

/// Whether a mail program would make a link of a part of this name: `https://…`, `www.…` or `word.word`.
pub fn looks_like_url(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("://") || name.split_whitespace().any(is_host)
}

/// Whether a word contains what could be the host of a URL: labels with full stops between them, the last one of
/// letters.
fn is_host(word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-' || is_full_stop(letter);
    word.split(|letter| !is_part(letter)).any(|host| {
        let mut labels = host.split(is_full_stop).filter(|label| !label.is_empty()).rev();
        let last = labels.next().unwrap_or_default();
        let is_domain = last.chars().count() >= 2 && last.chars().all(|letter| letter.is_alphabetic() || letter == '-');
        let is_domain = is_domain || last.starts_with("xn--");
        let stops_before_it = host.trim_end_matches(is_full_stop).contains(is_full_stop);
        // `T.I.M.E.` and `J.P. Morgan` are no hosts: a label of one letter is an initial.
        stops_before_it && is_domain && labels.any(|label| label.chars().count() > 1)
    })
}

/// A full stop, also one of those that browsers take for one in a host.
const fn is_full_stop(letter: char) -> bool {
    matches!(letter, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{2024}')
}

/// Whether the character is invisible. Excludes the joiners U+200C and U+200D: some names end with one.
const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{2800}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Whether the character only changes the one before it, or joins two.
const fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}')
}

const fn breaks_or_turns(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_at_most_120_characters() {
        assert_eq!(read_name("  Ada Lovelace "), Ok("Ada Lovelace"));
        assert_eq!(read_name(&"é".repeat(MAX_NAME)), Ok(&*"é".repeat(MAX_NAME)));
        assert_eq!(read_name(&"é".repeat(MAX_NAME + 1)), Err(NameProblem::TooLong));
        for text in ["a\nb", "a\tb", "a\0b", "a\u{2028}b"] {
            assert_eq!(read_name(text), Err(NameProblem::Invalid), "{text:?}");
        }
    }

    #[test]
    fn f3_a_name_that_nobody_sees_is_missing() {
        for text in [
            "",
            " \t",
            "\u{200b}",
            "\u{3164}",
            "\u{2800}",
            "\u{ad}",
            "\u{feff} \u{feff}",
            "\u{e0041}",
            "\u{301}\u{302}",
            "\u{17b4}\u{180b}\u{180f}",
            "\u{1d173}\u{fff9}",
            "\u{200d}",
        ] {
            assert_eq!(read_name(text), Err(NameProblem::Missing), "{text:?}");
        }
    }

    #[test]
    fn f4_a_name_does_not_turn_the_direction_of_the_text() {
        for text in ["Ada \u{202e}gnp.exe", "a\u{2066}b", "a\u{202a}b"] {
            assert_eq!(read_name(text), Err(NameProblem::Invalid), "{text:?}");
        }
        assert_eq!(read_name("يوسف"), Ok("يوسف"));
    }

    #[test]
    fn x4_a_name_that_looks_like_a_url_is_found_out() {
        for name in [
            "https://evil.example",
            "Your parcel: evil.example/pay",
            "WWW.EVIL.EXAMPLE",
            "evil。example",
            "(evil.example)",
            "evil.xn--p1ai",
            "пример.рф",
            "Acme,evil.example",
            "javascript://x",
        ] {
            assert!(looks_like_url(name), "{name}");
        }
        for name in [
            "Acme",
            "Acme Inc.",
            "Müller GmbH & Co. KG",
            "J.P. Morgan",
            "T.I.M.E.",
            "A.B.",
            "3.14",
            "1.2.3",
            "...",
            "Dr. Oetker",
            "Web 2.0",
        ] {
            assert!(!looks_like_url(name), "{name}");
        }
    }

    #[test]
    fn f3_f4_a_text_of_several_lines_is_seen_and_does_not_turn() {
        assert_eq!(tidy_text(" a\r\nb\rc\u{2028}d\u{200b} "), "a\nb\nc\nd");
        assert_eq!(tidy_text("Ada \u{202e}gnp.exe\u{2066}!"), "Ada gnp.exe!");
        assert_eq!(tidy_text("\u{feff}\n\u{3164}\u{301}"), "");
        assert_eq!(tidy_text("שלום\nAda"), "שלום\nAda");
    }

    #[test]
    fn f15_invisible_characters_around_a_name_are_dropped() {
        assert_eq!(read_name("\u{feff}\u{200b} Ada\u{200e}\u{a0}"), Ok("Ada"));
        // A joiner at the end is a part of the spelling.
        assert_eq!(read_name("ന്\u{200d}"), Ok("ന്\u{200d}"));
    }
}
