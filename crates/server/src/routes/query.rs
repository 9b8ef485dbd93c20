//! Query parameters, read strictly: an unknown, repeated or unreadable one is an error that names it.

use std::{collections::HashSet, convert::Infallible};

use api_types::PAGE_SIZE;
use axum::{extract::FromRequestParts, http::request::Parts};
use percent_encoding::percent_decode_str;

use crate::{
    cursor::Scope,
    error::ApiError,
    state::AppState,
    store::page::{PageRequest, Start},
};

/// The most rows of a page.
pub const MAX_LIMIT: u64 = 200;

/// The largest number of rows before a page. SQL can count them.
pub const MAX_PLACE: u64 = 999_999_999_999_999;

/// The query as it was sent. It is read only after the caller is authorized, so that a bad parameter tells nothing.
pub struct QueryString(String);

/// The two parameters of every list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Paging {
    limit: Option<u64>,
    cursor: Option<String>,
}

impl FromRequestParts<AppState> for QueryString {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        Ok(Self(parts.uri.query().unwrap_or_default().to_owned()))
    }
}

impl QueryString {
    /// A query that did not come as the request's own, without the parameters of these names.
    pub fn without(query: &str, names: &[&str]) -> Self {
        let is_kept = |piece: &&str| {
            let name = form_urlencoded::parse(piece.as_bytes()).next().map(|(name, _)| name);
            name.is_none_or(|name| !names.contains(&&*name))
        };
        Self(query.split('&').filter(is_kept).collect::<Vec<_>>().join("&"))
    }

    /// Gives every parameter but the two of every list to `read`, which says whether it knows it.
    ///
    /// # Errors
    /// As [`QueryString::read_all`].
    pub fn read(&self, mut read: impl FnMut(&str, &str) -> Result<bool, ApiError>) -> Result<Paging, ApiError> {
        let mut paging = Paging::default();
        self.read_all(|parameter, value| {
            match parameter {
                "limit" => paging.limit = Some(read_limit(value)?),
                "cursor" => paging.cursor = Some(value.to_owned()),
                name => return read(name, value),
            }
            Ok(true)
        })?;
        Ok(paging)
    }

    /// Gives every parameter to `read`, for a list that has one page.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] for the first parameter that is unknown, repeated or invalid; [`ApiError::Malformed`] when
    /// the query is not text.
    pub fn read_all(&self, mut read: impl FnMut(&str, &str) -> Result<bool, ApiError>) -> Result<(), ApiError> {
        if percent_decode_str(&self.0).decode_utf8().is_err() {
            return Err(ApiError::Malformed("The query is not percent-encoded UTF-8.".to_owned()));
        }
        let mut seen = HashSet::new();
        for (parameter, value) in form_urlencoded::parse(self.0.as_bytes()) {
            if !seen.insert(parameter.clone()) {
                return Err(invalid(&parameter, "invalid", "This parameter appears more than once."));
            }
            if !read(&parameter, &value)? {
                return Err(invalid(&parameter, "unknown", "Unknown parameter."));
            }
        }
        Ok(())
    }
}

impl Paging {
    /// The page that is asked for, of the list that `scope` names; `at`, where a list takes that, says how many rows
    /// stand before it.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when the cursor is not one of that list.
    pub fn request(&self, state: &AppState, scope: &Scope, at: Option<u64>) -> Result<PageRequest, ApiError> {
        let start = match (&self.cursor, at) {
            (None, None) => Start::First,
            (None, Some(at)) => Start::At(at),
            (Some(cursor), None) => Start::After(state.cursors.open(scope, cursor).ok_or_else(|| {
                invalid("cursor", "invalid", "The cursor is invalid or of another list. Start without a cursor.")
            })?),
            (Some(_), Some(_)) => return Err(invalid("at", "invalid", "Send either `cursor` or `at`.")),
        };
        Ok(PageRequest { limit: self.limit.unwrap_or(PAGE_SIZE), start })
    }
}

/// Reads the number of rows before a page.
///
/// # Errors
/// [`ApiError::Invalid`] when it is not a number from 0 to [`MAX_PLACE`].
pub fn read_place(value: &str) -> Result<u64, ApiError> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let place = value.parse().ok().filter(|place| digits && *place <= MAX_PLACE);
    place.ok_or_else(|| invalid("at", "invalid", "The number of rows before the page, 0 or more."))
}

fn read_limit(value: &str) -> Result<u64, ApiError> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match value.parse::<u64>() {
        Ok(0) if digits => Err(invalid("limit", "too_small", "At least 1.")),
        Ok(1..=MAX_LIMIT) if digits => Ok(value.parse().unwrap_or(PAGE_SIZE)),
        _ if digits => Err(invalid("limit", "too_large", "At most 200.")),
        _ => Err(invalid("limit", "invalid", "A number from 1 to 200.")),
    }
}

/// What is wrong with a query parameter.
pub fn invalid(parameter: &str, code: &str, detail: &str) -> ApiError {
    ApiError::field(format!("/query/{}", escape_pointer(parameter)), code, detail)
}

/// A name as a part of a JSON pointer.
fn escape_pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Paging, (String, String)> {
        QueryString(query.to_owned()).read(|name, _| Ok(name == "q")).map_err(|error| match error {
            ApiError::Invalid(errors) => (errors[0].pointer.clone(), errors[0].code.clone()),
            other => panic!("{other}"),
        })
    }

    #[test]
    fn limits_are_numbers_from_1_to_200() {
        assert_eq!(read("limit=200").unwrap().limit, Some(200));
        assert_eq!(read("").unwrap(), Paging::default());
        for (query, code) in [
            ("limit=0", "too_small"),
            ("limit=201", "too_large"),
            ("limit=99999999999999999999", "too_large"),
            ("limit=x", "invalid"),
            ("limit=", "invalid"),
            ("limit=%2B5", "invalid"),
            ("limit=5&limit=5", "invalid"),
        ] {
            assert_eq!(read(query), Err(("/query/limit".to_owned(), code.to_owned())), "{query}");
        }
    }

    #[test]
    fn x17_a_query_that_is_not_text_is_malformed() {
        for query in ["q=%FF", "%C3=a", "q=a%00%ED%A0%80"] {
            let read = QueryString(query.to_owned()).read_all(|_, _| Ok(true));
            assert!(matches!(read, Err(ApiError::Malformed(_))), "{query}");
        }
        assert!(read("q=%C3%A9%zz%").is_ok());
    }

    #[test]
    fn parameters_are_left_out_by_name() {
        let without = |query| QueryString::without(query, &["at", "columns"]).0;
        assert_eq!(without("q=at&at=3&%61t=4&columns&sort=-name"), "q=at&sort=-name");
        assert_eq!(without("q=%FF&at=%FF"), "q=%FF");
        assert_eq!(without(""), "");
    }

    #[test]
    fn unknown_and_repeated_parameters_are_named() {
        assert_eq!(read("q=a&Q=b"), Err(("/query/Q".to_owned(), "unknown".to_owned())));
        assert_eq!(read("q=a&q=a"), Err(("/query/q".to_owned(), "invalid".to_owned())));
        assert_eq!(read("a/b~=1"), Err(("/query/a~1b~0".to_owned(), "unknown".to_owned())));
    }
}
