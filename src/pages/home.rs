//! The home of an organization: for whoever sees nothing else of it.

use leptos::prelude::*;

use super::{
    error_message::ErrorPanel, lazy::lazy, organization::use_current_organization, organization_shell::Account,
    requests::own_requests, signed_in::use_current_user,
};
use crate::{
    components::{MemberHome, UserSkeleton},
    host::use_host,
    i18n::use_i18n,
    queries::use_queries,
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: home() => view! { <Home/> };
}

/// In which organization the reader is, what they can do there, and whom to ask. It tells nothing about other users.
#[component]
fn Home() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let current_user = use_current_user();
    let answer = queries.membership(move || current.id());
    let page = host.clone();
    Effect::new(move |_| page.set_page_title(&[i18n.texts().shell.home, &current.name()]));
    let retry = Callback::new(move |()| queries.refresh());
    let bare = host.options().hides_navigation;
    // Elsewhere it stands in the navigation.
    let account = move || bare.then(|| view! { <Account compact=false/> });
    let content = move || match (current.organization(), current_user.session(), answer.get()) {
        (_, _, Some(Err(error))) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        (Some(organization), Some(session), Some(Ok(membership))) => {
            let id = organization.id;
            view! {
                <MemberHome organization membership account=session.account menu=account>
                    {own_requests(id)}
                </MemberHome>
            }
            .into_any()
        }
        _ => view! { <UserSkeleton/> }.into_any(),
    };
    view! { {move || content()} }
}
