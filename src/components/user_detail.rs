//! What is known of one user: on the left what they are, on the right why they have access.

use api_types::{Member, MemberId, MemberRef, RoleRef};
use leptos::prelude::*;

use super::{AccessReasons, InvitationHistory};
use crate::{
    i18n::{MemberActionTexts, PageTexts, use_i18n},
    ui::{Button, Icon, IconName, Section},
};

/// Everything below the head of a user's page.
#[component]
pub fn UserDetail(
    member: Member,
    /// The name of the organization.
    #[prop(into)]
    organization: Signal<String>,
    /// Where another user's page is.
    href: Callback<MemberId, String>,
    /// Whether the reader may give and take roles.
    #[prop(into)]
    can_assign_roles: Signal<bool>,
    /// Asks to change the roles.
    on_change_roles: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    view! {
        <div class="r-detail">
            <div class="r-detail__main">
                <Profile member=member.clone()/>
                <Companies member=member.clone() href/>
                <Roles member=member.clone() can_assign_roles on_change=on_change_roles/>
            </div>
            <aside class="r-detail__side" aria-label=move || i18n.texts().user.about>
                <AccessReasons member=member.clone() organization/>
                <InvitationHistory member href/>
            </aside>
        </div>
    }
}

#[component]
fn Profile(member: Member) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    view! {
        <Section title=i18n.label(|texts| texts.user.profile)>
            <dl class="r-facts">
                <Fact label=|texts| texts.user.first_name value=member.given_name/>
                <Fact label=|texts| texts.user.last_name value=member.family_name/>
                <Fact label=|texts| texts.user.email value=Some(member.email)/>
                <Fact label=|texts| texts.user.signature value=member.signature/>
            </dl>
        </Section>
    }
}

#[component]
fn Companies(member: Member, href: Callback<MemberId, String>) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    let main = member.companies.first().map(|company| company.name.clone());
    let all: Vec<_> = member.companies.iter().map(|company| company.name.as_str()).collect();
    let all = (!all.is_empty()).then(|| all.join(", "));
    let supervisor = member.supervisor.map(|person| view! { <PersonLink person href/> });
    view! {
        <Section title=i18n.label(|texts| texts.user.companies_and_supervisor)>
            <dl class="r-facts">
                <Fact label=|texts| texts.user.main_company value=main/>
                <Fact label=|texts| texts.user.companies value=all/>
                <div>
                    <dt>{move || i18n.texts().user.supervisor}</dt>
                    <dd>{supervisor.map(IntoAny::into_any).unwrap_or_else(|| view! { <Nothing/> }.into_any())}</dd>
                </div>
            </dl>
        </Section>
    }
}

#[component]
fn Roles(member: Member, can_assign_roles: Signal<bool>, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (said, member_texts) = (i18n.of::<PageTexts>(), i18n.of::<MemberActionTexts>());
    let row = move |role: RoleRef| {
        view! {
            <li>
                <Icon name=IconName::Role/>
                <span class="r-rows__title">{move || i18n.texts().role_name(&role.key, &role.name).to_owned()}</span>
            </li>
        }
    };
    let roles = if member.roles.is_empty() {
        view! { <p class="r-hint">{move || said.texts().user.no_roles}</p> }.into_any()
    } else {
        view! { <ul class="r-rows">{member.roles.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <Section
            title=member_texts.label(|texts| texts.roles)
            lede=said.label(|texts| texts.user.roles_lede)
        >
            {roles}
            {move || can_assign_roles.get().then(|| view! {
                <div class="r-btns">
                    <Button icon=IconName::Role on_press=on_change>{move || i18n.texts().member.change_roles}</Button>
                </div>
            })}
        </Section>
    }
}

/// One value with its name.
#[component]
fn Fact(label: fn(&'static PageTexts) -> &'static str, value: Option<String>) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    let value = match value {
        Some(value) => view! { <bdi>{value}</bdi> }.into_any(),
        None => view! { <Nothing/> }.into_any(),
    };
    view! {
        <div>
            <dt>{move || label(i18n.texts())}</dt>
            <dd>{value}</dd>
        </div>
    }
}

/// A dash, and the word for it.
#[component]
fn Nothing() -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    view! {
        <span class="r-none" aria-hidden="true">"–"</span>
        <span class="r-vh">{move || i18n.texts().user.none}</span>
    }
}

/// Somebody else, as a link to their page.
#[component]
pub(super) fn PersonLink(person: MemberRef, href: Callback<MemberId, String>) -> impl IntoView {
    view! {
        <a class="r-link r-link--quiet r-strong" href=href.run(person.id)>
            <bdi>{person.name}</bdi>
        </a>
    }
}
