//! Going on to another address.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Takes the place of this address. It waits until what is being rendered stands: the router loses a navigation that
/// begins while it is still building the route it came from.
#[component]
pub fn Redirect(
    /// A whole address, base included.
    to: String,
) -> impl IntoView {
    let navigate = use_navigate();
    let go = move || {
        let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&to, options);
    };
    // Without a timer there is no browser to navigate in.
    if let Ok(timer) = set_timeout_with_handle(go, Duration::ZERO) {
        on_cleanup(move || timer.clear());
    }
}
