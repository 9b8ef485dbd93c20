//! Errors of changes of one's own account as problem details.

use crate::{
    error::{ApiError, ProblemType},
    store::accounts::OwnAccountError,
};

impl From<OwnAccountError> for ApiError {
    fn from(error: OwnAccountError) -> Self {
        use OwnAccountError as E;
        match error {
            E::Stale => ProblemType::STALE.into(),
            E::NameNeeded => Self::field("/given_name", "required", "Enter a given name or a family name."),
            E::Ended => Self::Unauthenticated,
            E::PasswordChanged => ProblemType::WRONG_PASSWORD.into(),
            E::NoTotp => ProblemType::NO_TOTP.into(),
            E::CodeUsed => Self::WrongCode,
            E::SecondFactorNeeded => ProblemType::SECOND_FACTOR_NEEDED.into(),
            E::NoSecondFactor => ProblemType::NO_OWN_SECOND_FACTOR.into(),
            E::NotFound => Self::NotFound,
            E::TooManyPasskeys => ProblemType::TOO_MANY_PASSKEYS.into(),
            E::PasskeyTaken => ProblemType::PASSKEY_TAKEN.into(),
            E::SameAddress => Self::field("/email", "same", "This is your address already."),
            E::TooSoon(retry_after) => Self::TooManyRequests { retry_after },
            E::DomainNotAllowed(domains) => {
                let detail = format!("One of your organizations only allows: {}.", domains.join(", "));
                Self::field("/email", "domain_not_allowed", detail)
            }
            E::Store(error) => error.into(),
        }
    }
}
