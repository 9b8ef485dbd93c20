//! Mails about requests for access.

use api_types::{AccessRequest, Device};
use serde_json::json;

use super::{BASE, SmtpServer, with_mail, worker};
use crate::support::{
    TestApp,
    invitations::{alpha, let_role},
    world::{ADMIN, CAUTIOUS, VIEWER},
};

async fn asked(app: &TestApp) -> AccessRequest {
    let admin = app.signed_in(ADMIN).await;
    let body = json!({"name": "Pump", "external_id": "P-1"});
    let pump: Device = admin.post(&alpha(app, "/devices"), &body).await.ok();
    let_role(app, "viewer", "organization.read").await;
    let body = json!({"device": pump.id, "level": "operate", "until": "2026-12-05", "reason": "Night shift"});
    app.signed_in(VIEWER).await.post(&alpha(app, "/access-requests"), &body).await.ok()
}

async fn answer(app: &TestApp, request: &AccessRequest, verb: &str, note: &str) {
    let path = alpha(app, &format!("/access-requests/{}/{verb}", request.id));
    let answer = app.signed_in(ADMIN).await.post(&path, &json!({"note": note})).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

with_mail! {
    async fn dev2_those_who_can_answer_get_the_links(app: &TestApp) {
        let server = SmtpServer::start().await;
        // Somebody whose own level is too low is not told.
        let_role(app, "editor", "organization.read members.read devices.read devices.grant").await;
        let request = asked(app).await;
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 2);
        let received = server.received();
        let mut to: Vec<_> = received.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, [ADMIN, CAUTIOUS]);
        for mail in &received {
            assert_eq!(mail.header("Subject"), "viewer asks for access to Pump");
            let text = mail.data.replace("=\r\n", "");
            let home = format!("{BASE}/organizations/{}", app.world.alpha);
            assert!(text.contains(&format!("{home}/users/{}", request.member.id)), "{text}");
            let own = ["=3D", "="].map(|sign| format!("{home}/access-requests?request{sign}{}", request.id));
            assert!(own.iter().any(|link| text.contains(link)), "{text}");
            assert!(text.contains("Night shift") && text.contains("5 December 2026"), "{text}");
        }
    }

    async fn dev2_the_requester_reads_the_answer(app: &TestApp) {
        let server = SmtpServer::start().await;
        let request = asked(app).await;
        worker(app, &server).work_off().await.unwrap();
        answer(app, &request, "approve", "Take care").await;
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let mail = server.received().pop().unwrap();
        assert_eq!((mail.to.as_str(), mail.header("Subject").as_str()), (VIEWER, "You have access to Pump"));
        assert!(mail.data.contains("Take care"), "{}", mail.data);
    }

    async fn t2_a_declined_request_does_not_tell_the_name_of_the_device(app: &TestApp) {
        let server = SmtpServer::start().await;
        let request = asked(app).await;
        worker(app, &server).work_off().await.unwrap();
        answer(app, &request, "decline", "Ask Jonas").await;
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let mail = server.received().pop().unwrap();
        assert_eq!(mail.header("Subject"), "Your request for access to a device was declined");
        assert!(mail.data.contains("Ask Jonas") && !mail.data.contains("Pump"), "{}", mail.data);
    }

    async fn dev2_a_request_that_was_answered_is_not_told_any_more(app: &TestApp) {
        let server = SmtpServer::start().await;
        let request = asked(app).await;
        answer(app, &request, "decline", "No").await;
        worker(app, &server).work_off().await.unwrap();
        let received = server.received();
        assert_eq!(received.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [VIEWER]);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE kind = 22 AND state = 4").await, 2);
    }
}
