//! Errors of password resets as problem details.

use crate::{
    after_response::TooMuchWork,
    error::{ApiError, ProblemType},
    store::password_resets::{InvalidReset, ResetError},
};

impl From<ResetError> for ApiError {
    fn from(error: ResetError) -> Self {
        let invalid = match error {
            ResetError::Invalid(invalid) => invalid,
            ResetError::Store(error) => return error.into(),
        };
        match invalid {
            InvalidReset::Unknown => ProblemType::RESET_UNKNOWN,
            InvalidReset::Expired => ProblemType::RESET_EXPIRED,
            InvalidReset::Used => ProblemType::RESET_USED,
            InvalidReset::Replaced => ProblemType::RESET_REPLACED,
        }
        .into()
    }
}

impl From<TooMuchWork> for ApiError {
    fn from(error: TooMuchWork) -> Self {
        Self::Unavailable(Box::new(error))
    }
}
