//! `POST /access/v1/evaluations`

use api_types::{Decision, Decisions};
use serde_json::{Value, json};

use super::{device, new_device, service, user};
use crate::support::{
    Client, both_engines,
    world::{ADMIN, EDITOR, VIEWER},
};

async fn all(service: &Client, body: &Value) -> Vec<bool> {
    let answers: Decisions = service.post("/access/v1/evaluations", body).await.ok();
    answers.evaluations.iter().map(|answer| answer.decision).collect()
}

both_engines! {
    async fn dev3_questions_take_from_the_request_what_they_leave_out(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let pump = device(new_device(app, &admin, "Pump", None).await.id);
        let body = json!({"subject": user(VIEWER), "action": {"name": "view"}, "resource": pump,
            "evaluations": [{}, {"action": {"name": "operate"}}, {"subject": user(EDITOR), "action": {"name": "operate"}},
                {"resource": device("nowhere")}]});
        assert_eq!(all(&service, &body).await, [true, false, true, false]);
        // Without any in the list, the request itself is the question.
        for none in [json!({"subject": user(VIEWER), "action": {"name": "view"}, "resource": pump}),
            json!({"subject": user(VIEWER), "action": {"name": "view"}, "resource": pump, "evaluations": []})] {
            let answer: Decision = service.post("/access/v1/evaluations", &none).await.ok();
            assert!(answer.decision);
        }
        let lacking = json!({"subject": user(VIEWER), "evaluations": [{"action": {"name": "view"}, "resource": pump}, {}]});
        let answers: Decisions = service.post("/access/v1/evaluations", &lacking).await.ok();
        let why = &answers.evaluations[1].context.reason_admin.en;
        assert_eq!(why, "The evaluation has no action, and the request has none for all.");
        let nothing = service.post("/access/v1/evaluations", &json!({})).await;
        assert_eq!(nothing.summary(), "400 malformed");
    }

    async fn dev3_questions_end_as_the_service_asks(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let pump = device(new_device(app, &admin, "Pump", None).await.id);
        let body = |semantic: &str, actions: [&str; 3]| {
            let questions: Vec<_> = actions.iter().map(|name| json!({"action": {"name": name}})).collect();
            json!({"subject": user(VIEWER), "resource": pump, "evaluations": questions,
                "options": {"evaluations_semantic": semantic, "more": 1}})
        };
        let mixed = ["view", "operate", "view"];
        assert_eq!(all(&service, &body("execute_all", mixed)).await, [true, false, true]);
        assert_eq!(all(&service, &body("deny_on_first_deny", mixed)).await, [true, false]);
        assert_eq!(all(&service, &body("permit_on_first_permit", mixed)).await, [true]);
        assert_eq!(all(&service, &body("permit_on_first_permit", ["manage", "operate", "view"])).await, [false, false, true]);
        assert_eq!(all(&service, &body("deny_on_first_deny", ["view", "view", "view"])).await, [true; 3]);
        let wrong = service.post("/access/v1/evaluations", &body("whatever", mixed)).await;
        assert_eq!(wrong.summary(), "400 malformed");
    }

    async fn dev3_c8_too_many_questions_are_refused_before_any_is_asked(app: &TestApp) {
        let service = service(app).await;
        let body = |number: usize| json!({"subject": user(VIEWER), "action": {"name": "view"}, "resource": device("x"),
            "evaluations": vec![json!({}); number]});
        assert_eq!(all(&service, &body(1_000)).await.len(), 1_000);
        assert_eq!(service.post("/access/v1/evaluations", &body(1_001)).await.summary(), "400 malformed");
        assert_eq!(service.post("/access/v1/evaluations", &body(10_000)).await.summary(), "400 malformed");
    }
}
