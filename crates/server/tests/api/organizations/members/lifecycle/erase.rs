//! Removed members are erased after 30 days

use axum::http::Method;
use jiff::SignedDuration;
use roster_server::maintenance;
use serde_json::json;

use super::{change, events_with, id, of, read};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events, invite, member, outcomes},
    world::{ADMIN, EDITOR, VIEWER},
};

both_engines! {
    async fn after_30_days_a_removed_member_is_erased_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        app.clock.advance(SignedDuration::from_hours(30 * 24) - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        let body = json!({"action": "restore", "members": [id(app, EDITOR)], "dry_run": true});
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["ok"]);
        app.clock.advance(SignedDuration::from_micros(1));
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.summary(), "410 member_removed");
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["member_removed"]);
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        for below in ["", "/blockers", "/activity"] {
            assert_eq!(admin.get(&of(app, EDITOR, below)).await.summary(), "404 not_found", "{below}");
        }
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.summary(), "404 not_found");
        assert_eq!((events(app, "member.removed").await, events(app, "member.erased").await), (1, 1));
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM accounts WHERE email_key = '{EDITOR}'")).await, 1);
        assert_counted(app).await;
    }

    async fn nothing_says_who_an_erased_member_was(app: &TestApp) {
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        app.sql("UPDATE roles SET permissions = 'organization.read members.read' WHERE key = 'editor'").await;
        let view = json!({"list": "members", "name": "Mine", "query": "q=a"});
        assert!(editor.put(&alpha(app, "/saved-views"), &view).await.status.is_success());
        let names = json!({"given_name": "Zebulon", "family_name": "Quist", "phone": "+49 30 777"});
        assert_eq!(change(app, &admin, Method::PATCH, EDITOR, "", &names).await.status, 200);
        let supervised = json!({"supervisor": id(app, EDITOR)});
        assert_eq!(change(app, &admin, Method::PATCH, VIEWER, "", &supervised).await.status, 200);
        let (nia, _) = invite(app, &admin, "zebulon@new.example").await;
        assert_eq!(admin.post(&member(app, &nia, "/withdraw"), &json!({})).await.status, 204);
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        assert!(events_with(app, "%", "ebulon").await >= 3);
        app.clock.advance(SignedDuration::from_hours(30 * 24));
        maintenance::once(&app.state).await.unwrap();
        for text in ["ebulon", "Quist", "777"] {
            assert_eq!(events_with(app, "%", text).await, 0, "{text}");
        }
        // What happened is still known.
        for action in ["member.changed", "member.removed", "invitation.created", "invitation.withdrawn"] {
            assert!(events(app, action).await > 0, "{action}");
        }
        assert!(events_with(app, "member.changed", &id(app, EDITOR).to_string()).await > 0, "others refer to the id");
        assert_eq!(app.count("SELECT COUNT(*) FROM saved_views").await, 0);
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(read(app, &admin, VIEWER).await.supervisor, None);
        assert_counted(app).await;
    }
}
