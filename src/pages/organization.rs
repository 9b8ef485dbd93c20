//! The frame of everything inside one organization: navigation, switcher, account, and the section's page.

use api_types::{IdentityProvider, MemberId, Organization, OrganizationId};
use leptos::prelude::*;

use super::{
    connection_banner::ConnectionBanner,
    error_message::ErrorPanel,
    live::Live,
    not_found::NotFoundPage,
    organization_shell::OrganizationShell,
    second_factor_notice::{SecondFactorBanner, SecondFactorRequired},
    settings::settings,
    signed_in::use_last_organization,
};
use crate::{
    access::Access,
    api::{self, ApiError},
    host::use_host,
    i18n::{Texts, use_i18n},
    location::use_location,
    queries::use_queries,
    router::use_route,
};

/// The organization that the address names.
#[derive(Clone, Copy)]
pub struct CurrentOrganization {
    id: Memo<Option<OrganizationId>>,
    organization: Memo<Option<Organization>>,
}

/// The organization of the surrounding page.
pub fn use_current_organization() -> CurrentOrganization {
    expect_context()
}

impl CurrentOrganization {
    /// The organization with this identifier, once it is known.
    pub fn new(id: Memo<Option<OrganizationId>>, organization: Memo<Option<Organization>>) -> Self {
        Self { id, organization }
    }

    /// Its identifier; none when the address holds none. Reactive.
    pub fn id(self) -> Option<OrganizationId> {
        self.id.get()
    }

    /// The same, not tracked; nothing once the page was left.
    pub fn try_id_untracked(self) -> Option<Option<OrganizationId>> {
        self.id.try_get_untracked()
    }

    /// The organization, once it is known. Reactive.
    pub fn organization(self) -> Option<Organization> {
        self.organization.get()
    }

    /// The colour that it is shown in; nothing once the organization is off the page.
    pub fn accent_untracked(self) -> Option<Option<String>> {
        self.organization.try_with_untracked(|it| it.as_ref().and_then(|it| it.accent.clone()))
    }

    /// Its name, or nothing yet. Reactive.
    pub fn name(self) -> String {
        self.organization.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default())
    }

    /// The reader's own record in it, once that is known. Reactive.
    pub fn me(self) -> Option<MemberId> {
        self.organization.with(|it| it.as_ref().map(|it| it.member_id))
    }

    /// Where its people have their passwords, if not here. Reactive.
    pub fn identity_provider(self) -> Option<IdentityProvider> {
        self.organization.with(|it| it.as_ref().and_then(|it| it.identity_provider.clone()))
    }

    /// The reader's roles in it. Reactive.
    pub fn roles(self, texts: &'static Texts) -> String {
        let names = |it: &Organization| texts.role_names(&it.roles).join(", ");
        self.organization.with(|it| it.as_ref().map(names).unwrap_or_default())
    }
}

/// Shows the app in the colour of the organization, as soon as that is known.
pub fn use_accent(organization: Memo<Option<Organization>>) {
    let host = use_host();
    let accent = Memo::new(move |_| organization.with(|it| it.as_ref().map(|it| it.accent.clone())));
    Effect::new(move |_| {
        if let Some(accent) = accent.get() {
            host.set_accent(accent.as_deref());
        }
    });
}

#[derive(Clone, PartialEq)]
enum State {
    Shown,
    NotFound,
    Failed(ApiError),
}

/// Frames the pages of the organization in the address. Changing organization keeps the frame.
#[component]
pub fn OrganizationLayout(
    /// The page that the address names.
    inside: fn() -> AnyView,
) -> impl IntoView {
    let (host, location, i18n, queries) = (use_host(), use_location(), use_i18n(), use_queries());
    let route = use_route();
    let id = Memo::new(move |_| route.organization());
    let answer = queries.organization(id);
    // What is on screen stays there while it is asked for again, also when that fails.
    let organization = Memo::new(move |previous: Option<&Option<Organization>>| {
        let found = match answer.get() {
            Some(Ok(organization)) => Some(organization),
            Some(Err(error)) if error.is_not_found() || error.is_closed() => None,
            _ => previous.cloned().flatten(),
        };
        found.filter(|organization| Some(organization.id) == id.get())
    });
    let state = Memo::new(move |_| match answer.get() {
        _ if id.get().is_none() => State::NotFound,
        _ if organization.with(Option::is_some) => State::Shown,
        Some(Err(error)) if error.is_not_found() => State::NotFound,
        Some(Err(error)) => State::Failed(error),
        _ => State::Shown,
    });
    let section = Memo::new(move |_| route.section());
    // A followed link is gone from the page with its focus; the new page takes it.
    let focus = host.clone();
    Effect::new(move |before: Option<String>| {
        let path = location.path();
        if before.is_some_and(|before| before != path) {
            let focus = focus.clone();
            request_animation_frame(move || focus.focus_content());
        }
        path
    });
    let last = use_last_organization();
    Effect::new(move |_| last.set_value(id.get()));
    let visited = Memo::new(move |_| organization.with(|it| it.as_ref().map(|it| it.id)));
    Effect::new(move |_| {
        if let Some(organization) = visited.get() {
            // The next session starts here, or in the organization before: nobody has to be told.
            let visit = queries.mutate(api::visit_organization(organization)).on_error(|_| None);
            visit.affects_only(api::recent_organizations()).send();
        }
    });
    provide_context(CurrentOrganization::new(id, organization));
    provide_context(Access::of(organization));
    use_accent(organization);
    let retry = Callback::new(move |()| queries.refresh());
    let failure = Memo::new(move |_| match state.get() {
        State::Failed(error) => Some(error),
        State::Shown | State::NotFound => None,
    });
    Effect::new(move |_| {
        if failure.with(Option::is_some) {
            host.remove_painted_shell();
        }
    });
    // Each refusal has another request id. The panel asks, too, and has to stay.
    let is_closed = Memo::new(move |_| failure.with(|failure| failure.as_ref().is_some_and(ApiError::is_closed)));
    let content = move || match failure.get() {
        None => inside(),
        Some(error) if error.needs_second_factor() => view! { <SecondFactorRequired/> }.into_any(),
        Some(error) => {
            view! { <ErrorPanel error title=i18n.label(|texts| texts.states.page_failed) on_retry=retry/> }.into_any()
        }
    };
    // Without an organization there is nothing to navigate in.
    let is_unknown = Memo::new(move |_| state.with(|state| *state == State::NotFound));
    move || {
        if is_unknown.get() {
            return view! { <NotFoundPage/> }.into_any();
        }
        view! {
            <OrganizationShell organization section>
                <ConnectionBanner/>
                <Live/>
                <SecondFactorBanner organization/>
                // Its panel is a part of the settings.
                {move || if is_closed.get() { settings() } else { content() }}
            </OrganizationShell>
        }
        .into_any()
    }
}
