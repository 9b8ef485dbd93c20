//! `POST /access/v1/search/…`

use api_types::{ActionResults, ResourceResults, SubjectResults};
use serde_json::{Value, json};

use super::{device, ids, let_role, names, new_device, resource_ids, service, user};
use crate::support::{
    Client, both_engines,
    invitations::alpha,
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

async fn users(service: &Client, action: &str, resource: &Value, page: Value) -> SubjectResults {
    let body = json!({"subject": {"type": "user"}, "action": {"name": action}, "resource": resource, "page": page});
    service.post("/access/v1/search/subject", &body).await.ok()
}

async fn resources(service: &Client, who: &Value, action: &str, kind: &str, page: Value) -> ResourceResults {
    let body = json!({"subject": who, "action": {"name": action}, "resource": {"type": kind}, "page": page});
    service.post("/access/v1/search/resource", &body).await.ok()
}

async fn actions(service: &Client, who: &Value, resource: &Value) -> ActionResults {
    service.post("/access/v1/search/action", &json!({"subject": who, "resource": resource})).await.ok()
}

both_engines! {
    async fn dev3_who_can_reach_a_device_and_page_by_page(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let pump = device(new_device(app, &admin, "Pump", None).await.id);
        let all = users(&service, "view", &pump, json!({})).await;
        assert!(all.page.next_token.is_empty());
        assert_eq!(all.page.count, all.results.len() as u64);
        for email in [ADMIN, EDITOR, VIEWER] {
            assert!(ids(&all.results).contains(&app.world.member(app.world.alpha, email).to_string().as_str()), "{email}");
        }
        let mut found = Vec::new();
        let mut token = String::new();
        loop {
            let page = users(&service, "view", &pump, json!({"limit": 1, "token": token})).await;
            found.extend(page.results);
            token = page.page.next_token;
            if token.is_empty() {
                break;
            }
        }
        assert_eq!(found, all.results);
        let managers = users(&service, "manage", &pump, json!({})).await;
        let administrators = [ADMIN, CAUTIOUS].map(|email| app.world.member(app.world.alpha, email).to_string());
        let sorted = |found: &SubjectResults| {
            let mut ids: Vec<_> = ids(&found.results).into_iter().map(str::to_owned).collect();
            ids.sort_by_key(|id| administrators.iter().position(|administrator| administrator == id));
            ids
        };
        assert_eq!(sorted(&managers), administrators);
        // Nobody reaches what is not there, and no other type has access.
        assert!(users(&service, "view", &device("nowhere"), json!({})).await.results.is_empty());
        assert!(users(&service, "erase", &pump, json!({})).await.results.is_empty());
        let organization = json!({"type": "organization", "id": app.world.alpha.to_string()});
        let managers = users(&service, "organization.manage", &organization, json!({})).await;
        assert_eq!(sorted(&managers), administrators);
    }

    async fn dev3_what_somebody_can_reach(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let (pump, fan) = (new_device(app, &admin, "Pump", None).await, new_device(app, &admin, "Fan", None).await);
        let mut both = [pump.id.to_string(), fan.id.to_string()];
        both.sort_unstable();
        let found = resources(&service, &user(VIEWER), "view", "device", json!({})).await;
        assert_eq!(resource_ids(&found.results), both);
        let first = resources(&service, &user(VIEWER), "view", "device", json!({"limit": 1})).await;
        assert_eq!((resource_ids(&first.results), &first.page.next_token), (vec![both[0].as_str()], &both[0]));
        let second = resources(&service, &user(VIEWER), "view", "device", json!({"limit": 1, "token": both[0]})).await;
        assert_eq!((resource_ids(&second.results), second.page.next_token.as_str()), (vec![both[1].as_str()], ""));

        let_role(app, "viewer", "organization.read").await;
        assert!(resources(&service, &user(VIEWER), "view", "device", json!({})).await.results.is_empty());
        let grants = alpha(app, &format!("/members/{}/grants", app.world.member(app.world.alpha, VIEWER)));
        assert_eq!(admin.post(&grants, &json!({"device": fan.id, "level": "operate"})).await.status, 201);
        let found = resources(&service, &user(VIEWER), "view", "device", json!({})).await;
        assert_eq!(resource_ids(&found.results), [fan.id.to_string()]);
        assert!(resources(&service, &user(VIEWER), "manage", "device", json!({})).await.results.is_empty());
        assert_eq!(names(&actions(&service, &user(VIEWER), &device(fan.id)).await.results), ["view", "operate"]);
        assert!(actions(&service, &user(VIEWER), &device(pump.id)).await.results.is_empty());

        let own = resources(&service, &user(ADMIN), "members.read", "organization", json!({})).await;
        assert_eq!(resource_ids(&own.results), [app.world.alpha.to_string()]);
        assert!(resources(&service, &user(VIEWER), "members.read", "organization", json!({})).await.results.is_empty());
        let organization = json!({"type": "organization", "id": app.world.alpha.to_string()});
        assert_eq!(names(&actions(&service, &user(VIEWER), &organization).await.results), ["organization.read"]);
        assert!(resources(&service, &user(OUTSIDER), "view", "device", json!({})).await.results.is_empty());
        assert!(actions(&service, &user(OUTSIDER), &organization).await.results.is_empty());
    }

    async fn dev3_o5_pages_that_cannot_be_are_400(app: &TestApp) {
        let service = service(app).await;
        for page in [json!({"limit": 0}), json!({"limit": 201}), json!({"limit": -1}), json!({"token": "nonsense"}),
            json!({"token": app.world.alpha.to_string()}), json!({"limit": "7"})] {
            let body = json!({"subject": {"type": "user"}, "action": {"name": "view"}, "resource": device("x"), "page": page});
            let answer = service.post("/access/v1/search/subject", &body).await;
            assert_eq!(answer.summary(), "400 malformed", "{page}");
        }
    }
}
