//! Companies: their list, their pages, and the switch above the list of users.

mod actions;
mod definition;
mod detail;
mod form;
mod row;
mod run_actions;
mod switch;

use api_types::{CompanyId, Permission};
use leptos::prelude::*;

use self::{definition::COMPANY_LIST, form::CompanyForm, run_actions::CompanyActions};
pub use self::{detail::company, switch::CompanySwitch};
use super::{
    lazy::lazy,
    list::{ListPage, ListPageView, use_list},
    organization::use_current_organization,
};
use crate::{
    access::use_access,
    i18n::{PageTexts, use_i18n},
    paths::{Section, use_paths},
    ui::{Button, ButtonKind, IconName, RowRef},
};

lazy! {
    /// The page of the list, loaded when it is first shown.
    pub pages page: companies() => view! { <Companies/> };
}

#[component]
fn Companies() -> impl IntoView {
    let (current, paths) = (use_current_organization(), use_paths());
    let path = Signal::derive(move || Some(paths.section(current.id()?, Section::Companies)));
    let page = ListPage { path, fixed: None, href: use_company_href() };
    let list = use_list(&COMPANY_LIST, page);
    view! {
        <ListPageView list page>
            <NewCompany/>
        </ListPageView>
        <CompanyActions requested=list.requested/>
    }
}

/// Where the page of a company is.
fn use_company_href() -> Callback<RowRef, Option<String>> {
    let (current, paths) = (use_current_organization(), use_paths());
    Callback::new(move |row: RowRef| {
        let organization = untrack(|| current.id())?;
        Some(paths.company(organization, CompanyId::from_u128(row.id())))
    })
}

/// The button that creates a company, for those who may.
#[component]
fn NewCompany() -> impl IntoView {
    let (i18n, access) = (use_i18n().of::<PageTexts>(), use_access());
    let is_open = RwSignal::new(false);
    let button = move || {
        access.can(Permission::CompaniesManage).then(|| {
            view! {
                <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=move |()| is_open.set(true)>
                    {i18n.label(|texts| texts.companies.create)}
                </Button>
            }
        })
    };
    let close = Callback::new(move |()| is_open.set(false));
    view! {
        {button}
        {move || is_open.get().then(|| view! { <CompanyForm company=None on_close=close/> })}
    }
}
