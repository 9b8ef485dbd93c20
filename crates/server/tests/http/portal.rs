use roster_server::http::HttpSettings;

use crate::support::{get_with, server, settings};

const NAVIGATE: (&str, &str) = ("sec-fetch-mode", "navigate");

fn portal() -> (tempfile::TempDir, axum::Router) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "the portal").unwrap();
    std::fs::write(folder.path().join("portal.css"), "p {}").unwrap();
    let server = server(HttpSettings { portal: Some(folder.path().to_owned()), ..settings() });
    (folder, server)
}

#[tokio::test]
async fn its_page_stands_at_every_address_below_it() {
    let (_folder, server) = portal();
    for path in ["/portal/", "/portal/users", "/portal/users/org_1/members?q=a"] {
        let page = get_with(&server, path, &[NAVIGATE]).await;
        assert_eq!((page.status, page.body.as_str()), (200, "the portal"), "{path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
    }
    let root = get_with(&server, "/portal", &[NAVIGATE]).await;
    assert_eq!((root.status, root.header("location")), (308, "/portal/"));
}

#[tokio::test]
async fn its_policy_is_its_own() {
    let (_folder, server) = portal();
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                  font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    for path in ["/portal/", "/portal/portal.css", "/portal/gone.css"] {
        assert_eq!(get_with(&server, path, &[NAVIGATE]).await.header("content-security-policy"), policy, "{path}");
    }
}

#[tokio::test]
async fn a_missing_file_of_it_is_404() {
    let (_folder, server) = portal();
    assert_eq!(get_with(&server, "/portal/portal.css", &[]).await.body, "p {}");
    for path in ["/portal/gone.css", "/portal/../secret.txt", "/portal/%2e%2e/secret.txt"] {
        assert_eq!(get_with(&server, path, &[NAVIGATE]).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn without_the_demo_there_is_none() {
    let page = get_with(&server(settings()), "/portal/", &[NAVIGATE]).await;
    assert_eq!(page.body, "<!doctype html>the page");
}
