//! `/organizations/{organization}/members`

mod export;
mod get;
mod list;
mod options;
mod oracle;
mod paging;
mod saved_views;
