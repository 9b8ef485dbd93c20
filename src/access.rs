//! What the reader may do here: what the server said, and nothing derived from it.

use api_types::{Organization, Permission};
use leptos::prelude::*;

/// The reader's permissions in the organization on screen.
#[derive(Clone, Copy)]
pub struct Access(Memo<Vec<Permission>>);

impl Access {
    /// The permissions of whatever organization is on screen; none while that is not known.
    pub fn of(organization: Memo<Option<Organization>>) -> Self {
        let permissions = |it: &Option<Organization>| it.as_ref().map(|it| it.permissions.clone()).unwrap_or_default();
        Self(Memo::new(move |_| organization.with(permissions)))
    }

    /// Whether the reader may do this. Reactive.
    pub fn can(self, permission: Permission) -> bool {
        self.0.with(|permissions| permissions.contains(&permission))
    }
}

/// The access of the surrounding organization.
pub fn use_access() -> Access {
    expect_context()
}
