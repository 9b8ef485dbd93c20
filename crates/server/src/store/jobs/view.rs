//! The view of a job: the query of the list of members, as its URL has it.

use api_types::{InvalidParameter, ListQuery, MEMBERS};

/// Reads a view. Parameters that the list does not have are left out: the URL has more than the view.
///
/// # Errors
/// When a parameter of the list is invalid.
pub fn read_view(text: &str) -> Result<ListQuery, InvalidParameter> {
    let mut query = ListQuery::new(&MEMBERS);
    for (name, value) in url::form_urlencoded::parse(text.trim_start_matches('?').as_bytes()) {
        query.read(&name, &value)?;
    }
    Ok(query)
}
