use api_types::DeliveryState;
use serde_json::json;

use super::{BASE, SmtpServer, delivery, invite, invite_one, member, with_mail, worker};
use crate::support::world::ADMIN;

with_mail! {
    async fn an_invitation_goes_out_with_a_link_that_works(app: &TestApp) {
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        let more = json!({"message": "Welcome, Bob!", "language": "de"});
        let invited = invite(app, &admin, &["Bob@new.example"], more).await.remove(0);
        assert_eq!(delivery(app, &admin, invited.id).await.state, DeliveryState::Waiting);
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let received = server.received();
        let [mail] = &received[..] else { panic!("not one mail: {received:?}") };
        assert_eq!((mail.from.as_str(), mail.to.as_str()), ("roster@roster.example", "Bob@new.example"));
        assert_eq!(mail.header("From"), "Roster <roster@roster.example>");
        assert_eq!(mail.header("To"), "Bob@new.example");
        assert_eq!(mail.header("Subject"), "Einladung zu Alpha");
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        assert_eq!(mail.header("Reply-To"), "");
        assert!(mail.header("Date").starts_with("Sat, 21 Nov 2026 09:30:00"), "{}", mail.header("Date"));
        assert!(mail.header("Message-ID").ends_with("@roster.example>"));
        assert!(mail.header("Content-Type").starts_with("multipart/alternative"));
        assert!(mail.data.contains("> Welcome, Bob!"), "{}", mail.data);
        assert!(mail.data.replace("=\r\n", "").contains(&format!("{BASE}/invitation#")), "{}", mail.data);
        let found = app.anonymous().post("/invitations/lookup", &json!({"token": mail.token()})).await;
        assert_eq!(found.ok::<serde_json::Value>()["email"], "Bob@new.example");
        let after = member(app, &admin, invited.id).await.invitation.unwrap();
        let delivery = after.delivery.unwrap();
        assert_eq!((delivery.state, delivery.attempts, delivery.uncertain), (DeliveryState::Sent, 1, false));
        assert_eq!((after.times_sent, after.sent_at.clone()), (1, delivery.sent_at));
        assert_eq!(after.sent_at.unwrap(), app.now().to_string());
    }

    async fn a_mail_that_left_is_seen_in_the_list(app: &TestApp) {
        let server = SmtpServer::start().await;
        let (admin, _) = invite_one(app, "bob@new.example").await;
        let version = "SELECT list_state.version FROM list_state JOIN organizations ON id = organization_id \
                       WHERE list = 'members' AND number = '1001'";
        let before = app.count(version).await;
        worker(app, &server).work_off().await.unwrap();
        assert_eq!(app.count(version).await, before + 1);
        let list = admin.get(&format!("/organizations/{}/members?q=bob%40new.example", app.world.alpha)).await;
        assert_eq!(list.ok::<serde_json::Value>()["items"][0]["invitation"]["delivery"]["state"], "sent");
    }

    async fn i10_a_hostile_name_or_message_adds_no_header(app: &TestApp) {
        let server = SmtpServer::start().await;
        app.sql("UPDATE organizations SET name = 'Alpha <b>x</b>\r\nBcc: all@example.com'").await;
        let admin = app.signed_in(ADMIN).await;
        let message = "\r\n.\r\nMAIL FROM:<x@evil.example>\r\n<script>alert(1)</script>";
        invite(app, &admin, &["bob@new.example"], json!({"message": message})).await;
        worker(app, &server).work_off().await.unwrap();
        let received = server.received();
        assert_eq!(received.len(), 1);
        let (head, body) = received[0].data.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{head}");
        assert_eq!(received[0].header("Subject"), "Invitation to Alpha <b>x</b> Bcc: all@example.com");
        let html = body.split_once("text/html").unwrap().1;
        assert!(!html.contains("<b>") && !html.contains("<script>"), "{html}");
    }

    async fn whoever_invited_is_asked_for_a_new_link(app: &TestApp) {
        let server = SmtpServer::start().await;
        let (admin, invited) = invite_one(app, "bob@new.example").await;
        let worker = worker(app, &server);
        worker.work_off().await.unwrap();
        let token = server.received()[0].token();
        let path = format!("/organizations/{}/members/{}/resend", app.world.alpha, invited.id);
        admin.post(&path, &json!({"send_email": false})).await.ok::<serde_json::Value>();
        let asked = app.anonymous().post("/invitations/request", &json!({"token": token})).await;
        assert_eq!(asked.status, 202);
        assert_eq!(worker.work_off().await.unwrap(), 1);
        let mail = server.received().pop().unwrap();
        assert_eq!(mail.to, ADMIN);
        assert_eq!(mail.header("Subject"), "bob@new.example asks for a new invitation");
        let page = format!("{BASE}/organizations/{}/users/{}", app.world.alpha, invited.id);
        let text = mail.data.replace("=\r\n", "");
        assert!(text.contains(&page) && !text.contains("/invitation#"), "{text}");
    }
}
