use api_types::DeliveryState;
use jiff::SignedDuration;
use serde_json::json;

use super::{SmtpServer, delivery, invite, invite_one, member, smtp_server::Rule, with_mail, worker};
use crate::support::world::ADMIN;

with_mail! {
    async fn a_refused_recipient_is_not_tried_again_and_others_are_sent(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::Recipient("550 no such mailbox")]);
        let admin = app.signed_in(ADMIN).await;
        let invited = invite(app, &admin, &["bob@new.example", "eve@new.example"], json!({})).await;
        let worker = worker(app, &server);
        assert_eq!(worker.work_off().await.unwrap(), 2);
        let failed = delivery(app, &admin, invited[0].id).await;
        assert_eq!((failed.state, failed.error.as_deref()), (DeliveryState::Failed, Some("recipient_refused")));
        assert_eq!(delivery(app, &admin, invited[1].id).await.state, DeliveryState::Sent);
        assert_eq!(member(app, &admin, invited[0].id).await.invitation.unwrap().times_sent, 0);
        app.clock.advance(SignedDuration::from_hours(3));
        assert_eq!(worker.work_off().await.unwrap(), 0);
    }

    async fn a_refused_message_is_not_tried_again(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::Message("554 looks like spam")]);
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        worker(app, &server).work_off().await.unwrap();
        let failed = delivery(app, &admin, invited.id).await;
        assert_eq!((failed.state, failed.error.as_deref()), (DeliveryState::Failed, Some("rejected")));
        assert!(!failed.uncertain);
    }

    async fn a_server_that_is_busy_is_asked_again_later(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::Recipient("451 busy"), Rule::Message("452 full")]);
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let worker = worker(app, &server);
        assert_eq!(worker.work_off().await.unwrap(), 1);
        let waiting = delivery(app, &admin, invited.id).await;
        assert_eq!((waiting.state, waiting.error.as_deref()), (DeliveryState::Waiting, Some("deferred")));
        assert_eq!(waiting.next_attempt_at, Some((app.now() + SignedDuration::from_secs(30)).to_string()));
        app.clock.advance(SignedDuration::from_secs(29));
        assert_eq!(worker.work_off().await.unwrap(), 0);
        app.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(worker.work_off().await.unwrap(), 1);
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(worker.work_off().await.unwrap(), 1);
        let sent = delivery(app, &admin, invited.id).await;
        assert_eq!((sent.state, sent.attempts, sent.uncertain), (DeliveryState::Sent, 3, false));
        assert_eq!((sent.error, sent.next_attempt_at), (None, None));
        app.clock.advance(SignedDuration::from_hours(3));
        assert_eq!(worker.work_off().await.unwrap(), 0);
    }

    async fn nothing_is_lost_while_the_mail_server_is_away(app: &TestApp) {
        let mut server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        let emails = ["a@new.example", "b@new.example", "c@new.example"];
        let invited = invite(app, &admin, &emails, json!({})).await;
        let worker = worker(app, &server);
        server.down().await;
        for _ in 0..6 {
            assert_eq!(worker.work_off().await.unwrap(), 3);
            let waiting = delivery(app, &admin, invited[0].id).await;
            assert_eq!((waiting.state, waiting.error.as_deref()), (DeliveryState::Waiting, Some("unreachable")));
            assert!(!waiting.uncertain);
            app.clock.advance(SignedDuration::from_mins(20));
        }
        server.up().await;
        assert_eq!(worker.work_off().await.unwrap(), 3);
        let mut to: Vec<_> = server.received().into_iter().map(|mail| mail.to).collect();
        to.sort();
        assert_eq!(to, emails);
        assert_eq!(delivery(app, &admin, invited[2].id).await.state, DeliveryState::Sent);
    }

    async fn after_two_days_it_is_given_up_and_said(app: &TestApp) {
        let mut server = SmtpServer::start().await;
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let worker = worker(app, &server);
        server.down().await;
        let mut tries = 0;
        while delivery(app, &admin, invited.id).await.state == DeliveryState::Waiting {
            tries += worker.work_off().await.unwrap();
            app.clock.advance(SignedDuration::from_hours(1));
        }
        assert_eq!(tries, 54);
        let failed = delivery(app, &admin, invited.id).await;
        assert_eq!((failed.state, failed.error.as_deref()), (DeliveryState::Failed, Some("unreachable")));
    }

    async fn several_mails_go_over_one_connection(app: &TestApp) {
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        invite(app, &admin, &["a@new.example", "b@new.example", "c@new.example"], json!({})).await;
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 3);
        assert_eq!((server.received().len(), server.connections()), (3, 1));
    }
}
