//! What can be done with a grant, wherever one is shown.

use api_types::{Grant, MemberGrants, MemberRef, NewGrant, OrganizationId};
use leptos::prelude::*;

use super::grant_form::{GrantForm, GrantFormKind};
use crate::{
    api::{self, ApiError},
    i18n::{DeviceTexts, I18n, Texts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, IconButton, IconName, Note, NoteKind},
};

/// What a grant gives access to, by name.
pub fn target_name(grant: &Grant) -> String {
    let device = grant.device.as_ref().map(|device| device.name.clone());
    device.or_else(|| grant.group.as_ref().map(|group| group.name.clone())).unwrap_or_default()
}

/// The same grant, to be given again.
fn again(grant: &Grant) -> NewGrant {
    NewGrant {
        device: grant.device.as_ref().map(|device| device.id),
        group: grant.group.as_ref().map(|group| group.id),
        level: grant.level,
        until: grant.until.clone(),
    }
}

/// Why a grant was not given, changed or ended.
pub fn refusal(error: &ApiError, said: &'static DeviceTexts, texts: &'static Texts) -> &'static str {
    match error.problem().map(|problem| problem.code.as_str()) {
        Some("above_yourself") => said.above_own,
        Some("own_account") => said.own,
        _ => super::super::error_message::error_message(error, texts),
    }
}

/// Ends a grant; the toast offers to give it again.
fn end(
    (queries, said): (Queries, I18n<DeviceTexts>),
    (organization, member): (OrganizationId, MemberRef),
    grant: Grant,
    on_done: Callback<()>,
) -> Mutation<()> {
    let texts = said.texts_untracked();
    let (id, name, target) = (member.id, member.name.clone(), target_name(&grant));
    queries.mutate(api::end_grant(organization, id, grant.id)).say(move |()| (texts.ended)(&name, &target)).undo(
        move |()| -> Mutation<MemberGrants> {
            queries.mutate(api::add_grant(organization, id, &again(&grant))).then(on_done)
        },
    )
}

/// The buttons that change and end a grant.
#[component]
pub fn GrantButtons(
    organization: OrganizationId,
    member: MemberRef,
    grant: Grant,
    /// Runs after each change.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<DeviceTexts>();
    let (is_changing, state) = (RwSignal::new(false), WriteState::new());
    let of = StoredValue::new((member, grant));
    let named = move |text: fn(&'static DeviceTexts) -> fn(&str, &str) -> String| {
        Signal::derive(move || of.with_value(|(member, grant)| text(said.texts())(&member.name, &target_name(grant))))
    };
    let press = Callback::new(move |()| {
        let (member, grant) = of.get_value();
        end((queries, said), (organization, member), grant, on_done).then(on_done).send_in(state);
    });
    let close = Callback::new(move |()| is_changing.set(false));
    let changed = Callback::new(move |()| {
        close.run(());
        on_done.run(());
    });
    let form = move || {
        is_changing.get().then(|| {
            let (member, grant) = of.get_value();
            let kind = GrantFormKind::Change(member, grant);
            view! { <GrantForm organization kind on_done=changed on_close=close/> }
        })
    };
    let failed = move || {
        let error = state.error()?;
        let close = Callback::new(move |()| state.clear_error());
        let buttons = move || {
            view! { <Button kind=ButtonKind::Primary on_press=close>{move || i18n.texts().common.close}</Button> }
        };
        Some(view! {
            <Dialog title=said.label(|texts| texts.end) on_close=close buttons>
                <Note kind=NoteKind::Danger urgent=true>{refusal(&error, said.texts(), i18n.texts())}</Note>
            </Dialog>
        })
    };
    view! {
        <span class="r-btns">
            <IconButton
                icon=IconName::Edit
                small=true
                label=named(|texts| texts.change_of)
                on_press=Callback::new(move |()| is_changing.set(true))
            />
            <IconButton icon=IconName::Close small=true label=named(|texts| texts.end_of) on_press=press/>
        </span>
        {form}
        {failed}
    }
}
