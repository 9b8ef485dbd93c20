//! The account of somebody who accepts an invitation and has none yet.

use api_types::{InvalidPersonName, NameProblem, PasswordProblem, PersonName};

use super::PasswordRule;

/// What has been typed for a new account. Without `Debug`, so that no report shows the password.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewAccountDraft {
    pub given_name: String,
    pub family_name: String,
    pub password: String,
}

/// A field that needs another look, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewAccountField {
    /// Neither name is there.
    NameMissing,
    /// Too long, or not one line of text.
    GivenName,
    /// The same of the other name.
    FamilyName,
    Password(PasswordProblem),
}

impl NewAccountField {
    /// Whether the first name is where it is said.
    pub fn is_given_name(self) -> bool {
        matches!(self, Self::NameMissing | Self::GivenName)
    }

    /// Whether the last name is.
    pub fn is_family_name(self) -> bool {
        self == Self::FamilyName
    }

    /// Whether the password is.
    pub fn is_password(self) -> bool {
        matches!(self, Self::Password(_))
    }
}

impl NewAccountDraft {
    /// What can be sent: name and password. The password must not be little more than the name.
    ///
    /// # Errors
    /// Which fields are not acceptable, in their order on the page.
    pub fn validated(&self, rule: &PasswordRule) -> Result<(PersonName, String), Vec<NewAccountField>> {
        let password = &self.password;
        let names = [self.given_name.clone(), self.family_name.clone()];
        let rule = PasswordRule::new(rule.min, rule.words.iter().cloned().chain(names));
        let password_problem = rule.check(password).err().map(NewAccountField::Password);
        match (PersonName::new(&self.given_name, &self.family_name), password_problem) {
            (Ok(name), None) => Ok((name, password.clone())),
            (name, password) => Err(name.err().map(of_name).into_iter().flatten().chain(password).collect()),
        }
    }
}

fn of_name(invalid: InvalidPersonName) -> Vec<NewAccountField> {
    let given = invalid.given.map(|problem| match problem {
        NameProblem::Missing => NewAccountField::NameMissing,
        NameProblem::TooLong | NameProblem::Invalid => NewAccountField::GivenName,
    });
    given.into_iter().chain(invalid.family.map(|_| NewAccountField::FamilyName)).collect()
}

#[cfg(test)]
mod tests {
    use NewAccountField::{FamilyName, GivenName, NameMissing, Password};
    use PasswordProblem::{Missing, TooEasy, TooLong, TooShort};
    use api_types::{MAX_NAME, MAX_PASSWORD};

    use super::*;

    fn draft(given_name: &str, family_name: &str, password: &str) -> NewAccountDraft {
        NewAccountDraft { given_name: given_name.into(), family_name: family_name.into(), password: password.into() }
    }

    fn rule() -> PasswordRule {
        PasswordRule::new(15, ["ada@acme.example".to_owned()])
    }

    fn check(given_name: &str, family_name: &str, password: &str, wrong: &[NewAccountField]) {
        let found = draft(given_name, family_name, password).validated(&rule()).err().unwrap_or_default();
        assert_eq!(found, wrong, "{given_name:?} {family_name:?} {password:?}");
    }

    #[test]
    fn f5_what_the_server_would_refuse_is_held_back() {
        const GOOD: &str = "three wet otters hum";
        check("Amélie", "Dubois", GOOD, &[]);
        check(" 王", "", GOOD, &[]);
        check("", "Sukarno", GOOD, &[]);
        check(" ", "\u{200b}", "", &[NameMissing, Password(Missing)]);
        check("A\tB", "C\u{202e}D", "1234567", &[GivenName, FamilyName, Password(TooShort)]);
        check("Amélie", "Dubois", "AmélieDubois2026", &[Password(TooEasy)]);
        let long = |times| [GOOD, &"é".repeat(times)].concat();
        check("", &"é".repeat(MAX_NAME + 1), &long(MAX_PASSWORD / 2), &[FamilyName, Password(TooLong)]);
        check(&"é".repeat(MAX_NAME), &"é".repeat(MAX_NAME), &long(MAX_PASSWORD / 2 - 10), &[]);
    }

    #[test]
    fn spaces_around_a_name_are_not_part_of_it_but_those_of_a_password_are() {
        let (name, password) = draft(" Amélie ", "", "  three wet otters ").validated(&rule()).unwrap();
        assert_eq!((name.given.as_deref(), name.family), (Some("Amélie"), None));
        assert_eq!(password, "  three wet otters ");
    }
}
