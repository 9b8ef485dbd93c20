use std::{collections::HashMap, sync::Arc};

use roster_server::http::HttpSettings;

use crate::support::{Answer, Memory, get_with, on_the_wire, send, server, settings};

const NAVIGATE: (&str, &str) = ("sec-fetch-mode", "navigate");

async fn fetch(path: &str, headers: &[(&str, &str)]) -> Answer {
    get_with(&server(settings()), path, headers).await
}

#[tokio::test]
async fn hashed_assets_are_kept_for_ever() {
    let script = fetch("/assets/app-0123abcd.js", &[]).await;
    assert_eq!((script.status, script.body.as_str()), (200, "script"));
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("x-content-type-options"), "nosniff");
    let wasm = fetch("/assets/app-0123abcd.wasm", &[]).await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
}

#[tokio::test]
async fn the_best_prepared_encoding_is_sent() {
    for (accept, encoding, body) in [
        ("gzip, deflate, br", "br", "brotli page"),
        ("gzip;q=0.9, br;q=0.1", "gzip", "gzip page"),
        ("br;q=0", "", "<!doctype html>the page"),
        ("", "", "<!doctype html>the page"),
    ] {
        let page = fetch("/", &[NAVIGATE, ("accept-encoding", accept)]).await;
        assert_eq!((page.header("content-encoding"), page.body.as_str()), (encoding, body), "{accept}");
        assert_eq!(page.header("vary"), "accept-encoding");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    }
    let without_gzip = fetch("/assets/app-0123abcd.wasm", &[("accept-encoding", "gzip, br;q=0.5")]).await;
    assert_eq!(without_gzip.body, "brotli wasm");
}

#[tokio::test]
async fn files_with_a_lasting_name_are_asked_for_again_and_not_sent_twice() {
    for path in ["/", "/roster-admin.js", "/favicon.svg"] {
        let first = fetch(path, &[NAVIGATE]).await;
        assert_eq!((first.status, first.header("cache-control")), (200, "no-cache"), "{path}");
        let tag = first.header("etag");
        assert!(tag.starts_with('"'), "a strong tag: {tag}");
        let known = format!("\"other\", {tag}");
        let again = fetch(path, &[NAVIGATE, ("if-none-match", &known)]).await;
        assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", tag));
        // Browsers replace what they know by the headers of the 304.
        assert_eq!(again.header("content-security-policy"), first.header("content-security-policy"));
        assert_eq!(fetch(path, &[NAVIGATE, ("if-none-match", "\"other\"")]).await.status, 200);
    }
}

#[tokio::test]
async fn each_encoding_has_its_own_tag() {
    let plain = fetch("/", &[NAVIGATE]).await;
    let brotli = fetch("/", &[NAVIGATE, ("accept-encoding", "br")]).await;
    assert_ne!(plain.header("etag"), brotli.header("etag"));
}

#[tokio::test]
async fn head_says_what_get_would_send() {
    let head = send(&server(settings()), "HEAD", "/assets/app-0123abcd.js", &[]).await;
    assert_eq!((head.status, head.body.as_str(), head.header("content-length")), (200, "", "6"));
    let page =
        on_the_wire(server(settings()), "HEAD /organizations HTTP/1.1\r\nhost: a\r\naccept: text/html\r\n").await;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("content-length: 23"), "{page}");
    assert!(page.ends_with("\r\n\r\n"), "no body: {page}");
}

#[tokio::test]
async fn a_missing_asset_is_404_and_never_the_page() {
    let encoded = "/assets/app-0123abcd.wasm.br";
    for path in [
        "/assets/gone-0123abcd.js",
        "/assets/",
        "/assets",
        "/gone.js",
        "/assets/../index.html",
        encoded,
        "/index.html.gz",
    ] {
        let html = [NAVIGATE, ("accept", "text/html")];
        let missing = fetch(path, &html).await;
        assert_eq!((missing.status, missing.body.as_str()), (404, "Not found\n"), "{path}");
        assert_eq!(missing.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(missing.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn only_navigations_fall_back_to_the_page() {
    let page = fetch("/organizations/org_1/members?q=a", &[("accept", "text/html,*/*;q=0.8")]).await;
    assert_eq!((page.status, page.body.as_str()), (200, "<!doctype html>the page"));
    for (method, path, headers) in [
        ("GET", "/organizations", &[("accept", "application/json, image/*")][..]),
        ("GET", "/organizations", &[("sec-fetch-mode", "cors"), ("accept", "text/html")]),
        ("GET", "/organizations", &[("sec-fetch-mode", "no-cors"), ("accept", "*/*")]),
        ("POST", "/organizations", &[NAVIGATE]),
        ("GET", "/health/none", &[NAVIGATE]),
        ("GET", "/metrics/none", &[NAVIGATE]),
    ] {
        assert_eq!(send(&server(settings()), method, path, headers).await.status, 404, "{method} {path}");
    }
}

#[tokio::test]
async fn an_unknown_address_of_the_api_is_a_problem_and_never_the_page() {
    for path in ["/api", "/api/", "/api/v2/organizations", "/api/v1/none"] {
        assert_eq!(fetch(path, &[NAVIGATE]).await.code(), "not_found", "{path}");
    }
}

#[tokio::test]
async fn a_binary_without_the_app_says_so() {
    let empty = server(HttpSettings { files: Arc::new(Memory(HashMap::new())), ..settings() });
    let page = get_with(&empty, "/", &[NAVIGATE]).await;
    assert_eq!((page.status, page.header("content-type")), (503, "text/html; charset=utf-8"));
    assert!(page.body.contains("cargo xtask build"), "{}", page.body);
}

#[tokio::test]
async fn f16_health_checks_previews_and_curl_get_the_page() {
    for path in ["/", "/organizations/org_1/users?q=a", "/invitation"] {
        for headers in [
            &[][..],
            &[("accept", "*/*")],
            &[("accept", "text/*;q=0.5")],
            &[("accept", "application/xml"), ("accept", "Text/HTML")],
            &[NAVIGATE, ("accept", "*/*")],
        ] {
            for method in ["GET", "HEAD"] {
                let page = send(&server(settings()), method, path, headers).await;
                assert_eq!(page.status, 200, "{method} {path} {headers:?}");
                assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            }
        }
    }
    // The app's own scripts may ask for the page as such.
    assert_eq!(fetch("/", &[("sec-fetch-mode", "cors"), ("accept", "*/*")]).await.status, 200);
    let head = on_the_wire(server(settings()), "HEAD / HTTP/1.1\r\nhost: a\r\naccept: */*\r\n").await;
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("content-length: 23"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "no body: {head}");
}

#[tokio::test]
async fn f16_a_missing_file_is_404_for_them_too() {
    for path in ["/gone.js", "/assets/gone-0123abcd.js", "/assets/gone", "/health/none", "/robots.txt"] {
        for method in ["GET", "HEAD"] {
            assert_eq!(
                send(&server(settings()), method, path, &[("accept", "*/*")]).await.status,
                404,
                "{method} {path}"
            );
        }
    }
}

#[tokio::test]
async fn hidden_files_are_never_sent() {
    let left = ["/.trunk-lock", "/.git/config", "/assets/.hidden.js", "/.well/app.js"];
    let names = left.map(|path| (path.trim_start_matches('/'), "left behind"));
    let settings = HttpSettings { files: Arc::new(Memory(HashMap::from(names))), ..settings() };
    for path in left {
        assert_eq!(get_with(&server(settings.clone()), path, &[NAVIGATE]).await.status, 404, "{path}");
    }
}
