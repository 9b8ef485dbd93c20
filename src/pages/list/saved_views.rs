//! Views of a list under names of one's own: to come back to, to rename, to replace, to delete.

use api_types::{NewSavedView, SavedView, SavedViewChanges};
use leptos::{ev, prelude::*, task::spawn_local};

use super::{
    super::{error_message::error_message, lazy::lazy, organization::use_current_organization},
    ListHandle,
};
use crate::{
    api::ApiError,
    i18n::{I18n, PanelTexts, use_i18n},
    queries::use_queries,
    ui::{Button, Field, Icon, IconName, Placement, Popover, PopoverButton, PopoverControl, use_toaster},
};

/// The button that opens the reader's views; where there is little room, the page's menu opens them.
#[component]
pub fn SavedViews(control: PopoverControl, list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-hide-narrow">
            <Icon name=IconName::Bookmark/>
            {move || i18n.texts().list.views}
        </PopoverButton>
        <Popover control label=i18n.label(|texts| texts.list.views) placement=Placement::BelowEnd class="r-pop">
            {views_panel(list, control)}
        </Popover>
    }
}

lazy! {
    /// The panel of the views.
    panels: views_panel(list: ListHandle, control: PopoverControl) => view! { <ViewsPanel list control/> };
}

/// The views, and a form that saves another.
#[component]
fn ViewsPanel(list: ListHandle, control: PopoverControl) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n().of::<PanelTexts>(), use_queries(), use_current_organization());
    let answer = queries.saved_views(Signal::derive(move || current.id()), list.spec.listing.name);
    let views = Memo::new(move |before: Option<&Vec<SavedView>>| match answer.get() {
        Some(Ok(list)) => list.items,
        _ => before.cloned().unwrap_or_default(),
    });
    let none = move || {
        (answer.with(Option::is_some) && views.with(Vec::is_empty))
            .then(|| view! { <p class="r-pop__body r-muted">{i18n.texts().views.none}</p> })
    };
    let renamed = RwSignal::new(None::<SavedView>);
    let form = move || match renamed.get() {
        Some(view) => view! { <RenameView list view on_done=Callback::new(move |()| renamed.set(None))/> }.into_any(),
        None => view! { <SaveView list/> }.into_any(),
    };
    view! {
        <ul class="r-list r-pop__scroll">
            <For each=move || views.get() key=|view| (view.id, view.name.clone(), view.query.clone()) let:view>
                <ViewRow view list control renamed/>
            </For>
        </ul>
        {none}
        <div class="r-rule"></div>
        {form}
    }
}

/// A view to go to, and buttons that rename and delete it.
#[component]
fn ViewRow(
    view: SavedView,
    list: ListHandle,
    control: PopoverControl,
    /// The view that is being renamed.
    renamed: RwSignal<Option<SavedView>>,
) -> impl IntoView {
    let i18n = use_i18n().of::<PanelTexts>();
    let delete = use_delete(list);
    let saved = StoredValue::new(view.clone());
    let is_current = Memo::new(move |_| {
        list.url.query.track();
        list.url.layout.track();
        saved.with_value(|view| view.query == list.url.current_query())
    });
    let go = move |_| {
        control.close();
        saved.with_value(|view| list.url.go_to_view(&view.query));
    };
    let label = move |text: fn(&str) -> String| saved.with_value(|view| text(&view.name));
    let button = move |icon: IconName, text: fn(&PanelTexts) -> fn(&str) -> String, press: Callback<()>| {
        let name = move || label(text(i18n.texts()));
        view! {
            <button
                type="button"
                class="r-btn r-btn--ghost r-btn--icon r-btn--sm"
                aria-label=name
                title=name
                on:click=move |_| press.run(())
            >
                <Icon name=icon/>
            </button>
        }
    };
    let tick =
        move || is_current.get().then(|| view! { <span class="r-item__tick"><Icon name=IconName::Check/></span> });
    view! {
        <li class="r-item r-item--split">
            <button
                type="button"
                class="r-item__main"
                aria-current=move || is_current.get().then_some("true")
                on:click=go
            >
                <bdi>{view.name.clone()}</bdi>
                {tick}
            </button>
            {button(IconName::Edit, |texts| texts.views.rename, Callback::new(move |()| renamed.set(Some(saved.get_value()))))}
            {button(IconName::Close, |texts| texts.views.delete, Callback::new(move |()| delete.run(saved.get_value())))}
        </li>
    }
}

/// Deletes a view; that can be undone.
fn use_delete(list: ListHandle) -> Callback<SavedView> {
    let (i18n, queries, current, toaster) = (use_i18n(), use_queries(), use_current_organization(), use_toaster());
    let said = i18n.of::<PanelTexts>();
    Callback::new(move |view: SavedView| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let name = list.spec.listing.name;
        spawn_local(async move {
            let result = queries.api().delete_view(organization, &view).await;
            queries.saved_views_changed(organization, name);
            let texts = &said.texts_untracked().views;
            if let Err(error) = result {
                return toaster.show_with(IconName::Error, error_message(&error, i18n.texts_untracked()));
            }
            toaster.show_undoable((texts.deleted)(&view.name), move || {
                let new = NewSavedView {
                    list: view.list.clone(),
                    name: view.name.clone(),
                    query: view.query.clone(),
                    replace: false,
                };
                spawn_local(async move {
                    let result = queries.api().save_view(organization, &new).await;
                    queries.saved_views_changed(organization, name);
                    toaster.show(match result {
                        Ok(view) => (texts.saved)(&view.name),
                        Err(_) => texts.not_saved.to_owned(),
                    });
                });
            });
        });
    })
}

/// Why a view was not saved under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Missing,
    Taken,
    Other(ApiError),
}

impl Problem {
    fn of(error: ApiError) -> Self {
        let is_taken = matches!(&error, ApiError::Refused { problem, .. }
            if problem.errors.iter().any(|it| it.pointer == "/name" && it.code == "taken"));
        if is_taken { Self::Taken } else { Self::Other(error) }
    }

    fn text(&self, name: &str, i18n: I18n) -> String {
        let texts = &i18n.of::<PanelTexts>().texts().views;
        match self {
            Self::Missing => texts.name_missing.to_owned(),
            Self::Taken => (texts.name_taken)(name),
            Self::Other(_) => texts.not_saved.to_owned(),
        }
    }
}

/// Saves what is on screen under a name. One that has the name already is only replaced after a second press.
#[component]
fn SaveView(list: ListHandle) -> impl IntoView {
    let (i18n, queries, current, toaster) = (use_i18n(), use_queries(), use_current_organization(), use_toaster());
    let said = i18n.of::<PanelTexts>();
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<Problem>);
    let save = Callback::new(move |replace: bool| {
        let wanted = name.get_untracked().trim().to_owned();
        if wanted.is_empty() {
            return problem.set(Some(Problem::Missing));
        }
        let Some(organization) = untrack(|| current.id()) else { return };
        let listing = list.spec.listing.name;
        let new = NewSavedView { list: listing.to_owned(), name: wanted, query: list.url.current_query(), replace };
        spawn_local(async move {
            match queries.api().save_view(organization, &new).await {
                Ok(view) => {
                    name.set(String::new());
                    problem.set(None);
                    toaster.show((said.texts_untracked().views.saved)(&view.name));
                    queries.saved_views_changed(organization, listing);
                }
                Err(error) => problem.set(Some(Problem::of(error))),
            }
        });
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save.run(false);
    };
    let error = Signal::derive(move || problem.get().map(|problem| problem.text(name.get().trim(), i18n)));
    let replace = move || {
        (problem.get() == Some(Problem::Taken)).then(|| {
            view! { <Button on_press=move |()| save.run(true)>{move || said.texts().views.replace}</Button> }
        })
    };
    view! {
        <form class="r-pop__body r-pop__form" novalidate=true on:submit=submit>
            <Field label=said.label(|texts| texts.views.name) value=name error/>
            <button type="submit" class="r-btn">{move || said.texts().views.save}</button>
            {replace}
        </form>
    }
}

/// Gives a view another name.
#[component]
fn RenameView(list: ListHandle, view: SavedView, on_done: Callback<()>) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<PanelTexts>();
    let name = RwSignal::new(view.name.clone());
    let problem = RwSignal::new(None::<Problem>);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let changes = SavedViewChanges { name: name.get_untracked().trim().to_owned() };
        if changes.name.is_empty() {
            return problem.set(Some(Problem::Missing));
        }
        let Some(organization) = untrack(|| current.id()) else { return };
        let view = view.clone();
        spawn_local(async move {
            match queries.api().rename_view(organization, &view, &changes).await {
                Ok(_) => {
                    queries.saved_views_changed(organization, list.spec.listing.name);
                    on_done.run(());
                }
                Err(error) => problem.set(Some(Problem::of(error))),
            }
        });
    };
    let error = Signal::derive(move || problem.get().map(|problem| problem.text(name.get().trim(), i18n)));
    view! {
        <form class="r-pop__body r-pop__form" novalidate=true on:submit=submit>
            <Field label=said.label(|texts| texts.views.new_name) value=name error/>
            <button type="submit" class="r-btn">{move || said.texts().views.rename_save}</button>
            <Button on_press=on_done>{move || i18n.texts().common.cancel}</Button>
        </form>
    }
}
