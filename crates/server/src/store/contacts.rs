//! Contacts: people to call or write to, who do not sign in.

mod bulk;
mod change;
mod create;
mod delete;
mod edit;
mod fields;
mod import;
mod users;

use api_types::{CONTACTS, Contact, ContactId, ContactPurpose, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{
    Database, StoreError, Transaction,
    audit::{AuditAction, Event},
    columns::{id_bytes, read_id, wire_moment},
    listing::{Counted, Facet, FilterBy, FilterSpec, ListSpec, Noun, SortColumn, Source},
    page::{self, Position},
};
use crate::authz::{
    Authorized,
    policy::{Action, ManageContacts, ReadContacts},
};
pub use bulk::ChangeContacts;
pub use change::ChangeContact;
pub use create::{ContactError, CreateContact};
pub use delete::DeleteContact;
pub use edit::ContactEdit;
pub use fields::ContactFields;
pub(super) use fields::{DESCRIBED, described};
pub use import::{ImportedContact, SaveContacts, SavedContact, plan_import, prepare_import};

/// Contacts, as a list.
#[derive(Debug)]
pub enum Contacts {}

impl Noun for Contacts {
    type Read = ReadContacts;
    type Row = Contact;
    const SPEC: &'static ListSpec = &SPEC;

    async fn rows(
        database: &Database,
        may: &Authorized<ReadContacts>,
        positions: &[Position],
        _: Timestamp,
    ) -> Result<Vec<Contact>, StoreError> {
        if positions.is_empty() {
            return Ok(Vec::new());
        }
        let query = rows().and_where(Expr::col("id").is_in(positions.iter().map(Position::id_bytes))).take();
        let found: Vec<ContactRow> = database.all(&query).await?;
        let contacts = complete(database, may, found).await?;
        Ok(page::in_order(positions, contacts, |contact| contact.id.as_u128()))
    }
}

/// The columns and tables behind the list.
pub(super) static SPEC: ListSpec = ListSpec {
    listing: &CONTACTS,
    table: "contacts",
    columns: &[
        SortColumn::bytes("name", "name_key"),
        SortColumn::bytes("company", "company_key").or_absent(),
        SortColumn::bytes("title", "title_key").or_absent(),
        SortColumn::text("email", "email_key").or_absent(),
        SortColumn::text("phone", "phone").or_absent(),
        SortColumn::text("language", "language").or_absent(),
        SortColumn::number("changed_at", Source::Column("changed_at")),
    ],
    filters: &[
        FilterSpec {
            name: "purpose",
            by: FilterBy::Tests(&[
                "((contacts.purposes & 1) <> 0)",
                "((contacts.purposes & 2) <> 0)",
                "((contacts.purposes & 4) <> 0)",
            ]),
        },
        FilterSpec { name: "language", by: FilterBy::Texts { facet: LANGUAGE, column: "language" } },
        FilterSpec { name: "user", by: FilterBy::Tests(&[users::IS_USER]) },
    ],
    search_fields: &[],
    long: None,
    by_id: false,
    hidden: None,
    depends_on: &["members"],
};

const LANGUAGE: Facet = Facet { list: CONTACTS.name, number: 1 };

/// What a contact that speaks this language is counted by.
pub(super) fn counted(language: Option<&str>) -> Counted {
    Counted::default().by(LANGUAGE, language.map(|language| language.as_bytes().to_vec()))
}

record! {
    /// A row of `contacts`.
    #[derive(Debug, Clone, PartialEq, Eq)]
    struct ContactRow {
        id: Vec<u8>,
        given_name: Option<String>,
        family_name: Option<String>,
        name: String,
        company: Option<String>,
        title: Option<String>,
        purposes: i16,
        email: Option<String>,
        email_key: Option<String>,
        phone: Option<String>,
        language: Option<String>,
        note: Option<String>,
        created_at: i64,
        changed_at: i64,
        version: i64,
    }
}

impl ContactRow {
    fn contact(self) -> Result<Contact, StoreError> {
        Ok(Contact {
            id: read_id(&self.id)?,
            given_name: self.given_name,
            family_name: self.family_name,
            name: self.name,
            company: self.company,
            title: self.title,
            purposes: purposes(self.purposes),
            email: self.email,
            phone: self.phone,
            language: self.language,
            note: self.note,
            user: None,
            created_at: wire_moment(self.created_at)?,
            changed_at: wire_moment(self.changed_at)?,
            version: self.version,
        })
    }

    fn fields(&self) -> ContactFields {
        ContactFields {
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            name: self.name.clone(),
            company: self.company.clone(),
            title: self.title.clone(),
            purposes: purposes(self.purposes),
            email: self.email.clone(),
            phone: self.phone.clone(),
            language: self.language.clone(),
            note: self.note.clone(),
        }
    }
}

/// The bit of a purpose, as stored.
const fn bit(purpose: ContactPurpose) -> i16 {
    match purpose {
        ContactPurpose::Technical => 1,
        ContactPurpose::Billing => 2,
        ContactPurpose::Emergency => 4,
    }
}

fn purposes(bits: i16) -> Vec<ContactPurpose> {
    ContactPurpose::ALL.into_iter().filter(|purpose| bits & bit(*purpose) != 0).collect()
}

/// Selects the columns of a [`ContactRow`].
fn rows() -> SelectStatement {
    let columns = [
        "id",
        "given_name",
        "family_name",
        "name",
        "company",
        "title",
        "purposes",
        "email",
        "email_key",
        "phone",
        "language",
        "note",
        "created_at",
        "changed_at",
        "version",
    ];
    Query::select().columns(columns.map(|column| ("contacts", column))).from("contacts").take()
}

fn one(organization: OrganizationId, contact: ContactId) -> SelectStatement {
    rows()
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").eq(id_bytes(contact)))
        .take()
}

/// The contacts, each with the user who has its e-mail address, if the caller can read the members.
async fn complete<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    rows: Vec<ContactRow>,
) -> Result<Vec<Contact>, StoreError> {
    let users = users::of(database, may, rows.iter().filter_map(|row| row.email_key.as_deref())).await?;
    let contact = |row: ContactRow| {
        let user = row.email_key.as_ref().and_then(|key| users.get(key)).cloned();
        Ok(Contact { user, ..row.contact()? })
    };
    rows.into_iter().map(contact).collect()
}

/// One of the organization's contacts; `None` if it has no such contact.
///
/// # Errors
/// When the database fails.
pub async fn get<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    contact: ContactId,
) -> Result<Option<Contact>, StoreError> {
    let row: Option<ContactRow> = database.one(&one(may.organization(), contact)).await?;
    Ok(complete(database, may, row.into_iter().collect()).await?.pop())
}

async fn find(
    transaction: &mut Transaction,
    organization: OrganizationId,
    contact: ContactId,
) -> Result<Option<ContactRow>, StoreError> {
    transaction.one(&one(organization, contact)).await
}

fn event(
    action: AuditAction,
    may: &Authorized<ManageContacts>,
    contact: ContactId,
    details: serde_json::Value,
) -> Event {
    Event {
        action,
        organization: Some(may.organization()),
        account: Some(may.account()),
        subject: Some(contact.as_u128()),
        details,
    }
}
