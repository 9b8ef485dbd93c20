//! A new password.

use api_types::{MAX_PASSWORD, MIN_PASSWORD};

/// Why a new password cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    Missing,
    TooShort,
    TooLong,
}

/// The problem with a new password, if any: the server's own rule.
pub fn password_problem(password: &str) -> Option<PasswordProblem> {
    match password.chars().count() {
        0 => Some(PasswordProblem::Missing),
        length if length < MIN_PASSWORD => Some(PasswordProblem::TooShort),
        _ if password.len() > MAX_PASSWORD => Some(PasswordProblem::TooLong),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_for_the_minimum_and_bytes_for_the_maximum() {
        for (password, problem) in [
            (String::new(), Some(PasswordProblem::Missing)),
            ("é".repeat(7), Some(PasswordProblem::TooShort)),
            ("é".repeat(8), None),
            ("é".repeat(MAX_PASSWORD / 2), None),
            ("é".repeat(MAX_PASSWORD / 2 + 1), Some(PasswordProblem::TooLong)),
        ] {
            assert_eq!(password_problem(&password), problem, "{}", password.len());
        }
    }
}
