//! `/server`

use api_types::{MailService, ServerInfo};

use crate::support::{Engine, TestApp, both_engines, demo_settings};

both_engines! {
    async fn outside_the_demo_no_sign_ins_are_offered(app: &TestApp) {
        let info: ServerInfo = app.anonymous().get("/server").await.ok();
        let version = env!("CARGO_PKG_VERSION").to_owned();
        assert_eq!(info, ServerInfo { version, mail: MailService::Mailbox, demo_accounts: Vec::new() });
    }
}

#[tokio::test]
async fn the_demo_offers_its_sign_ins() {
    let app = TestApp::start(Engine::Sqlite, demo_settings()).await;
    let info: ServerInfo = app.anonymous().get("/server").await.ok();
    assert_eq!(info.demo_accounts, demo_settings().demo_accounts);
}
