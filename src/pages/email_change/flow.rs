//! The steps of confirming a new e-mail address.

use api_types::{EmailChangePreview, EmailChangeToken, codes};

use super::super::link_flow::{self, LinkFlow};
use crate::{api, location::Location, queries::Queries};

/// The state of the link; once it is done, the address that the account has now.
pub type Stage = link_flow::Stage<EmailChangePreview, String>;

/// The state of the page.
pub type EmailChangeFlow = LinkFlow<EmailChangePreview, String>;

/// The codes of links that confirm nothing.
const INVALID: [&str; 6] = [
    codes::EMAIL_CHANGE_UNKNOWN,
    codes::EMAIL_CHANGE_EXPIRED,
    codes::EMAIL_CHANGE_USED,
    codes::EMAIL_CHANGE_REPLACED,
    codes::EMAIL_CHANGE_CANCELLED,
    codes::EMAIL_TAKEN,
];

/// Looks the link of the page up.
pub fn begin(queries: Queries, location: Location) -> EmailChangeFlow {
    let look_up = |token| api::look_up_email_change(&EmailChangeToken { token });
    LinkFlow::begin(queries, location, look_up, &INVALID)
}

/// Confirms the address.
pub fn confirm(flow: EmailChangeFlow, email: String) {
    flow.confirm(api::confirm_email_change(&EmailChangeToken { token: flow.token() }), || email);
}
