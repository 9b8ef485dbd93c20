//! ABUSE-CASES "Headers".

use roster_server::http::HttpSettings;

use crate::support::{get_with, send, server, settings};

const PAGE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                    font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
                    frame-ancestors 'none'";

#[tokio::test]
async fn headers_of_pages_are_strict() {
    let page = get_with(&server(settings()), "/organizations", &[("accept", "text/html")]).await;
    assert_eq!(page.header("content-security-policy"), PAGE);
    assert_eq!(page.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn x13_headers_name_exactly_the_origins_that_may_frame_the_app_and_nobody_frames_a_sign_in() {
    let frame_ancestors = ["https://portal.example", "https://b.example:8443"].map(|origin| origin.parse().unwrap());
    let server = server(HttpSettings { frame_ancestors: frame_ancestors.to_vec(), ..settings() });
    let page = get_with(&server, "/", &[("accept", "text/html")]).await;
    let policy = page.header("content-security-policy");
    assert!(policy.ends_with("; frame-ancestors https://portal.example https://b.example:8443"), "{policy}");
    let api = get_with(&server, "/api/v1/echo", &[]).await;
    assert_eq!(api.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    for path in [
        "/invitation",
        "/invitation/",
        "//invitation",
        "/%69nvitation",
        "/invitation%23T",
        "/invitation/%20",
        "/Invitation",
        "/invitation.",
        "/password-reset",
        "/password-reset/",
        "/forgot-password",
        "/email-change/",
        "/sign-in",
        "/sign-in/",
        "//sign-in//",
        "/sign%2din?next=%2Forganizations",
    ] {
        let page = get_with(&server, path, &[("accept", "text/html")]).await;
        assert_eq!(page.header("content-security-policy"), PAGE, "E2 X13 {path}");
    }
    for path in ["/organizations/org_1/users", "/invitations", "/x/invitation"] {
        let page = get_with(&server, path, &[("accept", "text/html")]).await;
        assert!(page.header("content-security-policy").contains("https://portal.example"), "{path}");
    }
}

#[tokio::test]
async fn headers_name_the_build_of_the_app_that_is_served() {
    let server = server(settings());
    let page = get_with(&server, "/", &[("accept", "text/html")]).await;
    let build = page.header("x-roster-build");
    assert_eq!(build.len(), 16, "{build}");
    assert_eq!(get_with(&server, "/api/v1/echo", &[]).await.header("x-roster-build"), build);
}

#[tokio::test]
async fn headers_of_the_api_let_nothing_be_loaded_or_stored() {
    let api = get_with(&server(settings()), "/api/v1/echo", &[]).await;
    assert_eq!(api.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    assert_eq!(api.header("cache-control"), "no-store");
}

#[tokio::test]
async fn headers_stand_on_every_answer() {
    let server = server(settings());
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/assets/app-0123abcd.js"),
        ("GET", "/assets/gone.js"),
        ("GET", "/gone"),
        ("GET", "/api/v1/echo"),
        ("GET", "/api/v1/none"),
        ("GET", "/api/v1/panic"),
        ("POST", "/api/v1/echo"),
        ("PUT", "/api/v1/organizations/1"),
        ("GET", "/health/live"),
        ("GET", "/metrics"),
    ] {
        let answer = send(&server, method, path, &[("accept", "text/html")]).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000"),
        ] {
            assert_eq!(answer.header(name), value, "{method} {path}");
        }
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{method} {path}");
        assert!(!answer.header("cache-control").is_empty(), "{method} {path}");
        assert!(!answer.header("x-request-id").is_empty(), "{method} {path}");
    }
}

#[tokio::test]
async fn headers_promise_tls_only_where_there_is_tls() {
    let plain = HttpSettings { public_origin: "http://127.0.0.1:8080".parse().unwrap(), ..settings() };
    assert_eq!(get_with(&server(plain), "/", &[]).await.header("strict-transport-security"), "");
}
