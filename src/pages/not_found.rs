//! What does not exist, or may not be seen: one page for both.

use leptos::prelude::*;

use crate::{
    host::use_host,
    i18n::use_i18n,
    paths::use_paths,
    ui::{IconName, LinkButton, StatePanel},
};

/// The whole page: for URLs outside every organization that the reader has.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <main class="r-main r-main--alone" tabindex="-1">
            <NotFound/>
        </main>
    }
}

/// Says that there is nothing here for this reader.
#[component]
pub fn NotFound() -> impl IntoView {
    let (host, i18n, paths) = (use_host(), use_i18n(), use_paths());
    host.remove_painted_shell();
    Effect::new(move |_| host.set_page_title(&[i18n.texts().states.not_found_title]));
    view! {
        <StatePanel
            icon=IconName::Lock
            page=true
            title=i18n.label(|texts| texts.states.not_found_title)
            text=i18n.label(|texts| texts.states.not_found_text)
        >
            <LinkButton href=paths.start()>{i18n.label(|texts| texts.states.to_start)}</LinkButton>
        </StatePanel>
    }
}
