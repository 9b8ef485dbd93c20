//! The plan, and who uses the seats.

use api_types::{OrganizationSettings, SeatUse};
use leptos::prelude::*;

use super::super::organization::use_current_organization;
use crate::{
    i18n::{SettingsTexts, use_i18n},
    ui::{Note, NoteKind, Section, unique_id},
};

/// From so many seats of a hundred on, there is a warning.
const WARNING: u64 = 90;

/// The plan and the seats. The operator of the server decides on both.
#[component]
pub fn Subscription(settings: Memo<OrganizationSettings>) -> impl IntoView {
    let said = use_i18n().of::<SettingsTexts>();
    let seats = Memo::new(move |_| settings.with(|settings| settings.seats));
    let billing = Memo::new(move |_| settings.with(|settings| settings.billing_url.clone()));
    view! {
        <div class="r-settings__main">
            <Plan billing/>
            <Section title=said.label(|texts| texts.seats) lede=said.label(|texts| texts.seats_lede)>
                {move || view! { <Meter seats=seats.get()/> }}
            </Section>
        </div>
    }
}

#[component]
fn Plan(billing: Memo<Option<String>>) -> impl IntoView {
    let current = use_current_organization();
    let said = use_i18n().of::<SettingsTexts>();
    let plan = move || {
        let plan = current.organization().and_then(|it| it.plan);
        plan.unwrap_or_else(|| said.texts().no_plan.to_owned())
    };
    let link = move || {
        let url = billing.get()?;
        Some(view! {
            <a class="r-btn" href=url rel="noreferrer external">{move || said.texts().billing}</a>
        })
    };
    let title = unique_id("section");
    let labelled_by = title.clone();
    view! {
        <section class="r-section" aria-labelledby=labelled_by>
            <div class="r-section__head">
                <div><h2 id=title>{move || said.texts().plan}</h2></div>
                {link}
            </div>
            <dl class="r-facts"><div><dt>{move || said.texts().plan}</dt><dd>{plan}</dd></div></dl>
        </section>
    }
}

#[component]
fn Meter(seats: SeatUse) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let SeatUse { members, pending, expired, limit } = seats;
    let used = members + pending + expired;
    let text = Signal::derive(move || (said.texts().seats_used)(i18n.format(), used, limit));
    let bar = limit.map(|limit| {
        let part = move |number: u64| format!("{}%", share(number, limit.max(used)));
        view! {
            <div
                class="r-meter__bar"
                role="meter"
                aria-label=move || said.texts().seats
                aria-valuemin="0"
                aria-valuemax=limit.to_string()
                aria-valuenow=used.min(limit).to_string()
                aria-valuetext=text
            >
                <span style:inline-size=part(members)></span>
                <span style:inline-size=part(pending + expired) data-part="pending"></span>
            </div>
        }
    });
    let key = move |part: Option<&'static str>, number: u64, name: fn(&SettingsTexts) -> &'static str| {
        view! {
            <span>
                <i data-part=part aria-hidden="true"></i>
                <b>{move || i18n.format().number(number)}</b>
                " "
                {move || name(said.texts())}
            </span>
        }
    };
    let expired_key = (expired > 0).then(|| key(Some("pending"), expired, |texts| texts.seats_expired));
    let free_key = limit.map(|limit| key(None, limit.saturating_sub(used), |texts| texts.seats_free_short));
    view! {
        <div class="r-meter">
            <div><span class="r-strong">{move || text.get()}</span></div>
            {bar}
            <div class="r-meter__key">
                {key(Some("members"), members, |texts| texts.seats_members)}
                {key(Some("pending"), pending, |texts| texts.seats_pending)}
                {expired_key}
                {free_key}
            </div>
            {limit.map(|limit| view! { <SeatNote used limit/> })}
        </div>
    }
}

/// What is to be done when seats run out.
#[component]
fn SeatNote(used: u64, limit: u64) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    if used > limit {
        let text = move || (said.texts().seats_over)(i18n.format(), used - limit);
        return view! { <Note kind=NoteKind::Danger>{text}</Note> }.into_any();
    }
    match limit - used {
        0 => view! { <Note kind=NoteKind::Danger>{move || said.texts().seats_full}</Note> }.into_any(),
        free if share(used, limit) >= WARNING => {
            let text = move || (said.texts().seats_free)(i18n.format(), free);
            view! { <Note kind=NoteKind::Warning>{text}</Note> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// How much of the limit is used, in a hundred.
fn share(used: u64, limit: u64) -> u64 {
    used.saturating_mul(100).checked_div(limit).map_or(100, |share| share.min(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org4_a_limit_below_what_is_used_is_full() {
        assert_eq!([(0, 10), (9, 10), (12, 10), (1, 0)].map(|(used, limit)| share(used, limit)), [0, 90, 100, 100]);
    }
}
