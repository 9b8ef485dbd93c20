//! The icon of what a grant gives access to.

use leptos::prelude::*;

use crate::ui::{Icon, IconName};

/// The icon of a group. It stands here, not in the sprite, because only these pages draw it.
#[component]
pub fn GroupIcon() -> impl IntoView {
    view! {
        <svg class="r-icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 2 14 5.5v5L8 14l-6-3.5v-5zM8 8v6M8 8l6-2.5M8 8 2 5.5"/>
        </svg>
    }
}

/// A device or a group.
pub fn target_icon(is_group: bool) -> AnyView {
    if is_group { view! { <GroupIcon/> }.into_any() } else { view! { <Icon name=IconName::Device/> }.into_any() }
}
