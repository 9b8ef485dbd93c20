//! `GET /organizations/{organization}/members/{member}/export`: everything about one person

use api_types::{List, Member, MemberExport};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, editors_manage_members, events, invite, member},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, TOTP_SECRET, VIEWER},
};

fn of(app: &TestApp, email: &str, below: &str) -> String {
    alpha(app, &format!("/members/{}{below}", app.world.member(app.world.alpha, email)))
}

async fn export(app: &TestApp, client: &Client, email: &str) -> Answer {
    client.get(&of(app, email, "/export")).await
}

fn actions(export: &MemberExport) -> Vec<&str> {
    export.events_by.iter().map(|event| event.action.as_str()).collect()
}

both_engines! {
    async fn usr12_an_export_has_everything_about_one_person(app: &TestApp) {
        editors_manage_members(app).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let program = app.program().await;
        let needed = json!({"references": [{"id": "1", "kind": "Work order", "title": "Pump"}]});
        assert_eq!(program.put(&of(app, EDITOR, "/references/portal"), &needed).await.status, 204);
        app.clock.advance(SignedDuration::from_secs(1));
        let (nia, _) = invite(app, &editor, "nia@new.example").await;
        let viewer = admin.get(&of(app, VIEWER, "")).await.ok::<Member>();
        let supervisor = json!({"supervisor": app.world.member(app.world.alpha, EDITOR)});
        admin.change(Method::PATCH, &of(app, VIEWER, ""), viewer.version, &supervisor).await.ok::<Member>();
        let view = json!({"list": "members", "name": "Mine", "query": "q=a"});
        assert_eq!(editor.put(&alpha(app, "/saved-views"), &view).await.status, 200);
        let reset = admin.post(&of(app, EDITOR, "/password-reset"), &json!({"send_email": true})).await;
        assert_eq!(reset.status, 204);
        app.clock.advance(SignedDuration::from_secs(1));

        let answer = export(app, &admin, EDITOR).await;
        assert_eq!(answer.header("content-type"), "application/json");
        let name = format!("attachment; filename=\"{}.json\"", app.world.member(app.world.alpha, EDITOR));
        assert_eq!(answer.header("content-disposition"), name);
        let export: MemberExport = answer.ok();
        let person = &export.person;
        assert_eq!((person.organization.name.as_str(), person.member.email.as_str()), ("Alpha", EDITOR));
        assert_eq!(person.exported_at, "2026-11-21T09:30:02Z");
        assert_eq!(person.account.as_ref().unwrap().email, EDITOR);
        assert_eq!((person.sessions.len(), person.references[0].title.as_str()), (1, "Pump"));
        assert_eq!(person.mails.iter().map(|mail| mail.kind.as_str()).collect::<Vec<_>>(), ["password_reset"]);
        assert_eq!(person.saved_views[0].name, "Mine");
        assert_eq!(export.supervises[0].name.as_deref(), Some("viewer"));
        assert_eq!((export.invited[0].id, &export.invited[0].name), (nia.id, &None));
        let about: Vec<_> = export.events_about.iter().map(|event| event.action.as_str()).collect();
        assert_eq!(about, ["member.references_changed", "member.password_reset_sent", "member.exported"]);
        assert_eq!(actions(&export), ["session.created", "invitation.created", "view.saved"]);
        assert_eq!(export.events_by[1].target.as_ref().unwrap().id, nia.id);
        assert_eq!(events(app, "member.exported").await, 1);
    }

    async fn usr12_an_export_has_no_secret_and_of_others_only_names(app: &TestApp) {
        let (admin, cautious) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        app.clock.advance(SignedDuration::from_secs(1));
        invite(app, &cautious, "nia@new.example").await;
        app.clock.advance(SignedDuration::from_secs(1));
        let editor = admin.get(&of(app, EDITOR, "")).await.ok::<Member>();
        let change = json!({"note": "Prefers calls", "phone": "112"});
        cautious.change(Method::PATCH, &of(app, EDITOR, ""), editor.version, &change).await.ok::<Member>();
        let text = export(app, &admin, CAUTIOUS).await.text();
        for other in ["nia@new.example", EDITOR, "Prefers calls", "112\"", TOTP_SECRET, "argon2", "token", "hash"] {
            assert!(!text.contains(other), "{other}: {text}");
        }
        let export: MemberExport = serde_json::from_str(&text).unwrap();
        assert_eq!(actions(&export), ["session.created", "invitation.created", "member.changed"]);
        assert_eq!(export.events_by[2].target.as_ref().unwrap().name.as_deref(), Some("editor"));
        assert!(export.person.member.actions.is_empty());
    }

    async fn usr12_an_account_of_several_organizations_is_its_owners(app: &TestApp) {
        app.signed_in(DIVIDED).await;
        let export: MemberExport = export(app, &app.signed_in(ADMIN).await, DIVIDED).await.ok();
        assert_eq!((export.person.account, export.person.sessions.len()), (None, 0));
        assert_eq!(export.events_of_account, []);
        assert_eq!(export.person.member.email, DIVIDED);
    }

    async fn usr12_the_events_of_another_organization_are_not_in_it(app: &TestApp) {
        let divided = app.signed_in(DIVIDED).await;
        app.sql("UPDATE members SET status = 0 WHERE email_key = 'divided@alpha.example'").await;
        app.sql("UPDATE roles SET permissions = 'organization.read members.read'").await;
        for organization in [app.world.alpha, app.world.beta] {
            let view = json!({"list": "members", "name": format!("Of {organization}"), "query": ""});
            assert_eq!(divided.put(&format!("/organizations/{organization}/saved-views"), &view).await.status, 200);
        }
        app.sql("UPDATE roles SET permissions = 'members.read members.manage devices.read organization.read' \
            WHERE key = 'administrator'").await;
        let export: MemberExport = export(app, &app.signed_in(ADMIN).await, DIVIDED).await.ok();
        assert_eq!(actions(&export), ["view.saved"]);
        assert_eq!(export.person.saved_views.len(), 1);
        assert!(export.person.saved_views[0].name.ends_with(&app.world.alpha.to_string()));
    }

    async fn usr12_a_long_history_comes_in_portions_and_each_event_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.clock.advance(SignedDuration::from_secs(1));
        let (account, organization) = (app.world.account(ADMIN).as_u128(), app.world.alpha.as_u128());
        let bytes = |id: u128| {
            if app.url.starts_with("sqlite:") { format!("x'{id:032x}'") } else { format!("'\\x{id:032x}'::bytea") }
        };
        let rows: Vec<_> = (1..=2_500_u128)
            .map(|id| format!("({}, {}, {}, 'view.saved', '{{}}', 0)", bytes(id), bytes(organization), bytes(account)))
            .collect();
        let columns = "id, organization_id, account_id, action, details, occurred_at";
        app.sql(&format!("INSERT INTO audit_events ({columns}) VALUES {}", rows.join(", "))).await;
        let export: MemberExport = export(app, &admin, ADMIN).await.ok();
        // The sign-in, too.
        assert_eq!(export.events_by.len(), 2_502);
        assert!(export.events_by.is_sorted_by(|one, next| one.id < next.id));
        assert_eq!(actions(&export)[2_501], "member.exported");
    }

    async fn usr12_exactly_one_full_portion_ends_the_list(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (account, organization) = (app.world.account(EDITOR).as_u128(), app.world.alpha.as_u128());
        let bytes = |id: u128| {
            if app.url.starts_with("sqlite:") { format!("x'{id:032x}'") } else { format!("'\\x{id:032x}'::bytea") }
        };
        let rows: Vec<_> = (1..=1_000_u128)
            .map(|id| format!("({}, {}, {}, 'view.saved', '{{}}', 0)", bytes(id), bytes(organization), bytes(account)))
            .collect();
        let columns = "id, organization_id, account_id, action, details, occurred_at";
        app.sql(&format!("INSERT INTO audit_events ({columns}) VALUES {}", rows.join(", "))).await;
        assert_eq!(export(app, &admin, EDITOR).await.ok::<MemberExport>().events_by.len(), 1_000);
    }

    async fn usr12_an_export_is_for_those_who_manage_members_and_not_above_themselves(app: &TestApp) {
        for (email, expected) in [(EDITOR, "404 not_found"), (VIEWER, "404 not_found"), (OUTSIDER, "404 not_found")] {
            assert_eq!(export(app, &app.signed_in(email).await, VIEWER).await.summary(), expected, "{email}");
        }
        assert_eq!(export(app, &app.anonymous(), VIEWER).await.summary(), "401 unauthenticated");
        app.sql("UPDATE roles SET permissions = 'organization.read members.read' WHERE key = 'viewer'").await;
        assert_eq!(export(app, &app.signed_in(VIEWER).await, EDITOR).await.summary(), "403 forbidden");
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(export(app, &editor, ADMIN).await.summary(), "403 above_yourself");
        assert_eq!(events(app, "member.exported").await, 0);
        assert_eq!(export(app, &editor, VIEWER).await.status, 200);
        let elsewhere = alpha(app, &format!("/members/{}/export", app.world.member(app.world.beta, OUTSIDER)));
        assert_eq!(editor.get(&elsewhere).await.summary(), "404 not_found");
        app.sql("UPDATE roles SET permissions = 'organization.read members.read' WHERE key = 'editor'").await;
        assert_eq!(export(app, &editor, VIEWER).await.summary(), "403 forbidden", "a right that was taken away");
    }

    async fn usr12_members_of_every_status_can_be_exported(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        let withdrawn: MemberExport = admin.get(&member(app, &nia, "/export")).await.ok();
        assert_eq!(withdrawn.person.member.email, "nia@new.example");
        assert_eq!(admin.delete(&of(app, GONE, "")).await.status, 204);
        let removed: MemberExport = export(app, &admin, GONE).await.ok();
        assert_eq!(removed.person.account.unwrap().email, GONE);
        let invited: MemberExport = export(app, &admin, INVITED).await.ok();
        assert_eq!((invited.person.account, invited.events_by.len()), (None, 0));
        let all: List<Member> = admin.get(&alpha(app, "/members?status=removed,withdrawn")).await.ok();
        for member in all.items {
            assert_eq!(member.actions.last().unwrap().action.as_str(), "export");
        }
    }
}
