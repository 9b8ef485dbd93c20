//! `GET/PATCH /account`

use api_types::{Language, Member, OwnAccount};
use axum::http::Method;
use serde_json::json;

use super::{events, own};
use crate::support::{
    both_engines,
    email_changes::of,
    world::{ADMIN, DIVIDED, EDITOR, OUTSIDER},
};

both_engines! {
    async fn a_name_changes_in_every_organization(app: &TestApp) {
        let client = app.signed_in(DIVIDED).await;
        let before = own(&client).await;
        assert_eq!((before.name.as_str(), before.min_password, before.language), ("divided", 15, None));
        let changes = json!({"given_name": " Dora ", "family_name": "Divided", "language": "de"});
        let after: OwnAccount = client.change(Method::PATCH, "/account", before.version, &changes).await.ok();
        assert_eq!((after.name.as_str(), after.language), ("Dora Divided", Some(Language::De)));
        assert_eq!(after.version, before.version + 1);

        let member: Member = app.signed_in(ADMIN).await.get(&of(app, DIVIDED, "")).await.ok();
        assert_eq!((member.name.as_deref(), member.language), (Some("Dora Divided"), Some(Language::De)));
        let in_beta = app.world.member(app.world.beta, DIVIDED);
        let path = format!("/organizations/{}/members/{in_beta}", app.world.beta);
        let member: Member = app.signed_in(OUTSIDER).await.get(&path).await.ok();
        assert_eq!(member.given_name.as_deref(), Some("Dora"));
        assert_eq!((events(app, "account.changed").await, events(app, "member.changed").await), (1, 2));
        assert_eq!(client.get("/session").await.ok::<api_types::Session>().account.name, "Dora Divided");
    }

    async fn an_outdated_version_changes_nothing(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let version = own(&client).await.version;
        let first = client.change(Method::PATCH, "/account", version, &json!({"given_name": "One"})).await;
        assert_eq!(first.status, 200);
        let second = client.change(Method::PATCH, "/account", version, &json!({"given_name": "Two"})).await;
        assert_eq!(second.summary(), "412 stale");
        let without = client.send(Method::PATCH, "/account", Some(b"{}".to_vec())).await;
        assert_eq!(without.summary(), "428 precondition_required");
        assert_eq!(own(&client).await.name, "One");
    }

    async fn a_name_stays_and_is_one_line(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let version = own(&client).await.version;
        for (body, errors) in [
            (json!({"given_name": "", "family_name": ""}), vec![("/given_name", "required")]),
            (json!({"given_name": "a\nb", "family_name": "x".repeat(121)}), vec![
                ("/given_name", "invalid"),
                ("/family_name", "too_long"),
            ]),
        ] {
            let answer = client.change(Method::PATCH, "/account", version, &body).await;
            let found = answer.field_errors();
            let found: Vec<_> = found.iter().map(|(pointer, code)| (pointer.as_str(), code.as_str())).collect();
            assert_eq!(found, errors);
        }
        let unknown = client.change(Method::PATCH, "/account", version, &json!({"email": "x@y.example"})).await;
        assert_eq!(unknown.summary(), "400 malformed");
        assert_eq!(own(&client).await.version, version);
    }
}
