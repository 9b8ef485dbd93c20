//! The roles that were chosen and not saved yet. They outlive the dialog: closing it loses nothing.

use api_types::{Member, MemberId, Role, RoleId, RoleRef};
use leptos::prelude::*;

use crate::forms::{is_same_set, rebase_set};

/// The choice for one member, and the roles that it started from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDraft {
    pub before: Vec<RoleId>,
    pub chosen: Vec<RoleId>,
}

impl RoleDraft {
    /// Nothing changed yet.
    pub fn new(member: &Member) -> Self {
        let before = role_ids(member);
        Self { chosen: before.clone(), before }
    }

    /// Whether saving would change nothing.
    pub fn is_unchanged(&self, member: &Member) -> bool {
        is_same_set(&self.chosen, &role_ids(member))
    }

    /// Whether another user has changed the roles since the choice was made.
    pub fn conflicts(&self, member: &Member) -> bool {
        !is_same_set(&self.before, &role_ids(member)) && !self.is_unchanged(member)
    }

    /// What the user changed, applied to the roles that the member has now.
    pub fn rebased(&self, member: &Member) -> Vec<RoleId> {
        rebase_set(&self.before, &self.chosen, &role_ids(member))
    }
}

/// The choices of this visit that were not saved. In the context of the app, because the dialog is on several pages.
#[derive(Clone, Copy)]
pub struct RoleDrafts(StoredValue<Vec<(MemberId, RoleDraft)>>);

impl Default for RoleDrafts {
    fn default() -> Self {
        Self::new()
    }
}

impl RoleDrafts {
    /// No choices.
    pub fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// The choice for a member, if it was not saved.
    pub fn get(self, member: MemberId) -> Option<RoleDraft> {
        self.0.with_value(|drafts| drafts.iter().find(|(id, _)| *id == member).map(|(_, draft)| draft.clone()))
    }

    /// Stores a choice, or forgets it.
    pub fn set(self, member: MemberId, draft: Option<RoleDraft>) {
        self.0.update_value(|drafts| {
            drafts.retain(|(id, _)| *id != member);
            drafts.extend(draft.map(|draft| (member, draft)));
        });
    }
}

/// The roles of a member.
pub fn role_ids(member: &Member) -> Vec<RoleId> {
    member.roles.iter().map(|role| role.id).collect()
}

/// The member with the chosen roles, to show before the server has answered.
pub fn with_roles(member: &Member, roles: &[Role], chosen: &[RoleId]) -> Member {
    let chosen = roles.iter().filter(|role| chosen.contains(&role.id));
    let reference = |role: &Role| RoleRef { id: role.id, key: role.key.clone(), name: role.name.clone() };
    Member { roles: chosen.map(reference).collect(), ..member.clone() }
}
