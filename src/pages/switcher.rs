//! Switching organization: the reader's organizations behind the switcher, and the way to the chosen one.

use std::time::Duration;

use api_types::{Organization, OrganizationId, RecentOrganizations};
use leptos::prelude::*;

use super::{create_organization::use_can_create, lazy::lazy};
use crate::{
    api,
    components::Switcher,
    host::History,
    location::use_location,
    paths::{Section, use_paths},
    queries::use_queries,
    ui::PopoverControl,
};

/// How long after a key the search leaves, so that a word in full swing is one request.
const PAUSE: Duration = Duration::from_millis(120);

/// Goes to an organization and keeps the section.
pub(super) fn use_switch(section: impl Fn() -> Section + Send + Sync + 'static) -> Callback<OrganizationId> {
    let (paths, location) = (use_paths(), use_location());
    Callback::new(move |organization| {
        location.go(&paths.section(organization, section()), History::Push);
    })
}

lazy! {
    /// The inside of the switcher, loaded when it opens.
    pub panels: organizations(
        active: Memo<Option<Organization>>,
        section: Memo<Option<Section>>,
        control: PopoverControl,
        is_creating: RwSignal<bool>
    ) => view! { <Organizations active section control is_creating/> };
}

/// The reader's organizations, asked for while the switcher is open.
#[component]
fn Organizations(
    /// The organization on screen.
    active: Memo<Option<Organization>>,
    /// The section to stay in.
    section: Memo<Option<Section>>,
    /// Opens and closes the switcher.
    control: PopoverControl,
    /// Whether the dialog that creates an organization is open.
    is_creating: RwSignal<bool>,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let settled = use_settled(search.into());
    let pages = use_queries().organizations(settled);
    // Not every reader of one home has a home elsewhere.
    let kept = move || section.get_untracked().filter(|section| *section != Section::Home);
    let switch = use_switch(move || kept().unwrap_or_default());
    let on_choose = Callback::new(move |organization| {
        control.close();
        switch.run(organization);
    });
    let queries = use_queries();
    let marks = queries.recent_organizations();
    // What was read last stays while it is read again.
    let recent = Memo::new(move |before: Option<&RecentOrganizations>| match marks.get() {
        Some(Ok(recent)) => recent,
        _ => before.cloned().unwrap_or_default(),
    });
    let on_pin = Callback::new(move |is_pinned| {
        if let Some(organization) = active.with_untracked(|active| active.as_ref().map(|it| it.id)) {
            let pin = queries.mutate(api::pin_organization(organization, is_pinned));
            pin.affects_only(api::recent_organizations()).send();
        }
    });
    let on_create = Callback::new(move |()| {
        control.close();
        is_creating.set(true);
    });
    view! {
        <Switcher
            active
            organizations=pages.rows()
            total=pages.total()
            is_current=Signal::derive(move || search.get() == settled.get() && pages.is_current())
            busy=pages.busy()
            failed=Signal::derive(move || pages.failure().get().is_some())
            recent
            search
            on_more=Callback::new(move |()| pages.more())
            on_retry=Callback::new(move |()| pages.retry())
            on_choose
            on_pin
            on_create
            can_create=use_can_create()
        />
    }
}

/// What was typed, once the reader has paused for a moment.
pub(super) fn use_settled(typed: Signal<String>) -> Signal<String> {
    let settled = RwSignal::new(typed.get_untracked());
    Effect::new(move |_| {
        let text = typed.get();
        let timer = set_timeout_with_handle(move || settled.set(text), PAUSE);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    settled.into()
}
