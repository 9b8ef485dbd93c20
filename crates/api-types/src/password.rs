//! What a new password must be, by NIST SP 800-63B-4: long enough, and not easy to guess. There are no rules about kinds
//! of characters.
//!
//! App and server judge by the same rules. Text is compared as it is after NFC, which is the caller's to apply.

use std::{collections::HashSet, sync::LazyLock};

/// Minimum length of a password that is the only proof, in code points.
pub const MIN_PASSWORD: usize = 15;
/// Minimum length of a password that a second factor follows, in code points.
pub const MIN_PASSWORD_WITH_SECOND_FACTOR: usize = 8;
/// Maximum length of a password, in bytes.
pub const MAX_PASSWORD: usize = 1_024;

/// Below this effort, a password is refused: it is one or two things that everybody tries first.
const LEAST_EFFORT: usize = 6;
/// From this effort on, a password is called strong.
const STRONG_EFFORT: usize = 14;

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("password/common.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// What is wrong with a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    Missing,
    TooShort,
    TooLong,
    /// Common words, runs on the keyboard, repetitions, or words of the person themselves.
    TooEasy,
}

impl PasswordProblem {
    /// The machine-readable code of the field's problem.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::TooEasy => "too_easy",
        }
    }
}

/// How strong a password is that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordStrength {
    Good,
    Strong,
}

/// The minimum length of a password, in code points.
pub const fn min_password(has_second_factor: bool) -> usize {
    if has_second_factor { MIN_PASSWORD_WITH_SECOND_FACTOR } else { MIN_PASSWORD }
}

/// Checks a new password. `own_words` are names and addresses of the person, their organizations and the product.
///
/// # Errors
/// When it cannot be chosen.
pub fn check_password(password: &str, min: usize, own_words: &[&str]) -> Result<PasswordStrength, PasswordProblem> {
    if password.is_empty() {
        return Err(PasswordProblem::Missing);
    }
    if password.chars().count() < min {
        return Err(PasswordProblem::TooShort);
    }
    if password.len() > MAX_PASSWORD {
        return Err(PasswordProblem::TooLong);
    }
    match effort(password, own_words) {
        ..LEAST_EFFORT => Err(PasswordProblem::TooEasy),
        LEAST_EFFORT..STRONG_EFFORT => Ok(PasswordStrength::Good),
        _ => Ok(PasswordStrength::Strong),
    }
}

/// How much there is to guess. A letter counts 1, a common word 2; a word of the person, a run, a year and a repetition
/// count 1, and so do all other
/// characters together; a piece that came before counts nothing.
fn effort(password: &str, own_words: &[&str]) -> usize {
    let letters: Vec<char> = password.chars().flat_map(char::to_lowercase).collect();
    let letters = one_period(&letters);
    let own = own_parts(own_words);
    let (mut effort, mut at, mut seen) = (0, 0, HashSet::new());
    while at < letters.len() {
        let (length, cost) = piece(letters, at, &own);
        let piece = &letters[at..at + length];
        // Whatever stands between the pieces is one thing.
        let is_letter = length == 1 && piece[0].is_alphanumeric();
        let known = if piece.iter().any(|letter| letter.is_alphanumeric()) { piece } else { &[' '] };
        if is_letter || seen.insert(known) {
            effort += cost;
        }
        at += length;
    }
    effort
}

/// The longest piece at a place that is no secret, with its cost; otherwise one letter.
fn piece(letters: &[char], at: usize, own: &HashSet<String>) -> (usize, usize) {
    let rest = &letters[at..];
    let runs = [(repetition(rest), 3), (sequence(rest), 3), (keyboard_run(rest), 4), (year(rest), 4)];
    let run = runs.into_iter().filter(|(length, min)| length >= min).map(|(length, _)| (length, 1)).max();
    let word = word(rest, own);
    let digits = rest.iter().take_while(|letter| letter.is_ascii_digit()).count();
    // Two digits at the end are no more than one letter.
    let number = (digits > 1).then(|| (digits, digits.div_ceil(2)));
    let found = run.into_iter().chain(word).max_by_key(|(length, cost)| (*length, usize::MAX - cost));
    found.or(number).unwrap_or((1, 1))
}

/// The longest common word, or word of the person, that the letters begin with, also with digits in place of letters.
fn word(rest: &[char], own: &HashSet<String>) -> Option<(usize, usize)> {
    const LONGEST: usize = 24;
    (3..=rest.len().min(LONGEST)).rev().find_map(|length| {
        let plain: String = rest[..length].iter().collect();
        let read = |one: char| rest[..length].iter().map(|letter| unleet(*letter, one)).collect::<String>();
        let forms = [plain, read('i'), read('l')];
        if forms.iter().any(|form| own.contains(form)) {
            return Some((length, 1));
        }
        forms.iter().any(|form| COMMON.contains(form.as_str())).then_some((length, 2))
    })
}

/// The letter that a digit or sign stands for. `one` is what 1 and ! stand for.
fn unleet(letter: char, one: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        letter => letter,
    }
}

/// The parts of names and addresses that are long enough to be found in a password. The last part of a domain says
/// nothing of the person.
fn own_parts(own_words: &[&str]) -> HashSet<String> {
    let own_words = own_words.iter().map(|word| match word.rsplit_once('.') {
        Some((rest, _)) if word.contains('@') => rest,
        _ => word,
    });
    let whole = own_words.clone().map(|word| word.split(|letter: char| !letter.is_alphanumeric()).collect::<String>());
    let parts = own_words.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric())).map(str::to_owned);
    parts.chain(whole).map(|word| word.to_lowercase()).filter(|word| word.chars().count() >= 3).collect()
}

/// The letters without their repetitions, if they are nothing but one text again and again.
fn one_period(letters: &[char]) -> &[char] {
    let length = letters.len();
    let repeats = |period: usize| (period..length).all(|at| letters[at] == letters[at - period]);
    (1..=length / 2).find(|period| repeats(*period)).map_or(letters, |period| &letters[..period])
}

/// How often the first letter is repeated.
fn repetition(rest: &[char]) -> usize {
    rest.iter().take_while(|letter| **letter == rest[0]).count()
}

/// How many letters follow each other as in the alphabet or in counting, up or down.
fn sequence(rest: &[char]) -> usize {
    let step = |pair: &[char]| u32::from(pair[1]).wrapping_sub(u32::from(pair[0]));
    let Some(first) = rest.get(..2).map(step).filter(|first| matches!(*first, 1 | u32::MAX)) else { return 1 };
    1 + rest.windows(2).take_while(|pair| pair[0].is_alphanumeric() && step(pair) == first).count()
}

/// How many letters stand beside each other on a keyboard, in any direction.
fn keyboard_run(rest: &[char]) -> usize {
    1 + rest.windows(2).take_while(|pair| pair[0] != pair[1] && are_neighbours(pair[0], pair[1])).count()
}

fn are_neighbours(one: char, other: char) -> bool {
    // Y and Z change places on German keyboards.
    const KEYBOARDS: [[&str; 4]; 2] =
        [["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"], ["1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"]];
    KEYBOARDS.iter().any(|rows| {
        let place = |letter| rows.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(letter)?)));
        match (place(one), place(other)) {
            (Some((row, at)), Some((other_row, other_at))) => {
                row.abs_diff(other_row) <= 1 && at.abs_diff(other_at) <= 1
            }
            _ => false,
        }
    })
}

/// Four digits that can be a year; otherwise nothing.
fn year(rest: &[char]) -> usize {
    let digits: String = rest.iter().take_while(|letter| letter.is_ascii_digit()).collect();
    let is_year =
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20") || digits.starts_with("18"));
    if is_year { 4 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 5] = ["Ada Lovelace", "ada@acme.example", "Acme Facility Services", "Åsa", "Roster"];

    fn check(password: &str) -> Result<PasswordStrength, PasswordProblem> {
        check_password(password, MIN_PASSWORD, &OWN)
    }

    #[test]
    fn s12_passphrases_and_random_texts_can_be_chosen() {
        for good in [
            "correct horse battery staple",
            "three wet otters hum",
            "kl9#vT2!pQx8zR4w",
            "mein Hund frisst gern Kartoffeln",
            "пять синих слонов летят",
            "私は毎朝七時の電車で会社へ行きます",
        ] {
            assert!(check(good).is_ok(), "{good}: {}", effort(good, &OWN));
        }
        assert_eq!(check("three wet otters hum loudly"), Ok(PasswordStrength::Strong));
        assert_eq!(check_password("tz4Kq9vb", MIN_PASSWORD_WITH_SECOND_FACTOR, &OWN), Ok(PasswordStrength::Good));
    }

    #[test]
    fn s12_what_everybody_tries_first_cannot() {
        for easy in [
            "passwordpassword",
            "Password1234567",
            "P@ssw0rd!P@ssw0rd!",
            "qwertyuiopasdfgh",
            "qwertzuiopasdfgh",
            "1q2w3e4r5t6y7u8i",
            "123456789012345",
            "aaaaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "abcdefghijklmnop",
            "administrator2026",
            "letmeinletmeinletmein",
            "Sommer2026!Sommer2026!",
            "iloveyou1234567890",
            "................",
            "!@#$%^&*()_+{}|:",
            "ada@acme.example",
        ] {
            assert_eq!(check(easy), Err(PasswordProblem::TooEasy), "{easy}: {}", effort(easy, &OWN));
        }
        for easy in ["password", "Password1!", "12345678", "qwertz123", "Sommer26", "hallo123", "iloveyou"] {
            let problem = check_password(easy, MIN_PASSWORD_WITH_SECOND_FACTOR, &OWN);
            assert_eq!(problem, Err(PasswordProblem::TooEasy), "{easy}: {}", effort(easy, &OWN));
        }
    }

    #[test]
    fn s12_little_more_than_ones_own_words_cannot() {
        for easy in [
            "adalovelace1815",
            "Ada.Lovelace.2026",
            "Lovelace-Lovelace",
            "acmefacilityservices",
            "AcmeFacilityServices1",
            "roster-ada-2026-acme",
        ] {
            assert_eq!(check(easy), Err(PasswordProblem::TooEasy), "{easy}: {}", effort(easy, &OWN));
        }
        assert!(check("ada counts purple violins").is_ok());
    }

    #[test]
    fn the_length_is_counted_in_code_points() {
        assert_eq!(check(""), Err(PasswordProblem::Missing));
        assert_eq!(check("tz4Kq9vb5mXw2p"), Err(PasswordProblem::TooShort));
        assert!(check("tz4Kq9vb5mXw2pL").is_ok());
        assert_eq!(check("äöüßéèêñçåøæœłż").err(), None);
        assert_eq!(check(&"k7 ".repeat(400)), Err(PasswordProblem::TooLong));
    }

    #[test]
    fn every_common_word_is_lower_case_and_long_enough() {
        for word in COMMON.iter() {
            assert!(word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }
}
