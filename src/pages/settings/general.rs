//! Name, number, time zone, and what everybody sees; below, the export and the danger zone.

use api_types::{OrganizationId, OrganizationSettings};
use leptos::prelude::*;

use super::{
    danger::DangerZone,
    export::ExportEverything,
    field::{ChoiceSetting, SwitchSetting, TextSetting},
    form::{SettingsPageForm, use_settings_form},
};
use crate::{
    forms::SettingsField::{self, Name, NamesAdministrators, Number, PortalUrl, TimeZone},
    host::time_zones,
    ui::Section,
};

const FIELDS: &[SettingsField] = &[Name, Number, TimeZone, NamesAdministrators, PortalUrl];

/// The first page of the settings.
#[component]
pub fn General(organization: OrganizationId, settings: Memo<OrganizationSettings>) -> impl IntoView {
    let form = use_settings_form(organization, settings, FIELDS);
    let said = form.said;
    let zones = StoredValue::new(time_zones());
    let options = Callback::new(move |()| {
        // What is saved stays a choice, also where the browser does not name it.
        let saved = form.saved(TimeZone);
        let mut names = zones.get_value();
        if !names.contains(&saved) {
            names.insert(0, saved);
        }
        names.into_iter().map(|name| (name.clone(), name.replace('_', " "))).collect()
    });
    let time_zone_hint = Signal::derive(move || Some(said.texts().time_zone_hint.to_owned()));
    let portal_hint = Signal::derive(move || Some(said.texts().portal_hint.to_owned()));
    let below = move || {
        view! {
            <ExportEverything organization/>
            <DangerZone organization/>
        }
    };
    view! {
        <SettingsPageForm form below>
            <Section title=said.label(|texts| texts.general)>
                <div class="r-grid2">
                    <TextSetting form field=Name/>
                    <TextSetting form field=Number/>
                    <ChoiceSetting form field=TimeZone options hint=time_zone_hint/>
                    <TextSetting form field=PortalUrl hint=portal_hint/>
                </div>
                <SwitchSetting
                    form
                    field=NamesAdministrators
                    text=said.label(|texts| texts.names_administrators_text)
                />
            </Section>
        </SettingsPageForm>
    }
}
