//! Errors of references as problem details.

use api_types::MAX_MEMBER_REFERENCES;

use crate::{
    error::{ApiError, ProblemType},
    store::references::ReplaceError,
};

impl From<ReplaceError> for ApiError {
    fn from(error: ReplaceError) -> Self {
        match error {
            ReplaceError::KeyEnded => ProblemType::INVALID_KEY.into(),
            ReplaceError::TooMany => {
                let detail =
                    format!("A member has at most {MAX_MEMBER_REFERENCES} references of all sources together.");
                Self::field("/references", "too_many", detail)
            }
            ReplaceError::Member(error) => error.into(),
            ReplaceError::Store(error) => error.into(),
        }
    }
}
