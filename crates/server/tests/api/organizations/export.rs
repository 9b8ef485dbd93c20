//! `GET /organizations/{organization}/export`

use api_types::MemberRoles;
use axum::http::Method;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};

use crate::support::{
    both_engines,
    invitations::{alpha, events, invite, let_role, member},
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn org3_the_file_has_everything_and_says_that_it_is_whole(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, token) = invite(app, &admin, "nia@new.example").await;
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        let group = admin.post(&alpha(app, "/device-groups"), &json!({"name": "Nord"})).await.ok::<Value>()["id"].clone();
        let pump = json!({"name": "Pump", "external_id": "D-1", "group": group});
        let device = admin.post(&alpha(app, "/devices"), &pump).await.ok::<Value>()["id"].clone();
        let holder = app.world.member(app.world.alpha, VIEWER);
        let grant = json!({"device": device, "level": "view"});
        assert_eq!(admin.post(&alpha(app, &format!("/members/{holder}/grants")), &grant).await.status, 201);
        let request = json!({"device": device, "level": "manage", "reason": "Night shift"});
        assert_eq!(app.signed_in(VIEWER).await.post(&alpha(app, "/access-requests"), &request).await.status, 201);
        let contact = json!({"given_name": "Ada", "phone": "112"});
        assert_eq!(admin.post(&alpha(app, "/contacts"), &contact).await.status, 201);
        let view = json!({"list": "members", "name": "Mine", "query": "q=a"});
        admin.put(&alpha(app, "/saved-views"), &view).await;
        let key = app.api_key("1001").await;
        app.seal().await;
        let answer = admin.get(&alpha(app, "/export")).await;
        assert!(answer.header("content-type").starts_with("application/jsonl"));
        let name = format!("attachment; filename=\"{}.jsonl\"", app.world.alpha);
        assert_eq!(answer.header("content-disposition"), name);
        let text = answer.text();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (first, last) = (&lines[0], &lines[lines.len() - 1]);
        assert_eq!((&first["kind"], &first["organization"]), (&json!("export"), &json!(app.world.alpha)));
        assert_eq!((&last["kind"], &last["lines"]), (&json!("end"), &json!(lines.len() - 2)));
        let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).map(|line| &line["data"]).collect::<Vec<_>>();
        let kinds = ["settings", "role", "company", "member", "device_group", "device", "grant", "access_request"];
        assert_eq!(kinds.map(|kind| of(kind).len()), [1, 3, 1, 8, 1, 1, 1, 1]);
        assert_eq!(["contact", "api_key", "saved_view"].map(|kind| of(kind).len()), [1, 1, 1]);
        assert!(of("audit_event").len() > 5);
        assert!(of("member").iter().any(|member| member["status"] == "withdrawn"));
        assert_eq!(of("grant")[0]["member"], json!(holder));
        assert_eq!(of("saved_view")[0]["owner"], json!(app.world.member(app.world.alpha, ADMIN)));
        // I5: no secret is in it.
        assert!(!text.contains(&token) && !text.contains(&key) && !text.contains("password_hash"));
        assert!(!text.contains("beta"));
        assert_eq!(events(app, "organization.exported").await, 1);
    }

    async fn org5_only_who_may_see_every_part_exports_it(app: &TestApp) {
        let none = app.signed_in(ADMIN).await.get("/organizations/org_00000000000000000000000001/export").await;
        for who in [EDITOR, VIEWER, OUTSIDER] {
            app.signed_in(who).await.get(&alpha(app, "/export")).await.assert_same_as(&none);
        }
        assert_eq!(app.program().await.get(&alpha(app, "/export")).await.summary(), "401 unauthenticated");
        let most = "organization.read organization.manage members.read members.manage roles.read devices.read \
            devices.grant contacts.read audit.read";
        let_role(app, "editor", most).await;
        assert_eq!(app.signed_in(EDITOR).await.get(&alpha(app, "/export")).await.summary(), "403 forbidden");
        assert_eq!(events(app, "organization.exported").await, 0);
        let_role(app, "editor", &format!("{most} api_keys.manage")).await;
        assert_eq!(app.signed_in(EDITOR).await.get(&alpha(app, "/export")).await.status, 200);
    }

    async fn x10_who_loses_the_right_gets_no_more_of_the_file(app: &TestApp) {
        let (admin, cautious) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let alpha_id = app.world.alpha;
        let path = format!("/api/v1/organizations/{alpha_id}/export");
        let mut body = app.stream(&cautious, &path).await;
        body.frame().await.unwrap().unwrap();
        let path = alpha(app, &format!("/members/{}", app.world.member(alpha_id, CAUTIOUS)));
        let version = admin.get(&path).await.ok::<api_types::Member>().version;
        let roles = MemberRoles { roles: vec![app.world.alpha_roles[2]] };
        assert_eq!(admin.change(Method::PUT, &format!("{path}/roles"), version, &roles).await.status, 200);
        let (mut text, mut failed) = (Vec::new(), false);
        while let Some(frame) = body.frame().await {
            match frame {
                Ok(frame) => text.extend(frame.into_data().unwrap_or_default()),
                Err(_) => {
                    failed = true;
                    break;
                }
            }
        }
        assert!(failed && !String::from_utf8(text).unwrap().contains("\"kind\":\"end\""));
    }
}
