//! `/organizations/{organization}/logo`, and the accent colour

use api_types::{List, MAX_LOGO, Organization, OrganizationSettings};
use axum::http::Method;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, DIVIDED, EDITOR, OUTSIDER, VIEWER},
};

/// A picture of this size, as Base64. Only its head is one.
pub fn png(width: u32, height: u32) -> String {
    BASE64_STANDARD.encode(bytes(width, height))
}

fn bytes(width: u32, height: u32) -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes(), &[8; 9]].concat()
}

async fn version(app: &TestApp, client: &Client) -> i64 {
    client.get(&alpha(app, "")).await.ok::<Organization>().version
}

async fn set(app: &TestApp, client: &Client, data: &str) -> Answer {
    let version = version(app, client).await;
    client.change(Method::PUT, &alpha(app, "/logo"), version, &json!({"data": data})).await
}

fn refused(code: &str) -> [(String, String); 1] {
    [("/data".to_owned(), code.to_owned())]
}

both_engines! {
    async fn org4_a_logo_is_seen_by_everybody_in_the_organization(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        assert_eq!(viewer.get(&alpha(app, "/logo")).await.summary(), "404 not_found");
        let before = version(app, &admin).await;
        let changed: Organization = set(app, &admin, &png(120, 40)).await.ok();
        assert_eq!(changed.version, before + 1);
        let url = viewer.get(&alpha(app, "")).await.ok::<Organization>().logo.unwrap();
        assert_eq!(Some(&url), changed.logo.as_ref());
        let logo = viewer.get(url.strip_prefix("/api/v1").unwrap()).await;
        assert_eq!((logo.header("content-type"), &logo.body[..]), ("image/png", &bytes(120, 40)[..]));
        // O1: a picture that somebody opens by itself runs nothing.
        assert_eq!(logo.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!((logo.header("x-content-type-options"), logo.header("cache-control")), ("nosniff", "private, no-cache"));
        let known = [("if-none-match", logo.header("etag"))];
        let same = viewer.send_with(Method::GET, &alpha(app, "/logo"), None, &known).await;
        assert_eq!((same.status.as_u16(), same.body.len()), (304, 0));
        // The same picture again is no change.
        assert_eq!(set(app, &admin, &png(120, 40)).await.ok::<Organization>().version, before + 1);
        let other: Organization = set(app, &admin, &png(40, 40)).await.ok();
        assert_ne!(other.logo.as_ref(), Some(&url));
        let removed = admin.change(Method::DELETE, &alpha(app, "/logo"), other.version, &json!({})).await;
        assert_eq!(removed.ok::<Organization>().logo, None);
        assert_eq!(viewer.get(&alpha(app, "/logo")).await.summary(), "404 not_found");
        app.seal().await;
        let log: List<api_types::AuditEvent> = admin.get(&alpha(app, "/audit-events?action=organization.changed")).await.ok();
        let mut logos: Vec<_> = log.items.iter().map(|event| {
            let text = |values: &[api_types::AuditValue]| values.first().and_then(|value| value.text.clone());
            (text(&event.changes[0].before), text(&event.changes[0].after))
        }).collect();
        // Their ids follow from the same moment.
        logos.sort_unstable();
        let text = |text: &str| Some(text.to_owned());
        let expected = [
            (None, text("image/png, 120 × 40")),
            (text("image/png, 120 × 40"), text("image/png, 40 × 40")),
            (text("image/png, 40 × 40"), None),
        ];
        assert_eq!(logos, expected);
    }

    async fn o1_what_is_no_small_picture_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let svg = BASE64_STANDARD.encode("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
        let gif = BASE64_STANDARD.encode(b"GIF89a\x01\0\x01\0");
        let html = BASE64_STANDARD.encode("\u{feff}<!doctype html><script>alert(1)</script>");
        for data in [svg, gif, html, String::new()] {
            assert_eq!(set(app, &admin, &data).await.field_errors(), refused("unsupported_type"), "{data}");
        }
        for (width, height) in [(10_000, 10_000), (1_025, 8), (8, 1_025), (0, 8)] {
            assert_eq!(set(app, &admin, &png(width, height)).await.field_errors(), refused("too_many"));
        }
        let mut large = bytes(8, 8);
        large.resize(MAX_LOGO + 1, 0);
        assert_eq!(set(app, &admin, &BASE64_STANDARD.encode(&large)).await.field_errors(), refused("too_large"));
        large.pop();
        assert_eq!(set(app, &admin, &BASE64_STANDARD.encode(&large)).await.status, 200);
        for data in ["data:image/png;base64,AAAA", "*", "AAA"] {
            assert_eq!(set(app, &admin, data).await.field_errors(), refused("invalid"), "{data}");
        }
        assert_eq!(events(app, "organization.changed").await, 1);
    }

    async fn org4_only_who_manages_the_organization_changes_its_logo(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let current = version(app, &admin).await;
        let body = json!({"data": png(8, 8)});
        for (who, answer) in [(VIEWER, "403 forbidden"), (EDITOR, "403 forbidden"), (DIVIDED, "404 not_found"), (OUTSIDER, "404 not_found")] {
            let client = app.signed_in(who).await;
            for method in [Method::PUT, Method::DELETE] {
                let refused = client.change(method, &alpha(app, "/logo"), current, &body).await;
                assert_eq!(refused.summary(), answer, "{who}");
            }
        }
        let program = app.program().await.put(&alpha(app, "/logo"), &body).await;
        assert_eq!(program.summary(), "401 unauthenticated");
        assert_eq!(admin.put(&alpha(app, "/logo"), &body).await.summary(), "428 precondition_required");
        let stale = admin.change(Method::PUT, &alpha(app, "/logo"), current - 1, &body).await;
        assert_eq!(stale.summary(), "412 stale");
        set(app, &admin, &png(8, 8)).await;
        // T1: the others see nothing of it.
        let none = admin.get("/organizations/org_00000000000000000000000001/logo").await;
        for who in [DIVIDED, OUTSIDER] {
            app.signed_in(who).await.get(&alpha(app, "/logo")).await.assert_same_as(&none);
        }
        assert_eq!(app.anonymous().get(&alpha(app, "/logo")).await.summary(), "401 unauthenticated");
        admin.post(&alpha(app, "/disable"), &json!({})).await;
        assert_eq!(admin.get(&alpha(app, "/logo")).await.summary(), "403 organization_disabled");
    }

    async fn org4_a_colour_is_read_as_css_writes_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let change = async |accent: &str| {
            let version = version(app, &admin).await;
            admin.change(Method::PATCH, &alpha(app, ""), version, &json!({"accent": accent})).await
        };
        for (typed, stored) in [("#FA0", "#ffaa00"), (" #1D63A880", "#1d63a8"), ("#000", "#000000")] {
            assert_eq!(change(typed).await.ok::<Organization>().accent.as_deref(), Some(stored));
        }
        for wrong in ["red", "#12", "url(x)", "#12345g", "rgb(0,0,0)"] {
            assert_eq!(change(wrong).await.field_errors(), [("/accent".to_owned(), "invalid".to_owned())], "{wrong}");
        }
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(viewer.get(&alpha(app, "")).await.ok::<Organization>().accent.as_deref(), Some("#000000"));
        assert_eq!(change("").await.ok::<Organization>().accent, None);
        let settings: OrganizationSettings = admin.get(&alpha(app, "/settings")).await.ok();
        assert_eq!(settings.accent, None);
    }
}
