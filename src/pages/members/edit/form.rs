//! The form's state, and saving it.

use std::time::Duration;

use api_types::Member;
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::{
    super::super::kept_draft::{KeptDraft, use_kept_draft},
    fields::{Fields, set},
};
use crate::{
    api::{self, ApiError},
    forms::{FieldErrors, MemberDraft, MemberField, Rebased, needs_name, refused_fields},
    i18n::{I18n, PageTexts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Toaster, focus_invalid_in, use_toaster},
};

/// What has to be looked at before saving: an invalid field, or the first answer to a conflict.
const TO_CORRECT: &str = "[aria-invalid='true'], [data-conflict] button";

/// What has been typed and chosen for one member.
#[derive(Clone, Copy)]
pub struct MemberForm {
    pub queries: Queries,
    toaster: Toaster,
    pub said: I18n<PageTexts>,
    /// The member that the fields started from, as the server had it last.
    pub member: RwSignal<Member>,
    pub fields: Fields,
    /// The fields that saving would change.
    pub changed: Memo<Vec<MemberField>>,
    /// What is wrong with fields that the reader has left or tried to save.
    pub errors: Memo<FieldErrors>,
    checked: RwSignal<Vec<MemberField>>,
    /// While a pointer is pressed: the fields that were left by it.
    left: StoredValue<Option<Vec<MemberField>>>,
    /// The fields that the server did not accept, and the draft that it looked at.
    refused: RwSignal<(MemberDraft, FieldErrors)>,
    /// The fields that another user has changed too.
    conflicts: RwSignal<Vec<MemberField>>,
    pub state: WriteState,
    pub element: NodeRef<html::Form>,
    kept: StoredValue<KeptDraft>,
}

/// What is kept in the tab while it is not saved.
#[derive(Serialize, Deserialize)]
struct Kept {
    typed: MemberDraft,
    /// What it was typed over.
    before: MemberDraft,
}

/// The form for the member. When the member is read again, unchanged fields follow it.
pub fn use_member_form(member: Memo<Member>) -> MemberForm {
    let first = member.get_untracked();
    let kept = use_kept_draft(&first.id.to_string());
    let now = MemberDraft::of(&first);
    let Rebased { draft, conflicts } = match kept.restored() {
        Some(Kept { typed, before }) => typed.rebased(&before, &now),
        None => Rebased { draft: now, conflicts: Vec::new() },
    };
    let fields = Fields::new(draft);
    let base = RwSignal::new(first);
    let checked = RwSignal::new(Vec::new());
    let refused = RwSignal::new((MemberDraft::default(), FieldErrors::new()));
    let errors = Memo::new(move |_| {
        let draft = fields.draft();
        let mut errors = base.with(|base| draft.errors(&MemberDraft::of(base), needs_name(base)));
        errors.retain(|(field, _)| checked.with(|checked| checked.contains(field)));
        refused.with(|(sent, refused)| {
            errors.extend(refused.iter().filter(|(field, _)| !draft.differs(*field, sent)).cloned());
        });
        errors
    });
    let form = MemberForm {
        queries: use_queries(),
        toaster: use_toaster(),
        said: use_i18n().of::<PageTexts>(),
        member: base,
        fields,
        changed: Memo::new(move |_| base.with(|base| fields.draft().changed(&MemberDraft::of(base)))),
        errors,
        checked,
        left: StoredValue::new(None),
        refused,
        conflicts: RwSignal::new(conflicts),
        state: WriteState::new(),
        element: NodeRef::new(),
        kept: StoredValue::new(kept.clone()),
    };
    kept.keep(move || {
        let is_changed = form.changed.with(|changed| !changed.is_empty());
        is_changed.then(|| Kept { typed: fields.draft(), before: base.with(MemberDraft::of) })
    });
    Effect::new(move |_| {
        let now = member.get();
        // What is shown while a change is saved is not what the server has.
        if !form.state.busy().get() && now.version >= base.with_untracked(|base| base.version) {
            form.take(now);
        }
    });
    form
}

impl MemberForm {
    /// The fields as they are typed now. Not reactive.
    fn draft(self) -> MemberDraft {
        untrack(|| self.fields.draft())
    }

    /// The fields as the member has them. Not reactive.
    fn saved_draft(self) -> MemberDraft {
        self.member.with_untracked(MemberDraft::of)
    }

    /// Whether saving would change a field. Reactive.
    pub fn is_changed(self, field: MemberField) -> bool {
        self.changed.with(|changed| changed.contains(&field))
    }

    /// Whether another user has changed a field to something else than what is typed now. Reactive.
    pub fn has_conflict(self, field: MemberField) -> bool {
        self.conflicts.with(|conflicts| conflicts.contains(&field)) && self.is_changed(field)
    }

    /// How many fields the reader has to choose a value for. Reactive.
    pub fn conflict_count(self) -> usize {
        MemberField::ALL.into_iter().filter(|field| self.has_conflict(*field)).count()
    }

    /// The reader has left a field. While a pointer is pressed, nothing moves below it.
    pub fn leave(self, field: MemberField) {
        let waits = self.left.try_update_value(|left| left.as_mut().map(|left| left.push(field)).is_some());
        if waits == Some(false) {
            self.check(field);
        }
    }

    /// A pointer is pressed in the form.
    pub fn press(self) {
        self.left.set_value(Some(Vec::new()));
    }

    /// It is released: what it has left is checked once the browser has said what was pressed.
    pub fn release(self) {
        set_timeout(
            move || {
                let left = self.left.try_update_value(Option::take).flatten();
                left.into_iter().flatten().for_each(|field| self.check(field));
            },
            Duration::ZERO,
        );
    }

    /// Says what is wrong with a field, from now on.
    fn check(self, field: MemberField) {
        if !self.checked.with_untracked(|checked| checked.contains(&field)) {
            self.checked.update(|checked| checked.push(field));
        }
    }

    /// Keeps what was typed into a field that another user has changed too.
    pub fn keep_mine(self, field: MemberField) {
        self.conflicts.update(|conflicts| conflicts.retain(|it| *it != field));
    }

    /// Takes what another user has made of a field.
    pub fn take_theirs(self, field: MemberField) {
        let mut draft = self.draft();
        draft.take(field, &self.saved_draft());
        self.fields.write(draft);
        self.keep_mine(field);
    }

    /// Makes one of the companies the main one.
    pub fn set_main_company(self, id: &str) {
        let mut draft = self.draft();
        draft.set_main_company(id.parse().ok());
        set(self.fields.companies, draft.companies);
    }

    /// Takes the member as it is now. Fields that were changed here keep what was typed.
    fn take(self, now: Member) {
        let (before, theirs) = (self.saved_draft(), MemberDraft::of(&now));
        let Rebased { draft, conflicts } = self.draft().rebased(&before, &theirs);
        set(self.member, now);
        self.fields.write(draft);
        if !conflicts.is_empty() {
            self.conflicts.update(|known| known.extend(conflicts));
        }
    }

    /// Gives the focus to the first field that needs another look.
    fn focus_invalid(self) {
        if let Some(form) = self.element.get_untracked() {
            focus_invalid_in(form.unchecked_into(), TO_CORRECT);
        }
    }

    /// Sets every field back. The toast can bring back what was typed, as long as the page is there.
    pub fn discard(self) {
        let (typed, conflicts) = (self.draft(), self.conflicts.get_untracked());
        self.fields.write(self.saved_draft());
        self.settle();
        self.state.clear_error();
        let text = self.said.texts_untracked().edit.discarded;
        self.toaster.show_undoable(text, move || {
            if self.member.try_with_untracked(|_| ()).is_some() {
                self.fields.write(typed.clone());
                self.conflicts.set(conflicts.clone());
            }
        });
    }

    /// Forgets what is kept of the fields, when the reader leaves without saving.
    pub fn give_up(self) {
        self.kept.with_value(KeptDraft::forget);
    }

    /// Forgets what was said about fields.
    fn settle(self) {
        self.checked.set(Vec::new());
        self.conflicts.set(Vec::new());
        self.refused.set((MemberDraft::default(), FieldErrors::new()));
    }

    /// Saves the changed fields, unless one of them needs another look.
    pub fn save(self) {
        if untrack(|| self.changed.with(Vec::is_empty)) {
            return;
        }
        self.checked.set(MemberField::ALL.to_vec());
        // What was refused may be accepted by now.
        self.refused.set((MemberDraft::default(), FieldErrors::new()));
        if untrack(|| self.errors.with(|errors| !errors.is_empty()) || self.conflict_count() > 0) {
            return self.focus_invalid();
        }
        let (member, draft, before) = (self.member.get_untracked(), self.draft(), self.saved_draft());
        let can_undo = before.can_be_restored(&draft, needs_name(&member));
        let (query, sent) = (api::member(member.organization_id, member.id), draft.clone());
        let mutation = self
            .change(&member, &before, &draft)
            .say(move |saved| (self.said.texts_untracked().edit.saved)(saved.name.as_ref().unwrap_or(&saved.email)))
            .on_conflict(query, move |now, error| self.take_and_save(now, error))
            .on_error(move |error| self.refuse(draft, error))
            .on_success(move |saved| self.finish(&sent, saved));
        if can_undo {
            mutation.undo(move |saved| self.undo(saved.clone(), before.clone())).send_in(self.state);
        } else {
            mutation.send_in(self.state);
        }
    }

    /// The change of the member from `before` to `draft`, which is shown at once.
    fn change(self, member: &Member, before: &MemberDraft, draft: &MemberDraft) -> Mutation<Member> {
        self.queries
            .mutate(api::update_member(member, &draft.changes(before)))
            .showing(api::member(member.organization_id, member.id), &draft.applied(member))
    }

    /// After a change of another user: what only they have changed is taken over, and the rest is saved again. A field
    /// that both have changed is for the reader to decide.
    fn take_and_save(self, now: Member, error: ApiError) -> Option<ApiError> {
        if self.member.try_with_untracked(|_| ()).is_none() {
            // The page was left meanwhile.
            return Some(error);
        }
        self.take(now);
        self.save();
        None
    }

    /// Says at the fields what the server has against them.
    fn refuse(self, sent: MemberDraft, error: ApiError) -> Option<ApiError> {
        let fields = error.problem().map(refused_fields).unwrap_or_default();
        if fields.is_empty() || self.refused.try_set((sent, fields)).is_some() {
            return Some(error);
        }
        self.focus_invalid();
        None
    }

    /// Takes the saved member. What was typed since it was sent stays.
    fn finish(self, sent: &MemberDraft, saved: Member) {
        if self.member.try_with_untracked(|_| ()).is_none() {
            return;
        }
        let draft = self.draft().rebased(sent, &MemberDraft::of(&saved)).draft;
        self.member.set(saved);
        self.fields.write(draft);
        self.settle();
    }

    /// Sets the changed fields of the saved member back to what they were. The page may have been left by then.
    fn undo(self, saved: Member, before: MemberDraft) -> Mutation<Member> {
        let after = MemberDraft::of(&saved);
        let query = api::member(saved.organization_id, saved.id);
        self.change(&saved, &after, &before).on_conflict(query, move |now, error| {
            let Rebased { draft, conflicts } = before.rebased(&after, &MemberDraft::of(&now));
            // Another user has changed the same field since.
            if !conflicts.is_empty() {
                return Some(error);
            }
            self.undo(now, draft).send();
            None
        })
    }
}
