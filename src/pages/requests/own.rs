//! The reader's own requests, on the home page and on the page of a device.

use api_types::{AccessRequest, AccessRequestState, OrganizationId};
use leptos::prelude::*;

use super::{
    super::{error_message::error_message, lazy::lazy},
    row::state_badge,
};
use crate::{
    api,
    i18n::{DeviceTexts, I18n, RequestTexts, use_i18n},
    paths::use_paths,
    queries::{WriteState, use_queries},
    ui::{Icon, IconName, Note, NoteKind, Section},
};

lazy! {
    /// The section of the home page. Nothing where nothing was asked for.
    pub pages quiet: own_requests(organization: OrganizationId) => view! { <OwnRequests organization/> };
}

/// Requests that the home page shows.
const SHOWN: usize = 8;

#[component]
fn OwnRequests(organization: OrganizationId) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let own = use_own_requests(move || Some(organization));
    let waiting = move || own.with(|own| own.iter().filter(|it| it.state == AccessRequestState::Pending).count());
    let lede = Signal::derive(move || (said.texts().own_waiting)(i18n.format(), waiting() as u64));
    let row = move |request: AccessRequest| view! { <OwnRequest organization request/> };
    move || {
        let requests = own.get();
        (!requests.is_empty()).then(|| {
            view! {
                <Section title=said.label(|texts| texts.own_title) lede>
                    <ul class="r-rows r-rows--wrap">{requests.into_iter().take(SHOWN).map(row).collect_view()}</ul>
                </Section>
            }
        })
    }
}

/// The reader's requests, the newest first; those before stay while they are asked for again.
pub fn use_own_requests(
    organization: impl Fn() -> Option<OrganizationId> + Send + Sync + 'static,
) -> Memo<Vec<AccessRequest>> {
    let answer = use_queries().own_access_requests(organization);
    Memo::new(move |before: Option<&Vec<AccessRequest>>| match answer.get() {
        Some(Ok(own)) => own.items,
        _ => before.cloned().unwrap_or_default(),
    })
}

/// What became of a request, in a sentence.
pub fn own_sentence(request: &AccessRequest, i18n: I18n) -> String {
    let (said, devices) = (i18n.of::<RequestTexts>().texts(), i18n.of::<DeviceTexts>().texts());
    match &request.answered_at {
        Some(at) => {
            let by = request.answered_by.as_ref().map(|by| by.name.as_str()).unwrap_or_default();
            (said.answered_by)(request.state, by, &i18n.format().date(at))
        }
        None => (said.waiting_for)((devices.level)(request.level), &i18n.format().date_time(&request.asked_at)),
    }
}

#[component]
fn OwnRequest(organization: OrganizationId, request: AccessRequest) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<RequestTexts>();
    let unnamed: fn(&'static RequestTexts) -> &'static str =
        if request.group.is_some() { |texts| texts.unnamed_group } else { |texts| texts.unnamed_device };
    let name = request.target.clone();
    let shown = move || name.clone().unwrap_or_else(|| unnamed(said.texts()).to_owned());
    let title = match request.device {
        Some(device) => {
            let href = paths.device(organization, device);
            view! { <a class="r-link r-link--quiet" href=href><bdi>{shown}</bdi></a> }.into_any()
        }
        None => view! { <bdi>{shown}</bdi> }.into_any(),
    };
    let (state, note, reason) = (request.state, request.note.clone(), request.reason.clone());
    let sentence = {
        let request = request.clone();
        move || own_sentence(&request, i18n)
    };
    let withdraw = (state == AccessRequestState::Pending).then(|| view! { <Withdraw organization request/> });
    let more = note.unwrap_or(reason);
    view! {
        <li>
            <Icon name=IconName::Clock/>
            <div class="r-rows__body">
                <div class="r-rows__title">{title}</div>
                <div class="r-rows__text">{sentence}</div>
                <div class="r-rows__text r-lines" dir="auto">{more}</div>
            </div>
            <span class="r-rows__end">
                {move || state_badge(state, i18n)}
                {withdraw}
            </span>
        </li>
    }
}

/// Takes a request back.
#[component]
pub fn Withdraw(organization: OrganizationId, request: AccessRequest) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<RequestTexts>();
    let state = WriteState::new();
    let (id, target) = (request.id, request.target);
    let press = move |_| {
        if state.busy().get_untracked() {
            return;
        }
        queries
            .mutate(api::cancel_access_request(organization, id))
            .say(move |_| said.texts_untracked().withdrawn.to_owned())
            .send_in(state);
    };
    let failed = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    let label = move || target.as_deref().map(|target| (said.texts().withdraw_from)(target));
    view! {
        <button
            type="button"
            class="r-btn r-btn--ghost r-btn--sm"
            aria-label=label
            aria-busy=move || state.busy().get().then_some("true")
            on:click=press
        >
            {move || said.texts().withdraw}
        </button>
        {failed}
    }
}
