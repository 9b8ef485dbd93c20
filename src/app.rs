//! What everything else stands in: the host, the language, the way to the server, what is known of its data.

use leptos::prelude::*;

use crate::{
    api::{Api, Reauthentication},
    host::Host,
    location::Location,
    pages::{Positions, ReauthenticationPrompt},
    paths::Paths,
    preferences::Preferences,
    queries::Queries,
    routes::Routes,
    ui::{Sprite, ToastRegion, Toaster},
};

/// The whole app, on whatever page `host` is.
#[component]
pub fn App(host: Host) -> impl IntoView {
    let paths = Paths::below(&host.options().base);
    let reauthentication = Reauthentication::new();
    let queries = Queries::new(Api::new(host.clone(), reauthentication));
    let toaster = Toaster::new();
    let speaks = Preferences::provide(&host, toaster).ready();
    Location::provide(&host, &paths);
    provide_context(paths);
    provide_context(reauthentication);
    provide_context(queries);
    provide_context(toaster);
    provide_context(Positions::new());
    host.watch_user_activity();
    provide_context(host);
    view! {
        <Sprite/>
        <Show when=move || speaks.get()>
            <Routes/>
            <ReauthenticationPrompt/>
        </Show>
        <ToastRegion/>
    }
}
