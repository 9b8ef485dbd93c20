//! The plan, and how many seats are used.

use api_types::Seats;
use leptos::prelude::*;

use super::super::organization::use_current_organization;
use crate::{
    i18n::{SettingsTexts, use_i18n},
    ui::{Note, NoteKind, Section},
};

/// From so many seats of a hundred on, there is a warning.
const WARNING: u64 = 90;

/// The plan and the seats. The operator of the server decides on both.
#[component]
pub fn Subscription() -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let said = i18n.of::<SettingsTexts>();
    let plan = move || {
        let plan = current.organization().and_then(|it| it.plan);
        plan.unwrap_or_else(|| said.texts().no_plan.to_owned())
    };
    let meter = move || current.organization().and_then(|it| it.seats).map(|seats| view! { <Meter seats/> });
    view! {
        <div class="r-settings__main">
            <Section title=said.label(|texts| texts.plan)>
                <dl class="r-facts"><div><dt>{move || said.texts().plan}</dt><dd>{plan}</dd></div></dl>
            </Section>
            <Section title=said.label(|texts| texts.seats) lede=said.label(|texts| texts.seats_lede)>{meter}</Section>
        </div>
    }
}

#[component]
fn Meter(seats: Seats) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let Seats { used, limit } = seats;
    let text = Signal::derive(move || (said.texts().seats_used)(i18n.format(), used, limit));
    let bar = limit.map(|limit| {
        let share = share(used, limit);
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
                <span style:inline-size=format!("{share}%")></span>
            </div>
        }
    });
    let note = limit.map(|limit| match limit.saturating_sub(used) {
        0 => view! { <Note kind=NoteKind::Danger>{move || said.texts().seats_full}</Note> }.into_any(),
        free => {
            let text = move || (said.texts().seats_free)(i18n.format(), free);
            if share(used, limit) >= WARNING {
                view! { <Note kind=NoteKind::Warning>{text}</Note> }.into_any()
            } else {
                view! { <p class="r-hint">{text}</p> }.into_any()
            }
        }
    });
    view! {
        <div class="r-meter">
            <div><span class="r-strong">{move || text.get()}</span></div>
            {bar}
            {note}
        </div>
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
