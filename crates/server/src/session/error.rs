//! Errors of passwords and rate limits as errors of the API.

use super::PasswordError;
use crate::{budget::RateLimited, error::ApiError};

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
