//! The account of somebody who accepts an invitation and has none yet.

/// The longest name, in characters.
const MAX_NAME: usize = 120;

/// The shortest password, in characters.
const MIN_PASSWORD: usize = 8;

/// The longest password, in bytes.
const MAX_PASSWORD: usize = 1024;

/// What has been typed for a new account. Without `Debug`, so that no report shows the password.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewAccountDraft {
    pub name: String,
    pub password: String,
}

/// A field that needs another look, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewAccountField {
    NameMissing,
    /// Too long, or not one line of text.
    Name,
    PasswordMissing,
    PasswordTooShort,
    PasswordTooLong,
}

impl NewAccountField {
    /// Whether it is about the name.
    pub fn is_name(self) -> bool {
        matches!(self, Self::NameMissing | Self::Name)
    }
}

impl NewAccountDraft {
    /// What can be sent: name and password.
    ///
    /// # Errors
    /// Which fields are not acceptable, in their order on the page.
    pub fn validated(&self) -> Result<(String, String), Vec<NewAccountField>> {
        let (name, password) = (self.name.trim(), &self.password);
        let name_problem = match name.chars().count() {
            0 => Some(NewAccountField::NameMissing),
            length if length > MAX_NAME || name.chars().any(char::is_control) => Some(NewAccountField::Name),
            _ => None,
        };
        let password_problem = match password.chars().count() {
            0 => Some(NewAccountField::PasswordMissing),
            length if length < MIN_PASSWORD => Some(NewAccountField::PasswordTooShort),
            _ if password.len() > MAX_PASSWORD => Some(NewAccountField::PasswordTooLong),
            _ => None,
        };
        let wrong: Vec<_> = [name_problem, password_problem].into_iter().flatten().collect();
        if wrong.is_empty() { Ok((name.to_owned(), password.clone())) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use NewAccountField::{Name, NameMissing, PasswordMissing, PasswordTooLong, PasswordTooShort};

    use super::*;

    fn check(name: &str, password: &str, wrong: &[NewAccountField]) {
        let draft = NewAccountDraft { name: name.into(), password: password.into() };
        assert_eq!(draft.validated().err().unwrap_or_default(), wrong, "{name:?} {password:?}");
    }

    #[test]
    fn what_the_server_would_refuse_is_held_back() {
        check("Amélie Dubois", "a sentence", &[]);
        check(" 王", "12345678", &[]);
        check(" ", "", &[NameMissing, PasswordMissing]);
        check("A\tB", "1234567", &[Name, PasswordTooShort]);
        check(&"é".repeat(MAX_NAME + 1), &"é".repeat(MAX_PASSWORD / 2 + 1), &[Name, PasswordTooLong]);
        check(&"é".repeat(MAX_NAME), &"é".repeat(MAX_PASSWORD / 2), &[]);
    }

    #[test]
    fn spaces_around_a_name_are_not_part_of_it_but_those_of_a_password_are() {
        let draft = NewAccountDraft { name: " Amélie ".into(), password: "  a sentence ".into() };
        assert_eq!(draft.validated(), Ok(("Amélie".to_owned(), "  a sentence ".to_owned())));
    }
}
