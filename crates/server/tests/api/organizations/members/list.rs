//! `GET /organizations/{organization}/members`: filters, order, refusals

use api_types::{List, Member, MemberId, OrganizationId, RoleId};

use crate::support::{
    Client, TestApp, both_engines,
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

async fn emails(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    let list: List<Member> = client.get(&format!("/organizations/{}/members?{query}", app.world.alpha)).await.ok();
    assert_eq!(list.total.count, list.items.len() as u64, "{query}");
    list.items.into_iter().map(|member| member.email).collect()
}

both_engines! {
    async fn the_one_list_has_everybody_by_name(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(emails(app, &admin, "").await, [ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, VIEWER]);
        assert_eq!(emails(app, &admin, "sort=-name").await, [VIEWER, INVITED, GONE, EDITOR, DIVIDED, CAUTIOUS, ADMIN]);
        let by_status = emails(app, &admin, "sort=status").await;
        assert_eq!(by_status[4..], [INVITED, DIVIDED, GONE]);
        assert_eq!(emails(app, &admin, "sort=-member_since").await.last().unwrap(), INVITED);
        assert_eq!(emails(app, &admin, "sort=member_since").await.last().unwrap(), INVITED);
    }

    async fn filters_combine(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, editor, viewer] = app.world.alpha_roles;
        for (query, expected) in [
            (format!("role={administrator}"), &[ADMIN, CAUTIOUS, GONE][..]),
            (format!("role={administrator},{editor}"), &[ADMIN, CAUTIOUS, EDITOR, GONE]),
            (format!("role={viewer}&status=invited"), &[INVITED]),
            ("status=inactive,invited".to_owned(), &[DIVIDED, GONE, INVITED]),
            ("q=*it*".to_owned(), &[EDITOR, INVITED]),
            ("q=ed".to_owned(), &[EDITOR]),
            ("q=%40ALPHA+g*e".to_owned(), &[GONE]),
            (format!("q=*i*&role={administrator}&status=active"), &[ADMIN, CAUTIOUS]),
            ("q=a_min".to_owned(), &[]),
            ("q=%5C".to_owned(), &[]),
            ("status=expired".to_owned(), &[]),
        ] {
            assert_eq!(emails(app, &admin, &query).await, expected, "{query}");
        }
    }

    async fn u27_a_filter_can_ask_for_none_or_for_everything_else(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, ..] = app.world.alpha_roles;
        for (query, expected) in [
            (format!("role=!{administrator}"), &[DIVIDED, EDITOR, INVITED, VIEWER][..]),
            ("status=!active".to_owned(), &[DIVIDED, GONE, INVITED]),
            ("status=!withdrawn,invited".to_owned(), &[ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, VIEWER]),
            ("supervisor=!none".to_owned(), &[]),
            ("supervisor=none&status=invited".to_owned(), &[INVITED]),
            ("company=none".to_owned(), &[]),
            ("two_factor=unknown".to_owned(), &[INVITED]),
            ("last_sign_in=before_2026-01-31".to_owned(), &[]),
            ("last_sign_in=!before_2026-01-31&status=invited".to_owned(), &[INVITED]),
        ] {
            assert_eq!(emails(app, &admin, &query).await, expected, "{query}");
        }
    }

    async fn the_state_of_a_list_is_compared_before_its_filters(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members", app.world.alpha);
        let first = admin.get(&path).await;
        let again = admin.with_header("if-none-match", first.header("etag"));
        assert_eq!(again.get(&format!("{path}?role={}", RoleId::from_u128(7))).await.status, 304);
    }

    async fn t5_viewers_and_editors_may_not_list(app: &TestApp) {
        let path = format!("/organizations/{}/members", app.world.alpha);
        for email in [VIEWER, EDITOR] {
            assert_eq!(app.signed_in(email).await.get(&path).await.summary(), "403 forbidden");
        }
    }

    async fn t1_a_foreign_list_looks_like_none_even_with_bad_parameters(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let nowhere = outsider.get(&format!("/organizations/{}/members", OrganizationId::from_u128(7))).await;
        assert_eq!(nowhere.summary(), "404 not_found");
        let [administrator, ..] = app.world.alpha_roles;
        for query in ["", "?limit=0", "?cursor=x", "?nonsense=1", &format!("?role={administrator}")] {
            let path = format!("/organizations/{}/members{query}", app.world.alpha);
            nowhere.assert_same_as(&outsider.get(&path).await);
        }
    }

    async fn t1_what_belongs_to_another_organization_is_like_nothing(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let path = format!("/organizations/{}/members", app.world.beta);
        let theirs = app.world.member(app.world.alpha, ADMIN);
        for (filter, nothing, somebody_elses) in [
            ("role", RoleId::from_u128(7).to_string(), app.world.alpha_roles[0].to_string()),
            ("supervisor", MemberId::from_u128(7).to_string(), theirs.to_string()),
            ("invited_by", MemberId::from_u128(7).to_string(), theirs.to_string()),
        ] {
            let missing = outsider.get(&format!("{path}?{filter}={nothing}")).await;
            assert_eq!(missing.field_errors(), [(format!("/query/{filter}"), "unknown".to_owned())]);
            missing.assert_same_as(&outsider.get(&format!("{path}?{filter}={somebody_elses}")).await);
        }
    }

    async fn what_has_not_changed_is_not_sent_again(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members?sort=email", app.world.alpha);
        let first = admin.get(&path).await;
        let again = admin.with_header("if-none-match", first.header("etag"));
        let answer = again.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (304, 0));
        assert_eq!(answer.header("etag"), first.header("etag"));
        // Somebody signs in: the list shows when.
        app.clock.advance(jiff::SignedDuration::from_mins(2));
        app.signed_in(VIEWER).await;
        let changed = again.get(&path).await;
        assert_eq!(changed.status, 200);
        assert_ne!(changed.header("etag"), first.header("etag"));
        // Who may not see the list learns nothing of whether it has changed.
        let editor = app.signed_in(EDITOR).await.with_header("if-none-match", changed.header("etag"));
        assert_eq!(editor.get(&path).await.summary(), "403 forbidden");
    }

    async fn o5_bad_parameters_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let long = "x".repeat(10_000);
        let stars = "*".repeat(50);
        assert_eq!(emails(app, &admin, &format!("q={stars}")).await.len(), 7);
        assert_eq!(emails(app, &admin, "q=%E2%80%AEada").await, [""; 0]);
        let far = format!("/organizations/{}/members?at=99999999999", app.world.alpha);
        let beyond: List<Member> = admin.get(&far).await.ok();
        assert_eq!((beyond.items.len(), beyond.total.count), (0, 7));
        for (query, pointer, code) in [
            ("limit=0", "/query/limit", "too_small"),
            ("limit=201", "/query/limit", "too_large"),
            ("limit=x", "/query/limit", "invalid"),
            ("limit=5&limit=5", "/query/limit", "invalid"),
            ("cursor=x", "/query/cursor", "invalid"),
            ("cursor=", "/query/cursor", "invalid"),
            ("sort=age", "/query/sort", "unknown"),
            ("sort=", "/query/sort", "unknown"),
            ("status=asleep", "/query/status", "unknown"),
            ("role=admin", "/query/role", "unknown"),
            ("q=a%00b", "/query/q", "invalid"),
            ("q=%22ada", "/query/q", "unbalanced_quote"),
            ("q=age:7", "/query/q", "unknown_field"),
            (&format!("q={}", "a*".repeat(50)), "/query/q", "too_many_pieces"),
            ("two_factor=perhaps", "/query/two_factor", "unknown"),
            ("last_sign_in=today", "/query/last_sign_in", "unknown"),
            ("last_sign_in=before_2026-13-01", "/query/last_sign_in", "unknown"),
            ("last_sign_in=before_2026-02-31", "/query/last_sign_in", "invalid"),
            ("status=none", "/query/status", "unknown"),
            ("at=-1", "/query/at", "invalid"),
            ("at=99999999999999999999", "/query/at", "invalid"),
            ("count=most", "/query/count", "unknown"),
            (&format!("q={long}"), "/query/q", "too_long"),
            ("page=2", "/query/page", "unknown"),
        ] {
            let answer = admin.get(&format!("/organizations/{}/members?{query}", app.world.alpha)).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{query}");
        }
        let surrogate = format!("/organizations/{}/members?q=%ED%A0%80", app.world.alpha);
        assert_eq!(admin.get(&surrogate).await.summary(), "400 malformed");
    }
}
