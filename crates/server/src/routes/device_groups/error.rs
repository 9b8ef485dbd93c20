//! Invalid device groups, and errors of their changes, as problem details.

use api_types::{MAX_DEVICE_GROUP_DEPTH, NameProblem, read_name};

use crate::{
    error::{ApiError, ProblemType},
    routes::idempotency,
    store::device_groups::DeviceGroupError,
};

impl From<DeviceGroupError> for ApiError {
    fn from(error: DeviceGroupError) -> Self {
        use DeviceGroupError as E;
        match error {
            E::NotFound => Self::NotFound,
            E::NoLongerAllowed => Self::Forbidden,
            E::Stale => ProblemType::STALE.into(),
            E::UnknownParent => Self::field("/parent", "unknown", "The organization has no such device group."),
            E::Cycle => Self::field("/parent", "cycle", "A group cannot be in itself or in one of its subgroups."),
            E::TooDeep => {
                Self::field("/parent", "too_deep", format!("Groups are at most {MAX_DEVICE_GROUP_DEPTH} levels deep."))
            }
            E::TooMany => Self::field("/parent", "too_many", "The organization has too many groups. Delete one first."),
            E::NotConfirmed { own_devices, subgroups, grants } => Self::field(
                "",
                "not_confirmed",
                format!(
                    "The group has {own_devices} devices, {subgroups} subgroups and {grants} grants. Send these numbers."
                ),
            ),
            E::KeyReused => idempotency::reused(),
            E::Store(error) => error.into(),
        }
    }
}

/// The same, if the group is one that things are moved to.
pub fn moved_to(error: DeviceGroupError) -> ApiError {
    match error.into() {
        ApiError::Invalid(mut problems) => {
            for problem in problems.iter_mut().filter(|problem| problem.pointer == "/parent") {
                "/move_to".clone_into(&mut problem.pointer);
            }
            ApiError::Invalid(problems)
        }
        error => error,
    }
}

/// A name as it is stored.
///
/// # Errors
/// [`ApiError::Invalid`] if it is empty, too long or not one line.
pub fn validated(name: &str) -> Result<String, ApiError> {
    read_name(name).map(str::to_owned).map_err(|what| {
        let detail = match what {
            NameProblem::Missing => "Enter a name for the group.",
            NameProblem::TooLong => "At most 120 characters.",
            NameProblem::Invalid => "One line of text, without control characters.",
        };
        ApiError::field("/name", what.code(), detail)
    })
}
