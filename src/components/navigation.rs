//! The way around an organization: its sections, shown as labels or as a rail of icons.

use leptos::prelude::*;

use crate::{
    i18n::{Texts, use_i18n},
    ui::{Icon, IconName},
};

/// One section in the navigation.
#[derive(Clone)]
pub struct NavigationItem {
    /// Its icon.
    pub icon: IconName,
    /// Its name.
    pub label: fn(&'static Texts) -> &'static str,
    /// Where it is.
    pub href: String,
    /// How many things it holds, where that is known.
    pub count: Option<u64>,
    /// Whether they wait for the reader.
    pub is_waiting: bool,
    /// Whether the reader is there.
    pub is_current: bool,
}

/// The sections, as links.
#[component]
pub fn Navigation(
    /// The sections, in their order. Reactive.
    items: Callback<(), Vec<NavigationItem>>,
) -> impl IntoView {
    let item = |item: NavigationItem| view! { <NavigationLink item/> };
    view! { <ul class="r-menu">{move || items.run(()).into_iter().map(item).collect_view()}</ul> }
}

#[component]
fn NavigationLink(item: NavigationItem) -> impl IntoView {
    let i18n = use_i18n();
    let label = i18n.label(item.label);
    let count = item.count.map(|count| {
        view! { <span class="r-navitem__count" data-todo=item.is_waiting.then_some("")>{move || i18n.format().number(count)}</span> }
    });
    view! {
        <li>
            <a class="r-navitem" href=item.href title=label aria-current=item.is_current.then_some("page")>
                <Icon name=item.icon/>
                <span class="r-navitem__label">{label}</span>
                {count}
            </a>
        </li>
    }
}

/// Turns labels into a rail of icons and back.
#[component]
pub fn CollapseButton(
    /// Whether only icons are shown.
    #[prop(into)]
    is_collapsed: Signal<bool>,
    /// Pressed.
    on_press: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || {
        let shell = &i18n.texts().shell;
        if is_collapsed.get() { shell.expand.to_owned() } else { shell.collapse.to_owned() }
    });
    view! {
        <button
            class="r-navitem"
            type="button"
            aria-expanded=move || (!is_collapsed.get()).to_string()
            aria-label=label
            title=label
            on:click=move |_| on_press.run(())
        >
            <Icon name=IconName::Panel directional=true/>
            <span class="r-navitem__label">{i18n.label(|texts| texts.shell.collapse_short)}</span>
            <kbd class="r-kbd r-hide-rail" aria-hidden="true">"["</kbd>
        </button>
    }
}
