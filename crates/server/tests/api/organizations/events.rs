//! `GET /organizations/{organization}/events`

use std::time::Duration;

use api_types::{Contact, Job, ListChange, Member, MemberRoles, NewContact};
use axum::{body::Body, http::Method};
use http_body_util::BodyExt;
use roster_server::store::changes::{Ids, Notice};
use serde_json::json;
use tokio::time::timeout;

use crate::support::{
    Client, Engine, TestApp, both_engines,
    invitations::alpha,
    run,
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

/// Much longer than anything takes here.
const PATIENCE: Duration = Duration::from_secs(20);

/// An event as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Event {
    name: String,
    id: String,
    data: String,
}

impl Event {
    fn change(&self) -> ListChange {
        assert_eq!(self.name, "change", "{self:?}");
        serde_json::from_str(&self.data).unwrap()
    }
}

/// An open stream.
struct Stream {
    body: Body,
    text: String,
}

impl Stream {
    /// Opens a stream, and reads its first event.
    async fn open(client: &Client, path: &str, last: Option<&str>) -> (Self, Event) {
        let headers: Vec<_> = last.map(|id| ("last-event-id", id)).into_iter().collect();
        let response = client.begin(path, &headers).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        let mut stream = Self { body: response.into_body(), text: String::new() };
        let first = stream.next().await.expect("a first event");
        (stream, first)
    }

    /// The next event; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                    line.unwrap_or_default().to_owned()
                };
                let event = Event { name: field("event"), id: field("id"), data: field("data") };
                self.text = rest.to_owned();
                return Some(event);
            }
            let frame = timeout(PATIENCE, self.body.frame()).await.expect("an event or the end")?;
            self.text.push_str(std::str::from_utf8(&frame.unwrap().into_data().unwrap()).unwrap());
        }
    }

    /// The next change of this list; fails if there was none before.
    async fn change_of(&mut self, list: &str) -> ListChange {
        loop {
            let change = self.next().await.expect("a change").change();
            if change.list == list {
                return change;
            }
        }
    }

    /// Every list that is named until this one is.
    async fn lists_until(&mut self, last: &str) -> Vec<String> {
        let mut lists = Vec::new();
        while lists.last().is_none_or(|list| list != last) {
            lists.push(self.next().await.expect("a change").change().list);
        }
        lists
    }

    /// Reads to the end.
    async fn end(&mut self) {
        while self.next().await.is_some() {}
    }
}

async fn open(app: &TestApp, client: &Client) -> Stream {
    let (stream, first) = Stream::open(client, &alpha(app, "/events"), None).await;
    assert_eq!((first.name.as_str(), first.data.as_str()), ("start", "{}"));
    stream
}

fn member(app: &TestApp, email: &str) -> String {
    app.world.member(app.world.alpha, email).to_string()
}

async fn deactivate(app: &TestApp, by: &Client, email: &str) {
    by.post(&alpha(app, &format!("/members/{}/deactivate", member(app, email))), &json!({})).await.ok::<Member>();
}

async fn add_contact(app: &TestApp, by: &Client, name: &str) -> Contact {
    let new = NewContact { given_name: Some(name.to_owned()), phone: Some("112".to_owned()), ..NewContact::default() };
    by.post(&alpha(app, "/contacts"), &new).await.ok()
}

async fn add_device(app: &TestApp, by: &Client, number: u8) {
    let device = json!({"name": "Pump", "external_id": format!("P-{number}")});
    assert_eq!(by.post(&alpha(app, "/devices"), &device).await.status, 201);
}

both_engines! {
    async fn usr8_the_progress_of_a_job_is_told_to_its_user_only(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let (mut own, mut other) = (open(app, &admin).await, open(app, &viewer).await);
        let body = json!({"change": {"action": "deactivate"}, "members": [member(app, EDITOR)]});
        let job: Job = admin.post(&alpha(app, "/members/jobs"), &body).await.ok();
        assert_eq!(own.change_of("jobs").await.ids, [job.id.to_string()]);
        let started = alpha(app, &format!("/jobs/{}/start", job.id));
        admin.post(&started, &json!({"version": job.version})).await.ok::<Job>();
        while roster_server::jobs::once(&app.state).await.unwrap() {}
        assert_eq!(own.change_of("jobs").await.ids, [job.id.to_string()]);
        own.change_of("members").await;
        // The next thing that the viewer hears is about something else.
        let new = json!({"given_name": "Ada", "phone": "112"});
        admin.post(&alpha(app, "/contacts"), &new).await.ok::<Contact>();
        deactivate(app, &admin, VIEWER).await;
        while let Some(event) = other.next().await {
            assert!(!event.data.contains("job_"), "{event:?}");
        }
    }

    async fn a_change_says_which_rows_have_changed_and_nothing_else(app: &TestApp) {
        let (admin, other) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let mut stream = open(app, &admin).await;
        deactivate(app, &other, EDITOR).await;
        let change = stream.change_of("members").await;
        assert_eq!(change, ListChange { list: "members".into(), ids: vec![member(app, EDITOR)], own: false });
        let contact = add_contact(app, &admin, "Grace").await;
        let event = stream.next().await.unwrap();
        let expected = ListChange { list: "contacts".into(), ids: vec![contact.id.to_string()], own: true };
        assert_eq!(event.change(), expected);
        assert!(!event.data.contains("Grace"));
    }

    async fn an_open_page_learns_of_the_audit_log_once_events_are_sealed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.seal().await;
        let mut stream = open(app, &admin).await;
        add_contact(app, &admin, "Grace").await;
        app.seal().await;
        stream.change_of("audit-events").await;
    }

    async fn t1_a_stream_tells_nothing_of_other_organizations(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let beta = format!("/organizations/{}", app.world.beta);
        let (mut stream, _) = Stream::open(&outsider, &format!("{beta}/events"), None).await;
        add_contact(app, &admin, "Grace").await;
        deactivate(app, &admin, EDITOR).await;
        let contact = json!({"given_name": "Ada", "phone": "112"});
        assert_eq!(outsider.post(&format!("{beta}/contacts"), &contact).await.status, 201);
        assert_eq!(stream.lists_until("contacts").await, ["contacts"]);
        for path in [alpha(app, "/events"), alpha(app, "/events?age=5"), "/organizations/org_x/events".to_owned()] {
            assert_eq!(outsider.get(&path).await.summary(), "404 not_found", "{path}");
        }
    }

    async fn t5_a_stream_names_only_lists_that_the_caller_can_read(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let mut stream = open(app, &viewer).await;
        add_contact(app, &admin, "Grace").await;
        deactivate(app, &admin, EDITOR).await;
        add_device(app, &admin, 1).await;
        assert_eq!(stream.lists_until("devices").await, ["devices"]);
    }

    async fn members_hear_that_their_own_membership_has_changed(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let mut stream = open(app, &viewer).await;
        let path = alpha(app, &format!("/members/{}", member(app, VIEWER)));
        let changes = json!({"title": "Night watch"});
        assert_eq!(admin.change(Method::PATCH, &path, 1, &changes).await.status, 200);
        let change = stream.next().await.unwrap().change();
        assert_eq!(change, ListChange { list: "membership".into(), ids: Vec::new(), own: false });
    }

    async fn saved_views_are_told_to_their_owner_only(app: &TestApp) {
        let (admin, other) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let (mut own, mut others) = (open(app, &admin).await, open(app, &other).await);
        let view = json!({"list": "members", "name": "Mine", "query": "q=a"});
        assert!(admin.put(&alpha(app, "/saved-views"), &view).await.status.is_success());
        assert!(own.change_of("saved-views").await.own);
        add_contact(app, &admin, "Grace").await;
        assert_eq!(others.lists_until("contacts").await, ["contacts"]);
    }

    async fn what_is_for_one_account_is_told_to_no_other(app: &TestApp) {
        let (admin, other) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let (mut own, mut others) = (open(app, &admin).await, open(app, &other).await);
        let mut ids = Ids::default();
        ids.add("job_1".to_owned());
        let notice = Notice::for_account(app.world.alpha, app.world.account(ADMIN), "jobs", ids);
        app.state.database.publish(notice).await.unwrap();
        let expected = ListChange { list: "jobs".into(), ids: vec!["job_1".into()], own: true };
        assert_eq!(own.next().await.unwrap().change(), expected);
        add_contact(app, &admin, "Grace").await;
        assert_eq!(others.lists_until("contacts").await, ["contacts"]);
    }

    async fn a_stream_goes_on_after_the_last_event(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/events");
        let (mut stream, _) = Stream::open(&admin, &path, None).await;
        add_contact(app, &admin, "Grace").await;
        let last = stream.next().await.unwrap();
        drop(stream);
        let missed = add_contact(app, &admin, "Ada").await;
        let (mut again, first) = Stream::open(&admin, &path, Some(&last.id)).await;
        assert_eq!(first, Event { name: "start".into(), id: last.id, data: "{}".into() });
        assert_eq!(again.next().await.unwrap().change().ids, [missed.id.to_string()]);
    }

    async fn a_stream_that_cannot_go_on_says_so(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let process = app.state.streams.process();
        let (later, longer) = (format!("{process}-999"), format!("{process}-1{}", "0".repeat(60)));
        for last in ["", "nonsense", "-1", "0000000000000000-1", &later, &longer] {
            let (_, first) = Stream::open(&admin, &alpha(app, "/events"), Some(last)).await;
            assert_eq!(first.name, "reset", "{last}");
            assert!(first.id.starts_with(process), "{last}");
        }
        // Nobody knows what happened a day ago.
        let (_, first) = Stream::open(&admin, &alpha(app, "/events?age=86400000"), None).await;
        assert_eq!(first.name, "reset");
    }

    async fn an_age_is_a_number_of_milliseconds(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for query in ["age=", "age=-1", "age=x", "age=86400001", "age=1&age=2", "since=1"] {
            assert_eq!(admin.get(&alpha(app, &format!("/events?{query}"))).await.status, 422, "{query}");
        }
    }

    async fn s1_a_stream_ends_with_the_session(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (one, other) = (app.signed_in(VIEWER).await, app.signed_in(VIEWER).await);
        let (mut first, mut second) = (open(app, &one).await, open(app, &other).await);
        assert_eq!(one.delete("/session").await.status, 204);
        first.end().await;
        assert_eq!(one.get(&alpha(app, "/events")).await.summary(), "401 unauthenticated");
        add_device(app, &admin, 1).await;
        second.change_of("devices").await;
        let path = alpha(app, &format!("/members/{}/sessions", member(app, VIEWER)));
        assert_eq!(admin.delete(&path).await.status, 204);
        second.end().await;
    }

    async fn s1_a_stream_ends_with_the_membership(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (who, method, end, body) in [
            (EDITOR, Method::POST, "/deactivate", json!({})),
            (VIEWER, Method::DELETE, "", json!({})),
            (CAUTIOUS, Method::PUT, "/roles", json!({"roles": []})),
        ] {
            let mut stream = open(app, &app.signed_in(who).await).await;
            let path = alpha(app, &format!("/members/{}{end}", member(app, who)));
            let answer = admin.change(method, &path, 1, &body).await;
            assert!(answer.status.is_success(), "{who}: {}", answer.summary());
            stream.end().await;
        }
    }

    async fn t11_s1_a_stream_ends_with_the_organization(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let mut streams = [open(app, &admin).await, open(app, &viewer).await];
        assert!(admin.post(&alpha(app, "/disable"), &json!({})).await.status.is_success());
        for stream in &mut streams {
            stream.end().await;
        }
    }

    async fn a_stream_ends_when_the_server_stops(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let mut stream = open(app, &admin).await;
        app.state.streams.stop();
        stream.end().await;
        assert_eq!(admin.get(&alpha(app, "/events")).await.summary(), "503 unavailable");
    }

    async fn s2_other_permissions_are_a_reset(app: &TestApp) {
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let mut stream = open(app, &editor).await;
        let path = alpha(app, &format!("/members/{}/roles", member(app, EDITOR)));
        let roles = MemberRoles { roles: vec![app.world.alpha_roles[0]] };
        assert_eq!(admin.change(Method::PUT, &path, 1, &roles).await.status, 200);
        assert_eq!(stream.next().await.unwrap().name, "reset");
        add_contact(app, &admin, "Grace").await;
        assert!(!stream.change_of("contacts").await.own);
        let roles = MemberRoles { roles: vec![app.world.alpha_roles[2]] };
        assert_eq!(admin.change(Method::PUT, &path, 2, &roles).await.status, 200);
        while stream.next().await.unwrap().name != "reset" {}
        add_contact(app, &admin, "Ada").await;
        add_device(app, &admin, 1).await;
        assert_eq!(stream.lists_until("devices").await, ["devices"]);
    }

    async fn x2_an_account_has_ten_streams_at_most(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let mut streams = Vec::new();
        for _ in 0..10 {
            streams.push(open(app, &admin).await);
        }
        let refused = admin.get(&alpha(app, "/events")).await;
        assert_eq!(refused.summary(), "429 too_many_requests");
        assert_eq!(refused.header("retry-after"), "30");
        open(app, &viewer).await;
        streams.pop();
        open(app, &admin).await;
        app.state.streams.limit(1);
        assert_eq!(viewer.get(&alpha(app, "/events")).await.summary(), "503 unavailable");
    }

    async fn a_large_import_is_a_few_events(app: &TestApp) {
        let (admin, other) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let mut stream = open(app, &other).await;
        let rows: String = (0..150).map(|number| format!("Ada {number},{number}12345\n")).collect();
        let import = json!({"text": format!("given_name,phone\n{rows}"), "dry_run": false});
        assert_eq!(admin.post(&alpha(app, "/contacts/import"), &import).await.status, 200);
        let mut events = 0;
        loop {
            events += 1;
            let change = stream.change_of("contacts").await;
            if change.ids.is_empty() {
                break;
            }
        }
        assert!(events <= 2, "{events}");
    }

    async fn a_page_that_is_left_open_does_not_keep_its_session(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("x-roster-unattended", "1");
        let mut stream = open(app, &admin).await;
        app.clock.advance(app.state.settings.session_idle);
        deactivate(app, &app.signed_in(CAUTIOUS).await, EDITOR).await;
        stream.end().await;
    }
}

#[tokio::test]
async fn two_servers_of_a_database_hear_of_each_others_changes() {
    run(Engine::Postgres, async |app| {
        let admin = app.signed_in(ADMIN).await;
        let elsewhere = app.second_process().await.with_cookie_of(&admin);
        let (mut here, mut there) = (open(app, &admin).await, open(app, &elsewhere).await);
        let contact = add_contact(app, &elsewhere, "Grace").await;
        assert_eq!(here.change_of("contacts").await.ids, [contact.id.to_string()]);
        assert_eq!(there.change_of("contacts").await.ids, [contact.id.to_string()]);
        assert_eq!(admin.delete("/session").await.status, 204);
        there.end().await;
    })
    .await;
}
