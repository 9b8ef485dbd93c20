//! The bar that floats over the last rows while users are selected.

use api_types::BulkAction;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    super::super::error_message::error_message,
    Selecting,
    acting::use_acts,
    walk::{MOST, Walk, use_walk},
};
use crate::{
    api::ApiError,
    host::use_host,
    i18n::{PanelTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, Icon, IconName, Scroller, focus_in_place, holds_focus, toolbar_keydown},
};

/// Above and below the bar together, in pixels.
const ROOM: f64 = 24.0;

/// What can be pressed in the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    All,
    Resend,
    Withdraw,
    Clear,
}

/// The bar as an element: where in it the focus is, and where that was before.
#[derive(Clone, Copy)]
struct Bar {
    node: NodeRef<html::Div>,
    /// The tool that the Tab key leads to.
    stop: RwSignal<Tool>,
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
pub fn SelectionBar() -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let (selecting, scroller): (Selecting, Scroller) = (expect_context(), expect_context());
    let selection = selecting.selection;
    let bar = Bar { node: NodeRef::new(), stop: RwSignal::new(Tool::Resend), came_from: StoredValue::new_local(None) };
    let (acts, walk) = (use_acts(), use_walk(selecting));
    use_cover(bar, scroller);
    use_look(selecting);
    let end = use_end(bar, selecting);
    // What the reader decides about has to stand.
    let blocked = Signal::derive(move || selection.walk.with(Option::is_some) || selection.count() == 0);
    let act = move |action: BulkAction| {
        let acts = acts.clone();
        Callback::new(move |()| {
            if !blocked.get_untracked() {
                acts.ask(action);
            }
        })
    };
    let (resend, withdraw) = (act(BulkAction::Resend), act(BulkAction::Withdraw));
    view! {
        <div class="r-bulkplace">
            <div
                node_ref=bar.node
                class="r-bulk"
                role="toolbar"
                aria-label=move || (said.texts().bulk.toolbar)(i18n.format(), selection.count())
                aria-busy=move || selection.walk.with(Option::is_some).then_some("true")
                on:keydown=move |event| bar.moved(&event)
                on:focusin=move |event| bar.entered(&event)
            >
                <span class="r-bulk__count">
                    {move || (i18n.texts().users.selected)(i18n.format(), selection.count())}
                </span>
                <AllTool bar selecting walk/>
                <span class="r-bulk__sep"></span>
                <ActTool bar tool=Tool::Resend blocked on_press=resend/>
                <ActTool bar tool=Tool::Withdraw blocked on_press=withdraw/>
                <span class="r-bulk__sep"></span>
                <button
                    type="button"
                    class="r-btn r-btn--icon"
                    aria-label=move || said.texts().bulk.clear
                    title=move || said.texts().bulk.clear
                    tabindex=move || tabindex(bar, Tool::Clear)
                    on:focus=move |_| bar.stop.set(Tool::Clear)
                    on:click=move |_| end.run(())
                >
                    <Icon name=IconName::Close/>
                </button>
            </div>
        </div>
        <WalkFailure failure=walk.failure/>
    }
}

fn tabindex(bar: Bar, tool: Tool) -> &'static str {
    if bar.stop.get() == tool { "0" } else { "-1" }
}

/// Selects everybody in the list, when there are more than are selected; while it does, stops.
#[component]
fn AllTool(bar: Bar, selecting: Selecting, walk: Walk) -> impl IntoView {
    let (host, i18n) = (use_host(), use_i18n().of::<PanelTexts>());
    let Selecting { selection, directory, .. } = selecting;
    let walking = Memo::new(move |_| selection.walk.with(Option::is_some));
    let all = Memo::new(move |_| {
        let total = directory.total().get().filter(|total| total.exact && total.count <= MOST)?;
        (total.count > selection.count()).then_some(total.count)
    });
    let offered = Memo::new(move |_| walking.get() || all.get().is_some());
    // What has done its work gives the focus on.
    Effect::new(move |_| {
        if !offered.get() && bar.stop.get_untracked() == Tool::All {
            bar.stop.set(Tool::Resend);
            let next = bar.node.get_untracked().filter(|_| bar.holds_focus() || host.is_focus_free());
            if let Some(Ok(Some(next))) = next.map(|bar| bar.query_selector("[data-act]")) {
                focus_in_place(&next);
            }
        }
    });
    let front = move || match walking.get() {
        true => view! { <span class="r-spinner" aria-hidden="true"></span> }.into_any(),
        false => view! { <Icon name=IconName::Select/> }.into_any(),
    };
    let label = move || match walking.get() {
        true => i18n.texts().bulk.stop.to_owned(),
        false => (i18n.texts().bulk.select_all)(i18n.format(), all.get().unwrap_or_default()),
    };
    let press = move |_| match walking.get_untracked() {
        true => selection.walk.set(None),
        false => walk.all.run(()),
    };
    view! {
        <button
            type="button"
            class="r-btn r-bulk__all"
            hidden=move || !offered.get()
            tabindex=move || tabindex(bar, Tool::All)
            on:focus=move |_| bar.stop.set(Tool::All)
            on:click=press
        >
            {front}
            <span>{label}</span>
        </button>
    }
}

/// Does the same to all who are selected.
#[component]
fn ActTool(bar: Bar, tool: Tool, blocked: Signal<bool>, on_press: Callback<()>) -> impl IntoView {
    let i18n = use_i18n().of::<PanelTexts>();
    let (icon, class) = match tool {
        Tool::Withdraw => (IconName::Withdraw, "r-btn r-bulk--danger"),
        _ => (IconName::Refresh, "r-btn"),
    };
    let label = move || match tool {
        Tool::Withdraw => i18n.texts().bulk.withdraw,
        _ => i18n.texts().bulk.resend,
    };
    view! {
        <button
            type="button"
            class=class
            data-act=""
            aria-disabled=move || blocked.get().then_some("true")
            tabindex=move || tabindex(bar, tool)
            on:focus=move |_| bar.stop.set(tool)
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon/>
            <span>{label}</span>
        </button>
    }
}

/// Why not all rows could be selected: errors are no toasts.
#[component]
fn WalkFailure(failure: RwSignal<Option<ApiError>>) -> impl IntoView {
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

/// When the list has changed, those who have gone since are selected no longer.
fn use_look(selecting: Selecting) {
    let acts = use_acts();
    Effect::new(move |before: Option<Option<i64>>| {
        let (before, version) = (before.flatten(), selecting.directory.version());
        if before.is_some() && version > before {
            untrack(|| acts.look());
        }
        version.max(before)
    });
}

/// Ends selecting, for the bar's own button and the Escape key; the focus goes back to where it came from.
fn use_end(bar: Bar, selecting: Selecting) -> Callback<()> {
    let host = use_host();
    let keys = host.clone();
    let end = Callback::new(move |()| {
        let held_focus = bar.holds_focus();
        selecting.selection.end();
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
