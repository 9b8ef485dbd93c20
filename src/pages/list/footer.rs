//! Below the rows: where in the list one is, and what became of the rows that were asked for.

use leptos::prelude::*;

use crate::{i18n::use_i18n, queries::Directory};

/// `1–14 of 1,248`, and whether rows are on their way.
#[component]
pub fn UsersFoot(
    directory: Directory,
    /// The first and the last row in sight, counted from 1.
    sight: ReadSignal<(u64, u64)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let position = move || {
        let (first, last) = sight.get();
        (i18n.texts().users.position)(i18n.format(), first, last)
    };
    let more = move || {
        let texts = &i18n.texts().users;
        match (directory.failure().get(), directory.busy().get()) {
            (Some(_), _) => view! {
                <span>{texts.more_failed}</span>
                <button class="r-link" type="button" on:click=move |_| directory.retry()>
                    {i18n.texts().common.try_again}
                </button>
            }
            .into_any(),
            (None, true) => view! { <span class="r-muted">{texts.loading_more}</span> }.into_any(),
            (None, false) => ().into_any(),
        }
    };
    view! {
        <div class="r-tablefoot">
            <span dir="ltr">
                {move || position()}
                <Count directory/>
            </span>
            <div class="r-tablefoot__end" role="status">
                {move || more()}
            </div>
        </div>
    }
}

/// How many there are. Where counting stopped, a button that has them all counted.
#[component]
pub fn Count(directory: Directory) -> impl IntoView {
    let i18n = use_i18n();
    let content = move || {
        let total = directory.total().get()?;
        let number = i18n.format().total(total);
        Some(match total.exact {
            true => number.into_any(),
            false => view! {
                <button class="r-link" type="button" on:click=move |_| directory.count()>
                    {number}
                    <span class="r-vh">", " {i18n.texts().users.count_all}</span>
                </button>
            }
            .into_any(),
        })
    };
    view! { {move || content()} }
}
