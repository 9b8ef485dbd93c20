//! `GET /start`

use api_types::{List, MAX_START_PATH, Member, OrganizationId, Start};
use serde_json::Value;

use crate::support::{
    Answer, Client, both_engines,
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, OUTSIDER, VIEWER},
};

/// Opens the app at this path.
async fn start(client: &Client, path: &str) -> Answer {
    let path: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    client.get(&format!("/start?path={path}")).await
}

/// The parts of the response, without the session.
async fn parts(client: &Client, path: &str) -> Vec<String> {
    let Value::Object(start) = start(client, path).await.ok() else { panic!("not an object") };
    start.into_iter().map(|(name, _)| name).filter(|name| name != "session").collect()
}

/// What a request of its own answers.
async fn alone(client: &Client, path: &str) -> Value {
    client.get(path).await.ok()
}

const ALL: [&str; 3] = ["members", "members_etag", "organization"];

both_engines! {
    async fn each_part_is_what_its_own_request_answers(app: &TestApp) {
        let (admin, alpha) = (app.signed_in(ADMIN).await, app.world.alpha);
        let administrator = app.world.alpha_roles[0];
        let filtered = format!("role={administrator}&sort=-email&limit=2");
        for query in ["", "status=invited", "q=viewer%40", "q=%E4%B8%96", "sort=-name&count=exact", &filtered] {
            let answer = start(&admin, &format!("/organizations/{alpha}/users?{query}")).await;
            let begun: Value = answer.ok();
            let members = admin.get(&format!("/organizations/{alpha}/members?{query}")).await;
            assert_eq!(begun["session"], alone(&admin, "/session").await);
            assert_eq!(begun["organization"], alone(&admin, &format!("/organizations/{alpha}")).await);
            assert_eq!(begun["members"], members.ok::<Value>(), "{query}");
            assert_eq!(begun["members_etag"], members.header("etag"));
            assert_eq!(answer.header("etag"), "");
            let typed: Start = answer.ok();
            assert_eq!(typed.members, Some(members.ok::<List<Member>>()));
        }
    }

    async fn x12_members_for_which_one_would_have_to_wait_are_left_out(app: &TestApp) {
        let (admin, alpha) = (app.signed_in(ADMIN).await, app.world.alpha);
        let take = || app.state.list_shares.take(alpha);
        let mut shares = Vec::new();
        while let Ok(share) = tokio::time::timeout(std::time::Duration::from_millis(20), take()).await {
            shares.push(share);
        }
        let path = format!("/organizations/{alpha}/users");
        assert_eq!(parts(&admin, &path).await, ["organization"]);
        drop(shares);
        assert_eq!(parts(&admin, &path).await, ALL);
    }

    async fn a_cursor_and_an_etag_of_the_start_continue_the_list(app: &TestApp) {
        let (admin, alpha) = (app.signed_in(ADMIN).await, app.world.alpha);
        let path = format!("/organizations/{alpha}/members?limit=3");
        let begun: Start = start(&admin, &format!("/organizations/{alpha}/users?limit=3")).await.ok();
        let etag = begun.members_etag.unwrap();
        let same = admin.send_with(axum::http::Method::GET, &path, None, &[("if-none-match", &etag)]).await;
        assert_eq!(same.status, 304);
        let cursor = begun.members.unwrap().next_cursor.unwrap();
        let next: List<Member> = admin.get(&format!("{path}&cursor={cursor}")).await.ok();
        assert_eq!(next.items.len(), 3);
    }

    async fn what_only_the_app_needs_is_not_asked_of_the_list(app: &TestApp) {
        let (admin, alpha) = (app.signed_in(ADMIN).await, app.world.alpha);
        let own = "columns=name,email&widths=name.200&density=compact&at=4000";
        for path in ["users", "users/"] {
            let path = format!("/organizations/{alpha}/{path}?{own}&status=active&{own}");
            let begun: Value = start(&admin, &path).await.ok();
            let members = alone(&admin, &format!("/organizations/{alpha}/members?status=active")).await;
            assert_eq!(begun["members"], members);
        }
    }

    async fn the_home_page_shows_the_default_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for path in ["/", "/?status=invited&sort=nonsense"] {
            let begun: Value = start(&admin, path).await.ok();
            let organization = begun["session"]["default_organization"].as_str().unwrap();
            assert_eq!(organization, app.world.alpha.to_string());
            assert_eq!(begun["organization"], alone(&admin, &format!("/organizations/{organization}")).await);
            assert_eq!(begun["members"], alone(&admin, &format!("/organizations/{organization}/members")).await);
        }
        // Active only in Beta, as a viewer.
        let divided: Start = start(&app.signed_in(DIVIDED).await, "/").await.ok();
        assert_eq!(divided.organization.map(|it| it.id), Some(app.world.beta));
        assert_eq!((divided.members, divided.members_etag), (None, None));
        // An account without an organization has no page to start with.
        let viewer = app.signed_in(VIEWER).await;
        let member = "(SELECT id FROM members WHERE email_key = 'viewer@alpha.example')";
        app.sql(&format!("DELETE FROM member_roles WHERE member_id = {member}")).await;
        assert!(parts(&viewer, "/").await.is_empty());
    }

    async fn other_pages_of_an_organization_have_no_members(app: &TestApp) {
        let (admin, alpha) = (app.signed_in(ADMIN).await, app.world.alpha);
        for below in ["", "/", "/users/mem_1", "/users//", "/usersx", "/roles?status=invited", "?a=/users", "/Users"] {
            assert_eq!(parts(&admin, &format!("/organizations/{alpha}{below}")).await, ["organization"], "{below}");
        }
        for path in ["/account", "/organizations", "/organizations/", "/users"] {
            assert!(parts(&admin, path).await.is_empty(), "{path}");
        }
    }

    async fn nobody_who_is_not_signed_in_gets_more_than_of_the_session(app: &TestApp) {
        let pending = app.anonymous();
        crate::session::sign_in(&pending, CAUTIOUS, crate::support::world::PASSWORD).await;
        let ended = app.signed_in(VIEWER).await;
        app.sql("DELETE FROM sessions WHERE state = 0").await;
        for client in [app.anonymous(), app.program().await, pending, ended] {
            let session = client.get("/session").await;
            assert_eq!(session.summary(), "401 unauthenticated");
            for query in ["?path=/", "?path=/organizations/x", "", "?path=/&path=/", "?at=1"] {
                session.assert_same_as(&client.get(&format!("/start{query}")).await);
            }
        }
        let other = app.signed_in(VIEWER).await.with_header("x-roster-account", "acc_0");
        other.get("/session").await.assert_same_as(&other.get("/start?path=/").await);
        assert_eq!(other.get("/session").await.status, 409);
    }

    async fn t1_a_foreign_organization_looks_like_none_at_all(app: &TestApp) {
        let nowhere = OrganizationId::from_u128(7);
        for email in [OUTSIDER, DIVIDED] {
            let client = app.signed_in(email).await;
            for below in ["", "/users", "/users?status=invited", "/roles"] {
                let missing = start(&client, &format!("/organizations/{nowhere}{below}")).await;
                assert_eq!(missing.ok::<Value>().as_object().unwrap().len(), 1, "only the session");
                missing.assert_same_as(&start(&client, &format!("/organizations/{}{below}", app.world.alpha)).await);
                missing.assert_same_as(&start(&client, "/organizations/org_x").await);
            }
        }
    }

    async fn what_the_caller_cannot_read_is_left_out(app: &TestApp) {
        let users = format!("/organizations/{}/users", app.world.alpha);
        for email in [EDITOR, VIEWER] {
            assert_eq!(parts(&app.signed_in(email).await, &users).await, ["organization"], "{email}");
        }
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(parts(&admin, &users).await, ALL);
        app.sql("UPDATE organizations SET two_factor_from = 1 WHERE number = '1001'").await;
        assert!(parts(&admin, &users).await.is_empty());
        assert_eq!(parts(&app.signed_in(CAUTIOUS).await, &users).await, ALL);
        app.sql("UPDATE organizations SET two_factor_from = NULL, disabled_at = 1 WHERE number = '1001'").await;
        assert!(parts(&admin, &users).await.is_empty());
    }

    async fn s2_a_role_taken_away_is_gone_with_the_next_start(app: &TestApp) {
        let (admin, users) = (app.signed_in(ADMIN).await, format!("/organizations/{}/users", app.world.alpha));
        assert_eq!(parts(&admin, &users).await, ALL);
        let member = "(SELECT id FROM members WHERE email_key = 'admin@alpha.example')";
        app.sql(&format!("DELETE FROM member_roles WHERE member_id = {member}")).await;
        assert!(parts(&admin, &users).await.is_empty());
    }

    async fn a_view_that_the_list_refuses_is_left_out(app: &TestApp) {
        let (admin, alpha) = (app.signed_in(ADMIN).await, app.world.alpha);
        for query in [
            "status=asleep", "sort=age", "colour=red", "q=%22a", "q=a&q=b", "cursor=x", "limit=0", "q=%FF", "q=%00",
            "role=rol_00000000000000000000000001",
        ] {
            let refused = admin.get(&format!("/organizations/{alpha}/members?{query}")).await;
            assert!(refused.status.is_client_error(), "{query}");
            assert_eq!(parts(&admin, &format!("/organizations/{alpha}/users?{query}")).await, ["organization"], "{query}");
        }
    }

    async fn x17_a_path_that_is_none_of_the_app_names_nothing(app: &TestApp) {
        let (admin, alpha) = (app.signed_in(ADMIN).await, app.world.alpha);
        let long = format!("/organizations/{alpha}/users?q={}", "a".repeat(MAX_START_PATH));
        let long = long.as_str();
        for path in [
            "",
            "//",
            "/..",
            "/../",
            "\0",
            "%2F",
            "/organizations//",
            &format!("//organizations/{alpha}/users"),
            &format!("/./organizations/{alpha}/users"),
            &format!("/organizations/../organizations/{alpha}/users"),
            &format!("/organizations%2F{alpha}%2Fusers"),
            &format!("/organizations/{alpha}%2Fusers"),
            &format!("/organizations/{alpha}\0/users"),
            &format!("/organizations/{alpha}%00"),
            &format!("/organizations/{alpha}#/users"),
            &format!("\\organizations\\{alpha}\\users"),
            &format!("/organizations/{}/users", alpha.to_string().to_uppercase()),
            &format!("https://roster.example/organizations/{alpha}/users"),
            &format!("organizations/{alpha}/users"),
            long,
            &"/".repeat(10_000),
        ] {
            assert!(parts(&admin, path).await.is_empty(), "{}", &path[..path.len().min(80)]);
        }
    }

    async fn x17_a_query_without_exactly_one_path_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (query, pointer, code) in [
            ("", "path", "required"),
            ("?", "path", "required"),
            ("?path=/&path=/", "path", "invalid"),
            ("?path=/&status=invited", "status", "unknown"),
            ("?Path=/", "Path", "unknown"),
        ] {
            let answer = admin.get(&format!("/start{query}")).await;
            assert_eq!(answer.field_errors(), [(format!("/query/{pointer}"), code.to_owned())], "{query}");
        }
        assert_eq!(admin.get("/start?path=/%FF").await.summary(), "400 malformed");
    }
}
