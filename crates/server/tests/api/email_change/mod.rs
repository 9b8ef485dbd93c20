//! `/email-changes`

mod confirm;
