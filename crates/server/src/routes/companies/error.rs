//! Invalid companies, and errors of their changes, as problem details.

use api_types::{FieldProblem, InvalidText, NameProblem, read_company_number, read_name};

use crate::{
    error::{ApiError, ProblemType},
    routes::idempotency,
    store::companies::CompanyError,
};

impl From<CompanyError> for ApiError {
    fn from(error: CompanyError) -> Self {
        match error {
            CompanyError::NotFound => Self::NotFound,
            CompanyError::NoLongerAllowed => Self::Forbidden,
            CompanyError::Stale => ProblemType::STALE.into(),
            CompanyError::NumberTaken { other } => Self::field("/number", "taken", format!("{other} has this number.")),
            CompanyError::KeyReused => idempotency::reused(),
            CompanyError::Store(error) => error.into(),
        }
    }
}

/// Name and number, trimmed. An empty number is none.
///
/// # Errors
/// [`ApiError::Invalid`] that names everything that is wrong.
pub fn validated(name: Option<&str>, number: Option<&str>) -> Result<Validated, ApiError> {
    let name = name.map(read_name).transpose();
    let number = number.map(read_company_number).transpose();
    match (name, number) {
        (Ok(name), Ok(number)) => {
            Ok(Validated { name: name.map(str::to_owned), number: number.map(|it| it.map(str::to_owned)) })
        }
        (name, number) => {
            let problems = name.err().map(name_problem).into_iter().chain(number.err().map(number_problem));
            Err(ApiError::Invalid(problems.collect()))
        }
    }
}

/// What [`validated`] read.
#[derive(Debug, PartialEq, Eq)]
pub struct Validated {
    pub name: Option<String>,
    pub number: Option<Option<String>>,
}

fn name_problem(what: NameProblem) -> FieldProblem {
    let detail = match what {
        NameProblem::Missing => "Enter a name for the company.",
        NameProblem::TooLong => "At most 120 characters.",
        NameProblem::Invalid => "One line of text, without control characters.",
    };
    problem("/name", what.code(), detail)
}

fn number_problem(what: InvalidText) -> FieldProblem {
    let detail = match what {
        InvalidText::TooLong => "At most 20 characters.",
        InvalidText::Invalid => "Letters, digits, hyphens, dots, slashes and single spaces.",
    };
    problem("/number", what.code(), detail)
}

fn problem(pointer: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_named_at_once() {
        let problems = |name, number| match validated(Some(name), Some(number)) {
            Err(ApiError::Invalid(errors)) => errors.into_iter().map(|error| (error.pointer, error.code)).collect(),
            other => panic!("{other:?}"),
        };
        let both: Vec<(String, String)> = problems(" ", "#");
        assert_eq!(both, [("/name", "required"), ("/number", "invalid")].map(|(a, b)| (a.to_owned(), b.to_owned())));
        let kept = validated(Some(" Acme "), Some(" 1000 ")).unwrap();
        assert_eq!((kept.name.as_deref(), kept.number), (Some("Acme"), Some(Some("1000".to_owned()))));
        assert_eq!(validated(None, Some("")).unwrap(), Validated { name: None, number: Some(None) });
        assert_eq!(validated(None, None).unwrap(), Validated { name: None, number: None });
    }
}
