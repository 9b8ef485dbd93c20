//! `POST …/contacts/bulk`

use api_types::{Contact, ContactBulkResults, ContactId, List, MAX_CONTACT_BULK};
use jiff::SignedDuration;
use serde_json::json;

use super::{assert_contacts_counted, contact, of_contact};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, OUTSIDER, VIEWER},
};

async fn bulk(app: &TestApp, client: &Client, action: &str, contacts: &[ContactId]) -> Vec<bool> {
    let body = json!({"action": action, "contacts": contacts});
    let results: ContactBulkResults = client.post(&alpha(app, "/contacts/bulk"), &body).await.ok();
    results.results.iter().map(|result| result.done).collect()
}

both_engines! {
    async fn con1_many_contacts_are_deleted_and_restored_as_they_were(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({"language": "en", "purposes": ["billing"], "note": "A"})).await;
        let bea = contact(app, &admin, "Bea", json!({})).await;
        let unknown = ContactId::from_u128(7);
        assert_eq!(bulk(app, &admin, "delete", &[ada.id, unknown, bea.id, ada.id]).await, [true, false, true]);
        assert_eq!(admin.get(&of_contact(app, ada.id)).await.summary(), "404 not_found");
        assert_eq!(events(app, "contact.deleted").await, 2);
        assert_contacts_counted(app).await;
        assert_eq!(bulk(app, &admin, "restore", &[ada.id, unknown]).await, [true, false]);
        assert_eq!(bulk(app, &admin, "restore", &[ada.id]).await, [false]);
        let restored: Contact = admin.get(&of_contact(app, ada.id)).await.ok();
        assert_eq!(Contact { version: ada.version, changed_at: ada.changed_at.clone(), ..restored }, ada);
        assert_eq!(events(app, "contact.restored").await, 1);
        assert_contacts_counted(app).await;
        // After a day, it is too late.
        app.clock.advance(SignedDuration::from_hours(25));
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(bulk(app, &admin, "restore", &[bea.id]).await, [false]);
        assert_eq!(admin.get(&alpha(app, "/contacts")).await.ok::<List<Contact>>().items.len(), 1);
    }

    async fn t1_nobody_restores_contacts_of_another_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({})).await;
        assert_eq!(admin.delete(&of_contact(app, ada.id)).await.status, 204);
        let outsider = app.signed_in(OUTSIDER).await;
        let body = json!({"action": "restore", "contacts": [ada.id]});
        let beta = format!("/organizations/{}/contacts", app.world.beta);
        let results: ContactBulkResults = outsider.post(&format!("{beta}/bulk"), &body).await.ok();
        assert!(!results.results[0].done);
        assert_eq!(outsider.get(&beta).await.ok::<List<Contact>>().items, []);
        assert_eq!(bulk(app, &admin, "restore", &[ada.id]).await, [true]);
    }

    async fn invalid_and_forbidden_requests_change_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({})).await;
        let path = alpha(app, "/contacts/bulk");
        for (contacts, code) in [(vec![], "required"), (vec![ada.id; MAX_CONTACT_BULK + 1], "too_many")] {
            let refused = admin.post(&path, &json!({"action": "delete", "contacts": contacts})).await;
            assert_eq!(refused.field_errors(), [("/contacts".to_owned(), code.to_owned())]);
        }
        let viewer = app.signed_in(VIEWER).await;
        let body = json!({"action": "delete", "contacts": [ada.id]});
        assert_eq!(viewer.post(&path, &body).await.summary(), "403 forbidden");
        assert_eq!(app.count("SELECT COUNT(*) FROM contacts").await, 1);
    }
}
