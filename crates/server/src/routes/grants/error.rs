//! Invalid grants, and errors of their changes, as problem details.

use api_types::NewGrant;

use crate::{
    error::{ApiError, ProblemType},
    store::grants::{GrantError, Target},
};

impl From<GrantError> for ApiError {
    fn from(error: GrantError) -> Self {
        match error {
            GrantError::Member(error) => error.into(),
            GrantError::NotFound => Self::NotFound,
            GrantError::Stale => ProblemType::STALE.into(),
            GrantError::UnknownTarget => {
                Self::field("/device", "unknown", "The organization has no such device or group.")
            }
            GrantError::AboveOwnLevel => ProblemType::ABOVE_OWN_LEVEL.into(),
            GrantError::Taken => {
                Self::field("/device", "taken", "This user already has a grant there. Change it instead.")
            }
            GrantError::TooMany => {
                Self::field("/device", "too_many", "A user has at most 500 grants. Use groups instead.")
            }
            GrantError::Past => Self::field("/until", "past", "The last day has passed."),
            GrantError::EndsBeforePresent => Self::field(
                "/until",
                "too_small",
                "The user's grant there lasts longer and would end too. Choose a later last day, or none.",
            ),
            GrantError::TooFar => Self::field("/until", "too_far", "At most 10 years ahead."),
        }
    }
}

/// What a new grant gives access to.
///
/// # Errors
/// [`ApiError::Invalid`] if it names both a device and a group, or neither.
pub fn target(new: &NewGrant) -> Result<Target, ApiError> {
    match (new.device, new.group) {
        (Some(device), None) => Ok(Target::Device(device)),
        (None, Some(group)) => Ok(Target::Group(group)),
        (None, None) => Err(ApiError::field("/device", "required", "Name a device or a group.")),
        (Some(_), Some(_)) => Err(ApiError::field("/group", "invalid", "Name either a device or a group.")),
    }
}
