//! Roles in the reader's language. The predefined ones are translated, by their key, until an organization renames them.

use api_types::{RoleKey, RoleRef};

use super::Texts;

impl Texts {
    /// What the role with this key and name is called.
    pub fn role_name<'a>(&self, key: &str, name: &'a str) -> &'a str {
        match key.parse::<RoleKey>() {
            Ok(role) if role.name() == name => (self.roles.name)(role),
            _ => name,
        }
    }

    /// What the role with this key and description is for.
    pub fn role_description<'a>(&self, key: &str, description: &'a str) -> &'a str {
        match key.parse::<RoleKey>() {
            Ok(role) if role.description() == description => (self.roles.description)(role),
            _ => description,
        }
    }

    /// What these roles are called.
    pub fn role_names<'a>(&self, roles: &'a [RoleRef]) -> Vec<&'a str> {
        roles.iter().map(|role| self.role_name(&role.key, &role.name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Catalogue, Language};
    use super::*;

    const GERMAN: fn() -> &'static Texts = || Texts::in_language(Language::De);

    #[test]
    fn u9_predefined_roles_are_translated() {
        let names = RoleKey::ALL.map(|role| GERMAN().role_name(role.as_str(), role.name()));
        assert_eq!(names, ["Administrator", "Bearbeiter", "Betrachter"]);
        for role in RoleKey::ALL {
            assert_ne!(GERMAN().role_description(role.as_str(), role.description()), role.description());
            let english = Texts::in_language(Language::En);
            assert_eq!(english.role_name(role.as_str(), role.name()), role.name());
            assert_eq!(english.role_description(role.as_str(), role.description()), role.description());
        }
    }

    #[test]
    fn u9_a_renamed_role_and_one_of_the_organization_keep_their_names() {
        assert_eq!(GERMAN().role_name("viewer", "Staff"), "Staff");
        assert_eq!(GERMAN().role_name("night_watch", "Viewer"), "Viewer");
        assert_eq!(GERMAN().role_description("viewer", "Looks at lifts."), "Looks at lifts.");
    }
}
