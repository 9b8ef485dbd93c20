//! Bytes as text.

use std::borrow::Cow;

use api_types::SheetEncoding;

use super::SheetError;

/// What Windows-1252 has at 0x80 to 0x9f. Five of them have no letter there; browsers keep the control character.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF_16LE_MARK: &[u8] = b"\xff\xfe";
const UTF_16BE_MARK: &[u8] = b"\xfe\xff";

/// The text in this encoding, or in the one that is detected. In lenient reading, what is no text in it becomes U+FFFD.
pub(super) fn decode_leniently(bytes: &[u8], encoding: Option<SheetEncoding>) -> (SheetEncoding, Cow<'_, str>) {
    let encoding = encoding.unwrap_or_else(|| if is_mostly_utf_8(bytes) { SheetEncoding::Utf8 } else { detect(bytes) });
    let text = match encoding {
        SheetEncoding::Utf8 => String::from_utf8_lossy(bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes)),
        SheetEncoding::Utf16Le => {
            utf_16_leniently(bytes.strip_prefix(UTF_16LE_MARK).unwrap_or(bytes), u16::from_le_bytes)
        }
        SheetEncoding::Utf16Be => {
            utf_16_leniently(bytes.strip_prefix(UTF_16BE_MARK).unwrap_or(bytes), u16::from_be_bytes)
        }
        SheetEncoding::Windows1252 => bytes.iter().map(|byte| windows_1252(*byte)).collect::<String>().into(),
    };
    (encoding, text)
}

/// Whether the bytes have more letters of several bytes in UTF-8 than bytes that are none: a few rows of another
/// encoding came into the file.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    invalid > 0 && valid > invalid && detect(bytes) == SheetEncoding::Windows1252
}

fn utf_16_leniently(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, str> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let letters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let text = letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    text.chain((!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER)).collect::<String>().into()
}

/// The text in this encoding, or in the one that is detected.
pub(super) fn decode(
    bytes: &[u8],
    encoding: Option<SheetEncoding>,
) -> Result<(SheetEncoding, Cow<'_, str>), SheetError> {
    let encoding = encoding.unwrap_or_else(|| detect(bytes));
    let text = match encoding {
        SheetEncoding::Utf8 => std::str::from_utf8(bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes))
            .map(Cow::Borrowed)
            .map_err(|_| SheetError::Encoding)?,
        SheetEncoding::Utf16Le => utf_16(bytes.strip_prefix(UTF_16LE_MARK).unwrap_or(bytes), u16::from_le_bytes)?,
        SheetEncoding::Utf16Be => utf_16(bytes.strip_prefix(UTF_16BE_MARK).unwrap_or(bytes), u16::from_be_bytes)?,
        SheetEncoding::Windows1252 => bytes.iter().map(|byte| windows_1252(*byte)).collect::<String>().into(),
    };
    if text.contains('\0') { Err(SheetError::Nul) } else { Ok((encoding, text)) }
}

/// By the mark at its begin, by the NULs that UTF-16 has in Latin text, or by what is valid UTF-8.
fn detect(bytes: &[u8]) -> SheetEncoding {
    let nuls_at = |odd: usize| bytes.iter().skip(odd).step_by(2).take(512).filter(|byte| **byte == 0).count();
    let most = bytes.len().min(1024) / 4;
    if bytes.starts_with(UTF_8_MARK) {
        SheetEncoding::Utf8
    } else if bytes.starts_with(UTF_16LE_MARK) || most > 0 && nuls_at(1) > most && nuls_at(0) == 0 {
        SheetEncoding::Utf16Le
    } else if bytes.starts_with(UTF_16BE_MARK) || most > 0 && nuls_at(0) > most && nuls_at(1) == 0 {
        SheetEncoding::Utf16Be
    } else if std::str::from_utf8(bytes).is_ok() {
        SheetEncoding::Utf8
    } else {
        SheetEncoding::Windows1252
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, SheetError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(SheetError::Encoding);
    }
    let letters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    letters.collect::<Result<String, _>>().map(Cow::Owned).map_err(|_| SheetError::Encoding)
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: SheetEncoding, text: &str) {
        assert_eq!(decode(bytes, None), Ok((encoding, Cow::Borrowed(text))));
    }

    fn utf_16_of(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn usr7_the_encoding_is_detected() {
        check("Jürgen".as_bytes(), SheetEncoding::Utf8, "Jürgen");
        check(b"\xef\xbb\xbfName", SheetEncoding::Utf8, "Name");
        check(b"J\xfcrgen \x80", SheetEncoding::Windows1252, "Jürgen €");
        check(&utf_16_of("\u{feff}Łukasz", u16::to_le_bytes), SheetEncoding::Utf16Le, "Łukasz");
        check(&utf_16_of("\u{feff}Łukasz", u16::to_be_bytes), SheetEncoding::Utf16Be, "Łukasz");
        check(&utf_16_of("Name;Mail", u16::to_le_bytes), SheetEncoding::Utf16Le, "Name;Mail");
        check(&utf_16_of("Name;Mail", u16::to_be_bytes), SheetEncoding::Utf16Be, "Name;Mail");
    }

    #[test]
    fn usr7_the_given_encoding_has_to_fit() {
        assert_eq!(decode(b"J\xfc", Some(SheetEncoding::Utf8)), Err(SheetError::Encoding));
        assert_eq!(decode(b"abc", Some(SheetEncoding::Utf16Le)), Err(SheetError::Encoding));
        assert_eq!(decode(b"\x00\xd8", Some(SheetEncoding::Utf16Le)), Err(SheetError::Encoding));
        assert_eq!(decode(b"a\0b", None), Err(SheetError::Nul));
    }

    #[test]
    fn usr7_a_few_bytes_of_another_encoding_do_not_change_the_encoding_of_the_file() {
        let mixed = ["Jürgen\nZoë\nŁukasz\n".as_bytes(), b"J\xfcrgen\n"].concat();
        let (encoding, text) = decode_leniently(&mixed, None);
        assert_eq!((encoding, &*text), (SheetEncoding::Utf8, "Jürgen\nZoë\nŁukasz\nJ\u{fffd}rgen\n"));
        let (encoding, text) = decode_leniently(b"J\xfcrgen \x80", None);
        assert_eq!((encoding, &*text), (SheetEncoding::Windows1252, "Jürgen €"));
        assert_eq!(decode_leniently(b"\x00\xd8x", Some(SheetEncoding::Utf16Le)).1, "\u{fffd}\u{fffd}");
    }
}
