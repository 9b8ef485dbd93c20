//! What people without a second factor see of an organization that requires one.

use api_types::Organization;
use leptos::prelude::*;

use super::signed_in::use_current_user;
use crate::{
    host::History,
    i18n::use_i18n,
    location::use_location,
    paths::{AccountPage, use_paths},
    ui::{Banner, ButtonKind, IconName, LinkButton, StatePanel},
};

/// During the grace: until when a second factor has to be set up.
#[component]
pub fn SecondFactorBanner(organization: Memo<Option<Organization>>) -> impl IntoView {
    let (i18n, location, paths, user) = (use_i18n(), use_location(), use_paths(), use_current_user());
    let from = Memo::new(move |_| {
        let has_one = user.session().is_some_and(|session| session.account.two_factor);
        organization.with(|it| it.as_ref().and_then(|it| it.two_factor_from.clone())).filter(|_| !has_one)
    });
    let href = paths.account(AccountPage::Security);
    let set_up = Callback::new(move |()| location.go(&href, History::Push));
    let content = move || {
        let from = from.get()?;
        let text = Signal::derive(move || (i18n.texts().states.second_factor_until)(&i18n.format().date(&from)));
        Some(view! {
            <Banner
                icon=IconName::Shield
                title=i18n.label(|texts| texts.states.second_factor_title)
                text
                action=i18n.label(|texts| texts.states.second_factor_set_up)
                on_action=set_up
            />
        })
    };
    view! { {content} }
}

/// Afterwards, in place of every page of the organization.
#[component]
pub fn SecondFactorRequired() -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let href = paths.account(AccountPage::Security);
    view! {
        <StatePanel
            icon=IconName::Shield
            page=true
            title=i18n.label(|texts| texts.states.second_factor_title)
            text=i18n.label(|texts| texts.states.second_factor_closed)
        >
            <LinkButton kind=ButtonKind::Primary href=href>
                {i18n.label(|texts| texts.states.second_factor_set_up)}
            </LinkButton>
        </StatePanel>
    }
}
