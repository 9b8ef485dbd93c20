//! The name, the e-mail address, and the organizations.

use api_types::{AccountChanges, OwnAccount, PersonName};
use leptos::{html, prelude::*};

use super::{super::error_message::error_message, email::Email, organizations::Organizations};
use crate::{
    api,
    i18n::{AccountTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Field, Note, NoteKind, Section, focus_invalid_in},
};

/// Name, address and organizations of the user.
#[component]
pub fn Profile(account: Memo<OwnAccount>) -> impl IntoView {
    view! {
        <Name account/>
        <Email account/>
        <Organizations/>
    }
}

#[component]
fn Name(account: Memo<OwnAccount>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let part = |part: Option<String>| part.unwrap_or_default();
    let first = account.get_untracked();
    let (given, family) = (RwSignal::new(part(first.given_name)), RwSignal::new(part(first.family_name)));
    let form = NodeRef::<html::Form>::new();
    let checked = RwSignal::new(false);
    let problem = move || PersonName::new(&given.get(), &family.get()).err();
    let given_error = Signal::derive(move || {
        let texts = &said.texts().edit;
        let problem = checked.get().then(problem).flatten()?.given?;
        let is_missing = problem == api_types::NameProblem::Missing;
        Some(if is_missing { texts.name_missing } else { texts.name_invalid }.to_owned())
    });
    let family_error = Signal::derive(move || {
        checked.get().then(problem).flatten()?.family?;
        Some(said.texts().edit.name_invalid.to_owned())
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        checked.set(true);
        if untrack(problem).is_some() {
            if let Some(form) = form.get_untracked() {
                focus_invalid_in(form.into(), "[aria-invalid='true']");
            }
            return;
        }
        let changes = AccountChanges {
            given_name: Some(given.get_untracked()),
            family_name: Some(family.get_untracked()),
            language: None,
        };
        queries
            .mutate(api::update_account(&account.get_untracked(), &changes))
            .say(move |_| said.texts_untracked().edit.saved.to_owned())
            .send_in(state);
    };
    let failure = move || {
        let error = state.error()?;
        let text = if error.is_stale() { said.texts().edit.stale } else { error_message(&error, i18n.texts()) };
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    view! {
        <Section title=said.label(|texts| texts.profile) lede=said.label(|texts| texts.edit.lede)>
            <form class="r-edit__field" novalidate node_ref=form on:submit=submit>
                {failure}
                <div class="r-grid2">
                    <Field
                        label=said.label(|texts| texts.edit.first_name)
                        value=given
                        autocomplete="given-name"
                        error=given_error
                    />
                    <Field
                        label=said.label(|texts| texts.edit.last_name)
                        value=family
                        autocomplete="family-name"
                        error=family_error
                    />
                </div>
                <div class="r-btns">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                        {move || said.texts().edit.save}
                    </Button>
                </div>
            </form>
        </Section>
    }
}
