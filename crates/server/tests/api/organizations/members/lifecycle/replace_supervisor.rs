//! `POST …/supervisors/replace`

use api_types::{InvitationResults, Member, MemberId, ReplacedSupervisors};
use axum::http::Method;
use serde_json::{Value, json};

use super::{change, emails, events_with, id, of, read};
use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, editors_manage_members, events, invitation_body, post, with},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

async fn report_to(app: &TestApp, client: &Client, emails: &[&str], supervisor: &str) {
    for email in emails {
        let body = json!({"supervisor": id(app, supervisor)});
        assert_eq!(change(app, client, Method::PATCH, email, "", &body).await.status, 200, "{email}");
    }
}

async fn replace(app: &TestApp, client: &Client, body: Value) -> Answer {
    client.post(&alpha(app, "/supervisors/replace"), &body).await
}

async fn supervisor(app: &TestApp, client: &Client, email: &str) -> Option<String> {
    read(app, client, email).await.supervisor.map(|supervisor| supervisor.name)
}

/// What a request is refused for: the field, and the code.
fn refusal(answer: &Answer) -> String {
    let errors = answer.field_errors();
    errors.into_iter().map(|(pointer, code)| format!("{pointer} {code}")).collect::<Vec<_>>().join(", ")
}

both_engines! {
    async fn usr15_all_reports_move_at_once_after_a_look(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, &[EDITOR, INVITED, VIEWER, GONE], CAUTIOUS).await;
        assert_eq!(admin.delete(&of(app, GONE, "")).await.status, 204);
        let body = json!({"from": id(app, CAUTIOUS), "to": id(app, ADMIN), "dry_run": true});
        let foreseen: ReplacedSupervisors = replace(app, &admin, body).await.ok();
        let names: Vec<_> = foreseen.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!((foreseen.count, names), (3, vec!["editor", INVITED, "viewer"]));
        assert_eq!(supervisor(app, &admin, EDITOR).await.as_deref(), Some("cautious"));
        let before = events(app, "member.changed").await;
        let body = json!({"from": id(app, CAUTIOUS), "to": id(app, ADMIN)});
        let done: ReplacedSupervisors = replace(app, &admin, body).await.ok();
        assert_eq!(done, foreseen);
        assert!(done.members.iter().all(|member| member.before == Some(id(app, CAUTIOUS))));
        for email in [EDITOR, INVITED, VIEWER] {
            assert_eq!(supervisor(app, &admin, email).await.as_deref(), Some("admin"), "{email}");
        }
        assert_eq!(emails(app, &admin, "q=supervisor:admin").await, [EDITOR, INVITED, VIEWER]);
        assert_eq!(events(app, "member.changed").await, before + 2);
        let after = format!("\"after\":\"{}\"", id(app, ADMIN));
        assert_eq!(events_with(app, "invitation.changed", &after).await, 1);
        assert_counted(app).await;
        // Who was removed has not moved.
        admin.post(&of(app, GONE, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(supervisor(app, &admin, GONE).await.as_deref(), Some("cautious"));
        assert_counted(app).await;
    }

    async fn usr15_some_members_get_a_supervisor_or_none(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, &[EDITOR], CAUTIOUS).await;
        let members = [EDITOR, VIEWER, ADMIN].map(|email| id(app, email));
        let done: ReplacedSupervisors =
            replace(app, &admin, json!({"members": members, "to": id(app, ADMIN)})).await.ok();
        // The new supervisor itself is not concerned.
        let before: Vec<_> = done.members.iter().map(|member| member.before).collect();
        assert_eq!((done.count, before), (2, vec![Some(id(app, CAUTIOUS)), None]));
        // Back: of these members, those who still have that supervisor.
        report_to(app, &admin, &[VIEWER], CAUTIOUS).await;
        let back = json!({"from": id(app, ADMIN), "members": members, "to": id(app, CAUTIOUS)});
        assert_eq!(replace(app, &admin, back).await.ok::<ReplacedSupervisors>().count, 1);
        let none: ReplacedSupervisors = replace(app, &admin, json!({"members": members})).await.ok();
        assert_eq!(none.count, 2);
        assert_eq!(supervisor(app, &admin, EDITOR).await, None);
        assert_counted(app).await;
    }

    async fn usr15_one_of_the_reports_can_lead_the_others(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, &[EDITOR, VIEWER], CAUTIOUS).await;
        let body = json!({"from": id(app, CAUTIOUS), "to": id(app, EDITOR)});
        assert_eq!(replace(app, &admin, body).await.ok::<ReplacedSupervisors>().count, 1);
        assert_eq!(supervisor(app, &admin, EDITOR).await.as_deref(), Some("cautious"));
        assert_eq!(supervisor(app, &admin, VIEWER).await.as_deref(), Some("editor"));
    }

    async fn usr15_a_circle_is_refused_with_its_chain(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, &[EDITOR, INVITED], CAUTIOUS).await;
        report_to(app, &admin, &[VIEWER], EDITOR).await;
        let body = json!({"from": id(app, CAUTIOUS), "to": id(app, VIEWER)});
        let answer = replace(app, &admin, body).await;
        assert_eq!(refusal(&answer), "/to cycle");
        assert_eq!(answer.problem().errors[0].detail, "editor → viewer → editor");
        assert_eq!(supervisor(app, &admin, INVITED).await.as_deref(), Some("cautious"));
    }

    async fn usr15_a_circle_of_fifty_ends(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let emails: Vec<String> = (0..50).map(|number| format!("p{number}@new.example")).collect();
        let body = with(invitation_body(app, &[]), json!({"emails": emails}));
        let invited: InvitationResults = post(app, &admin, &body).await.ok();
        let ids: Vec<MemberId> = invited.results.into_iter().map(|result| result.member.unwrap().id).collect();
        for (place, below) in emails.iter().enumerate() {
            // As no change can make it: the last one is below the first.
            let above = &emails[(place + 1) % emails.len()];
            let sql = format!(
                "UPDATE members SET supervisor_id = (SELECT id FROM members above WHERE above.email = '{above}' AND \
                 above.organization_id = members.organization_id) WHERE email = '{below}'"
            );
            app.sql(&sql).await;
        }
        app.sql("UPDATE members SET status = 0 WHERE email = 'p0@new.example'").await;
        let into = replace(app, &admin, json!({"members": [id(app, EDITOR)], "to": ids[0]})).await;
        assert_eq!(into.ok::<ReplacedSupervisors>().count, 1, "the circle is not the editor's");
        let deeper = replace(app, &admin, json!({"members": [ids[7]], "to": ids[0]})).await;
        assert_eq!(refusal(&deeper), "/to cycle");
        let out = replace(app, &admin, json!({"members": ids, "to": id(app, ADMIN)})).await;
        assert_eq!(out.ok::<ReplacedSupervisors>().count, 50);
    }

    async fn usr15_bad_input_is_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (from, nobody) = (id(app, CAUTIOUS), "mem_00000000000000000000000001");
        let many = vec![nobody; 2_001];
        for (body, refused) in [
            (json!({}), "/from required"),
            (json!({"to": from}), "/from required"),
            (json!({"from": from, "to": from}), "/to same"),
            (json!({"from": nobody, "to": from}), "/from unknown"),
            (json!({"from": from, "to": nobody}), "/to unknown"),
            (json!({"from": from, "to": id(app, DIVIDED)}), "/to unknown"),
            (json!({"from": from, "to": id(app, INVITED)}), "/to unknown"),
            (json!({"members": []}), "/members required"),
            (json!({"members": many}), "/members too_many"),
        ] {
            assert_eq!(refusal(&replace(app, &admin, body.clone()).await), refused, "{body}");
        }
        // Nobody of another organization.
        let beta = app.world.member(app.world.beta, OUTSIDER);
        let foreign = replace(app, &admin, json!({"members": [beta], "to": from})).await;
        assert_eq!(foreign.ok::<ReplacedSupervisors>().count, 0);
        assert_eq!(refusal(&replace(app, &admin, json!({"from": beta, "to": from})).await), "/from unknown");
        assert_eq!(events(app, "member.changed").await, 0);
    }

    async fn usr15_who_may_not_change_them_moves_nobody(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, &[VIEWER, CAUTIOUS], ADMIN).await;
        let body = json!({"from": id(app, ADMIN), "to": id(app, EDITOR)});
        for (caller, answer) in [(OUTSIDER, "404 not_found"), (VIEWER, "403 forbidden"), (EDITOR, "403 forbidden")] {
            assert_eq!(replace(app, &app.signed_in(caller).await, body.clone()).await.summary(), answer, "{caller}");
        }
        // The answer names people.
        app.sql("UPDATE roles SET permissions = 'organization.read members.manage' WHERE key = 'editor'").await;
        assert_eq!(replace(app, &app.signed_in(EDITOR).await, body.clone()).await.summary(), "403 forbidden");
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(replace(app, &editor, body).await.summary(), "403 above_yourself");
        let body = json!({"from": id(app, ADMIN), "members": [id(app, VIEWER)], "to": id(app, EDITOR)});
        assert_eq!(replace(app, &editor, body).await.ok::<ReplacedSupervisors>().count, 1);
        assert_eq!(supervisor(app, &admin, CAUTIOUS).await.as_deref(), Some("admin"));
    }
}
