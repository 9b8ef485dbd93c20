//! Names of saved views.

use api_types::{MAX_VIEW_NAME, NameProblem, read_line};

use crate::{
    error::ApiError,
    store::saved_views::{MOST, SaveError},
};

/// The name, trimmed.
///
/// # Errors
/// [`ApiError::Invalid`] when it is no name.
pub fn validated(name: &str) -> Result<String, ApiError> {
    read_line(name, MAX_VIEW_NAME).map(str::to_owned).map_err(|what| {
        let detail = match what {
            NameProblem::Missing => "Enter a name for the view.",
            NameProblem::TooLong => "At most 60 characters.",
            NameProblem::Invalid => "One line of text, without control characters.",
        };
        ApiError::field("/name", what.code(), detail)
    })
}

impl From<SaveError> for ApiError {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::NotFound => Self::NotFound,
            SaveError::NameTaken => Self::field("/name", "taken", "You have a view with this name."),
            SaveError::TooMany => {
                Self::field("/name", "too_many", format!("At most {MOST} views. Delete or replace one."))
            }
            SaveError::Store(error) => error.into(),
        }
    }
}
