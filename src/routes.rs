//! The one table of what is shown where.

use leptos::prelude::*;

use crate::{
    location::use_location,
    pages::{NotFound, OrganizationLayout, Part, SignedIn, Start, Users, parts},
    paths::{Page, Place, Section},
};

/// Something that is shown by itself or inside of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    SignIn,
    Invitation,
    SignedIn,
    Start,
    Organization,
    Users,
    User,
    Roles,
    /// Nothing is here, said inside a frame.
    NotFound,
    /// Nothing is here, and no frame either.
    Nowhere,
}

/// What is shown at a place, from the outside to the inside.
const fn shown(place: Place) -> &'static [Shown] {
    match place {
        Place::SignIn => &[Shown::SignIn],
        Place::Invitation => &[Shown::Invitation],
        Place::Start => &[Shown::SignedIn, Shown::Start],
        Place::Organization(_, Page::Section(Section::Users)) => &[Shown::SignedIn, Shown::Organization, Shown::Users],
        Place::Organization(_, Page::User(_)) => &[Shown::SignedIn, Shown::Organization, Shown::User],
        Place::Organization(_, Page::Section(Section::Roles)) => &[Shown::SignedIn, Shown::Organization, Shown::Roles],
        Place::Organization(_, Page::Unknown) => &[Shown::SignedIn, Shown::Organization, Shown::NotFound],
        Place::Unknown => &[Shown::Nowhere],
    }
}

impl Shown {
    fn draw(self) -> AnyView {
        match self {
            Self::SignIn => view! { <Part load=parts::sign_in/> }.into_any(),
            Self::Invitation => view! { <Part load=parts::invitation/> }.into_any(),
            Self::SignedIn => view! { <SignedIn inside=|| shown_at(1)/> }.into_any(),
            Self::Start => view! { <Start/> }.into_any(),
            Self::Organization => view! { <OrganizationLayout inside=|| shown_at(2)/> }.into_any(),
            Self::Users => view! { <Users/> }.into_any(),
            Self::User => view! { <Part load=parts::user/> }.into_any(),
            Self::Roles => view! { <Part load=parts::roles/> }.into_any(),
            Self::NotFound => view! { <NotFound/> }.into_any(),
            Self::Nowhere => view! { <main><NotFound/></main> }.into_any(),
        }
    }
}

/// What the address asks for. Whatever two places have in common stays on the page between them.
#[component]
pub fn Routes() -> impl IntoView {
    shown_at(0)
}

/// What is shown inside so many others.
fn shown_at(depth: usize) -> AnyView {
    let location = use_location();
    let here = Memo::new(move |_| shown(location.place()).get(depth).copied());
    view! { {move || here.get().map_or_else(|| ().into_any(), Shown::draw)} }.into_any()
}
