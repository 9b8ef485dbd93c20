//! The banner that says that the browser is offline.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    host::use_host,
    i18n::use_i18n,
    queries::use_queries,
    ui::{Banner, IconName},
};

/// How often it is checked whether others have changed what is shown.
const REVALIDATE_EVERY: Duration = Duration::from_secs(15);

/// One line while the browser is offline; what is on screen stays, and is asked for again once the network is back.
#[component]
pub fn OfflineBanner() -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    let is_online = RwSignal::new(host.is_online());
    host.on_network(move |is_there| {
        is_online.set(is_there);
        if is_there {
            queries.refresh();
        }
    });
    host.while_visible(REVALIDATE_EVERY, move || {
        if is_online.get_untracked() {
            queries.revalidate();
        }
    });
    let retry = Callback::new(move |()| {
        is_online.set(host.is_online());
        queries.refresh();
    });
    let content = move || {
        (!is_online.get()).then(|| {
            view! {
                <Banner
                    icon=IconName::Offline
                    title=i18n.label(|texts| texts.states.offline_title)
                    text=i18n.label(|texts| texts.states.offline_text)
                    action=i18n.label(|texts| texts.states.retry_now)
                    on_action=retry
                />
            }
        })
    };
    view! { {move || content()} }
}
