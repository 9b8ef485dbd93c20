//! A titled part of a page.

use leptos::prelude::*;

use super::unique_id;

/// A part of a page under a title of the second level.
#[component]
pub fn Section(
    #[prop(into)] title: Signal<String>,
    /// One line under the title.
    #[prop(optional, into)]
    lede: Option<Signal<String>>,
    children: Children,
) -> impl IntoView {
    let title_id = unique_id("section");
    let labelled_by = title_id.clone();
    view! {
        <section class="r-section" aria-labelledby=labelled_by>
            <div class="r-section__head">
                <div>
                    <h2 id=title_id>{move || title.get()}</h2>
                    {lede.map(|lede| view! { <p class="r-section__lede">{move || lede.get()}</p> })}
                </div>
            </div>
            {children()}
        </section>
    }
}
