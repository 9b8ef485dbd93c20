//! What is computed of every member: the keys that the list is sorted by and the text that it is searched through.

use sea_query::Value;

use crate::store::{companies, text};

/// What the computed columns are computed from.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::store) struct Described<'a> {
    pub email: &'a str,
    pub name: Option<&'a str>,
    pub given_name: Option<&'a str>,
    pub family_name: Option<&'a str>,
    pub signature: Option<&'a str>,
    /// Places of the member's roles among the organization's, in their order.
    pub roles: &'a [i16],
    /// Names of the member's companies, the main one first.
    pub companies: &'a [&'a str],
    /// The name, or else the address, of the supervisor.
    pub supervisor: Option<&'a str>,
    /// The same of whoever invited the member.
    pub inviter: Option<&'a str>,
}

/// The computed columns, in the order of [`Described::values`].
pub(in crate::store) const DERIVED_COLUMNS: [&str; 7] =
    ["name_key", "signature_key", "roles_key", "companies_key", "supervisor_key", "inviter_key", "search_text"];

impl Described<'_> {
    /// The values of [`DERIVED_COLUMNS`].
    pub(in crate::store) fn values(&self) -> [Value; 7] {
        let key = |text: Option<&str>| Value::from(text.map(text::sort_key));
        // Without a name, the address stands in the column.
        let name = text::sort_key(self.name.unwrap_or(self.email));
        let roles: Vec<u8> = self.roles.iter().flat_map(|place| place.to_be_bytes()).collect();
        [
            name.into(),
            key(self.signature),
            Some(roles).filter(|roles| !roles.is_empty()).into(),
            companies::sort_key_of_members(self.companies).into(),
            key(self.supervisor),
            key(self.inviter),
            self.search_text().into(),
        ]
    }

    fn search_text(&self) -> String {
        // Where a part of the name is not known, the whole stands for it: a single name is found as either.
        let (given, family) = (self.given_name.or(self.name), self.family_name.or(self.name));
        let fields = [self.name, given, family, Some(self.email), self.signature];
        let mut searched = String::new();
        for (mark, field) in text::FIELD_MARKS.iter().zip(fields) {
            searched.push(*mark);
            searched.push_str(&text::searched(field.unwrap_or_default()));
        }
        searched.push(text::END_MARK);
        searched
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_field_can_be_told_apart() {
        let member = Described {
            email: "Asa@acme.example",
            name: Some("Åsa Öberg"),
            given_name: Some("Åsa"),
            family_name: Some("Öberg"),
            signature: None,
            ..Described::default()
        };
        assert_eq!(member.search_text(), "\u{1}  asa  oberg\u{2}  asa\u{3}  oberg\u{4}  asa@acme.example\u{5}\u{6}");
    }

    #[test]
    fn f5_a_single_name_is_found_as_given_and_as_family_name() {
        let searched = |given_name, family_name| {
            let name = Some("Sukarno");
            Described { email: "s@x", name, given_name, family_name, ..Described::default() }.search_text()
        };
        let both = "\u{1}  sukarno\u{2}  sukarno\u{3}  sukarno\u{4}  s@x\u{5}\u{6}";
        assert_eq!(searched(None, None), both);
        assert_eq!(searched(Some("Sukarno"), None), both);
        assert_eq!(searched(None, Some("Sukarno")), both);
    }

    #[test]
    fn who_has_none_of_something_has_no_key_for_it() {
        let values = Described { email: "a@b.example", ..Described::default() }.values();
        assert_ne!(values[0], Value::Bytes(None));
        assert!(values[1..6].iter().all(|value| *value == Value::Bytes(None)));
    }
}
