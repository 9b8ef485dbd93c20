//! `/organizations/{organization}/members`

mod actions;
mod broad_search;
mod change;
mod export;
mod get;
mod invitation;
mod list;
mod options;
mod oracle;
mod paging;
mod saved_views;
mod withdrawn;
