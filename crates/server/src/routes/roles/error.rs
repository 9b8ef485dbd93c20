//! Invalid roles, and errors of their changes, as problem details.

use api_types::{FieldProblem, InvalidText, MAX_ROLE_NAME, NameProblem, Permission, read_line, read_role_description};

use crate::{
    error::{ApiError, ProblemType},
    routes::{idempotency, query::invalid},
    store::roles::RoleError,
};

impl From<RoleError> for ApiError {
    fn from(error: RoleError) -> Self {
        use RoleError as E;
        match error {
            E::NotFound => Self::NotFound,
            E::UnknownOrigin => Self::field("/from", "unknown", "No role of the organization has this id."),
            E::UnknownReplacement => invalid("replacement", "unknown", "The id of another role of the organization."),
            E::NoLongerAllowed => Self::Forbidden,
            E::AboveYourself => ProblemType::ABOVE_YOURSELF.into(),
            E::OwnPermissions => ProblemType::OWN_PERMISSIONS.into(),
            E::Stale => ProblemType::STALE.into(),
            E::NameTaken => Self::field("/name", "taken", "Another role has this name."),
            E::TooMany => ProblemType::TOO_MANY_ROLES.into(),
            E::Predefined => ProblemType::PREDEFINED_ROLE.into(),
            E::Administrator => ProblemType::ADMINISTRATOR_ROLE.into(),
            E::Held => ProblemType::ROLE_HELD.into(),
            E::KeyReused => idempotency::reused(),
            E::Store(error) => error.into(),
        }
    }
}

/// What a request says of a role: as it came, or trimmed by [`Described::validated`].
#[derive(Debug, PartialEq, Eq)]
pub struct Described {
    pub name: Option<String>,
    pub description: Option<String>,
    pub permissions: Option<Vec<Permission>>,
}

impl Described {
    /// Trims the texts.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] that names everything that is wrong.
    pub fn validated(self) -> Result<Self, ApiError> {
        let name = self.name.as_deref().map(|name| read_line(name, MAX_ROLE_NAME)).transpose();
        let description = self.description.as_deref().map(read_role_description).transpose();
        let permissions = self.permissions.as_deref().and_then(permissions_problem);
        match (name, description, permissions) {
            (Ok(name), Ok(description), None) => Ok(Self {
                name: name.map(str::to_owned),
                description: description.map(str::to_owned),
                permissions: self.permissions,
            }),
            (name, description, permissions) => {
                let problems = [name.err().map(name_problem), description.err().map(description_problem), permissions];
                Err(ApiError::Invalid(problems.into_iter().flatten().collect()))
            }
        }
    }
}

/// What is wrong with the permissions of a role.
pub fn permissions_problem(permissions: &[Permission]) -> Option<FieldProblem> {
    let (code, detail) = if permissions.is_empty() {
        ("required", "Choose at least one permission.")
    } else if permissions.contains(&Permission::Unknown) {
        ("unknown", "One of the permissions does not exist.")
    } else {
        return None;
    };
    Some(problem("/permissions", code, detail))
}

fn name_problem(what: NameProblem) -> FieldProblem {
    let detail = match what {
        NameProblem::Missing => "Enter a name for the role.",
        NameProblem::TooLong => "At most 60 characters.",
        NameProblem::Invalid => "One line of text, without control characters.",
    };
    problem("/name", what.code(), detail)
}

fn description_problem(what: InvalidText) -> FieldProblem {
    let detail = match what {
        InvalidText::TooLong => "At most 300 characters.",
        InvalidText::Invalid => "One line of text, without control characters.",
    };
    problem("/description", what.code(), detail)
}

fn problem(pointer: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rol4_everything_wrong_is_named_at_once() {
        let described = |name: &str, description: &str, permissions: &[Permission]| Described {
            name: Some(name.to_owned()),
            description: Some(description.to_owned()),
            permissions: Some(permissions.to_vec()),
        };
        let Err(ApiError::Invalid(errors)) = described(" ", "a\nb", &[]).validated() else { panic!() };
        let pointers: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(pointers, [("/name", "required"), ("/description", "invalid"), ("/permissions", "required")]);
        let some = [Permission::DevicesRead];
        assert_eq!(described(" Staff ", " ", &some).validated().unwrap(), described("Staff", "", &some));
        assert!(described("Staff", "", &[Permission::Unknown]).validated().is_err());
    }
}
