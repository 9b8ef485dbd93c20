//! How people are called: lists by language, and the pieces of one person's name.

mod ascii;
mod lists;

use std::sync::LazyLock;

pub use ascii::ascii;

use super::random::Random;

/// Which name stands first, and what stands between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    GivenFirst,
    FamilyFirst,
    /// Family name first, written without a space.
    FamilyFirstJoined,
}

/// The given and family names that belong together.
#[derive(Debug)]
pub struct Culture {
    /// Position in Acme's list of companies of the one where such a person is likely to work.
    pub home: usize,
    order: Order,
    given: Vec<Part>,
    family: Vec<Part>,
}

/// One name as it is written, and in ASCII letters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    written: &'static str,
    ascii: String,
}

/// One person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    pub given: String,
    pub family: String,
    /// As the person writes it.
    pub full: String,
    /// In lower-case ASCII letters without spaces, for e-mail addresses and signatures.
    pub given_ascii: String,
    pub family_ascii: String,
}

impl PersonName {
    /// A name in Latin letters, given name first.
    pub fn latin(given: &str, family: &str) -> Self {
        Self {
            given: given.to_owned(),
            family: family.to_owned(),
            full: format!("{given} {family}"),
            given_ascii: ascii(given),
            family_ascii: ascii(family),
        }
    }
}

impl Culture {
    /// Whether somebody of this culture may have this family name.
    pub fn has_family(&self, family: &str) -> bool {
        self.family.iter().any(|part| part.written == family)
    }

    /// Some person of this culture.
    pub fn name(&self, random: &mut Random) -> PersonName {
        let (given, family) = (random.pick(&self.given), random.pick(&self.family));
        let full = match self.order {
            Order::GivenFirst => format!("{} {}", given.written, family.written),
            Order::FamilyFirst => format!("{} {}", family.written, given.written),
            Order::FamilyFirstJoined => format!("{}{}", family.written, given.written),
        };
        PersonName {
            given: given.written.to_owned(),
            family: family.written.to_owned(),
            full,
            given_ascii: given.ascii.clone(),
            family_ascii: family.ascii.clone(),
        }
    }
}

/// Every culture, in a fixed order; those whose family names differ by gender stand twice.
pub static CULTURES: LazyLock<Vec<Culture>> = LazyLock::new(|| lists::LISTS.iter().map(Culture::from).collect());

impl From<&lists::Names> for Culture {
    fn from(names: &lists::Names) -> Self {
        Self { home: names.home, order: names.order, given: parts(names.given), family: parts(names.family) }
    }
}

/// Reads `Łukasz, Βασιλική/Vasiliki`: the ASCII form stands behind a slash where it cannot be derived.
fn parts(text: &'static str) -> Vec<Part> {
    text.split(',')
        .map(|entry| match entry.split_once('/') {
            Some((written, latin)) => Part { written: written.trim(), ascii: ascii(latin) },
            None => Part { written: entry.trim(), ascii: ascii(entry) },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_name_has_an_ascii_form_of_letters() {
        for part in CULTURES.iter().flat_map(|culture| culture.given.iter().chain(&culture.family)) {
            assert!(!part.written.is_empty());
            assert!(part.ascii.len() >= 2 && part.ascii.bytes().all(|b| b.is_ascii_lowercase()), "{part:?}");
        }
    }

    #[test]
    fn no_letter_of_a_latin_name_is_dropped() {
        for names in lists::LISTS {
            for entry in names.given.split(',').chain(names.family.split(',')).filter(|entry| !entry.contains('/')) {
                let letters = entry.chars().filter(|letter| letter.is_alphabetic()).count();
                assert!(ascii(entry).len() >= letters, "{entry}");
            }
        }
    }

    #[test]
    fn no_list_has_a_name_twice() {
        for culture in CULTURES.iter() {
            for list in [&culture.given, &culture.family] {
                let different: HashSet<_> = list.iter().map(|part| part.written).collect();
                assert_eq!(different.len(), list.len(), "{list:?}");
            }
        }
    }

    #[test]
    fn the_family_name_stands_where_it_is_the_custom() {
        let (kim, tanaka) = (of("김"), of("田中"));
        assert!(!kim.full.contains(' ') && kim.full.starts_with(&kim.family));
        assert!(tanaka.full.starts_with(&format!("{} ", tanaka.family)));
    }

    fn of(family: &str) -> PersonName {
        let culture = CULTURES.iter().find(|culture| culture.has_family(family));
        culture.unwrap().name(&mut Random::new(1))
    }
}
