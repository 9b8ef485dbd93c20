//! `GET …/audit-events` and `…/options`

use api_types::{ActorKind, AuditEvent, FilterOptions, List, Member, MemberChanges, MemberId, MemberRoles, TargetKind};
use axum::http::Method;
use jiff::SignedDuration;

use super::{actions, log};
use crate::support::{
    Client, TestApp, both_engines,
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

fn member(app: &TestApp, email: &str) -> MemberId {
    app.world.member(app.world.alpha, email)
}

async fn set_phone(app: &TestApp, client: &Client, email: &str, phone: &str) {
    let path = format!("/organizations/{}/members/{}", app.world.alpha, member(app, email));
    let version = client.get(&path).await.ok::<Member>().version;
    let changes = MemberChanges { phone: Some(phone.to_owned()), ..MemberChanges::default() };
    assert_eq!(client.change(Method::PATCH, &path, version, &changes).await.status, 200);
    app.clock.advance(SignedDuration::from_secs(1));
}

/// Two people change things on three days, and the server seals.
async fn three_days(app: &TestApp) -> Client {
    let admin = app.signed_in(ADMIN).await.with_header("x-request-id", "first-request");
    set_phone(app, &admin, VIEWER, "111").await;
    let day = SignedDuration::from_hours(24);
    app.clock.advance(day);
    let cautious = app.signed_in(CAUTIOUS).await;
    set_phone(app, &cautious, VIEWER, "222").await;
    set_phone(app, &cautious, EDITOR, "333").await;
    app.clock.advance(day);
    let admin = app.signed_in(ADMIN).await;
    set_phone(app, &admin, EDITOR, "444").await;
    app.seal().await;
    admin
}

/// The numbers that members got.
async fn phones(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    let events = log(app, client, query).await.items.into_iter();
    let changes = events.flat_map(|event| event.changes).filter(|change| change.field == "phone");
    changes.flat_map(|change| change.after).filter_map(|value| value.text).collect()
}

both_engines! {
    async fn aud1_an_event_says_who_did_what_to_whom_when_and_from_where(app: &TestApp) {
        let browser = app.anonymous_at([192, 0, 2, 7]).with_header("x-request-id", "req-7");
        crate::session::sign_in(&browser, ADMIN, crate::support::world::PASSWORD).await;
        app.clock.advance(SignedDuration::from_secs(1));
        let alpha = app.world.alpha;
        let path = format!("/organizations/{alpha}/members/{}", member(app, VIEWER));
        let version = browser.get(&path).await.ok::<Member>().version;
        let roles = MemberRoles { roles: vec![app.world.alpha_roles[1]] };
        assert_eq!(browser.change(Method::PUT, &format!("{path}/roles"), version, &roles).await.status, 200);
        // Also before it is sealed.
        for _ in 0..2 {
            let event = log(app, &browser, "limit=1").await.items.remove(0);
            assert_eq!((event.action.as_str(), &event.at), ("member.roles_changed", &app.now().to_string()));
            assert_eq!((event.address.as_deref(), event.request_id.as_deref()), (Some("192.0.2.7"), Some("req-7")));
            let actor = event.actor.unwrap();
            assert_eq!((actor.kind, actor.member.unwrap().id), (ActorKind::Member, member(app, ADMIN)));
            let target = event.target.unwrap();
            assert_eq!((target.kind, target.id), (TargetKind::Member, member(app, VIEWER).to_string()));
            let change = &event.changes[0];
            let keys = [&change.before, &change.after].map(|values| values[0].key.clone().unwrap());
            assert_eq!((change.field.as_str(), keys), ("roles", ["viewer", "editor"].map(str::to_owned)));
            app.seal().await;
        }
    }

    async fn aud1_filters_and_search_find_events(app: &TestApp) {
        let admin = three_days(app).await;
        let (own, other) = (member(app, ADMIN), member(app, CAUTIOUS));
        for (query, expected) in [
            ("action=member.changed".to_owned(), &["444", "333", "222", "111"][..]),
            ("action=member.changed&sort=at".to_owned(), &["111", "222", "333", "444"]),
            (format!("actor={own}"), &["444", "111"]),
            (format!("actor={own},{other}&action=member.changed"), &["444", "333", "222", "111"]),
            (format!("actor=!{own}&action=member.changed"), &["333", "222"]),
            ("actor=none".to_owned(), &[]),
            (format!("target={}", member(app, VIEWER)), &["222", "111"]),
            (format!("target={}&actor={own}", member(app, EDITOR)), &["444"]),
            ("from=today".to_owned(), &["444"]),
            ("from=2026-11-22".to_owned(), &["444", "333", "222"]),
            ("to=2026-11-22".to_owned(), &["333", "222", "111"]),
            ("from=2026-11-22&to=2026-11-22".to_owned(), &["333", "222"]),
            (format!("from=last_7_days&actor={other}&action=member.changed,member.removed"), &["333", "222"]),
            ("from=2026-12-01".to_owned(), &[]),
            ("q=222".to_owned(), &["222"]),
            ("q=viewer@alpha.example".to_owned(), &["222", "111"]),
            ("q=first-request".to_owned(), &["111"]),
            (format!("q=editor@alpha.example&actor={own}"), &["444"]),
        ] {
            assert_eq!(phones(app, &admin, &query).await, expected, "{query}");
            let found = log(app, &admin, &query).await;
            assert_eq!((found.total.count as usize, found.total.exact), (found.items.len(), true), "{query}");
        }
        assert_eq!(actions(app, &admin, "action=session.created&from=today").await, ["session.created"]);
    }

    async fn aud1_pages_follow_each_other(app: &TestApp) {
        let admin = three_days(app).await;
        let whole = log(app, &admin, "").await;
        for query in ["", "&action=member.changed,session.created", "&from=2026-11-01"] {
            let (mut found, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = log(app, &admin, &format!("limit=2{query}{cursor}")).await;
                found.extend(page.items);
                let Some(next) = page.next_cursor else { break };
                cursor = format!("&cursor={next}");
            }
            let expected = log(app, &admin, query.trim_start_matches('&')).await.items;
            assert_eq!(found, expected, "{query}");
            assert!(found.windows(2).all(|pair| pair[0].id > pair[1].id), "{query}");
        }
        assert_eq!(log(app, &admin, "at=2&limit=1").await.items, whole.items[2..3]);
    }

    async fn aud1_options_are_people_and_actions_with_events(app: &TestApp) {
        let admin = three_days(app).await;
        let path = format!("/organizations/{}/audit-events/options", app.world.alpha);
        let options = async |query: &str| {
            let options: FilterOptions = admin.get(&format!("{path}?{query}")).await.ok();
            options.items.into_iter().map(|item| (item.name.unwrap_or(item.value), item.rows.count)).collect::<Vec<_>>()
        };
        let owned = |expected: &[(&str, u64)]| -> Vec<(String, u64)> {
            expected.iter().map(|(name, rows)| ((*name).to_owned(), *rows)).collect()
        };
        // Two sign-ins and two changes; one sign-in and two changes; the organization was created.
        let actors = options("filter=actor").await;
        assert_eq!(actors.iter().map(|(_, rows)| *rows).collect::<Vec<_>>(), [1, 4, 3]);
        let expected = owned(&[("session.created", 3), ("organization.created", 1), ("member.changed", 4)]);
        assert_eq!(options("filter=action").await, expected);
        assert_eq!(options("filter=target&find=viewer").await.iter().map(|(_, rows)| *rows).collect::<Vec<_>>(), [2]);
        let days = owned(&[("today", 2), ("last_7_days", 8), ("last_30_days", 8)]);
        assert_eq!(options("filter=from").await, days[..]);
        let of_editor = format!("filter=action&target={}", member(app, EDITOR));
        assert_eq!(options(&of_editor).await, owned(&[("member.changed", 2)]));
    }

    async fn aud1_the_log_belongs_to_its_organization(app: &TestApp) {
        let admin = three_days(app).await;
        let (alpha, beta) = (app.world.alpha, app.world.beta);
        let outsider = app.signed_in(OUTSIDER).await;
        app.seal().await;
        let foreign: List<AuditEvent> = outsider.get(&format!("/organizations/{beta}/audit-events")).await.ok();
        let ours = log(app, &admin, "").await;
        assert!(foreign.items.iter().all(|event| ours.items.iter().all(|own| own.id != event.id)));
        assert!(!foreign.items.is_empty() && foreign.items.iter().all(|event| event.action != "member.changed"));
        let own = format!("audit-events/{}", ours.items[0].id);
        let one = admin.get(&format!("/organizations/{alpha}/{own}")).await.ok::<AuditEvent>();
        assert_eq!(one, ours.items[0]);
        let theirs = admin.get(&format!("/organizations/{alpha}/audit-events/{}", foreign.items[0].id)).await;
        let nothing = admin.get(&format!("/organizations/{alpha}/audit-events/evt_00000000000000000000000001")).await;
        theirs.assert_same_as(&nothing);
        for path in ["audit-events", "audit-events/export", "audit-events/options?filter=actor", &own] {
            let unknown = outsider.get(&format!("/organizations/org_00000000000000000000000001/{path}")).await;
            outsider.get(&format!("/organizations/{alpha}/{path}")).await.assert_same_as(&unknown);
            for email in [VIEWER, EDITOR] {
                let client = app.signed_in(email).await;
                assert_eq!(client.get(&format!("/organizations/{alpha}/{path}")).await.summary(), "403 forbidden");
            }
        }
        let theirs = app.world.member(beta, OUTSIDER);
        for filter in ["actor", "target"] {
            let answer = admin.get(&format!("/organizations/{alpha}/audit-events?{filter}={theirs}")).await;
            assert_eq!(answer.field_errors(), [(format!("/query/{filter}"), "unknown".to_owned())]);
        }
    }

    async fn aud1_odd_filters_are_refused_and_large_ones_answered(app: &TestApp) {
        let admin = three_days(app).await;
        let url = |query: &str| format!("/organizations/{}/audit-events?{query}", app.world.alpha);
        for (query, parameter, code) in [
            ("action=member.exploded", "action", "unknown"),
            ("actor=nobody", "actor", "unknown"),
            ("target=none", "target", "unknown"),
            ("from=yesterday", "from", "unknown"),
            ("from=2026-02-31", "from", "invalid"),
            ("to=today", "to", "unknown"),
            ("sort=action", "sort", "unknown"),
            ("q=a%00b", "q", "invalid"),
        ] {
            let answer = admin.get(&url(query)).await;
            assert_eq!(answer.field_errors(), [(format!("/query/{parameter}"), code.to_owned())], "{query}");
        }
        let all = api_types::AuditAction::NAMES.join(",");
        let whole = log(app, &admin, "").await.items;
        assert_eq!(log(app, &admin, &format!("action={all}")).await.items, whole);
        assert_eq!(log(app, &admin, &format!("action=!{all}")).await.items, []);
        assert_eq!(log(app, &admin, "to=9999-12-31&from=0000-01-01").await.items, whole);
        assert_eq!(phones(app, &admin, "q=v*r@alpha.example").await, ["222", "111"]);
    }
}
