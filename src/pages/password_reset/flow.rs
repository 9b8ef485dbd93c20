//! The steps of choosing a new password.

use api_types::{NewPassword, PasswordResetPreview, PasswordResetToken, codes};
use leptos::prelude::{Callable, Callback};

use super::super::link_flow::{self, LinkFlow};
use crate::{api, i18n::Language, location::Location, queries::Queries};

/// The state of the link.
pub type Stage = link_flow::Stage<PasswordResetPreview, ()>;

/// The state of the page.
pub type ResetFlow = LinkFlow<PasswordResetPreview, ()>;

/// The codes of links with which no password can be chosen.
const INVALID: [&str; 4] = [codes::RESET_UNKNOWN, codes::RESET_EXPIRED, codes::RESET_USED, codes::RESET_REPLACED];

/// Looks the link of the page up.
pub fn begin(queries: Queries, location: Location) -> ResetFlow {
    let look_up = |token| api::look_up_password_reset(&PasswordResetToken { token });
    LinkFlow::begin(queries, location, look_up, &INVALID)
}

/// Saves the password. Every session has ended when `on_done` is called.
pub fn save(flow: ResetFlow, password: String, language: Language, on_done: Callback<()>) {
    let new = NewPassword { token: flow.token(), password, language: Some(language) };
    flow.confirm(api::confirm_password_reset(&new), move || {
        // The page may have been left.
        let _ = on_done.try_run(());
    });
}
