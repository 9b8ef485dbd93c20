//! The shape of the overview of roles that is being loaded.

use leptos::prelude::*;

use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Bar, Delayed},
};

/// Three cards in grey.
#[component]
pub fn RolesSkeleton() -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    let card = |_| {
        view! { <li class="r-card r-card--waiting">{Bar::Title.view()} {Bar::Long.view()} {Bar::Short.view()}</li> }
    };
    view! {
        <div aria-busy="true">
            <span class="r-vh" role="status">{move || i18n.texts().loading}</span>
            <Delayed>
                <ul class="r-cards" aria-hidden="true">{(0..3).map(card).collect_view()}</ul>
            </Delayed>
        </div>
    }
}
