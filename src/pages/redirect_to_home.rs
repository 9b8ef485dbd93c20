//! What an organization does not show to this reader.

use leptos::prelude::*;

use super::organization::use_current_organization;
use crate::{
    host::History,
    location::use_location,
    paths::{Section, use_paths},
};

/// Leads on to the organization's home, and says nothing of what is here.
#[component]
pub fn RedirectToHome() -> impl IntoView {
    let (current, location, paths) = (use_current_organization(), use_location(), use_paths());
    if let Some(organization) = untrack(|| current.id()) {
        location.go(&paths.section(organization, Section::Home), History::Replace);
    }
}
