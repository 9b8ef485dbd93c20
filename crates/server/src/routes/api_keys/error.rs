//! Errors of API keys as problem details.

use crate::{
    error::{ApiError, ProblemType},
    store::api_keys::KeyError,
};

impl From<KeyError> for ApiError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::NoLongerAllowed | KeyError::NotFound => Self::NotFound,
            KeyError::Stale => ProblemType::STALE.into(),
            KeyError::TooMany => ProblemType::TOO_MANY_KEYS.into(),
            KeyError::Expired => ProblemType::KEY_EXPIRED.into(),
            KeyError::Store(error) => error.into(),
        }
    }
}
