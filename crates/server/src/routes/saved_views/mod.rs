//! `/organizations/{organization}/saved-views`: views of the list of members under names of one's own.

pub mod delete;
pub mod list;
pub mod save;
