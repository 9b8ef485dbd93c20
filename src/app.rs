//! What everything else stands in: the host, the language, the way to the server, what is known of its data.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{
    api::{Api, SessionGate},
    host::Host,
    pages::{Positions, SessionEnded},
    paths::Paths,
    preferences::Preferences,
    queries::Queries,
    routes::AppRoutes,
    ui::{Sprite, ToastRegion, Toaster},
};

/// The whole app, on whatever page `host` is.
#[component]
pub fn App(host: Host) -> impl IntoView {
    let base = host.options().base.clone();
    let gate = SessionGate::new();
    let queries = Queries::new(Api::new(host.clone(), gate));
    let toaster = Toaster::new();
    let speaks = Preferences::provide(&host, toaster).arrives();
    provide_context(Paths::below(&base));
    provide_context(gate);
    provide_context(queries);
    provide_context(toaster);
    provide_context(Positions::new());
    host.watch_attendance();
    provide_context(host);
    view! {
        <Sprite/>
        <Show when=move || speaks.get()>
            <Router base=base.clone()>
                <AppRoutes/>
                <SessionEnded/>
            </Router>
        </Show>
        <ToastRegion/>
    }
}
