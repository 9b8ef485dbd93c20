//! Names of saved views.

use api_types::MAX_VIEW_NAME;

use crate::{
    error::ApiError,
    store::saved_views::{MOST, SaveError},
};

/// The name, trimmed.
///
/// # Errors
/// [`ApiError::Invalid`] when it is no name.
pub fn validated(name: &str) -> Result<String, ApiError> {
    let name = name.trim();
    if name.is_empty() {
        Err(ApiError::field("/name", "required", "Enter a name for the view."))
    } else if name.chars().count() > MAX_VIEW_NAME {
        Err(ApiError::field("/name", "too_long", "At most 60 characters."))
    } else if name.chars().any(char::is_control) {
        Err(ApiError::field("/name", "invalid", "One line of text, without control characters."))
    } else {
        Ok(name.to_owned())
    }
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
