//! `/password-reset`: for users who have forgotten their password, and the help of an administrator.

use api_types::{
    Member, MemberPasswordReset, NewPassword, PasswordResetLink, PasswordResetPreview, PasswordResetRequest,
    PasswordResetToken,
};

use super::{Change, organizations::path};

/// `POST /password-reset`: asks for a link by mail. The response says nothing of the account.
pub fn request_password_reset(wanted: &PasswordResetRequest) -> Change<()> {
    Change::tell("/password-reset".to_owned()).json(wanted).without_reauthentication()
}

/// `POST /password-reset/lookup`: whose password it is. Changes nothing.
pub fn look_up_password_reset(token: &PasswordResetToken) -> Change<PasswordResetPreview> {
    Change::post("/password-reset/lookup".to_owned()).json(token).without_reauthentication()
}

/// `POST /password-reset/confirm`: sets the password.
pub fn confirm_password_reset(new: &NewPassword) -> Change<()> {
    Change::tell("/password-reset/confirm".to_owned()).json(new).without_reauthentication()
}

/// `POST …/members/{member}/password-reset`: sends a link to the user.
pub fn send_password_link(member: &Member) -> Change<()> {
    Change::tell(of_member(member)).json(&MemberPasswordReset { send_email: true })
}

/// `POST …/members/{member}/password-reset`: creates a link to hand over.
pub fn create_password_link(member: &Member) -> Change<PasswordResetLink> {
    Change::post(of_member(member)).json(&MemberPasswordReset { send_email: false })
}

fn of_member(member: &Member) -> String {
    path(member.organization_id, &["/members/", &member.id.to_string(), "/password-reset"].concat())
}
