use std::collections::HashMap;

use api_types::DeliveryState;
use jiff::SignedDuration;
use serde_json::json;

use super::{SmtpServer, delivery, invite, invite_one, other_process, settings, with_mail, worker, worker_with};
use crate::support::world::ADMIN;

const MAILS: usize = 200;

with_mail! {
    async fn two_workers_send_each_of_many_mails_once(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        let emails: Vec<_> = (0..MAILS).map(|number| format!("user{number}@new.example")).collect();
        let emails: Vec<_> = emails.iter().map(String::as_str).collect();
        invite(app, &admin, &emails, json!({})).await;
        let other = other_process(app).await;
        let workers = [&app.state, &app.state, &other, &other].map(|state| worker_with(state, &settings(&server, &[])));
        let working = workers.map(|worker| tokio::spawn(async move { worker.work_off().await }));
        let mut tries = 0;
        for work in working {
            tries += work.await.unwrap().unwrap();
        }
        let mut received: HashMap<String, u32> = HashMap::new();
        for mail in server.received() {
            *received.entry(mail.to).or_default() += 1;
        }
        assert_eq!((tries, received.len()), (MAILS as u64, MAILS));
        assert!(received.values().all(|times| *times == 1), "{received:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 2 AND attempts = 1").await, MAILS as i64);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE uncertain").await, 0);
        let sent = "SELECT COUNT(*) FROM members WHERE invitation_times_sent = 1 AND email LIKE '%@new.example'";
        assert_eq!(app.count(sent).await, MAILS as i64);
        other.database.close().await;
    }

    async fn a_withdrawn_invitation_is_not_sent(app: &TestApp) {
        let server = SmtpServer::start().await;
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let path = format!("/organizations/{}/members/{}/withdraw", app.world.alpha, invited.id);
        assert_eq!(admin.post(&path, &json!({})).await.status, 204);
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 4").await, 1);
    }

    async fn an_invitation_that_is_sent_again_goes_out_once(app: &TestApp) {
        let server = SmtpServer::start().await;
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let path = format!("/organizations/{}/members/{}/resend", app.world.alpha, invited.id);
        admin.post(&path, &json!({"send_email": true})).await.ok::<serde_json::Value>();
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let received = server.received();
        assert_eq!(received.len(), 1);
        let found = app.anonymous().post("/invitations/lookup", &json!({"token": received[0].token()})).await;
        assert_eq!(found.status, 200);
        assert_eq!(delivery(app, &admin, invited.id).await.state, DeliveryState::Sent);
    }

    async fn an_invitation_that_has_run_out_meanwhile_is_not_sent(app: &TestApp) {
        let server = SmtpServer::start().await;
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        app.clock.advance(SignedDuration::from_hours(8 * 24));
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        assert_eq!((server.received().len(), server.connections()), (0, 0));
        let admin = { let _ = admin; app.signed_in(ADMIN).await };
        assert_eq!(delivery(app, &admin, invited.id).await.state, DeliveryState::Cancelled);
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation_tokens WHERE mailed").await, 0);
    }

    async fn an_organization_that_is_disabled_sends_nothing(app: &TestApp) {
        let server = SmtpServer::start().await;
        invite_one(app, "bob@new.example").await;
        app.sql("UPDATE organizations SET disabled_at = 1").await;
        worker(app, &server).work_off().await.unwrap();
        assert_eq!(server.received().len(), 0);
    }
}
