//! The form's state, and saving it.

use api_types::{OrganizationId, Permission, Role, RoleKey};
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::{
    super::{
        super::kept_draft::{KeptDraft, use_kept_draft},
        new_role::{Invalid, check, refused},
    },
    draft::{RoleChange, RoleDraft, RoleField, predefined},
};
use crate::{
    access::{Access, use_access},
    api::{self, ApiError},
    i18n::{I18n, PageTexts, Texts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Toaster, focus_invalid_in, use_toaster},
};

/// What has to be looked at before saving: an invalid field, or the first answer to a conflict.
const TO_CORRECT: &str = "[aria-invalid='true'], [data-conflict] button";

/// What has been typed and chosen for one role.
#[derive(Clone, Copy)]
pub struct RoleForm {
    pub organization: OrganizationId,
    queries: Queries,
    toaster: Toaster,
    access: Access,
    pub said: I18n<PageTexts>,
    /// In the language in which the form was opened: names of predefined roles are compared with what it says.
    texts: &'static Texts,
    /// The role that the fields started from, as the server had it last.
    pub role: RwSignal<Role>,
    pub name: RwSignal<String>,
    pub description: RwSignal<String>,
    pub permissions: RwSignal<Vec<Permission>>,
    pub changed: Memo<Vec<RoleChange>>,
    pub invalid: RwSignal<Vec<Invalid>>,
    conflicts: RwSignal<Vec<RoleField>>,
    /// The permissions that another user has added and removed while the reader was changing the role.
    pub meanwhile: RwSignal<Option<(Vec<Permission>, Vec<Permission>)>>,
    pub state: WriteState,
    pub element: NodeRef<html::Form>,
    kept: StoredValue<KeptDraft>,
}

/// What is kept in the tab while it is not saved.
#[derive(Serialize, Deserialize)]
struct Kept {
    typed: RoleDraft,
    /// What it was typed over.
    before: RoleDraft,
}

/// The form for the role. When the role is read again, what is unchanged follows it.
pub fn use_role_form(organization: OrganizationId, role: Memo<Role>) -> RoleForm {
    let first = role.get_untracked();
    let texts = use_i18n().texts_untracked();
    let kept = use_kept_draft(&first.id.to_string());
    let now = RoleDraft::of(&first, texts);
    let (draft, conflicts) = match kept.restored() {
        Some(Kept { typed, before }) => RoleDraft::rebased(typed, &before, &now),
        None => (now, Vec::new()),
    };
    let base = RwSignal::new(first);
    let (name, description) = (RwSignal::new(draft.name), RwSignal::new(draft.description));
    let permissions = RwSignal::new(draft.permissions);
    let typed = move || RoleDraft { name: name.get(), description: description.get(), permissions: permissions.get() };
    let changed = Memo::new(move |_| base.with(|base| typed().changed(&RoleDraft::of(base, texts))));
    let form = RoleForm {
        organization,
        queries: use_queries(),
        toaster: use_toaster(),
        access: use_access(),
        said: use_i18n().of::<PageTexts>(),
        texts,
        role: base,
        name,
        description,
        permissions,
        changed,
        invalid: RwSignal::new(Vec::new()),
        conflicts: RwSignal::new(conflicts),
        meanwhile: RwSignal::new(None),
        state: WriteState::new(),
        element: NodeRef::new(),
        kept: StoredValue::new(kept.clone()),
    };
    kept.keep(move || {
        let is_changed = changed.with(|changed| !changed.is_empty());
        is_changed.then(|| Kept { typed: typed(), before: base.with(|base| RoleDraft::of(base, texts)) })
    });
    Effect::new(move |_| {
        let now = role.get();
        if !form.state.busy().get() && base.with_untracked(|base| now.version >= base.version && now != *base) {
            form.take(now);
        }
    });
    form
}

/// Why a permission cannot be ticked or unticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Every role has it.
    Everyone,
    ImpliedBy(Permission),
    /// The reader does not have it.
    NotYours,
    /// Nobody changes the permissions of this role, or this reader does not.
    Fixed,
}

impl RoleForm {
    /// Whether the reader can change the role at all. Reactive.
    pub fn can_edit(self) -> bool {
        self.access.can(Permission::RolesManage) && self.role.with(|role| role.within_reach)
    }

    /// Whether the reader lacks a permission of the role. Reactive.
    pub fn is_above(self) -> bool {
        self.role.with(|role| !role.within_reach)
    }

    /// Whether it is the role that always has every permission. Reactive.
    pub fn is_administrator(self) -> bool {
        self.role.with(|role| role.predefined() == Some(RoleKey::Administrator))
    }

    /// Why a permission cannot be changed. Reactive.
    pub fn lock(self, permission: Permission) -> Option<Lock> {
        let has = self.permissions.with(|chosen| chosen.contains(&permission));
        if !self.can_edit() || self.is_administrator() {
            return Some(Lock::Fixed);
        }
        if permission == Permission::OrganizationRead {
            return Some(Lock::Everyone);
        }
        if let Some(other) = self.permissions.with(|chosen| permission.implied_by(chosen)).filter(|_| has) {
            return Some(Lock::ImpliedBy(other));
        }
        let needed = permission.implies().iter().chain([&permission]);
        let is_missing = needed.filter(|it| !self.access.can(**it)).count() > 0;
        (is_missing && !has).then_some(Lock::NotYours)
    }

    /// Whether saving would change this. Reactive.
    pub fn is_changed(self, change: RoleChange) -> bool {
        self.changed.with(|changed| changed.contains(&change))
    }

    /// Whether another user has changed a text to something else than what is typed now. Reactive.
    pub fn has_conflict(self, field: RoleField) -> bool {
        self.conflicts.with(|conflicts| conflicts.contains(&field)) && self.is_changed(RoleChange::Text(field))
    }

    /// How many texts the reader has to choose. Reactive.
    pub fn conflict_count(self) -> usize {
        [RoleField::Name, RoleField::Description].into_iter().filter(|field| self.has_conflict(*field)).count()
    }

    fn draft(self) -> RoleDraft {
        RoleDraft {
            name: self.name.get_untracked(),
            description: self.description.get_untracked(),
            permissions: self.permissions.get_untracked(),
        }
    }

    /// The role as it is saved, as a draft. Not reactive.
    pub fn saved_draft(self) -> RoleDraft {
        self.role.with_untracked(|role| RoleDraft::of(role, self.texts))
    }

    fn write(self, draft: RoleDraft) {
        self.name.set(draft.name);
        self.description.set(draft.description);
        self.permissions.set(draft.permissions);
    }

    /// Ticks or unticks a permission.
    pub fn toggle(self, permission: Permission) {
        let mut draft = self.draft();
        draft.toggle(permission);
        self.permissions.set(draft.permissions);
    }

    /// Whether a predefined role has another name or description than at first. Reactive.
    pub fn can_reset_texts(self) -> bool {
        let Some(key) = self.role.with(Role::predefined) else { return false };
        let differs = |field, text: RwSignal<String>| text.with(|text| *text != predefined(key, field, self.texts));
        differs(RoleField::Name, self.name) || differs(RoleField::Description, self.description)
    }

    /// Brings name and description of a predefined role back.
    pub fn reset_texts(self) {
        if let Some(key) = self.role.with_untracked(Role::predefined) {
            self.name.set(predefined(key, RoleField::Name, self.texts).to_owned());
            self.description.set(predefined(key, RoleField::Description, self.texts).to_owned());
        }
    }

    /// Keeps what was typed into a field that another user has changed too.
    pub fn keep_mine(self, field: RoleField) {
        self.conflicts.update(|conflicts| conflicts.retain(|it| *it != field));
    }

    /// Takes what another user has made of a field.
    pub fn take_theirs(self, field: RoleField) {
        self.write(self.draft().with_text_of(&self.saved_draft(), field));
        self.keep_mine(field);
    }

    /// Takes the role as it is now. What was changed here stays changed.
    fn take(self, now: Role) {
        let (before, theirs) = (self.saved_draft(), RoleDraft::of(&now, self.texts));
        let mine = self.draft();
        if !mine.changed(&before).is_empty() && before != theirs {
            let only = |some: &[Permission], others: &[Permission]| -> Vec<Permission> {
                some.iter().copied().filter(|it| !others.contains(it)).collect()
            };
            let (old, new) = (&before.permissions, &theirs.permissions);
            self.meanwhile.set(Some((only(new, old), only(old, new))));
        }
        let (draft, conflicts) = mine.rebased(&before, &theirs);
        self.role.set(now);
        self.write(draft);
        self.conflicts.update(|known| known.extend(conflicts));
    }

    fn settle(self) {
        self.invalid.set(Vec::new());
        self.conflicts.set(Vec::new());
        self.meanwhile.set(None);
    }

    /// Sets everything back. The toast can bring back what was typed, as long as the page is there.
    pub fn discard(self) {
        let typed = self.draft();
        self.write(self.saved_draft());
        self.settle();
        self.state.clear_error();
        let text = self.said.texts_untracked().edit.discarded;
        self.toaster.show_undoable(text, move || {
            if self.role.try_with_untracked(|_| ()).is_some() {
                self.write(typed.clone());
            }
        });
    }

    /// Forgets what is kept, when the reader leaves without saving.
    pub fn give_up(self) {
        self.kept.with_value(KeptDraft::forget);
    }

    fn focus_invalid(self) {
        if let Some(form) = self.element.get_untracked() {
            focus_invalid_in(form.unchecked_into(), TO_CORRECT);
        }
    }

    /// Checks the texts when the reader leaves them.
    pub fn check(self) {
        let draft = self.draft();
        self.invalid.set(check(&draft.name, &draft.description));
    }

    /// Saves what was changed, unless something needs another look.
    pub fn save(self) {
        if self.changed.with_untracked(Vec::is_empty) || !untrack(|| self.can_edit()) {
            return;
        }
        self.check();
        if !self.invalid.with_untracked(Vec::is_empty) || untrack(|| self.conflict_count()) > 0 {
            return self.focus_invalid();
        }
        let (role, draft, before) = (self.role.get_untracked(), self.draft(), self.saved_draft());
        let sent = draft.clone();
        self.change(&role, &before, &draft)
            .say(move |saved| {
                let name = self.texts.role_name(&saved.key, &saved.name);
                (self.said.texts_untracked().role_edit.saved)(name)
            })
            .undo(move |saved| self.change(saved, &RoleDraft::of(saved, self.texts), &before))
            .on_conflict(api::role(self.organization, role.id), move |now, error| {
                if self.role.try_with_untracked(|_| ()).is_none() {
                    return Some(error);
                }
                // What the two changes add up to is for the reader to look at before it is saved.
                self.take(now);
                None
            })
            .on_error(move |error| self.refuse(error))
            .on_success(move |saved| self.finish(&sent, saved))
            .send_in(self.state);
    }

    fn change(self, role: &Role, before: &RoleDraft, draft: &RoleDraft) -> Mutation<Role> {
        let changes = draft.changes(before, role, self.texts);
        self.queries.mutate(api::update_role(self.organization, role, &changes))
    }

    /// Says at the fields what the server has against them.
    fn refuse(self, error: ApiError) -> Option<ApiError> {
        let fields = error.problem().map(refused).unwrap_or_default();
        if fields.is_empty() || self.invalid.try_set(fields).is_some() {
            return Some(error);
        }
        self.focus_invalid();
        None
    }

    /// Takes the saved role. What was typed since it was sent stays.
    fn finish(self, sent: &RoleDraft, saved: Role) {
        if self.role.try_with_untracked(|_| ()).is_none() {
            return;
        }
        let (draft, _) = self.draft().rebased(sent, &RoleDraft::of(&saved, self.texts));
        self.role.set(saved);
        self.write(draft);
        self.settle();
    }
}
