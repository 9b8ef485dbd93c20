//! The colour of the organization, seen while it is chosen; below, its logo.

use api_types::{OrganizationId, OrganizationSettings, read_accent};
use leptos::prelude::*;

use super::{
    super::organization::use_current_organization,
    field::TextSetting,
    form::{SettingsForm, SettingsPageForm, use_settings_form},
    logo::LogoSection,
};
use crate::{
    forms::SettingsField::{self, Accent},
    host::use_host,
    ui::{Section, unique_id},
};

const FIELDS: &[SettingsField] = &[Accent];

/// The colour as long as nobody has chosen one.
const USUAL: &str = "#1d63a8";

/// Colour and logo.
#[component]
pub fn Branding(organization: OrganizationId, settings: Memo<OrganizationSettings>) -> impl IntoView {
    let form = use_settings_form(organization, settings, FIELDS);
    let said = form.said;
    show_while_chosen(form);
    let hint = Signal::derive(move || Some(said.texts().branding.accent_hint.to_owned()));
    let version = Memo::new(move |_| settings.with(|settings| settings.version));
    let below = move || view! { <LogoSection organization version/> };
    view! {
        <SettingsPageForm form below>
            <Section
                title=said.label(|texts| texts.branding.title)
                lede=said.label(|texts| texts.branding.lede)
            >
                <div class="r-accent">
                    <TextSetting form field=Accent hint/>
                    <Picker form/>
                </div>
            </Section>
        </SettingsPageForm>
    }
}

/// Shows the app in the colour as it is typed, until the page is left.
fn show_while_chosen(form: SettingsForm) {
    let (host, current) = (use_host(), use_current_organization());
    let shown = host.clone();
    Effect::new(move |_| {
        let typed = form.get(Accent);
        let accent = read_accent(&typed);
        // What is no colour yet changes nothing.
        if accent.is_some() || typed.trim().is_empty() {
            shown.set_accent(accent.as_deref());
        }
    });
    on_cleanup(move || {
        if let Some(accent) = current.accent_untracked() {
            host.set_accent(accent.as_deref());
        }
    });
}

/// Chooses the colour by eye.
#[component]
fn Picker(form: SettingsForm) -> impl IntoView {
    let said = form.said;
    let id = unique_id("accent");
    let labelled = id.clone();
    let value = move || read_accent(&form.get(Accent)).unwrap_or_else(|| USUAL.to_owned());
    view! {
        <div class="r-field">
            <label class="r-field__label" for=labelled>{move || said.texts().branding.pick}</label>
            <input
                class="r-colour"
                type="color"
                id=id
                prop:value=value
                on:input=move |event| form.set(Accent, event_target_value(&event))
            />
        </div>
    }
}
