//! The one table of routes.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Routes},
    path,
};

use crate::pages::{Invitation, NotFound, OrganizationLayout, Roles, SignIn, SignedIn, Start, User, Users};

/// What is shown at which address below the base.
#[component]
pub fn AppRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <main><NotFound/></main> }>
            <Route path=path!("/sign-in") view=SignIn/>
            <Route path=path!("/invitation") view=Invitation/>
            <ParentRoute path=path!("") view=SignedIn>
                <Route path=path!("/") view=Start/>
                <ParentRoute path=path!("/organizations/:organization") view=OrganizationLayout>
                    <Route path=path!("/users") view=Users/>
                    <Route path=path!("/users/:member") view=User/>
                    <Route path=path!("/roles") view=Roles/>
                    <Route path=path!("/*rest") view=NotFound/>
                </ParentRoute>
            </ParentRoute>
        </Routes>
    }
}
