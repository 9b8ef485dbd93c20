//! Invalid devices, and errors of their changes, as problem details.

use api_types::{
    DeviceChanges, DeviceGroupId, FieldProblem, InvalidText, NameProblem, NewDevice, read_external_id, read_name,
    read_optional_name,
};

use crate::{
    error::{ApiError, ProblemType},
    routes::{idempotency, invitations::validation::problem},
    store::devices::DeviceError,
};

impl From<DeviceError> for ApiError {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::NotFound => Self::NotFound,
            DeviceError::NoLongerAllowed => Self::Forbidden,
            DeviceError::Stale => ProblemType::STALE.into(),
            DeviceError::ExternalIdTaken { other } => {
                Self::field("/external_id", "taken", format!("{other} has this external ID."))
            }
            DeviceError::UnknownGroup => Self::field("/group", "unknown", "The organization has no such device group."),
            DeviceError::KeyReused => idempotency::reused(),
            DeviceError::Store(error) => error.into(),
        }
    }
}

/// The fields of a device as they are stored. `Some(None)` removes a value.
#[derive(Debug, PartialEq, Eq)]
pub struct Validated {
    pub name: Option<String>,
    pub external_id: Option<String>,
    pub kind: Option<Option<String>>,
    pub location: Option<Option<String>>,
    pub group: Option<Option<DeviceGroupId>>,
}

/// The changes as they are stored.
///
/// # Errors
/// [`ApiError::Invalid`] that names everything that is wrong.
pub fn validated(changes: &DeviceChanges) -> Result<Validated, ApiError> {
    let mut problems = Vec::new();
    let name = line("/name", changes.name.as_deref().map(read_name), &mut problems);
    let external_id = line("/external_id", changes.external_id.as_deref().map(read_external_id), &mut problems);
    let kind = optional("/kind", changes.kind.as_deref(), &mut problems);
    let location = optional("/location", changes.location.as_deref(), &mut problems);
    if problems.is_empty() {
        Ok(Validated { name, external_id, kind, location, group: changes.group })
    } else {
        Err(ApiError::Invalid(problems))
    }
}

/// A new device as it is stored.
///
/// # Errors
/// [`ApiError::Invalid`] that names everything that is wrong.
pub fn validated_new(new: NewDevice) -> Result<NewDevice, ApiError> {
    let changes = DeviceChanges {
        name: Some(new.name),
        external_id: Some(new.external_id),
        kind: new.kind,
        location: new.location,
        group: None,
    };
    let valid = validated(&changes)?;
    Ok(NewDevice {
        name: valid.name.unwrap_or_default(),
        external_id: valid.external_id.unwrap_or_default(),
        kind: valid.kind.flatten(),
        location: valid.location.flatten(),
        group: new.group,
    })
}

fn line(
    pointer: &'static str,
    read: Option<Result<&str, NameProblem>>,
    problems: &mut Vec<FieldProblem>,
) -> Option<String> {
    match read? {
        Ok(text) => Some(text.to_owned()),
        Err(what) => {
            let detail = match what {
                NameProblem::Missing => "Enter at least one character.",
                NameProblem::TooLong if pointer == "/name" => "At most 120 characters.",
                NameProblem::TooLong => "At most 64 characters.",
                NameProblem::Invalid => "One line of text, without control characters.",
            };
            problems.push(problem(pointer, what.code(), detail));
            None
        }
    }
}

fn optional(pointer: &'static str, text: Option<&str>, problems: &mut Vec<FieldProblem>) -> Option<Option<String>> {
    match read_optional_name(text?) {
        Ok(text) => Some(text.map(str::to_owned)),
        Err(what) => {
            let detail = match what {
                InvalidText::TooLong => "At most 120 characters.",
                InvalidText::Invalid => "One line of text, without control characters.",
            };
            problems.push(problem(pointer, what.code(), detail));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_named_at_once() {
        let new = |name: &str, external_id: &str, kind: &str| NewDevice {
            name: name.to_owned(),
            external_id: external_id.to_owned(),
            kind: Some(kind.to_owned()),
            location: None,
            group: None,
        };
        let pointers: Vec<_> = match validated_new(new(" ", "a\tb", &"x".repeat(121))) {
            Err(ApiError::Invalid(errors)) => {
                errors.into_iter().map(|error| format!("{} {}", error.pointer, error.code)).collect()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(pointers, ["/name required", "/external_id invalid", "/kind too_long"]);
        let valid = validated_new(new(" Pump ", " D-1 ", " ")).unwrap();
        assert_eq!((valid.name.as_str(), valid.external_id.as_str(), valid.kind), ("Pump", "D-1", None));
    }
}
