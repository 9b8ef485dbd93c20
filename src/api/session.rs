//! `/session` and `/server`

use api_types::{Credentials, SecondFactorAnswer, ServerInfo, Session, SignIn};

use super::{Api, ApiError, Query};

/// `GET /session`: who is signed in.
pub fn session() -> Query<Session> {
    Query::without_reauthentication("/session")
}

/// `GET /server`: what the sign-in page shows.
pub fn server() -> Query<ServerInfo> {
    Query::without_reauthentication("/server")
}

impl Api {
    /// `POST /session`: signs in, or says what else is needed.
    pub async fn sign_in(&self, credentials: &Credentials) -> Result<SignIn, ApiError> {
        self.post_now("/session", credentials).await
    }

    /// `POST /session/second-factor`: completes a sign-in.
    pub async fn second_factor(&self, answer: &SecondFactorAnswer) -> Result<Session, ApiError> {
        self.post_now("/session/second-factor", answer).await
    }

    /// `DELETE /session`: signs out.
    pub async fn sign_out(&self) -> Result<(), ApiError> {
        self.delete_now("/session").await
    }
}
