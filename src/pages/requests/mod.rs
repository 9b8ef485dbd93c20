//! Requests for access: their list, their answers, and asking.

mod actions;
mod answer;
mod ask;
mod definition;
mod member_requests;
mod own;
mod panel;
mod row;
mod run_actions;

use api_types::{AccessRequestFilter, AccessRequestState};
use leptos::prelude::*;

pub use self::{
    ask::{ask_button, no_access},
    member_requests::member_requests,
    own::own_requests,
};
use self::{
    definition::REQUEST_LIST,
    panel::{RequestPanel, use_request_href},
    run_actions::RequestActions,
};
use super::{
    lazy::lazy,
    list::{ListBody, ListHandle, ListPage, PageButtons, TitleCount, use_list},
    organization::use_current_organization,
};
use crate::{
    host::use_host,
    i18n::{Catalogue, RequestTexts, Texts, use_i18n},
    paths::{Section, use_paths},
    ui::{Button, IconName, StatePanel},
};

/// The texts of requests in the language of these.
fn said_in(texts: &Texts) -> &'static RequestTexts {
    RequestTexts::in_language(texts.language)
}

lazy! {
    /// The page of the list, loaded when it is first shown.
    pub pages page: requests() => view! { <Requests/> };
}

const STATE: &str = AccessRequestFilter::State.as_str();
/// The states of the two parts of the list.
const WAITING: [&str; 1] = [AccessRequestState::Pending.as_str()];
const ANSWERED: [&str; 4] = [
    AccessRequestState::Approved.as_str(),
    AccessRequestState::Declined.as_str(),
    AccessRequestState::Expired.as_str(),
    AccessRequestState::Cancelled.as_str(),
];

#[component]
fn Requests() -> impl IntoView {
    let (host, i18n, current, paths) = (use_host(), use_i18n(), use_current_organization(), use_paths());
    let path = Signal::derive(move || Some(paths.section(current.id()?, Section::AccessRequests)));
    let page = ListPage { path, fixed: None, href: use_request_href() };
    let list = use_list(&REQUEST_LIST, page);
    Effect::new(move |_| host.set_page_title(&[list.noun(i18n.texts()).title, &current.name()]));
    let is_idle = Memo::new(move |_| {
        let is_plain = list.url.query.with(|query| {
            let only = query.chosen().count() == 1 && query.search.is_empty();
            only && chosen(&query.filter(STATE).values, &WAITING)
        });
        let rows = list.rows;
        is_plain && rows.failure().get().is_none() && rows.total().get().is_some_and(|total| total.count == 0)
    });
    let body = move || {
        if is_idle.get() {
            return view! { <NothingWaits list/> }.into_any();
        }
        view! { <ListBody list page/> }.into_any()
    };
    view! {
        <div class="r-page">
            <div class="r-page__head">
                <h1 class="r-page__title">
                    {list.label(|noun| noun.title)} " " <span class="r-count"><TitleCount list/></span>
                </h1>
                <Segments list/>
                <PageButtons list>{().into_any()}</PageButtons>
            </div>
        </div>
        {body}
        <RequestPanel list/>
        <RequestActions requested=list.requested/>
    }
}

/// Whether exactly these values are chosen.
fn chosen(values: &[String], of: &[&str]) -> bool {
    values.len() == of.len() && of.iter().all(|value| values.iter().any(|it| it == value))
}

/// Shows these states only.
fn show(list: ListHandle, states: &'static [&'static str]) {
    list.url.change(|query| {
        if let Some(choice) = query.filter_mut(STATE) {
            choice.clear();
            states.iter().for_each(|state| choice.insert(state));
        }
    });
}

/// Waiting requests, or answered ones.
#[component]
fn Segments(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let segment = move |states: &'static [&'static str], label: fn(&'static RequestTexts) -> &'static str| {
        let is_on = Memo::new(move |_| {
            list.url.query.with(|query| {
                let choice = query.filter(STATE);
                !choice.is_negated && chosen(&choice.values, states)
            })
        });
        view! {
            <button
                type="button"
                class="r-segment"
                aria-pressed=move || is_on.get().to_string()
                on:click=move |_| show(list, states)
            >
                {move || label(said.texts())}
            </button>
        }
    };
    view! {
        <div class="r-segments" role="group" aria-label=said.label(|texts| texts.which)>
            {segment(&WAITING, |texts| texts.waiting)}
            {segment(&ANSWERED, |texts| texts.answered)}
        </div>
    }
}

/// In place of the list, when every request has an answer.
#[component]
fn NothingWaits(list: ListHandle) -> impl IntoView {
    let said = use_i18n().of::<RequestTexts>();
    view! {
        <StatePanel
            icon=IconName::Inbox
            title=said.label(|texts| texts.no_waiting_title)
            text=said.label(|texts| texts.no_waiting_text)
        >
            <Button on_press=move |()| show(list, &ANSWERED)>{move || said.texts().show_answered}</Button>
        </StatePanel>
    }
}
