//! A new organization.

use api_types::{MAX_ORGANIZATION_NUMBER, NewOrganization, Problem, looks_like_url, read_name};

/// What has been typed for a new organization.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewOrganizationDraft {
    pub name: String,
    /// Empty: the server chooses one.
    pub number: String,
}

/// A field that needs another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizationField {
    /// No name, a too long one, not one line of text, or a URL.
    Name,
    /// Something else than letters, digits and hyphens, or too many of them.
    Number,
    /// Another organization has this number.
    NumberTaken,
}

impl NewOrganizationDraft {
    /// What can be sent.
    ///
    /// # Errors
    /// Which fields are not acceptable, in their order on the page.
    pub fn validated(&self) -> Result<NewOrganization, Vec<OrganizationField>> {
        let (name, number) = (read_name(&self.name), self.number.trim());
        let is_number =
            number.len() <= MAX_ORGANIZATION_NUMBER && number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        match (name.ok().filter(|name| !looks_like_url(name)).ok_or(()), is_number) {
            (Ok(name), true) => Ok(NewOrganization {
                name: name.to_owned(),
                number: Some(number).filter(|number| !number.is_empty()).map(str::to_owned),
            }),
            (Ok(_), false) => Err(vec![OrganizationField::Number]),
            (Err(_), true) => Err(vec![OrganizationField::Name]),
            (Err(_), false) => Err(vec![OrganizationField::Name, OrganizationField::Number]),
        }
    }
}

impl OrganizationField {
    /// The fields that the server did not accept.
    pub fn refused(problem: &Problem) -> Vec<Self> {
        let field = |pointer: &str, code: &str| match (pointer, code) {
            ("/name", _) => Some(Self::Name),
            ("/number", "taken") => Some(Self::NumberTaken),
            ("/number", _) => Some(Self::Number),
            _ => None,
        };
        problem.errors.iter().filter_map(|error| field(&error.pointer, &error.code)).collect()
    }
}

#[cfg(test)]
mod tests {
    use api_types::MAX_NAME;

    use super::*;

    fn check(name: &str, number: &str, wrong: &[OrganizationField]) {
        let draft = NewOrganizationDraft { name: name.into(), number: number.into() };
        assert_eq!(draft.validated().err().unwrap_or_default(), wrong, "{name:?} {number:?}");
    }

    #[test]
    fn a_name_is_needed_and_a_number_is_not() {
        check("Österreich Süd Service GmbH", "", &[]);
        check("A", "AB-10", &[]);
        check("  ", "", &[OrganizationField::Name]);
        check("\u{3164}\u{200b}", "", &[OrganizationField::Name]);
        check("A\u{202e}B", "", &[OrganizationField::Name]);
        check("X4: evil.example", "", &[OrganizationField::Name]);
        check(&"é".repeat(MAX_NAME), "", &[]);
        check(&"é".repeat(MAX_NAME + 1), "1 2", &[OrganizationField::Name, OrganizationField::Number]);
        check("A", &"1".repeat(MAX_ORGANIZATION_NUMBER + 1), &[OrganizationField::Number]);
    }
}
