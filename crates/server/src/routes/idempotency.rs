//! Requests that can be sent again without being carried out again.

use axum::http::HeaderMap;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    error::ApiError,
    store::idempotency::{ClaimError, IdempotencyKey},
};

/// Maximum length of a key, in characters.
pub const MAX_KEY: usize = 255;

/// The key that the client named its request by, and what it asked for: `operation` with this body.
///
/// # Errors
/// [`ApiError::Invalid`] when the key is no key.
pub fn key(headers: &HeaderMap, operation: &str, body: &impl Serialize) -> Result<Option<IdempotencyKey>, ApiError> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| !key.is_empty() && key.len() <= MAX_KEY);
    let key = key.ok_or_else(|| problem("1 to 255 ASCII characters."))?.to_owned();
    let body = serde_json::to_vec(body).map_err(|error| ApiError::Internal(error.into()))?;
    let request = Sha256::new().chain_update(operation).chain_update("\n").chain_update(body).finalize();
    Ok(Some(IdempotencyKey { key, request: request.into() }))
}

/// The key came with another request before.
pub fn reused() -> ApiError {
    problem("This key was already used for a different request. Use a new key.")
}

impl From<ClaimError> for ApiError {
    fn from(error: ClaimError) -> Self {
        match error {
            ClaimError::Reused => reused(),
            ClaimError::Store(error) => error.into(),
        }
    }
}

fn problem(detail: &str) -> ApiError {
    ApiError::field("/headers/idempotency-key", "invalid", detail)
}
