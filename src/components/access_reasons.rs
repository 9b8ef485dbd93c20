//! Why somebody has access: one sentence a source.

use api_types::{Member, MemberStatus, RoleRef};
use leptos::prelude::*;

use crate::{
    i18n::{MemberActionTexts, PageTexts, use_i18n},
    ui::{Icon, IconName, Section},
};

/// The sources of a user's access, or what keeps them out.
#[component]
pub fn AccessReasons(
    member: Member,
    /// The name of the organization.
    #[prop(into)]
    organization: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let note = member.inactive_note.clone().map(|note| view! { <small><bdi>{note}</bdi></small> });
    let obstacle = obstacle(&member).map(|(icon, text)| {
        view! { <li><Icon name=icon/><span>{move || text(said.texts())} {note}</span></li> }
    });
    let role = move |role: RoleRef| {
        let name = move || i18n.texts().role_name(&role.key, &role.name).to_owned();
        let reason = move || (said.texts().user.why_role)(&organization.get());
        view! { <li><Icon name=IconName::Role/><span><b>{name}</b>{reason}</span></li> }
    };
    let roles = member.roles.into_iter().map(role).collect_view();
    let companies: Vec<_> = member.companies.into_iter().map(|company| company.name).collect();
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
            <ul class="r-why">{obstacle}{roles}{companies}{signs_in}</ul>
        </Section>
    }
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
