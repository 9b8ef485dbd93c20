//! The logo of the organization. It is changed at once, not with the settings.

use api_types::{MAX_LOGO, OrganizationId};
use leptos::{html, prelude::*, task::spawn_local};

use super::super::{error_message::error_message, organization::use_current_organization};
use crate::{
    api::{self, ApiError},
    components::OrganizationAvatar,
    host::use_host,
    i18n::{I18n, SettingsTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Note, NoteKind, Section},
};

/// What can be uploaded.
const TYPES: &str = "image/png,image/jpeg,image/webp";

/// What is wrong with a file, before it is sent.
#[derive(Clone, Copy, PartialEq)]
enum Problem {
    TooLarge,
    Unreadable,
}

/// Shows, uploads and removes the logo.
#[component]
pub fn LogoSection(
    organization: OrganizationId,
    /// Of the settings.
    version: Memo<i64>,
) -> impl IntoView {
    let (host, i18n, queries, state) = (use_host(), use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<SettingsTexts>();
    let current = use_current_organization();
    let is_embedded = host.options().is_embedded;
    let logo = Memo::new(move |_| current.organization().and_then(|it| it.logo));
    let problem = RwSignal::new(None::<Problem>);
    let input = NodeRef::<html::Input>::new();
    let upload = move |_| {
        let Some(element) = input.get_untracked() else { return };
        let file = element.files().and_then(|files| files.get(0));
        // So that the same file can be chosen again.
        element.set_value("");
        let Some(file) = file else { return };
        problem.set(None);
        state.clear_error();
        if file.size() > MAX_LOGO as f64 {
            return problem.set(Some(Problem::TooLarge));
        }
        let host = host.clone();
        spawn_local(async move {
            let Some(data) = host.base64_of(&file).await else {
                let _ = problem.try_set(Some(Problem::Unreadable));
                return;
            };
            let Some(version) = version.try_get_untracked() else { return };
            queries
                .mutate(api::set_logo(organization, version, data))
                .say(move |_| said.texts_untracked().branding.logo_saved.to_owned())
                .send_in(state);
        });
    };
    let choose = Callback::new(move |()| {
        if let Some(element) = input.get_untracked() {
            element.click();
        }
    });
    let remove = Callback::new(move |()| {
        problem.set(None);
        queries
            .mutate(api::remove_logo(organization, version.get_untracked()))
            .say(move |()| said.texts_untracked().branding.logo_removed.to_owned())
            .send_in(state);
    });
    let failure = move || {
        let text = match (problem.get(), state.error()) {
            (Some(Problem::TooLarge), _) => said.texts().branding.too_large,
            (Some(Problem::Unreadable), _) => said.texts().branding.unreadable,
            (None, error) => refusal(&error?, i18n),
        };
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let picture = move || {
        let (name, logo) = (current.name(), logo.get().filter(|_| !is_embedded));
        view! { <OrganizationAvatar name logo large=true/> }
    };
    let has_logo = Memo::new(move |_| logo.with(Option::is_some));
    let choose_label = move || {
        let texts = &said.texts().branding;
        if has_logo.get() { texts.replace } else { texts.upload }
    };
    let remove_button = move || {
        has_logo.get().then(|| {
            view! {
                <Button kind=ButtonKind::DangerQuiet small=true busy=state.busy() on_press=remove>
                    {move || said.texts().branding.remove}
                </Button>
            }
        })
    };
    view! {
        <Section title=said.label(|texts| texts.branding.logo) lede=said.label(|texts| texts.branding.logo_lede)>
            {failure}
            <ul class="r-rows r-rows--wrap">
                <li>
                    {picture}
                    <div class="r-rows__body">
                        <div class="r-rows__title"><bdi>{move || current.name()}</bdi></div>
                        <div class="r-rows__text">{move || said.texts().branding.logo_hint}</div>
                    </div>
                    <div class="r-rows__end">
                        <span class="r-btns">
                            <Button small=true busy=state.busy() on_press=choose>{choose_label}</Button>
                            {remove_button}
                        </span>
                        <input
                            node_ref=input
                            type="file"
                            accept=TYPES
                            hidden
                            aria-label=move || said.texts().branding.logo
                            on:change=upload
                        />
                    </div>
                </li>
            </ul>
        </Section>
    }
}

/// What the server has against a file.
fn refusal(error: &ApiError, i18n: I18n) -> &'static str {
    let texts = &i18n.of::<SettingsTexts>().texts().branding;
    let code = error.problem().and_then(|problem| problem.errors.first()).map(|error| error.code.as_str());
    match code {
        Some("unsupported_type") => texts.unsupported,
        Some("too_large") => texts.too_large,
        Some("too_many") => texts.too_many_pixels,
        _ if error.is_stale() => texts.stale,
        _ => error_message(error, i18n.texts()),
    }
}
