//! Answers requests. Loaded with the first answer.

use api_types::{AccessRequest, AccessRequestApproval};
use leptos::prelude::*;

use super::{
    super::{lazy::lazy, list::action::Requested, organization::use_current_organization},
    actions::{APPROVE, APPROVE_AS, DECLINE, OPEN_USER},
    answer::{ApproveDialog, DeclineDialog, NotAnswered, approve},
};
use crate::{
    host::{History, use_host},
    i18n::use_i18n,
    location::use_location,
    paths::use_paths,
    queries::{WriteState, use_queries},
};

/// Where requests are answered.
#[component]
pub fn RequestActions(requested: Requested) -> impl IntoView {
    // Once it is there, it stays: what was begun goes on.
    let is_needed = Memo::new(move |before| before == Some(&true) || requested.with(Option::is_some));
    move || is_needed.get().then(|| run_actions(requested))
}

lazy! {
    pages: run_actions(requested: Requested) => view! { <RunActions requested/> };
}

/// What is being done with a request.
#[derive(Clone, PartialEq)]
enum Doing {
    Approve(Box<AccessRequest>),
    ApproveAs(Box<AccessRequest>),
    Decline(Box<AccessRequest>),
}

#[component]
fn RunActions(requested: Requested) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let (location, paths, host) = (use_location(), use_paths(), use_host());
    let (doing, state) = (RwSignal::new(None::<Doing>), WriteState::new());
    // The row is gone by then, and the focus with it.
    let keep_focus = Callback::new(move |()| {
        let host = host.clone();
        request_animation_frame(move || {
            if host.is_focus_free() {
                host.focus_content();
            }
        });
    });
    let close = Callback::new(move |()| {
        doing.set(None);
        state.clear_error();
        keep_focus.run(());
    });
    Effect::new(move |_| {
        requested.track();
        let Some((name, rows)) = requested.try_update_untracked(Option::take).flatten() else { return };
        let request = rows.first().and_then(|row| row.of::<AccessRequest>()).cloned();
        let (Some(request), Some(organization)) = (request, untrack(|| current.id())) else { return };
        match name {
            APPROVE => {
                let approval = AccessRequestApproval::default();
                approve(queries, i18n, (organization, &request), &approval).then(close).send_in(state);
                doing.set(Some(Doing::Approve(Box::new(request))));
            }
            APPROVE_AS => doing.set(Some(Doing::ApproveAs(Box::new(request)))),
            DECLINE => doing.set(Some(Doing::Decline(Box::new(request)))),
            OPEN_USER => location.go(&paths.user(organization, request.member.id), History::Push),
            _ => {}
        }
    });
    move || {
        let organization = current.id()?;
        match doing.get()? {
            Doing::Approve(request) => {
                state.error()?;
                let request = *request;
                Some(view! { <NotAnswered state organization request on_close=close/> }.into_any())
            }
            Doing::ApproveAs(request) => {
                Some(view! { <ApproveDialog organization request=*request on_close=close/> }.into_any())
            }
            Doing::Decline(request) => {
                Some(view! { <DeclineDialog organization request=*request on_close=close/> }.into_any())
            }
        }
    }
}
