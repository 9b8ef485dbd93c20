//! Answers that need not be sent again: conditional requests (RFC 9110, section 13).

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::error::ApiError;

/// Names one state of what an address answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Etag(String);

impl Etag {
    /// Made of everything that the answer depends on but its address. Another version of the program may answer in
    /// another shape.
    pub fn new(parts: &[i64]) -> Self {
        let parts: Vec<String> = parts.iter().map(i64::to_string).collect();
        Self(format!("W/\"{}-{}\"", env!("CARGO_PKG_VERSION"), parts.join("-")))
    }

    /// The value of the header.
    pub fn into_text(self) -> String {
        self.0
    }

    /// Whether the client already has this state.
    pub fn is_known(&self, headers: &HeaderMap) -> bool {
        let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        known.flat_map(|value| value.split(',')).any(|tag| tag.trim() == self.0)
    }

    /// The answer, under this name.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn answer(&self, body: &impl Serialize) -> Result<Response, ApiError> {
        Ok(self.name(json(body)?))
    }

    /// That nothing has changed.
    pub fn not_modified(&self) -> Response {
        self.name(StatusCode::NOT_MODIFIED.into_response())
    }

    fn name(&self, mut answer: Response) -> Response {
        if let Ok(tag) = HeaderValue::from_str(&self.0) {
            answer.headers_mut().insert(header::ETAG, tag);
        }
        answer
    }
}

/// A response with a large body.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn json(body: &impl Serialize) -> Result<Response, ApiError> {
    // Into a vector: half the work of axum's own writer for a page of members.
    let body = serde_json::to_vec(body).map_err(|error| ApiError::Internal(error.into()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_among_others() {
        let tag = Etag::new(&[7, 1]);
        let mut headers = HeaderMap::new();
        assert!(!tag.is_known(&headers));
        headers.insert(header::IF_NONE_MATCH, format!("\"x\", {}", tag.0).parse().unwrap());
        assert!(tag.is_known(&headers));
        assert!(!Etag::new(&[8, 1]).is_known(&headers));
    }
}
