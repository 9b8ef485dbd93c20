//! `/server`

use api_types::{MailService, ServerInfo};
use axum::http::Method;

use crate::support::{Engine, TestApp, both_engines, demo_settings, world::ADMIN};

both_engines! {
    async fn outside_the_demo_no_sign_ins_are_offered(app: &TestApp) {
        let info: ServerInfo = app.anonymous().get("/server").await.ok();
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let expected = ServerInfo {
            version,
            mail: MailService::Mailbox,
            passkeys: true,
            can_create_organizations: true,
            demo_accounts: Vec::new(),
        };
        assert_eq!(info, expected);
    }

    async fn f16_head_says_what_get_would_without_the_body(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let organization = format!("/organizations/{}", app.world.alpha);
        let members = format!("{organization}/members");
        for path in ["/server", "/session", &organization, &members, "/organizations/org_none", "/none"] {
            let (get, head) = (admin.get(path).await, admin.send(Method::HEAD, path, None).await);
            assert_eq!((head.status, head.body.as_ref()), (get.status, &b""[..]), "{path}");
            assert_eq!(head.headers.get("etag"), get.headers.get("etag"), "{path}");
        }
        let nobody = app.anonymous();
        assert_eq!(nobody.send(Method::HEAD, &members, None).await.status, 401);
        assert_eq!(nobody.send(Method::HEAD, "/invitations/lookup", None).await.status, 405);
    }
}

#[tokio::test]
async fn the_demo_offers_its_sign_ins() {
    let app = TestApp::start(Engine::Sqlite, demo_settings()).await;
    let info: ServerInfo = app.anonymous().get("/server").await.ok();
    assert_eq!(info.demo_accounts, demo_settings().demo_accounts);
}
