//! Importing users: a page of three steps. First a file or pasted rows, then what its columns mean, then what would become
//! of the rows.

mod check;
mod columns;
mod file;
mod files;
mod how;
mod rows;
mod values;
mod work;

use api_types::Permission;
use leptos::prelude::*;

use self::{
    check::Check,
    columns::ColumnsStep,
    file::FileStep,
    work::{Step, Work, use_work},
};
use super::super::{lazy::lazy, organization::use_current_organization, redirect_to_home::RedirectToHome};
use crate::{
    access::use_access,
    host::use_host,
    i18n::{ImportTexts, PageTexts, use_i18n},
    paths::{Section, use_paths},
    ui::{Icon, IconName},
};

lazy! {
    /// The page, loaded when it is first shown.
    pub pages page: user_import() => view! { <UserImport/> };
}

#[component]
fn UserImport() -> impl IntoView {
    let (host, i18n, current, access) = (use_host(), use_i18n(), use_current_organization(), use_access());
    let said = i18n.of::<ImportTexts>();
    let work = use_work();
    Effect::new(move |_| host.set_page_title(&[said.texts().users.title, &current.name()]));
    let step = work.step();
    let can = Memo::new(move |_| {
        let needed = [Permission::MembersRead, Permission::MembersInvite, Permission::MembersManage];
        current.organization().map(|_| needed.iter().all(|it| access.can(*it)))
    });
    let content = move || match (can.get(), step.get()) {
        (None, _) => ().into_any(),
        (Some(false), _) => view! { <RedirectToHome/> }.into_any(),
        (_, Step::File) => view! { <Head work step/><FileStep work/> }.into_any(),
        (_, Step::Columns) => view! { <Head work step/><ColumnsStep work/> }.into_any(),
        (_, Step::Check(job)) => view! { <Head work step/><Check work job/> }.into_any(),
    };
    view! { {move || content()} }
}

/// Where the page is, its title, and the steps.
#[component]
fn Head(work: Work, step: Memo<Step>) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<ImportTexts>();
    let pages = i18n.of::<PageTexts>();
    let users = move || work.current.id().map(|organization| paths.section(organization, Section::Users));
    let names = move || said.texts().users.steps;
    let steps = move || {
        let current = step.get();
        let item = |(number, name): (u64, &'static str)| {
            let target = match number {
                1 => Some(Step::File),
                2 if work.has_table() => Some(Step::Columns),
                _ => None,
            };
            let href = target.filter(|_| number < current.number()).map(|target| work.href(target));
            let is_current = number == current.number();
            let mark = if number < current.number() {
                view! { <Icon name=IconName::Check/> }.into_any()
            } else {
                view! { <span class="r-wizard__number" aria-hidden="true">{number}</span> }.into_any()
            };
            let name = view! { <span class="r-wizard__name">{name}</span> };
            let inside = match href {
                Some(href) => view! { <a href=href>{mark}{name}</a> }.into_any(),
                None => view! { <span>{mark}{name}</span> }.into_any(),
            };
            view! { <li aria-current=is_current.then_some("step")>{inside}</li> }
        };
        (1..).zip(names()).map(item).collect_view()
    };
    view! {
        <div class="r-page r-page--crumbs">
            <nav class="r-crumbs" aria-label=pages.label(|texts| texts.user.breadcrumb)>
                <a href=users>{i18n.label(|texts| texts.member_list.title)}</a>
                <Icon name=IconName::Right directional=true/>
                <span aria-current="page">{move || said.texts().import_title}</span>
            </nav>
        </div>
        <div class="r-page">
            <div class="r-page__head r-wizard__head">
                <h1 class="r-page__title">{move || said.texts().users.title}</h1>
                <ol
                    class="r-wizard"
                    aria-label=move || (said.texts().users.steps_label)(i18n.format(), step.get().number())
                >
                    {move || steps()}
                </ol>
            </div>
        </div>
    }
}
