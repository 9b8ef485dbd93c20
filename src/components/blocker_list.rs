//! What still needs a user in other programs.

use api_types::{MemberReference, is_web_url};
use leptos::prelude::*;

use crate::{
    i18n::{PanelTexts, use_i18n},
    ui::{Icon, IconName},
};

/// References, each with the way to it, and how many more there are.
#[component]
pub fn BlockerList(
    references: Vec<MemberReference>,
    /// Number of all references; not all of them may be known.
    count: u64,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let more = count.saturating_sub(references.len() as u64);
    let more = (more > 0).then(|| {
        let text = move || (said.texts().lifecycle.more_blockers)(i18n.format(), more);
        view! { <li><Icon name=IconName::Dots/><div class="r-rows__body r-rows__text">{text}</div></li> }
    });
    view! {
        <ul class="r-rows">
            {references.into_iter().map(|reference| view! { <Blocker reference/> }).collect_view()}
            {more}
        </ul>
    }
}

#[component]
fn Blocker(reference: MemberReference) -> impl IntoView {
    let said = use_i18n().of::<PanelTexts>();
    let MemberReference { kind, title, url, .. } = reference;
    // Another program wrote it: only a link to a page becomes a link.
    let link = url.filter(|url| is_web_url(url)).map(|url| {
        let name = title.clone();
        view! {
            <a
                class="r-link"
                href=url
                target="_blank"
                rel="noopener noreferrer"
                aria-label=move || (said.texts().lifecycle.open_blocker)(&name)
            >
                {move || said.texts().lifecycle.open}
            </a>
        }
    });
    view! {
        <li>
            <Icon name=IconName::Document/>
            <div class="r-rows__body">
                <div class="r-rows__title"><bdi>{title}</bdi></div>
                <div class="r-rows__text"><bdi>{kind}</bdi></div>
            </div>
            <div class="r-rows__end">{link}</div>
        </li>
    }
}
