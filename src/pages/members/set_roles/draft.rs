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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn role(id: u128) -> RoleId {
        RoleId::from_u128(id)
    }

    fn member(roles: &[u128]) -> Member {
        let reference = |id: &u128| json!({ "id": role(*id), "key": "", "name": "" });
        serde_json::from_value(json!({
            "id": MemberId::from_u128(1), "organization_id": api_types::OrganizationId::from_u128(1),
            "email": "nils@acme.example", "status": "active", "version": 1,
            "roles": roles.iter().map(reference).collect::<Vec<_>>(),
        }))
        .unwrap()
    }

    fn draft(before: &[u128], chosen: &[u128]) -> RoleDraft {
        let roles = |ids: &[u128]| ids.iter().copied().map(role).collect();
        RoleDraft { before: roles(before), chosen: roles(chosen) }
    }

    #[test]
    fn u25_the_roles_that_the_member_has_are_no_change() {
        assert!(RoleDraft::new(&member(&[1, 2])).is_unchanged(&member(&[2, 1])));
        assert!(!draft(&[1], &[1, 2]).is_unchanged(&member(&[1])));
    }

    #[test]
    fn u5_a_conflict_ends_when_the_change_is_applied_to_the_new_roles() {
        let (mine, now) = (draft(&[1], &[1, 2]), member(&[1, 3]));
        assert!(mine.conflicts(&now));
        let rebased = RoleDraft { before: role_ids(&now), chosen: mine.rebased(&now) };
        assert_eq!(rebased.chosen, [role(1), role(3), role(2)]);
        assert!(!rebased.conflicts(&now));
    }

    #[test]
    fn u5_another_user_with_the_same_choice_is_no_conflict() {
        assert!(!draft(&[1], &[1, 2]).conflicts(&member(&[1, 2])));
        assert!(!draft(&[1], &[1, 2]).conflicts(&member(&[1])));
    }

    #[test]
    fn u25_a_choice_is_kept_until_it_is_saved_or_reset() {
        Owner::new().with(|| {
            let (drafts, id) = (RoleDrafts::new(), MemberId::from_u128(1));
            drafts.set(id, Some(draft(&[1], &[2])));
            assert_eq!(drafts.get(id), Some(draft(&[1], &[2])));
            assert_eq!(drafts.get(MemberId::from_u128(2)), None);
            drafts.set(id, None);
            assert_eq!(drafts.get(id), None);
        });
    }
}
