//! The days between which a user has access.

use api_types::{Member, MemberColumn};
use leptos::prelude::*;

use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Button, IconName, Section},
};

/// First and last day with access.
#[component]
pub fn AccessDates(
    #[prop(into)] member: Signal<Member>,
    /// The zone in which days begin.
    #[prop(into)]
    zone: Signal<String>,
    /// Whether the reader may change them.
    #[prop(into)]
    can_change: Signal<bool>,
    /// Asks to change them.
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let fact = move |column: MemberColumn, day: fn(&Member) -> Option<&str>| {
        let text = move || {
            let format = i18n.format();
            member.with(|member| day(member).map(|day| format.plain_day(day)))
        };
        view! {
            <div>
                <dt>{move || (i18n.texts().member_list.column)(column.as_str())}</dt>
                <dd>{move || text().unwrap_or_else(|| said.texts().user.dates_open.to_owned())}</dd>
            </div>
        }
    };
    view! {
        <Section
            title=said.label(|texts| texts.user.dates)
            lede=Signal::derive(move || (said.texts().user.dates_lede)(&zone.get()))
        >
            <dl class="r-facts">
                {fact(MemberColumn::ActiveFrom, |member| member.active_from.as_deref())}
                {fact(MemberColumn::ActiveUntil, |member| member.active_until.as_deref())}
            </dl>
            {move || can_change.get().then(|| view! {
                <div class="r-btns">
                    <Button icon=IconName::Clock on_press=on_change>{move || said.texts().user.dates_change}</Button>
                </div>
            })}
        </Section>
    }
}
