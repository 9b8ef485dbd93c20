//! `/organizations/{organization}/saved-views`: the caller's named views of lists.

use api_types::{COMPANIES, Listing, MEMBERS, ROLES};

pub mod delete;
pub mod list;
mod name;
pub mod rename;
pub mod save;

/// The name of a list that can have saved views.
fn list_name(text: &str) -> Option<&'static str> {
    let listings: [&Listing; 3] = [&MEMBERS, &ROLES, &COMPANIES];
    listings.into_iter().map(|listing| listing.name).find(|name| *name == text)
}
