//! The frame around the pages of the account: that of the organization the user comes from.

use api_types::{Organization, OrganizationId};
use leptos::prelude::*;

use super::super::{
    connection_banner::ConnectionBanner,
    organization::{CurrentOrganization, use_accent},
    organization_shell::OrganizationShell,
    signed_in::{use_current_user, use_last_organization},
};
use crate::{access::Access, queries::use_queries};

/// Frames the pages of the account with the navigation of the last organization; without one, they stand alone.
#[component]
pub fn AccountLayout(
    /// The page in the URL.
    inside: fn() -> AnyView,
) -> impl IntoView {
    let queries = use_queries();
    let (last, user) = (use_last_organization(), use_current_user());
    let id: Memo<Option<OrganizationId>> = Memo::new(move |_| {
        last.get_value().or_else(|| user.session().and_then(|session| session.default_organization))
    });
    let answer = queries.organization(id);
    let organization = Memo::new(move |before: Option<&Option<Organization>>| match answer.get() {
        Some(Ok(organization)) => Some(organization),
        _ => before.cloned().flatten(),
    });
    provide_context(CurrentOrganization::new(id, organization));
    provide_context(Access::of(organization));
    use_accent(organization);
    let has_organization = Memo::new(move |_| id.get().is_some());
    move || {
        if !has_organization.get() {
            return view! { <main class="r-main r-main--alone" tabindex="-1">{inside()}</main> }.into_any();
        }
        view! {
            <OrganizationShell organization section=Memo::new(|_| None)>
                <ConnectionBanner/>
                {inside()}
            </OrganizationShell>
        }
        .into_any()
    }
}
