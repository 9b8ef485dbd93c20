//! A person's name.

use crate::{NameProblem, read_name};

/// Given name, family name, and the two as one. People with a single name have one of the parts, or only the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    pub given: Option<String>,
    pub family: Option<String>,
    /// The display name, also used for sorting.
    pub full: String,
}

/// The problems of each part of a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InvalidPersonName {
    /// Also when both parts are missing.
    pub given: Option<NameProblem>,
    pub family: Option<NameProblem>,
}

impl PersonName {
    /// Builds a name from two parts. One of them can be empty.
    ///
    /// # Errors
    /// When both are empty or one is invalid.
    pub fn new(given: &str, family: &str) -> Result<Self, InvalidPersonName> {
        let (given, family) = match (part(given), part(family)) {
            (Ok(None), Ok(None)) => {
                return Err(InvalidPersonName { given: Some(NameProblem::Missing), family: None });
            }
            (Ok(given), Ok(family)) => (given, family),
            (given, family) => return Err(InvalidPersonName { given: given.err(), family: family.err() }),
        };
        let full = full(given.unwrap_or_default(), family.unwrap_or_default());
        Ok(Self { given: given.map(str::to_owned), family: family.map(str::to_owned), full })
    }

    /// Builds a name from a single text, without parts.
    ///
    /// # Errors
    /// When it is empty or invalid.
    pub fn whole(name: &str) -> Result<Self, NameProblem> {
        Ok(Self { given: None, family: None, full: read_name(name)?.to_owned() })
    }
}

/// One part, or `None` if it is empty.
fn part(text: &str) -> Result<Option<&str>, NameProblem> {
    match read_name(text) {
        Ok(name) => Ok(Some(name)),
        Err(NameProblem::Missing) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// The parts as one name. Chinese, Japanese and Korean names, as their own scripts write them, have the family name
/// first and no space between; all others the given name first. The language of the reader does not matter: everybody
/// sees the same name at the same place of a list.
fn full(given: &str, family: &str) -> String {
    match (given, family) {
        (name, "") | ("", name) => name.to_owned(),
        _ if [given, family].iter().all(|part| part.chars().all(is_east_asian)) => [family, given].concat(),
        _ => [given, " ", family].concat(),
    }
}

/// Whether the letter is Han (or tells which form of it), Hiragana, Katakana or Hangul.
const fn is_east_asian(letter: char) -> bool {
    matches!(letter,
        '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, family: &str, full: &str) {
        assert_eq!(PersonName::new(given, family).unwrap().full, full);
    }

    #[test]
    fn f5_the_given_name_stands_first_but_where_the_script_has_it_last() {
        check("Ada", "Lovelace", "Ada Lovelace");
        check(" Jean-Luc ", " de la Tour ", "Jean-Luc de la Tour");
        check("小明", "王", "王小明");
        check("ひろし", "佐々木", "佐々木ひろし");
        check("민준", "김", "김민준");
        check("Yuki", "田中", "Yuki 田中");
        check("يوسف", "حداد", "يوسف حداد");
    }

    #[test]
    fn f5_either_part_may_be_empty_and_one_is_needed() {
        check("Sukarno", "", "Sukarno");
        check(" ", "Teller", "Teller");
        let name = PersonName::new("Sukarno", "\u{200b}").unwrap();
        assert_eq!((name.given.as_deref(), name.family), (Some("Sukarno"), None));
        let missing = InvalidPersonName { given: Some(NameProblem::Missing), family: None };
        assert_eq!(PersonName::new(" ", "\u{feff}"), Err(missing));
    }

    #[test]
    fn f5_each_part_is_looked_at_by_itself() {
        let (long, odd) = ("x".repeat(121), "a\nb");
        let invalid = |given, family| Err(InvalidPersonName { given, family });
        assert_eq!(PersonName::new(&long, odd), invalid(Some(NameProblem::TooLong), Some(NameProblem::Invalid)));
        assert_eq!(PersonName::new("", odd), invalid(None, Some(NameProblem::Invalid)));
        assert_eq!(PersonName::new(odd, "Lee"), invalid(Some(NameProblem::Invalid), None));
    }

    #[test]
    fn f5_a_whole_name_is_never_taken_apart() {
        let name = PersonName::whole(" Madonna Louise ").unwrap();
        assert_eq!((name.given, name.family, name.full.as_str()), (None, None, "Madonna Louise"));
        assert_eq!(PersonName::whole(" "), Err(NameProblem::Missing));
    }
}
