//! The account of somebody who accepts an invitation and has none yet.

use api_types::{InvalidPersonName, NameProblem, PersonName};

use super::{PasswordProblem, password_problem};

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
    PasswordMissing,
    PasswordTooShort,
    PasswordTooLong,
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
        matches!(self, Self::PasswordMissing | Self::PasswordTooShort | Self::PasswordTooLong)
    }
}

impl NewAccountDraft {
    /// What can be sent: name and password.
    ///
    /// # Errors
    /// Which fields are not acceptable, in their order on the page.
    pub fn validated(&self) -> Result<(PersonName, String), Vec<NewAccountField>> {
        let password = &self.password;
        let password_problem = password_problem(password).map(|problem| match problem {
            PasswordProblem::Missing => NewAccountField::PasswordMissing,
            PasswordProblem::TooShort => NewAccountField::PasswordTooShort,
            PasswordProblem::TooLong => NewAccountField::PasswordTooLong,
        });
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
    use NewAccountField::{FamilyName, GivenName, NameMissing, PasswordMissing, PasswordTooLong, PasswordTooShort};
    use api_types::{MAX_NAME, MAX_PASSWORD};

    use super::*;

    fn draft(given_name: &str, family_name: &str, password: &str) -> NewAccountDraft {
        NewAccountDraft { given_name: given_name.into(), family_name: family_name.into(), password: password.into() }
    }

    fn check(given_name: &str, family_name: &str, password: &str, wrong: &[NewAccountField]) {
        let found = draft(given_name, family_name, password).validated().err().unwrap_or_default();
        assert_eq!(found, wrong, "{given_name:?} {family_name:?} {password:?}");
    }

    #[test]
    fn f5_what_the_server_would_refuse_is_held_back() {
        check("Amélie", "Dubois", "a sentence", &[]);
        check(" 王", "", "12345678", &[]);
        check("", "Sukarno", "12345678", &[]);
        check(" ", "\u{200b}", "", &[NameMissing, PasswordMissing]);
        check("A\tB", "C\u{202e}D", "1234567", &[GivenName, FamilyName, PasswordTooShort]);
        check("", &"é".repeat(MAX_NAME + 1), &"é".repeat(MAX_PASSWORD / 2 + 1), &[FamilyName, PasswordTooLong]);
        check(&"é".repeat(MAX_NAME), &"é".repeat(MAX_NAME), &"é".repeat(MAX_PASSWORD / 2), &[]);
    }

    #[test]
    fn spaces_around_a_name_are_not_part_of_it_but_those_of_a_password_are() {
        let (name, password) = draft(" Amélie ", "", "  a sentence ").validated().unwrap();
        assert_eq!((name.given.as_deref(), name.family), (Some("Amélie"), None));
        assert_eq!(password, "  a sentence ");
    }
}
