//! Which column is imported into which field.

use std::collections::HashSet;

use api_types::ImportColumn;

use super::Field;
use crate::{
    error::ApiError,
    sheet::{self, Sheet},
};

/// Samples of each column.
const SAMPLES: usize = 3;
/// Letters of a sample.
const SAMPLE_LENGTH: usize = 60;

/// The field of each column, as the reader chose it.
///
/// # Errors
/// [`ApiError::Invalid`] when there is one too many or too few, an unknown one, or one twice.
pub fn chosen(
    sheet: &Sheet,
    fields: &'static [Field],
    columns: &[String],
) -> Result<Vec<Option<&'static str>>, ApiError> {
    if columns.len() != sheet.head.len() {
        let detail = format!("The file has {} columns.", sheet.head.len());
        return Err(ApiError::field("/columns", "invalid", detail));
    }
    let mut seen = HashSet::new();
    let field = |(place, name): (usize, &String)| {
        if name.is_empty() {
            return Ok(None);
        }
        let pointer = format!("/columns/{place}");
        let field = fields.iter().find(|field| field.name == name);
        let field = field.ok_or_else(|| ApiError::field(&pointer, "unknown", "There is no such field."))?.name;
        if seen.insert(field) {
            Ok(Some(field))
        } else {
            Err(ApiError::field(&pointer, "duplicate", "Another column has this field."))
        }
    };
    columns.iter().enumerate().map(field).collect()
}

/// The field of each column by its name. The first column of several with one field has it.
pub fn found(sheet: &Sheet, fields: &'static [Field]) -> Vec<Option<&'static str>> {
    let mut seen = HashSet::new();
    let field = |name: &String| {
        let plain = plain(name);
        let is_it = |field: &&Field| super::columns::plain(field.name) == plain || field.names.contains(&&*plain);
        fields.iter().find(is_it).map(|field| field.name).filter(|field| seen.insert(*field))
    };
    sheet.head.iter().map(field).collect()
}

/// A name in lower case without signs and spaces: `E-Mail` and `email` are the same.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The columns, with samples of what is in them.
pub fn described(sheet: &Sheet, fields: &[Option<&'static str>]) -> Vec<ImportColumn> {
    let column = |(place, name): (usize, &String)| {
        let mut samples: Vec<String> = Vec::with_capacity(SAMPLES);
        for row in &sheet.rows {
            let sample: String = sheet::plain(&row.cells[place]).trim().chars().take(SAMPLE_LENGTH).collect();
            if !sample.is_empty() && !samples.contains(&sample) {
                samples.push(sample);
            }
            if samples.len() == SAMPLES {
                break;
            }
        }
        ImportColumn { name: name.clone(), samples, field: fields[place].map(str::to_owned) }
    };
    sheet.head.iter().enumerate().map(column).collect()
}

/// The fields of which none has a column; the first of each.
pub fn missing(required: &[&[&'static str]], fields: &[Option<&'static str>]) -> Vec<String> {
    let has_none = |group: &&&[&'static str]| !fields.iter().flatten().any(|field| group.contains(field));
    required.iter().filter(has_none).filter_map(|group| group.first()).map(|field| (*field).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] =
        &[Field { name: "external_id", names: &["id"] }, Field { name: "email", names: &["emailadresse"] }];

    fn sheet(text: &str) -> Sheet {
        sheet::read(text.as_bytes(), None, None).unwrap()
    }

    #[test]
    fn usr7_columns_are_found_by_their_names() {
        let sheet = sheet("External ID,E-Mail-Adresse,e-mail,Cost centre\n1,a,b,c\n");
        assert_eq!(found(&sheet, FIELDS), [Some("external_id"), Some("email"), None, None]);
        let described = described(&sheet, &found(&sheet, FIELDS));
        assert_eq!(
            (described[3].name.as_str(), described[3].samples.as_slice()),
            ("Cost centre", ["c".to_owned()].as_slice())
        );
    }

    #[test]
    fn usr7_a_choice_of_columns_is_checked() {
        let sheet = sheet("a,b\n1,2\n");
        let chosen = |columns: &[&str]| {
            let columns: Vec<String> = columns.iter().map(|it| (*it).to_owned()).collect();
            chosen(&sheet, FIELDS, &columns)
        };
        assert_eq!(chosen(&["", "email"]).unwrap(), [None, Some("email")]);
        for columns in [&["email"][..], &["email", "shoe_size"], &["email", "email"]] {
            assert!(chosen(columns).is_err(), "{columns:?}");
        }
        let required: &[&[&'static str]] = &[&["external_id"], &["email", "external_id"]];
        assert_eq!(missing(required, &[None, Some("email")]), ["external_id"]);
    }
}
