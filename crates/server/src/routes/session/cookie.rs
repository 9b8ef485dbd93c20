//! The cookies of this server: the session's token, and the one by which a browser is known again.

use axum::http::{HeaderName, header};
use url::Url;

use crate::{authz::Token, state::Settings};

/// How long a browser is known again: as long as browsers keep a cookie.
const BROWSER_SECONDS: i64 = 400 * 24 * 60 * 60;

/// The name of the session's cookie, and its former name, which ends with the sessions that have it.
pub fn session_names(settings: &Settings) -> [String; 2] {
    [named(settings, "roster_session"), former(settings, "roster_session")]
}

/// The name of the cookie by which a browser is known again.
pub fn browser_name(settings: &Settings) -> String {
    named(settings, "roster_device")
}

/// The header that gives the browser a session's token.
pub fn set(settings: &Settings, token: &Token) -> [(HeaderName, String); 1] {
    let [name, _] = session_names(settings);
    header(settings, &name, &token.to_text(), settings.session_lifetime.as_secs())
}

/// The header that takes the session's token away again.
pub fn clear(settings: &Settings) -> [(HeaderName, String); 1] {
    let [name, _] = session_names(settings);
    header(settings, &name, "", 0)
}

/// The header that lets the browser be known again.
pub fn set_browser(settings: &Settings, token: &Token) -> [(HeaderName, String); 1] {
    header(settings, &browser_name(settings), &token.to_text(), BROWSER_SECONDS)
}

/// A name of this installation: with the prefix that lets no other host set the cookie, wherever TLS allows that, and
/// with the port, because browsers send a cookie to all ports of a host.
fn named(settings: &Settings, name: &str) -> String {
    let port = Url::parse(&settings.public_base_url).ok().and_then(|url| url.port());
    let port = port.map(|port| format!("_{port}")).unwrap_or_default();
    former(settings, name) + &port
}

fn former(settings: &Settings, name: &str) -> String {
    let prefix = if settings.is_secure() { "__Host-" } else { "" };
    format!("{prefix}{name}")
}

fn header(settings: &Settings, name: &str, value: &str, seconds: i64) -> [(HeaderName, String); 1] {
    let secure = if settings.is_secure() { "; Secure" } else { "" };
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
        let settings = Settings { public_base_url: "http://roster.example".to_owned(), ..Settings::default() };
        let [(_, value)] = clear(&settings);
        assert_eq!(value, "roster_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn f11_each_port_of_a_host_has_cookies_of_its_own() {
        let names = |url: &str| {
            let settings = Settings { public_base_url: url.to_owned(), ..Settings::default() };
            (session_names(&settings), browser_name(&settings))
        };
        let (session, browser) = names("http://localhost:8080");
        assert_eq!(session, ["roster_session_8080", "roster_session"]);
        assert_eq!(browser, "roster_device_8080");
        assert_eq!(names("https://roster.example:8443").0[0], "__Host-roster_session_8443");
        assert_eq!(names("https://roster.example").0, ["__Host-roster_session"; 2]);
    }
}
