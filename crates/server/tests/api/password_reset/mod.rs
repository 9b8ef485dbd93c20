//! `/password-reset`

mod confirm;
mod request;
