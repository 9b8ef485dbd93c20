//! Everything that needs somebody signed in.

use std::time::Duration;

use api_types::{OrganizationId, Session};
use leptos::prelude::*;

use super::error_message::ErrorPanel;
use crate::{
    api::{self, ApiError, Connection, Reauthentication},
    host::{History, Host, StorageKey, random_key, use_host},
    i18n::use_i18n,
    location::use_location,
    paths::use_paths,
    queries::use_queries,
    ui::{Button, ButtonKind, IconName, LinkButton, StatePanel},
};

/// The signed-in user. Keeps the last known session while it is renewed.
#[derive(Clone, Copy)]
pub struct CurrentUser(Memo<Option<Session>>);

impl CurrentUser {
    /// The session. Reactive.
    pub fn session(self) -> Option<Session> {
        self.0.get()
    }
}

/// How long the painted outline covers a page of which a part does not come: the navigation below it works.
const OUTLINE_AT_MOST: Duration = Duration::from_secs(10);

/// The user of the surrounding app.
pub fn use_current_user() -> CurrentUser {
    expect_context()
}

/// The organization on screen last: that which the pages of the account lead back to.
#[derive(Clone, Copy)]
struct LastOrganization(StoredValue<Option<OrganizationId>>);

/// The organization that was on screen last.
pub fn use_last_organization() -> StoredValue<Option<OrganizationId>> {
    let LastOrganization(last) = expect_context();
    last
}

#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    SignedIn,
    SignedOut,
    /// As somebody else than this page is for.
    OtherAccount,
    Failed(ApiError),
}

/// Shows the pages inside to somebody signed in; leads everybody else to the sign-in page and back.
#[component]
pub fn SignedIn(
    /// The pages.
    inside: fn() -> AnyView,
) -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), use_queries());
    let answer = queries.session();
    let session = Memo::new(move |previous: Option<&Option<Session>>| match answer.get() {
        Some(Ok(session)) => Some(session),
        _ => previous.cloned().flatten(),
    });
    let connection: Connection = expect_context();
    let state = Memo::new(move |_| match answer.get() {
        _ if connection.is_other_account() => State::OtherAccount,
        _ if session.with(Option::is_some) => State::SignedIn,
        None => State::Waiting,
        Some(Ok(_)) => State::SignedIn,
        Some(Err(error)) if error.is_unauthenticated() => State::SignedOut,
        Some(Err(error)) => State::Failed(error),
    });
    host.on_bfcache_restore({
        let host = host.clone();
        move || host.reload()
    });
    follow_other_tabs(&host);
    provide_context(CurrentUser(session));
    provide_context(LastOrganization(StoredValue::new(None)));
    let retry = Callback::new(move |()| queries.refresh());
    let content = move || match state.get() {
        State::Waiting => ().into_any(),
        State::SignedIn => {
            if host.stored(StorageKey::SignedIn).is_none() {
                host.store(StorageKey::SignedIn, Some(&random_key()));
            }
            let host = host.clone();
            set_timeout(move || host.remove_painted_shell(), OUTLINE_AT_MOST);
            inside()
        }
        State::SignedOut => {
            host.store(StorageKey::SignedIn, None);
            view! { <SignedOut host=host.clone()/> }.into_any()
        }
        State::OtherAccount => view! { <OtherAccount host=host.clone()/> }.into_any(),
        State::Failed(error) => {
            host.remove_painted_shell();
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <main><ErrorPanel error title on_retry=retry/></main> }.into_any()
        }
    };
    view! { {move || content()} }
}

/// Signing out in another tab locks this one; signing in again there as the same account opens it.
fn follow_other_tabs(host: &Host) {
    let (queries, reauthentication) = (use_queries(), expect_context::<Reauthentication>());
    host.on_stored_elsewhere(StorageKey::SignedIn, move |mark| {
        if mark.is_none() {
            return reauthentication.lock();
        }
        leptos::task::spawn_local(async move {
            // With another account the answer is what makes this page start over.
            if queries.fetch(api::session()).await.is_ok() {
                reauthentication.complete();
            }
        });
    });
}

/// The browser is signed in with another account now. Nothing of this page stays in sight.
#[component]
fn OtherAccount(host: Host) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let reauthentication: Reauthentication = expect_context();
    // Nobody is asked for the password of the account before.
    reauthentication.complete();
    host.forget_drafts();
    host.remove_painted_shell();
    let start_over = Callback::new(move |()| match host.options().is_embedded {
        true => host.reload(),
        false => host.leave_for(&paths.start()),
    });
    view! {
        <main class="r-main r-main--alone" tabindex="-1">
            <StatePanel
                icon=IconName::Lock
                page=true
                title=i18n.label(|texts| texts.states.other_account_title)
                text=i18n.label(|texts| texts.states.other_account_text)
            >
                <Button kind=ButtonKind::Primary on_press=start_over>
                    {i18n.label(|texts| texts.states.other_account_go)}
                </Button>
            </StatePanel>
        </main>
    }
}

/// Signs out, and leaves nothing of this reader behind: the page is loaded anew.
pub fn use_sign_out() -> Callback<()> {
    let (host, paths, queries) = (use_host(), use_paths(), use_queries());
    Callback::new(move |()| {
        let (host, next) = (host.clone(), paths.sign_in(None));
        leptos::task::spawn_local(async move {
            // A server that cannot be reached keeps its session; this browser forgets it all the same.
            let signed_out = queries.api().send(api::sign_out()).await;
            queries.clear();
            host.forget_drafts();
            host.store(StorageKey::SignedIn, None);
            match (signed_out, host.options().is_embedded) {
                (_, true) => host.reload(),
                (_, false) => host.leave_for(&next),
            }
        });
    })
}

/// On a page of our own: goes to sign in and comes back. In a host's page signing in happens on a page of our own.
#[component]
fn SignedOut(host: Host) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let address = host.url().whole();
    if !host.options().is_embedded {
        let next = Some(address.as_str()).filter(|address| *address != paths.start());
        use_location().go(&paths.sign_in(next), History::Replace);
        return ().into_any();
    }
    host.remove_painted_shell();
    let sign_in = crate::paths::Paths::below("").sign_in(Some(&address));
    view! {
        <main>
            <StatePanel
                icon=IconName::Lock
                page=true
                title=i18n.label(|texts| texts.states.signed_out)
                text=i18n.label(|texts| texts.common.one_account)
            >
                <LinkButton kind=ButtonKind::Primary external=true href=sign_in>
                    {i18n.label(|texts| texts.common.sign_in)}
                </LinkButton>
            </StatePanel>
        </main>
    }
    .into_any()
}
