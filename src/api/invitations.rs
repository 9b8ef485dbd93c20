//! `/invitations`: for users who have the link. They need no session, so nothing waits for a sign-in.

use api_types::{AcceptInvitation, Accepted, InvitationPreview, InvitationToken, StopMails};

use super::Change;

/// `POST /invitations/lookup`: what the invitation offers. Changes nothing.
pub fn look_up_invitation(token: &InvitationToken) -> Change<InvitationPreview> {
    Change::post("/invitations/lookup".to_owned()).json(token).without_reauthentication()
}

/// `POST /invitations/accept`: joins, with the account that is signed in or with a new one.
pub fn accept_invitation(wanted: &AcceptInvitation) -> Change<Accepted> {
    Change::post("/invitations/accept".to_owned()).json(wanted).without_reauthentication()
}

/// `POST /invitations/decline`
pub fn decline_invitation(token: &InvitationToken) -> Change<()> {
    Change::tell("/invitations/decline".to_owned()).json(token).without_reauthentication()
}

/// `POST /invitations/stop-mails`: whether e-mails about invitations come, from any organization.
pub fn stop_mails(wanted: &StopMails) -> Change<()> {
    Change::tell("/invitations/stop-mails".to_owned()).json(wanted).without_reauthentication()
}

/// `POST /invitations/request`: asks the inviter for a new link.
pub fn request_invitation(token: &InvitationToken) -> Change<()> {
    Change::tell("/invitations/request".to_owned()).json(token).without_reauthentication()
}
