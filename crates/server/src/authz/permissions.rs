//! A set of permissions.

use std::collections::BTreeSet;

use api_types::Permission;

/// What somebody may do in one organization, everything counted together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permissions(BTreeSet<Permission>);

impl Permissions {
    /// Whether `permission` is among them; one that this version does not know never is.
    pub fn contains(&self, permission: Permission) -> bool {
        permission != Permission::Unknown && self.0.contains(&permission)
    }

    /// Whether everything in `others` is among them; what this version does not know counts for nothing.
    pub fn covers(&self, others: &Self) -> bool {
        others.to_vec().into_iter().all(|permission| self.contains(permission))
    }

    /// Each once, in a fixed order.
    pub fn to_vec(&self) -> Vec<Permission> {
        self.0.iter().copied().filter(|permission| *permission != Permission::Unknown).collect()
    }

    /// A number for these permissions, different for each set that this version knows.
    pub fn bits(&self) -> i64 {
        let bit = |(place, permission): (usize, Permission)| i64::from(self.contains(permission)) << place;
        Permission::ALL.into_iter().enumerate().map(bit).sum()
    }

    /// The names on the wire, separated by spaces: how the database keeps them.
    pub fn to_text(&self) -> String {
        self.to_vec().iter().map(|permission| name(*permission)).collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`Permissions::to_text`] wrote; names that this version does not know grant nothing.
    pub fn from_text(text: &str) -> Self {
        text.split_whitespace().map(read).collect()
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}

impl Extend<Permission> for Permissions {
    fn extend<I: IntoIterator<Item = Permission>>(&mut self, permissions: I) {
        self.0.extend(permissions);
    }
}

fn name(permission: Permission) -> String {
    match serde_json::to_value(permission) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn read(name: &str) -> Permission {
    serde_json::from_value(name.into()).unwrap_or(Permission::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_survive_the_database_and_unknown_ones_grant_nothing() {
        let permissions = Permissions::from_iter([Permission::MembersRead, Permission::OrganizationRead]);
        assert_eq!(permissions.to_text(), "organization.read members.read");
        assert_eq!(Permissions::from_text(&permissions.to_text()), permissions);

        let strange = Permissions::from_text("members.read tea.brew");
        assert_eq!(strange.to_vec(), [Permission::MembersRead]);
        assert!(!strange.contains(Permission::Unknown));
    }
}
