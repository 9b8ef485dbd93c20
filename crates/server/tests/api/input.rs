//! Requests that are wrong before they mean anything

use axum::http::Method;
use serde_json::json;

use crate::support::{both_engines, world::ADMIN};

both_engines! {
    async fn bodies_that_are_not_json_of_the_right_shape(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        for body in ["", "{", "[]", "null", "{\"name\": 5}", "{\"nom\": \"x\"}"] {
            let answer = client.send(Method::POST, "/organizations", Some(body.into())).await;
            assert_eq!(answer.summary(), "400 malformed", "{body}");
        }
        let bytes = client.send(Method::POST, "/organizations", Some(vec![0xff, 0xfe])).await;
        assert_eq!(bytes.summary(), "400 malformed");
    }

    async fn a_body_of_more_than_a_mebibyte_is_too_large(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        let answer = client.post("/organizations", &json!({"name": "x".repeat(1024 * 1024)})).await;
        assert_eq!(answer.summary(), "413 too_large");
    }

    async fn x17_a_body_that_is_announced_as_too_large_is_refused_before_it_is_read(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        let announced = [("content-length", "10485760"), ("expect", "100-continue")];
        let answer = client.send_with(Method::POST, "/organizations", Some(b"{}".to_vec()), &announced).await;
        assert_eq!(answer.summary(), "413 too_large");
    }

    async fn addresses_and_methods_that_are_none(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        assert_eq!(client.get("/nothing").await.summary(), "404 not_found");
        assert_eq!(client.get("").await.summary(), "404 not_found");
        let wrong = client.send(Method::DELETE, "/organizations", None).await;
        assert_eq!(wrong.summary(), "405 method_not_allowed");
        assert!(wrong.header("allow").contains("GET"), "{}", wrong.header("allow"));
    }

    async fn a_database_that_went_away_is_said_to_be_away(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        app.state.database.close().await;
        let answer = client.get("/session").await;
        assert_eq!(answer.summary(), "503 unavailable");
        assert_eq!(answer.header("retry-after"), "5");
    }
}
