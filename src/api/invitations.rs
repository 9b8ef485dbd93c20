//! `/invitations`: what somebody does who holds the link. Nobody has to be signed in, so nothing waits for a sign-in.

use api_types::{AcceptInvitation, Accepted, InvitationPreview, InvitationToken};

use super::{Api, ApiError};

impl Api {
    /// `POST /invitations/lookup`: what the invitation offers; nothing is used up by looking.
    pub async fn look_up_invitation(&self, token: &InvitationToken) -> Result<InvitationPreview, ApiError> {
        self.post_now("/invitations/lookup", token).await
    }

    /// `POST /invitations/accept`: joins, with the account that is signed in or with a new one.
    pub async fn accept_invitation(&self, wanted: &AcceptInvitation) -> Result<Accepted, ApiError> {
        self.post_now("/invitations/accept", wanted).await
    }

    /// `POST /invitations/request`: tells whoever invited that a new link is wanted.
    pub async fn request_invitation(&self, token: &InvitationToken) -> Result<(), ApiError> {
        self.tell("/invitations/request", token).await
    }
}
