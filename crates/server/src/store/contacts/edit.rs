//! Which fields of a contact change, and to what.

use api_types::{ContactPurpose, PersonName};

use super::{ContactError, ContactFields};

/// Changes of fields. The values are valid already. `Some(None)` removes a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactEdit {
    pub given_name: Option<Option<String>>,
    pub family_name: Option<Option<String>>,
    /// A whole name, which takes the place of the two parts.
    pub name: Option<String>,
    pub company: Option<Option<String>>,
    pub title: Option<Option<String>>,
    pub purposes: Option<Vec<ContactPurpose>>,
    pub email: Option<Option<String>>,
    pub phone: Option<Option<String>>,
    pub language: Option<Option<String>>,
    pub note: Option<Option<String>>,
}

impl ContactEdit {
    /// The fields after the changes.
    ///
    /// # Errors
    /// When the contact would have no name, or nobody could reach it.
    pub(super) fn applied(&self, before: ContactFields) -> Result<ContactFields, ContactError> {
        let given_name = self.given_name.clone().unwrap_or_else(|| before.given_name.clone());
        let family_name = self.family_name.clone().unwrap_or_else(|| before.family_name.clone());
        let (given_name, family_name, name) = match &self.name {
            Some(name) => (None, None, name.clone()),
            // A name without parts stays.
            None if given_name == before.given_name && family_name == before.family_name => {
                (given_name, family_name, before.name)
            }
            None => {
                let part = |part: &Option<String>| part.clone().unwrap_or_default();
                let name = PersonName::new(&part(&given_name), &part(&family_name));
                (given_name, family_name, name.map_err(|_| ContactError::NoName)?.full)
            }
        };
        let after = ContactFields {
            given_name,
            family_name,
            name,
            company: self.company.clone().unwrap_or(before.company),
            title: self.title.clone().unwrap_or(before.title),
            purposes: self.purposes.clone().unwrap_or(before.purposes),
            email: self.email.clone().unwrap_or(before.email),
            phone: self.phone.clone().unwrap_or(before.phone),
            language: self.language.clone().unwrap_or(before.language),
            note: self.note.clone().unwrap_or(before.note),
        };
        after.check()?;
        Ok(after)
    }
}

impl ContactFields {
    /// Whether somebody can reach the contact.
    ///
    /// # Errors
    /// When there is neither an e-mail address nor a phone number, or no phone number for emergencies.
    pub(super) fn check(&self) -> Result<(), ContactError> {
        match (&self.email, &self.phone) {
            (_, None) if self.purposes.contains(&ContactPurpose::Emergency) => Err(ContactError::NoPhone),
            (None, None) => Err(ContactError::Unreachable),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn ada() -> ContactFields {
        ContactFields {
            given_name: some("Ada"),
            family_name: some("Lovelace"),
            name: "Ada Lovelace".to_owned(),
            phone: some("112"),
            purposes: vec![ContactPurpose::Emergency],
            ..ContactFields::default()
        }
    }

    #[test]
    fn con1_a_name_follows_its_parts() {
        let edit = ContactEdit { family_name: Some(some("King")), ..ContactEdit::default() };
        assert_eq!(edit.applied(ada()).unwrap().name, "Ada King");
        let whole = ContactEdit { name: some("Ada, Countess"), ..ContactEdit::default() };
        let after = whole.applied(ada()).unwrap();
        assert_eq!((after.name.as_str(), after.given_name, after.family_name), ("Ada, Countess", None, None));
        let none = ContactEdit { given_name: Some(None), family_name: Some(None), ..ContactEdit::default() };
        assert!(matches!(none.applied(ada()), Err(ContactError::NoName)));
    }

    #[test]
    fn con1_an_emergency_contact_keeps_a_phone_number() {
        let no_phone = ContactEdit { phone: Some(None), email: Some(some("a@b.example")), ..ContactEdit::default() };
        assert!(matches!(no_phone.applied(ada()), Err(ContactError::NoPhone)));
        let by_mail = ContactEdit { purposes: Some(Vec::new()), ..no_phone.clone() };
        assert_eq!(by_mail.applied(ada()).unwrap().phone, None);
        let nothing = ContactEdit { email: Some(None), ..by_mail };
        assert!(matches!(nothing.applied(ada()), Err(ContactError::Unreachable)));
    }
}
