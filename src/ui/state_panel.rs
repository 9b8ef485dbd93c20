//! A page or a list with nothing to show.

use leptos::prelude::*;

use super::{Icon, IconName};

/// Says why there is nothing to show and what to do next.
#[component]
pub fn StatePanel(
    icon: IconName,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    /// Something to copy when asking for help, such as a request number.
    #[prop(optional, into)]
    reference: Signal<Option<String>>,
    /// Said at once by screen readers: for failures.
    #[prop(optional)]
    urgent: bool,
    /// The whole page rather than a list on it: the title is the page's own.
    #[prop(optional)]
    page: bool,
    /// Buttons, the most useful first.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    // Set as a property, so that it changes also after a browser's translation has replaced the text.
    let title = if page {
        view! { <h1 prop:textContent=move || title.get()></h1> }.into_any()
    } else {
        view! { <h2 prop:textContent=move || title.get()></h2> }.into_any()
    };
    let reference =
        move || reference.get().map(|text| view! { " " <span class="r-mono r-nowrap">{text}</span> }.into_any());
    view! {
        <div class="r-empty" class=("r-empty--page", page) role=if urgent { "alert" } else { "status" }>
            <Icon name=icon/>
            {title}
            <p>
                <span prop:textContent=move || text.get()></span>
                {move || reference()}
            </p>
            {children.map(|actions| view! { <div class="r-btns">{actions()}</div> })}
        </div>
    }
}

/// Shows what it holds only after 200 ms, so that a quick answer makes nothing flicker.
#[component]
pub fn Delayed(children: Children) -> impl IntoView {
    view! { <div class="r-delayed">{children()}</div> }
}
