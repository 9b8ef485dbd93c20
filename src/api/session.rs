//! `/session` and `/server`

use api_types::{Credentials, SecondFactorAnswer, ServerInfo, Session, SignIn};

use super::{Change, Query};

/// `GET /session`: who is signed in.
pub fn session() -> Query<Session> {
    Query::without_reauthentication("/session")
}

/// `GET /server`: what the sign-in page shows.
pub fn server() -> Query<ServerInfo> {
    Query::without_reauthentication("/server")
}

/// `POST /session`: signs in, or says what else is needed.
pub fn sign_in(credentials: &Credentials) -> Change<SignIn> {
    Change::post("/session".to_owned()).json(credentials).without_reauthentication()
}

/// `POST /session/second-factor`: completes a sign-in.
pub fn second_factor(answer: &SecondFactorAnswer) -> Change<Session> {
    Change::post("/session/second-factor".to_owned()).json(answer).without_reauthentication()
}

/// `DELETE /session`: signs out.
pub fn sign_out() -> Change<()> {
    Change::delete("/session".to_owned()).without_reauthentication()
}
