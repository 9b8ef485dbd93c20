//! Errors of confirming an address as problem details.

use crate::{
    error::{ApiError, ProblemType},
    store::email_changes::{EmailChangeError, InvalidEmailChange},
};

impl From<EmailChangeError> for ApiError {
    fn from(error: EmailChangeError) -> Self {
        match error {
            EmailChangeError::Store(error) => error.into(),
            EmailChangeError::Taken => ProblemType::EMAIL_TAKEN.into(),
            EmailChangeError::Invalid(invalid) => match invalid {
                InvalidEmailChange::Unknown => ProblemType::EMAIL_CHANGE_UNKNOWN,
                InvalidEmailChange::Expired => ProblemType::EMAIL_CHANGE_EXPIRED,
                InvalidEmailChange::Used => ProblemType::EMAIL_CHANGE_USED,
                InvalidEmailChange::Replaced => ProblemType::EMAIL_CHANGE_REPLACED,
                InvalidEmailChange::Cancelled => ProblemType::EMAIL_CHANGE_CANCELLED,
            }
            .into(),
        }
    }
}
