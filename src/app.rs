//! What everything else stands in: the host, the language, the way to the server, what is known of its data.

use leptos::prelude::*;

use crate::{
    api::{Api, Connection, Reauthentication},
    host::Host,
    location::Location,
    pages::{FailedAction, Positions, ReauthenticationPrompt, RoleDrafts},
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
    let (reauthentication, connection) = (Reauthentication::new(), Connection::new());
    let toaster = Toaster::new();
    let queries = Queries::new(Api::new(host.clone(), reauthentication, connection), toaster);
    let speaks = Preferences::provide(&host, toaster).ready();
    Location::provide(&host, &paths);
    provide_context(paths);
    provide_context(reauthentication);
    provide_context(connection);
    provide_context(queries);
    provide_context(toaster);
    provide_context(Positions::new());
    provide_context(RoleDrafts::new());
    host.watch_user_activity();
    host.on_keydown(move |event| toaster.note_key(&event));
    host.on_pointerdown(move || toaster.note_pointer());
    provide_context(host);
    view! {
        <Sprite/>
        <Show when=move || speaks.get()>
            <Routes/>
            <FailedAction/>
            <ReauthenticationPrompt/>
        </Show>
        <ToastRegion/>
    }
}
