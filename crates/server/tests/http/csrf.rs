//! ABUSE-CASES S10 and what belongs to it.

use roster_server::http::HttpSettings;

use crate::support::{Answer, send, server, settings};

const CLIENT: (&str, &str) = ("x-roster-client", "web");
const JSON: (&str, &str) = ("content-type", "application/json");
const SAME_ORIGIN: (&str, &str) = ("sec-fetch-site", "same-origin");
const COOKIE: (&str, &str) = ("cookie", "__Host-roster=secret");

async fn post(headers: &[(&str, &str)]) -> Answer {
    send(&server(settings()), "POST", "/api/v1/echo", headers).await
}

#[tokio::test]
async fn the_app_itself_may_post() {
    assert_eq!(post(&[CLIENT, JSON, SAME_ORIGIN, COOKIE]).await.status, 200);
    assert_eq!(post(&[CLIENT, ("content-type", "Application/JSON; charset=utf-8"), SAME_ORIGIN]).await.status, 200);
}

#[tokio::test]
async fn s10_another_site_or_a_sibling_subdomain_may_not_change_anything() {
    for site in ["cross-site", "same-site", "none", "nonsense", ""] {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            // Even a page that could forge the rest.
            let headers = [CLIENT, JSON, COOKIE, ("sec-fetch-site", site), ("origin", "https://roster.example")];
            let answer = send(&server(settings()), method, "/api/v1/echo", &headers).await;
            assert_eq!((answer.status, answer.code().as_str()), (403, "cross_origin"), "{method} {site}");
        }
    }
}

#[tokio::test]
async fn s10_without_the_browsers_word_the_origin_decides() {
    assert_eq!(post(&[CLIENT, JSON, COOKIE, ("origin", "https://roster.example")]).await.status, 200);
    for origin in [
        "https://evil.example",
        "https://sub.roster.example",
        "http://roster.example",
        "https://roster.example:8443",
        "https://roster.example.evil.example",
        "null",
    ] {
        assert_eq!(post(&[CLIENT, JSON, COOKIE, ("origin", origin)]).await.code(), "cross_origin", "{origin}");
    }
}

#[tokio::test]
async fn s10_a_cookie_without_any_word_on_where_it_comes_from_is_refused() {
    assert_eq!(post(&[CLIENT, JSON, COOKIE]).await.code(), "cross_origin");
}

#[tokio::test]
async fn f18_the_answer_names_what_is_missing() {
    let detail = async |headers: &[(&str, &str)]| {
        let problem: api_types::Problem = serde_json::from_str(&post(headers).await.body).unwrap();
        problem.detail
    };
    let stripped = detail(&[CLIENT, JSON, COOKIE]).await;
    assert!(stripped.starts_with("The headers sec-fetch-site and origin are missing. If a proxy"), "{stripped}");
    let client = detail(&[JSON, COOKIE, SAME_ORIGIN]).await;
    assert_eq!(client, "The header x-roster-client is missing.");
    let origin = detail(&[CLIENT, JSON, COOKIE, ("origin", "http://roster.example")]).await;
    assert!(origin.starts_with("The header origin is not the URL of this server"), "{origin}");
    let site = detail(&[CLIENT, JSON, COOKIE, ("sec-fetch-site", "same-site")]).await;
    assert!(site.starts_with("The header sec-fetch-site is not same-origin"), "{site}");
}

#[tokio::test]
async fn x17_of_two_words_on_where_it_comes_from_both_count() {
    let other = ("sec-fetch-site", "cross-site");
    assert_eq!(post(&[CLIENT, JSON, COOKIE, SAME_ORIGIN, other]).await.code(), "cross_origin");
    assert_eq!(post(&[CLIENT, JSON, COOKIE, other, SAME_ORIGIN]).await.code(), "cross_origin");
    let (own, other) = (("origin", "https://roster.example"), ("origin", "https://evil.example"));
    assert_eq!(post(&[CLIENT, JSON, COOKIE, own, other]).await.code(), "cross_origin");
    assert_eq!(post(&[CLIENT, JSON, COOKIE, own]).await.status, 200);
}

#[tokio::test]
async fn x17_only_its_own_host_reaches_the_demo() {
    let also_reached_at = vec!["http://localhost:8080".parse().unwrap()];
    let server = server(HttpSettings { own_host_only: true, also_reached_at, ..settings() });
    for (host, status) in [
        ("roster.example", 200),
        ("localhost:8080", 200),
        ("evil.example", 421),
        ("localhost", 421),
        ("roster.example.evil.example", 421),
        ("", 421),
    ] {
        assert_eq!(send(&server, "GET", "/api/v1/echo", &[("host", host)]).await.status, status, "{host}");
    }
    assert_eq!(send(&server, "GET", "/", &[("accept", "text/html")]).await.status, 421, "no host");
}

#[tokio::test]
async fn a_program_that_is_no_browser_may_post() {
    assert_eq!(post(&[CLIENT, JSON]).await.status, 200);
}

#[tokio::test]
async fn a_program_with_a_bearer_token_says_nothing_that_browsers_say() {
    const KEY: (&str, &str) = ("authorization", "Bearer roster_key_x");
    assert_eq!(post(&[KEY, JSON]).await.status, 200);
    assert_eq!(post(&[("authorization", "bearer x"), JSON, COOKIE]).await.status, 200);
    assert_eq!(post(&[KEY, ("content-type", "text/plain")]).await.code(), "unsupported_media_type");
    // Browsers send these by themselves.
    for other in ["Basic eDp5", "Digest x", "Bearer", ""] {
        assert_eq!(post(&[("authorization", other), JSON]).await.code(), "cross_origin", "{other}");
    }
}

#[tokio::test]
async fn s10_what_a_form_can_send_is_refused() {
    assert_eq!(post(&[JSON, SAME_ORIGIN]).await.code(), "cross_origin");
    let form = ("content-type", "application/x-www-form-urlencoded");
    assert_eq!(post(&[form, COOKIE, ("sec-fetch-site", "cross-site")]).await.code(), "cross_origin");
}

#[tokio::test]
async fn a_body_that_is_not_json_is_415() {
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonp")] {
        let mut headers = vec![CLIENT, SAME_ORIGIN];
        headers.extend(kind.map(|kind| ("content-type", kind)));
        let answer = post(&headers).await;
        assert_eq!((answer.status, answer.code().as_str()), (415, "unsupported_media_type"), "{kind:?}");
    }
    let delete = |headers| async move { send(&server(settings()), "DELETE", "/api/v1/echo", headers).await.status };
    assert_eq!(delete(&[CLIENT, SAME_ORIGIN]).await, 200);
    assert_eq!(delete(&[CLIENT, SAME_ORIGIN, ("content-length", "0")]).await, 200);
    assert_eq!(delete(&[CLIENT, SAME_ORIGIN, ("content-length", "2")]).await, 415);
    assert_eq!(delete(&[CLIENT, SAME_ORIGIN, ("transfer-encoding", "chunked")]).await, 415);
}

#[tokio::test]
async fn reading_needs_nothing_of_this() {
    let headers = [COOKIE, ("sec-fetch-site", "cross-site")];
    assert_eq!(send(&server(settings()), "GET", "/api/v1/echo", &headers).await.status, 200);
}

#[tokio::test]
async fn a_second_address_of_the_demo_counts_as_its_own() {
    let also_reached_at = vec!["http://localhost:8080".parse().unwrap()];
    let server = server(HttpSettings { also_reached_at, ..settings() });
    let from = |origin| [CLIENT, JSON, COOKIE, ("origin", origin)];
    assert_eq!(send(&server, "POST", "/api/v1/echo", &from("http://localhost:8080")).await.status, 200);
    assert_eq!(send(&server, "POST", "/api/v1/echo", &from("http://localhost:8081")).await.status, 403);
}
