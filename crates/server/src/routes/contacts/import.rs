//! `POST /organizations/{organization}/contacts/import`: contacts from a table.

use api_types::{
    CONTACTS, ContactChanges, ContactId, ContactPurpose, FieldProblem, ImportResult, NewImport, OrganizationId,
    Problem, read_name,
};
use axum::{Json as Answer, extract::State, http::HeaderMap};

use super::{languages::language_named, validation::validated};
use crate::{
    authz::{Authorized, policy::ManageContacts},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        imports::{self, Cells, Field, Imported, Saved},
        invitations::validation::problem,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        StoreError,
        audit::Source,
        contacts::{self, ContactError, Contacts, ImportedContact, SaveContacts, SavedContact},
        import::ImportPlan,
    },
};

/// Import contacts from CSV or rows of a spreadsheet, or say what an import would do
///
/// Rows are about the contact with their `id`, their e-mail address, or their name and phone number; others become new
/// contacts. Empty cells change nothing. A request saves at most 1,000 rows; `next` says where the next one continues.
#[utoipa::path(
    post,
    path = "/organizations/{organization}/contacts/import",
    tag = "contacts",
    operation_id = "import_contacts",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same response and saves nothing"),
    ),
    request_body = NewImport,
    security(("session" = [])),
    responses(
        (status = 200, description = "What the import does, or has done", body = ImportResult),
        (status = 403, description = "The caller cannot manage contacts", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "There is no table, or it is too large", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn import(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(request): Json<NewImport>,
) -> Result<Answer<ImportResult>, ApiError> {
    imports::import::<Contacts>(&state, &caller, &source, organization, (&headers, request)).await.map(Answer)
}

const fn field(name: &'static str, names: &'static [&'static str]) -> Field {
    Field { name, names }
}

impl Imported for Contacts {
    type Write = ManageContacts;
    type Draft = ImportedContact;
    type Error = ContactError;
    const LIST: &'static str = CONTACTS.name;
    const FIELDS: &'static [Field] = &[
        field("given_name", &["firstname", "forename", "vorname"]),
        field("family_name", &["lastname", "surname", "nachname", "familienname"]),
        field("name", &["fullname", "contact", "kontakt", "ansprechpartner", "vollername"]),
        field("company", &["organisation", "organization", "firm", "firma", "unternehmen"]),
        field("title", &["jobtitle", "function", "position", "funktion"]),
        field("purposes", &["purpose", "zweck", "zwecke"]),
        field("email", &["emailaddress", "mail", "emailadresse", "mailadresse"]),
        field("phone", &["phonenumber", "telephone", "tel", "mobile", "telefon", "telefonnummer", "rufnummer"]),
        field("language", &["sprache"]),
        field("note", &["notes", "comment", "notiz", "bemerkung", "anmerkung"]),
        field("id", &["contactid", "kontaktid", "rosterid"]),
    ];
    const REQUIRED: &'static [&'static [&'static str]] = &[&["name", "given_name", "family_name", "id"]];

    fn read(cells: &Cells<'_>) -> Result<ImportedContact, Vec<FieldProblem>> {
        let text = |field: &str| cells.get(field).map(str::to_owned);
        let mut problems = Vec::new();
        let id = cells.get("id").map(str::parse::<ContactId>).transpose();
        if id.is_err() {
            problems.push(problem("/id", "invalid", "The ID of a contact begins with `con_`."));
        }
        let name = cells.get("name").map(read_name).transpose();
        if let Err(what) = &name {
            problems.push(problem("/name", what.code(), "One line of at most 120 characters."));
        }
        let purposes = cells.get("purposes").map(purposes).transpose();
        if let Err(unknown) = &purposes {
            let detail = format!("“{unknown}” is no purpose. Use technical, billing or emergency.");
            problems.push(problem("/purposes", "unknown", &detail));
        }
        let changes = ContactChanges {
            given_name: text("given_name"),
            family_name: text("family_name"),
            company: text("company"),
            title: text("title"),
            purposes: None,
            email: text("email"),
            phone: text("phone"),
            language: cells.get("language").map(|name| language_named(name).unwrap_or(name).to_owned()),
            note: text("note"),
        };
        let valid = match validated(&changes) {
            Ok(valid) => Some(valid),
            Err(ApiError::Invalid(others)) => {
                problems.extend(others);
                None
            }
            Err(_) => None,
        };
        let (Some(valid), Ok(id), Ok(name), Ok(purposes)) = (valid, id, name, purposes) else { return Err(problems) };
        Ok(ImportedContact {
            id,
            given_name: valid.given_name.flatten(),
            family_name: valid.family_name.flatten(),
            name: name.map(str::to_owned),
            company: valid.company.flatten(),
            title: valid.title.flatten(),
            purposes,
            email: valid.email.flatten(),
            phone: valid.phone.flatten(),
            language: valid.language.flatten(),
            note: valid.note.flatten(),
            shares_email: false,
        })
    }

    fn key(draft: &ImportedContact) -> Option<String> {
        draft.key()
    }

    async fn prepare(
        _: &AppState,
        _: &Authorized<ManageContacts>,
        drafts: &mut [&mut ImportedContact],
    ) -> Result<(), StoreError> {
        contacts::prepare_import(drafts);
        Ok(())
    }

    async fn plan(
        state: &AppState,
        may: &Authorized<ManageContacts>,
        drafts: &[&ImportedContact],
    ) -> Result<Vec<ImportPlan<ContactError>>, StoreError> {
        contacts::plan_import(&state.database, may, drafts).await
    }

    async fn save(
        state: &AppState,
        may: &Authorized<ManageContacts>,
        source: &Source,
        rows: Vec<Saved<'_, ImportedContact>>,
    ) -> Result<Vec<Result<(), ContactError>>, ApiError> {
        let row = |(contact, target)| SavedContact { contact, id: state.new_id(), target };
        let rows = rows.into_iter().map(row).collect();
        Ok(state.database.apply(&SaveContacts { may, rows, context: state.audit_context(source) }).await?)
    }
}

/// The purposes in a cell, in English or German.
///
/// # Errors
/// The first word that is none.
fn purposes(text: &str) -> Result<Vec<ContactPurpose>, String> {
    let words = text.split([';', ',', '|', '\n']).map(str::trim).filter(|word| !word.is_empty());
    let mut found = Vec::new();
    for word in words {
        let purpose = match &*word.to_lowercase() {
            "technical" | "technik" | "technisch" => ContactPurpose::Technical,
            "billing" | "abrechnung" | "rechnung" | "rechnungen" => ContactPurpose::Billing,
            "emergency" | "notfall" | "notfälle" => ContactPurpose::Emergency,
            _ => return Err(word.to_owned()),
        };
        found.push(purpose);
    }
    Ok(super::validation::in_order(&found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usr7_purposes_have_names_in_two_languages() {
        use ContactPurpose::{Billing, Emergency, Technical};
        assert_eq!(purposes("Emergency; technical"), Ok(vec![Technical, Emergency]));
        assert_eq!(purposes("Abrechnung|Notfall"), Ok(vec![Billing, Emergency]));
        assert_eq!(purposes("technical, social"), Err("social".to_owned()));
    }
}
