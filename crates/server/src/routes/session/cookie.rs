//! The cookie that holds the session's token.

use axum::http::{HeaderName, header};

use crate::{authz::Token, state::Settings};

/// The cookie's name: with the prefix that lets no other host set it, wherever TLS allows that.
pub fn name(settings: &Settings) -> &'static str {
    if settings.is_secure() { "__Host-roster_session" } else { "roster_session" }
}

/// The header that gives the browser a token.
pub fn set(settings: &Settings, token: &Token) -> [(HeaderName, String); 1] {
    header(settings, &token.to_text(), settings.session_lifetime.as_secs())
}

/// The header that takes the token away again.
pub fn clear(settings: &Settings) -> [(HeaderName, String); 1] {
    header(settings, "", 0)
}

fn header(settings: &Settings, value: &str, seconds: i64) -> [(HeaderName, String); 1] {
    let secure = if settings.is_secure() { "; Secure" } else { "" };
    let name = name(settings);
    [(header::SET_COOKIE, format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Entropy;

    #[test]
    fn over_tls_the_cookie_is_bound_to_the_host_and_to_tls() {
        let settings = Settings { public_base_url: "https://roster.example".to_owned(), ..Settings::default() };
        let [(_, value)] = set(&settings, &Token::new(&Entropy::seeded(1)));
        assert!(value.starts_with("__Host-roster_session="), "{value}");
        assert!(value.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"), "{value}");
    }

    #[test]
    fn without_tls_it_has_a_plain_name_and_can_be_cleared() {
        let [(_, value)] = clear(&Settings::default());
        assert_eq!(value, "roster_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }
}
