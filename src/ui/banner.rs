//! One line across the top of the page.

use leptos::prelude::*;

use super::{Icon, IconName};

/// A line that stays until its cause is gone, with something to do about it.
#[component]
pub fn Banner(
    icon: IconName,
    /// The bold start.
    #[prop(into)]
    title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    /// What its button says.
    #[prop(into)]
    action: Signal<String>,
    #[prop(into)] on_action: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="r-banner" role="status">
            <Icon name=icon/>
            <span>
                <b class="r-strong">{move || title.get()}</b>
                " "
                {move || text.get()}
            </span>
            <button type="button" class="r-btn r-btn--ghost r-btn--sm" on:click=move |_| on_action.run(())>
                {move || action.get()}
            </button>
        </div>
    }
}
