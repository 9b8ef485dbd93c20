//! What the reader may do here: what the server said, and nothing derived from it.

use api_types::{Organization, Permission};
use leptos::prelude::*;

/// The reader's permissions in the organization on screen.
#[derive(Clone, Copy)]
pub struct Access(Signal<Vec<Permission>>);

impl Access {
    /// The permissions of whatever organization is on screen; none while that is not known.
    pub fn of(organization: Signal<Option<Organization>>) -> Self {
        Self(Signal::derive(move || {
            organization.with(|organization| organization.as_ref().map(|it| it.permissions.clone()).unwrap_or_default())
        }))
    }

    /// Whether the reader may do this. Reactive.
    pub fn can(self, permission: Permission) -> bool {
        self.0.with(|held| held.contains(&permission))
    }
}

/// The access of the surrounding organization.
pub fn use_access() -> Access {
    expect_context()
}
