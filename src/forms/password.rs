//! A new password.

use api_types::{PasswordProblem, PasswordStrength, check_password};

/// The name of the product: no password is little more than that.
const PRODUCT: &str = "Roster";

/// What a new password has to be: the server's own rules. The server may know more words of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordRule {
    /// Fewest characters.
    pub min: u16,
    /// Names and addresses that it must not be little more than.
    pub words: Vec<String>,
}

impl PasswordRule {
    /// The rule for somebody with these names and addresses.
    pub fn new(min: u16, words: impl IntoIterator<Item = String>) -> Self {
        Self { min, words: words.into_iter().chain([PRODUCT.to_owned()]).collect() }
    }

    /// Whether the password can be chosen, and how strong it is then.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, password: &str) -> Result<PasswordStrength, PasswordProblem> {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        check_password(password, self.min.into(), &words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s12_the_rule_knows_the_person_and_the_product() {
        let rule = PasswordRule::new(15, ["Ada Lovelace".to_owned(), "ada@acme.example".to_owned()]);
        for easy in ["adalovelace2026", "roster-roster-ada"] {
            assert_eq!(rule.check(easy), Err(PasswordProblem::TooEasy), "{easy}");
        }
        assert_eq!(rule.check("three wet otters"), Ok(PasswordStrength::Strong));
        assert_eq!(rule.check("three otters"), Err(PasswordProblem::TooShort));
    }
}
