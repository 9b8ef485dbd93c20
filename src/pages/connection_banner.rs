//! The banner that says that there is no way to the server, or that it has a newer app.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    api::Connection,
    host::use_host,
    i18n::{Texts, use_i18n},
    queries::use_queries,
    ui::{Banner, IconName},
};

/// How often a server that does not answer is asked again.
const RETRY_EVERY: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Connected,
    Offline,
    Unreachable,
    NewerApp,
}

/// One line while the browser is offline or the server does not answer; what is on screen stays, and is asked for again
/// once there is an answer. Otherwise a line if this page is older than the server's app.
#[component]
pub fn ConnectionBanner() -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    let connection: Connection = expect_context();
    let is_online = RwSignal::new(host.is_online());
    host.on_network(move |is_there| {
        is_online.set(is_there);
        if is_there {
            queries.refresh();
        }
    });
    // Whatever was answered first, what has failed meanwhile is asked for again.
    Effect::new(move |before: Option<bool>| {
        let is_reachable = connection.is_reachable();
        if is_reachable && before == Some(false) {
            queries.revalidate();
        }
        is_reachable
    });
    host.while_visible(RETRY_EVERY, move || {
        if is_online.get_untracked() && !untrack(|| connection.is_reachable()) {
            queries.refresh();
        }
    });
    let state = Memo::new(move |_| match (is_online.get(), connection.is_reachable()) {
        (false, _) => State::Offline,
        (true, false) => State::Unreachable,
        (true, true) if connection.has_newer_app() => State::NewerApp,
        (true, true) => State::Connected,
    });
    let act = Callback::new(move |()| {
        if state.get_untracked() == State::NewerApp {
            return host.reload();
        }
        is_online.set(host.is_online());
        queries.refresh();
    });
    let is_connected = Memo::new(move |_| state.get() == State::Connected);
    let banner = move || {
        let words = move |of: fn([&'static str; 3]) -> &'static str| {
            Signal::derive(move || of(state.get().words(i18n.texts())).to_owned())
        };
        view! {
            <Banner
                icon=state.get_untracked().icon()
                title=words(|[title, ..]| title)
                text=words(|[_, text, _]| text)
                action=words(|[.., action]| action)
                on_action=act
            />
        }
    };
    move || (!is_connected.get()).then(banner)
}

impl State {
    /// Title, text, and what its button says.
    fn words(self, texts: &Texts) -> [&'static str; 3] {
        let texts = &texts.states;
        match self {
            Self::Connected => [""; 3],
            Self::Offline => [texts.offline_title, texts.offline_text, texts.retry_now],
            Self::Unreachable => [texts.unreachable_title, texts.unreachable_text, texts.retry_now],
            Self::NewerApp => [texts.newer_title, texts.newer_text, texts.reload],
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Connected | Self::NewerApp => IconName::Info,
            Self::Offline | Self::Unreachable => IconName::Offline,
        }
    }
}
