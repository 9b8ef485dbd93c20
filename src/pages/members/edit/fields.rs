//! What is typed and chosen in the form.

use api_types::{CompanyRef, Language, MemberRef};
use leptos::prelude::*;

use crate::forms::MemberDraft;

/// A signal for each field.
#[derive(Clone, Copy)]
pub struct Fields {
    pub given_name: RwSignal<String>,
    pub family_name: RwSignal<String>,
    pub signature: RwSignal<String>,
    pub phone: RwSignal<String>,
    pub title: RwSignal<String>,
    pub language: RwSignal<Option<Language>>,
    /// The main company comes first.
    pub companies: RwSignal<Vec<CompanyRef>>,
    pub supervisor: RwSignal<Option<MemberRef>>,
    pub note: RwSignal<String>,
}

impl Fields {
    /// Fields with what the draft has.
    pub fn new(draft: MemberDraft) -> Self {
        Self {
            given_name: RwSignal::new(draft.given_name),
            family_name: RwSignal::new(draft.family_name),
            signature: RwSignal::new(draft.signature),
            phone: RwSignal::new(draft.phone),
            title: RwSignal::new(draft.title),
            language: RwSignal::new(draft.language),
            companies: RwSignal::new(draft.companies),
            supervisor: RwSignal::new(draft.supervisor),
            note: RwSignal::new(draft.note),
        }
    }

    /// The fields as they are now. Reactive.
    pub fn draft(self) -> MemberDraft {
        MemberDraft {
            given_name: self.given_name.get(),
            family_name: self.family_name.get(),
            signature: self.signature.get(),
            phone: self.phone.get(),
            title: self.title.get(),
            language: self.language.get(),
            companies: self.companies.get(),
            supervisor: self.supervisor.get(),
            note: self.note.get(),
        }
    }

    /// Sets every field.
    pub fn write(self, draft: MemberDraft) {
        set(self.given_name, draft.given_name);
        set(self.family_name, draft.family_name);
        set(self.signature, draft.signature);
        set(self.phone, draft.phone);
        set(self.title, draft.title);
        set(self.language, draft.language);
        set(self.companies, draft.companies);
        set(self.supervisor, draft.supervisor);
        set(self.note, draft.note);
    }
}

/// Sets a value, if it is another one: what depends on it is not told for nothing.
pub fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}
