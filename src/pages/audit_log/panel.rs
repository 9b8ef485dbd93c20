//! The panel of one event. The URL names it, so that it can be shared and Back closes it.

use api_types::{AUDIT_EVENTS, AuditEvent, AuditEventId, AuditFilter, ListQuery, MemberId};
use leptos::prelude::*;

use super::super::{clipboard::use_copy, list::ListHandle, organization::use_current_organization};
use crate::{
    components::{AuditEventDetails, sentence_text},
    host::History,
    i18n::{PageTexts, use_i18n},
    location::use_location,
    paths::{EVENT, Section, parameters, use_paths},
    queries::use_queries,
    ui::{Button, RowRef, Sheet},
};

/// Where the panel of a row is: the same view, with the event.
pub fn use_event_href() -> Callback<RowRef, Option<String>> {
    let (current, paths, location) = (use_current_organization(), use_paths(), use_location());
    Callback::new(move |row: RowRef| {
        let organization = untrack(|| current.id())?;
        let query = untrack(|| read_query(&location.search()));
        Some(paths.audit_event(organization, &query, AuditEventId::from_u128(row.id())))
    })
}

/// The view that a URL asks for; what cannot be read is left out.
fn read_query(search: &str) -> ListQuery {
    let mut query = ListQuery::new(&AUDIT_EVENTS);
    for (name, value) in parameters(search) {
        // The list itself tells about what it cannot read.
        let _ = query.read(&name, &value);
    }
    query
}

/// The panel, while the URL names an event.
#[component]
pub fn EventPanel(list: ListHandle) -> impl IntoView {
    let (location, paths, current, queries) = (use_location(), use_paths(), use_current_organization(), use_queries());
    let named = Memo::new(move |_| {
        let parameters = parameters(&location.search());
        parameters.into_iter().find(|(name, _)| name == EVENT).and_then(|(_, id)| id.parse::<AuditEventId>().ok())
    });
    let answer = queries.audit_event(move || Some((current.id()?, named.get()?)));
    let close = Callback::new(move |()| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let query = list.url.query.get_untracked();
        location.go(&paths.list(organization, Section::AuditLog, &query), History::Replace);
    });
    let event = Memo::new(move |_| match answer.get() {
        Some(Ok(event)) if Some(event.id) == named.get() => Some(Ok(event)),
        Some(Err(_)) => Some(Err(())),
        _ => None,
    });
    let panel = move || {
        named.get()?;
        Some(view! { <Panel event on_close=close/> })
    };
    view! { {panel} }
}

#[component]
fn Panel(event: Memo<Option<Result<AuditEvent, ()>>>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, copy) = (use_i18n(), use_copy());
    let (current, paths) = (use_current_organization(), use_paths());
    let said = i18n.of::<PageTexts>();
    let organization = move || untrack(|| current.id());
    let href = {
        let paths = paths.clone();
        Callback::new(move |member: MemberId| organization().map(|it| paths.user(it, member)).unwrap_or_default())
    };
    let events_href = Callback::new(move |(filter, member): (AuditFilter, MemberId)| {
        organization().map(|it| paths.events_of(it, filter, member)).unwrap_or_default()
    });
    let on_copy = Callback::new(move |text: String| copy.run((text, |texts| texts.common.copied)));
    let lede = Signal::derive(move || match event.get() {
        Some(Ok(event)) => sentence_text(&event, i18n),
        Some(Err(())) => said.texts().audit.not_found.to_owned(),
        None => said.texts().loading.to_owned(),
    });
    let content = move || {
        let event = event.get()?.ok()?;
        Some(view! { <AuditEventDetails event href events_href on_copy/> })
    };
    let foot = move || {
        view! { <Button on_press=move |()| on_close.run(())>{i18n.label(|texts| texts.common.close)}</Button> }
    };
    view! {
        <Sheet title=said.label(|texts| texts.audit.details) lede on_close on_submit=on_close foot>
            {content}
        </Sheet>
    }
}
