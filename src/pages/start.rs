//! The start: leads to the organization that the reader most likely wants.

use leptos::prelude::*;

use super::{
    closed_organizations::closed_organizations,
    create_organization::{CreateOrganization, use_can_create},
    signed_in::{use_current_user, use_sign_out},
};
use crate::{
    host::{History, use_host},
    i18n::use_i18n,
    location::use_location,
    paths::{Section, use_paths},
    ui::{Button, ButtonKind, IconName, StatePanel},
};

/// Goes on to the default organization; somebody who belongs to none is offered to create one.
#[component]
pub fn Start() -> impl IntoView {
    let (host, i18n, paths) = (use_host(), use_i18n(), use_paths());
    let current_user = use_current_user();
    let session = untrack(|| current_user.session());
    if let Some(organization) = session.as_ref().and_then(|session| session.default_organization) {
        use_location().go(&paths.section(organization, Section::default()), History::Replace);
        return ().into_any();
    }
    host.remove_painted_shell();
    let (is_creating, can_create) = (RwSignal::new(false), use_can_create());
    let create = Callback::new(move |()| is_creating.set(true));
    let email = session.map(|session| session.account.email).unwrap_or_default();
    let text = Signal::derive(move || {
        let texts = &i18n.texts().states;
        [texts.no_organization_text, " ", &(texts.signed_in_as)(&email)].concat()
    });
    view! {
        <main class="r-main r-main--alone" tabindex="-1">
            <StatePanel
                icon=IconName::Company
                page=true
                title=i18n.label(|texts| texts.states.no_organization_title)
                text
            >
                <Show when=move || can_create.get()>
                    <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=create>
                        {i18n.label(|texts| texts.switcher.create)}
                    </Button>
                </Show>
                <Button kind=ButtonKind::Ghost icon=IconName::SignOut on_press=use_sign_out()>
                    {i18n.label(|texts| texts.shell.sign_out)}
                </Button>
            </StatePanel>
            {closed_organizations()}
        </main>
        <CreateOrganization open=is_creating/>
    }
    .into_any()
}
