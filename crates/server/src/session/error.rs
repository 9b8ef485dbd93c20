//! Errors of passwords and rate limits as errors of the API.

use super::{InvalidSecret, PasskeyError, PasswordError, Unsealable};
use crate::{
    budget::RateLimited,
    error::{ApiError, ProblemType},
};

impl From<PasswordError> for ApiError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Unavailable(Box::new(error)),
            PasswordError::Failed(_) => Self::Internal(Box::new(error)),
        }
    }
}

impl From<RateLimited> for ApiError {
    fn from(limited: RateLimited) -> Self {
        Self::TooManyRequests { retry_after: limited.retry_after }
    }
}

impl From<InvalidSecret> for ApiError {
    fn from(error: InvalidSecret) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<Unsealable> for ApiError {
    fn from(error: Unsealable) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<PasskeyError> for ApiError {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::Unavailable => ProblemType::PASSKEYS_UNAVAILABLE,
            PasskeyError::Refused(_) | PasskeyError::Json(_) | PasskeyError::Unknown => ProblemType::WRONG_PASSKEY,
        }
        .into()
    }
}
