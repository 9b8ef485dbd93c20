//! Organizations that are closed and that the reader can open again, for somebody who has no other.

use api_types::Organization;
use leptos::prelude::*;

use super::lazy::lazy;
use crate::{
    components::OrganizationAvatar,
    i18n::{PanelTexts, use_i18n},
    paths::{Section, use_paths},
    queries::use_queries,
    ui::unique_id,
};

lazy! {
    /// The list, loaded when the start has nothing else.
    pub panels quiet: closed_organizations() => view! { <ClosedOrganizations/> };
}

#[component]
fn ClosedOrganizations() -> impl IntoView {
    let pages = use_queries().organizations(Signal::from(String::new()));
    let said = use_i18n().of::<PanelTexts>();
    let title = unique_id("closed");
    move || {
        let closed: Vec<_> = pages.rows().get().into_iter().filter(|it| it.disabled).collect();
        (!closed.is_empty()).then(|| {
            let (title, labelled_by) = (title.clone(), title.clone());
            view! {
                <section class="r-closed" aria-labelledby=labelled_by>
                    <h2 id=title>{move || said.texts().organizations.closed}</h2>
                    <ul class="r-rows">{closed.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

fn row(organization: Organization) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let Organization { id, name, number, erased_at, .. } = organization;
    let href = use_paths().section(id, Section::Settings);
    let text = move || {
        let texts = &said.texts().organizations;
        let state = match &erased_at {
            Some(at) => (texts.deleted)(&i18n.format().date(at)),
            None => texts.disabled.to_owned(),
        };
        [&(i18n.texts().shell.number)(&number), " · ", &state].concat()
    };
    view! {
        <li>
            <OrganizationAvatar name=name.clone()/>
            <div class="r-rows__body">
                <div class="r-rows__title"><a class="r-link" href=href><bdi>{name}</bdi></a></div>
                <div class="r-rows__text">{text}</div>
            </div>
        </li>
    }
}
