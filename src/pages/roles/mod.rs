//! The roles of an organization: who holds them, and what each permits.

mod definition;
mod row;

use api_types::{ListQuery, MEMBERS, MemberFilter, RoleId};
use leptos::prelude::*;

use self::definition::ROLE_LIST;
use super::{
    lazy::lazy,
    list::{ListPage, ListPageView, use_list},
    organization::use_current_organization,
};
use crate::{
    components::PermissionMatrix,
    i18n::{PageTexts, use_i18n},
    paths::{Section, use_paths},
    queries::use_queries,
    ui::RowRef,
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages: roles() => view! { <Roles/> };
}

#[component]
fn Roles() -> impl IntoView {
    let (current, paths, queries) = (use_current_organization(), use_paths(), use_queries());
    let said = use_i18n().of::<PageTexts>();
    let own = paths.clone();
    let path = Signal::derive(move || Some(own.section(current.id()?, Section::Roles)));
    // Whoever opens a role sees who holds it.
    let href = Callback::new(move |row: RowRef| {
        let role = RoleId::from_u128(row.id()).to_string();
        let holders = ListQuery::new(&MEMBERS).with_filter(MemberFilter::Role.as_str(), &[&role]);
        Some(paths.list(untrack(|| current.id())?, Section::Users, &holders))
    });
    let page = ListPage { path, fixed: None, href };
    let list = use_list(&ROLE_LIST, page);
    let answer = queries.roles(move || current.id());
    let matrix = move || match answer.get() {
        Some(Ok(roles)) => Some(view! { <PermissionMatrix roles=roles.items/> }),
        _ => None,
    };
    view! {
        <ListPageView list page is_short=true lede=said.label(|texts| texts.roles.lede)/>
        <div class="r-page">{matrix}</div>
    }
}
