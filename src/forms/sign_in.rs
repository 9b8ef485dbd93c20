//! Signing in.

use api_types::{Credentials, trim_invisible};

/// What has been typed to sign in.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SignInDraft {
    pub email: String,
    pub password: String,
}

/// A field that needs another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInField {
    Email,
    Password,
}

impl SignInDraft {
    /// What can be sent. Whether an address exists is the server's to say; only its shape is looked at.
    ///
    /// # Errors
    /// Which fields are not complete, in their order on the page.
    pub fn validated(&self) -> Result<Credentials, Vec<SignInField>> {
        let email = read_email(&self.email);
        let wrong: Vec<_> = [(email.is_none(), SignInField::Email), (self.password.is_empty(), SignInField::Password)]
            .into_iter()
            .filter_map(|(wrong, field)| wrong.then_some(field))
            .collect();
        match email {
            Some(email) if wrong.is_empty() => Ok(Credentials { email, password: self.password.clone() }),
            _ => Err(wrong),
        }
    }
}

/// An address as it is sent, if its shape is that of one.
pub fn read_email(text: &str) -> Option<String> {
    let email = trim_invisible(text);
    let is_complete = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    is_complete.then(|| email.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(email: &str, password: &str, wrong: &[SignInField]) {
        let draft = SignInDraft { email: email.into(), password: password.into() };
        assert_eq!(draft.validated().err().unwrap_or_default(), wrong, "{email:?} {password:?}");
    }

    #[test]
    fn only_what_cannot_be_right_is_held_back() {
        check("ada@acme.example", "x", &[]);
        check("  ada@acme.example ", " ", &[]);
        check("ada", "x", &[SignInField::Email]);
        check("@acme.example", "", &[SignInField::Email, SignInField::Password]);
        check("ada@", "x", &[SignInField::Email]);
    }

    #[test]
    fn spaces_around_an_address_are_not_part_of_it_but_those_of_a_password_are() {
        let draft = SignInDraft { email: " ada@acme.example ".into(), password: " secret ".into() };
        let sent = draft.validated().unwrap_or_else(|_| panic!("complete"));
        assert_eq!((sent.email.as_str(), sent.password.as_str()), ("ada@acme.example", " secret "));
    }

    #[test]
    fn f15_invisible_characters_around_an_address_are_dropped() {
        for text in ["\u{feff}ada@acme.example", "\u{200b} ada@acme.example\u{200e}"] {
            assert_eq!(read_email(text).as_deref(), Some("ada@acme.example"), "{text:?}");
        }
    }
}
