//! The dialog with a link to hand over, with which a user chooses a new password.

use api_types::{Member, PasswordResetLink};
use leptos::{prelude::*, task::spawn_local};

use super::super::organization::use_current_organization;
use crate::{
    host::use_host,
    i18n::{MemberActionTexts, use_i18n},
    ui::{Button, ButtonKind, Dialog, Field, IconName},
};

/// Whose link it is, and the link.
pub type Created = RwSignal<Option<(Member, PasswordResetLink)>>;

/// The dialog, while there is a link. Closed, the link is nowhere any more.
#[component]
pub fn PasswordLink(created: Created) -> impl IntoView {
    move || {
        let close = Callback::new(move |()| created.set(None));
        created.get().map(|(member, link)| view! { <LinkDialog member link=link.link on_close=close/> })
    }
}

/// The dialog that says where the password is, and leads there.
#[component]
pub fn PasswordElsewhere(of: RwSignal<Option<Member>>) -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let said = i18n.of::<MemberActionTexts>();
    let close = Callback::new(move |()| of.set(None));
    move || {
        let (member, provider) = (of.get()?, current.identity_provider()?);
        let (name, called, url) = (member.name.unwrap_or(member.email), provider.name.clone(), provider.url);
        let title = Signal::derive(move || (said.texts().password_of)(&name));
        let open = Signal::derive(move || (said.texts().open_provider)(&provider.name));
        let buttons = move || {
            view! {
                <Button on_press=close>{move || i18n.texts().common.close}</Button>
                <a class="r-btn r-btn--primary" href=url.clone() target="_blank" rel="noopener noreferrer">
                    {open}
                </a>
            }
        };
        Some(view! {
            <Dialog title on_close=close buttons>
                <p>{move || (said.texts().password_elsewhere)(&called)}</p>
            </Dialog>
        })
    }
}

#[component]
fn LinkDialog(member: Member, link: String, on_close: Callback<()>) -> impl IntoView {
    let (host, i18n) = (use_host(), use_i18n());
    let said = i18n.of::<MemberActionTexts>();
    let name = member.name.unwrap_or(member.email);
    let title = Signal::derive(move || (said.texts().password_link_of)(&name));
    let is_copied = RwSignal::new(false);
    let link = RwSignal::new(link);
    let copy = Callback::new(move |()| {
        let host = host.clone();
        spawn_local(async move {
            // Where the browser refuses, the link can be selected. The dialog may be closed.
            let is_there = host.copy(&link.get_untracked()).await;
            let _ = is_copied.try_set(is_there);
        });
    });
    let copied = move || if is_copied.get() { i18n.texts().common.copied } else { said.texts().copy_password_link };
    let buttons = move || {
        view! {
            <Button on_press=on_close>{move || i18n.texts().common.close}</Button>
            <Button kind=ButtonKind::Primary icon=IconName::Copy on_press=copy>{copied}</Button>
        }
    };
    view! {
        <Dialog title on_close buttons>
            <Field
                label=said.label(|texts| texts.password_link)
                value=link
                readonly=true
                hint=Signal::derive(move || Some(said.texts().password_link_hint.to_owned()))
            />
        </Dialog>
    }
}
