//! Menus: a popover with items, moved through by arrow keys.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

use super::{
    Icon, IconName, Placement, Popover, PopoverControl,
    focus::{focus, holds_focus},
};

/// A menu; what opens it is a [`PopoverButton`](super::PopoverButton).
#[component]
pub fn Menu(
    control: PopoverControl,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] placement: Placement,
    /// [`MenuItems`].
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Popover control label role="menu" placement class="r-pop">
            {children()}
        </Popover>
    }
}

/// What a menu holds: [`MenuItem`]s, moved through by arrow keys.
#[component]
pub fn MenuItems(children: Children) -> impl IntoView {
    let control = use_context::<PopoverControl>();
    view! {
        <div class="r-list" role="presentation" on:keydown=move |event| moved(control, &event)>
            {children()}
        </div>
    }
}

/// One thing to do, or one of several things to choose from.
#[component]
pub fn MenuItem(
    #[prop(optional, into)] icon: Option<IconName>,
    /// Whether it is the chosen one of its group; nothing for what is not a choice.
    #[prop(optional, into)]
    checked: Option<Signal<bool>>,
    /// Whether it is chosen or not by itself, not as one of a group.
    #[prop(optional)]
    is_toggle: bool,
    /// Gets the focus when the menu opens: set it on the first item.
    #[prop(optional)]
    first: bool,
    /// Why it cannot be chosen: shown below it.
    #[prop(optional, into)]
    disabled: Signal<Option<String>>,
    /// Called when it is chosen; the menu is closed by then.
    #[prop(into)]
    on_choose: Callback<()>,
    children: Children,
) -> impl IntoView {
    let control = use_context::<PopoverControl>();
    let choose = move |_| {
        if disabled.with_untracked(Option::is_some) {
            return;
        }
        if let Some(control) = control {
            control.close();
        }
        on_choose.run(());
    };
    let role = match checked {
        Some(_) if is_toggle => "menuitemcheckbox",
        Some(_) => "menuitemradio",
        None => "menuitem",
    };
    let tick = move || {
        checked
            .is_some_and(|checked| checked.get())
            .then(|| view! { <span class="r-item__tick"><Icon name=IconName::Check/></span> }.into_any())
    };
    view! {
        <button
            type="button"
            class="r-item"
            role=role
            aria-checked=move || checked.map(|checked| checked.get().to_string())
            tabindex="-1"
            autofocus=first
            aria-disabled=move || disabled.with(Option::is_some).then_some("true")
            on:click=choose
        >
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span class="r-item__label">
                {children()}
                {move || disabled.get().map(|why| view! { <span class="r-item__why">{why}</span> })}
            </span>
            {move || tick()}
        </button>
    }
}

/// Items that belong together, under a heading.
#[component]
pub fn MenuGroup(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <div role="group" aria-label=move || label.get()>
            <div class="r-listhead" aria-hidden="true">{move || label.get()}</div>
            {children()}
        </div>
    }
}

/// A line between items.
#[component]
pub fn MenuSeparator() -> impl IntoView {
    view! { <div class="r-rule" role="separator"></div> }
}

/// Moves the focus as menus do; Tab leaves the menu.
fn moved(control: Option<PopoverControl>, event: &ev::KeyboardEvent) {
    let Some(list) = event.current_target().and_then(|list| list.dyn_into::<Element>().ok()) else { return };
    let Ok(items) = list.query_selector_all("[role^=menuitem]") else { return };
    let key = event.key();
    if let ("Tab", Some(control)) = (&*key, control) {
        return control.close();
    }
    if let Some(next) = next_index(&key, focused_index(&items), items.length()) {
        event.prevent_default();
        if let Some(item) = item(&items, next) {
            focus(&item);
        }
    }
}

fn item(items: &NodeList, index: u32) -> Option<Element> {
    items.item(index)?.dyn_into().ok()
}

fn focused_index(items: &NodeList) -> Option<u32> {
    (0..items.length()).find(|index| item(items, *index).is_some_and(|item| holds_focus(&item)))
}

/// Where a key leads in a list of `length` items; nothing for keys that lead nowhere. Goes round at the ends.
pub fn next_index(key: &str, index: Option<u32>, length: u32) -> Option<u32> {
    let last = length.checked_sub(1)?;
    match (key, index) {
        ("Home", _) | ("ArrowDown", None) => Some(0),
        ("End", _) | ("ArrowUp", None) => Some(last),
        ("ArrowDown", Some(index)) => Some(if index >= last { 0 } else { index + 1 }),
        ("ArrowUp", Some(index)) => Some(index.checked_sub(1).unwrap_or(last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::next_index;

    #[test]
    fn arrows_go_round_and_other_keys_lead_nowhere() {
        for (key, from, to) in [
            ("ArrowDown", None, Some(0)),
            ("ArrowDown", Some(1), Some(2)),
            ("ArrowDown", Some(2), Some(0)),
            ("ArrowUp", Some(0), Some(2)),
            ("ArrowUp", None, Some(2)),
            ("Home", Some(2), Some(0)),
            ("End", Some(0), Some(2)),
            ("a", Some(0), None),
        ] {
            assert_eq!(next_index(key, from, 3), to, "{key} from {from:?}");
        }
        assert_eq!(next_index("ArrowDown", None, 0), None);
    }
}
