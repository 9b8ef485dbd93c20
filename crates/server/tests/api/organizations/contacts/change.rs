//! `PATCH` and `DELETE …/contacts/{contact}`

use api_types::{AuditEvent, Contact, ContactPurpose, List};
use axum::http::Method;
use serde_json::json;

use super::{assert_contacts_counted, contact, of_contact};
use crate::support::{
    both_engines,
    invitations::{alpha, events},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn con1_a_contact_is_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({"language": "en", "note": "A"})).await;
        let path = of_contact(app, ada.id);
        let body = json!({
            "family_name": " King ", "language": "de", "purposes": ["billing"], "email": "ada@x.example", "phone": "",
            "note": "B",
        });
        let answer = admin.change(Method::PATCH, &path, 1, &body).await;
        let changed: Contact = answer.ok();
        assert_eq!((changed.name.as_str(), changed.phone.as_deref()), ("Ada King", None));
        assert_eq!((changed.language.as_deref(), changed.purposes.as_slice()), (Some("de"), [ContactPurpose::Billing].as_slice()));
        assert_eq!((changed.version, answer.header("etag")), (2, "\"2\""));
        let same: Contact = admin.change(Method::PATCH, &path, 2, &json!({"given_name": "Ada"})).await.ok();
        assert_eq!((same.version, events(app, "contact.changed").await), (2, 1));
        let log: List<AuditEvent> = admin.get(&alpha(app, "/audit-events?action=contact.changed")).await.ok();
        let event = &log.items[0];
        assert_eq!(event.target.as_ref().and_then(|target| target.name.as_deref()), Some("Ada King"));
        let fields: Vec<_> = event.changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["email", "family_name", "language", "name", "note", "phone", "purposes"]);
        // A note can be private: only that it changed is said.
        let note = event.changes.iter().find(|change| change.field == "note").unwrap();
        assert!(note.before.is_empty() && note.after.is_empty());
        assert_contacts_counted(app).await;
    }

    async fn con1_a_contact_stays_one_that_can_be_reached(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({"purposes": ["emergency"]})).await;
        let path = of_contact(app, ada.id);
        for (body, pointer) in [
            (json!({"phone": ""}), "/phone"),
            (json!({"phone": "", "email": "a@x.example"}), "/phone"),
            (json!({"phone": "", "purposes": []}), "/email"),
            (json!({"given_name": ""}), "/given_name"),
        ] {
            let refused = admin.change(Method::PATCH, &path, 1, &body).await;
            assert_eq!(refused.field_errors(), [(pointer.to_owned(), "required".to_owned())], "{body}");
        }
        assert_eq!(events(app, "contact.changed").await, 0);
    }

    async fn c6_without_a_version_or_with_an_old_one_nothing_is_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({})).await;
        let path = of_contact(app, ada.id);
        let body = serde_json::to_vec(&json!({"given_name": "B"})).unwrap();
        assert_eq!(admin.send(Method::PATCH, &path, Some(body)).await.summary(), "428 precondition_required");
        for version in [0, 2] {
            let stale = admin.change(Method::PATCH, &path, version, &json!({"given_name": "B"})).await;
            assert_eq!(stale.summary(), "412 stale");
        }
        assert_eq!(events(app, "contact.changed").await, 0);
    }

    async fn t1_a_contact_of_another_organization_is_like_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({})).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}/contacts", app.world.beta);
        let nothing = outsider.get(&format!("{beta}/con_00000000000000000000000007")).await;
        let path = format!("{beta}/{}", ada.id);
        for path in [path, of_contact(app, ada.id)] {
            nothing.assert_same_as(&outsider.change(Method::PATCH, &path, 1, &json!({"given_name": "Mine"})).await);
            nothing.assert_same_as(&outsider.delete(&path).await);
        }
        assert_eq!(admin.get(&of_contact(app, ada.id)).await.ok::<Contact>().name, "Ada");
    }

    async fn t4_only_who_manages_contacts_changes_them(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({})).await;
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            let path = of_contact(app, ada.id);
            let change = client.change(Method::PATCH, &path, 1, &json!({"given_name": "Mine"})).await;
            assert_eq!(change.summary(), "403 forbidden", "{email}");
            assert_eq!(client.delete(&path).await.summary(), "403 forbidden", "{email}");
        }
        assert_eq!(events(app, "contact.changed").await + events(app, "contact.deleted").await, 0);
    }

    async fn con1_a_contact_never_becomes_a_user_and_a_user_never_a_contact(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let members = app.count("SELECT COUNT(*) FROM members").await;
        contact(app, &admin, "Ada", json!({"email": "ada@x.example"})).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM members").await, members);
        let body = json!({
            "emails": ["Ada <ada@x.example>"], "roles": [app.world.alpha_roles[2]], "send_email": false,
        });
        admin.post(&alpha(app, "/invitations"), &body).await.ok::<serde_json::Value>();
        let contacts: List<Contact> = admin.get(&alpha(app, "/contacts")).await.ok();
        assert_eq!(contacts.items.len(), 1);
        assert!(contacts.items[0].user.is_some());
    }
}
