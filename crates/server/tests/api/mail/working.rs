use std::{sync::Arc, time::Duration};

use api_types::DeliveryState;
use jiff::SignedDuration;
use serde_json::json;
use tokio::sync::watch;

use super::{SmtpServer, delivery, invite, invite_one, smtp_server::Rule, with_mail, worker};

with_mail! {
    async fn a_worker_is_woken_by_what_is_to_be_sent(app: &TestApp) {
        let server = SmtpServer::start().await;
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(Arc::clone(&worker(app, &server)).run(stopped));
        let (admin, invited) = invite_one(app, "a@new.example").await;
        invite(app, &admin, &["b@new.example", "c@new.example", "d@new.example"], json!({})).await;
        server.wait_for(4).await;
        stop.send_replace(true);
        tokio::time::timeout(Duration::from_secs(20), running).await.unwrap().unwrap();
        assert_eq!(delivery(app, &admin, invited.id).await.state, DeliveryState::Sent);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 2 AND attempts = 1").await, 4);
    }

    async fn a_mail_under_way_is_finished_before_the_end(app: &TestApp) {
        let server = SmtpServer::start().await;
        server.rule("a@new.example", &[Rule::HoldAfterData]);
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(Arc::clone(&worker(app, &server)).run(stopped));
        let (admin, invited) = invite_one(app, "a@new.example").await;
        server.wait_for(1).await;
        stop.send_replace(true);
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!running.is_finished());
        let late = invite(app, &admin, &["late@new.example"], json!({})).await.remove(0);
        server.release();
        tokio::time::timeout(Duration::from_secs(20), running).await.unwrap().unwrap();
        assert_eq!(delivery(app, &admin, invited.id).await.state, DeliveryState::Sent);
        assert_eq!(delivery(app, &admin, late.id).await.state, DeliveryState::Waiting);
    }

    async fn what_is_long_done_with_is_forgotten(app: &TestApp) {
        let server = SmtpServer::start().await;
        invite_one(app, "a@new.example").await;
        worker(app, &server).work_off().await.unwrap();
        let (stop, stopped) = watch::channel(false);
        app.clock.advance(SignedDuration::from_hours(181 * 24));
        let running = tokio::spawn(Arc::clone(&worker(app, &server)).run(stopped));
        let began = tokio::time::Instant::now();
        while app.count("SELECT COUNT(*) FROM mails").await > 0 {
            assert!(began.elapsed() < Duration::from_secs(20), "it is still there");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        drop(stop);
        tokio::time::timeout(Duration::from_secs(20), running).await.unwrap().unwrap();
    }
}
