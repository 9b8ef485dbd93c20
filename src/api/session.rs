//! `/session` and `/server`

use api_types::{Credentials, SecondFactorAnswer, ServerInfo, Session, SignIn};

use super::{Api, ApiError, Question};

/// `GET /session`: who is signed in.
pub fn session() -> Question<Session> {
    Question::at_once("/session")
}

/// `GET /server`: what the sign-in page shows.
pub fn server() -> Question<ServerInfo> {
    Question::at_once("/server")
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
