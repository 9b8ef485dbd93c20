//! Bearer tokens of requests (RFC 6750).

use axum::http::{HeaderMap, header};

/// The bearer token of a request, if it has exactly one.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    let only = sent.next().filter(|_| sent.next().is_none())?;
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

/// Whether a request comes with a bearer token: no browser sends one by itself.
pub fn is_sent(headers: &HeaderMap) -> bool {
    let is_bearer = |value: &[u8]| value.get(..7).is_some_and(|start| start.eq_ignore_ascii_case(b"bearer "));
    headers.get_all(header::AUTHORIZATION).iter().any(|value| is_bearer(value.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_is_read_if_it_is_the_only_one() {
        let mut headers = HeaderMap::new();
        assert!(!is_sent(&headers));
        for (value, expected) in [("Bearer abc", Some("abc")), ("bearer abc", Some("abc")), ("Basic abc", None)] {
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            assert_eq!((token(&headers), is_sent(&headers)), (expected, expected.is_some()), "{value}");
        }
        headers.append(header::AUTHORIZATION, "Bearer def".parse().unwrap());
        assert_eq!((token(&headers), is_sent(&headers)), (None, true));
    }
}
