//! `…/access-requests` and `…/membership/access-requests`

use std::sync::Arc;

use api_types::{
    AccessRequest, AccessRequestState, DeviceId, DeviceLevel, FilterOptions, List, MemberAccess, MemberExport,
    MemberGrants, Organization, OwnAccessRequests,
};
use axum::http::Method;
use jiff::SignedDuration;
use roster_server::maintenance;
use serde_json::{Value, json};

use super::{
    assert_devices_counted, device, give, grant, grants_of, group, let_role, no_device_by_role, of_device, of_group,
};
use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

/// What lets editors answer requests for what they have access to.
const MAY_ANSWER: &str = "organization.read members.read devices.read devices.grant";

fn requests(app: &TestApp, below: &str) -> String {
    alpha(app, &format!("/access-requests{below}"))
}

async fn try_ask(app: &TestApp, client: &Client, device: DeviceId, level: &str) -> Answer {
    let body = json!({"device": device, "level": level, "reason": "Night shift"});
    client.post(&requests(app, ""), &body).await
}

async fn ask(app: &TestApp, client: &Client, device: DeviceId, level: &str) -> AccessRequest {
    let answer = try_ask(app, client, device, level).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.ok()
}

async fn approve(app: &TestApp, client: &Client, request: &AccessRequest, body: Value) -> Answer {
    client.post(&requests(app, &format!("/{}/approve", request.id)), &body).await
}

async fn decline(app: &TestApp, client: &Client, request: &AccessRequest, note: &str) -> Answer {
    client.post(&requests(app, &format!("/{}/decline", request.id)), &json!({"note": note})).await
}

async fn cancel(app: &TestApp, client: &Client, request: &AccessRequest) -> Answer {
    client.post(&requests(app, &format!("/{}/cancel", request.id)), &json!({})).await
}

async fn own(app: &TestApp, client: &Client) -> Vec<AccessRequest> {
    client.get(&alpha(app, "/membership/access-requests")).await.ok::<OwnAccessRequests>().items
}

async fn list(app: &TestApp, client: &Client, query: &str) -> Vec<AccessRequest> {
    client.get(&requests(app, query)).await.ok::<List<AccessRequest>>().items
}

async fn waiting(app: &TestApp, client: &Client) -> Option<u64> {
    client.get(&alpha(app, "")).await.ok::<Organization>().access_requests
}

/// Whether the counters of requests are as if they were counted now.
async fn assert_requests_counted(app: &TestApp) {
    assert_devices_counted(app).await;
    let wrong = "SELECT COUNT(*) FROM list_state WHERE list = 'access-requests' AND total <> \
                 (SELECT COUNT(*) FROM access_requests WHERE organization_id = list_state.organization_id)";
    assert_eq!(app.count(wrong).await, 0);
    for facet in [1, 2, 3] {
        let wrong = format!(
            "SELECT COUNT(*) FROM organizations WHERE \
             (SELECT COUNT(*) FROM access_requests WHERE organization_id = organizations.id) <> \
             (SELECT COALESCE(SUM(rows), 0) FROM list_counts WHERE list = 'access-requests' AND facet = {facet} \
              AND organization_id = organizations.id)"
        );
        assert_eq!(app.count(&wrong).await, 0, "{facet}");
    }
}

both_engines! {
    async fn dev2_a_request_becomes_a_grant_that_names_it(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let body = json!({"device": pump.id, "level": "operate", "until": "2026-12-31", "reason": " Night\r\nshift "});
        let answer = viewer.post(&requests(app, ""), &body).await;
        assert_eq!(answer.status, 201);
        let asked: AccessRequest = answer.ok();
        assert_eq!(answer.header("location"), format!("/api/v1{}", requests(app, &format!("/{}", asked.id))));
        assert_eq!((asked.state, asked.reason.as_str()), (AccessRequestState::Pending, "Night\nshift"));
        // A viewer sees devices.
        assert_eq!((asked.device, asked.target.as_deref()), (Some(pump.id), Some("Pump")));
        assert_eq!(asked.expires_at.as_deref(), Some("2026-12-21T09:30:00Z"));
        assert_eq!((waiting(app, &admin).await, waiting(app, &viewer).await), (Some(1), None));
        let [listed] = list(app, &admin, "?state=pending").await.try_into().unwrap();
        assert_eq!((listed.answerable, listed.email.as_str()), (Some(DeviceLevel::Manage), VIEWER));

        let body = json!({"level": "manage", "until": "2026-12-24", "note": "Until Christmas"});
        let approved: AccessRequest = approve(app, &admin, &asked, body).await.ok();
        assert_eq!(approved.state, AccessRequestState::Approved);
        assert_eq!((approved.granted_level, approved.granted_until.as_deref()), (Some(DeviceLevel::Manage), Some("2026-12-24")));
        assert_eq!(approved.answered_by.as_ref().unwrap().name, "admin");
        let given: MemberGrants = admin.get(&grants_of(app, VIEWER)).await.ok();
        let [given] = given.items.as_slice() else { panic!("{given:?}") };
        assert_eq!((given.level, given.request, Some(given.id)), (DeviceLevel::Manage, Some(asked.id), approved.grant));
        let access = alpha(app, &format!("/members/{}/access", app.world.member(app.world.alpha, VIEWER)));
        let access: MemberAccess = admin.get(&access).await.ok();
        let source = access.sources.iter().find_map(|source| source.grant.as_ref()).unwrap();
        assert_eq!((source.request, source.granted_by.as_ref().unwrap().name.as_str()), (Some(asked.id), "admin"));
        let [mine] = own(app, &viewer).await.try_into().unwrap();
        assert_eq!((mine.state, mine.note.as_deref()), (AccessRequestState::Approved, Some("Until Christmas")));
        assert_eq!(waiting(app, &admin).await, Some(0));
        for action in ["member.access_requested", "member.access_request_approved", "member.device_granted"] {
            assert_eq!(events(app, action).await, 1, "{action}");
        }
        // When the grant ends, the request stays what it was.
        assert_eq!(admin.delete(&format!("{}/{}", grants_of(app, VIEWER), given.id)).await.status, 204);
        let [left] = list(app, &admin, "").await.try_into().unwrap();
        assert_eq!((left.state, left.grant), (AccessRequestState::Approved, None));
        assert_requests_counted(app).await;
    }

    async fn dev2_a_request_is_declined_with_a_reason_and_can_be_made_again(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let asked = ask(app, &viewer, pump.id, "operate").await;
        assert_eq!(try_ask(app, &viewer, pump.id, "manage").await.summary(), "409 request_pending");
        let empty = decline(app, &admin, &asked, " \n").await;
        assert_eq!(empty.field_errors(), [("/note".to_owned(), "required".to_owned())]);
        let declined: AccessRequest = decline(app, &admin, &asked, "Ask Jonas").await.ok();
        assert_eq!((declined.state, declined.note.as_deref()), (AccessRequestState::Declined, Some("Ask Jonas")));
        assert_eq!(approve(app, &admin, &asked, json!({})).await.summary(), "409 request_answered");
        let again = ask(app, &viewer, pump.id, "manage").await;
        assert_eq!(cancel(app, &viewer, &again).await.ok::<AccessRequest>().state, AccessRequestState::Cancelled);
        assert_eq!(cancel(app, &viewer, &again).await.summary(), "409 request_answered");
        assert_eq!(decline(app, &admin, &again, "No").await.summary(), "409 request_answered");
        ask(app, &viewer, pump.id, "manage").await;
        assert_eq!(own(app, &viewer).await.len(), 3);
        assert_eq!(events(app, "member.access_request_declined").await, 1);
        assert_eq!(events(app, "member.access_request_cancelled").await, 1);
        assert_requests_counted(app).await;
    }

    async fn dev2_of_two_administrators_one_wins_and_the_other_reads_who(app: &TestApp) {
        let (admin, other, viewer) = (
            Arc::new(app.signed_in(ADMIN).await), Arc::new(app.signed_in(CAUTIOUS).await), app.signed_in(VIEWER).await,
        );
        let pump = device(app, &admin, "Pump", None).await;
        let asked = ask(app, &viewer, pump.id, "operate").await;
        let mut answers = tokio::task::JoinSet::new();
        for (client, verb) in [(&admin, "approve"), (&other, "decline"), (&admin, "approve"), (&other, "approve")] {
            let (client, path) = (client.clone(), requests(app, &format!("/{}/{verb}", asked.id)));
            let body = if verb == "decline" { json!({"note": "No"}) } else { json!({}) };
            answers.spawn(async move { client.post(&path, &body).await });
        }
        let answers = answers.join_all().await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
        assert_eq!(won.len(), 1);
        let winner = won[0].ok::<AccessRequest>();
        let name = winner.answered_by.unwrap().name;
        for answer in lost {
            assert_eq!(answer.summary(), "409 request_answered");
            assert!(answer.text().contains(&name), "{}", answer.text());
        }
        let grants = app.count("SELECT COUNT(*) FROM grants").await;
        assert_eq!(grants, i64::from(winner.state == AccessRequestState::Approved));
        assert_requests_counted(app).await;
    }

    async fn dev2_one_pending_request_for_each_device(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, Arc::new(app.signed_in(VIEWER).await));
        let pump = device(app, &admin, "Pump", None).await;
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..5 {
            let (client, path) = (viewer.clone(), requests(app, ""));
            let body = json!({"device": pump.id, "level": "operate", "reason": "Now"});
            asking.spawn(async move { client.post(&path, &body).await.summary() });
        }
        let mut answers = asking.join_all().await;
        answers.sort_unstable();
        assert_eq!((answers[0].as_str(), answers[1].as_str(), answers[4].as_str()),
            ("201", "409 request_pending", "409 request_pending"));
        assert_requests_counted(app).await;
    }

    async fn t3_nobody_approves_above_their_own_level(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let (pump, other) = (device(app, &admin, "Pump", None).await, device(app, &admin, "Other", None).await);
        let_role(app, "editor", MAY_ANSWER).await;
        let editor = app.signed_in(EDITOR).await;
        let asked = ask(app, &viewer, pump.id, "manage").await;
        let [listed] = list(app, &editor, "").await.try_into().unwrap();
        assert_eq!(listed.answerable, Some(DeviceLevel::View));
        assert_eq!(approve(app, &editor, &asked, json!({})).await.summary(), "403 above_yourself");
        assert_eq!(approve(app, &editor, &asked, json!({"level": "operate"})).await.summary(), "403 above_yourself");
        grant(app, &admin, EDITOR, pump.id, DeviceLevel::Operate).await;
        let approved: AccessRequest = approve(app, &editor, &asked, json!({"level": "operate"})).await.ok();
        assert_eq!(approved.granted_level, Some(DeviceLevel::Operate));
        // Without any access there, neither yes nor no.
        let_role(app, "viewer", "organization.read").await;
        let asked = ask(app, &viewer, other.id, "view").await;
        let_role(app, "editor", "organization.read members.read devices.grant").await;
        assert_eq!(decline(app, &editor, &asked, "No").await.summary(), "403 forbidden");
        // Nobody answers their own request, nor that of somebody who may more.
        let_role(app, "editor", MAY_ANSWER).await;
        let own = ask(app, &editor, other.id, "operate").await;
        assert_eq!(approve(app, &editor, &own, json!({"level": "view"})).await.summary(), "409 own_account");
        assert_eq!(list(app, &editor, &format!("?person={}", own.member.id)).await[0].answerable, None);
        assert_eq!(events(app, "member.access_request_approved").await, 1);
    }

    async fn s2_lost_rights_count_at_once(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let asked = ask(app, &viewer, pump.id, "operate").await;
        let_role(app, "editor", "organization.read members.read devices.read devices.operate devices.grant").await;
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(list(app, &editor, "").await.len(), 1);
        let_role(app, "editor", "organization.read members.read devices.read devices.operate").await;
        assert_eq!(approve(app, &editor, &asked, json!({})).await.summary(), "403 forbidden");
        assert_eq!(editor.get(&requests(app, "")).await.summary(), "403 forbidden");
        assert_eq!(editor.get(&requests(app, &format!("/{}", asked.id))).await.summary(), "404 not_found");
    }

    async fn t1_t2_without_access_a_device_has_no_name_and_those_of_others_are_like_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Secret pump", None).await;
        no_device_by_role(app).await;
        let (viewer, editor, outsider) =
            (app.signed_in(VIEWER).await, app.signed_in(EDITOR).await, app.signed_in(OUTSIDER).await);
        let beta = format!("/organizations/{}", app.world.beta);
        let body = json!({"name": "Foreign", "external_id": "F-1"});
        let foreign: api_types::Device = outsider.post(&format!("{beta}/devices"), &body).await.ok();
        // The page of the device says the same of all of them.
        let known = viewer.get(&of_device(app, pump.id, "")).await;
        let unknown: DeviceId = "dev_00000000000000000000000007".parse().unwrap();
        known.assert_same_as(&viewer.get(&of_device(app, unknown, "")).await);
        known.assert_same_as(&viewer.get(&of_device(app, foreign.id, "")).await);
        let nothing = try_ask(app, &viewer, unknown, "view").await;
        assert_eq!(nothing.field_errors(), [("/device".to_owned(), "unknown".to_owned())]);
        nothing.assert_same_as(&try_ask(app, &viewer, foreign.id, "view").await);

        let asked = ask(app, &viewer, pump.id, "view").await;
        assert_eq!((asked.device, asked.target.as_deref()), (Some(pump.id), None));
        let answer = viewer.get(&alpha(app, "/membership/access-requests")).await;
        assert!(!answer.text().contains("Secret"), "{}", answer.text());
        let path = requests(app, &format!("/{}", asked.id));
        assert!(!viewer.get(&path).await.text().contains("Secret"));
        // Somebody else's request is like none; so is that of another organization.
        let none = editor.get(&requests(app, "/req_00000000000000000000000007")).await;
        assert_eq!(none.summary(), "404 not_found");
        none.assert_same_as(&editor.get(&path).await);
        none.assert_same_as(&cancel(app, &editor, &asked).await);
        none.assert_same_as(&approve(app, &editor, &asked, json!({})).await);
        none.assert_same_as(&editor.get(&requests(app, "")).await);
        let there = format!("{beta}/access-requests/{}", asked.id);
        none.assert_same_as(&outsider.get(&there).await);
        none.assert_same_as(&outsider.post(&format!("{there}/approve"), &json!({})).await);
        none.assert_same_as(&outsider.post(&format!("{there}/decline"), &json!({"note": "No"})).await);
        none.assert_same_as(&outsider.get(&requests(app, "")).await);
        none.assert_same_as(&outsider.post(&requests(app, ""), &json!({"device": pump.id, "level": "view", "reason": "x"})).await);
        // With access, the name is told.
        decline(app, &admin, &asked, "No").await.ok::<AccessRequest>();
        assert_eq!(own(app, &viewer).await[0].target, None);
        let asked = ask(app, &viewer, pump.id, "view").await;
        approve(app, &admin, &asked, json!({})).await.ok::<AccessRequest>();
        assert_eq!(own(app, &viewer).await[0].target.as_deref(), Some("Secret pump"));
    }

    async fn o5_invalid_requests_are_refused(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let long = "a".repeat(501);
        for (body, pointer, code) in [
            (json!({"level": "operate", "reason": "x"}), "/device", "required"),
            (json!({"level": "operate", "reason": "x", "device": pump.id, "group": berlin.id}), "/group", "invalid"),
            (json!({"level": "operate", "reason": "x", "group": "grp_00000000000000000000000007"}), "/device", "unknown"),
            (json!({"level": "operate", "reason": "", "device": pump.id}), "/reason", "required"),
            (json!({"level": "operate", "reason": long, "device": pump.id}), "/reason", "too_long"),
            (json!({"level": "operate", "reason": "a\u{7}", "device": pump.id}), "/reason", "invalid"),
            (json!({"level": "operate", "reason": "x", "device": pump.id, "until": "2026-11-20"}), "/until", "past"),
            (json!({"level": "operate", "reason": "x", "device": pump.id, "until": "2040-01-01"}), "/until", "too_far"),
            (json!({"level": "operate", "reason": "x", "device": pump.id, "until": "soon"}), "/until", "invalid"),
        ] {
            let answer = viewer.post(&requests(app, ""), &body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{body}");
        }
        let malformed = viewer.post(&requests(app, ""), &json!({"device": pump.id, "level": "own", "reason": "x"})).await;
        assert_eq!(malformed.summary(), "400 malformed");
        assert_eq!(try_ask(app, &viewer, pump.id, "view").await.summary(), "409 access_held");
        let asked = ask(app, &viewer, pump.id, "operate").await;
        for (body, pointer, code) in [
            (json!({"until": "2026-11-20"}), "/until", "past"),
            (json!({"until": "soon"}), "/until", "invalid"),
            (json!({"note": "a".repeat(501)}), "/note", "too_long"),
        ] {
            let answer = approve(app, &admin, &asked, body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
        assert_eq!(events(app, "member.access_requested").await, 1);
    }

    async fn dev2_ten_requests_a_day(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        for _ in 0..10 {
            let asked = ask(app, &viewer, pump.id, "operate").await;
            cancel(app, &viewer, &asked).await.ok::<AccessRequest>();
        }
        let eleventh = try_ask(app, &viewer, pump.id, "operate").await;
        assert_eq!(eleventh.summary(), "429 too_many_requests");
        assert!(!eleventh.header("retry-after").is_empty());
        // What is refused does not count, and others are not concerned.
        ask(app, &app.signed_in(EDITOR).await, pump.id, "manage").await;
        app.clock.advance(SignedDuration::from_hours(3));
        ask(app, &app.signed_in(VIEWER).await, pump.id, "operate").await;
    }

    async fn dev2_a_retry_with_the_same_key_asks_once(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let send = async |reason: &str| {
            let body = json!({"device": pump.id, "level": "operate", "reason": reason}).to_string().into_bytes();
            viewer.send_with(Method::POST, &requests(app, ""), Some(body), &[("idempotency-key", "one")]).await
        };
        let first: AccessRequest = send("Night").await.ok();
        assert_eq!(send("Night").await.ok::<AccessRequest>(), first);
        let other = send("Day").await;
        assert_eq!(other.field_errors(), [("/headers/idempotency-key".to_owned(), "invalid".to_owned())]);
        assert_eq!(app.count("SELECT COUNT(*) FROM access_requests").await, 1);
    }

    async fn dev2_requests_expire_after_thirty_days(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let asked = ask(app, &viewer, pump.id, "operate").await;
        app.clock.advance(SignedDuration::from_hours(30 * 24) - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(waiting(app, &admin).await, Some(1));
        app.clock.advance(SignedDuration::from_micros(1));
        // Even before the job comes.
        assert_eq!(approve(app, &admin, &asked, json!({})).await.summary(), "409 request_answered");
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        assert_eq!(list(app, &admin, "?state=expired").await.len(), 1);
        assert_eq!((waiting(app, &admin).await, events(app, "member.access_request_expired").await), (Some(0), 1));
        assert_requests_counted(app).await;
    }

    async fn dev2_requests_end_with_the_access_of_their_member(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let editor = app.signed_in(EDITOR).await;
        let pump = device(app, &admin, "Pump", None).await;
        let of_viewer = ask(app, &viewer, pump.id, "operate").await;
        let of_editor = ask(app, &editor, pump.id, "manage").await;
        let viewer_path = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, VIEWER)));
        let editor_path = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, EDITOR)));
        assert_eq!(admin.post(&format!("{viewer_path}/deactivate"), &json!({})).await.status, 200);
        assert_eq!(admin.delete(&editor_path).await.status, 204);
        assert_eq!(list(app, &admin, "?state=cancelled").await.len(), 2);
        for asked in [&of_viewer, &of_editor] {
            assert_eq!(approve(app, &admin, asked, json!({})).await.summary(), "409 request_answered");
        }
        assert_eq!(try_ask(app, &viewer, pump.id, "operate").await.status, 401);
        app.clock.advance(SignedDuration::from_hours(31 * 24));
        maintenance::once(&app.state).await.unwrap();
        // Who is erased leaves nothing.
        let admin = app.signed_in(ADMIN).await;
        let left = list(app, &admin, "").await;
        assert_eq!(left.iter().map(|request| request.id).collect::<Vec<_>>(), [of_viewer.id]);
        assert_requests_counted(app).await;
    }

    async fn dev2_requests_for_a_deleted_device_end_and_keep_its_name(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        ask(app, &viewer, pump.id, "operate").await;
        app.clock.advance(SignedDuration::from_secs(1));
        let body = json!({"group": berlin.id, "level": "operate", "reason": "All of them"});
        viewer.post(&requests(app, ""), &body).await.ok::<AccessRequest>();
        assert_eq!(list(app, &admin, &format!("?group={}", berlin.id)).await.len(), 1);
        assert_eq!(list(app, &admin, &format!("?device={}", pump.id)).await.len(), 1);
        assert_eq!(admin.delete(&of_device(app, pump.id, "")).await.status, 204);
        let group_path = of_group(app, berlin.id);
        assert_eq!(admin.send(Method::DELETE, &group_path, Some(b"{}".to_vec())).await.status, 204);
        let ended = list(app, &admin, "?state=cancelled").await;
        let names: Vec<_> = ended.iter().map(|request| request.target.as_deref().unwrap()).collect();
        assert_eq!(names, ["Berlin", "Pump"]);
        assert_requests_counted(app).await;
    }

    async fn dev2_a_present_grant_is_raised_but_never_shortened(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        no_device_by_role(app).await;
        give(app, &admin, VIEWER, json!({"device": pump.id, "level": "view"})).await.ok::<MemberGrants>();
        let body = json!({"device": pump.id, "level": "operate", "until": "2026-12-31", "reason": "Inspection"});
        let asked: AccessRequest = viewer.post(&requests(app, ""), &body).await.ok();
        let shorter = approve(app, &admin, &asked, json!({})).await;
        assert_eq!(shorter.field_errors(), [("/until".to_owned(), "too_small".to_owned())]);
        let approved: AccessRequest = approve(app, &admin, &asked, json!({"until": ""})).await.ok();
        assert_eq!(approved.grant, None);
        let given: MemberGrants = admin.get(&grants_of(app, VIEWER)).await.ok();
        let [given] = given.items.as_slice() else { panic!("{given:?}") };
        assert_eq!((given.level, given.version, given.request), (DeviceLevel::Operate, 2, Some(asked.id)));
        assert_eq!(events(app, "member.device_grant_changed").await, 1);
        assert_requests_counted(app).await;
    }

    async fn dev2_the_list_is_searched_filtered_and_exported(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let editor = app.signed_in(EDITOR).await;
        let (pump, valve) = (device(app, &admin, "Pump", None).await, device(app, &admin, "Valve", None).await);
        ask(app, &viewer, pump.id, "operate").await;
        app.clock.advance(SignedDuration::from_hours(26));
        let (admin, viewer, editor) = {
            drop((admin, viewer, editor));
            (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await, app.signed_in(EDITOR).await)
        };
        ask(app, &viewer, valve.id, "manage").await;
        app.clock.advance(SignedDuration::from_secs(1));
        ask(app, &editor, valve.id, "manage").await;
        let targets = async |query: &str| {
            let rows = list(app, &admin, query).await;
            rows.into_iter().map(|it| format!("{} {}", it.email.split('@').next().unwrap(), it.target.unwrap())).collect::<Vec<_>>()
        };
        assert_eq!(targets("").await, ["editor Valve", "viewer Valve", "viewer Pump"]);
        assert_eq!(targets("?sort=asked_at").await, ["viewer Pump", "viewer Valve", "editor Valve"]);
        assert_eq!(targets("?q=viewer").await, ["viewer Valve", "viewer Pump"]);
        assert_eq!(targets("?q=pump").await, ["viewer Pump"]);
        assert_eq!(targets("?level=operate").await, ["viewer Pump"]);
        assert_eq!(targets("?from=today").await, ["editor Valve", "viewer Valve"]);
        assert_eq!(targets("?to=2026-11-21").await, ["viewer Pump"]);
        let person = app.world.member(app.world.alpha, EDITOR);
        assert_eq!(targets(&format!("?person={person}")).await, ["editor Valve"]);
        assert_eq!(targets("?group=none").await.len(), 3);
        let options: FilterOptions = admin.get(&requests(app, "/options?filter=level")).await.ok();
        let numbers: Vec<_> = options.items.iter().map(|item| item.rows.count).collect();
        assert_eq!(numbers, [0, 1, 2]);
        let file = admin.get(&requests(app, "/export?columns=person,reason")).await;
        assert_eq!(file.text().lines().count(), 4, "{}", file.text());
        let foreign = admin.get(&requests(app, "?device=dev_00000000000000000000000007")).await;
        assert_eq!(foreign.field_errors(), [("/query/device".to_owned(), "unknown".to_owned())]);
        let export = alpha(app, &format!("/members/{}/export", app.world.member(app.world.alpha, VIEWER)));
        let export: MemberExport = admin.get(&export).await.ok();
        let asked: Vec<_> = export.access_requests.iter().map(|it| it.target.as_deref().unwrap()).collect();
        assert_eq!(asked, ["Pump", "Valve"]);
    }

    async fn t11_nothing_works_in_a_disabled_organization(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let pump = device(app, &admin, "Pump", None).await;
        let asked = ask(app, &viewer, pump.id, "operate").await;
        app.sql("UPDATE organizations SET disabled_at = 1 WHERE number = '1001'").await;
        assert_eq!(try_ask(app, &viewer, pump.id, "manage").await.summary(), "404 not_found");
        assert_eq!(cancel(app, &viewer, &asked).await.summary(), "404 not_found");
        assert_eq!(viewer.get(&alpha(app, "/membership/access-requests")).await.summary(), "404 not_found");
        assert_eq!(approve(app, &admin, &asked, json!({})).await.summary(), "403 organization_disabled");
        assert_eq!(decline(app, &admin, &asked, "No").await.summary(), "403 organization_disabled");
        assert_eq!(admin.get(&requests(app, "")).await.summary(), "403 organization_disabled");
    }
}
