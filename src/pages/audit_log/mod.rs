//! The audit log: its list, and the panel of an event.

mod definition;
mod panel;
mod row;

use leptos::prelude::*;

use self::{
    definition::AUDIT_LIST,
    panel::{EventPanel, use_event_href},
};
use super::{
    lazy::lazy,
    list::{ListPage, ListPageView, use_list},
    organization::use_current_organization,
};
use crate::paths::{Section, use_paths};

lazy! {
    /// The page of the log, loaded when it is first shown.
    pub pages page: audit_log() => view! { <AuditLog/> };
}

#[component]
fn AuditLog() -> impl IntoView {
    let (current, paths) = (use_current_organization(), use_paths());
    let path = Signal::derive(move || Some(paths.section(current.id()?, Section::AuditLog)));
    let page = ListPage { path, fixed: None, href: use_event_href() };
    let list = use_list(&AUDIT_LIST, page);
    view! {
        <ListPageView list page/>
        <EventPanel list/>
    }
}
