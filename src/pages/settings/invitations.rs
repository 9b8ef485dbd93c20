//! What new invitations begin with.

use api_types::{MAX_INVITATION_DAYS, MAX_REMINDER_DAYS, OrganizationId, OrganizationSettings};
use leptos::prelude::*;

use super::{
    field::ChoiceSetting,
    form::{SettingsPageForm, use_settings_form},
};
use crate::{
    forms::SettingsField::{self, DefaultRole, InvitationDays, ReminderDays},
    i18n::use_i18n,
    queries::use_queries,
    ui::Section,
};

const FIELDS: &[SettingsField] = &[InvitationDays, ReminderDays, DefaultRole];

/// Lifetimes to choose from, in days.
const LIFETIMES: [u16; 6] = [3, 7, 14, 30, 60, MAX_INVITATION_DAYS];
/// Days before the end to choose from; 0 is never.
const REMINDERS: [u16; 7] = [0, 1, 2, 3, 5, 7, 14];

/// Lifetime, reminder and role of new invitations.
#[component]
pub fn Invitations(organization: OrganizationId, settings: Memo<OrganizationSettings>) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let form = use_settings_form(organization, settings, FIELDS);
    let said = form.said;
    let roles = queries.roles(move || Some(organization));
    let lifetimes = Callback::new(move |()| {
        let name = |days: u16| (said.texts().days)(i18n.format(), days.into());
        days(&LIFETIMES, &form.saved(InvitationDays), MAX_INVITATION_DAYS, name)
    });
    let reminders = Callback::new(move |()| {
        let name = |days: u16| match days {
            0 => said.texts().reminder_never.to_owned(),
            _ => (said.texts().reminder_days)(i18n.format(), days.into()),
        };
        days(&REMINDERS, &form.saved(ReminderDays), MAX_REMINDER_DAYS, name)
    });
    let choices = Callback::new(move |()| {
        let none = (String::new(), said.texts().default_role_none.to_owned());
        let roles = roles.get().and_then(Result::ok).map(|roles| roles.items).unwrap_or_default();
        let role =
            |role: api_types::Role| (role.id.to_string(), i18n.texts().role_name(&role.key, &role.name).to_owned());
        std::iter::once(none).chain(roles.into_iter().map(role)).collect()
    });
    let hint = Signal::derive(move || Some(said.texts().default_role_hint.to_owned()));
    view! {
        <SettingsPageForm form>
            <Section
                title=said.label(|texts| texts.invitations)
                lede=said.label(|texts| texts.invitations_lede)
            >
                <div class="r-grid2">
                    <ChoiceSetting form field=InvitationDays options=lifetimes/>
                    <ChoiceSetting form field=ReminderDays options=reminders/>
                    <ChoiceSetting form field=DefaultRole options=choices hint/>
                </div>
            </Section>
        </SettingsPageForm>
    }
}

/// The numbers of days to choose from, and the one that is saved.
fn days(usual: &[u16], saved: &str, max: u16, name: impl Fn(u16) -> String) -> Vec<(String, String)> {
    let saved = saved.parse().ok().filter(|days| *days <= max && !usual.contains(days));
    let mut all: Vec<u16> = usual.iter().copied().chain(saved).collect();
    all.sort_unstable();
    all.into_iter().map(|days| (days.to_string(), name(days))).collect()
}
