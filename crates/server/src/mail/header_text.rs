//! Makes names and messages that people have typed safe for headers and text of a mail.

/// The longest name that a mail repeats, in characters.
const LONGEST: usize = 120;

/// A name in one line: nothing in it can begin another line, hide letters or turn around their direction.
pub(super) fn single_line(text: &str) -> String {
    let visible = text
        .chars()
        .map(|letter| if is_line_break(letter) { ' ' } else { letter })
        .filter(|letter| !is_invisible(*letter));
    let text: String = visible.collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A message of several lines, each made harmless; empty lines stay between them, but not around.
pub(super) fn lines(text: &str) -> Vec<String> {
    let visible = |line: &str| -> String {
        line.chars()
            .map(|letter| if is_line_break(letter) { ' ' } else { letter })
            .filter(|letter| !is_invisible(*letter))
            .collect()
    };
    let normal = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = normal.trim().lines().map(|line| visible(line).trim_end().to_owned());
    lines.collect()
}

fn is_line_break(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// Direction marks, and zero-width characters that no script needs between words.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i10_a_name_stays_in_its_line() {
        assert_eq!(single_line("Acme\r\nBcc: all@example.com"), "Acme Bcc: all@example.com");
        assert_eq!(single_line(" a\u{0}\u{2028}b\u{202e}c\u{200b} "), "a bc");
        assert_eq!(single_line(&"x".repeat(500)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_message_keeps_its_lines() {
        assert_eq!(lines("\nHello,\r\n\r\nsee you\u{7}there \n\n"), ["Hello,", "", "see you there"]);
        assert_eq!(lines(" \n "), Vec::<String>::new());
    }
}
