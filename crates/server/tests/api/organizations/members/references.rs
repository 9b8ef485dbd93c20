//! `/organizations/{organization}/members/{member}/references/{source}`, and what references block

use api_types::{
    ActorKind, AuditEvent, BulkResults, List, Member, MemberBlockers, MemberReference, MemberStatus, Reference,
    References,
};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, events, outcomes},
    world::{ADMIN, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

fn of(app: &TestApp, email: &str, below: &str) -> String {
    alpha(app, &format!("/members/{}{below}", app.world.member(app.world.alpha, email)))
}

fn work_orders(app: &TestApp, email: &str) -> String {
    of(app, email, "/references/work-orders")
}

fn reference(id: &str) -> Reference {
    Reference {
        id: id.to_owned(),
        kind: "Work order".to_owned(),
        title: format!("Pump {id}"),
        url: Some(format!("https://portal.example/orders/{id}")),
    }
}

fn references(ids: &[&str]) -> References {
    References { references: ids.iter().map(|id| reference(id)).collect() }
}

/// Registers that work orders with these ids need somebody.
async fn register(app: &TestApp, program: &Client, email: &str, ids: &[&str]) -> Answer {
    program.put(&work_orders(app, email), &references(ids)).await
}

async fn blockers(app: &TestApp, client: &Client, email: &str) -> MemberBlockers {
    client.get(&of(app, email, "/blockers")).await.ok()
}

fn ids(references: &[MemberReference]) -> Vec<String> {
    references.iter().map(|it| format!("{}/{}", it.source, it.id)).collect()
}

/// The answer to a body with this one reference.
async fn put_one(app: &TestApp, program: &Client, changes: Value) -> Answer {
    let mut one = json!(reference("1"));
    for (field, value) in changes.as_object().unwrap() {
        one[field] = value.clone();
    }
    program.put(&work_orders(app, VIEWER), &json!({"references": [one]})).await
}

both_engines! {
    async fn usr12_a_source_replaces_its_own_references_and_no_others(app: &TestApp) {
        let (admin, program) = (app.signed_in(ADMIN).await, app.program().await);
        assert_eq!(blockers(app, &admin, VIEWER).await.reference_count, 0);
        let answer = register(app, &program, VIEWER, &["b", "a"]).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (204, 0));
        let other = of(app, VIEWER, "/references/approvals");
        assert_eq!(program.put(&other, &references(&["a"])).await.status, 204);
        assert_eq!(program.get(&work_orders(app, VIEWER)).await.ok::<References>(), references(&["b", "a"]));
        let all = blockers(app, &admin, VIEWER).await;
        assert_eq!(ids(&all.references), ["approvals/a", "work-orders/b", "work-orders/a"]);
        assert_eq!((all.reference_count, all.references[1].url.as_deref()), (3, Some("https://portal.example/orders/b")));
        assert_eq!(register(app, &program, VIEWER, &["c"]).await.status, 204);
        assert_eq!(ids(&blockers(app, &admin, VIEWER).await.references), ["approvals/a", "work-orders/c"]);
        assert_eq!(register(app, &program, VIEWER, &[]).await.status, 204);
        assert_eq!(program.get(&work_orders(app, VIEWER)).await.ok::<References>(), references(&[]));
        assert_eq!(ids(&blockers(app, &admin, VIEWER).await.references), ["approvals/a"]);
        assert_eq!(blockers(app, &admin, EDITOR).await.reference_count, 0);
    }

    async fn usr12_the_audit_log_names_the_key_and_a_repetition_is_no_event(app: &TestApp) {
        let (admin, program) = (app.signed_in(ADMIN).await, app.program().await);
        let version = admin.get(&of(app, VIEWER, "")).await.ok::<Member>().version;
        for _ in 0..3 {
            assert_eq!(register(app, &program, VIEWER, &["1", "2"]).await.status, 204);
        }
        assert_eq!(register(app, &program, EDITOR, &[]).await.status, 204);
        assert_eq!(events(app, "member.references_changed").await, 1);
        let activity: List<AuditEvent> = admin.get(&of(app, VIEWER, "/activity")).await.ok();
        let actor = activity.items[0].actor.clone().unwrap();
        assert_eq!((activity.items[0].action.as_str(), actor.kind), ("member.references_changed", ActorKind::ApiKey));
        assert_eq!((actor.name.as_str(), actor.member), ("Portal", None));
        assert_eq!(admin.get(&of(app, VIEWER, "")).await.ok::<Member>().version, version);
        let details = r#"details LIKE '%"after":2%' AND details LIKE '%"source":"work-orders"%' AND account_id IS NULL"#;
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_events WHERE {details}")).await, 1);
        // And that somebody created the key is no event of a member.
        assert_eq!(activity.items.len(), 1);
    }

    async fn usr12_a_member_that_is_needed_cannot_be_removed(app: &TestApp) {
        let (admin, program) = (app.signed_in(ADMIN).await, app.program().await);
        register(app, &program, VIEWER, &["1", "2"]).await;
        let refused = admin.delete(&of(app, VIEWER, "")).await;
        assert_eq!(refused.summary(), "409 blocked");
        assert!(refused.problem().detail.contains("2 things"), "{}", refused.text());
        let bulk = alpha(app, "/members/bulk");
        let members = [VIEWER, EDITOR].map(|email| app.world.member(app.world.alpha, email));
        for dry_run in [true, false] {
            let body = json!({"action": "remove", "members": members, "dry_run": dry_run});
            let answer = admin.post(&bulk, &body).await;
            assert_eq!(outcomes(&answer), ["blocked", "ok"], "dry run: {dry_run}");
            let problem = answer.ok::<BulkResults>().results.remove(0).problem.unwrap();
            assert!(problem.detail.contains("2 things"), "{}", problem.detail);
        }
        assert_eq!(admin.get(&of(app, VIEWER, "")).await.ok::<Member>().status, MemberStatus::Active);
        // Deactivating is not removing.
        assert_eq!(admin.post(&of(app, VIEWER, "/deactivate"), &json!({})).await.status, 200);
        assert_eq!(admin.delete(&of(app, VIEWER, "")).await.summary(), "409 blocked");
        register(app, &program, VIEWER, &["1"]).await;
        assert!(admin.delete(&of(app, VIEWER, "")).await.problem().detail.contains("1 thing "));
        register(app, &program, VIEWER, &[]).await;
        assert_eq!(admin.delete(&of(app, VIEWER, "")).await.status, 204);
        assert_counted(app).await;
    }

    async fn usr12_an_invitation_that_is_needed_cannot_be_withdrawn(app: &TestApp) {
        let (admin, program) = (app.signed_in(ADMIN).await, app.program().await);
        register(app, &program, INVITED, &["1"]).await;
        assert_eq!(admin.post(&of(app, INVITED, "/withdraw"), &json!({})).await.summary(), "409 blocked");
        let members = [app.world.member(app.world.alpha, INVITED)];
        for dry_run in [true, false] {
            let body = json!({"action": "withdraw", "members": members, "dry_run": dry_run});
            assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["blocked"]);
        }
        register(app, &program, INVITED, &[]).await;
        assert_eq!(admin.post(&of(app, INVITED, "/withdraw"), &json!({})).await.status, 204);
        assert_eq!(register(app, &program, INVITED, &["1"]).await.summary(), "410 invitation_withdrawn");
    }

    async fn usr12_nobody_registers_anything_for_who_is_removed_unknown_or_elsewhere(app: &TestApp) {
        let (admin, program) = (app.signed_in(ADMIN).await, app.program().await);
        assert_eq!(register(app, &program, GONE, &["1"]).await.status, 204, "inactive");
        register(app, &program, GONE, &[]).await;
        assert_eq!(admin.delete(&of(app, VIEWER, "")).await.status, 204);
        for ids in [&["1"][..], &[]] {
            assert_eq!(register(app, &program, VIEWER, ids).await.summary(), "410 member_removed");
        }
        let unknown = alpha(app, "/members/mem_00000000000000000000000007/references/portal");
        let unknown = program.put(&unknown, &references(&["1"])).await;
        assert_eq!(unknown.summary(), "404 not_found");
        let outsider = app.world.member(app.world.beta, OUTSIDER);
        for path in [
            alpha(app, &format!("/members/{outsider}/references/portal")),
            format!("/organizations/{}/members/{outsider}/references/portal", app.world.beta),
        ] {
            program.put(&path, &references(&["1"])).await.assert_same_as(&unknown);
            assert_eq!(program.get(&path).await.summary(), "404 not_found");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM member_references").await, 0);
        // Nothing has stayed that would block a second removal.
        app.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(admin.post(&of(app, VIEWER, "/restore"), &json!({})).await.status, 200);
        assert_eq!(blockers(app, &admin, VIEWER).await.reference_count, 0);
    }

    async fn usr12_a_name_that_is_no_source_is_not_there(app: &TestApp) {
        let program = app.program().await;
        let long = "x".repeat(41);
        for source in ["Work", "a.b", "a%20b", "%C3%BC", "..%2Fx", &long, "%00"] {
            let path = of(app, VIEWER, &format!("/references/{source}"));
            assert_eq!(program.put(&path, &references(&[])).await.summary(), "404 not_found", "{source}");
            assert_eq!(program.get(&path).await.summary(), "404 not_found", "{source}");
        }
    }

    async fn usr12_invalid_references_are_refused_by_field(app: &TestApp) {
        let program = app.program().await;
        let long = |length| "é".repeat(length);
        for (changes, field, code) in [
            (json!({"id": ""}), "id", "required"),
            (json!({"id": long(201)}), "id", "too_long"),
            (json!({"id": "a\u{0}b"}), "id", "invalid"),
            (json!({"kind": "\u{200b}"}), "kind", "required"),
            (json!({"kind": long(61)}), "kind", "too_long"),
            (json!({"title": " "}), "title", "required"),
            (json!({"title": long(201)}), "title", "too_long"),
            (json!({"title": "a\nb"}), "title", "invalid"),
            (json!({"title": "Invoice \u{202e}fdp.exe"}), "title", "invalid"),
            (json!({"url": "javascript:alert(1)"}), "url", "invalid"),
            (json!({"url": "data:text/html,x"}), "url", "invalid"),
            (json!({"url": "https://portal.example@evil.example/"}), "url", "invalid"),
            (json!({"url": format!("https://portal.example/{}", "x".repeat(2_000))}), "url", "too_long"),
        ] {
            let expected = [(format!("/references/0/{field}"), code.to_owned())];
            assert_eq!(put_one(app, &program, changes.clone()).await.field_errors(), expected, "{changes}");
        }
        let again = Reference { id: " 1 ".to_owned(), ..reference("3") };
        let twice = References { references: vec![reference("1"), reference("2"), again] };
        let twice = program.put(&work_orders(app, VIEWER), &twice).await;
        assert_eq!(twice.field_errors(), [("/references/2/id".to_owned(), "taken".to_owned())]);
        for (changes, summary) in [
            (json!({"id": long(200), "kind": long(60), "title": long(200)}), "204"),
            (json!({"url": null}), "204"),
            (json!({"url": ""}), "204"),
            (json!({"title": "<img src=x onerror=alert(1)>"}), "204"),
            (json!({"colour": "red"}), "400 malformed"),
            (json!({"id": 7}), "400 malformed"),
        ] {
            assert_eq!(put_one(app, &program, changes.clone()).await.summary(), summary, "{changes}");
        }
    }

    async fn usr12_there_are_at_most_200_of_a_source_and_1000_of_a_member(app: &TestApp) {
        let (admin, program) = (app.signed_in(ADMIN).await, app.program().await);
        let names: Vec<String> = (0..201).map(|number| number.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let too_many = [("/references".to_owned(), "too_many".to_owned())];
        assert_eq!(register(app, &program, VIEWER, &names).await.field_errors(), too_many);
        let put = async |source: &str, number: usize| {
            let path = of(app, VIEWER, &format!("/references/{source}"));
            program.put(&path, &references(&names[..number])).await
        };
        for source in ["a", "b", "c", "d", "e"] {
            assert_eq!(put(source, 200).await.status, 204);
        }
        assert_eq!(put("f", 1).await.field_errors(), too_many);
        assert_eq!(put("e", 200).await.status, 204, "as many as before");
        assert_eq!((put("e", 199).await.status.as_u16(), put("f", 1).await.status.as_u16()), (204, 204));
        let shown = blockers(app, &admin, VIEWER).await;
        assert_eq!((shown.references.len(), shown.reference_count), (50, 1_000));
        let large = vec![b' '; 1024 * 1024 + 1];
        assert_eq!(program.send(Method::PUT, &work_orders(app, VIEWER), Some(large)).await.summary(), "413 too_large");
    }

    async fn usr12_the_blockers_are_shown_to_readers_only(app: &TestApp) {
        register(app, &app.program().await, EDITOR, &["1"]).await;
        for email in [EDITOR, VIEWER, OUTSIDER] {
            let client = app.signed_in(email).await;
            assert_eq!(client.get(&of(app, EDITOR, "/blockers")).await.summary(), "404 not_found", "{email}");
        }
    }
}
