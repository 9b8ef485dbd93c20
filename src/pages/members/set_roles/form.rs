//! The dialog's state, and saving it.

use api_types::{Member, Permission, Role, RoleId};
use leptos::prelude::*;

use super::{
    super::super::organization::{CurrentOrganization, use_current_organization},
    called,
    draft::{RoleDraft, RoleDrafts, role_ids, with_roles},
};
use crate::{
    api,
    forms::is_same_set,
    i18n::{I18n, MemberActionTexts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
};

/// The choice of roles for one member.
#[derive(Clone, Copy)]
pub struct RolesForm {
    queries: Queries,
    drafts: RoleDrafts,
    said: I18n<MemberActionTexts>,
    pub current: CurrentOrganization,
    /// The member that the dialog is about; none when it is closed.
    of: RwSignal<Option<Member>>,
    /// The member as the server has it by now.
    pub member: RwSignal<Member>,
    /// The roles that the choice started from.
    before: RwSignal<Vec<RoleId>>,
    pub chosen: RwSignal<Vec<RoleId>>,
    /// Whether the choice is an earlier one that was not saved.
    pub is_restored: RwSignal<bool>,
    /// Whether the reader is asked before losing permissions.
    pub is_confirming: RwSignal<bool>,
    /// What the reader would lose.
    pub lost: Memo<Vec<Permission>>,
    /// What is wrong with the choice.
    pub error: Memo<Option<String>>,
    pub roles: Signal<Vec<Role>>,
    pub is_me: bool,
    pub state: WriteState,
}

/// The form for `member`; it starts with the choice that was not saved, if there is one.
pub fn use_roles_form(member: Member, of: RwSignal<Option<Member>>) -> RolesForm {
    let (queries, current, said) = (use_queries(), use_current_organization(), use_i18n().of::<MemberActionTexts>());
    let drafts: RoleDrafts = expect_context();
    let draft = drafts.get(member.id).filter(|draft| !draft.is_unchanged(&member));
    let is_restored = draft.is_some();
    let RoleDraft { before, chosen } = draft.unwrap_or_else(|| RoleDraft::new(&member));
    let chosen = RwSignal::new(chosen);
    let is_me = untrack(|| current.me()) == Some(member.id);
    let is_invited = member.invitation.is_some();
    let answer = queries.roles(move || Some(member.organization_id));
    let roles = Signal::derive(move || match answer.get() {
        Some(Ok(roles)) => roles.items,
        _ => Vec::new(),
    });
    let lost = Memo::new(move |_| match current.organization() {
        Some(organization) if is_me => {
            roles.with(|roles| chosen.with(|chosen| lost(organization.permissions, roles, chosen)))
        }
        _ => Vec::new(),
    });
    let error = Memo::new(move |_| {
        let is_empty = chosen.with(Vec::is_empty);
        let own_access = is_me && (is_empty || lost.with(|lost| lost.contains(&Permission::OrganizationRead)));
        match () {
            () if own_access => Some(said.texts().own_role_missing.to_owned()),
            () if is_invited && is_empty => Some(said.texts().role_missing.to_owned()),
            () => None,
        }
    });
    let form = RolesForm {
        queries,
        drafts,
        said,
        current,
        of,
        member: RwSignal::new(member),
        before: RwSignal::new(before),
        chosen,
        is_restored: RwSignal::new(is_restored),
        is_confirming: RwSignal::new(false),
        lost,
        error,
        roles,
        is_me,
        state: WriteState::new(),
    };
    Effect::new(move |_| form.keep());
    form
}

impl RolesForm {
    fn draft(self) -> RoleDraft {
        RoleDraft { before: self.before.get(), chosen: self.chosen.get() }
    }

    /// Stores the choice, so that it is there when the dialog opens again.
    fn keep(self) {
        let draft = self.draft();
        self.member.with(|member| {
            let changed = Some(draft).filter(|draft| !draft.is_unchanged(member));
            self.drafts.set(member.id, changed);
        });
    }

    /// Whether another user has changed the roles since the reader began. Reactive.
    pub fn has_conflict(self) -> bool {
        self.member.with(|member| self.draft().conflicts(member))
    }

    /// Whether the reader's change can be applied to the roles as they are now, with another result than the choice.
    /// Reactive.
    pub fn can_rebase(self) -> bool {
        let draft = self.draft();
        self.member.with(|member| !is_same_set(&draft.rebased(member), &draft.chosen))
    }

    /// Applies the reader's change to the roles as they are now.
    pub fn rebase(self) {
        self.choose(untrack(|| self.member.with(|member| self.draft().rebased(member))));
    }

    /// Chooses the roles as they are now.
    pub fn reset(self) {
        self.choose(self.member.with_untracked(role_ids));
    }

    fn choose(self, chosen: Vec<RoleId>) {
        self.before.set(self.member.with_untracked(role_ids));
        self.chosen.set(chosen);
        self.is_restored.set(false);
        self.state.clear_error();
    }

    /// Closes the dialog, and keeps the choice.
    pub fn close(self) {
        self.of.set(None);
    }

    /// Saves the choice; first asks readers who would lose permissions. Without a change it only closes the dialog.
    pub fn save(self) {
        let (member, chosen) = (self.member.get_untracked(), self.chosen.get_untracked());
        if self.error.with_untracked(Option::is_some) {
            return;
        }
        if is_same_set(&chosen, &role_ids(&member)) {
            self.drafts.set(member.id, None);
            return self.close();
        }
        let loses = self.lost.with_untracked(|lost| !lost.is_empty());
        if loses && !self.is_confirming.get_untracked() {
            return self.is_confirming.set(true);
        }
        let change = self.change(&member, chosen);
        // Nobody can give themselves what they no longer have.
        if loses {
            return change.send_in(self.state);
        }
        let undo = move |changed: &Option<Member>| {
            self.undo(changed.clone().unwrap_or_else(|| member.clone()), member.clone())
        };
        change.undo(undo).send_in(self.state);
    }

    fn change(self, member: &Member, chosen: Vec<RoleId>) -> Mutation<Option<Member>> {
        let id = member.id;
        let changed = self.roles.with_untracked(|roles| with_roles(member, roles, &chosen));
        self.queries
            .mutate(api::set_roles(member, chosen))
            .showing(api::member(member.organization_id, id), &changed)
            .say(move |_| (self.said.texts_untracked().roles_changed)(called(&changed)))
            .on_conflict(api::member(member.organization_id, id), move |now, error| self.take(now, error))
            .on_error(move |error| {
                self.is_confirming.try_set(false);
                Some(error)
            })
            .on_success(move |_| {
                self.drafts.set(id, None);
                let is_open = self.of.try_with_untracked(|of| of.as_ref().is_some_and(|of| of.id == id));
                if is_open == Some(true) {
                    self.close();
                }
            })
    }

    /// Takes the member as it is now. What was chosen stays, and is saved at once if the roles are still the same.
    fn take(self, now: Member, error: api::ApiError) -> Option<api::ApiError> {
        let roles = role_ids(&now);
        if self.member.try_set(now).is_some() {
            // The dialog was closed meanwhile.
            return Some(error);
        }
        let is_settled = self.before.with_untracked(|before| is_same_set(before, &roles))
            || self.chosen.with_untracked(|chosen| is_same_set(chosen, &roles));
        if is_settled {
            self.save();
        } else {
            self.is_confirming.set(false);
        }
        None
    }

    /// Gives `changed` the roles of the member `before`. After a change of another user the dialog opens with them.
    fn undo(self, changed: Member, before: Member) -> Mutation<Option<Member>> {
        let query = || api::member(changed.organization_id, changed.id);
        let shown = Member { roles: before.roles.clone(), ..changed.clone() };
        let mutation = self.queries.mutate(api::set_roles(&changed, role_ids(&before))).showing(query(), &shown);
        mutation.on_conflict(query(), move |now, error| {
            if now.roles == changed.roles {
                self.undo(now, before).send();
                return None;
            }
            self.drafts.set(now.id, Some(RoleDraft { before: role_ids(&changed), chosen: role_ids(&before) }));
            // The page may have been left.
            self.of.try_set(Some(now)).map(|_| error)
        })
    }
}

/// What the reader can do now and could not with these roles alone; nothing while it is not known what roles permit.
fn lost(current: Vec<Permission>, roles: &[Role], chosen: &[RoleId]) -> Vec<Permission> {
    let granted = |permission: &Permission| {
        roles.iter().any(|role| chosen.contains(&role.id) && role.permissions.contains(permission))
    };
    if roles.is_empty() { Vec::new() } else { current.into_iter().filter(|permission| !granted(permission)).collect() }
}

#[cfg(test)]
mod tests {
    use api_types::RoleKey;

    use super::*;

    fn role(key: RoleKey, permissions: &[Permission]) -> Role {
        Role {
            id: RoleId::from_u128(key as u128),
            key: key.to_string(),
            name: key.name().to_owned(),
            description: key.description().to_owned(),
            permissions: permissions.to_vec(),
            holders: 1,
            assignable: true,
            within_reach: true,
            made_from: None,
            changed_at: None,
            version: 1,
        }
    }

    #[test]
    fn u1_what_another_role_grants_is_not_lost() {
        use Permission::{DevicesRead, MembersRead, OrganizationRead};
        let all = [OrganizationRead, MembersRead, DevicesRead];
        let administrator = role(RoleKey::Administrator, &all);
        let viewer = role(RoleKey::Viewer, &[OrganizationRead, DevicesRead]);
        let roles = [administrator.clone(), viewer.clone()];
        assert_eq!(lost(all.to_vec(), &roles, &[administrator.id]), []);
        assert_eq!(lost(all.to_vec(), &roles, &[viewer.id]), [MembersRead]);
        assert_eq!(lost(all.to_vec(), &roles, &[]), all);
        // Before the roles are known.
        assert_eq!(lost(all.to_vec(), &[], &[viewer.id]), []);
    }
}
