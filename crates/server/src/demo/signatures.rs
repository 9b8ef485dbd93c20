//! Three-letter marks on documents, no two alike.

use std::collections::HashSet;

use super::names::PersonName;

/// The signatures that are taken in one organization.
#[derive(Debug, Default)]
pub struct Signatures {
    taken: HashSet<String>,
}

impl Signatures {
    /// A free signature that resembles the name: `JGR` for Jürgen Großmann. `None` once all 17,576 are taken.
    pub fn take(&mut self, name: &PersonName) -> Option<String> {
        let (given, family) = (letters(&name.given_ascii), letters(&name.family_ascii));
        let resembling = given.iter().flat_map(|first| {
            let family = &family;
            (0..family.len()).flat_map(move |i| (i + 1..family.len()).map(move |j| [*first, family[i], family[j]]))
        });
        let any = (0..26 * 26 * 26u32).map(|n| [n / 676, n / 26 % 26, n % 26].map(|digit| b'A' + digit as u8));
        let free = resembling.chain(any).map(text).find(|signature| !self.taken.contains(signature))?;
        self.taken.insert(free.clone());
        Some(free)
    }
}

fn letters(ascii: &str) -> Vec<u8> {
    ascii.bytes().filter(u8::is_ascii_alphabetic).map(|letter| letter.to_ascii_uppercase()).collect()
}

fn text(letters: [u8; 3]) -> String {
    letters.map(char::from).iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_resembles_the_name_and_is_never_given_twice() {
        let mut signatures = Signatures::default();
        let name = PersonName::latin("Jürgen", "Großmann");
        assert_eq!(signatures.take(&name).as_deref(), Some("JGR"));
        assert_eq!(signatures.take(&name).as_deref(), Some("JGO"));
    }

    #[test]
    fn a_name_without_letters_gets_one_too() {
        let mut signatures = Signatures::default();
        assert_eq!(signatures.take(&PersonName::latin("🙂", "1")).as_deref(), Some("AAA"));
    }
}
