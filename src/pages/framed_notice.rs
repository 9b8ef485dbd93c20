//! A page that is never shown inside another's, where a frame could trick somebody into using it.

use leptos::prelude::*;

use crate::{
    host::use_host,
    i18n::{ElsewhereTexts, SignInTexts, use_i18n},
    location::use_location,
    ui::{Button, ButtonKind, IconName, StatePanel},
};

/// In somebody else's page: says so, and offers the page in a tab of its own, with the token in the fragment.
#[component]
pub fn FramedNotice(
    /// Of the page, where it stands alone.
    path: String,
    texts: fn(&'static SignInTexts) -> &'static ElsewhereTexts,
) -> impl IntoView {
    let (host, i18n) = (use_host(), use_i18n().of::<SignInTexts>());
    host.remove_painted_shell();
    let url = [path, untrack(|| use_location().hash())].concat();
    let open = move |()| host.open_in_tab(&url);
    let said = move |text: fn(&'static ElsewhereTexts) -> &'static str| {
        Signal::derive(move || text(texts(i18n.texts())).to_owned())
    };
    view! {
        <main>
            <StatePanel
                icon=IconName::Lock
                page=true
                title=said(|texts| texts.title)
                text=said(|texts| texts.text)
            >
                <Button kind=ButtonKind::Primary on_press=open>{said(|texts| texts.open)}</Button>
            </StatePanel>
        </main>
    }
}
