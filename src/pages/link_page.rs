//! The frame of the pages that links in mails lead to: they stand outside the app, for whoever has the link.

use leptos::prelude::*;

use super::{connection_banner::ConnectionBanner, sign_in::use_language_menu};
use crate::{
    components::SignInLayout,
    host::use_host,
    i18n::use_i18n,
    paths::use_paths,
    ui::{ButtonKind, LinkButton},
};

/// A page with its title, its first line, and what stands below.
#[component]
pub fn LinkPage(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] lede: Signal<String>,
    /// Whether the link is still being looked up. Until then the page's own outline stays.
    waiting: Memo<bool>,
    /// Asks again, when there is a network again.
    on_retry: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let host = use_host();
    host.on_network(move |is_there| {
        if is_there {
            on_retry.run(());
        }
    });
    Effect::new({
        let host = host.clone();
        move |_| {
            title.with(|title| host.set_page_title(&[title]));
            // What was pressed may be gone from the page, and the focus with it.
            let host = host.clone();
            request_animation_frame(move || host.focus_content());
        }
    });
    let menu = use_language_menu();
    move || {
        (!waiting.get()).then(|| {
            host.remove_painted_shell();
            let content = children();
            view! {
                <ConnectionBanner/>
                <SignInLayout title lede foot=menu.clone()>
                    {content}
                </SignInLayout>
            }
        })
    }
}

/// The way on, once there is nothing left to do.
#[component]
pub fn ToSignIn() -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    view! {
        <LinkButton kind=ButtonKind::Primary href=paths.sign_in(None)>
            {i18n.label(|texts| texts.common.sign_in)}
        </LinkButton>
    }
}
