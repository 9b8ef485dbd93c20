use api_types::DeliveryState;
use jiff::SignedDuration;
use serde_json::json;

use super::{
    SmtpServer, delivery, invite, invite_one, member, other_process, settings, smtp_server::Rule, with_mail, worker,
    worker_with,
};
use crate::support::world::ADMIN;

/// Longer than any claim holds in these tests.
const LEASE: SignedDuration = SignedDuration::from_mins(10);

with_mail! {
    async fn a_connection_that_ends_before_the_answer_is_said_to_be_uncertain(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::CloseAfterData]);
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let worker = worker(app, &server);
        assert_eq!(worker.work_off().await.unwrap(), 1);
        let waiting = delivery(app, &admin, invited.id).await;
        assert_eq!((waiting.state, waiting.error.as_deref()), (DeliveryState::Waiting, Some("interrupted")));
        assert!(waiting.uncertain);
        app.clock.advance(SignedDuration::from_secs(30));
        assert_eq!(worker.work_off().await.unwrap(), 1);
        let received = server.received();
        assert_eq!(received.len(), 2);
        assert_eq!(received[0].header("Message-ID"), received[1].header("Message-ID"));
        let sent = delivery(app, &admin, invited.id).await;
        assert_eq!((sent.state, sent.attempts, sent.uncertain), (DeliveryState::Sent, 2, true));
    }

    async fn a_server_that_never_answers_is_left(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::HangAtRecipient, Rule::HangAfterData]);
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let worker = worker_with(&app.state, &settings(&server, &[("ROSTER_MAIL__TIMEOUT", "200ms")]));
        for (state, uncertain, received) in
            [(DeliveryState::Waiting, false, 0), (DeliveryState::Waiting, true, 1), (DeliveryState::Sent, true, 2)]
        {
            assert_eq!(worker.work_off().await.unwrap(), 1);
            let delivery = delivery(app, &admin, invited.id).await;
            assert_eq!((delivery.state, delivery.uncertain), (state, uncertain));
            assert_eq!(delivery.error.as_deref(), (state == DeliveryState::Waiting).then_some("timeout"));
            assert_eq!(server.received().len(), received);
            app.clock.advance(SignedDuration::from_mins(1));
        }
    }

    async fn a_crash_between_sending_and_saying_so_is_seen(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::HangAfterData]);
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let first = worker(app, &server);
        let working = tokio::spawn(async move { first.work_off().await });
        server.wait_for(1).await;
        working.abort();
        let _ = working.await;
        let sending = delivery(app, &admin, invited.id).await;
        assert_eq!((sending.state, sending.uncertain), (DeliveryState::Sending, false));
        // Another server leaves it alone as long as the first may still be at it.
        let other = other_process(app).await;
        let second = worker_with(&other, &settings(&server, &[]));
        assert_eq!(second.work_off().await.unwrap(), 0);
        app.clock.advance(LEASE);
        assert_eq!(second.work_off().await.unwrap(), 1);
        let received = server.received();
        assert_eq!(received.len(), 2);
        assert_eq!(received[0].header("Message-ID"), received[1].header("Message-ID"));
        let sent = delivery(app, &admin, invited.id).await;
        assert_eq!((sent.state, sent.attempts, sent.uncertain), (DeliveryState::Sent, 2, true));
        other.database.close().await;
    }

    async fn who_comes_back_too_late_changes_nothing(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::HoldAfterData]);
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let slow = worker(app, &server);
        let working = tokio::spawn(async move { slow.work_off().await });
        server.wait_for(1).await;
        app.clock.advance(LEASE);
        let other = other_process(app).await;
        assert_eq!(worker_with(&other, &settings(&server, &[])).work_off().await.unwrap(), 1);
        server.release();
        assert_eq!(working.await.unwrap().unwrap(), 1);
        let sent = delivery(app, &admin, invited.id).await;
        assert_eq!((sent.state, sent.attempts, sent.uncertain), (DeliveryState::Sent, 2, true));
        assert_eq!(member(app, &admin, invited.id).await.invitation.unwrap().times_sent, 1);
        other.database.close().await;
    }

    async fn a_kept_connection_that_has_died_costs_no_try(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("a@new.example", &[Rule::CloseAfterAnswer]);
        let admin = app.signed_in(ADMIN).await;
        let first = invite(app, &admin, &["a@new.example"], json!({})).await.remove(0);
        app.clock.advance(SignedDuration::from_secs(1));
        let second = invite(app, &admin, &["b@new.example"], json!({})).await.remove(0);
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 2);
        for member in [first, second] {
            let sent = delivery(app, &admin, member.id).await;
            assert_eq!((sent.state, sent.attempts, sent.uncertain), (DeliveryState::Sent, 1, false));
        }
        assert_eq!((server.received().len(), server.connections()), (2, 2));
    }
}
