//! Contacts from a table.

use std::collections::{HashMap, HashSet};

use api_types::{ContactId, ContactPurpose, ImportChange, ImportProblem, PersonName};
use sea_query::{Cond, Expr, ExprTrait};

use super::{
    ChangeContact, ContactEdit, ContactError, ContactFields, ContactRow, CreateContact, fields::phone_key, rows,
};
use crate::{
    authz::{Authorized, policy::ManageContacts},
    store::{
        Change, Database, StoreError, Transaction, Versions,
        audit::AuditContext,
        columns::{id_bytes, read_id},
        import::{ImportPlan, ImportTarget, changes, problem},
        text,
    },
};

/// A contact as a row describes it. The texts are valid; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedContact {
    pub id: Option<ContactId>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// A whole name. The parts go first.
    pub name: Option<String>,
    pub company: Option<String>,
    pub title: Option<String>,
    pub purposes: Option<Vec<ContactPurpose>>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Option<String>,
    pub note: Option<String>,
    /// Whether other rows have the same address: then the address alone names nobody.
    pub shares_email: bool,
}

impl ImportedContact {
    /// The name that the row gives, whole.
    fn whole_name(&self) -> Option<String> {
        match (&self.given_name, &self.family_name) {
            (None, None) => self.name.clone(),
            (given, family) => {
                let part = |part: &Option<String>| part.clone().unwrap_or_default();
                PersonName::new(&part(given), &part(family)).ok().map(|name| name.full)
            }
        }
    }

    /// What two rows about the same contact have in common.
    pub fn key(&self) -> Option<String> {
        if let Some(id) = self.id {
            return Some(id.to_string());
        }
        let name = text::fold(&self.whole_name().unwrap_or_default());
        let reached = match (&self.email, &self.phone) {
            (Some(email), _) => text::email_key(email),
            (None, Some(phone)) => phone_key(phone),
            (None, None) => return None,
        };
        Some([name, reached].join("\n"))
    }

    /// The contact as it would be created.
    fn fields(&self) -> ContactFields {
        let parts = self.given_name.is_some() || self.family_name.is_some();
        ContactFields {
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            name: if parts { self.whole_name() } else { self.name.clone() }.unwrap_or_default(),
            company: self.company.clone(),
            title: self.title.clone(),
            purposes: self.purposes.clone().unwrap_or_default(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            language: self.language.clone(),
            note: self.note.clone(),
        }
    }

    /// The changes of a contact with this name.
    fn edit(&self, before: &str) -> ContactEdit {
        let some = |text: &Option<String>| text.clone().map(Some);
        let has_parts = self.given_name.is_some() || self.family_name.is_some();
        ContactEdit {
            given_name: some(&self.given_name),
            family_name: some(&self.family_name),
            name: self.name.clone().filter(|name| !has_parts && name != before),
            company: some(&self.company),
            title: some(&self.title),
            purposes: self.purposes.clone(),
            email: some(&self.email),
            phone: some(&self.phone),
            language: some(&self.language),
            note: some(&self.note),
        }
    }
}

/// Notes which people among the rows share an address. Rows about the same one are refused but for the first.
pub fn prepare_import(contacts: &mut [&mut ImportedContact]) {
    let mut people: HashMap<String, HashSet<Option<String>>> = HashMap::new();
    let address = |contact: &ImportedContact| contact.email.as_deref().map(text::email_key);
    for contact in contacts.iter() {
        if let Some(address) = address(contact) {
            people.entry(address).or_default().insert(contact.key());
        }
    }
    for contact in contacts {
        let of_address = address(contact).and_then(|address| people.get(&address));
        contact.shares_email = of_address.is_some_and(|people| people.len() > 1);
    }
}

/// What an import would do with each of these rows.
///
/// # Errors
/// When the database fails.
pub async fn plan_import(
    database: &Database,
    may: &Authorized<ManageContacts>,
    contacts: &[&ImportedContact],
) -> Result<Vec<ImportPlan<ContactError>>, StoreError> {
    let known = Known::load(database, may, contacts).await?;
    contacts.iter().map(|contact| known.plan(contact)).collect()
}

/// The contacts that rows can be about.
struct Known(Vec<ContactRow>);

impl Known {
    async fn load(
        database: &Database,
        may: &Authorized<ManageContacts>,
        contacts: &[&ImportedContact],
    ) -> Result<Self, StoreError> {
        let ids: HashSet<_> = contacts.iter().filter_map(|contact| contact.id).map(id_bytes).collect();
        let emails: HashSet<_> = contacts.iter().filter_map(|it| it.email.as_deref()).map(text::email_key).collect();
        let names: HashSet<_> =
            contacts.iter().filter_map(|it| it.whole_name()).map(|it| text::sort_key(&it)).collect();
        let any = Cond::any()
            .add(Expr::col("id").is_in(ids))
            .add(Expr::col("email_key").is_in(emails))
            .add(Expr::col("name_key").is_in(names));
        let query =
            rows().and_where(Expr::col("organization_id").eq(id_bytes(may.organization()))).cond_where(any).take();
        Ok(Self(database.all(&query).await?))
    }

    fn plan(&self, contact: &ImportedContact) -> Result<ImportPlan<ContactError>, StoreError> {
        let row = match self.find(contact) {
            Ok(row) => row,
            Err(problem) => return Ok(ImportPlan::Refused(problem)),
        };
        let Some(row) = row else {
            let fields = contact.fields();
            let error = if fields.name.is_empty() { Some(ContactError::NoName) } else { fields.check().err() };
            return Ok(error.map_or(ImportPlan::New, ImportPlan::Failed));
        };
        let target = ImportTarget { id: read_id::<ContactId>(&row.id)?.as_u128(), version: row.version };
        Ok(match contact.edit(&row.name).applied(row.fields()) {
            Ok(after) => ImportPlan::Existing(target, row.fields().changes(&after)),
            Err(error) => ImportPlan::Failed(error),
        })
    }

    /// The contact that a row is about: by its id, or by its address, or by name and phone number.
    fn find(&self, contact: &ImportedContact) -> Result<Option<&ContactRow>, ImportProblem> {
        if let Some(id) = contact.id {
            let id = id_bytes(id);
            let found = self.0.iter().find(|row| row.id == id);
            let unknown = || problem("id", "unknown", "The organization has no contact with this ID.");
            return found.map(Some).ok_or_else(unknown);
        }
        let name = contact.whole_name().map(|name| text::fold(&name));
        let has_name = |row: &&ContactRow| name.as_ref().is_some_and(|name| text::fold(&row.name) == *name);
        if let Some(key) = contact.email.as_deref().map(text::email_key) {
            let by_email = || self.0.iter().filter(|row| row.email_key.as_ref() == Some(&key));
            let named: Vec<_> = by_email().filter(has_name).collect();
            match (named.as_slice(), by_email().count()) {
                ([row], _) => return Ok(Some(row)),
                ([], 1) if !contact.shares_email => return Ok(by_email().next()),
                ([], 0) => {}
                ([], _) if contact.shares_email => return Ok(None),
                _ => {
                    let detail = "Several contacts have this e-mail address. Add a column with their IDs.";
                    return Err(problem("email", "ambiguous", detail));
                }
            }
        }
        let Some(phone) = contact.phone.as_deref().map(phone_key) else { return Ok(None) };
        let by_phone = self.0.iter().filter(has_name);
        let by_phone: Vec<_> =
            by_phone.filter(|row| row.phone.as_deref().is_some_and(|other| phone_key(other) == phone)).collect();
        match by_phone.as_slice() {
            [] => Ok(None),
            [row] => Ok(Some(row)),
            _ => {
                let detail = "Several contacts have this name and phone number. Add a column with their IDs.";
                Err(problem("phone", "ambiguous", detail))
            }
        }
    }
}

impl ContactFields {
    /// What changes, as texts.
    fn changes(&self, after: &Self) -> Vec<ImportChange> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let purposes =
            |fields: &Self| fields.purposes.iter().map(|purpose| purpose.as_str()).collect::<Vec<_>>().join("; ");
        changes([
            ("name", self.name.clone(), after.name.clone()),
            ("given_name", text(&self.given_name), text(&after.given_name)),
            ("family_name", text(&self.family_name), text(&after.family_name)),
            ("company", text(&self.company), text(&after.company)),
            ("title", text(&self.title), text(&after.title)),
            ("purposes", purposes(self), purposes(after)),
            ("email", text(&self.email), text(&after.email)),
            ("phone", text(&self.phone), text(&after.phone)),
            ("language", text(&self.language), text(&after.language)),
            ("note", text(&self.note), text(&after.note)),
        ])
    }
}

/// A row that is saved.
#[derive(Debug)]
pub struct SavedContact<'a> {
    pub contact: &'a ImportedContact,
    /// Of the contact, if it is new.
    pub id: ContactId,
    /// None: it is new.
    pub target: Option<ImportTarget>,
}

/// Saves a portion of the rows of an import in one transaction.
#[derive(Debug)]
pub struct SaveContacts<'a> {
    pub may: &'a Authorized<ManageContacts>,
    pub rows: Vec<SavedContact<'a>>,
    pub context: AuditContext,
}

impl Change for SaveContacts<'_> {
    /// What became of each row.
    type Output = Vec<Result<(), ContactError>>;
    type Error = ContactError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Self::Output, ContactError> {
        let mut results = Vec::with_capacity(self.rows.len());
        for (number, row) in (1..).zip(&self.rows) {
            match self.save(transaction, row, self.context.part(number)).await {
                Ok(()) => results.push(Ok(())),
                Err(error @ (ContactError::Store(_) | ContactError::NoLongerAllowed)) => return Err(error),
                Err(error) => results.push(Err(error)),
            }
        }
        Ok(results)
    }

    fn is_collision(&self, error: &ContactError) -> bool {
        error.is_collision()
    }
}

impl SaveContacts<'_> {
    async fn save(
        &self,
        transaction: &mut Transaction,
        row: &SavedContact<'_>,
        context: AuditContext,
    ) -> Result<(), ContactError> {
        let Some(target) = row.target else {
            let fields = row.contact.fields();
            let create = CreateContact { may: self.may, id: row.id, fields, idempotency: None, context };
            return create.apply(transaction).await.map(|_| ());
        };
        let id = ContactId::from_u128(target.id);
        let before = super::find(transaction, self.may.organization(), id).await?.ok_or(ContactError::NotFound)?;
        let change = ChangeContact {
            may: self.may,
            contact: id,
            versions: Versions::OneOf(vec![target.version]),
            edit: row.contact.edit(&before.name),
            context,
        };
        change.apply(transaction).await.map(|_| ())
    }
}
