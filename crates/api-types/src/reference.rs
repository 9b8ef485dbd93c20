//! Open items in other programs that need a member: the programs register them, and they block its removal.

use serde::{Deserialize, Serialize};

use crate::NameProblem;

/// Maximum number of references that one source registers for a member.
pub const MAX_REFERENCES: usize = 200;
/// Maximum number of references of a member.
pub const MAX_MEMBER_REFERENCES: usize = 1_000;
/// Maximum length of a source, in characters.
const MAX_SOURCE: usize = 40;
/// Maximum length of the id of a reference, in characters.
pub const MAX_REFERENCE_ID: usize = 200;
/// Maximum length of the kind of a reference, in characters.
pub const MAX_REFERENCE_KIND: usize = 60;
/// Maximum length of the title of a reference, in characters.
pub const MAX_REFERENCE_TITLE: usize = 200;
/// Maximum length of the URL of a reference, in characters.
pub const MAX_REFERENCE_URL: usize = 2_000;

/// Something in another program that needs a member, for example an open work order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Id in the other program, unique for its source and member.
    pub id: String,
    /// What it is, for people: for example `Work order`.
    pub kind: String,
    /// What it is called, for people.
    pub title: String,
    /// Where people find it: a URL that begins with `https://` or `http://`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Request body of `PUT …/members/{member}/references/{source}`, and response of `GET`: all references of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct References {
    /// At most 200, in the order in which people see them. An empty list removes all of them.
    pub references: Vec<Reference>,
}

/// A reference with the program that registered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberReference {
    /// Short name of the program.
    pub source: String,
    /// Id in that program.
    pub id: String,
    /// What it is, for people.
    pub kind: String,
    pub title: String,
    /// Begins with `https://` or `http://`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Why the URL of a reference is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidUrl {
    TooLong,
    /// Begins with neither `https://` nor `http://`, names no host, or has characters that no URL has.
    Invalid,
}

impl InvalidUrl {
    /// The code of the problem.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => NameProblem::TooLong.code(),
            Self::Invalid => NameProblem::Invalid.code(),
        }
    }
}

/// Whether a text is the short name of a program: lower-case letters, digits and hyphens.
pub fn is_reference_source(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=MAX_SOURCE).contains(&text.len()) && text.bytes().all(is_letter)
}

/// The URL of a reference; nothing for an empty text.
///
/// # Errors
/// When it is too long, or no link that people can safely follow.
pub fn read_reference_url(text: &str) -> Result<Option<&str>, InvalidUrl> {
    let url = text.trim();
    if url.is_empty() {
        Ok(None)
    } else if url.chars().count() > MAX_REFERENCE_URL {
        Err(InvalidUrl::TooLong)
    } else if is_web_url(url) {
        Ok(Some(url))
    } else {
        Err(InvalidUrl::Invalid)
    }
}

/// Whether a text is a URL that a browser opens as a page of a host: not `javascript:`, `data:` or a path.
pub fn is_web_url(text: &str) -> bool {
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    // A name before an `@` would look like the host.
    let has_host = host.is_some_and(|host| !host.is_empty() && !host.starts_with(':') && !host.contains('@'));
    has_host && text.chars().all(is_of_url)
}

/// Letters of any script are fine; white space, control characters and marks that turn the text are not.
fn is_of_url(letter: char) -> bool {
    letter.is_alphanumeric() || (letter.is_ascii_graphic() && !matches!(letter, '"' | '<' | '>' | '\\' | '^' | '`'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usr12_a_source_is_a_short_plain_name() {
        for source in ["a", "work-orders", "erp2", &"x".repeat(40)] {
            assert!(is_reference_source(source), "{source}");
        }
        for source in ["", "Work", "a b", "a/b", "ü", "a.b", &"x".repeat(41)] {
            assert!(!is_reference_source(source), "{source}");
        }
    }

    #[test]
    fn usr12_a_url_leads_to_a_page() {
        for url in ["https://portal.example/orders/4711?x=1#top", "http://10.0.0.1:8080", "HTTPS://Ünïcode.example/ä"]
        {
            assert_eq!(read_reference_url(url), Ok(Some(url)));
        }
        assert_eq!(read_reference_url(" "), Ok(None));
        assert_eq!(read_reference_url(" https://a.example "), Ok(Some("https://a.example")));
        let long = format!("https://a.example/{}", "x".repeat(MAX_REFERENCE_URL));
        assert_eq!(read_reference_url(&long), Err(InvalidUrl::TooLong));
        for url in [
            "javascript:alert(1)",
            "JavaScript://a.example/%0aalert(1)",
            "data:text/html,hello",
            "//a.example",
            "/orders/1",
            "https:a.example",
            "https://",
            "https:///orders",
            "https://:80/",
            "https://a.example@evil.example/",
            "https://a.example/\u{202e}",
            "https://a.example/a b",
            "https://a.example/\n/b",
            "java\tscript:alert(1)",
            "https:\\\\a.example",
            "ftp://a.example",
        ] {
            assert_eq!(read_reference_url(url), Err(InvalidUrl::Invalid), "{url:?}");
        }
    }
}
