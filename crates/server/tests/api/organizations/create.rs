//! `POST /organizations`

use api_types::{List, Member, MemberStatus, NewOrganization, Organization, Permission, Role, Seats};
use jiff::SignedDuration;
use roster_server::state::Settings;
use serde_json::json;

use crate::support::{
    Engine, TestApp, both_engines,
    world::{ADMIN, OUTSIDER, VIEWER},
};

both_engines! {
    async fn the_creator_administers_the_new_organization(app: &TestApp) {
        let client = app.signed_in(VIEWER).await;
        let answer = client.post("/organizations", &json!({"name": "  Gamma Works ", "number": "G-1"})).await;
        let created: Organization = answer.ok();
        assert_eq!(answer.status, 201);
        assert_eq!(answer.header("location"), format!("/api/v1/organizations/{}", created.id));
        assert_eq!((created.name.as_str(), created.number.as_str()), ("Gamma Works", "G-1"));
        assert_eq!(created.seats, Some(Seats { used: 1, limit: None }));
        assert_eq!(created.permissions.len(), Permission::ALL.len() - 1);

        let path = format!("/organizations/{}", created.id);
        assert_eq!(client.get(&path).await.ok::<Organization>(), created);
        let members: List<Member> = client.get(&format!("{path}/members")).await.ok();
        assert_eq!(members.total.count, 1);
        assert_eq!((members.items[0].email.as_str(), members.items[0].status), (VIEWER, MemberStatus::Active));
        let roles: List<Role> = client.get(&format!("{path}/roles")).await.ok();
        let holders: Vec<_> = roles.items.iter().map(|role| (role.key.as_str(), role.holders)).collect();
        assert_eq!(holders, [("administrator", 1), ("editor", 0), ("viewer", 0)]);

        let outsider = app.signed_in(OUTSIDER).await;
        assert_eq!(outsider.get(&path).await.summary(), "404 not_found");
        let by_somebody = "action = 'organization.created' AND account_id IS NOT NULL";
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_events WHERE {by_somebody}")).await, 1);
    }

    async fn without_a_number_the_next_free_one_is_chosen(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        let mut numbers = Vec::new();
        for number in [None, None, Some("10500"), Some("X9"), None] {
            let wanted = NewOrganization { name: "Gamma".to_owned(), number: number.map(str::to_owned) };
            numbers.push(client.post("/organizations", &wanted).await.ok::<Organization>().number);
        }
        assert_eq!(numbers, ["10001", "10002", "10500", "X9", "10003"]);
    }

    async fn x9_a_chosen_number_does_not_end_the_automatic_ones(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        let create = async |number: Option<&str>| {
            let wanted = NewOrganization { name: "Gamma".to_owned(), number: number.map(str::to_owned) };
            client.post("/organizations", &wanted).await
        };
        let refused = create(Some("999999999999999")).await;
        assert_eq!(refused.field_errors(), [("/number".to_owned(), "too_large".to_owned())]);
        for chosen in ["999999999999", "10001", "010002", "10003"] {
            assert_eq!(create(Some(chosen)).await.ok::<Organization>().number, chosen);
        }
        let mut numbers = Vec::new();
        for _ in 0..3 {
            numbers.push(create(None).await.ok::<Organization>().number);
        }
        assert_eq!(numbers, ["10004", "10005", "10006"], "10002 is taken, with a zero before it");
    }

    async fn f26_an_account_creates_few_organizations_in_a_day(app: &TestApp) {
        let client = app.signed_in(VIEWER).await;
        let create = async || client.post("/organizations", &json!({"name": "Gamma"})).await;
        for _ in 0..10 {
            assert_eq!(create().await.status, 201);
            app.clock.advance(SignedDuration::from_mins(1));
        }
        let limited = create().await;
        assert_eq!(limited.summary(), "429 too_many_requests");
        assert!(limited.header("retry-after").parse::<u32>().unwrap() > 3_600);
        let other = app.signed_in(ADMIN).await;
        assert_eq!(other.post("/organizations", &json!({"name": "Gamma"})).await.status, 201);
    }

    async fn x15_numbers_cannot_be_tried_one_after_another(app: &TestApp) {
        let client = app.signed_in(VIEWER).await;
        for _ in 0..10 {
            let taken = client.post("/organizations", &json!({"name": "Gamma", "number": "1001"})).await;
            assert_eq!(taken.field_errors(), [("/number".to_owned(), "taken".to_owned())]);
        }
        let next = client.post("/organizations", &json!({"name": "Gamma", "number": "1002"})).await;
        assert_eq!(next.summary(), "429 too_many_requests");
    }

    async fn x4_a_name_that_looks_like_a_url_is_refused(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        for name in ["Your parcel: evil.example/pay", "https://evil.example", "www.evil.example"] {
            let answer = client.post("/organizations", &json!({"name": name})).await;
            assert_eq!(answer.field_errors(), [("/name".to_owned(), "invalid".to_owned())], "{name}");
        }
        assert_eq!(client.post("/organizations", &json!({"name": "Müller & Co. KG"})).await.status, 201);
    }

    async fn many_at_once_get_different_numbers(app: &TestApp) {
        let mut creating = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let client = app.signed_in(ADMIN).await;
            creating.spawn(async move {
                client.post("/organizations", &json!({"name": "Gamma"})).await.ok::<Organization>().number
            });
        }
        let mut numbers = creating.join_all().await;
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 6);
    }

    async fn a_taken_number_is_refused_whatever_its_case(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        client.post("/organizations", &json!({"name": "Gamma", "number": "Ab-1"})).await.ok::<Organization>();
        let again = client.post("/organizations", &json!({"name": "Delta", "number": "aB-1"})).await;
        assert_eq!(again.field_errors(), [("/number".to_owned(), "taken".to_owned())]);
        assert_eq!(app.count("SELECT COUNT(*) FROM organizations").await, 3);
    }

    async fn everything_wrong_is_said_at_once(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        let answer = client.post("/organizations", &json!({"name": "", "number": "a b"})).await;
        let expected = [("/name", "required"), ("/number", "invalid")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(answer.field_errors(), expected);
    }

    async fn u6_c7_the_same_idempotency_key_creates_once(app: &TestApp) {
        let client = app.signed_in(ADMIN).await.with_header("idempotency-key", "k1");
        let body = json!({"name": "Gamma"});
        let first = client.post("/organizations", &body).await;
        assert_eq!(first.status, 201);
        first.assert_same_as(&client.post("/organizations", &body).await);
        let other = client.post("/organizations", &json!({"name": "Delta"})).await;
        assert_eq!(other.field_errors(), [("/headers/idempotency-key".to_owned(), "invalid".to_owned())]);

        let somebody_else = app.signed_in(OUTSIDER).await.with_header("idempotency-key", "k1");
        let theirs: Organization = somebody_else.post("/organizations", &body).await.ok();
        assert_ne!(theirs.id, first.ok::<Organization>().id);
        assert_eq!(app.count("SELECT COUNT(*) FROM organizations").await, 4);
    }

    async fn u6_a_refused_request_can_be_sent_again_under_its_key(app: &TestApp) {
        let client = app.signed_in(ADMIN).await.with_header("idempotency-key", "k3");
        let body = json!({"name": "Gamma", "number": "1002"});
        let refused = client.post("/organizations", &body).await;
        assert_eq!(refused.field_errors(), [("/number".to_owned(), "taken".to_owned())]);
        app.sql("UPDATE organizations SET number_key = 'gone' WHERE number = '1002'").await;
        assert_eq!(client.post("/organizations", &body).await.status, 201);
        assert_eq!(client.post("/organizations", &body).await.status, 201);
        assert_eq!(app.count("SELECT COUNT(*) FROM organizations").await, 3);
    }

    async fn f3_f4_a_name_is_one_that_people_see_and_does_not_turn_the_text(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        for (name, code) in [("\u{200b}\u{3164}", "required"), ("Acme \u{202e}gnp.exe", "invalid")] {
            let answer = client.post("/organizations", &json!({"name": name})).await;
            assert_eq!(answer.field_errors(), [("/name".to_owned(), code.to_owned())]);
        }
        let named = client.post("/organizations", &json!({"name": "\u{feff}Gamma\u{200e}"})).await;
        assert_eq!(named.ok::<Organization>().name, "Gamma");
    }

    async fn u6_c7_the_same_key_twice_at_once_creates_once(app: &TestApp) {
        let body = json!({"name": "Gamma"});
        let (a, b) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let (a, b) = (a.with_header("idempotency-key", "k2"), b.with_header("idempotency-key", "k2"));
        let (a, b) = tokio::join!(a.post("/organizations", &body), b.post("/organizations", &body));
        assert_eq!(a.ok::<Organization>(), b.ok::<Organization>());
        assert_eq!(app.count("SELECT COUNT(*) FROM organizations").await, 3);
    }

    async fn o1_markup_in_a_name_comes_back_as_it_is_and_as_json(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        let name = "<img src=x onerror=alert(1)>\"'&";
        let answer = client.post("/organizations", &json!({"name": name})).await;
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.ok::<Organization>().name, name);
        let list = client.get("/organizations?q=onerror").await;
        assert_eq!(list.ok::<List<Organization>>().items[0].name, name);
        assert_eq!(list.header("content-type"), "application/json");
    }
}

#[tokio::test]
async fn x4_creating_organizations_is_a_setting_of_the_installation() {
    let settings = Settings { organizations_per_account: None, ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let client = app.signed_in(ADMIN).await;
    assert_eq!(client.post("/organizations", &json!({"name": "Gamma"})).await.summary(), "403 forbidden");
    let server: api_types::ServerInfo = client.get("/server").await.ok();
    assert!(!server.can_create_organizations);
}
