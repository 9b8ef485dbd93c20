//! What references may contain.

use std::collections::HashSet;

use api_types::{
    FieldProblem, MAX_REFERENCE_ID, MAX_REFERENCE_KIND, MAX_REFERENCE_TITLE, MAX_REFERENCES, NameProblem, Reference,
    is_reference_source, read_line, read_reference_url,
};

use crate::error::ApiError;

/// Checks the name of a source in the path.
///
/// # Errors
/// [`ApiError::NotFound`]: there is no such resource.
pub fn check_source(source: &str) -> Result<(), ApiError> {
    if is_reference_source(source) { Ok(()) } else { Err(ApiError::NotFound) }
}

/// The references as they are stored.
///
/// # Errors
/// [`ApiError::Invalid`] with everything that is wrong.
pub fn references(wanted: &[Reference]) -> Result<Vec<Reference>, ApiError> {
    if wanted.len() > MAX_REFERENCES {
        return Err(ApiError::field("/references", "too_many", format!("At most {MAX_REFERENCES} references.")));
    }
    let mut problems = Vec::new();
    let references: Vec<_> =
        wanted.iter().enumerate().map(|(at, reference)| one(at, reference, &mut problems)).collect();
    let mut ids = HashSet::new();
    for (at, reference) in references.iter().enumerate() {
        if !reference.id.is_empty() && !ids.insert(&reference.id) {
            problems.push(problem(at, "id", "taken", "Another reference of this request has the same id."));
        }
    }
    if problems.is_empty() { Ok(references) } else { Err(ApiError::Invalid(problems)) }
}

/// The reference; fields that are invalid are empty.
fn one(at: usize, wanted: &Reference, problems: &mut Vec<FieldProblem>) -> Reference {
    let mut line = |field, text, max| match read_line(text, max) {
        Ok(line) => line.to_owned(),
        Err(what) => {
            problems.push(problem(at, field, what.code(), &detail(what, max)));
            String::new()
        }
    };
    let id = line("id", &wanted.id, MAX_REFERENCE_ID);
    let kind = line("kind", &wanted.kind, MAX_REFERENCE_KIND);
    let title = line("title", &wanted.title, MAX_REFERENCE_TITLE);
    let url = read_reference_url(wanted.url.as_deref().unwrap_or_default()).unwrap_or_else(|what| {
        let detail = "A URL that begins with `https://` or `http://`, of at most 2,000 characters.";
        problems.push(problem(at, "url", what.code(), detail));
        None
    });
    Reference { id, kind, title, url: url.map(str::to_owned) }
}

fn detail(what: NameProblem, max: usize) -> String {
    match what {
        NameProblem::Missing => "Text that people can see.".to_owned(),
        NameProblem::TooLong => format!("At most {max} characters."),
        NameProblem::Invalid => "One line of text, without control characters.".to_owned(),
    }
}

fn problem(at: usize, field: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: format!("/references/{at}/{field}"), code: code.to_owned(), detail: detail.to_owned() }
}
