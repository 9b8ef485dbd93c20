//! Views under names of one's own: to come back to, to replace, to forget.

use api_types::{NewSavedView, SavedView};
use leptos::{ev, prelude::*, task::spawn_local};

use super::{
    super::{organization::use_current_organization, users_lazy},
    view::ListView,
};
use crate::{
    host::History,
    i18n::{PanelTexts, use_i18n},
    location::use_location,
    paths::{query, use_paths},
    queries::use_queries,
    ui::{Field, Icon, IconName, Placement, Popover, PopoverButton, PopoverControl, use_toaster},
};

/// The button that opens the reader's views; where there is little room, the page's menu opens them.
#[component]
pub fn SavedViews(control: PopoverControl) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-hide-narrow">
            <Icon name=IconName::Bookmark/>
            {move || i18n.texts().directory.views}
        </PopoverButton>
        <Popover control label=i18n.label(|texts| texts.directory.views) placement=Placement::BelowEnd class="r-pop">
            {users_lazy::saved_views()}
        </Popover>
    }
}

/// The views, and a form that saves another.
#[component]
pub fn ViewsPanel() -> impl IntoView {
    let (list, control): (ListView, PopoverControl) = (expect_context(), expect_context());
    let (i18n, queries, current) = (use_i18n().of::<PanelTexts>(), use_queries(), use_current_organization());
    let answer = queries.saved_views(Signal::derive(move || current.id()));
    let known = Memo::new(move |before: Option<&Vec<SavedView>>| match answer.get() {
        Some(Ok(list)) => list.items,
        _ => before.cloned().unwrap_or_default(),
    });
    let none = move || {
        (answer.with(Option::is_some) && known.with(Vec::is_empty))
            .then(|| view! { <p class="r-pop__body r-muted">{i18n.texts().views.none}</p> })
    };
    view! {
        <ul class="r-list r-pop__scroll">
            <For each=move || known.get() key=|view| (view.id, view.name.clone(), view.query.clone()) let:view>
                <ViewRow view control/>
            </For>
        </ul>
        {none}
        <div class="r-rule"></div>
        <SaveView list/>
    }
}

/// A view to go to, and a button that forgets it.
#[component]
fn ViewRow(view: SavedView, control: PopoverControl) -> impl IntoView {
    let (i18n, queries, current, paths) = (use_i18n(), use_queries(), use_current_organization(), use_paths());
    let (location, toaster) = (use_location(), use_toaster());
    let said = i18n.of::<PanelTexts>();
    let name = view.name.clone();
    let delete_label = {
        let name = name.clone();
        move || (said.texts().views.delete)(&name)
    };
    let saved = StoredValue::new(view);
    let go = move |_| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let page = paths.users(organization, &Default::default(), &Default::default());
        let address = saved.with_value(|view| [&*page, "?", &view.query].concat());
        control.close();
        location.go(address.trim_end_matches('?'), History::Push);
    };
    let delete = move |_| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let view = saved.get_value();
        spawn_local(async move {
            let result = queries.api().delete_view(organization, &view).await;
            toaster.show(match result {
                Ok(()) => (said.texts_untracked().views.deleted)(&view.name),
                Err(_) => i18n.texts_untracked().problems.unexpected.to_owned(),
            });
            queries.saved_views_changed(organization);
        });
    };
    view! {
        <li class="r-item r-item--split">
            <button type="button" class="r-item__main" on:click=go>
                <bdi>{name}</bdi>
            </button>
            <button
                type="button"
                class="r-btn r-btn--ghost r-btn--icon r-btn--sm"
                aria-label=delete_label.clone()
                title=delete_label
                on:click=delete
            >
                <Icon name=IconName::Close/>
            </button>
        </li>
    }
}

/// Saves what is on screen under a name; a view that has the name already is replaced.
#[component]
fn SaveView(list: ListView) -> impl IntoView {
    let (i18n, queries, current, toaster) =
        (use_i18n().of::<PanelTexts>(), use_queries(), use_current_organization(), use_toaster());
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let texts = &i18n.texts_untracked().views;
        let wanted = name.get_untracked().trim().to_owned();
        if wanted.is_empty() {
            return problem.set(Some(texts.name_missing.to_owned()));
        }
        let Some(organization) = untrack(|| current.id()) else { return };
        let mut parameters = list.view.get_untracked().parameters();
        parameters.extend(list.arrangement.with_untracked(|arrangement| arrangement.parameters()));
        let new = NewSavedView { name: wanted, query: query(parameters).trim_start_matches('?').to_owned() };
        spawn_local(async move {
            match queries.api().save_view(organization, &new).await {
                Ok(view) => {
                    name.set(String::new());
                    problem.set(None);
                    toaster.show((texts.saved)(&view.name));
                    queries.saved_views_changed(organization);
                }
                Err(_) => problem.set(Some(texts.not_saved.to_owned())),
            }
        });
    };
    view! {
        <form class="r-pop__body r-pop__form" novalidate=true on:submit=save>
            <Field label=i18n.label(|texts| texts.views.name) value=name error=problem/>
            <button type="submit" class="r-btn">{move || i18n.texts().views.save}</button>
        </form>
    }
}
