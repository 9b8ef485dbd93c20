//! An invitation that cannot be accepted: what still helps.

use api_types::codes;
use leptos::prelude::*;

use super::{Refused, visit::Visit};
use crate::{
    i18n::{SignInTexts, use_i18n},
    paths::use_paths,
    ui::{Button, ButtonKind, LinkButton, Note, NoteKind},
};

/// The way on, where there is one; the title has said why.
#[component]
pub fn InvalidInvitation(
    visit: Visit,
    /// Why, as the server names it.
    code: &'static str,
) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    match code {
        codes::INVITATION_EXPIRED | codes::INVITATION_REPLACED | codes::INVITATION_WITHDRAWN => {
            view! { <RequestNewLink visit/> }.into_any()
        }
        codes::INVITATION_USED | codes::ALREADY_MEMBER => view! {
            <LinkButton kind=ButtonKind::Primary href=paths.start()>
                {i18n.label(|texts| texts.states.to_start)}
            </LinkButton>
        }
        .into_any(),
        codes::UNVERIFIED_EMAIL => view! {
            <Button kind=ButtonKind::Primary block=true on_press=Callback::new(move |()| visit.look_up())>
                {i18n.label(|texts| texts.common.try_again)}
            </Button>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn RequestNewLink(visit: Visit) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let asked = RwSignal::new(false);
    move || {
        if asked.get() {
            view! {
                <Note kind=NoteKind::Success>{i18n.label(|texts| texts.invitation.asked)}</Note>
            }
            .into_any()
        } else {
            let request = move |()| visit.request_new_link(asked);
            view! {
                <Refused visit/>
                <Button kind=ButtonKind::Primary block=true busy=visit.busy on_press=request>
                    {i18n.label(|texts| texts.invitation.ask)}
                </Button>
            }
            .into_any()
        }
    }
}
