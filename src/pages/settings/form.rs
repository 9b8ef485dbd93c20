//! The state of a page of settings, and saving it.

use api_types::{Organization, OrganizationId, OrganizationSettings};
use leptos::{ev, html, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::{
    super::{
        kept_draft::{KeptDraft, use_kept_draft},
        leave_guard::LeaveGuard,
    },
    save_bar::SaveBar,
};
use crate::{
    api::{self, ApiError},
    forms::{SettingsDraft, SettingsErrors, SettingsField, refused_settings},
    host::moment,
    i18n::{I18n, PageTexts, SettingsTexts, use_i18n},
    queries::{Queries, WriteState, use_queries},
    ui::{Toaster, focus_invalid_in, use_toaster},
};

/// What has to be looked at before saving: an invalid field, or the first answer to a conflict.
const TO_CORRECT: &str = "[aria-invalid='true'], [data-conflict] button";

/// What has been typed and chosen on one page of the settings.
#[derive(Clone, Copy)]
pub struct SettingsForm {
    queries: Queries,
    toaster: Toaster,
    pub said: I18n<SettingsTexts>,
    /// The words of every form.
    pub edit: I18n<PageTexts>,
    pub organization: OrganizationId,
    /// The settings of this page.
    fields: &'static [SettingsField],
    draft: RwSignal<SettingsDraft>,
    /// The settings that the draft started from, as the server had them last, and their version.
    base: RwSignal<(SettingsDraft, i64)>,
    /// The fields that saving would change.
    pub changed: Memo<Vec<SettingsField>>,
    /// What is wrong with fields that the reader has left or tried to save.
    pub errors: Memo<SettingsErrors>,
    checked: RwSignal<Vec<SettingsField>>,
    /// What the server did not accept, and the draft that it looked at.
    refused: RwSignal<(SettingsDraft, SettingsErrors)>,
    /// The fields that another user has changed too.
    conflicts: RwSignal<Vec<SettingsField>>,
    pub state: WriteState,
    pub element: NodeRef<html::Form>,
    kept: StoredValue<KeptDraft>,
}

/// What is kept in the tab while it is not saved.
#[derive(Serialize, Deserialize)]
struct Kept {
    typed: SettingsDraft,
    /// What it was typed over.
    before: SettingsDraft,
}

/// The form for these settings of the organization. When they are read again, unchanged fields follow them.
pub fn use_settings_form(
    organization: OrganizationId,
    settings: Memo<OrganizationSettings>,
    fields: &'static [SettingsField],
) -> SettingsForm {
    let first = settings.get_untracked();
    let name = fields.first().map(|field| format!("{organization}.settings.{field:?}")).unwrap_or_default();
    let kept = use_kept_draft(&name);
    let now = SettingsDraft::of(&first);
    let (typed, conflicts) = match kept.restored() {
        Some(Kept { typed, before }) => typed.rebased(&before, &now),
        None => (now.clone(), Vec::new()),
    };
    let (draft, base) = (RwSignal::new(typed), RwSignal::new((now, first.version)));
    let checked = RwSignal::new(Vec::new());
    let refused = RwSignal::new((SettingsDraft::default(), SettingsErrors::new()));
    let errors = Memo::new(move |_| {
        draft.with(|draft| {
            let mut errors = base.with(|(base, _)| draft.errors(base, fields, &today()));
            errors.retain(|(field, _)| checked.with(|checked: &Vec<_>| checked.contains(field)));
            refused.with(|(sent, refused)| {
                errors.extend(refused.iter().filter(|(field, _)| draft.get(*field) == sent.get(*field)).copied());
            });
            errors
        })
    });
    let i18n = use_i18n();
    let form = SettingsForm {
        queries: use_queries(),
        toaster: use_toaster(),
        said: i18n.of(),
        edit: i18n.of(),
        organization,
        fields,
        draft,
        base,
        changed: Memo::new(move |_| draft.with(|draft| base.with(|(base, _)| draft.changed(base, fields)))),
        errors,
        checked,
        refused,
        conflicts: RwSignal::new(conflicts),
        state: WriteState::new(),
        element: NodeRef::new(),
        kept: StoredValue::new(kept.clone()),
    };
    kept.keep(move || {
        let is_changed = form.changed.with(|changed| !changed.is_empty());
        is_changed.then(|| Kept { typed: draft.get(), before: base.with(|(base, _)| base.clone()) })
    });
    Effect::new(move |_| {
        let now = settings.get();
        if !form.state.busy().get() && now.version >= base.with_untracked(|(_, version)| *version) {
            form.take(&now);
        }
    });
    form
}

/// Today, as the day of the moment.
pub fn today() -> String {
    moment().chars().take(10).collect()
}

impl SettingsForm {
    /// A setting as it is typed. Reactive.
    pub fn get(self, field: SettingsField) -> String {
        self.draft.with(|draft| draft.get(field).to_owned())
    }

    /// Whether a switch is on. Reactive.
    pub fn is_on(self, field: SettingsField) -> bool {
        self.draft.with(|draft| draft.is_on(field))
    }

    /// Whether a switch is on in what is saved. Reactive.
    pub fn was_on(self, field: SettingsField) -> bool {
        self.base.with(|(base, _)| base.is_on(field))
    }

    /// Sets a setting, as it is typed or chosen.
    pub fn set(self, field: SettingsField, value: String) {
        if self.draft.with_untracked(|draft| draft.get(field) != value) {
            self.draft.update(|draft| draft.set(field, value));
        }
    }

    /// What is saved of a setting. Reactive.
    pub fn saved(self, field: SettingsField) -> String {
        self.base.with(|(base, _)| base.get(field).to_owned())
    }

    /// Whether saving would change a field. Reactive.
    pub fn is_changed(self, field: SettingsField) -> bool {
        self.changed.with(|changed| changed.contains(&field))
    }

    /// Whether another user has changed a field to something else than what is typed now. Reactive.
    pub fn has_conflict(self, field: SettingsField) -> bool {
        self.conflicts.with(|conflicts| conflicts.contains(&field)) && self.is_changed(field)
    }

    /// How many fields the reader has to choose a value for. Reactive.
    pub fn conflict_count(self) -> usize {
        self.fields.iter().filter(|field| self.has_conflict(**field)).count()
    }

    /// Says what is wrong with a field, from now on.
    pub fn check(self, field: SettingsField) {
        if !self.checked.with_untracked(|checked| checked.contains(&field)) {
            self.checked.update(|checked| checked.push(field));
        }
    }

    /// Keeps what was typed into a field that another user has changed too.
    pub fn keep_mine(self, field: SettingsField) {
        self.conflicts.update(|conflicts| conflicts.retain(|it| *it != field));
    }

    /// Takes what another user has made of a field.
    pub fn take_theirs(self, field: SettingsField) {
        self.set(field, untrack(|| self.saved(field)));
        self.keep_mine(field);
    }

    /// Takes the settings as they are now. Fields that were changed here keep what was typed.
    fn take(self, settings: &OrganizationSettings) {
        let now = SettingsDraft::of(settings);
        let before = self.base.with_untracked(|(base, _)| base.clone());
        let (draft, conflicts) = self.draft.with_untracked(|draft| draft.rebased(&before, &now));
        self.base.set((now, settings.version));
        if self.draft.with_untracked(|before| *before != draft) {
            self.draft.set(draft);
        }
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
        let typed = self.draft.get_untracked();
        self.draft.set(self.base.with_untracked(|(base, _)| base.clone()));
        self.settle();
        self.state.clear_error();
        self.toaster.show_undoable(self.edit.texts_untracked().edit.discarded, move || {
            let _ = self.draft.try_set(typed.clone());
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
        self.refused.set((SettingsDraft::default(), SettingsErrors::new()));
    }

    /// Saves the changed fields, unless one of them needs another look.
    pub fn save(self) {
        if untrack(|| self.changed.with(Vec::is_empty)) {
            return;
        }
        self.checked.set(self.fields.to_vec());
        // What was refused may be accepted by now.
        self.refused.set((SettingsDraft::default(), SettingsErrors::new()));
        if untrack(|| self.errors.with(|errors| !errors.is_empty()) || self.conflict_count() > 0) {
            return self.focus_invalid();
        }
        let (draft, (before, version)) = (self.draft.get_untracked(), self.base.get_untracked());
        let (changes, sent) = (draft.changes(&before, self.fields, &today()), draft.clone());
        self.queries
            .mutate(api::update_organization(self.organization, version, &changes))
            .say(move |_| self.said.texts_untracked().saved.to_owned())
            .on_conflict(api::organization_settings(self.organization), move |now, error| {
                self.take_and_save(&now, error)
            })
            .on_error(move |error| self.refuse(draft, error))
            .on_success(move |organization| self.finish(sent, &organization))
            .send_in(self.state);
    }

    /// After a change of another user: what only they have changed is taken over, and the rest is saved again. A field
    /// that both have changed is for the reader to decide.
    fn take_and_save(self, now: &OrganizationSettings, error: ApiError) -> Option<ApiError> {
        if self.draft.try_with_untracked(|_| ()).is_none() {
            // The page was left meanwhile.
            return Some(error);
        }
        self.take(now);
        self.save();
        None
    }

    /// Says at the fields what the server has against them.
    fn refuse(self, sent: SettingsDraft, error: ApiError) -> Option<ApiError> {
        let fields = error.problem().map(refused_settings).unwrap_or_default();
        if fields.is_empty() || self.refused.try_set((sent, fields)).is_some() {
            return Some(error);
        }
        self.focus_invalid();
        None
    }

    /// Takes what was saved. What was typed since it was sent stays.
    fn finish(self, sent: SettingsDraft, organization: &Organization) {
        if self.base.try_set((sent, organization.version)).is_none() {
            self.settle();
        }
    }
}

/// A page of settings that are saved together, with its bar.
#[component]
pub fn SettingsPageForm(
    form: SettingsForm,
    /// Below the form, not a part of it.
    #[prop(optional, into)]
    below: ViewFn,
    children: Children,
) -> impl IntoView {
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.save();
    };
    view! {
        <form class="r-edit" novalidate node_ref=form.element on:submit=submit>
            <div class="r-settings__main">{children()} {below.run()}</div>
            <SaveBar form/>
        </form>
        <LeaveGuard
            is_needed=Signal::derive(move || form.changed.with(|changed| !changed.is_empty()))
            on_discard=move |()| form.give_up()
        />
    }
}
