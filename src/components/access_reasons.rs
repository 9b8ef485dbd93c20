//! Why somebody has access: each source, and what it takes away to remove it.

use api_types::{AccessSource, DeviceId, DeviceLevel, Grant, Member, MemberAccess, MemberStatus, RoleRef};
use leptos::prelude::*;

use super::target_icon;
use crate::{
    i18n::{DeviceTexts, MemberActionTexts, PageTexts, use_i18n},
    ui::{Icon, IconName, Section},
};

/// Grants that are shown at once; the others are behind a disclosure.
const GRANTS: usize = 4;

/// The sources of a user's access, or what keeps them out.
#[component]
pub fn AccessReasons(
    member: Member,
    /// The name of the organization.
    #[prop(into)]
    organization: Signal<String>,
    /// What the server says of each source, once it has.
    sources: Signal<Option<MemberAccess>>,
    /// Where a device's page is.
    device_href: Callback<DeviceId, String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let note = member.inactive_note.clone().map(|note| view! { <small><bdi>{note}</bdi></small> });
    let obstacle = obstacle(&member).map(|(icon, text)| {
        view! { <li><Icon name=icon/><span>{move || text(said.texts())} {note}</span></li> }
    });
    let known = member.roles.clone();
    let roles = move || match sources.get() {
        Some(access) => {
            let roles = access.sources.into_iter().filter_map(|source| Some((source.role.clone()?, Some(source))));
            roles.map(|(role, source)| view! { <RoleReason role organization source/> }).collect_view()
        }
        None => {
            let roles = known.iter().cloned();
            roles.map(|role| view! { <RoleReason role organization source=None/> }).collect_view()
        }
    };
    let grants = move || sources.get().map(|access| grant_reasons(access, device_href));
    let permissions = move || sources.get().map(|access| view! { <Permissions access/> });
    let companies: Vec<_> = member.companies.iter().map(|company| company.name.clone()).collect();
    let companies = (!companies.is_empty()).then(|| {
        let (number, names) = (companies.len() as u64, companies.join(", "));
        view! {
            <li>
                <Icon name=IconName::Company/>
                <span>
                    {move || said.texts().user.why_member_of}
                    <b>{move || (i18n.of::<MemberActionTexts>().texts().companies_count)(i18n.format(), number)}</b>
                    <small>{names}</small>
                </span>
            </li>
        }
    });
    let signs_in = member.two_factor.map(|two_factor| {
        let (icon, way): (_, fn(&'static PageTexts) -> &'static str) = if two_factor {
            (IconName::Shield, |texts| texts.user.why_two_factor)
        } else {
            (IconName::ShieldOff, |texts| texts.user.why_password)
        };
        view! {
            <li>
                <Icon name=icon/>
                <span>{move || said.texts().user.why_signs_in} <b>{move || way(said.texts())}</b></span>
            </li>
        }
    });
    view! {
        <Section title=said.label(|texts| texts.user.why)>
            <ul class="r-why">{obstacle}{roles}{grants}{companies}{signs_in}</ul>
            {permissions}
        </Section>
    }
}

#[component]
fn RoleReason(
    role: RoleRef,
    #[prop(into)] organization: Signal<String>,
    source: Option<AccessSource>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let name = move || i18n.texts().role_name(&role.key, &role.name).to_owned();
    let details = source.map(|source| {
        let reach = source.level.map(|level| view! { <Reach level devices=source.devices/> });
        view! { {reach} <Loss source/> }
    });
    view! {
        <li>
            <Icon name=IconName::Role/>
            <span><b>{name}</b>{move || (said.texts().user.why_role)(&organization.get())} {details}</span>
        </li>
    }
}

/// How many devices a role reaches, and at which level.
#[component]
fn Reach(level: DeviceLevel, devices: u64) -> impl IntoView {
    let i18n = use_i18n();
    let (said, devices_said) = (i18n.of::<PageTexts>(), i18n.of::<DeviceTexts>());
    let text = move || (said.texts().user.why_reach)(i18n.format(), (devices_said.texts().level)(level), devices);
    view! { <small>{text}</small> }
}

fn grant_reasons(access: MemberAccess, device_href: Callback<DeviceId, String>) -> AnyView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let mut first: Vec<_> =
        access.sources.into_iter().filter_map(|source| Some((source.grant.clone()?, source))).collect();
    let more = first.split_off(first.len().min(GRANTS));
    let show = move |(grant, source): (Grant, AccessSource)| view! { <GrantReason grant source device_href/> };
    let number = more.len() as u64;
    let more = (number > 0).then(|| {
        view! {
            <li>
                <span></span>
                <details>
                    <summary>{move || (said.texts().user.why_more_grants)(i18n.format(), number)}</summary>
                    <ul class="r-why">{more.into_iter().map(show).collect_view()}</ul>
                </details>
            </li>
        }
    });
    view! { {first.into_iter().map(show).collect_view()} {more} }.into_any()
}

#[component]
fn GrantReason(grant: Grant, source: AccessSource, device_href: Callback<DeviceId, String>) -> impl IntoView {
    let i18n = use_i18n();
    let (said, devices_said) = (i18n.of::<PageTexts>(), i18n.of::<DeviceTexts>());
    let on_group = grant.group.is_some();
    let (icon, target) = match (grant.device, grant.group) {
        (Some(device), _) => {
            let href = device_href.run(device.id);
            let link = view! { <a class="r-link r-link--quiet" href=href><bdi>{device.name}</bdi></a> };
            (target_icon(false), link.into_any())
        }
        (None, group) => {
            let name = group.map(|group| group.name).unwrap_or_default();
            (target_icon(true), view! { <bdi>{name}</bdi> }.into_any())
        }
    };
    let (level, devices) = (grant.level, source.devices);
    let on_group = on_group.then(|| {
        view! { <small>{move || (devices_said.texts().devices)(i18n.format(), devices)}</small> }
    });
    let until = grant.until.map(|day| {
        view! { <small>{move || (devices_said.texts().until)(&i18n.format().plain_day(&day))}</small> }
    });
    let by = grant.granted_by.map(|by| by.name);
    let requested = grant.request.map(|_| {
        view! { <small>{move || (said.texts().user.why_requested)(by.as_deref())}</small> }
    });
    view! {
        <li>
            {icon}
            <span>
                <b>{move || (devices_said.texts().level)(level)}</b>
                {move || said.texts().user.why_grant_on}
                {target}
                {on_group}
                {until}
                {requested}
                <Loss source/>
            </span>
        </li>
    }
}

/// What the user loses without a source.
#[component]
fn Loss(source: AccessSource) -> impl IntoView {
    let i18n = use_i18n();
    let (said, member_texts) = (i18n.of::<PageTexts>(), i18n.of::<MemberActionTexts>());
    let permissions = source.only_permissions;
    let (number, lost, lowered) = (permissions.len() as u64, source.lost_devices, source.lowered_devices);
    let text = move || {
        let texts = &said.texts().user;
        let parts = [(number, texts.why_fewer_permissions), (lost, texts.why_devices), (lowered, texts.why_lowered)];
        let parts: Vec<_> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, text)| text(i18n.format(), number))
            .collect();
        if parts.is_empty() {
            return texts.why_nothing_lost.to_owned();
        }
        (texts.why_lost)(&i18n.format().list(parts.iter().map(String::as_str)))
    };
    let names = move || {
        let names = permissions.iter().map(|permission| (member_texts.texts().permission_name)(*permission));
        names.collect::<Vec<_>>().join("\n")
    };
    view! { <small title=names>{text}</small> }
}

/// Each permission, and the roles that give it.
#[component]
fn Permissions(access: MemberAccess) -> impl IntoView {
    let i18n = use_i18n();
    let (said, member_texts) = (i18n.of::<PageTexts>(), i18n.of::<MemberActionTexts>());
    let number = access.permissions.len() as u64;
    let roles: Vec<_> = access.sources.into_iter().filter_map(|source| source.role).collect();
    let rows = access.permissions.into_iter().map(|it| {
        let from: Vec<_> = roles.iter().filter(|role| it.roles.contains(&role.id)).cloned().collect();
        let from = move || {
            let texts = i18n.texts();
            let names = from.iter().map(|role| texts.role_name(&role.key, &role.name));
            i18n.format().list(names)
        };
        view! {
            <li>
                <Icon name=IconName::Check/>
                <span>{move || (member_texts.texts().permission_name)(it.permission)} <small>{from}</small></span>
            </li>
        }
    });
    let rows = rows.collect_view();
    (number > 0).then(|| {
        view! {
            <details class="r-why__all">
                <summary>{move || (said.texts().user.why_permissions)(i18n.format(), number)}</summary>
                <ul class="r-why">{rows}</ul>
            </details>
        }
    })
}

/// One text of whatever language is in use.
type PickText = fn(&'static PageTexts) -> &'static str;

/// What stands between the person and the organization, if something does.
fn obstacle(member: &Member) -> Option<(IconName, PickText)> {
    match member.status {
        MemberStatus::Invited => Some((IconName::Mail, |texts| texts.user.why_invited)),
        MemberStatus::Expired => Some((IconName::Clock, |texts| texts.user.why_expired)),
        MemberStatus::Withdrawn => Some((IconName::Withdraw, |texts| texts.user.why_withdrawn)),
        MemberStatus::Removed => Some((IconName::Lock, |texts| texts.user.why_removed)),
        MemberStatus::Inactive if member.invitation.is_some() => {
            Some((IconName::Mail, |texts| texts.user.why_not_invited))
        }
        MemberStatus::Inactive => Some((IconName::Lock, |texts| texts.user.why_inactive)),
        MemberStatus::Active if member.roles.is_empty() => Some((IconName::Lock, |texts| texts.user.why_no_role)),
        MemberStatus::Active => None,
    }
}
