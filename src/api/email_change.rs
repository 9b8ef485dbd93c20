//! Changes of e-mail addresses: asking for one, cancelling it, and confirming it with the link at the new address.

use api_types::{EmailChangePreview, EmailChangeToken, Member, NewEmail};

use super::{Change, organizations::path};

/// `POST …/members/{member}/email-change`: sends a link to the new address. Asked again for the address that waits, it
/// sends another link.
pub fn request_email_change(member: &Member, email: String) -> Change<()> {
    let pending = member.email_change.as_ref().map(|change| change.requested_at.as_str()).unwrap_or_default();
    Change::tell(of_member(member)).json(&NewEmail { email }).once(pending)
}

/// `DELETE …/members/{member}/email-change`: ends the link.
pub fn cancel_email_change(member: &Member) -> Change<()> {
    Change::delete(of_member(member))
}

/// `POST /email-changes/lookup`: which address a link confirms. Changes nothing.
pub fn look_up_email_change(token: &EmailChangeToken) -> Change<EmailChangePreview> {
    Change::post("/email-changes/lookup".to_owned()).json(token).without_reauthentication()
}

/// `POST /email-changes/confirm`: changes the address.
pub fn confirm_email_change(token: &EmailChangeToken) -> Change<()> {
    Change::tell("/email-changes/confirm".to_owned()).json(token).without_reauthentication()
}

fn of_member(member: &Member) -> String {
    path(member.organization_id, &["/members/", &member.id.to_string(), "/email-change"].concat())
}
