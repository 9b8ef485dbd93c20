//! The fields of a contact as they are stored, and what is wrong with others.

use api_types::{
    ContactChanges, ContactPurpose, FieldProblem, InvalidPersonName, InvalidText, NameProblem, NewContact, PersonName,
    read_contact_language, read_note, read_optional_name, read_phone,
};

use crate::{
    error::ApiError,
    routes::invitations::validation::problem,
    store::{
        contacts::{ContactEdit, ContactFields},
        invitations::Address,
    },
};

/// The changes as they are stored.
///
/// # Errors
/// [`ApiError::Invalid`] that names everything that is wrong.
pub fn validated(changes: &ContactChanges) -> Result<ContactEdit, ApiError> {
    let (valid, problems) = read(changes);
    if problems.is_empty() { Ok(valid) } else { Err(ApiError::Invalid(problems)) }
}

/// A new contact as it is stored.
///
/// # Errors
/// [`ApiError::Invalid`] that names everything that is wrong.
pub fn validated_new(new: NewContact) -> Result<ContactFields, ApiError> {
    let changes = ContactChanges {
        given_name: new.given_name,
        family_name: new.family_name,
        company: new.company,
        title: new.title,
        purposes: Some(new.purposes),
        email: new.email,
        phone: new.phone,
        language: new.language,
        note: new.note,
    };
    let (valid, mut problems) = read(&changes);
    let text = |text: Option<Option<String>>| text.flatten();
    let (given_name, family_name) = (text(valid.given_name), text(valid.family_name));
    let name = PersonName::new(given_name.as_deref().unwrap_or_default(), family_name.as_deref().unwrap_or_default());
    if let Err(InvalidPersonName { given: Some(NameProblem::Missing), .. }) = name
        && !problems.iter().any(|problem| problem.pointer.ends_with("_name"))
    {
        problems.push(problem("/given_name", "required", "Enter a given or a family name."));
    }
    let fields = ContactFields {
        given_name,
        family_name,
        name: name.map(|name| name.full).unwrap_or_default(),
        company: text(valid.company),
        title: text(valid.title),
        purposes: valid.purposes.unwrap_or_default(),
        email: text(valid.email),
        phone: text(valid.phone),
        language: text(valid.language),
        note: text(valid.note),
    };
    problems.extend(unreachable(&fields, &problems));
    if problems.is_empty() { Ok(fields) } else { Err(ApiError::Invalid(problems)) }
}

/// The problem with the ways to reach a contact, unless one of them has a problem itself.
fn unreachable(fields: &ContactFields, problems: &[FieldProblem]) -> Option<FieldProblem> {
    let has = |pointer: &str| problems.iter().any(|problem| problem.pointer == pointer);
    match (&fields.email, &fields.phone) {
        _ if has("/phone") => None,
        (_, None) if fields.purposes.contains(&ContactPurpose::Emergency) => {
            Some(problem("/phone", "required", "Add a phone number, or clear the purpose `emergency`."))
        }
        (None, None) if !has("/email") => {
            Some(problem("/email", "required", "Enter an e-mail address or a phone number."))
        }
        _ => None,
    }
}

fn read(changes: &ContactChanges) -> (ContactEdit, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let valid = ContactEdit {
        given_name: line("/given_name", changes.given_name.as_deref(), &mut problems),
        family_name: line("/family_name", changes.family_name.as_deref(), &mut problems),
        name: None,
        company: line("/company", changes.company.as_deref(), &mut problems),
        title: line("/title", changes.title.as_deref(), &mut problems),
        purposes: changes.purposes.as_ref().map(|purposes| in_order(purposes)),
        email: changes.email.as_deref().and_then(|email| address(email, &mut problems)),
        phone: changes.phone.as_deref().and_then(|phone| number(phone, &mut problems)),
        language: changes.language.as_deref().and_then(|language| tag(language, &mut problems)),
        note: changes.note.as_deref().and_then(|note| lines(note, &mut problems)),
    };
    (valid, problems)
}

/// Each once, in their order.
pub fn in_order(purposes: &[ContactPurpose]) -> Vec<ContactPurpose> {
    ContactPurpose::ALL.into_iter().filter(|purpose| purposes.contains(purpose)).collect()
}

fn line(pointer: &'static str, text: Option<&str>, problems: &mut Vec<FieldProblem>) -> Option<Option<String>> {
    match read_optional_name(text?) {
        Ok(text) => Some(text.map(str::to_owned)),
        Err(what) => {
            let detail = match what {
                InvalidText::TooLong => "At most 120 characters.",
                InvalidText::Invalid => "One line of text, without control characters.",
            };
            problems.push(problem(pointer, what.code(), detail));
            None
        }
    }
}

fn address(email: &str, problems: &mut Vec<FieldProblem>) -> Option<Option<String>> {
    if email.trim().is_empty() {
        return Some(None);
    }
    match Address::read(email) {
        Ok(address) => Some(Some(address.email)),
        Err(error) => {
            problems.push(problem("/email", "invalid", &error.to_string()));
            None
        }
    }
}

fn number(phone: &str, problems: &mut Vec<FieldProblem>) -> Option<Option<String>> {
    match read_phone(phone) {
        Ok(phone) => Some(phone.map(str::to_owned)),
        Err(what) => {
            let detail = match what {
                InvalidText::TooLong => "At most 40 characters.",
                InvalidText::Invalid => "At least three digits, with spaces and the signs of phone numbers.",
            };
            problems.push(problem("/phone", what.code(), detail));
            None
        }
    }
}

fn tag(language: &str, problems: &mut Vec<FieldProblem>) -> Option<Option<String>> {
    if language.trim().is_empty() {
        return Some(None);
    }
    let known = read_contact_language(language).map(|tag| Some(tag.to_owned()));
    if known.is_none() {
        problems.push(problem("/language", "unknown", "A tag of a known language, for example `de`."));
    }
    known
}

fn lines(note: &str, problems: &mut Vec<FieldProblem>) -> Option<Option<String>> {
    match read_note(note) {
        Ok(note) => Some(note),
        Err(what) => {
            let detail = match what {
                InvalidText::TooLong => "At most 2,000 characters.",
                InvalidText::Invalid => "Text without control characters.",
            };
            problems.push(problem("/note", what.code(), detail));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(new: NewContact) -> Vec<String> {
        match validated_new(new) {
            Err(ApiError::Invalid(errors)) => {
                errors.into_iter().map(|error| format!("{} {}", error.pointer, error.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn con1_everything_wrong_is_named_at_once() {
        assert_eq!(pointers(NewContact::default()), ["/given_name required", "/email required"]);
        let new = NewContact {
            given_name: some("a\tb"),
            email: some("nobody"),
            phone: some("1"),
            language: some("xx"),
            note: some("\0"),
            ..NewContact::default()
        };
        assert_eq!(
            pointers(new),
            ["/given_name invalid", "/email invalid", "/phone invalid", "/language unknown", "/note invalid"]
        );
        let new = NewContact {
            family_name: some("Lee"),
            email: some("lee@example.com"),
            purposes: vec![ContactPurpose::Emergency],
            ..NewContact::default()
        };
        assert_eq!(pointers(new), ["/phone required"]);
    }

    #[test]
    fn con1_a_contact_is_stored_tidily() {
        let new = NewContact {
            given_name: some(" Ada "),
            family_name: some("Lovelace"),
            purposes: vec![ContactPurpose::Emergency, ContactPurpose::Technical, ContactPurpose::Emergency],
            phone: some(" +49 30 555 "),
            email: some(" "),
            language: some("de-AT"),
            ..NewContact::default()
        };
        let fields = validated_new(new).unwrap();
        assert_eq!(
            (fields.name.as_str(), fields.email, fields.language.as_deref()),
            ("Ada Lovelace", None, Some("de"))
        );
        assert_eq!(fields.purposes, [ContactPurpose::Technical, ContactPurpose::Emergency]);
    }
}
