//! The fields of a member that can be edited, and what each may contain.

use serde::{Deserialize, Serialize};

use crate::{CompanyId, Language, MemberId, NameProblem, read_name, tidy_text};

/// Maximum length of a signature, in characters.
pub const MAX_SIGNATURE: usize = 16;
/// Maximum length of a phone number, in characters.
pub const MAX_PHONE: usize = 40;
/// Fewest digits of a phone number.
const MIN_PHONE_DIGITS: usize = 3;
/// Maximum length of a note, in characters.
pub const MAX_NOTE: usize = 2_000;

/// Request body of `PATCH …/members/{member}`. Absent fields stay unchanged; an empty string removes a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberChanges {
    /// Given name, at most 120 characters. Members who have joined keep at least one of the two names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Family name, like `given_name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Unique in the organization, whether in capital letters or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Job title, at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The main company comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companies: Option<Vec<CompanyId>>,
    /// Id of an active member of the organization. An empty string: no supervisor.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::id_or_empty")]
    pub supervisor: Option<Option<MemberId>>,
    /// Message of the invitation. Only while invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Why a text is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidText {
    TooLong,
    /// Contains characters that the field does not have.
    Invalid,
}

impl InvalidText {
    /// The code of the problem.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Invalid => "invalid",
        }
    }
}

/// A name or a part of one as it is stored; nothing for an empty text.
///
/// # Errors
/// When it is too long, or not one line of text.
pub fn read_optional_name(text: &str) -> Result<Option<&str>, InvalidText> {
    match read_name(text) {
        Ok(name) => Ok(Some(name)),
        Err(NameProblem::Missing) => Ok(None),
        Err(NameProblem::TooLong) => Err(InvalidText::TooLong),
        Err(NameProblem::Invalid) => Err(InvalidText::Invalid),
    }
}

/// A signature as it is stored; nothing for an empty text.
///
/// # Errors
/// When it is longer than [`MAX_SIGNATURE`], or has something else than letters, digits, hyphens, dots and slashes.
pub fn read_signature(text: &str) -> Result<Option<&str>, InvalidText> {
    let signature = text.trim();
    if signature.is_empty() {
        Ok(None)
    } else if signature.chars().count() > MAX_SIGNATURE {
        Err(InvalidText::TooLong)
    } else if signature.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '.' | '/')) {
        Ok(Some(signature))
    } else {
        Err(InvalidText::Invalid)
    }
}

/// A phone number as it is stored; nothing for an empty text.
///
/// # Errors
/// When it is longer than [`MAX_PHONE`], has fewer than three digits, or has something else than digits, spaces, signs
/// of phone numbers and an extension (`x12`, `ext. 12`).
pub fn read_phone(text: &str) -> Result<Option<&str>, InvalidText> {
    let phone = text.trim();
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let is_known = |letter: char| {
        letter.is_ascii_digit()
            || matches!(letter, ' ' | '+' | '-' | '(' | ')' | '.' | '/' | '#' | '*' | 'e' | 'x' | 't')
    };
    if phone.is_empty() {
        Ok(None)
    } else if phone.chars().count() > MAX_PHONE {
        Err(InvalidText::TooLong)
    } else if digits >= MIN_PHONE_DIGITS && phone.chars().all(is_known) {
        Ok(Some(phone))
    } else {
        Err(InvalidText::Invalid)
    }
}

/// A note as it is stored, see [`tidy_text`]; nothing for an empty text.
///
/// # Errors
/// When it is longer than [`MAX_NOTE`], or has control characters.
pub fn read_note(text: &str) -> Result<Option<String>, InvalidText> {
    let note = tidy_text(text);
    if note.chars().count() > MAX_NOTE {
        Err(InvalidText::TooLong)
    } else if note.chars().any(|it| it.is_control() && it != '\n' && it != '\t') {
        Err(InvalidText::Invalid)
    } else {
        Ok(Some(note).filter(|note| !note.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::*;

    #[test]
    fn usr10_a_signature_is_short_and_without_spaces() {
        assert_eq!(read_signature(" JGR "), Ok(Some("JGR")));
        assert_eq!(read_signature("Ü-1/a."), Ok(Some("Ü-1/a.")));
        assert_eq!(read_signature("  "), Ok(None));
        assert_eq!(read_signature(&"x".repeat(MAX_SIGNATURE + 1)), Err(InvalidText::TooLong));
        for text in ["J R", "J\tR", "<b>", "J\u{202e}"] {
            assert_eq!(read_signature(text), Err(InvalidText::Invalid), "{text:?}");
        }
    }

    #[test]
    fn usr10_a_phone_number_is_stored_as_it_is_written() {
        for text in ["+49 30 5550 1187", "(030) 5550-1187", "030/5550.1187 x12", "030 5550 ext. 7", "112"] {
            assert_eq!(read_phone(text), Ok(Some(text)));
        }
        assert_eq!(read_phone(" "), Ok(None));
        assert_eq!(read_phone(&"1".repeat(MAX_PHONE + 1)), Err(InvalidText::TooLong));
        for text in ["12", "call me", "+49 30\n5550"] {
            assert_eq!(read_phone(text), Err(InvalidText::Invalid), "{text:?}");
        }
    }

    #[test]
    fn usr10_a_note_has_lines() {
        assert_eq!(read_note(" a\r\nb\rc \n"), Ok(Some("a\nb\nc".to_owned())));
        assert_eq!(read_note("\n"), Ok(None));
        assert_eq!(read_note(&"é".repeat(MAX_NOTE + 1)), Err(InvalidText::TooLong));
        assert_eq!(read_note("a\0"), Err(InvalidText::Invalid));
    }

    #[test]
    fn usr10_an_empty_string_removes_the_supervisor_and_null_changes_nothing() {
        let changes = |supervisor| MemberChanges { supervisor, ..MemberChanges::default() };
        let id = MemberId::from_u128(7);
        for (json, supervisor) in
            [(r#"{"supervisor":""}"#.to_owned(), Some(None)), (format!(r#"{{"supervisor":"{id}"}}"#), Some(Some(id)))]
        {
            assert_eq!(from_str::<MemberChanges>(&json).unwrap(), changes(supervisor));
            assert_eq!(to_string(&changes(supervisor)).unwrap(), json);
        }
        for json in ["{}", r#"{"supervisor":null}"#] {
            assert_eq!(from_str::<MemberChanges>(json).unwrap(), changes(None));
        }
        assert_eq!(to_string(&changes(None)).unwrap(), "{}");
        assert!(from_str::<MemberChanges>(r#"{"supervisor":"rol_1"}"#).is_err());
    }
}
