//! What an organization looks like: its colour and its logo.

use serde::{Deserialize, Serialize};

/// Longest colour, in characters: `#1d63a8ff`.
pub const MAX_ACCENT: usize = 9;
/// Maximum size of a logo, in bytes.
pub const MAX_LOGO: usize = 256 * 1024;
/// The same as Base64 text.
pub const MAX_LOGO_TEXT: usize = MAX_LOGO.div_ceil(3) * 4;
/// Maximum width and height of a logo, in pixels.
pub const MAX_LOGO_SIDE: u32 = 1_024;

/// Request body of `PUT /organizations/{organization}/logo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLogo {
    /// A PNG, JPEG or WebP image as Base64: at most 256 KiB, and at most 1,024 pixels wide and high.
    pub data: String,
}

/// Reads a hexadecimal colour of CSS: `#1d63a8`, or a short form of it. Its transparency is dropped.
///
/// ```
/// use api_types::read_accent;
///
/// assert_eq!(read_accent(" #FA0 ").as_deref(), Some("#ffaa00"));
/// assert_eq!(read_accent("#1D63A880").as_deref(), Some("#1d63a8"));
/// assert_eq!(read_accent("red"), None);
/// ```
pub fn read_accent(text: &str) -> Option<String> {
    let digits = text.trim().strip_prefix('#')?.to_ascii_lowercase();
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let colour: String = match digits.len() {
        3 | 4 => digits.chars().take(3).flat_map(|digit| [digit, digit]).collect(),
        6 | 8 => digits.chars().take(6).collect(),
        _ => return None,
    };
    Some(["#", &colour].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org4_any_hexadecimal_colour_is_read() {
        for (text, colour) in
            [("#abc", "#aabbcc"), ("#ABCD", "#aabbcc"), ("#000000", "#000000"), ("#12345678", "#123456")]
        {
            assert_eq!(read_accent(text).as_deref(), Some(colour), "{text}");
        }
        for text in ["", "#", "abc", "#ab", "#abcde", "#ggg", "#1234567", "##abc", "#abc;", "#é12", "url(#abc)"] {
            assert_eq!(read_accent(text), None, "{text}");
        }
    }
}
