//! The one table of routes.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Routes},
    path,
};

use crate::pages::{NotFound, OrganizationLayout, Part, SignedIn, Start, Users, parts};

/// What is shown at which address below the base.
#[component]
pub fn AppRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <main><NotFound/></main> }>
            <Route path=path!("/sign-in") view=|| view! { <Part load=parts::sign_in/> }/>
            <ParentRoute path=path!("") view=SignedIn>
                <Route path=path!("/") view=Start/>
                <ParentRoute path=path!("/organizations/:organization") view=OrganizationLayout>
                    <Route path=path!("/users") view=Users/>
                    <Route path=path!("/users/:member") view=|| view! { <Part load=parts::user/> }/>
                    <Route path=path!("/roles") view=|| view! { <Part load=parts::roles/> }/>
                    <Route path=path!("/*rest") view=NotFound/>
                </ParentRoute>
            </ParentRoute>
        </Routes>
    }
}
