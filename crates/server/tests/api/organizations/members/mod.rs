//! `/organizations/{organization}/members`

mod get;
mod list;
mod paging;
