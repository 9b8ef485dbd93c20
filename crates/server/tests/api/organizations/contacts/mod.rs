//! `/organizations/{organization}/contacts`

mod bulk;
mod change;
mod import;
mod list;

use api_types::{Contact, ContactId};
use serde_json::{Value, json};

use crate::support::{Client, TestApp, invitations::alpha};

/// Creates a contact of Alpha with a phone number and these fields.
async fn contact(app: &TestApp, client: &Client, name: &str, fields: Value) -> Contact {
    let mut body = json!({"given_name": name, "phone": "+49 30 5550"});
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    client.post(&alpha(app, "/contacts"), &body).await.ok()
}

/// The path of one of Alpha's contacts.
fn of_contact(app: &TestApp, contact: ContactId) -> String {
    alpha(app, &format!("/contacts/{contact}"))
}

/// Whether all counters of contacts are as if they were counted now.
async fn assert_contacts_counted(app: &TestApp) {
    crate::support::invitations::assert_counted(app).await;
    let (empty, bytes) = if app.url.starts_with("sqlite:") {
        ("x''", "CAST(language AS BLOB)")
    } else {
        ("''::bytea", "convert_to(language, 'UTF8')")
    };
    let present = format!(
        "SELECT organization_id, COALESCE({bytes}, {empty}) AS value, COUNT(*) AS number FROM contacts GROUP BY 1, 2"
    );
    let counted = "SELECT organization_id, value, rows FROM list_counts WHERE list = 'contacts' AND rows <> 0";
    let wrong = format!(
        "SELECT COUNT(*) FROM ({counted}) counted FULL JOIN ({present}) present \
           ON present.organization_id = counted.organization_id AND present.value = counted.value \
         WHERE COALESCE(rows, 0) <> COALESCE(number, 0)"
    );
    assert_eq!(app.count(&wrong).await, 0);
}
