//! Below the rows: where in the list one is, and what became of the rows that were asked for.

use leptos::prelude::*;

use super::{ListHandle, Rows};
use crate::{i18n::use_i18n, ui::Scroller};

/// `1–14 of 1,248`, and whether rows are on their way.
#[component]
pub fn ListFooter(list: ListHandle, scroller: Scroller) -> impl IntoView {
    let (i18n, rows) = (use_i18n(), list.rows);
    let position = move || {
        let (first, last) = scroller.sight().get();
        (i18n.texts().list.position)(i18n.format(), first, last)
    };
    let more = move || {
        let texts = &i18n.texts().list;
        if list.is_outdated.get() {
            return view! { <span>{texts.outdated}</span> }.into_any();
        }
        match (rows.failure().get(), rows.busy().get()) {
            (Some(_), _) => view! {
                <span>{texts.more_failed}</span>
                <button class="r-link" type="button" on:click=move |_| rows.retry()>
                    {i18n.texts().common.try_again}
                </button>
            }
            .into_any(),
            (None, true) => view! { <span class="r-muted">{texts.loading_more}</span> }.into_any(),
            (None, false) => ().into_any(),
        }
    };
    // Paper gets the rows that are drawn.
    let printed = move || {
        let (window, total) = (scroller.in_reach().get(), rows.total().get()?);
        let drawn = total.count.saturating_sub(window.start).min(window.slots);
        Some((i18n.texts().list.printed)(i18n.format(), drawn, &i18n.format().total(total)))
    };
    view! {
        <div class="r-tablefoot">
            <span dir="ltr">
                // Also after a browser's translation has replaced the text before.
                <span prop:textContent=position></span>
                <Count rows/>
            </span>
            <div class="r-tablefoot__end" role="status">
                {move || more()}
            </div>
        </div>
        <p class="r-printed" prop:textContent=printed></p>
    }
}

/// How many rows there are. Where counting stopped, a button that has them all counted.
#[component]
pub fn Count(rows: Rows) -> impl IntoView {
    let i18n = use_i18n();
    let content = move || {
        let total = rows.total().get()?;
        let number = i18n.format().total(total);
        if total.exact {
            return Some(view! { <span prop:textContent=number></span> }.into_any());
        }
        Some(
            view! {
                <button class="r-link" type="button" on:click=move |_| rows.count()>
                    <span prop:textContent=number></span>
                    <span class="r-vh">", " {i18n.texts().list.count_all}</span>
                </button>
            }
            .into_any(),
        )
    };
    view! { {move || content()} }
}
