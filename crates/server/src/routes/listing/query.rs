//! What a query of a list means on a day in an organization.

use api_types::{InvalidParameter, ListQuery};
use jiff::Timestamp;

use crate::{error::ApiError, routes::query::invalid, state::AppState, store::listing::OpenList};

/// Checks that filters name what the organization has, and dates that exist.
///
/// # Errors
/// [`ApiError::Invalid`] that names the filter. What another organization has is like what nobody has.
pub async fn check(list: &OpenList<'_>, query: &ListQuery) -> Result<(), ApiError> {
    match list.invalid_filter(query).await? {
        Some(filter) => Err(invalid_parameter(filter)),
        None => Ok(()),
    }
}

/// The moment from which days are counted. It is the same for a whole day, so that an unchanged list stays the same.
pub fn today(state: &AppState) -> Timestamp {
    state.clock.midnight()
}

/// An invalid parameter as a problem.
pub fn invalid_parameter(invalid_parameter: InvalidParameter) -> ApiError {
    let InvalidParameter { parameter, code } = invalid_parameter;
    let detail = match code {
        "too_long" => "At most 200 characters.",
        "unknown" => "Unknown value for this parameter.",
        "too_many_pieces" => "At most 12 words or parts between wildcards.",
        "unbalanced_quote" => "A quotation mark is not closed. Close it or remove it.",
        "unknown_field" => "Unknown field before the colon. Put the text in quotes to search for it.",
        _ => "Invalid value for this parameter.",
    };
    invalid(parameter, code, detail)
}
