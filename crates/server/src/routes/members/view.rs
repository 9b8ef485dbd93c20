//! A view of the list of members, as every route about it takes it.

use crate::old_view::{InvalidView, MembersView};
use api_types::MemberFilter as MembersFilter;
use jiff::{SignedDuration, Timestamp};

use crate::{
    authz::{Authorized, policy::ReadMembers},
    error::ApiError,
    routes::query::invalid,
    state::AppState,
    store,
};

/// Reads one parameter into the view.
///
/// # Errors
/// [`ApiError::Invalid`] that names the parameter.
pub fn read(view: &mut MembersView, parameter: &str, value: &str) -> Result<bool, ApiError> {
    view.read(parameter, value).map_err(problem)
}

/// Whether what the view names is there: roles, companies and people of this organization.
///
/// # Errors
/// [`ApiError::Invalid`] that names the filter, whether its value is somebody else's or nobody's.
pub async fn check(state: &AppState, may: &Authorized<ReadMembers>, view: &MembersView) -> Result<(), ApiError> {
    match store::members::unknown_filter(&state.database, may, view).await? {
        Some(filter) => Err(problem(InvalidView { parameter: filter.as_str(), code: "unknown" })),
        None => Ok(()),
    }
}

/// The moment from which "ninety days ago" is counted: the same for a whole day, so that an unchanged list stays the
/// same.
pub fn today(state: &AppState) -> Timestamp {
    let now = state.clock.now();
    let since_midnight = now.as_second().rem_euclid(24 * 3600);
    Timestamp::from_second(now.as_second()).unwrap_or(now) - SignedDuration::from_secs(since_midnight)
}

/// Whether what the view shows changes by itself as days go by.
pub fn depends_on_today(view: &MembersView) -> bool {
    !view.filter(MembersFilter::LastSignIn).is_empty()
}

fn problem(problem: InvalidView) -> ApiError {
    let detail = match problem.code {
        "too_long" => "At most 200 characters.",
        "unknown" => "Unknown value for this parameter.",
        "too_many_pieces" => "At most 12 words or parts between wildcards.",
        "unbalanced_quote" => "A quotation mark is not closed. Close it or remove it.",
        "unknown_field" => {
            "Unknown field. Use first:, last:, email:, signature: or supervisor:, or put the text in quotes."
        }
        _ => "Invalid value for this parameter.",
    };
    invalid(problem.parameter, problem.code, detail)
}
