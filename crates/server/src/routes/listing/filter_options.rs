//! The values of a filter.

use api_types::{ListQuery, OrganizationId, Search};
use axum::{http::HeaderMap, response::Response};

use super::query::{check, invalid_parameter, today};
use crate::{
    error::ApiError,
    routes::{
        etag::Etag,
        query::{QueryString, invalid},
    },
    session::Caller,
    state::AppState,
    store::listing::{Noun, OpenList, OptionsRequest},
};

/// Responds with the values of a filter, each with the number of matching rows.
///
/// # Errors
/// When the caller cannot read the list, or the query is invalid.
pub async fn filter_options<N: Noun>(
    state: &AppState,
    caller: &Caller,
    organization: OrganizationId,
    query: &QueryString,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<N::Read>(organization).await?;
    let listing = N::SPEC.listing;
    let (mut wanted, mut filter, mut find) = (ListQuery::new(listing), None, String::new());
    query.read(|parameter, value| match parameter {
        "filter" => {
            filter = Some(listing.filter(value).ok_or_else(|| invalid("filter", "unknown", "Unknown filter."))?);
            Ok(true)
        }
        "find" => {
            Search::parse(value, &[]).map_err(|error| invalid("find", error.code(), "Words of a name."))?;
            value.clone_into(&mut find);
            Ok(true)
        }
        _ => wanted.read(parameter, value).map_err(invalid_parameter),
    })?;
    let filter = filter.ok_or_else(|| invalid("filter", "required", "Name a filter."))?;
    let list = OpenList::open::<N>(&state.database, &may).await?;
    let now = today(state);
    let etag = Etag::new(&[list.version(), now.as_second()]);
    if etag.is_known(headers) {
        return Ok(etag.not_modified());
    }
    let _share = state.list_shares.take(organization).await;
    check(&list, &wanted).await?;
    let request = OptionsRequest { filter, query: &wanted, find: &find, now };
    etag.answer(&list.filter_options(&request).await?)
}
