//! `/organizations/{organization}/saved-views`: views of the list of members under names of one's own.

pub mod create;
pub mod delete;
pub mod list;
