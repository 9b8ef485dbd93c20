//! E-mail addresses as people type and paste them.

use api_types::{MAX_ADDRESS, read_name, trim_invisible};
use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, Script},
};

use crate::store::text;

/// The longest address and the longest part before its `@`, in bytes (RFC 5321).
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
/// The longest part between two dots of a domain, in bytes.
const LONGEST_LABEL: usize = 63;

/// An address that mail can be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As it was typed, without the name around it. Compatibility forms are composed, as in the key: mail goes to the
    /// mailbox that it proves.
    pub email: String,
    /// The one key of its mailbox, however it is written.
    pub key: String,
}

/// Why a text is not a valid address for an invitation. The texts are for the user who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAddress {
    #[error("Enter an address in the form name@domain.")]
    Shape,
    #[error("The address is too long: at most {LONGEST_LOCAL} characters before the @ and {LONGEST} in total.")]
    TooLong,
    #[error("{} is not allowed in an address.", described(*.0))]
    Character(char),
    #[error("{} is from a different script than the letters around it, so the address could be misread.",
        described(*.0))]
    MixedScripts(char),
    #[error("The part after the @ is not a domain.")]
    Domain,
}

fn described(character: char) -> String {
    let code = u32::from(character);
    if is_visible(character) {
        format!("The character {character} (U+{code:04X})")
    } else {
        format!("The invisible character U+{code:04X}")
    }
}

fn is_visible(character: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    !character.is_control() && !character.is_whitespace() && category != GeneralCategory::Format
}

impl Address {
    /// Reads `address` and `Name <address>`; the name is left aside.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, InvalidAddress> {
        if text.chars().count() > MAX_ADDRESS {
            return Err(InvalidAddress::TooLong);
        }
        let email = &*text::compose(bare(text));
        if email.len() > 4 * LONGEST {
            return Err(InvalidAddress::TooLong);
        }
        if let Some(bad) = email.chars().find(|character| !is_visible(*character)) {
            return Err(InvalidAddress::Character(bad));
        }
        let (local, domain) = email.rsplit_once('@').ok_or(InvalidAddress::Shape)?;
        if local.is_empty() || domain.is_empty() {
            return Err(InvalidAddress::Shape);
        }
        let key = text::email_key(email);
        let (local_key, domain_key) = key.rsplit_once('@').ok_or(InvalidAddress::Shape)?;
        check_local(local)?;
        check_scripts(local)?;
        check_letters(domain)?;
        domain.split('.').try_for_each(check_scripts)?;
        check_local(local_key)?;
        check_domain(domain_key)?;
        if local.len() > LONGEST_LOCAL || email.len() > LONGEST || key.len() > LONGEST {
            return Err(InvalidAddress::TooLong);
        }
        Ok(Self { email: email.to_owned(), key })
    }

    /// The domain, in lower case and in ASCII.
    pub fn domain(&self) -> &str {
        self.key.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// What stands between the last `<` and a `>` at the end, or else everything.
pub(super) fn bare(text: &str) -> &str {
    let text = trim_invisible(text);
    let inside = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    inside.map_or(text, |(_, address)| trim_invisible(address))
}

/// The name in `Name <address>`; nothing without one, or where it is not one line of text.
pub(super) fn name(text: &str) -> Option<String> {
    let (before, _) = trim_invisible(text).strip_suffix('>')?.rsplit_once('<')?;
    let name = before.trim().trim_matches('"');
    read_name(name).ok().filter(|name| !name.contains('@')).map(str::to_owned)
}

/// Letters and digits of any script and what RFC 5322 calls an atom, in parts with dots between them.
fn check_local(local: &str) -> Result<(), InvalidAddress> {
    let allowed = |character: char| {
        let sign = character.is_ascii_graphic() && !"\"(),:;<>@[\\]".contains(character);
        sign || !character.is_ascii() && is_word(character)
    };
    if let Some(bad) = local.chars().find(|character| !allowed(*character)) {
        return Err(InvalidAddress::Character(bad));
    }
    if local.split('.').any(str::is_empty) { Err(InvalidAddress::Shape) } else { Ok(()) }
}

/// What words are written with: letters, their marks, digits.
fn is_word(character: char) -> bool {
    use GeneralCategory as G;
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    character.is_alphanumeric() || matches!(category, G::NonspacingMark | G::SpacingMark)
}

/// Words, hyphens and dots, and what words of some languages have inside (RFC 5892, A.3 to A.7). IDNA would encode any sign.
fn check_letters(domain: &str) -> Result<(), InvalidAddress> {
    let allowed = |letter: char| letter.is_ascii() || is_word(letter) || "·͵׳״・".contains(letter);
    let bad = domain.chars().find(|letter| !allowed(*letter));
    bad.map_or(Ok(()), |bad| Err(InvalidAddress::Character(bad)))
}

/// Two labels at least, of which the last is not a number; in ASCII, as the key has them.
fn check_domain(domain: &str) -> Result<(), InvalidAddress> {
    let letters = |label: &str| label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len()) && letters(label) && !label.starts_with('-') && !label.ends_with('-')
    };
    let (_, last) = domain.rsplit_once('.').ok_or(InvalidAddress::Domain)?;
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit());
    // Also decodes what other letters are encoded in (`xn--…`).
    let is_encoded = url::Host::parse(domain).is_ok_and(|host| host.to_string() == domain);
    if numeric || !is_encoded || !domain.split('.').all(is_label) { Err(InvalidAddress::Domain) } else { Ok(()) }
}

/// Refuses letters of several scripts side by side, but for those that Chinese, Japanese and Korean mix.
fn check_scripts(text: &str) -> Result<(), InvalidAddress> {
    let scripts = CodePointMapData::<Script>::new();
    let mut first = None;
    for character in text.chars() {
        let family = match scripts.get(character) {
            Script::Common | Script::Inherited => continue,
            Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => Script::Han,
            script => script,
        };
        if *first.get_or_insert(family) != family {
            return Err(InvalidAddress::MixedScripts(character));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Result<String, InvalidAddress> {
        Address::read(text).map(|address| address.key)
    }

    #[test]
    fn addresses_are_read_with_and_without_a_name() {
        for (text, expected) in [
            (" Ada@Acme.example\r\n", "ada@acme.example"),
            ("\u{feff}ada@acme.example\u{200b}", "ada@acme.example"),
            ("Ada <\u{200e}ada@acme.example\u{200e}>", "ada@acme.example"),
            ("Ada Lovelace <Ada@acme.example>", "ada@acme.example"),
            ("\"Lovelace, <Ada>\" <ada@acme.example> ", "ada@acme.example"),
            ("a.b+c_d'e@sub.acme-2.example", "a.b+c_d'e@sub.acme-2.example"),
            ("ÅSA@acme.example", "åsa@acme.example"),
            ("王小明@例子.example", "王小明@xn--fsqu00a.example"),
            ("info@Bücher.example", "info@xn--bcher-kva.example"),
            ("info@xn--bcher-kva.example", "info@xn--bcher-kva.example"),
        ] {
            assert_eq!(key(text).as_deref(), Ok(expected), "{text}");
        }
        let named = format!("{} <ada@acme.example>", "x".repeat(10_000));
        assert_eq!(key(&named).as_deref(), Ok("ada@acme.example"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        use InvalidAddress::{Character, Domain, Shape, TooLong};
        for (text, expected) in [
            ("", Shape),
            ("ada", Shape),
            ("@acme.example", Shape),
            ("ada@", Shape),
            ("a..b@acme.example", Shape),
            (".a@acme.example", Shape),
            ("ada@acme", Domain),
            ("ada@acme..example", Domain),
            ("ada@-acme.example", Domain),
            ("ada@192.0.2.1", Domain),
            ("ada@[192.0.2.1]", Domain),
            ("ada@bob@acme.example", Character('@')),
            ("ada lovelace@acme.example", Character(' ')),
            ("ada@acme.example\r\nBcc: eve@evil.example", Character('\r')),
            ("ada\0@acme.example", Character('\0')),
            ("\"ada\"@acme.example", Character('"')),
            ("a\u{200b}da@acme.example", Character('\u{200b}')),
            ("ada@ac\u{ad}me.example", Character('\u{ad}')),
        ] {
            assert_eq!(key(text), Err(expected), "{text:?}");
        }
        assert_eq!(key(&format!("{}@acme.example", "a".repeat(65))), Err(TooLong));
        assert_eq!(key(&format!("a@{}example", "a123456789.".repeat(30))), Err(TooLong));
    }

    #[test]
    fn f24_signs_around_a_domain_and_a_code_for_no_letters_are_refused() {
        use InvalidAddress::{Character, Domain};
        for (text, expected) in [
            ("a@x.example،", Character('،')),
            ("a@x.example’", Character('’')),
            ("a@x.example”", Character('”')),
            ("a@x.example…", Domain),
            ("a@x«y.example", Character('«')),
            ("a@xn--a.example", Domain),
            ("a@xn--.example", Domain),
            ("a@x_y.example", Domain),
            ("a@x%79.example", Domain),
        ] {
            assert_eq!(key(text), Err(expected), "{text}");
        }
        for text in ["a@paral·lel.example", "a@नमस्ते.example", "a@مثال.example", "a@例え.example"] {
            assert!(key(text).is_ok(), "{text}: {:?}", key(text));
        }
    }

    #[test]
    fn o3_letters_of_several_scripts_side_by_side_are_refused() {
        assert_eq!(key("аda@acme.example"), Err(InvalidAddress::MixedScripts('d')));
        assert_eq!(key("ada@acmе.example"), Err(InvalidAddress::MixedScripts('е')));
        let detail = key("ada@acmе.example").unwrap_err().to_string();
        assert!(detail.starts_with("The character е (U+0435) is from a different script"), "{detail}");
        let hidden = key("a\u{200b}da@acme.example").unwrap_err().to_string();
        assert_eq!(hidden, "The invisible character U+200B is not allowed in an address.");
    }

    #[test]
    fn o3_one_mailbox_has_one_key() {
        assert_eq!(key("ＡＤＡ@acme.example"), key("ada@ACME.example"));
        assert_eq!(key("e\u{301}va@acme.example"), key("éva@acme.example"));
        assert_ne!(key("оо@acme.example"), key("oo@acme.example"));
    }
}
