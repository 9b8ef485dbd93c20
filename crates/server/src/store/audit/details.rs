//! What the details of an event say: changed fields, and other facts.

use serde_json::{Map, Value as Json};

/// A changed field, or a fact: that has no value before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldChange {
    pub field: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// The changed fields. Details of another form name none.
pub(super) fn changes(details: &str) -> Vec<FieldChange> {
    let Some(details) = read(details) else { return Vec::new() };
    let listed = details.get("changes").and_then(Json::as_array).into_iter().flatten().filter_map(listed);
    let (before, after) = (details.get("before"), details.get("after"));
    let paired = after.and_then(Json::as_object).into_iter().flatten().map(|(field, after)| {
        let before = before.and_then(|before| before.get(field));
        FieldChange { field: field.clone(), before: texts(before), after: texts(Some(after)) }
    });
    listed.chain(paired).collect()
}

/// The changed fields and all other facts.
pub(super) fn facts(details: &str) -> Vec<FieldChange> {
    let mut facts = changes(details);
    for (field, value) in read(details).into_iter().flatten() {
        let after = texts(Some(&value));
        if !after.is_empty() && !["changes", "before", "after"].contains(&&*field) {
            facts.push(FieldChange { field, before: Vec::new(), after });
        }
    }
    facts
}

fn read(details: &str) -> Option<Map<String, Json>> {
    match serde_json::from_str(details) {
        Ok(Json::Object(details)) => Some(details),
        _ => None,
    }
}

/// One of a list of changed fields.
fn listed(change: &Json) -> Option<FieldChange> {
    let field = change.get("field")?.as_str()?.to_owned();
    Some(FieldChange { field, before: texts(change.get("before")), after: texts(change.get("after")) })
}

/// One value, or several.
fn texts(value: Option<&Json>) -> Vec<String> {
    match value {
        Some(Json::Array(values)) => values.iter().filter_map(text).collect(),
        value => value.and_then(text).into_iter().collect(),
    }
}

fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(flag) => Some(flag.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(field: &str, before: &[&str], after: &[&str]) -> FieldChange {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        FieldChange { field: field.to_owned(), before: owned(before), after: owned(after) }
    }

    #[test]
    fn aud1_every_form_of_details_is_read() {
        let listed =
            r#"{"changes":[{"field":"roles","before":["a"],"after":["b","c"]},{"field":"note"}],"sessions":2}"#;
        assert_eq!(changes(listed), [change("roles", &["a"], &["b", "c"]), change("note", &[], &[])]);
        assert_eq!(facts(listed).last(), Some(&change("sessions", &[], &["2"])));
        let paired = r#"{"before":{"name":"A","number":null},"after":{"name":"B","number":"7"}}"#;
        assert_eq!(changes(paired), [change("name", &["A"], &["B"]), change("number", &[], &["7"])]);
        for odd in ["", "[]", "{", r#"{"changes":7}"#, r#"{"changes":[{"field":1}]}"#, r#"{"before":1,"after":2}"#] {
            assert_eq!(facts(odd), [], "{odd}");
        }
    }
}
