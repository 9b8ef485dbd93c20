//! `POST …/members/bulk`: activate, deactivate, remove and restore

use api_types::{BulkResults, MemberStatus};
use serde_json::json;

use super::{events_with, id, of, read};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events, outcomes},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, VIEWER},
};

const EVERYBODY: [&str; 6] = [ADMIN, EDITOR, VIEWER, DIVIDED, GONE, INVITED];
const REMOVED: &str = "member_removed";

both_engines! {
    async fn usr8_each_member_succeeds_or_has_a_problem(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let members: Vec<_> = EVERYBODY.iter().map(|email| id(app, email).to_string()).collect();
        let members: Vec<_> = members.iter().map(String::as_str).chain(["mem_00000000000000000000000007"]).collect();
        for (action, expected) in [
            ("activate", ["not_inactive", "not_inactive", "not_inactive", "ok", "ok", "not_inactive"]),
            ("deactivate", ["own_account", "ok", "ok", "ok", "ok", "not_active"]),
            ("deactivate", ["own_account", "not_active", "not_active", "not_active", "not_active", "not_active"]),
            ("remove", ["own_account", "ok", "ok", "ok", "ok", "not_joined"]),
            ("remove", ["own_account", REMOVED, REMOVED, REMOVED, REMOVED, "not_joined"]),
            ("restore", ["not_withdrawn", "ok", "ok", "ok", "ok", "not_withdrawn"]),
        ] {
            let events = app.count("SELECT COUNT(*) FROM audit_events").await;
            for dry_run in [true, false] {
                let body = json!({"action": action, "members": members, "note": "Reorganization", "dry_run": dry_run});
                let answer = admin.post(&alpha(app, "/members/bulk"), &body).await;
                let expected: Vec<_> = expected.iter().copied().chain(["not_found"]).collect();
                assert_eq!(outcomes(&answer), expected, "{action}, dry run: {dry_run}");
                let problems = answer.ok::<BulkResults>().results.into_iter().filter_map(|result| result.problem);
                assert!(problems.into_iter().all(|problem| problem.detail.ends_with('.')));
                if dry_run {
                    assert_eq!(app.count("SELECT COUNT(*) FROM audit_events").await, events, "{action}");
                }
            }
            assert_counted(app).await;
        }
        // Inactive when they were removed, and again when they are restored.
        let editor = read(app, &admin, EDITOR).await;
        assert_eq!((editor.status, editor.inactive_note.as_deref()), (MemberStatus::Inactive, Some("Reorganization")));
        assert_eq!(events_with(app, "%", "Reorganization").await, 0);
        assert_eq!((events(app, "member.removed").await, events(app, "member.restored").await), (4, 4));
    }

    async fn usr8_restoring_takes_removed_members_and_withdrawn_invitations(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        assert_eq!(admin.post(&of(app, INVITED, "/withdraw"), &json!({})).await.status, 204);
        let body = json!({"action": "restore", "members": [id(app, EDITOR), id(app, INVITED)]});
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["ok", "ok"]);
        assert_eq!(read(app, &admin, EDITOR).await.status, MemberStatus::Active);
        assert_eq!(read(app, &admin, INVITED).await.status, MemberStatus::Invited);
        assert_counted(app).await;
    }

    async fn c2_all_administrators_together_leave_one(app: &TestApp) {
        app.sql(
            "UPDATE roles SET permissions = (SELECT permissions FROM roles administrators \
             WHERE administrators.key = 'administrator' AND administrators.organization_id = roles.organization_id) \
             WHERE key = 'editor'",
        )
        .await;
        let editor = app.signed_in(EDITOR).await;
        for action in ["deactivate", "remove"] {
            let body = json!({"action": action, "members": [id(app, CAUTIOUS), id(app, ADMIN)]});
            let answer = editor.post(&alpha(app, "/members/bulk"), &body).await;
            assert_eq!(outcomes(&answer), ["ok", "last_administrator"], "{action}");
            let undo = if action == "deactivate" { "/activate" } else { "/restore" };
            assert_eq!(editor.post(&of(app, CAUTIOUS, undo), &json!({})).await.status, 200);
        }
        assert_counted(app).await;
    }
}
