//! The text of recovery codes: 128 bits as 26 characters in groups, `7K4TQ-9M2X4-HRD8W-N3VC6-YJF8PB`. Letters and digits
//! that look alike mean the same.

use crate::id;

/// Where the groups end.
const GROUPS: [usize; 4] = [5, 10, 15, 20];

/// The text of a recovery code.
pub fn write_recovery_code(code: u128) -> String {
    let mut text = String::with_capacity(30);
    for (place, letter) in id::encode_text(code).chars().enumerate() {
        if GROUPS.contains(&place) {
            text.push('-');
        }
        text.push(letter.to_ascii_uppercase());
    }
    text
}

/// Reads a recovery code, however it is typed; `None` if it is none.
pub fn read_recovery_code(text: &str) -> Option<u128> {
    let letters = text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '_'));
    let plain = letters.map(|letter| match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        letter => letter,
    });
    id::decode(&plain.collect::<String>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_code_survives_its_text(code: u128) {
            let text = write_recovery_code(code);
            prop_assert_eq!(text.len(), 30);
            prop_assert_eq!(read_recovery_code(&text), Some(code));
            let typed = text.to_lowercase().replace('-', " ").replace('0', "O").replace('1', "l");
            prop_assert_eq!(read_recovery_code(&typed), Some(code));
        }
    }

    #[test]
    fn nothing_else_is_a_code() {
        for text in ["", "123456", "7K4TQ-9M2X4-HRD8W-N3VC6-YJF8P", "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZZ", "７K4TQ"] {
            assert_eq!(read_recovery_code(text), None, "{text}");
        }
    }
}
