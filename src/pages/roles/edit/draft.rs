//! What is typed and chosen of a role, without a browser.

use api_types::{Permission, Role, RoleChanges, RoleKey};
use serde::{Deserialize, Serialize};

use crate::{
    forms::{is_same_set, rebase_set},
    i18n::Texts,
};

/// A role as the form has it. Predefined roles have their names in the reader's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleDraft {
    pub name: String,
    pub description: String,
    /// With all that they imply.
    pub permissions: Vec<Permission>,
}

/// A text of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleField {
    Name,
    Description,
}

/// Something that saving would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleChange {
    Text(RoleField),
    Permission(Permission),
}

impl RoleDraft {
    /// The draft without a change.
    pub fn of(role: &Role, texts: &'static Texts) -> Self {
        Self {
            name: texts.role_name(&role.key, &role.name).to_owned(),
            description: texts.role_description(&role.key, &role.description).to_owned(),
            permissions: role.permissions.clone(),
        }
    }

    /// One of the texts.
    pub fn text(&self, field: RoleField) -> &str {
        match field {
            RoleField::Name => &self.name,
            RoleField::Description => &self.description,
        }
    }

    fn text_mut(&mut self, field: RoleField) -> &mut String {
        match field {
            RoleField::Name => &mut self.name,
            RoleField::Description => &mut self.description,
        }
    }

    /// Whether the draft has another text than `before`.
    fn differs(&self, before: &Self, field: RoleField) -> bool {
        self.text(field).trim() != before.text(field)
    }

    /// What has changed since `before`.
    pub fn changed(&self, before: &Self) -> Vec<RoleChange> {
        let texts = [RoleField::Name, RoleField::Description].into_iter().filter(|field| self.differs(before, *field));
        let is_changed = |it: &Permission| self.permissions.contains(it) != before.permissions.contains(it);
        let permissions = Permission::ALL.into_iter().filter(is_changed);
        texts.map(RoleChange::Text).chain(permissions.map(RoleChange::Permission)).collect()
    }

    /// What is sent of a role to save the draft. A predefined name in the reader's language is the predefined one.
    pub fn changes(&self, before: &Self, role: &Role, texts: &'static Texts) -> RoleChanges {
        let key = role.predefined();
        let wire = |field: RoleField| {
            let text = self.text(field).trim();
            let known = key.filter(|key| predefined(*key, field, texts) == text);
            let text = known.map_or(text, |key| match field {
                RoleField::Name => key.name(),
                RoleField::Description => key.description(),
            });
            self.differs(before, field).then(|| text.to_owned())
        };
        let has_same = is_same_set(&self.permissions, &before.permissions);
        RoleChanges {
            name: wire(RoleField::Name),
            description: wire(RoleField::Description),
            permissions: (!has_same).then(|| self.permissions.clone()),
        }
    }

    /// Adds a permission with what it implies, or takes it away.
    pub fn toggle(&mut self, permission: Permission) {
        if self.permissions.contains(&permission) {
            self.permissions.retain(|it| *it != permission);
        } else {
            self.permissions.push(permission);
        }
        self.permissions = Permission::closed(self.permissions.iter().copied());
    }

    /// What was changed here since `before`, applied to `now`; and the texts that both have changed.
    pub fn rebased(self, before: &Self, now: &Self) -> (Self, Vec<RoleField>) {
        let mut rebased = now.clone();
        let mut conflicts = Vec::new();
        for field in [RoleField::Name, RoleField::Description] {
            if self.differs(before, field) {
                *rebased.text_mut(field) = self.text(field).to_owned();
                if now.text(field) != before.text(field) && self.text(field).trim() != now.text(field) {
                    conflicts.push(field);
                }
            }
        }
        let permissions = rebase_set(&before.permissions, &self.permissions, &now.permissions);
        rebased.permissions = Permission::closed(permissions);
        (rebased, conflicts)
    }

    /// With one text of another draft.
    pub fn with_text_of(mut self, other: &Self, field: RoleField) -> Self {
        other.text(field).clone_into(self.text_mut(field));
        self
    }
}

/// A text of a predefined role in the reader's language.
pub fn predefined(key: RoleKey, field: RoleField, texts: &'static Texts) -> &'static str {
    match field {
        RoleField::Name => (texts.roles.name)(key),
        RoleField::Description => (texts.roles.description)(key),
    }
}

#[cfg(test)]
mod tests {
    use api_types::{Language, RoleId};

    use super::*;
    use crate::i18n::Catalogue;

    fn role(key: &str, name: &str) -> Role {
        Role {
            id: RoleId::from_u128(1),
            key: key.to_owned(),
            name: name.to_owned(),
            description: RoleKey::Viewer.description().to_owned(),
            permissions: vec![Permission::OrganizationRead, Permission::DevicesRead],
            holders: 0,
            assignable: true,
            within_reach: true,
            made_from: None,
            changed_at: None,
            version: 1,
        }
    }

    fn german() -> &'static Texts {
        Texts::in_language(Language::De)
    }

    #[test]
    fn rol1_a_predefined_name_is_renamed_and_reset_in_any_language() {
        let before = role("viewer", "Viewer");
        let start = RoleDraft::of(&before, german());
        assert_eq!(start.name, "Betrachter");
        assert_eq!(start.changes(&start, &before, german()), RoleChanges::default());
        let renamed = RoleDraft { name: " Personal ".to_owned(), ..start.clone() };
        assert_eq!(renamed.changes(&start, &before, german()).name.as_deref(), Some("Personal"));
        let staff = role("viewer", "Staff");
        let reset = RoleDraft { name: "Betrachter".to_owned(), ..RoleDraft::of(&staff, german()) };
        assert_eq!(reset.changes(&RoleDraft::of(&staff, german()), &staff, german()).name.as_deref(), Some("Viewer"));
    }

    #[test]
    fn rol4_what_a_permission_implies_comes_with_it_and_stays() {
        let mut draft = RoleDraft::of(&role("x", "X"), german());
        draft.toggle(Permission::MembersInvite);
        use Permission::*;
        assert_eq!(draft.permissions, [OrganizationRead, MembersRead, MembersInvite, RolesRead, DevicesRead]);
        // It cannot go while something implies it.
        draft.toggle(MembersRead);
        assert!(draft.permissions.contains(&MembersRead));
        draft.toggle(MembersInvite);
        draft.toggle(MembersRead);
        assert_eq!(draft.permissions, [OrganizationRead, RolesRead, DevicesRead]);
    }

    #[test]
    fn rol4_changes_of_two_users_add_up_and_texts_of_both_are_for_the_reader() {
        let texts = german();
        let before = RoleDraft::of(&role("x", "Watch"), texts);
        let mut mine = RoleDraft { name: "Night".to_owned(), ..before.clone() };
        mine.toggle(Permission::AuditRead);
        let mut theirs = RoleDraft { name: "Day".to_owned(), ..before.clone() };
        theirs.toggle(Permission::DevicesRead);
        let (rebased, conflicts) = mine.rebased(&before, &theirs);
        assert_eq!((rebased.name.as_str(), conflicts), ("Night", vec![RoleField::Name]));
        assert!(rebased.permissions.contains(&Permission::AuditRead));
        assert!(!rebased.permissions.contains(&Permission::DevicesRead));
        let changed = rebased.changed(&theirs);
        use Permission::*;
        let expected =
            [RoleChange::Text(RoleField::Name), RoleChange::Permission(AuditRead), RoleChange::Permission(MembersRead)];
        assert_eq!(changed, expected);
    }
}
