//! Views of a list under names of one's own: to come back to, to rename, to replace, to delete.

use api_types::{NewSavedView, OrganizationId, SavedView, SavedViewChanges};
use leptos::{ev, html, prelude::*};

use super::{
    super::{lazy::lazy, organization::use_current_organization},
    ListHandle, Preset,
};
use crate::{
    api::{self, ApiError, Change},
    i18n::{I18n, PanelTexts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Button, Field, Icon, IconName, Placement, Popover, PopoverButton, PopoverControl, leave_item},
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
    let answer = queries.saved_views(move || current.id(), list.spec.listing.name);
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
        {presets(list, control)}
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

/// The views that everybody has, if there are some.
fn presets(list: ListHandle, control: PopoverControl) -> Option<AnyView> {
    let i18n = use_i18n().of::<PanelTexts>();
    let row = |preset| view! { <PresetRow preset list control/> };
    let rows = list.spec.presets.iter().map(row).collect_view();
    (!list.spec.presets.is_empty()).then(|| {
        view! {
            <div class="r-listhead" aria-hidden="true">
                <span>{i18n.label(|texts| texts.views.presets)}</span>
            </div>
            <ul class="r-list" aria-label=i18n.label(|texts| texts.views.presets)>{rows}</ul>
            <div class="r-rule"></div>
        }
        .into_any()
    })
}

/// A view that everybody has.
#[component]
fn PresetRow(preset: &'static Preset, list: ListHandle, control: PopoverControl) -> impl IntoView {
    let i18n = use_i18n().of::<PanelTexts>();
    let is_current = Memo::new(move |_| {
        list.url.query.track();
        list.url.layout.track();
        preset.query == list.url.current_query()
    });
    let go = move |_| {
        control.close();
        list.url.go_to_view(preset.query);
    };
    view! {
        <li class="r-item r-item--split">
            <button
                type="button"
                class="r-item__main"
                aria-current=move || is_current.get().then_some("true")
                on:click=go
            >
                {move || (preset.name)(&i18n.texts().views)}
                {move || is_current.get().then(tick)}
            </button>
        </li>
    }
}

fn tick() -> AnyView {
    view! { <span class="r-item__tick"><Icon name=IconName::Check/></span> }.into_any()
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
    let views = use_views(list);
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
    let rename = Callback::new(move |()| renamed.set(Some(saved.get_value())));
    let item = NodeRef::<html::Li>::new();
    let delete = Callback::new(move |()| {
        if let Some(item) = item.get_untracked() {
            leave_item(&item);
        }
        if let Some(views) = untrack(|| views.get()) {
            views.delete(saved.get_value()).send();
        }
    });
    view! {
        <li class="r-item r-item--split" node_ref=item>
            <button
                type="button"
                class="r-item__main"
                aria-current=move || is_current.get().then_some("true")
                on:click=go
            >
                <bdi>{view.name.clone()}</bdi>
                {move || is_current.get().then(tick)}
            </button>
            {button(IconName::Edit, |texts| texts.views.rename, rename)}
            {button(IconName::Close, |texts| texts.views.delete, delete)}
        </li>
    }
}

/// Changes the reader's views of a list.
#[derive(Clone, Copy)]
struct Views {
    queries: Queries,
    organization: OrganizationId,
    list: &'static str,
    said: I18n<PanelTexts>,
}

/// Of the organization on screen.
fn use_views(list: ListHandle) -> Signal<Option<Views>> {
    let (queries, current, said) = (use_queries(), use_current_organization(), use_i18n().of::<PanelTexts>());
    let list = list.spec.listing.name;
    Signal::derive(move || Some(Views { queries, organization: current.id()?, list, said }))
}

impl Views {
    fn mutate<T: 'static>(self, change: Change<T>) -> Mutation<T> {
        self.queries.mutate(change).affects_only(api::saved_views(self.organization, self.list))
    }

    fn save(self, new: &NewSavedView) -> Mutation<SavedView> {
        let saved = move |view: &SavedView| (self.said.texts_untracked().views.saved)(&view.name);
        self.mutate(api::save_view(self.organization, new)).say(saved)
    }

    fn rename(self, view: &SavedView, name: String) -> Mutation<SavedView> {
        self.mutate(api::rename_view(self.organization, view, &SavedViewChanges { name }))
    }

    /// Deletes a view; that can be undone.
    fn delete(self, view: SavedView) -> Mutation<()> {
        let name = view.name.clone();
        self.mutate(api::delete_view(self.organization, &view))
            .say(move |()| (self.said.texts_untracked().views.deleted)(&name))
            .undo(move |()| {
                let SavedView { list, name, query, .. } = view.clone();
                self.save(&NewSavedView { list, name, query, replace: false })
            })
    }
}

/// Why a view was not saved under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    Missing,
    Taken,
    Other,
}

impl Problem {
    fn of(is_missing: bool, error: Option<ApiError>) -> Option<Self> {
        let is_name_taken =
            |problem: &api_types::Problem| problem.errors.iter().any(|it| it.pointer == "/name" && it.code == "taken");
        match error {
            _ if is_missing => Some(Self::Missing),
            Some(error) if error.problem().is_some_and(is_name_taken) => Some(Self::Taken),
            Some(_) => Some(Self::Other),
            None => None,
        }
    }

    fn text(self, name: &str, i18n: I18n) -> String {
        let texts = &i18n.of::<PanelTexts>().texts().views;
        match self {
            Self::Missing => texts.name_missing.to_owned(),
            Self::Taken => (texts.name_taken)(name),
            Self::Other => texts.not_saved.to_owned(),
        }
    }
}

/// Saves what is on screen under a name. One that has the name already is only replaced after a second press.
#[component]
fn SaveView(list: ListHandle) -> impl IntoView {
    let (i18n, views, state) = (use_i18n(), use_views(list), WriteState::new());
    let said = i18n.of::<PanelTexts>();
    let name = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let problem = Signal::derive(move || Problem::of(is_missing.get(), state.error()));
    let save = Callback::new(move |replace: bool| {
        let wanted = name.get_untracked().trim().to_owned();
        is_missing.set(wanted.is_empty());
        let Some(views) = untrack(|| views.get()).filter(|_| !wanted.is_empty()) else { return };
        let new = NewSavedView { list: views.list.to_owned(), name: wanted, query: list.url.current_query(), replace };
        views.save(&new).on_success(move |_| drop(name.try_set(String::new()))).send_in(state);
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
    let (i18n, views, state) = (use_i18n(), use_views(list), WriteState::new());
    let said = i18n.of::<PanelTexts>();
    let name = RwSignal::new(view.name.clone());
    let is_missing = RwSignal::new(false);
    let problem = Signal::derive(move || Problem::of(is_missing.get(), state.error()));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let wanted = name.get_untracked().trim().to_owned();
        is_missing.set(wanted.is_empty());
        let Some(views) = untrack(|| views.get()).filter(|_| !wanted.is_empty()) else { return };
        if wanted == view.name {
            return on_done.run(());
        }
        views.rename(&view, wanted).then(on_done).send_in(state);
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
