//! The shape of a user's page that is being loaded.

use leptos::prelude::*;

use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Bar, Delayed},
};

/// Head and two columns, in grey.
#[component]
pub fn UserSkeleton() -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    let lines = || view! { <div class="r-section">{Bar::Short.view()} {Bar::Long.view()} {Bar::Line.view()}</div> };
    view! {
        <div aria-busy="true">
            <span class="r-vh" role="status">{move || i18n.texts().loading}</span>
            <Delayed>
                <div class="r-person r-person--waiting" aria-hidden="true">
                    <span class="r-avatar r-avatar--xl r-skel"></span>
                    <span class="r-skels">{Bar::Title.view()} {Bar::Short.view()}</span>
                </div>
                <div class="r-detail" aria-hidden="true">
                    <div class="r-detail__main">{lines()} {lines()}</div>
                    <div class="r-detail__side">{lines()}</div>
                </div>
            </Delayed>
        </div>
    }
}
