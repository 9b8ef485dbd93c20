//! An invitation that cannot be accepted, and what the user can do.

use api_types::codes;
use leptos::prelude::*;

use super::{AcceptError, flow::InvitationFlow};
use crate::{
    i18n::{SignInTexts, use_i18n},
    paths::use_paths,
    ui::{Button, ButtonKind, LinkButton, Note, NoteKind},
};

/// The next step, if there is one. The title says why the invitation is invalid.
#[component]
pub fn InvalidInvitation(
    flow: InvitationFlow,
    /// Why, as the server names it.
    code: &'static str,
) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    match code {
        codes::INVITATION_EXPIRED | codes::INVITATION_REPLACED | codes::INVITATION_WITHDRAWN => {
            view! { <RequestNewLink flow/> }.into_any()
        }
        codes::INVITATION_USED | codes::ALREADY_MEMBER => view! {
            <LinkButton kind=ButtonKind::Primary href=paths.start()>
                {i18n.label(|texts| texts.states.to_start)}
            </LinkButton>
        }
        .into_any(),
        codes::UNVERIFIED_EMAIL => view! {
            <Button kind=ButtonKind::Primary block=true on_press=Callback::new(move |()| flow.look_up())>
                {i18n.label(|texts| texts.common.try_again)}
            </Button>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn RequestNewLink(flow: InvitationFlow) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let asked = RwSignal::new(false);
    move || {
        if asked.get() {
            view! {
                <Note kind=NoteKind::Success>{i18n.label(|texts| texts.invitation.asked)}</Note>
            }
            .into_any()
        } else {
            let request = move |()| flow.request_new_link(asked);
            view! {
                <AcceptError flow/>
                <Button kind=ButtonKind::Primary block=true busy=flow.busy on_press=request>
                    {i18n.label(|texts| texts.invitation.ask)}
                </Button>
            }
            .into_any()
        }
    }
}
