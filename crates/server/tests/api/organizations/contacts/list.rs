//! `GET …/contacts`, `…/options`, `…/export` and `POST …/contacts`

use api_types::{Contact, ContactPurpose, FilterOptions, List, Organization};
use serde_json::json;

use super::{assert_contacts_counted, contact, of_contact};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, events, let_role},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

async fn names(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    let list: List<Contact> = client.get(&alpha(app, &format!("/contacts?{query}"))).await.ok();
    assert_eq!(list.total.count, list.items.len() as u64, "{query}");
    list.items.into_iter().map(|contact| contact.name).collect()
}

async fn options(app: &TestApp, client: &Client, filter: &str) -> Vec<(String, u64)> {
    let options: FilterOptions = client.get(&alpha(app, &format!("/contacts/options?filter={filter}"))).await.ok();
    options.items.into_iter().map(|option| (option.value, option.rows.count)).collect()
}

both_engines! {
    async fn con1_a_contact_is_created_and_listed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before = admin.get(&alpha(app, "/contacts")).await;
        let body = json!({
            "given_name": " Nadia ", "family_name": "Ferrante", "company": "Acme Milano", "title": "Site manager",
            "purposes": ["emergency", "technical"], "email": " N.Ferrante@acme.example ", "phone": "+39 02 555",
            "language": "it", "note": "Call after 8.\r\n",
        });
        let answer = admin.post(&alpha(app, "/contacts"), &body).await;
        let created: Contact = answer.ok();
        assert_eq!((answer.status.as_u16(), answer.header("etag")), (201, "\"1\""));
        assert_eq!((created.name.as_str(), created.email.as_deref()), ("Nadia Ferrante", Some("N.Ferrante@acme.example")));
        assert_eq!(created.purposes, [ContactPurpose::Technical, ContactPurpose::Emergency]);
        assert_eq!((created.note.as_deref(), created.user.as_ref()), (Some("Call after 8."), None));
        let location = answer.header("location").strip_prefix("/api/v1").unwrap();
        assert_eq!(admin.get(location).await.ok::<Contact>(), created);
        let after = admin.get(&alpha(app, "/contacts")).await;
        assert_ne!(after.header("etag"), before.header("etag"));
        assert_eq!(after.ok::<List<Contact>>().items, [created]);
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().contacts, Some(1));
        assert_eq!(events(app, "contact.created").await, 1);
        assert_contacts_counted(app).await;
    }

    async fn con1_contacts_are_searched_filtered_and_sorted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        contact(app, &admin, "Ada", json!({"email": "ada@x.example", "language": "en", "company": "Lifts"})).await;
        contact(app, &admin, "Bea", json!({"purposes": ["technical", "emergency"], "language": "de"})).await;
        contact(app, &admin, "Cid", json!({"purposes": ["billing"], "title": "Accounts", "phone": "112"})).await;
        contact(app, &admin, "Eve", json!({"email": EDITOR})).await;
        assert_eq!(names(app, &admin, "").await, ["Ada", "Bea", "Cid", "Eve"]);
        assert_eq!(names(app, &admin, "sort=-name").await, ["Eve", "Cid", "Bea", "Ada"]);
        assert_eq!(names(app, &admin, "sort=email").await[..2], ["Ada", "Eve"]);
        assert_eq!(names(app, &admin, "sort=phone").await.len(), 4);
        assert_eq!(names(app, &admin, "sort=language").await[..2], ["Bea", "Ada"]);
        assert_eq!(names(app, &admin, "sort=company").await[..1], ["Ada"]);
        assert_eq!(names(app, &admin, "sort=title").await[..1], ["Cid"]);
        assert_eq!(names(app, &admin, "sort=-changed_at").await.len(), 4);
        for (search, found) in [("lifts", "Ada"), ("ada%40x", "Ada"), ("accounts", "Cid"), ("112", "Cid")] {
            assert_eq!(names(app, &admin, &format!("q={search}")).await, [found], "{search}");
        }
        // Without its spaces too.
        assert_eq!(names(app, &admin, "q=%2B49305550").await, ["Ada", "Bea", "Eve"]);
        assert_eq!(names(app, &admin, "purpose=technical").await, ["Bea"]);
        assert_eq!(names(app, &admin, "purpose=emergency,billing").await, ["Bea", "Cid"]);
        assert_eq!(names(app, &admin, "purpose=none").await, ["Ada", "Eve"]);
        assert_eq!(names(app, &admin, "purpose=!technical").await, ["Ada", "Cid", "Eve"]);
        assert_eq!(names(app, &admin, "purpose=technical&q=bea&language=de").await, ["Bea"]);
        assert_eq!(names(app, &admin, "language=de,en").await, ["Ada", "Bea"]);
        assert_eq!(names(app, &admin, "language=none").await, ["Cid", "Eve"]);
        assert_eq!(names(app, &admin, "language=!de").await, ["Ada", "Cid", "Eve"]);
        assert_eq!(names(app, &admin, "user=yes").await, ["Eve"]);
        assert_eq!(names(app, &admin, "user=none").await, ["Ada", "Bea", "Cid"]);
        let owned = |values: &[(&str, u64)]| values.iter().map(|(value, rows)| ((*value).to_owned(), *rows)).collect::<Vec<_>>();
        assert_eq!(options(app, &admin, "language").await, owned(&[("none", 2), ("de", 1), ("en", 1)]));
        assert_eq!(
            options(app, &admin, "purpose").await,
            owned(&[("none", 2), ("technical", 1), ("billing", 1), ("emergency", 1)])
        );
        assert_eq!(options(app, &admin, "user").await, owned(&[("none", 3), ("yes", 1)]));
        for query in ["purpose=social", "language=xx", "user=no", "sort=purposes"] {
            assert_eq!(admin.get(&alpha(app, &format!("/contacts?{query}"))).await.summary(), "422 invalid", "{query}");
        }
        assert_contacts_counted(app).await;
    }

    async fn con1_who_is_also_a_user_is_told_to_readers_of_members_only(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let eve = contact(app, &admin, "Eve", json!({"email": "Editor@ALPHA.example"})).await;
        let user = eve.user.clone().expect("whoever has the address");
        assert_eq!(user.id, app.world.member(app.world.alpha, EDITOR));
        let_role(app, "viewer", "organization.read contacts.read").await;
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(viewer.get(&of_contact(app, eve.id)).await.ok::<Contact>().user, None);
        assert_eq!(viewer.get(&alpha(app, "/contacts")).await.ok::<List<Contact>>().items[0].user, None);
        for query in ["user=yes", "user=none", "user=!yes"] {
            let refused = viewer.get(&alpha(app, &format!("/contacts?{query}"))).await;
            assert_eq!(refused.summary(), "422 invalid", "{query}");
            let refused = viewer.get(&alpha(app, &format!("/contacts/export?{query}"))).await;
            assert_eq!(refused.summary(), "422 invalid", "{query}");
        }
        assert_eq!(options(app, &viewer, "user").await, []);
        let export = viewer.get(&alpha(app, "/contacts/export?columns=user")).await.text();
        assert!(export.lines().nth(1).unwrap().ends_with("Eve,Eve,,"), "{export}");
        // A user who was removed is none.
        let removed = admin.delete(&alpha(app, &format!("/members/{}", user.id))).await;
        assert_eq!(removed.status, 204);
        assert_eq!(admin.get(&of_contact(app, eve.id)).await.ok::<Contact>().user, None);
        assert_eq!(names(app, &admin, "user=none").await, ["Eve"]);
    }

    async fn o2_the_export_has_no_formulas(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        contact(app, &admin, "=1+1", json!({"purposes": ["billing", "technical"]})).await;
        let export = admin.get(&alpha(app, "/contacts/export?columns=purposes,phone")).await.text();
        let mut lines = export.lines();
        assert_eq!(lines.next(), Some("id,name,given_name,family_name,purposes,phone"));
        assert!(lines.next().unwrap().ends_with(",'=1+1,'=1+1,,technical; billing,'+49 30 5550"), "{export}");
        assert_eq!(events(app, "list.exported").await, 1);
    }

    async fn con1_everything_wrong_is_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/contacts");
        for (body, errors) in [
            (json!({}), &[("/given_name", "required"), ("/email", "required")][..]),
            (json!({"given_name": "A", "purposes": ["emergency"], "email": "a@x.example"}), &[("/phone", "required")]),
            (
                json!({"given_name": "x".repeat(121), "email": "a", "phone": "x", "language": "xx"}),
                &[("/given_name", "too_long"), ("/email", "invalid"), ("/phone", "invalid"), ("/language", "unknown")],
            ),
            (json!({"given_name": "A\u{0}", "phone": "112", "note": "x".repeat(2001)}),
                &[("/given_name", "invalid"), ("/note", "too_long")]),
        ] {
            let errors: Vec<_> = errors.iter().map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned())).collect();
            assert_eq!(admin.post(&path, &body).await.field_errors(), errors, "{body}");
        }
        let unknown = json!({"given_name": "A", "phone": "112", "role": "administrator"});
        assert_eq!(admin.post(&path, &unknown).await.summary(), "400 malformed");
        let purpose = json!({"given_name": "A", "phone": "112", "purposes": ["social"]});
        assert_eq!(admin.post(&path, &purpose).await.summary(), "400 malformed");
        assert_eq!(app.count("SELECT COUNT(*) FROM contacts").await, 0);
    }

    async fn x9_a_contact_is_created_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("idempotency-key", "k-1");
        let body = json!({"given_name": "Ada", "phone": "112"});
        let first: Contact = admin.post(&alpha(app, "/contacts"), &body).await.ok();
        assert_eq!(admin.post(&alpha(app, "/contacts"), &body).await.ok::<Contact>(), first);
        let other = admin.post(&alpha(app, "/contacts"), &json!({"given_name": "Bea", "phone": "112"})).await;
        assert_eq!(other.field_errors()[0].0, "/headers/idempotency-key");
        assert_eq!(app.count("SELECT COUNT(*) FROM contacts").await, 1);
    }

    async fn t1_contacts_of_another_organization_are_like_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({})).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let nothing = outsider.get(&alpha(app, "/contacts/con_00000000000000000000000007")).await;
        assert_eq!(nothing.summary(), "404 not_found");
        nothing.assert_same_as(&outsider.get(&of_contact(app, ada.id)).await);
        nothing.assert_same_as(&outsider.get(&alpha(app, "/contacts")).await);
        let beta = format!("/organizations/{}/contacts", app.world.beta);
        nothing.assert_same_as(&outsider.get(&format!("{beta}/{}", ada.id)).await);
        assert_eq!(outsider.get(&beta).await.ok::<List<Contact>>().items, []);
        let deleted = outsider.post(&format!("{beta}/bulk"), &json!({"action": "delete", "contacts": [ada.id]})).await;
        assert_eq!(deleted.ok::<serde_json::Value>()["results"][0]["done"], false);
    }

    async fn s2_lost_rights_count_at_once(app: &TestApp) {
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(viewer.get(&alpha(app, "/contacts")).await.summary(), "403 forbidden");
        let_role(app, "viewer", "organization.read contacts.read contacts.manage").await;
        let ada = contact(app, &viewer, "Ada", json!({})).await;
        let_role(app, "viewer", "organization.read contacts.read").await;
        assert_eq!(viewer.get(&of_contact(app, ada.id)).await.status, 200);
        assert_eq!(viewer.delete(&of_contact(app, ada.id)).await.summary(), "403 forbidden");
        assert_eq!(viewer.get(&alpha(app, "")).await.ok::<Organization>().contacts, Some(1));
        let_role(app, "viewer", "organization.read").await;
        for path in ["/contacts", "/contacts/options?filter=purpose", "/contacts/export"] {
            assert_eq!(viewer.get(&alpha(app, path)).await.summary(), "403 forbidden", "{path}");
        }
        assert_eq!(viewer.get(&alpha(app, "")).await.ok::<Organization>().contacts, None);
    }
}
