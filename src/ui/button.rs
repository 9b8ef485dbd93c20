//! Buttons, and links that look like buttons.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlButtonElement;

use super::{Icon, IconName};

/// How much a button asks to be pressed. One primary a view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Default,
    Primary,
    Ghost,
    /// Destroys something.
    Danger,
    /// Leads to something that destroys.
    DangerQuiet,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Default => "r-btn",
            Self::Primary => "r-btn r-btn--primary",
            Self::Ghost => "r-btn r-btn--ghost",
            Self::Danger => "r-btn r-btn--danger",
            Self::DangerQuiet => "r-btn r-btn--danger-quiet",
        }
    }
}

/// A button with a label. Busy, it keeps its label and takes no second press.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    /// Before the label.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Lower, for use inside a list or bar.
    #[prop(optional)]
    small: bool,
    /// As wide as its container.
    #[prop(optional)]
    block: bool,
    /// Sends the form that it stands in.
    #[prop(optional)]
    submit: bool,
    /// What it started is still running.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be pressed now; nothing when it can. The reason is its tooltip and is spoken.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    #[prop(optional)] node_ref: NodeRef<html::Button>,
    /// Called for each press that counts.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let unavailable = move || busy.get() || blocked.with(Option::is_some);
    let press = move |event: ev::MouseEvent| match (unavailable(), on_press) {
        (true, _) => event.prevent_default(),
        (false, Some(on_press)) => on_press.run(()),
        (false, None) if submit => submit_form(&event),
        (false, None) => {}
    };
    let front = move || match (busy.get(), icon) {
        (true, _) => Some(view! { <span class="r-spinner" aria-hidden="true"></span> }.into_any()),
        (false, Some(icon)) => Some(view! { <Icon name=icon/> }.into_any()),
        (false, None) => None,
    };
    view! {
        <button
            node_ref=node_ref
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            class=("r-btn--sm", small)
            class=("r-btn--block", block)
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || blocked.with(Option::is_some).then_some("true")
            title=move || blocked.get()
            on:click=press
        >
            {move || front()}
            {children()}
        </button>
    }
}

/// Sends the form of a button now. The browser would do it after everybody has heard of the press, and complain if the
/// form is gone from the page by then.
fn submit_form(event: &ev::MouseEvent) {
    let button = event.current_target().and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
    if let Some((form, button)) = button.and_then(|button| Some((button.form()?, button))) {
        event.prevent_default();
        // Fails only for a button of another form.
        let _ = form.request_submit_with_submitter(Some(&button));
    }
}

/// A button that shows only an icon; its label is spoken and is its tooltip.
#[component]
pub fn IconButton(
    icon: IconName,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] small: bool,
    /// Points in the reading direction, so the icon turns with it.
    #[prop(optional)]
    directional: bool,
    #[prop(optional)] node_ref: NodeRef<html::Button>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            node_ref=node_ref
            type="button"
            class="r-btn r-btn--ghost r-btn--icon"
            class=("r-btn--sm", small)
            aria-label=move || label.get()
            title=move || label.get()
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon directional=directional/>
        </button>
    }
}

/// A link that looks like a button, because following it is the main thing to do.
#[component]
pub fn LinkButton(
    /// A whole address, base included.
    #[prop(into)]
    href: Signal<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Loads the page anew instead of changing what the app shows.
    #[prop(optional)]
    external: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=move || href.get() rel=external.then_some("external")>
            {icon.map(|icon| view! { <Icon name=icon/> })}
            {children()}
        </a>
    }
}
