//! A text field that finds one of many choices, and the list of those found.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{Placement, follow_text, is_composing, popover::place, unique_id};

/// One of the choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What identifies it.
    pub value: String,
    pub label: String,
    /// In the second line; empty for none.
    pub detail: String,
}

/// What a [`Combobox`] looks for, and what was found.
#[derive(Clone, Copy)]
pub struct Choices {
    /// Set once they are needed, when the field first gets the focus.
    pub wanted: RwSignal<bool>,
    /// What is searched for.
    pub search: RwSignal<String>,
    pub found: Signal<Vec<Choice>>,
    /// Whether these match what is searched for.
    pub is_current: Signal<bool>,
    /// Below them: that there are more, or none.
    pub note: Signal<Option<String>>,
}

/// The state of the list.
#[derive(Clone, Copy)]
struct List {
    choices: Choices,
    is_open: RwSignal<bool>,
    /// The index of the choice under the keyboard.
    cursor: RwSignal<Option<usize>>,
    /// Whether Enter waits for the choices of what was typed.
    is_pending: RwSignal<bool>,
    input: NodeRef<html::Input>,
    panel: NodeRef<html::Div>,
    on_choose: Callback<String>,
}

impl List {
    fn open(self, cursor: Option<usize>) {
        self.cursor.set(cursor);
        self.is_open.set(true);
    }

    fn close(self) {
        self.is_pending.set(false);
        self.is_open.set(false);
    }

    fn choose(self, value: String) {
        self.close();
        self.on_choose.run(value);
    }

    /// Chooses what is under the keyboard.
    fn choose_current(self) {
        let chosen = self.choices.found.with_untracked(|found| {
            self.cursor.get_untracked().and_then(|at| found.get(at)).map(|choice| choice.value.clone())
        });
        if let Some(value) = chosen {
            self.choose(value);
        }
    }

    fn step(self, forward: bool) {
        let last = self.choices.found.with_untracked(Vec::len).saturating_sub(1);
        let next = match (self.is_open.get_untracked(), self.cursor.get_untracked(), forward) {
            (true, Some(at), true) => (at + 1).min(last),
            (true, Some(at), false) => at.saturating_sub(1),
            (_, _, true) => 0,
            (_, _, false) => last,
        };
        self.open(Some(next));
    }

    /// Handles a key that is for the list; says whether it was.
    fn key(self, event: &ev::KeyboardEvent) -> bool {
        let is_open = self.is_open.get_untracked();
        match &*event.key() {
            "ArrowDown" => self.step(true),
            "ArrowUp" => self.step(false),
            "Enter" if is_open && self.choices.is_current.get_untracked() => self.choose_current(),
            "Enter" if is_open => self.is_pending.set(true),
            "Escape" if is_open => self.close(),
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// Shows the panel beside its field, or hides it.
    fn settle(self, is_open: bool) {
        let Some(panel) = self.panel.try_get_untracked().flatten() else { return };
        let panel: &HtmlElement = &panel;
        if !is_open {
            // Fails only when it is hidden already.
            let _ = panel.hide_popover();
            return;
        }
        // Fails only when it is shown already.
        let _ = panel.show_popover();
        let field = self.input.get_untracked().and_then(|input| input.closest(".r-combo").ok().flatten());
        if let Some(field) = field {
            place(panel, &field, Placement::BelowStart);
        }
    }
}

/// The input and its list, in an element with the class `r-combo` that it is as wide as. The reader opens it with an
/// arrow, a press or by typing; Enter or a press chooses.
#[component]
pub fn Combobox(
    /// Its id, for its label.
    id: String,
    /// What the list is called.
    #[prop(into)]
    label: Signal<String>,
    #[prop(optional)] class: &'static str,
    /// What stands in the field.
    text: RwSignal<String>,
    choices: Choices,
    #[prop(optional, into)] placeholder: Signal<String>,
    #[prop(into)] invalid: Signal<bool>,
    /// The id of what describes it.
    #[prop(into)]
    described_by: Signal<Option<String>>,
    /// Called with the value that was chosen.
    on_choose: Callback<String>,
    /// Called for Backspace in the empty field.
    #[prop(optional, into)]
    on_backspace: Option<Callback<()>>,
    /// Called when the reader leaves the field.
    on_leave: Callback<()>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let list = List {
        choices,
        is_open: RwSignal::new(false),
        cursor: RwSignal::new(None),
        is_pending: RwSignal::new(false),
        input: node_ref,
        panel: NodeRef::new(),
        on_choose,
    };
    let List { is_open, cursor, .. } = list;
    let list_id = unique_id("choices");
    Effect::new(move |_| {
        choices.found.track();
        choices.note.track();
        let is_open = is_open.get();
        request_animation_frame(move || list.settle(is_open));
    });
    Effect::new(move |_| {
        if list.is_pending.get() && choices.is_current.get() {
            list.is_pending.set(false);
            list.choose_current();
        }
    });
    follow_text(node_ref, text.into());
    let typed = move |event: ev::Event| {
        let typed = event_target_value(&event);
        text.set(typed.clone());
        list.open((!typed.trim().is_empty()).then_some(0));
        choices.search.set(typed);
    };
    let key = move |event: ev::KeyboardEvent| {
        if is_composing(&event) || list.key(&event) {
            return;
        }
        let is_empty = text.with_untracked(String::is_empty);
        if let ("Backspace", true, Some(on_backspace)) = (&*event.key(), is_empty, on_backspace) {
            event.prevent_default();
            on_backspace.run(());
        }
    };
    // What stands there is replaced by what is typed, unless something is being searched for.
    let press = move |_| {
        if let (true, Some(input)) = (choices.search.with_untracked(String::is_empty), node_ref.get_untracked()) {
            input.select();
        }
        list.open(None);
    };
    // A field that is taken off the page loses the focus too, when all this is gone already.
    let leave = move |_| {
        if on_leave.try_run(()).is_some() {
            list.close();
        }
    };
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| [&*list_id, "-", &at.to_string()].concat()
    };
    let active = {
        let option_id = option_id.clone();
        move || is_open.get().then(|| cursor.get()).flatten().map(&option_id)
    };
    let option = move |(at, choice): (usize, Choice)| {
        let Choice { value, label, detail } = choice;
        let is_active = move || is_open.get() && cursor.get() == Some(at);
        view! {
            <li
                id=option_id(at)
                class="r-item r-choice"
                role="option"
                aria-selected=move || is_active().to_string()
                data-active=move || is_active().then_some("")
                on:click=move |_| list.choose(value.clone())
            >
                <bdi>{label}</bdi>
                {(!detail.is_empty()).then(|| view! { <span class="r-choice__detail" dir="auto">{detail}</span> })}
            </li>
        }
    };
    Effect::new(move |_| {
        if let (true, Some(at), Some(panel)) = (is_open.get(), cursor.get(), list.panel.get()) {
            request_animation_frame(move || reveal(&panel, at));
        }
    });
    view! {
        <input
            node_ref=node_ref
            id=id
            class=class
            type="text"
            role="combobox"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-autocomplete="list"
            aria-expanded=move || is_open.get().to_string()
            aria-controls=list_id.clone()
            aria-activedescendant=active
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described_by.get()
            placeholder=move || placeholder.get()
            on:focus=move |_| choices.wanted.set(true)
            on:click=press
            on:input=typed
            on:keydown=key
            on:blur=leave
        />
        // A press in it must not take the focus from the field.
        <div
            node_ref=list.panel
            class="r-popover r-combo__panel"
            popover="manual"
            on:mousedown=|event| event.prevent_default()
        >
            <ul id=list_id class="r-list r-pop__scroll" role="listbox" aria-label=move || label.get()>
                {move || choices.found.get().into_iter().enumerate().map(&option).collect_view()}
            </ul>
            <div role="status">
                {move || choices.note.get().map(|note| view! { <p class="r-pop__note">{note}</p> })}
            </div>
        </div>
    }
}

/// Scrolls the choice under the keyboard into sight.
fn reveal(panel: &HtmlElement, at: usize) {
    let options = panel.query_selector_all("[role=option]").ok();
    let option = options.and_then(|options| options.item(at as u32)).and_then(|it| it.dyn_into::<Element>().ok());
    if let Some(option) = option {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}
