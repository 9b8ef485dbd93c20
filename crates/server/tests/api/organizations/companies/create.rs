//! `POST /organizations/{organization}/companies`

use api_types::{Company, CompanyStatus, List, MAX_COMPANY_NUMBER};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn a_company_is_created_and_listed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/companies");
        let before = admin.get(&path).await;
        let answer = admin.post(&path, &json!({"name": " Alpha Nord ", "number": " 1010 "})).await;
        let created: Company = answer.ok();
        assert_eq!((answer.status.as_u16(), answer.header("etag")), (201, "\"1\""));
        assert_eq!((created.name.as_str(), created.number.as_deref()), ("Alpha Nord", Some("1010")));
        assert_eq!((created.members, created.main_for, created.status), (0, 0, CompanyStatus::Active));
        let location = answer.header("location").strip_prefix("/api/v1").unwrap();
        assert_eq!(admin.get(location).await.ok::<Company>(), created);
        let after = admin.get(&path).await;
        assert_ne!(after.header("etag"), before.header("etag"));
        let list: List<Company> = after.ok();
        assert_eq!((list.items.len(), list.total.count), (2, 2));
        assert_eq!(list.items[1], created);
        assert_eq!(events(app, "company.created").await, 1);
        assert_counted(app).await;
    }

    async fn a_retry_creates_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/companies");
        let send = async |body: serde_json::Value| {
            let body = Some(serde_json::to_vec(&body).unwrap());
            admin.send_with(Method::POST, &path, body, &[("idempotency-key", "k1")]).await
        };
        let first: Company = send(json!({"name": "Nord", "number": "7"})).await.ok();
        assert_eq!(send(json!({"name": "Nord", "number": "7"})).await.ok::<Company>(), first);
        let reused = [("/headers/idempotency-key".to_owned(), "invalid".to_owned())];
        assert_eq!(send(json!({"name": "Other", "number": "7"})).await.field_errors(), reused);
        assert_eq!(events(app, "company.created").await, 1);
    }

    async fn a_number_is_unique_in_its_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/companies");
        admin.post(&path, &json!({"name": "Nord", "number": "Ab-1"})).await.ok::<Company>();
        let taken = admin.post(&path, &json!({"name": "Other", "number": "aB-1"})).await;
        assert_eq!(taken.field_errors(), [("/number".to_owned(), "taken".to_owned())]);
        assert!(taken.problem().errors[0].detail.contains("Nord"), "{}", taken.text());
        let beta = format!("/organizations/{}/companies", app.world.beta);
        app.signed_in(OUTSIDER).await.post(&beta, &json!({"name": "X", "number": "Ab-1"})).await.ok::<Company>();
        // Any number of companies can have none.
        for _ in 0..2 {
            admin.post(&path, &json!({"name": "Same", "number": " "})).await.ok::<Company>();
        }
    }

    async fn of_two_at_once_one_gets_the_number(app: &TestApp) {
        let client = std::sync::Arc::new(app.signed_in(ADMIN).await);
        let mut creating = tokio::task::JoinSet::new();
        for place in 0..8 {
            let (client, path) = (client.clone(), alpha(app, "/companies"));
            let body = json!({"name": format!("Nord {place}"), "number": "7"});
            creating.spawn(async move { client.post(&path, &body).await.summary() });
        }
        let mut answers = creating.join_all().await;
        answers.sort_unstable();
        assert_eq!((answers[0].as_str(), answers[1].as_str(), answers[7].as_str()), ("201", "422 invalid", "422 invalid"));
        assert_counted(app).await;
    }

    async fn o5_invalid_fields_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/companies");
        let long = "x".repeat(121);
        let digits = "1".repeat(MAX_COMPANY_NUMBER + 1);
        for (body, pointer, code) in [
            (json!({"name": " "}), "/name", "required"),
            (json!({"name": long}), "/name", "too_long"),
            (json!({"name": "a\u{0}b"}), "/name", "invalid"),
            (json!({"name": "a", "number": digits}), "/number", "too_long"),
            (json!({"name": "a", "number": "<1>"}), "/number", "invalid"),
        ] {
            let answer = admin.post(&path, &body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{body}");
        }
        for body in [json!({}), json!({"name": 5}), json!({"name": "a", "status": "archived"})] {
            assert_eq!(admin.post(&path, &body).await.summary(), "400 malformed", "{body}");
        }
        assert_eq!(events(app, "company.created").await, 0);
    }

    async fn t5_only_who_manages_the_organization_creates_companies(app: &TestApp) {
        let path = alpha(app, "/companies");
        let body = json!({"name": "Nord"});
        for email in [VIEWER, EDITOR, OUTSIDER] {
            assert_eq!(app.signed_in(email).await.post(&path, &body).await.summary(), "404 not_found", "{email}");
        }
        app.sql(
            "UPDATE roles SET permissions = 'organization.read members.read' WHERE key = 'viewer' AND organization_id = \
             (SELECT id FROM organizations WHERE number = '1001')",
        )
        .await;
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(viewer.get(&path).await.status, 200);
        assert_eq!(viewer.post(&path, &body).await.summary(), "403 forbidden");
    }
}
