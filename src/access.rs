//! What the reader may do here: what the server said, and nothing derived from it.

use api_types::{Organization, Permission};
use leptos::prelude::*;

/// The reader's permissions in the organization on screen.
#[derive(Clone, Copy)]
pub struct Access(Memo<Option<Organization>>);

impl Access {
    /// The permissions of whatever organization is on screen; none while that is not known.
    pub const fn of(organization: Memo<Option<Organization>>) -> Self {
        Self(organization)
    }

    /// Whether the reader may do this. Reactive.
    pub fn can(self, permission: Permission) -> bool {
        self.0.with(|organization| organization.as_ref().is_some_and(|it| it.permissions.contains(&permission)))
    }
}

/// The access of the surrounding organization.
pub fn use_access() -> Access {
    expect_context()
}
