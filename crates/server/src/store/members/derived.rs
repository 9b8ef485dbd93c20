//! The columns that are computed: the keys that members are found and sorted by, and the text that is searched.

use sea_query::Value;

use crate::store::{
    companies,
    text::{self, GAP, MARKS},
};

/// What the computed columns are computed from.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::store) struct Described<'a> {
    pub email: &'a str,
    /// Whether the list shows the member only if a filter asks for its status.
    pub is_hidden: bool,
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
pub(in crate::store) const DERIVED_COLUMNS: [&str; 10] = [
    "email_key",
    "hidden",
    "name_key",
    "signature_key",
    "signature_fold",
    "roles_key",
    "companies_key",
    "supervisor_key",
    "inviter_key",
    "search_text",
];

impl Described<'_> {
    /// The values of [`DERIVED_COLUMNS`].
    pub(in crate::store) fn values(&self) -> [Value; 10] {
        let key = |text: Option<&str>| Value::from(text.map(text::sort_key));
        // Without a name, the address stands in the column.
        let name = text::sort_key(self.name.unwrap_or(self.email));
        let roles: Vec<u8> = self.roles.iter().flat_map(|place| place.to_be_bytes()).collect();
        [
            text::email_key(self.email).into(),
            self.is_hidden.into(),
            name.into(),
            key(self.signature),
            self.signature.map(text::fold).into(),
            Some(roles).filter(|roles| !roles.is_empty()).into(),
            companies::sort_key_of_members(self.companies).into(),
            key(self.supervisor),
            key(self.inviter),
            self.search_text().into(),
        ]
    }

    /// Name, given name, family name, the e-mail address before its `@`, signature, and the whole address hidden.
    pub(in crate::store) fn search_text(&self) -> String {
        // A name without parts is found as either part.
        let (given, family) = (self.given_name.or(self.name), self.family_name.or(self.name));
        let address = text::words(self.email).join(GAP);
        let local = address.rsplit_once('@').map_or(&*address, |(local, _)| local);
        let fields = [self.name, given, family, Some(local), self.signature].map(Option::unwrap_or_default);
        [&text::searched(&fields), GAP, &text::hidden(&address), GAP, &MARKS[6].to_string()].concat()
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
        let names = "\u{1}  asa  oberg  \u{2}  asa  \u{3}  oberg  \u{4}  asa  \u{5}  \u{6}";
        assert_eq!(member.search_text(), [names, "  ａｓａ＠  ａｃｍｅ．ｅｘａｍｐｌｅ  \u{7}"].concat());
    }

    #[test]
    fn f5_a_single_name_is_found_as_given_and_as_family_name() {
        let searched = |given_name, family_name| {
            let name = Some("Sukarno");
            Described { email: "s@x", name, given_name, family_name, ..Described::default() }.search_text()
        };
        let both = "\u{1}  sukarno  \u{2}  sukarno  \u{3}  sukarno  \u{4}  s  \u{5}  \u{6}  ｓ＠  ｘ  \u{7}";
        assert_eq!(searched(None, None), both);
        assert_eq!(searched(Some("Sukarno"), None), both);
        assert_eq!(searched(None, Some("Sukarno")), both);
    }

    #[test]
    fn who_has_none_of_something_has_no_key_for_it() {
        let values = Described { email: "a@b.example", ..Described::default() }.values();
        assert_ne!(values[2], Value::Bytes(None));
        assert!(values[3..9].iter().all(|value| matches!(value, Value::Bytes(None) | Value::String(None))));
    }
}
