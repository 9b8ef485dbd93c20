//! `GET …/audit-events/export`, and events of exports

use api_types::{AuditEvent, MemberRoles};
use axum::http::Method;
use http_body_util::BodyExt as _;

use super::log;
use crate::support::{
    both_engines,
    world::{ADMIN, CAUTIOUS},
};

both_engines! {
    async fn aud1_the_file_has_the_view_as_csv_or_json_lines(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.signed_in(CAUTIOUS).await;
        app.seal().await;
        let path = format!("/organizations/{}/audit-events/export", app.world.alpha);
        let events = log(app, &admin, "action=session.created").await.items;
        let lines = admin.get(&format!("{path}?action=session.created&format=json_lines")).await;
        assert!(lines.header("content-type").starts_with("application/jsonl"));
        assert_eq!(lines.header("content-disposition"), "attachment; filename=\"audit-events.jsonl\"");
        let read: Vec<AuditEvent> = lines.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read, events);
        let csv = admin.get(&format!("{path}?action=session.created&columns=address")).await.text();
        let mut rows = csv.split("\r\n");
        assert_eq!(rows.next(), Some("id,at,actor,action,target,changes,address"));
        assert!(rows.next().unwrap().starts_with(&format!("{},{},", events[0].id, events[0].at)));
        let odd = admin.get(&format!("{path}?format=xml")).await;
        assert_eq!(odd.field_errors(), [("/query/format".to_owned(), "unknown".to_owned())]);
    }

    async fn x10_an_export_is_an_event_with_view_and_count(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let alpha = app.world.alpha;
        admin.get(&format!("/organizations/{alpha}/members/export?status=active&q=a&format=json_lines")).await;
        let event = log(app, &admin, "action=list.exported").await.items.remove(0);
        let facts: Vec<_> =
            event.changes.iter().map(|fact| (fact.field.as_str(), fact.after[0].text.as_deref().unwrap())).collect();
        let fact = |name: &str| facts.iter().find(|(field, _)| *field == name).unwrap().1;
        assert_eq!((fact("list"), fact("view"), fact("format")), ("members", "q=a&status=active", "json_lines"));
        let shown: api_types::List<api_types::Member> =
            admin.get(&format!("/organizations/{alpha}/members?status=active&q=a")).await.ok();
        assert_eq!(fact("rows"), shown.total.count.to_string());
        // What is refused is no export.
        admin.get(&format!("/organizations/{alpha}/members/export?status=asleep")).await;
        assert_eq!(log(app, &admin, "action=list.exported").await.items.len(), 1);
    }

    async fn aud1_who_loses_the_right_gets_no_more_of_the_file(app: &TestApp) {
        let (admin, cautious) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let alpha = app.world.alpha;
        let rows: Vec<_> = (0..3_000u32)
            .map(|place| {
                let id = format!("0197{place:028x}");
                let organization = format!("{:032x}", alpha.as_u128());
                if app.url.starts_with("sqlite:") {
                    format!("(X'{id}', X'{organization}', 'company.created', '{{}}', 0)")
                } else {
                    format!("('\\x{id}', '\\x{organization}', 'company.created', '{{}}', 0)")
                }
            })
            .collect();
        let columns = "id, organization_id, action, details, occurred_at";
        app.sql(&format!("INSERT INTO audit_events ({columns}) VALUES {}", rows.join(", "))).await;
        let path = format!("/api/v1/organizations/{alpha}/audit-events/export");
        let mut body = app.stream(&cautious, &path).await;
        let mut lines = 0;
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
        while lines < 2 {
            lines += count(&body.frame().await.unwrap().unwrap().into_data().unwrap());
        }
        let member = app.world.member(alpha, CAUTIOUS);
        let path = format!("/organizations/{alpha}/members/{member}");
        let version = admin.get(&path).await.ok::<api_types::Member>().version;
        let roles = MemberRoles { roles: vec![app.world.alpha_roles[2]] };
        assert_eq!(admin.change(Method::PUT, &format!("{path}/roles"), version, &roles).await.status, 200);
        let mut failed = false;
        while let Some(frame) = body.frame().await {
            match frame {
                Ok(frame) => lines += count(&frame.into_data().unwrap_or_default()),
                Err(_) => {
                    failed = true;
                    break;
                }
            }
        }
        assert!(failed && lines < 3_000, "{lines}");
    }
}
