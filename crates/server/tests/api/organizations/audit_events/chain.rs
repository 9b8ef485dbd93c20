//! The chain of hashes

use api_types::MemberId;
use roster_server::store::audit::{Fault, Noted, Verified, verify};

use super::log;
use crate::support::{
    TestApp, both_engines,
    invitations::events,
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

async fn checked(app: &TestApp) -> Result<Verified, Fault> {
    verify(&app.state.database, None).await.unwrap()
}

/// Six people sign in; the rules that protect the log are switched off if `attack`.
async fn signed_in(app: &TestApp, attack: bool) -> Verified {
    for email in [ADMIN, EDITOR, VIEWER, CAUTIOUS, OUTSIDER] {
        app.signed_in(email).await;
    }
    app.seal().await;
    if attack {
        app.unlock_audit_log().await;
    }
    checked(app).await.unwrap()
}

/// Bytes in SQL.
fn bytes(app: &TestApp, hex: &str) -> String {
    if app.url.starts_with("sqlite:") { format!("X'{hex}'") } else { format!("'\\x{hex}'") }
}

both_engines! {
    async fn aud1_the_chain_has_every_event_once(app: &TestApp) {
        let first = signed_in(app, false).await;
        assert_eq!((first.erased, first.unsealed), (0, 0));
        assert_eq!(first.end.position, app.count("SELECT COUNT(*) FROM audit_events").await);
        assert_eq!(app.seal().await, 0, "nothing is sealed twice");
        app.signed_in(ADMIN).await;
        assert_eq!(checked(app).await.unwrap().unsealed, 1);
        // Two servers at once.
        app.signed_in(EDITOR).await;
        let (one, two) = tokio::join!(app.seal(), app.seal());
        let after = checked(app).await.unwrap();
        assert_eq!((one + two, after.end.position), (2, first.end.position + 2));
        // What was noted stays true.
        let noted = |noted: Noted| async move { verify(&app.state.database, Some(&noted)).await.unwrap() };
        assert_eq!(noted(first.end.clone()).await, Ok(after));
        let other = Noted { hash: vec![7; 32], ..first.end };
        assert_eq!(noted(other.clone()).await, Err(Fault::Noted(other.position)));
        let beyond = Noted { position: other.position + 9, ..other };
        assert_eq!(noted(beyond).await, Err(Fault::Missing(first.end.position + 3)));
    }

    async fn aud1_events_are_neither_changed_nor_deleted(app: &TestApp) {
        signed_in(app, false).await;
        app.signed_in(ADMIN).await;
        for sql in [
            "UPDATE audit_events SET action = 'mail.sent'",
            "UPDATE audit_events SET details = '{\"a\":1}'",
            "UPDATE audit_events SET position = position + 100 WHERE position IS NOT NULL",
            "UPDATE audit_events SET actor_id = NULL, details = '{}' WHERE actor_id IS NOT NULL",
            "UPDATE audit_events SET position = 100, details = '[]' WHERE position IS NULL",
            "DELETE FROM audit_events",
            "UPDATE audit_chain SET position = position - 1",
            "DELETE FROM audit_chain",
        ] {
            assert!(app.try_sql(sql).await.is_err(), "{sql}");
        }
        if !app.url.starts_with("sqlite:") {
            assert!(app.try_sql("TRUNCATE audit_events").await.is_err());
        }
        checked(app).await.unwrap();
    }

    async fn aud1_a_change_of_any_column_is_found(app: &TestApp) {
        signed_in(app, true).await;
        let other = bytes(app, &"0b".repeat(16));
        let hash = bytes(app, &"0b".repeat(32));
        let text = "'other'".to_owned();
        for (column, value) in [
            ("id", &other),
            ("organization_id", &other),
            ("account_id", &other),
            ("api_key_id", &other),
            ("actor_id", &other),
            ("subject_id", &other),
            ("salt", &other),
            ("hash", &hash),
            ("details_hash", &hash),
            ("action", &text),
            ("details", &text),
            ("peer", &text),
            ("request_id", &text),
            ("search_text", &text),
            ("occurred_at", &"7".to_owned()),
        ] {
            app.sql("CREATE TABLE kept AS SELECT * FROM audit_events WHERE position = 4").await;
            app.sql(&format!("UPDATE audit_events SET {column} = {value} WHERE position = 4")).await;
            assert_eq!(checked(app).await, Err(Fault::Changed(4)), "{column}");
            app.sql("DELETE FROM audit_events WHERE position = 4").await;
            app.sql("INSERT INTO audit_events SELECT * FROM kept").await;
            app.sql("DROP TABLE kept").await;
            checked(app).await.unwrap();
        }
    }

    async fn aud1_a_removed_event_and_a_cut_end_are_found(app: &TestApp) {
        let end = signed_in(app, true).await.end.position;
        app.sql("CREATE TABLE kept AS SELECT * FROM audit_events").await;
        for (sql, fault) in [
            ("DELETE FROM audit_events WHERE position = 1".to_owned(), Fault::Missing(1)),
            ("DELETE FROM audit_events WHERE position = 3".to_owned(), Fault::Missing(3)),
            (format!("DELETE FROM audit_events WHERE position = {end}"), Fault::Missing(end)),
            ("UPDATE audit_chain SET position = position - 1".to_owned(), Fault::End(end - 1)),
            ("DELETE FROM audit_events WHERE position > 0".to_owned(), Fault::Missing(1)),
        ] {
            app.sql("DELETE FROM audit_events").await;
            app.sql("INSERT INTO audit_events SELECT * FROM kept").await;
            app.sql(&sql).await;
            let found = checked(app).await;
            app.sql(&format!("UPDATE audit_chain SET position = {end}")).await;
            assert_eq!(found, Err(fault), "{sql}");
        }
        app.sql("DELETE FROM audit_chain").await;
        assert!(checked(app).await.is_err());
    }

    async fn aud1_details_of_an_erased_member_are_gone_and_the_chain_holds(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let alpha = app.world.alpha;
        let member: MemberId = app.world.member(alpha, VIEWER);
        let path = format!("/organizations/{alpha}/members/{member}");
        let version = admin.get(&path).await.ok::<api_types::Member>().version;
        let changes = api_types::MemberChanges { phone: Some("4711".to_owned()), ..Default::default() };
        admin.change(axum::http::Method::PATCH, &path, version, &changes).await;
        app.seal().await;
        assert_eq!(log(app, &admin, "q=4711").await.items.len(), 1);
        assert_eq!(admin.delete(&path).await.status, 204);
        app.seal().await;
        app.clock.advance(jiff::SignedDuration::from_hours(31 * 24));
        roster_server::maintenance::once(&app.state).await.unwrap();
        assert_eq!(events(app, "member.erased").await, 1);
        app.seal().await;
        let verified = checked(app).await.unwrap();
        assert!(verified.erased >= 2, "{verified:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_events WHERE details LIKE '%4711%'").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_events WHERE search_text LIKE '%4711%'").await, 0);
        let admin = app.signed_in(ADMIN).await;
        let of_member = log(app, &admin, "action=member.changed").await.items.remove(0);
        assert_eq!((of_member.changes.len(), of_member.target.unwrap().name), (0, None));
    }
}
