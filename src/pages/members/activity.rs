//! The activity on the page of a user: the newest events, and older ones on demand.

use api_types::{AuditFilter, EmailChange, MemberId, OrganizationId, Permission};
use leptos::prelude::*;

use crate::{
    access::use_access,
    components::ActivityList,
    i18n::{PageTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Button, Section},
};

/// What happened to a member; asked for again with each version of it.
#[component]
pub fn Activity(
    organization: OrganizationId,
    member: MemberId,
    version: Memo<(i64, Option<EmailChange>)>,
    /// Where another user's page is.
    href: Callback<MemberId, String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let pages = use_queries().activity(organization, member, version);
    let has_failed = move || pages.failure().get().is_some();
    let list = move || {
        let events = pages.rows().get();
        if events.is_empty() && !pages.busy().get() && !has_failed() {
            return view! { <p class="r-hint">{move || said.texts().activity.none}</p> }.into_any();
        }
        view! { <ActivityList events href/> }.into_any()
    };
    let failure = move || {
        has_failed().then(|| {
            view! {
                <p class="r-hint" role="status">{move || said.texts().activity.failed}</p>
                <Button on_press=move |()| pages.retry()>{i18n.label(|texts| texts.common.try_again)}</Button>
            }
        })
    };
    let more = move || {
        (pages.has_more() && !has_failed()).then(|| {
            view! {
                <Button busy=pages.busy() on_press=move |()| pages.more()>
                    {move || said.texts().activity.more}
                </Button>
            }
        })
    };
    let (access, paths) = (use_access(), use_paths());
    let log = move || {
        let href = paths.events_of(organization, AuditFilter::Target, member);
        access.can(Permission::AuditRead).then(|| {
            view! { <a class="r-link r-sm" href=href>{move || said.texts().audit.all_events}</a> }
        })
    };
    view! {
        <Section title=said.label(|texts| texts.activity.title)>
            {log}
            {list}
            {failure}
            {more}
        </Section>
    }
}
