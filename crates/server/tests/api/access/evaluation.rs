//! `POST /access/v1/evaluation` and the discovery of it

use api_types::{AuthzenConfiguration, Decision};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use super::{ask, decision, device, let_role, new_device, service, user};
use crate::support::{
    both_engines,
    invitations::alpha,
    world::{ADMIN, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

both_engines! {
    async fn dev3_services_find_the_endpoints(app: &TestApp) {
        let answer = app.anonymous().get("/.well-known/authzen-configuration").await;
        assert_eq!(answer.header("content-type"), "application/json");
        let found: AuthzenConfiguration = answer.ok();
        let base = &app.state.settings.public_base_url;
        assert_eq!(&found.policy_decision_point, base);
        assert_eq!(found.access_evaluation_endpoint, format!("{base}/access/v1/evaluation"));
        assert_eq!(found.search_action_endpoint, format!("{base}/access/v1/search/action"));
    }

    async fn dev3_roles_give_levels_on_every_device(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let pump = device(new_device(app, &admin, "Pump", None).await.id);
        let viewer = user(app.world.member(app.world.alpha, VIEWER));
        assert_eq!(decision(&service, &viewer, "view", &pump).await, (true, "Allowed by the role Viewer.".to_owned()));
        let (is_allowed, why) = decision(&service, &viewer, "operate", &pump).await;
        assert_eq!((is_allowed, why.as_str()), (false, "The user has only the level view on this device."));
        assert!(decision(&service, &user(EDITOR), "operate", &pump).await.0);
        assert!(!decision(&service, &user(EDITOR), "manage", &pump).await.0);
        assert!(decision(&service, &user(ADMIN), "manage", &pump).await.0);
        // By address in any spelling, by account, and by the portal's own name of the device.
        assert!(decision(&service, &user(format!(" {} ", VIEWER.to_uppercase())), "view", &device("id-Pump")).await.0);
        assert!(decision(&service, &user(app.world.account(VIEWER)), "view", &device("id-Pump")).await.0);
        // At the next question.
        let_role(app, "viewer", "organization.read").await;
        let (is_allowed, why) = decision(&service, &viewer, "view", &pump).await;
        assert_eq!((is_allowed, why.as_str()), (false, "Neither a role nor a grant gives the user access to this device."));
    }

    async fn dev3_s2_grants_count_with_groups_until_their_end(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let_role(app, "viewer", "organization.read").await;
        let group = async |name: &str, parent: Option<&str>| -> String {
            let body = json!({"name": name, "parent": parent});
            admin.post(&alpha(app, "/device-groups"), &body).await.ok::<serde_json::Value>()["id"].as_str().unwrap().to_owned()
        };
        let north = group("North", None).await;
        let hall = group("Hall", Some(&north)).await;
        let pump = device(new_device(app, &admin, "Pump", Some(&hall)).await.id);
        let grants = alpha(app, &format!("/members/{}/grants", app.world.member(app.world.alpha, VIEWER)));
        let today = app.now().to_string()[..10].to_owned();
        let given = admin.post(&grants, &json!({"group": north, "level": "operate", "until": today})).await;
        assert_eq!(given.status, 201, "{}", given.text());
        let (is_allowed, why) = decision(&service, &user(VIEWER), "operate", &pump).await;
        assert_eq!((is_allowed, why), (true, format!("Allowed by a grant on the group North until {today}.")));
        assert!(!decision(&service, &user(VIEWER), "manage", &pump).await.0);
        app.clock.advance(SignedDuration::from_hours(24));
        assert!(!decision(&service, &user(VIEWER), "view", &pump).await.0, "it has ended by itself");

        let admin = app.signed_in(ADMIN).await;
        let given = admin.post(&grants, &json!({"device": pump["id"], "level": "view"})).await;
        assert_eq!(given.status, 201, "{}", given.text());
        assert_eq!(decision(&service, &user(VIEWER), "view", &pump).await.1, "Allowed by a grant on the device.");
        let path = alpha(app, &format!("/members/{}/deactivate", app.world.member(app.world.alpha, VIEWER)));
        assert_eq!(admin.post(&path, &json!({})).await.status, 200);
        assert_eq!(decision(&service, &user(VIEWER), "view", &pump).await, (false, "The user is inactive.".to_owned()));
    }

    async fn dev3_permissions_in_the_organization(app: &TestApp) {
        let service = service(app).await;
        let organization = |id: String| json!({"type": "organization", "id": id});
        let alpha = organization(app.world.alpha.to_string());
        let (is_allowed, why) = decision(&service, &user(ADMIN), "members.read", &alpha).await;
        assert_eq!((is_allowed, why.as_str()), (true, "Allowed by the role Administrator."));
        assert!(!decision(&service, &user(VIEWER), "members.read", &alpha).await.0);
        assert!(!decision(&service, &user(ADMIN), "unknown", &alpha).await.0);
        assert!(!decision(&service, &user(ADMIN), "everything", &alpha).await.0);
        let beta = organization(app.world.beta.to_string());
        let (is_allowed, why) = decision(&service, &user(OUTSIDER), "members.read", &beta).await;
        assert_eq!((is_allowed, why.as_str()), (false, "The API key is of another organization."));
    }

    async fn dev3_t1_t4_what_is_not_there_or_elsewhere_is_denied_alike(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let pump = device(new_device(app, &admin, "Pump", None).await.id);
        let outsider = app.signed_in(OUTSIDER).await;
        let body = json!({"name": "Theirs", "external_id": "T-1"});
        let theirs = outsider.post(&format!("/organizations/{}/devices", app.world.beta), &body).await;
        let theirs = theirs.ok::<serde_json::Value>()["id"].as_str().unwrap().to_owned();
        let missing = ask(&service, &user(ADMIN), "view", &device("dev_00000000000000000000000007")).await;
        for id in [theirs.as_str(), "T-1", "", "x\0y", &"x".repeat(1_000)] {
            let answer = ask(&service, &user(ADMIN), "view", &device(id)).await;
            assert_eq!((answer.status, &answer.body), (missing.status, &missing.body), "{id:.20}");
        }
        let nobody = ask(&service, &user("nobody@alpha.example"), "view", &pump).await;
        assert!(!nobody.ok::<Decision>().decision);
        let member = app.world.member(app.world.beta, OUTSIDER).to_string();
        for id in [OUTSIDER, &member, &app.world.account(OUTSIDER).to_string(), "", "x\0y", "mem_7"] {
            let answer = ask(&service, &user(id), "view", &pump).await;
            assert_eq!((answer.status, &answer.body), (nobody.status, &nobody.body), "{id}");
        }
        for who in [GONE, DIVIDED, INVITED] {
            assert!(!decision(&service, &user(who), "view", &pump).await.0, "{who}");
        }
        assert!(!decision(&service, &json!({"type": "service", "id": ADMIN}), "view", &pump).await.0);
        assert!(!decision(&service, &user(ADMIN), "view", &json!({"type": "door", "id": pump["id"]})).await.0);
        assert!(!decision(&service, &user(ADMIN), "erase", &pump).await.0);
        assert!(!decision(&service, &user(ADMIN), "", &pump).await.0);
    }

    async fn dev3_what_is_no_question_is_400_and_names_of_requests_come_back(app: &TestApp) {
        let service = service(app).await;
        let whole = json!({"subject": user(ADMIN), "action": {"name": "view"}, "resource": device("x"),
            "context": {"time": "now"}, "more": 1});
        assert_eq!(service.post("/access/v1/evaluation", &whole).await.status, 200);
        for field in ["subject", "action", "resource"] {
            let mut part = whole.clone();
            part.as_object_mut().unwrap().remove(field);
            assert_eq!(service.post("/access/v1/evaluation", &part).await.summary(), "400 malformed", "{field}");
            part[field] = json!("text");
            assert_eq!(service.post("/access/v1/evaluation", &part).await.summary(), "400 malformed", "{field}");
        }
        for (subject, action) in [
            (json!({"id": ADMIN}), json!({"name": "view"})),
            (json!({"type": "user"}), json!({"name": "view"})),
            (json!({"type": "user", "id": 7}), json!({"name": "view"})),
            (json!({"type": "user", "id": ADMIN, "properties": []}), json!({"name": "view"})),
            (user(ADMIN), json!({})),
            (user("x".repeat(1_001)), json!({"name": "view"})),
            (user(ADMIN), json!({"name": "x".repeat(1_001)})),
        ] {
            let body = json!({"subject": subject, "action": action, "resource": device("x")});
            assert_eq!(service.post("/access/v1/evaluation", &body).await.summary(), "400 malformed", "{body}");
        }
        for body in ["", "{", "[]", "null"] {
            let answer = service.send(Method::POST, "/access/v1/evaluation", Some(body.into())).await;
            assert_eq!(answer.summary(), "400 malformed", "{body}");
        }
        let text = [("content-type", "text/plain")];
        let answer = service.send_with(Method::POST, "/access/v1/evaluation", Some("{}".into()), &text).await;
        assert_eq!(answer.summary(), "415 unsupported_media_type");
        assert_eq!(service.get("/access/v1/evaluation").await.summary(), "405 method_not_allowed");

        let named = service.with_header("x-request-id", "portal-7");
        let answer = named.post("/access/v1/evaluation", &whole).await;
        assert_eq!(answer.header("x-request-id"), "portal-7");
    }

    async fn dev3_only_keys_with_the_scope_ask(app: &TestApp) {
        let body = json!({"subject": user(ADMIN), "action": {"name": "view"}, "resource": device("x")});
        for path in ["evaluation", "evaluations", "search/subject", "search/resource", "search/action"] {
            let path = format!("/access/v1/{path}");
            assert_eq!(app.anonymous().post(&path, &body).await.summary(), "401 invalid_key");
            assert_eq!(app.signed_in(ADMIN).await.post(&path, &body).await.summary(), "401 invalid_key");
            assert_eq!(app.program().await.post(&path, &body).await.summary(), "403 insufficient_scope");
        }
        let end = app.now() + SignedDuration::from_secs(1);
        let scopes = vec![api_types::ApiScope::AccessEvaluate];
        let (_, key) = app.api_key_with("1001", scopes, Some(end)).await;
        let service = app.anonymous().into_program(&key);
        assert_eq!(service.post("/access/v1/evaluation", &body).await.status, 200);
        app.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(service.post("/access/v1/evaluation", &body).await.summary(), "401 invalid_key");
    }

    async fn dev3_t11_a_disabled_organization_answers_nothing(app: &TestApp) {
        let service = service(app).await;
        let body = json!({"subject": user(ADMIN), "action": {"name": "view"}, "resource": device("x")});
        app.sql("UPDATE organizations SET disabled_at = 1 WHERE number = '1001'").await;
        assert_eq!(service.post("/access/v1/evaluation", &body).await.summary(), "401 invalid_key");
    }
}
