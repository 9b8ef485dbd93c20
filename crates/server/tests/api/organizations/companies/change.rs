//! `PATCH /organizations/{organization}/companies/{company}`

use api_types::{Company, CompanyStatus, List, Member};
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, codes, events, invitation_body, invite, member, post, with},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

fn own(app: &TestApp) -> String {
    alpha(app, &format!("/companies/{}", app.world.alpha_company))
}

async fn patch(app: &TestApp, client: &Client, version: i64, body: Value) -> Answer {
    client.change(Method::PATCH, &own(app), version, &body).await
}

async fn ids(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    let list: List<Member> = client.get(&alpha(app, &format!("/members?{query}"))).await.ok();
    list.items.into_iter().map(|member| member.email).collect()
}

both_engines! {
    async fn name_and_number_are_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let answer = patch(app, &admin, 1, json!({"name": " Omega ", "number": "1000"})).await;
        let changed: Company = answer.ok();
        assert_eq!((changed.name.as_str(), changed.number.as_deref(), changed.version), ("Omega", Some("1000"), 2));
        assert_eq!((answer.header("etag"), changed.members, changed.main_for), ("\"2\"", 7, 7));
        assert_eq!(admin.get(&own(app)).await.ok::<Company>(), changed);
        let cleared: Company = patch(app, &admin, 2, json!({"number": ""})).await.ok();
        assert_eq!((cleared.number, cleared.version), (None, 3));
        let same: Company = patch(app, &admin, 3, json!({"name": "Omega"})).await.ok();
        assert_eq!((same.version, events(app, "company.changed").await), (3, 2));
        let details = "SELECT COUNT(*) FROM audit_events WHERE action = 'company.changed' AND \
                       details LIKE '%\"before\":{\"name\":\"Alpha Ltd\",\"number\":null}%'";
        assert_eq!(app.count(details).await, 1);
        assert_counted(app).await;
    }

    async fn members_are_sorted_by_the_new_name_at_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let other: Company = admin.post(&alpha(app, "/companies"), &json!({"name": "Beta Ltd"})).await.ok();
        let path = member(app, &nia, "");
        admin.change(Method::PATCH, &path, 1, &json!({"companies": [other.id]})).await.ok::<Member>();
        assert_eq!(ids(app, &admin, "sort=companies").await.last().unwrap(), "nia@new.example");
        let list = admin.get(&alpha(app, "/members?sort=companies")).await;
        patch(app, &admin, 1, json!({"name": "Zeta"})).await.ok::<Company>();
        assert_eq!(ids(app, &admin, "sort=companies").await.first().unwrap(), "nia@new.example");
        assert_eq!(ids(app, &admin, "sort=-companies").await.last().unwrap(), "nia@new.example");
        assert_ne!(admin.get(&alpha(app, "/members?sort=companies")).await.header("etag"), list.header("etag"));
        let shown: List<Member> = admin.get(&alpha(app, "/members?q=viewer")).await.ok();
        assert_eq!(shown.items[0].companies[0].name, "Zeta");
        assert_eq!(ids(app, &admin, &format!("company={}", other.id)).await, ["nia@new.example"]);
    }

    async fn an_archived_company_stays_with_its_members_only(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let path = member(app, &nia, "");
        let companies = json!({"companies": [app.world.alpha_company]});
        admin.change(Method::PATCH, &path, 1, &companies).await.ok::<Member>();
        let archived: Company = patch(app, &admin, 1, json!({"status": "archived"})).await.ok();
        assert_eq!((archived.status, archived.members), (CompanyStatus::Archived, 8));
        assert_eq!(archived.archived_at.as_deref(), Some(app.now().to_string().as_str()));
        // Who has it keeps it, also if another company is added.
        let other: Company = admin.post(&alpha(app, "/companies"), &json!({"name": "Beta Ltd"})).await.ok();
        let both = json!({"companies": [app.world.alpha_company, other.id]});
        let kept: Member = admin.change(Method::PATCH, &path, 2, &both).await.ok();
        assert_eq!(kept.companies.len(), 2);
        // Nobody else gets it.
        let (ben, _) = invite(app, &admin, "ben@new.example").await;
        let refused = admin.change(Method::PATCH, &member(app, &ben, ""), 1, &companies).await;
        assert_eq!(refused.field_errors(), [("/companies/0".to_owned(), "unknown".to_owned())]);
        let invitation = with(invitation_body(app, &["ann@new.example"]), companies.clone());
        let refused = post(app, &admin, &invitation).await;
        assert_eq!(refused.field_errors(), [("/companies/0".to_owned(), "unknown".to_owned())]);
        let restored: Company = patch(app, &admin, 2, json!({"status": "active"})).await.ok();
        assert_eq!((restored.status, restored.archived_at), (CompanyStatus::Active, None));
        assert_eq!(codes(&post(app, &admin, &invitation).await), ["ok"]);
        assert_counted(app).await;
    }

    async fn a_number_that_is_taken_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let other = json!({"name": "Beta Ltd", "number": "7"});
        admin.post(&alpha(app, "/companies"), &other).await.ok::<Company>();
        let taken = patch(app, &admin, 1, json!({"number": "7"})).await;
        assert_eq!(taken.field_errors(), [("/number".to_owned(), "taken".to_owned())]);
        assert!(taken.problem().errors[0].detail.contains("Beta Ltd"));
        patch(app, &admin, 1, json!({"number": "8"})).await.ok::<Company>();
        // Its own number is not taken.
        patch(app, &admin, 2, json!({"number": "8", "name": "Alpha"})).await.ok::<Company>();
    }

    async fn c6_without_a_version_or_with_an_old_one_nothing_is_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let body = serde_json::to_vec(&json!({"name": "Omega"})).unwrap();
        let without = admin.send(Method::PATCH, &own(app), Some(body)).await;
        assert_eq!(without.summary(), "428 precondition_required");
        for version in [0, 2, -1] {
            assert_eq!(patch(app, &admin, version, json!({"name": "Omega"})).await.summary(), "412 stale");
        }
        assert_eq!(events(app, "company.changed").await, 0);
    }

    async fn o5_invalid_fields_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (body, pointer, code) in [
            (json!({"name": ""}), "/name", "required"),
            (json!({"name": "x".repeat(121)}), "/name", "too_long"),
            (json!({"number": "#"}), "/number", "invalid"),
        ] {
            let answer = patch(app, &admin, 1, body.clone()).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{body}");
        }
        for body in [json!({"status": "closed"}), json!({"members": 0}), json!(7)] {
            assert_eq!(patch(app, &admin, 1, body.clone()).await.summary(), "400 malformed", "{body}");
        }
    }

    async fn t1_what_belongs_to_another_organization_is_like_nothing(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}/companies", app.world.beta);
        let nothing = outsider.get(&format!("{beta}/cmp_00000000000000000000000007")).await;
        assert_eq!(nothing.summary(), "404 not_found");
        nothing.assert_same_as(&outsider.get(&format!("{beta}/{}", app.world.alpha_company)).await);
        let path = format!("{beta}/{}", app.world.alpha_company);
        let change = outsider.change(Method::PATCH, &path, 1, &json!({"name": "Mine"})).await;
        nothing.assert_same_as(&change);
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            assert_eq!(client.get(&own(app)).await.summary(), "403 forbidden");
            assert_eq!(patch(app, &client, 1, json!({"name": "Mine"})).await.summary(), "404 not_found");
        }
    }
}
