//! Errors of changes of contacts, as problem details.

use crate::{
    error::{ApiError, ProblemType},
    routes::idempotency,
    store::contacts::ContactError,
};

impl From<ContactError> for ApiError {
    fn from(error: ContactError) -> Self {
        match error {
            ContactError::NotFound => Self::NotFound,
            ContactError::NoLongerAllowed => Self::Forbidden,
            ContactError::Stale => ProblemType::STALE.into(),
            ContactError::NoName => Self::field("/given_name", "required", "Enter a given or a family name."),
            ContactError::Unreachable => {
                Self::field("/email", "required", "Enter an e-mail address or a phone number.")
            }
            ContactError::NoPhone => {
                Self::field("/phone", "required", "Add a phone number, or clear the purpose `emergency`.")
            }
            ContactError::KeyReused => idempotency::reused(),
            ContactError::Store(error) => error.into(),
        }
    }
}
