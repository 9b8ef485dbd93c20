//! The bar that floats over the last rows while some are selected.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    super::{
        super::error_message::error_message,
        ListHandle,
        action::{Action, ActionState},
    },
    keep::{use_kept, view_of},
    select_range::{RangeSelection, use_range_selection},
};
use crate::{
    api::ApiError,
    host::use_host,
    i18n::{PanelTexts, use_i18n},
    ui::{
        Button, ButtonKind, Dialog, Icon, IconName, Menu, MenuItem, MenuItems, Placement, PopoverControl, Scroller,
        focus_in_place, holds_focus, toolbar_keydown, use_toaster,
    },
};

/// Above and below the bar together, in pixels.
const ROOM: f64 = 24.0;

/// The button that selects every row, the one that opens the menu, and the one that ends selecting.
const ALL: &str = "all";
const MORE: &str = "more";
const CLEAR: &str = "clear";

/// Something that can be done to many rows.
#[derive(Clone, Copy)]
pub struct Tool {
    pub name: &'static str,
    pub icon: IconName,
    pub label: Signal<String>,
    pub is_dangerous: bool,
}

/// What can be done to the selection.
#[derive(Clone)]
pub struct Tools {
    pub all: Vec<Tool>,
    /// The names of those that fit what is selected.
    pub fitting: Memo<Vec<&'static str>>,
    pub on_press: Callback<&'static str>,
}

impl Tools {
    /// The actions of the rows that are for many.
    pub fn of_rows(list: ListHandle) -> Self {
        let i18n = use_i18n();
        let actions = || list.spec.actions.iter().filter(|action| action.is_for_many);
        let tool = |action: &'static Action| Tool {
            name: action.name,
            icon: action.icon,
            label: Signal::derive(move || (action.label)(i18n.texts(), None).to_owned()),
            is_dangerous: action.is_dangerous,
        };
        // Of a selection that fits nothing there is nothing to do.
        let fitting = Memo::new(move |_| {
            list.selection.rows().with(|selected| {
                let fits = |action: &&Action| {
                    selected.rows().iter().any(|row| (action.state)(&**row, action.name) != ActionState::Absent)
                };
                actions().filter(fits).map(|action| action.name).collect::<Vec<_>>()
            })
        });
        let on_press = Callback::new(move |name| {
            if let Some(action) = list.spec.action(name) {
                list.request(action);
            }
        });
        Self { all: actions().map(tool).collect(), fitting, on_press }
    }
}

/// The bar as an element: where in it the focus is, and where that was before.
#[derive(Clone, Copy)]
pub(super) struct Bar {
    pub(super) place: NodeRef<html::Div>,
    pub(super) node: NodeRef<html::Div>,
    /// The tool that the Tab key leads to: its name, [`ALL`], [`MORE`] or [`CLEAR`].
    stop: RwSignal<&'static str>,
    came_from: StoredValue<Option<Element>, LocalStorage>,
    /// How many of the tools there is room for. The others are in the menu.
    pub(super) shown: RwSignal<usize>,
    menu: PopoverControl,
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
        let stop = self.node.get_untracked().map(|bar| bar.query_selector("[tabindex='0']:not([hidden])"));
        if let (true, Some(Ok(Some(stop)))) = (from_box && !event.shift_key(), stop) {
            event.prevent_default();
            focus_in_place(&stop);
        }
    }

    /// The focus has moved to something in it.
    fn entered(self, event: &ev::FocusEvent) {
        let from = event.related_target().and_then(|from| from.dyn_into::<Element>().ok());
        let is_inside = |from: &Element| self.place.get_untracked().is_some_and(|bar| bar.contains(Some(from)));
        if let Some(from) = from.filter(|from| !is_inside(from)) {
            self.came_from.set_value(Some(from));
        }
    }
}

/// How many are selected, and what can be done with them.
#[component]
pub fn SelectionBar(list: ListHandle, scroller: Scroller, tools: Tools) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let selection = list.selection;
    let bar = Bar {
        place: NodeRef::new(),
        node: NodeRef::new(),
        stop: RwSignal::new(CLEAR),
        came_from: StoredValue::new_local(None),
        shown: RwSignal::new(usize::MAX),
        menu: PopoverControl::new(),
    };
    let range = use_range_selection(list);
    use_cover(bar, scroller);
    use_kept(list);
    use_replaced(list);
    let end = use_end(bar, list);
    let Tools { all, fitting, on_press } = tools;
    let all = StoredValue::new(all);
    let shown = Memo::new(move |_| {
        all.with_value(|all| {
            let fits = |tool: &&Tool| fitting.with(|fitting| fitting.contains(&tool.name));
            all.iter().filter(fits).map(|tool| tool.name).collect::<Vec<_>>()
        })
    });
    let fitting_tools = move || {
        let names = shown.get();
        all.with_value(|all| {
            names.iter().filter_map(|name| all.iter().find(|tool| tool.name == *name)).copied().collect()
        })
    };
    Effect::new(move |_| {
        // The Tab key leads to something that is there.
        let names = shown.get();
        let first = names.first().copied().unwrap_or(CLEAR);
        let stop = bar.stop.get_untracked();
        let is_there = names.iter().take(bar.shown.get()).any(|name| *name == stop);
        if stop != ALL && stop != first && !is_there && (stop != MORE || bar.shown.get() >= names.len()) {
            bar.stop.set(first);
        }
        request_animation_frame(move || bar.measure());
    });
    // What the reader decides about has to stand.
    let is_blocked = Memo::new(move |_| selection.range.with(Option::is_some) || selection.count() == 0);
    let press = Callback::new(move |name| {
        if !is_blocked.get_untracked() {
            on_press.run(name);
        }
    });
    let buttons = move || {
        let tools: Vec<Tool> = fitting_tools();
        tools.into_iter().map(|tool| view! { <ToolButton bar tool is_blocked press/> }).collect_view()
    };
    let others = move || {
        let tools: Vec<Tool> = fitting_tools();
        let item = move |(index, tool): (usize, Tool)| {
            view! {
                <MenuItem icon=tool.icon first=index == 0 on_choose=move |()| press.run(tool.name)>
                    {move || tool.label.get()}
                </MenuItem>
            }
        };
        let items = tools.into_iter().skip(bar.shown.get()).enumerate().map(item).collect_view();
        view! { <MenuItems>{items}</MenuItems> }
    };
    let selected = move || (i18n.texts().list.selected)(&i18n.format().total(selection.total()));
    view! {
        <div class="r-bulkplace" node_ref=bar.place>
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
                    <span prop:textContent=selected></span>
                    <NotShown list/>
                </span>
                <AllTool bar list range/>
                <span class="r-bulk__sep"></span>
                {buttons}
                <MoreTool bar is_blocked/>
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
            <Menu control=bar.menu label=said.label(|texts| texts.bulk.more) placement=Placement::AboveStart>
                {others}
            </Menu>
        </div>
        <RangeFailure failure=range.failure/>
    }
}

fn tabindex(bar: Bar, tool: &str) -> &'static str {
    if bar.stop.get() == tool { "0" } else { "-1" }
}

/// How many of the selected rows are of another view.
fn not_shown(list: ListHandle) -> u64 {
    let kept = list.kept.get();
    list.selection.rows().with(|selected| match selected.is_elsewhere() {
        true => selected.count(),
        false => kept.iter().filter(|id| selected.whole().is_none() && selected.has(**id)).count() as u64,
    })
}

/// How many of the selected rows are not shown here.
#[component]
fn NotShown(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let not_shown = Memo::new(move |_| not_shown(list));
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
        let total = list.rows.total().get().filter(|total| range.can_select(*total))?;
        let is_elsewhere = selection.rows().with(|selected| selected.is_elsewhere());
        (total.count > selection.count() || is_elsewhere && total.count > 0).then_some(total)
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
        match all.get() {
            _ if is_selecting.get() => texts.stop.to_owned(),
            Some(total) => (texts.select_all)(&i18n.format().total(total)),
            None => String::new(),
        }
    };
    // Beside rows of other views only one by one.
    let press = move |_| match untrack(|| (is_selecting.get(), not_shown(list) > 0)) {
        (true, _) => selection.range.set(None),
        (false, is_beside) => range.select_all(list, is_beside, &untrack(|| view_of(list))),
    };
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
fn ToolButton(bar: Bar, tool: Tool, is_blocked: Memo<bool>, press: Callback<&'static str>) -> impl IntoView {
    let class = if tool.is_dangerous { "r-btn r-bulk--danger" } else { "r-btn" };
    view! {
        <button
            type="button"
            class=class
            data-act=""
            aria-disabled=move || is_blocked.get().then_some("true")
            tabindex=move || tabindex(bar, tool.name)
            on:focus=move |_| bar.stop.set(tool.name)
            on:click=move |_| press.run(tool.name)
        >
            <Icon name=tool.icon/>
            <span>{move || tool.label.get()}</span>
        </button>
    }
}

/// Opens the menu of the tools that there is no room for.
#[component]
fn MoreTool(bar: Bar, is_blocked: Memo<bool>) -> impl IntoView {
    let said = use_i18n().of::<PanelTexts>();
    view! {
        <button
            type="button"
            class="r-btn"
            data-more=""
            hidden=""
            aria-haspopup="menu"
            aria-expanded=move || bar.menu.is_open().to_string()
            aria-disabled=move || is_blocked.get().then_some("true")
            popovertarget=bar.menu.id()
            tabindex=move || tabindex(bar, MORE)
            on:focus=move |_| bar.stop.set(MORE)
            on:click=move |event| bar.menu.press(&event)
        >
            <Icon name=IconName::Dots/>
            <span>{move || said.texts().bulk.more}</span>
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

/// Rows can be scrolled above the bar for as long as it is there, and its tools have the room that there is.
fn use_cover(bar: Bar, scroller: Scroller) {
    let host = use_host();
    Effect::new(move |_| {
        let (Some(node), Some(place)) = (bar.node.get(), bar.place.get()) else { return };
        let measured = node.clone();
        host.on_resize(&[node.into(), place.into()], move || {
            let height = f64::from(measured.offset_height()) + ROOM;
            // Not right away: what is measured changes what is watched.
            request_animation_frame(move || {
                bar.measure();
                scroller.cover(height);
            });
        });
    });
    on_cleanup(move || scroller.cover(0.0));
}

/// Says when a row has taken the place of every row of another view, and gives them back.
fn use_replaced(list: ListHandle) {
    let (said, toaster) = (use_i18n().of::<PanelTexts>(), use_toaster());
    let selection = list.selection;
    Effect::new(move |_| {
        selection.rows().track();
        let Some(before) = selection.take_replaced() else { return };
        let text = untrack(|| (said.texts().bulk.replaced)(said.format(), selection.count(), before.count()));
        toaster.show_undoable(text, move || selection.restore(before.clone()));
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
