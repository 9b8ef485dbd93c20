//! What the server does by itself

use api_types::{List, Member, MemberStatus};
use jiff::SignedDuration;
use roster_server::maintenance;
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events, invitation_body, invite, lookup, member, one, post, with},
    world::ADMIN,
};

both_engines! {
    async fn invitations_that_have_run_out_say_so_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        app.clock.advance(SignedDuration::from_hours(7 * 24) - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM members WHERE status = 2").await, 1);
        app.clock.advance(SignedDuration::from_micros(1));
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        let expired: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!((expired.status, expired.version), (MemberStatus::Expired, 2));
        let listed: List<Member> = admin.get(&alpha(app, "/members?status=expired")).await.ok();
        assert_eq!(listed.total.count, 2);
        assert_eq!(events(app, "invitation.expired").await, 2);
        assert_counted(app).await;
    }

    async fn a_reminder_goes_out_once_when_two_days_are_left(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let sent = json!({"send_email": true, "lifetime_days": 8});
        one(&post(app, &admin, &with(invitation_body(app, &["nia@new.example"]), sent)).await);
        let short = json!({"send_email": true, "lifetime_days": 2});
        one(&post(app, &admin, &with(invitation_body(app, &["bo@new.example"]), short)).await);
        let handed = json!({"lifetime_days": 8});
        one(&post(app, &admin, &with(invitation_body(app, &["eva@new.example"]), handed)).await);
        let unsent = json!({"send_email": true, "lifetime_days": 8});
        one(&post(app, &admin, &with(invitation_body(app, &["leo@new.example"]), unsent)).await);
        app.sql("UPDATE mails SET state = 2 WHERE recipient <> 'leo@new.example'").await;

        app.clock.advance(SignedDuration::from_hours(6 * 24) - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE kind = 1").await, 0);
        app.clock.advance(SignedDuration::from_micros(1));
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        app.clock.advance(SignedDuration::from_hours(24));
        maintenance::once(&app.state).await.unwrap();
        let to_nia = "SELECT COUNT(*) FROM mails WHERE kind = 1 AND recipient = 'nia@new.example'";
        assert_eq!((app.count("SELECT COUNT(*) FROM mails WHERE kind = 1").await, app.count(to_nia).await), (1, 1));
        assert_eq!(events(app, "invitation.reminded").await, 1);
        assert_counted(app).await;
    }

    async fn what_was_kept_for_a_while_is_forgotten(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("idempotency-key", "k");
        let (nia, secret) = one(&post(app, &admin, &invitation_body(app, &["nia@new.example"])).await);
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        let kept = async |table: &str| app.count(&format!("SELECT COUNT(*) FROM {table}")).await;
        for (days, expected) in [(1, [1, 1, 1]), (1, [1, 0, 1]), (27, [1, 0, 1]), (1, [0, 0, 1]), (150, [0, 0, 0])] {
            app.clock.advance(SignedDuration::from_hours(24 * days));
            maintenance::once(&app.state).await.unwrap();
            let tables = ["members WHERE hidden", "idempotency_keys", "invitation_tokens"];
            let present = [kept(tables[0]).await, kept(tables[1]).await, kept(tables[2]).await];
            assert_eq!(present, expected);
        }
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "404 invitation_unknown");
    }
}
