//! The bar that floats over the last rows while users are selected.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    super::{
        super::error_message::error_message,
        ListHandle,
        action::{Action, ActionState},
    },
    run::use_bulk_runner,
    select_range::{MOST, RangeSelection, use_range_selection},
};
use crate::{
    api::ApiError,
    host::use_host,
    i18n::{PanelTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, Icon, IconName, Scroller, focus_in_place, holds_focus, toolbar_keydown},
};

/// Above and below the bar together, in pixels.
const ROOM: f64 = 24.0;

/// The button that selects every row, and the one that ends selecting.
const ALL: &str = "all";
const CLEAR: &str = "clear";

/// The bar as an element: where in it the focus is, and where that was before.
#[derive(Clone, Copy)]
struct Bar {
    node: NodeRef<html::Div>,
    /// The tool that the Tab key leads to: the name of an action, [`ALL`] or [`CLEAR`].
    stop: RwSignal<&'static str>,
    came_from: StoredValue<Option<Element>, LocalStorage>,
}

impl Bar {
    fn holds_focus(self) -> bool {
        self.node.get_untracked().is_some_and(|bar| holds_focus(&bar))
    }

    /// A key was pressed in it: the Tab key leads back to where one came from.
    fn moved(self, event: &ev::KeyboardEvent) {
        match self.came_from.get_value() {
            Some(before) if event.key() == "Tab" && event.shift_key() => {
                event.prevent_default();
                focus_in_place(&before);
            }
            _ => toolbar_keydown(event),
        }
    }

    /// From a box the Tab key leads here, for arrows lead from box to box and the rows have no end.
    fn reached_by(self, event: &ev::KeyboardEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let from_box = target.is_some_and(|target| target.matches("[data-check]").unwrap_or(false));
        let stop = self.node.get_untracked().map(|bar| bar.query_selector("[tabindex='0']"));
        if let (true, Some(Ok(Some(stop)))) = (from_box && !event.shift_key(), stop) {
            event.prevent_default();
            focus_in_place(&stop);
        }
    }

    /// The focus has moved to something in it.
    fn entered(self, event: &ev::FocusEvent) {
        let from = event.related_target().and_then(|from| from.dyn_into::<Element>().ok());
        let is_inside = |from: &Element| self.node.get_untracked().is_some_and(|bar| bar.contains(Some(from)));
        if let Some(from) = from.filter(|from| !is_inside(from)) {
            self.came_from.set_value(Some(from));
        }
    }
}

/// How many are selected, and what can be done with them.
#[component]
pub fn SelectionBar(list: ListHandle, scroller: Scroller) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let selection = list.selection;
    let bar = Bar { node: NodeRef::new(), stop: RwSignal::new(CLEAR), came_from: StoredValue::new_local(None) };
    let range = use_range_selection(list);
    use_cover(bar, scroller);
    use_look(list);
    let end = use_end(bar, list);
    // Of a selection that fits nothing there is nothing to do.
    let actions = Memo::new(move |_| {
        selection.rows().with(|selected| {
            let fits = |action: &Action| {
                selected.rows().iter().any(|row| (action.state)(&**row, action.name) != ActionState::Absent)
            };
            let names =
                list.spec.actions.iter().filter(|action| (action.bulk.is_some() || action.is_for_many) && fits(action));
            names.map(|action| action.name).collect::<Vec<_>>()
        })
    });
    Effect::new(move |_| {
        // The Tab key leads to something that is there.
        let first = actions.with(|actions| actions.first().copied()).unwrap_or(CLEAR);
        let stop = bar.stop.get_untracked();
        if stop != ALL && stop != first && !actions.with(|actions| actions.contains(&stop)) {
            bar.stop.set(first);
        }
    });
    let tools = move || {
        let actions = actions.get().into_iter().filter_map(|name| list.spec.action(name));
        actions.map(|action| view! { <ActionTool bar list action/> }).collect_view()
    };
    view! {
        <div class="r-bulkplace">
            <div
                node_ref=bar.node
                class="r-bulk"
                role="toolbar"
                aria-label=move || {
                    let rows = (list.noun(i18n.texts()).rows)(i18n.format(), selection.count());
                    (said.texts().bulk.toolbar)(&rows)
                }
                aria-busy=move || selection.range.with(Option::is_some).then_some("true")
                on:keydown=move |event| bar.moved(&event)
                on:focusin=move |event| bar.entered(&event)
            >
                <span class="r-bulk__count">
                    <span prop:textContent=move || {
                        (i18n.texts().list.selected)(i18n.format(), selection.count())
                    }></span>
                    <NotShown list/>
                </span>
                <AllTool bar list range/>
                <span class="r-bulk__sep"></span>
                {tools}
                <span class="r-bulk__sep"></span>
                <button
                    type="button"
                    class="r-btn r-btn--icon"
                    aria-label=move || said.texts().bulk.clear
                    title=move || said.texts().bulk.clear
                    tabindex=move || tabindex(bar, CLEAR)
                    on:focus=move |_| bar.stop.set(CLEAR)
                    on:click=move |_| end.run(())
                >
                    <Icon name=IconName::Close/>
                </button>
            </div>
        </div>
        <RangeFailure failure=range.failure/>
    }
}

fn tabindex(bar: Bar, tool: &str) -> &'static str {
    if bar.stop.get() == tool { "0" } else { "-1" }
}

/// How many of the selected rows were selected in another query of the list.
#[component]
fn NotShown(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let not_shown = Memo::new(move |_| {
        let kept = list.kept.get();
        list.selection.rows().with(|selected| kept.iter().filter(|id| selected.has(**id)).count() as u64)
    });
    let text = move || match not_shown.get() {
        0 => String::new(),
        rows => (i18n.texts().list.not_shown)(i18n.format(), rows),
    };
    view! { <span prop:textContent=text></span> }
}

/// Selects every row of the list, when there are more than are selected; while it does, stops.
#[component]
fn AllTool(bar: Bar, list: ListHandle, range: RangeSelection) -> impl IntoView {
    let (host, i18n) = (use_host(), use_i18n().of::<PanelTexts>());
    let selection = list.selection;
    let is_selecting = Memo::new(move |_| selection.range.with(Option::is_some));
    let all = Memo::new(move |_| {
        let total = list.rows.total().get().filter(|total| total.exact && total.count <= MOST)?;
        (total.count > selection.count()).then_some(total.count)
    });
    let is_offered = Memo::new(move |_| is_selecting.get() || all.get().is_some());
    // What has done its work gives the focus on.
    Effect::new(move |_| {
        if !is_offered.get() && bar.stop.get_untracked() == ALL {
            bar.stop.set(CLEAR);
            let next = bar.node.get_untracked().filter(|_| bar.holds_focus() || host.is_focus_free());
            let next = next.and_then(|bar| bar.query_selector("button:not([hidden])").ok().flatten());
            if let Some(next) = next {
                focus_in_place(&next);
            }
        }
    });
    let front = move || {
        if is_selecting.get() {
            view! { <span class="r-spinner" aria-hidden="true"></span> }.into_any()
        } else {
            view! { <Icon name=IconName::Select/> }.into_any()
        }
    };
    let label = move || {
        let texts = &i18n.texts().bulk;
        if is_selecting.get() {
            texts.stop.to_owned()
        } else {
            (texts.select_all)(i18n.format(), all.get().unwrap_or_default())
        }
    };
    let press = move |_| if is_selecting.get_untracked() { selection.range.set(None) } else { range.all.run(()) };
    view! {
        <button
            type="button"
            class="r-btn r-bulk__all"
            hidden=move || !is_offered.get()
            tabindex=move || tabindex(bar, ALL)
            on:focus=move |_| bar.stop.set(ALL)
            on:click=press
        >
            {front}
            <span>{label}</span>
        </button>
    }
}

/// Does the same to all rows that are selected.
#[component]
fn ActionTool(bar: Bar, list: ListHandle, action: &'static Action) -> impl IntoView {
    let (i18n, runner) = (use_i18n(), use_bulk_runner(list));
    let class = if action.is_dangerous { "r-btn r-bulk--danger" } else { "r-btn" };
    // What the reader decides about has to stand.
    let is_blocked = Memo::new(move |_| list.selection.range.with(Option::is_some) || list.selection.count() == 0);
    let press = move |_| {
        if is_blocked.get_untracked() {
            return;
        }
        match action.bulk {
            Some(bulk) => runner.ask(bulk),
            None => list.request(action),
        }
    };
    view! {
        <button
            type="button"
            class=class
            data-act=""
            aria-disabled=move || is_blocked.get().then_some("true")
            tabindex=move || tabindex(bar, action.name)
            on:focus=move |_| bar.stop.set(action.name)
            on:click=press
        >
            <Icon name=action.icon/>
            <span>{move || (action.label)(i18n.texts(), None)}</span>
        </button>
    }
}

/// Why not all rows could be selected: errors are no toasts.
#[component]
fn RangeFailure(failure: RwSignal<Option<ApiError>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let close = Callback::new(move |()| failure.set(None));
    let buttons = move || {
        view! { <Button kind=ButtonKind::Primary on_press=close>{move || i18n.texts().common.close}</Button> }
    };
    let title = Signal::derive(move || said.texts().bulk.not_selected.to_owned());
    move || {
        failure.get().map(|error| {
            view! {
                <Dialog title on_close=close buttons>
                    <p>{move || error_message(&error, i18n.texts())}</p>
                </Dialog>
            }
        })
    }
}

/// Rows can be scrolled above the bar for as long as it is there.
fn use_cover(bar: Bar, scroller: Scroller) {
    let host = use_host();
    Effect::new(move |_| {
        let Some(node) = bar.node.get() else { return };
        let measured = node.clone();
        host.on_resize(&[node.into()], move || {
            let height = f64::from(measured.offset_height()) + ROOM;
            // Not right away: what is measured changes what is watched.
            request_animation_frame(move || scroller.cover(height));
        });
    });
    on_cleanup(move || scroller.cover(0.0));
}

/// When the list has changed, rows that have gone since are selected no longer.
fn use_look(list: ListHandle) {
    let runner = use_bulk_runner(list);
    Effect::new(move |before: Option<Option<i64>>| {
        let (before, version) = (before.flatten(), list.rows.version());
        if before.is_some() && version > before {
            untrack(|| runner.look());
        }
        version.max(before)
    });
}

/// Ends selecting, for the bar's own button and the Escape key; the focus goes back to where it came from.
fn use_end(bar: Bar, list: ListHandle) -> Callback<()> {
    let host = use_host();
    let keys = host.clone();
    let end = Callback::new(move |()| {
        let held_focus = bar.holds_focus();
        list.selection.end();
        if held_focus {
            if let Some(before) = bar.came_from.get_value() {
                focus_in_place(&before);
            }
            let host = host.clone();
            request_animation_frame(move || host.focus_content());
        }
    });
    keys.clone().on_keydown(move |event| {
        let is_free = !(event.default_prevented() || keys.is_typing() || keys.has_open_overlay());
        match event.key().as_str() {
            "Escape" if is_free => end.run(()),
            "Tab" => bar.reached_by(&event),
            _ => {}
        }
    });
    end
}
