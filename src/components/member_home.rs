//! What an organization tells somebody who does not see its users.

use api_types::{Account, AdministratorContact, Membership, Organization, Permission};
use leptos::prelude::*;

use super::{AccountAvatar, OrganizationAvatar};
use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Icon, IconName, Section},
};

/// The organization, what the reader can do in it, whom to ask, and the reader's own account.
#[component]
pub fn MemberHome(
    organization: Organization,
    membership: Membership,
    /// Who is signed in.
    account: Account,
    /// The menu of the account, where it stands nowhere else.
    #[prop(into)]
    menu: ViewFn,
    /// Stands below what the reader can do.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    let (name, roles) = (organization.name.clone(), organization.roles.len() as u64);
    let lede = Signal::derive(move || (i18n.texts().home.roles)(i18n.format(), roles));
    view! {
        <HomeHead organization=organization.clone() membership=membership.clone()/>
        <div class="r-detail">
            <div class="r-detail__main">
                <Section title=i18n.label(|texts| texts.home.what) lede>
                    <Abilities organization/>
                </Section>
                {children()}
            </div>
            <aside class="r-detail__side" aria-label=move || i18n.texts().home.aside>
                <WhomToAsk name administrators=membership.administrators/>
                <OwnAccount account/>
                {menu.run()}
            </aside>
        </div>
    }
}

#[component]
fn HomeHead(organization: Organization, membership: Membership) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    let Organization { name, number, roles, .. } = organization;
    let portal = membership.portal_url.map(|url| {
        view! {
            <a class="r-btn" href=url rel="noreferrer external">
                <Icon name=IconName::Left directional=true/>
                {move || i18n.texts().home.portal}
            </a>
        }
    });
    let roles = (!roles.is_empty()).then(|| {
        view! { <span><Icon name=IconName::Role/>{move || common.texts().role_names(&roles).join(", ")}</span> }
    });
    let companies = (!membership.companies.is_empty()).then(|| {
        view! { <span><Icon name=IconName::Company/><bdi>{membership.companies.join(", ")}</bdi></span> }
    });
    let since = membership.member_since.map(|since| {
        let text = move || (i18n.texts().home.member_since)(&i18n.format().date(&since));
        view! { <span><Icon name=IconName::Clock/>{text}</span> }
    });
    let inviter = membership.invited_by.map(|name| {
        view! { <span><Icon name=IconName::Mail/>{move || (i18n.texts().home.invited_by)(&name)}</span> }
    });
    view! {
        <header class="r-person r-person--home">
            <OrganizationAvatar name=name.clone() large=true/>
            <div class="r-person__text">
                <h1><bdi>{name}</bdi></h1>
                <div class="r-person__meta">
                    <span>{move || (common.texts().shell.number)(&number)}</span>
                    {roles} {companies} {since} {inviter}
                </div>
            </div>
            {portal}
        </header>
    }
}

/// What sentences are about, in their order.
const ABILITIES: [Permission; 16] = [
    Permission::DevicesRead,
    Permission::DevicesOperate,
    Permission::DevicesManage,
    Permission::DevicesGrant,
    Permission::MembersRead,
    Permission::MembersInvite,
    Permission::MembersManage,
    Permission::RolesRead,
    Permission::RolesAssign,
    Permission::RolesManage,
    Permission::CompaniesManage,
    Permission::ContactsRead,
    Permission::ContactsManage,
    Permission::OrganizationManage,
    Permission::ApiKeysManage,
    Permission::AuditRead,
];

/// In sentences, from what the server says that the reader may.
#[component]
fn Abilities(organization: Organization) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    let Organization { roles, permissions, .. } = organization;
    let (can, cannot): (Vec<_>, Vec<_>) =
        ABILITIES.into_iter().partition(|permission| permissions.contains(permission));
    let can = move || {
        let sentence = i18n.texts().home.can;
        let sentences: Vec<_> = can.iter().filter_map(|permission| sentence(*permission)).collect();
        if sentences.is_empty() {
            view! { <li class="r-no"><Icon name=IconName::Minus/><span>{i18n.texts().home.nothing}</span></li> }
                .into_any()
        } else {
            sentences.into_iter().map(able).collect_view().into_any()
        }
    };
    let cannot = move || {
        let sentence = i18n.texts().home.cannot;
        cannot.iter().filter_map(|permission| sentence(*permission)).map(unable).collect_view()
    };
    view! {
        <ul class="r-rows">
            <li class="r-top">
                <Icon name=IconName::Role/>
                <div>
                    <div class="r-rows__title">{move || common.texts().role_names(&roles).join(", ")}</div>
                    <ul class="r-can">{can} {cannot}</ul>
                </div>
            </li>
        </ul>
    }
}

fn able(sentence: &'static str) -> impl IntoView {
    view! { <li><Icon name=IconName::Check/><span>{sentence}</span></li> }
}

fn unable(sentence: &'static str) -> impl IntoView {
    view! { <li class="r-no"><Icon name=IconName::Minus/><span>{sentence}</span></li> }
}

/// The administrators, where the organization names them.
#[component]
fn WhomToAsk(
    /// The organization's.
    name: String,
    administrators: Vec<AdministratorContact>,
) -> impl IntoView {
    let i18n = use_i18n().of::<PageTexts>();
    if administrators.is_empty() {
        return view! {
            <Section title=i18n.label(|texts| texts.home.help)>
                <p class="r-section__lede">{move || (i18n.texts().home.ask)(&name)}</p>
            </Section>
        }
        .into_any();
    }
    let contact = |AdministratorContact { name, email }: AdministratorContact| {
        let href = mailto(&email);
        view! {
            <li>
                <AccountAvatar name=name.clone()/>
                <div>
                    <span class="r-rows__title"><bdi>{name}</bdi></span>
                    <a class="r-link r-sm" dir="ltr" href=href>{email}</a>
                </div>
            </li>
        }
    };
    view! {
        <Section
            title=i18n.label(|texts| texts.home.administrators)
            lede=i18n.label(|texts| texts.home.ask_them)
        >
            <ul class="r-contact">{administrators.into_iter().map(contact).collect_view()}</ul>
        </Section>
    }
    .into_any()
}

/// Where a mail to this address is written; what would end the address or begin something else is escaped.
fn mailto(email: &str) -> String {
    let escaped = email.replace('%', "%25").replace('?', "%3F").replace('&', "%26").replace('#', "%23");
    ["mailto:", &escaped].concat()
}

#[component]
fn OwnAccount(account: Account) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    let (icon, two_factor) = if account.two_factor {
        (IconName::Shield, common.label(|texts| texts.member.two_factor_on))
    } else {
        (IconName::ShieldOff, common.label(|texts| texts.member.two_factor_off))
    };
    view! {
        <Section title=i18n.label(|texts| texts.home.account)>
            <ul class="r-why">
                <li>
                    <Icon name=IconName::Mail/>
                    <div>
                        <span dir="ltr">{account.email}</span>
                        <small>{move || i18n.texts().home.signs_in}</small>
                    </div>
                </li>
                <li><Icon name=icon/><span>{move || two_factor.get()}</span></li>
            </ul>
        </Section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_adds_nothing_to_its_mail() {
        assert_eq!(mailto("ada@acme.example"), "mailto:ada@acme.example");
        assert_eq!(mailto("a?bcc=b&c%23#d@x.example"), "mailto:a%3Fbcc=b%26c%2523%23d@x.example");
    }
}
