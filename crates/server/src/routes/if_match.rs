//! Versions of what can be changed: named by `ETag`, asked for by `If-Match` (RFC 9110, sections 8.8.3 and 13.1.1).

use api_types::Member;
use axum::{
    http::{HeaderMap, HeaderName, header},
    response::IntoResponse,
};
use serde::Serialize;

use crate::{
    error::{ApiError, ProblemType},
    store::Versions,
};

/// The versions that the client is willing to change.
///
/// # Errors
/// 428 when the client does not say.
pub fn wanted(headers: &HeaderMap) -> Result<Versions, ApiError> {
    if !headers.contains_key(header::IF_MATCH) {
        return Err(ProblemType::PRECONDITION_REQUIRED.into());
    }
    let lines = headers.get_all(header::IF_MATCH).iter().filter_map(|line| line.to_str().ok());
    let tags: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    if tags == ["*"] {
        return Ok(Versions::Any);
    }
    Ok(Versions::OneOf(tags.into_iter().filter_map(version).collect()))
}

/// The version that a tag names, if it is one of ours. A proxy that compresses makes it weak.
fn version(tag: &str) -> Option<i64> {
    let digits = tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')?.strip_suffix('"')?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
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

    fn with(values: &[&str]) -> Versions {
        let header = |value: &&str| (header::IF_MATCH, value.parse().unwrap());
        wanted(&values.iter().map(header).collect()).unwrap()
    }

    #[test]
    fn f17_any_version_and_lists_of_versions_are_taken() {
        assert_eq!(with(&["\"7\""]), Versions::OneOf(vec![7]));
        assert_eq!(with(&["*"]), Versions::Any);
        assert_eq!(with(&["\"7\", \"9\""]), Versions::OneOf(vec![7, 9]));
        assert_eq!(with(&["\"7\"", "\"x\",\"9\" "]), Versions::OneOf(vec![7, 9]));
        assert_eq!(with(&["W/\"7\""]), Versions::OneOf(vec![7]));
    }

    #[test]
    fn x17_what_is_no_tag_names_no_version() {
        for other in ["7", "\"+7\"", "\"-7\"", "\" 7\"", "w/\"7\"", "*, \"7", "**", "\"x\"", "\"\"", "\"", ""] {
            assert_eq!(with(&[other]), Versions::OneOf(Vec::new()), "{other}");
        }
        let none = wanted(&HeaderMap::new());
        assert!(matches!(none, Err(ApiError::Problem(problem)) if problem == ProblemType::PRECONDITION_REQUIRED));
    }
}
