//! What is known of one user: what they are, their roles, and why they have access.

use api_types::{DeviceId, Member, MemberAccess, MemberId, MemberRef, RoleRef};
use leptos::prelude::*;

use super::{AccessReasons, InvitationHistory};
use crate::{
    i18n::{MemberActionTexts, PageTexts, use_i18n},
    ui::{Button, Icon, IconName, Section},
};

/// The fields of a user, for readers who cannot edit them.
#[component]
pub fn UserFacts(
    #[prop(into)] member: Signal<Member>,
    /// Where another user's page is.
    href: Callback<MemberId, String>,
) -> impl IntoView {
    move || {
        let member = member.get();
        view! {
            <Profile member=member.clone()/>
            <Companies member=member.clone() href/>
            <Note note=member.note/>
        }
    }
}

/// Why a user has access, and how they came here.
#[component]
pub fn UserAside(
    #[prop(into)] member: Signal<Member>,
    /// The name of the organization.
    #[prop(into)]
    organization: Signal<String>,
    /// Where another user's page is.
    href: Callback<MemberId, String>,
    /// What the server says of each source of access, once it has.
    sources: Signal<Option<MemberAccess>>,
    /// Where a device's page is.
    device_href: Callback<DeviceId, String>,
    /// Below all that.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    let content = move || {
        let member = member.get();
        view! {
            <AccessReasons member=member.clone() organization sources device_href/>
            <InvitationHistory member href/>
        }
    };
    view! {
        <aside class="r-detail__side" aria-label=move || i18n.texts().user.about>
            {content}
            {children()}
        </aside>
    }
}

#[component]
fn Profile(member: Member) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    let language = member.language.map(|language| language.own_name().to_owned());
    view! {
        <Section title=i18n.label(|texts| texts.user.profile)>
            <dl class="r-facts">
                <Fact label=|texts| texts.user.first_name value=member.given_name/>
                <Fact label=|texts| texts.user.last_name value=member.family_name/>
                <Fact label=|texts| texts.user.email value=Some(member.email)/>
                <Fact label=|texts| texts.user.signature value=member.signature/>
                <Fact label=|texts| texts.edit.phone value=member.phone/>
                <Fact label=|texts| texts.edit.title value=member.title/>
                <Fact label=|texts| texts.edit.language value=language/>
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
fn Note(note: Option<String>) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    note.map(|note| {
        view! {
            <Section title=i18n.label(|texts| texts.edit.note)>
                <p class="r-lines" dir="auto">{note}</p>
            </Section>
        }
    })
}

/// The roles of a user.
#[component]
pub fn UserRoles(
    #[prop(into)] member: Signal<Member>,
    /// Whether the reader may give and take roles.
    #[prop(into)]
    can_assign: Signal<bool>,
    /// Asks to change the roles.
    on_change: Callback<()>,
) -> impl IntoView {
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
    let roles = move || match member.with(|member| member.roles.clone()) {
        roles if roles.is_empty() => view! { <p class="r-hint">{move || said.texts().user.no_roles}</p> }.into_any(),
        roles => view! { <ul class="r-rows">{roles.into_iter().map(row).collect_view()}</ul> }.into_any(),
    };
    view! {
        <Section
            title=member_texts.label(|texts| texts.roles)
            lede=said.label(|texts| texts.user.roles_lede)
        >
            {roles}
            {move || can_assign.get().then(|| view! {
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
