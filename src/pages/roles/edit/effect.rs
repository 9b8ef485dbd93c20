//! What saving would do, for whom, as the server says.

use std::time::Duration;

use api_types::{AffectedMember, MemberStatus, NewPermissions, PermissionEffect, RoleEffect};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::form::RoleForm;
use crate::{
    api,
    i18n::{MemberActionTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Icon, IconName, Section},
};

/// How long the reader has to pause before the effect is asked for.
const PAUSE: Duration = Duration::from_millis(300);

/// The effect of what is ticked now; `None` before the first answer, an error when the last one failed.
fn use_effect(form: RoleForm) -> RwSignal<Option<Result<RoleEffect, ()>>> {
    let queries = use_queries();
    let effect = RwSignal::new(None);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let wanted = Memo::new(move |_| {
        // Anew when the role was saved, also by somebody else.
        let role = form.role.with(|role| (role.id, role.version, role.holders));
        (role, form.permissions.get())
    });
    Effect::new(move |_| {
        let ((role, ..), permissions) = wanted.get();
        stop();
        let ask = move || {
            let wanted_now = NewPermissions { permissions };
            spawn_local(async move {
                let change = api::role_effect(form.organization, role, &wanted_now);
                let answer = queries.mutate(change).affects_nothing().result().await.map_err(|_| ());
                let is_current = form.permissions.try_with_untracked(|now| *now == wanted_now.permissions);
                if is_current == Some(true) {
                    effect.try_set(Some(answer));
                }
            });
        };
        timer.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    });
    on_cleanup(stop);
    effect
}

/// The panel beside the form.
#[component]
pub fn Effect(form: RoleForm) -> impl IntoView {
    let (common, said) = (use_i18n(), form.said);
    let effect = use_effect(form);
    let shown = Memo::new(move |_| effect.get());
    let lede = Signal::derive(move || {
        let texts = &said.texts().role_edit;
        match shown.get() {
            None => String::new(),
            Some(Err(())) => texts.effect_failed.to_owned(),
            Some(Ok(effect)) => {
                let holders = (texts.holders)(common.format(), effect.holders);
                let some = (effect.unaffected > 0 && !effect.changes.is_empty()).then_some(effect.unaffected);
                let unaffected = some.map(|users| [" ", &(texts.unaffected)(common.format(), users)].concat());
                [holders, unaffected.unwrap_or_default()].concat()
            }
        }
    });
    let changes = move || match shown.get() {
        Some(Ok(effect)) if effect.changes.is_empty() => {
            view! { <p class="r-muted">{said.texts().role_edit.no_effect}</p> }.into_any()
        }
        Some(Ok(effect)) => {
            let items = effect.changes.into_iter().map(|change| view! { <Change form change/> }).collect_view();
            view! { <ul class="r-effect">{items}</ul> }.into_any()
        }
        _ => ().into_any(),
    };
    let also = move || match shown.get() {
        Some(Ok(effect)) => Some(view! { <Also form effect/> }),
        _ => None,
    };
    view! {
        <aside class="r-detail__side" aria-label=said.label(|texts| texts.role_edit.effect)>
            <div class="r-stick">
                <div aria-live="polite">
                    <Section title=said.label(|texts| texts.role_edit.effect) lede>{changes}</Section>
                </div>
                {also}
            </div>
        </aside>
    }
}

/// One permission that somebody gains or loses.
#[component]
fn Change(form: RoleForm, change: PermissionEffect) -> impl IntoView {
    let (common, said) = (use_i18n(), form.said);
    let named = common.of::<MemberActionTexts>();
    let PermissionEffect { permission, gained, people, first } = change;
    let verb = move || {
        let texts = &said.texts().role_edit;
        let verb = if gained { texts.gain } else { texts.lose };
        verb(common.format(), people)
    };
    let more = people.saturating_sub(first.len() as u64);
    let names = first.into_iter().map(|person| view! { <Person form person/> }).collect_view();
    let more = (more > 0).then(|| {
        view! { <li class="r-muted r-sm">{move || (said.texts().role_edit.more)(common.format(), more)}</li> }
    });
    view! {
        <li>
            <div class="r-effect__head">
                <span class="r-big">{move || common.format().number(people)}</span>
                <span>{verb} " " <b class="r-strong">{move || (named.texts().permission_name)(permission)}</b></span>
            </div>
            <ul class="r-names">{names} {more}</ul>
        </li>
    }
}

#[component]
fn Person(form: RoleForm, person: AffectedMember) -> impl IntoView {
    let href = use_paths().user(form.organization, person.id);
    let inactive = (person.status == MemberStatus::Inactive)
        .then(|| view! { <span>{move || form.said.texts().role_edit.inactive}</span> });
    view! {
        <li>
            <a class="r-link r-link--quiet r-truncate" href=href><bdi>{person.name}</bdi></a>
            {inactive}
        </li>
    }
}

/// Invitations with the role, and from when on the change applies.
#[component]
fn Also(form: RoleForm, effect: RoleEffect) -> impl IntoView {
    let (common, said) = (use_i18n(), form.said);
    let invitations = (effect.invitations > 0).then(|| {
        let people = effect.invited.into_iter().map(|person| person.name).collect::<Vec<_>>().join(", ");
        let count = move || (said.texts().role_edit.invitations)(common.format(), effect.invitations);
        view! {
            <li>
                <Icon name=IconName::Mail/>
                <span>{count}<small dir="auto">{people}</small></span>
            </li>
        }
    });
    view! {
        <Section title=said.label(|texts| texts.role_edit.also)>
            <ul class="r-why">
                {invitations}
                <li>
                    <Icon name=IconName::Info/>
                    <span>
                        {move || said.texts().role_edit.next_request}
                        <small>{move || said.texts().role_edit.nobody_signed_out}</small>
                    </span>
                </li>
            </ul>
        </Section>
    }
}
