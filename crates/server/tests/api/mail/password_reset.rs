use api_types::PasswordResetPreview;
use serde_json::json;

use super::{
    BASE, SmtpServer,
    smtp_server::{Received, Rule},
    with_mail, worker,
};
use crate::support::{
    password_resets::{NEW, ask, confirm, lookup},
    world::EDITOR,
};

fn link(mail: &Received) -> String {
    format!("{BASE}/password-reset#{}", mail.token())
}

with_mail! {
    async fn a_reset_and_the_change_go_out_to_the_owner(app: &TestApp) {
        let server = SmtpServer::start().await;
        let asked = app.anonymous().post("/password-reset", &json!({"email": EDITOR, "language": "de"})).await;
        assert_eq!(asked.status, 202);
        app.state.after_response.finished().await;
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let received = server.received();
        let [mail] = &received[..] else { panic!("not one mail: {received:?}") };
        assert_eq!((mail.to.as_str(), mail.header("To")), (EDITOR, EDITOR.to_owned()));
        assert!(mail.data.replace("=\r\n", "").contains(&link(mail)), "{}", mail.data);
        assert_eq!(confirm(&app.anonymous(), &mail.token(), NEW).await.status, 204);
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let told = server.received().pop().unwrap();
        assert_eq!((told.to.as_str(), told.header("Subject").as_str()), (EDITOR, "Your Roster password was changed"));
        assert!(!told.data.contains('#') || !told.data.contains("password-reset#"), "{}", told.data);
    }

    async fn a_mail_that_is_tried_again_brings_a_link_that_works(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule(EDITOR, &[Rule::CloseAfterData]);
        ask(&app.anonymous(), EDITOR).await;
        app.state.after_response.finished().await;
        let worker = worker(app, &server);
        for _ in 0..2 {
            worker.work_off().await.unwrap();
            app.clock.advance(jiff::SignedDuration::from_mins(5));
        }
        let received = server.received();
        assert_eq!(received.len(), 2);
        // Both may have arrived, so both work until one is used.
        for mail in &received {
            lookup(&app.anonymous(), &mail.token()).await.ok::<PasswordResetPreview>();
        }
        assert_eq!(confirm(&app.anonymous(), &received[1].token(), NEW).await.status, 204);
        assert_eq!(lookup(&app.anonymous(), &received[0].token()).await.summary(), "410 reset_used");
    }
}
