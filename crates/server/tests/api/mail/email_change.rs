use api_types::{EmailChangePreview, Member};

use super::{
    BASE, SmtpServer,
    smtp_server::{Received, Rule},
    with_mail, worker,
};
use crate::support::{
    email_changes::{NEW_ADDRESS, confirm, lookup, pending, request},
    world::{ADMIN, EDITOR},
};

/// What has arrived at an address.
fn to(server: &SmtpServer, address: &str) -> Vec<Received> {
    server.received().into_iter().filter(|mail| mail.to == address).collect()
}

with_mail! {
    async fn the_link_goes_to_the_new_address_and_the_notices_to_the_old_one(app: &TestApp) {
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        request(app, &admin, EDITOR, NEW_ADDRESS).await.ok::<Member>();
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 2);
        let mail = to(&server, NEW_ADDRESS).remove(0);
        assert_eq!(mail.header("To"), NEW_ADDRESS);
        let link = format!("{BASE}/email-change#{}", mail.token());
        assert!(mail.data.replace("=\r\n", "").contains(&link), "{}", mail.data);
        let notice = to(&server, EDITOR).remove(0);
        assert_eq!(notice.header("Subject"), "A new email address for your account in Alpha");
        assert!(!notice.data.contains("email-change"), "{}", notice.data);
        assert_eq!(confirm(&app.anonymous(), &mail.token()).await.status, 204);
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let told = to(&server, EDITOR).pop().unwrap();
        assert!(told.data.replace("=\r\n", "").contains(NEW_ADDRESS), "{}", told.data);
        assert!(!told.data.contains("email-change"), "{}", told.data);
    }

    async fn a_mail_that_is_tried_again_brings_a_link_that_works(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule(NEW_ADDRESS, &[Rule::CloseAfterData]);
        let admin = app.signed_in(ADMIN).await;
        request(app, &admin, EDITOR, NEW_ADDRESS).await.ok::<Member>();
        let worker = worker(app, &server);
        for _ in 0..2 {
            worker.work_off().await.unwrap();
            app.clock.advance(jiff::SignedDuration::from_mins(5));
        }
        let delivery = pending(app, &app.signed_in(ADMIN).await, EDITOR).await.unwrap().delivery.unwrap();
        assert_eq!((delivery.attempts, delivery.uncertain), (2, true));
        let received = to(&server, NEW_ADDRESS);
        assert_eq!(received.len(), 2);
        // Both may have arrived, so both work until one is used.
        for mail in &received {
            lookup(&app.anonymous(), &mail.token()).await.ok::<EmailChangePreview>();
        }
        assert_eq!(confirm(&app.anonymous(), &received[1].token()).await.status, 204);
        assert_eq!(lookup(&app.anonymous(), &received[0].token()).await.summary(), "410 email_change_used");
    }
}
