//! Keeps the pages of an organization up to date.

use std::time::Duration;

use leptos::prelude::*;

use super::{lazy::lazy, organization::use_current_organization, signed_in::use_current_user};
use crate::{
    api::Connection,
    host::{Host, use_host},
    queries::use_queries,
};

/// How long the stream of changes waits for the first rows: it says what has changed meanwhile.
const LATER: Duration = Duration::from_millis(1_500);

/// How often it is checked whether others have changed what is shown, while no stream says so.
const REVALIDATE_EVERY: Duration = Duration::from_secs(15);

/// Shows nothing. What others change appears on the page.
#[component]
pub fn Live() -> impl IntoView {
    let is_started = RwSignal::new(false);
    start_later(use_host(), is_started);
    let content = move || match is_started.get() {
        true => follow(),
        false => ().into_any(),
    };
    view! { {move || content()} }.into_any()
}

/// The program's part for it cannot be loaded without a network.
fn start_later(host: Host, is_started: RwSignal<bool>) {
    let start = move || match host.is_online() {
        true => {
            // The page may have been left meanwhile.
            let _ = is_started.try_set(true);
        }
        false if is_started.try_get_untracked().is_some() => start_later(host, is_started),
        false => {}
    };
    set_timeout(start, LATER);
}

lazy! {
    /// Loaded after the first rows, with the menus: a file of its own would cost more on the first visit.
    menus unseen: follow() => view! { <Follow/> };
}

#[component]
fn Follow() -> impl IntoView {
    let (host, queries) = (use_host(), use_queries());
    let connection: Connection = expect_context();
    let checked = host.clone();
    host.while_visible(REVALIDATE_EVERY, move || {
        let is_connected = checked.is_online() && untrack(|| connection.is_reachable());
        if is_connected && !queries.is_live_untracked() {
            queries.revalidate();
        }
    });
    let (current, user) = (use_current_organization(), use_current_user());
    let followed = Memo::new(move |_| Some((current.id()?, user.session()?.account.id)));
    Effect::new(move |_| {
        if let Some((organization, account)) = followed.get() {
            queries.follow(&host, organization, account);
        }
    });
}
