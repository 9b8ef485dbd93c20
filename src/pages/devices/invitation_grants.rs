//! Access to devices that an invitation carries.

use api_types::{DeviceLevel, NewGrant, Permission};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    super::{lazy::lazy, organization::use_current_organization},
    grant_form::{GrantForm, GrantFormKind},
};
use crate::{
    access::use_access,
    components::target_icon,
    i18n::{DeviceTexts, use_i18n},
    ui::{Button, IconButton, IconName},
};

/// A grant for everybody who is invited, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedGrant {
    /// The device, or the group.
    pub target: String,
    pub grant: NewGrant,
}

lazy! {
    /// The part of the invitation form.
    pub pages quiet: invitation_grants(grants: RwSignal<Vec<InvitedGrant>>) => view! { <InvitationGrants grants/> };
}

#[component]
fn InvitationGrants(grants: RwSignal<Vec<InvitedGrant>>) -> impl IntoView {
    let (i18n, access, current) = (use_i18n(), use_access(), use_current_organization());
    let said = i18n.of::<DeviceTexts>();
    let is_open = RwSignal::new(false);
    let close = Callback::new(move |()| is_open.set(false));
    let add = Callback::new(move |new: InvitedGrant| {
        // One grant on each device or group: the last one counts.
        let is_same = |it: &InvitedGrant| (it.grant.device, it.grant.group) == (new.grant.device, new.grant.group);
        grants.update(|grants| {
            grants.retain(|it| !is_same(it));
            grants.push(new.clone());
        });
        is_open.set(false);
    });
    let form = move || {
        let organization = current.id().filter(|_| is_open.get())?;
        let kind = GrantFormKind::ToInvited(add);
        Some(view! { <GrantForm organization kind on_done=close on_close=close/> })
    };
    let row = move |(place, InvitedGrant { target, grant }): (usize, InvitedGrant)| {
        let icon = target_icon(grant.group.is_some());
        let (level, until): (DeviceLevel, _) = (grant.level, grant.until);
        let end = move || until.as_ref().map(|day| (said.texts().until)(&i18n.format().plain_day(day)));
        let label = {
            let target = target.clone();
            Signal::derive(move || (said.texts().remove_grant)(&target))
        };
        let remove = Callback::new(move |()| {
            grants.update(|grants| {
                grants.remove(place);
            });
        });
        view! {
            <li>
                {icon}
                <span class="r-rows__title"><bdi>{target}</bdi></span>
                <span class="r-rows__end">
                    <span class="r-muted">{end}</span>
                    <span class="r-badge">{move || (said.texts().level)(level)}</span>
                    <IconButton icon=IconName::Close small=true label on_press=remove/>
                </span>
            </li>
        }
    };
    let rows = move || {
        let grants = grants.get();
        (!grants.is_empty()).then(|| {
            view! { <ul class="r-rows">{grants.into_iter().enumerate().map(row).collect_view()}</ul> }
        })
    };
    let content = move || {
        (access.can(Permission::DevicesGrant) && access.can(Permission::DevicesRead)).then(|| {
            view! {
                <div class="r-field" role="group" aria-label=move || said.texts().member_title>
                    <span class="r-field__label" aria-hidden="true">
                        {move || said.texts().member_title}
                        <span class="r-optional">{move || i18n.texts().common.optional}</span>
                    </span>
                    {rows}
                    <div class="r-btns">
                        <Button icon=IconName::Device on_press=move |()| is_open.set(true)>
                            {move || said.texts().grant}
                        </Button>
                    </div>
                </div>
            }
        })
    };
    view! {
        {content}
        {form}
    }
}
