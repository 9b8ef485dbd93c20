//! The product's mark and name.

use leptos::prelude::*;

/// Mark and name, as they stand on pages without navigation.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <span class="r-brand">
            <svg class="r-mark" viewBox="0 0 20 20" aria-hidden="true">
                <path d="M8.5 4.5H17M8.5 10H17M8.5 15.5h5"></path>
                <path d="M3.5 4.5h.01M3.5 10h.01M3.5 15.5h.01"></path>
            </svg>
            "Roster"
        </span>
    }
}
