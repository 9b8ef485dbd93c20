//! Versions of what can be changed: named by `ETag`, asked for by `If-Match` (RFC 9110, sections 8.8.3 and 13.1.1).

use api_types::Member;
use axum::{
    http::{HeaderMap, HeaderName, header},
    response::IntoResponse,
};
use serde::Serialize;

use crate::error::{ApiError, ProblemType};

/// The version that the client read and wants to change.
///
/// # Errors
/// 428 when the client does not say, 412 when what it says names no version.
pub fn wanted(headers: &HeaderMap) -> Result<i64, ApiError> {
    let value = headers.get(header::IF_MATCH).ok_or(ProblemType::PRECONDITION_REQUIRED)?;
    let tag = value.to_str().ok().map(str::trim);
    let digits = tag.and_then(|tag| tag.strip_prefix('"')?.strip_suffix('"'));
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let number = digits.and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| ProblemType::STALE.into())
}

/// A member, with the name of its version.
pub fn answer(member: Member) -> impl IntoResponse {
    with_version(member.version, member)
}

/// Anything that can be changed, with the name of its version.
pub fn with_version(version: i64, body: impl Serialize) -> impl IntoResponse {
    let tag: [(HeaderName, String); 1] = [(header::ETAG, format!("\"{version}\""))];
    (tag, axum::Json(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_strong_tag_names_a_version() {
        let with = |value: &str| wanted(&HeaderMap::from_iter([(header::IF_MATCH, value.parse().unwrap())]));
        assert_eq!(with("\"7\"").unwrap(), 7);
        for other in ["7", "\"+7\"", "\"-7\"", "\" 7\"", "W/\"7\"", "*", "\"x\"", "\"\"", "\""] {
            assert!(matches!(with(other), Err(ApiError::Problem(problem)) if problem == ProblemType::STALE), "{other}");
        }
        let none = wanted(&HeaderMap::new());
        assert!(matches!(none, Err(ApiError::Problem(problem)) if problem == ProblemType::PRECONDITION_REQUIRED));
    }
}
