//! What is typed about a contact.

use api_types::{
    Contact, ContactChanges, ContactPurpose, NewContact, Problem, read_name, read_note, read_optional_name, read_phone,
};

use super::{is_same_set, read_email, rebase, rebase_set};

/// A field that needs another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactField {
    NameMissing,
    GivenName,
    FamilyName,
    Company,
    Title,
    Email,
    /// Neither an address nor a number.
    ReachMissing,
    Phone,
    /// An emergency contact needs one.
    PhoneMissing,
    Note,
}

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactDraft {
    pub given_name: String,
    pub family_name: String,
    pub company: String,
    pub title: String,
    pub purposes: Vec<ContactPurpose>,
    pub email: String,
    pub phone: String,
    /// The tag, or nothing.
    pub language: String,
    pub note: String,
}

impl ContactDraft {
    /// The contact as it is. A name without parts stands in the first field.
    pub fn of(contact: &Contact) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let has_parts = contact.given_name.is_some() || contact.family_name.is_some();
        Self {
            given_name: if has_parts { text(&contact.given_name) } else { contact.name.clone() },
            family_name: text(&contact.family_name),
            company: text(&contact.company),
            title: text(&contact.title),
            purposes: contact.purposes.clone(),
            email: text(&contact.email),
            phone: text(&contact.phone),
            language: text(&contact.language),
            note: text(&contact.note),
        }
    }

    /// What is wrong with it.
    pub fn check(&self) -> Vec<ContactField> {
        use ContactField as F;
        let is_empty = |text: &str| text.trim().is_empty();
        let part = |text: &str, field| (!is_empty(text) && read_name(text).is_err()).then_some(field);
        let line = |text: &str, field| read_optional_name(text).is_err().then_some(field);
        let name_missing = (is_empty(&self.given_name) && is_empty(&self.family_name)).then_some(F::NameMissing);
        let email = (!is_empty(&self.email) && read_email(&self.email).is_none()).then_some(F::Email);
        let is_emergency = self.purposes.contains(&ContactPurpose::Emergency);
        let phone = match is_empty(&self.phone) {
            true if is_emergency => Some(F::PhoneMissing),
            true if is_empty(&self.email) => Some(F::ReachMissing),
            _ => read_phone(&self.phone).is_err().then_some(F::Phone),
        };
        [
            name_missing,
            part(&self.given_name, F::GivenName),
            part(&self.family_name, F::FamilyName),
            line(&self.company, F::Company),
            line(&self.title, F::Title),
            email,
            phone,
            read_note(&self.note).is_err().then_some(F::Note),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The new contact.
    pub fn new_contact(self) -> NewContact {
        let some = |text: String| Some(text).filter(|text| !text.trim().is_empty());
        NewContact {
            given_name: some(self.given_name),
            family_name: some(self.family_name),
            company: some(self.company),
            title: some(self.title),
            purposes: self.purposes,
            email: some(self.email),
            phone: some(self.phone),
            language: some(self.language),
            note: some(self.note),
        }
    }

    /// The fields that were changed; none if saving would change nothing.
    pub fn changes(self, before: &Self) -> Option<ContactChanges> {
        let changed = |now: String, before: &String| Some(now).filter(|now| now.trim() != before);
        let changes = ContactChanges {
            given_name: changed(self.given_name, &before.given_name),
            family_name: changed(self.family_name, &before.family_name),
            company: changed(self.company, &before.company),
            title: changed(self.title, &before.title),
            purposes: Some(self.purposes).filter(|now| !is_same_set(now, &before.purposes)),
            email: changed(self.email, &before.email),
            phone: changed(self.phone, &before.phone),
            language: changed(self.language, &before.language),
            note: changed(self.note, &before.note),
        };
        Some(changes).filter(|changes| *changes != ContactChanges::default())
    }

    /// What was typed on top of what the contact is now.
    pub fn rebased(self, before: &Self, now: Self) -> Self {
        Self {
            given_name: rebase(&before.given_name, self.given_name, now.given_name),
            family_name: rebase(&before.family_name, self.family_name, now.family_name),
            company: rebase(&before.company, self.company, now.company),
            title: rebase(&before.title, self.title, now.title),
            purposes: rebase_set(&before.purposes, &self.purposes, &now.purposes),
            email: rebase(&before.email, self.email, now.email),
            phone: rebase(&before.phone, self.phone, now.phone),
            language: rebase(&before.language, self.language, now.language),
            note: rebase(&before.note, self.note, now.note),
        }
    }
}

/// The fields that the server did not accept.
pub fn refused_contact_fields(problem: &Problem) -> Vec<ContactField> {
    use ContactField as F;
    let field = |pointer: &str, code: &str| match (pointer, code) {
        ("/given_name", "required") => Some(F::NameMissing),
        ("/given_name", _) => Some(F::GivenName),
        ("/family_name", _) => Some(F::FamilyName),
        ("/company", _) => Some(F::Company),
        ("/title", _) => Some(F::Title),
        ("/email", "required") => Some(F::ReachMissing),
        ("/email", _) => Some(F::Email),
        ("/phone", "required") => Some(F::PhoneMissing),
        ("/phone", _) => Some(F::Phone),
        ("/note", _) => Some(F::Note),
        _ => None,
    };
    problem.errors.iter().filter_map(|error| field(&error.pointer, &error.code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ContactDraft {
        ContactDraft {
            given_name: "Nadia".to_owned(),
            email: "nadia@acme.example".to_owned(),
            ..ContactDraft::default()
        }
    }

    #[test]
    fn con1_somebody_has_to_be_able_to_reach_the_contact() {
        assert_eq!(draft().check(), []);
        assert_eq!(ContactDraft::default().check(), [ContactField::NameMissing, ContactField::ReachMissing]);
        let emergency = ContactDraft { purposes: vec![ContactPurpose::Emergency], ..draft() };
        assert_eq!(emergency.check(), [ContactField::PhoneMissing]);
        let wrong = ContactDraft { email: "nadia".to_owned(), phone: "1".to_owned(), ..draft() };
        assert_eq!(wrong.check(), [ContactField::Email, ContactField::Phone]);
    }

    #[test]
    fn u25_only_what_was_changed_is_sent_and_nothing_if_nothing_was() {
        assert_eq!(draft().changes(&draft()), None);
        let changed = ContactDraft { phone: "112".to_owned(), purposes: vec![ContactPurpose::Emergency], ..draft() };
        let changes = changed.changes(&draft()).unwrap();
        assert_eq!((changes.phone.as_deref(), changes.email), (Some("112"), None));
        assert_eq!(changes.purposes, Some(vec![ContactPurpose::Emergency]));
    }

    #[test]
    fn u5_what_was_typed_stays_on_top_of_what_another_user_changed() {
        let mine = ContactDraft { phone: "112".to_owned(), ..draft() };
        let now = ContactDraft { company: "Acme".to_owned(), ..draft() };
        let both = mine.rebased(&draft(), now);
        assert_eq!((both.phone.as_str(), both.company.as_str()), ("112", "Acme"));
    }
}
