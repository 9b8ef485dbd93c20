//! `/organizations/{organization}/members`

mod actions;
mod broad_search;
mod change;
mod email_change;
mod export;
mod get;
mod invitation;
mod lifecycle;
mod list;
mod options;
mod oracle;
mod paging;
mod password_reset;
mod profile;
mod saved_views;
mod withdrawn;
