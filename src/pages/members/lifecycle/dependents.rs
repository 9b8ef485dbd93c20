//! What depends on a member: whom it supervises and has invited, and what ends with it.

use api_types::{
    ListQuery, MEMBERS, Member, MemberBlockers, MemberFilter, MemberId, MemberRef, MemberReference, MemberStatus,
    OrganizationId, RoleRef,
};
use leptos::prelude::*;

use super::super::member_choice::MemberChoice;
use crate::{
    i18n::{LifecycleTexts, PanelTexts, use_i18n},
    paths::{Section, use_paths, with_query},
    queries::use_queries,
    ui::{Icon, IconName},
};

/// What a removal ends.
#[derive(Clone)]
pub(super) struct Ends {
    roles: Vec<RoleRef>,
    companies: Vec<String>,
}

impl Ends {
    pub(super) fn of(member: &Member) -> Self {
        let companies = member.companies.iter().map(|company| company.name.clone()).collect();
        Self { roles: member.roles.clone(), companies }
    }
}

#[component]
pub(super) fn EndsList(ends: Ends) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let Ends { roles, companies } = ends;
    if roles.is_empty() && companies.is_empty() {
        return view! { <p>{move || said.texts().lifecycle.ends_nothing}</p> }.into_any();
    }
    let roles = (!roles.is_empty()).then(|| {
        let text = move || {
            let names = i18n.texts().role_names(&roles).join(", ");
            (said.texts().lifecycle.ends_roles)(i18n.format(), roles.len() as u64, &names)
        };
        view! { <li><Icon name=IconName::Role/><div class="r-rows__body">{text}</div></li> }
    });
    let companies = (!companies.is_empty()).then(|| {
        let (number, names) = (companies.len() as u64, companies.join(", "));
        let text = move || (said.texts().lifecycle.ends_companies)(i18n.format(), number, &names);
        view! { <li><Icon name=IconName::Company/><div class="r-rows__body">{text}</div></li> }
    });
    view! {
        <p>{move || said.texts().lifecycle.ends}</p>
        <ul class="r-rows">{roles}{companies}</ul>
    }
    .into_any()
}

/// What depends on a member, once that is known.
#[derive(Clone, Copy)]
pub(super) struct DependentsOf {
    organization: OrganizationId,
    member: MemberId,
    blockers: Memo<Option<MemberBlockers>>,
}

impl DependentsOf {
    /// Those whom the member supervises, as far as they are named.
    pub(super) fn reports(self) -> Vec<MemberId> {
        self.blockers.with_untracked(|it| it.as_ref().map(|it| it.report_ids.clone()).unwrap_or_default())
    }

    /// What needs the member in other programs, while anything does.
    pub(super) fn blocking(self) -> Memo<Option<(Vec<MemberReference>, u64)>> {
        let of = move |it: &MemberBlockers| (it.references.clone(), it.reference_count);
        Memo::new(move |_| self.blockers.with(|it| it.as_ref().filter(|it| it.reference_count > 0).map(of)))
    }
}

pub(super) fn use_dependents(member: &Member) -> DependentsOf {
    let (organization, member) = (member.organization_id, member.id);
    let answer = use_queries().blockers(move || Some((organization, member)));
    let blockers = Memo::new(move |_| answer.get()?.ok());
    DependentsOf { organization, member, blockers }
}

/// Whom the member supervises, and whom it has invited, each with the way to them.
#[component]
pub(super) fn Dependents(
    of: DependentsOf,
    /// What becomes of those whom it supervises.
    reports: fn(&LifecycleTexts) -> &'static str,
    /// Who becomes their supervisor.
    successor: RwSignal<Option<MemberRef>>,
    /// The choice of no successor.
    nobody: fn(&LifecycleTexts) -> &'static str,
) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<PanelTexts>();
    let href = move |filters: &[(MemberFilter, String)]| {
        let list = filters.iter().fold(ListQuery::new(&MEMBERS), |list, (filter, value)| {
            list.with_filter(filter.as_str(), &value.split(',').collect::<Vec<_>>())
        });
        with_query(&paths.section(of.organization, Section::Users), list.parameters())
    };
    let supervised = href(&[(MemberFilter::Supervisor, of.member.to_string())]);
    let pending = [MemberStatus::Invited.as_str(), MemberStatus::Expired.as_str()].join(",");
    let invited = href(&[(MemberFilter::InvitedBy, of.member.to_string()), (MemberFilter::Status, pending)]);
    let row = move |icon, title: String, text: &'static str, href: String| {
        view! {
            <li>
                <Icon name=icon/>
                <div class="r-rows__body">
                    <div class="r-rows__title">{title}</div>
                    <div class="r-rows__text">{text}</div>
                </div>
                <a class="r-link" href=href target="_blank">{move || said.texts().lifecycle.show}</a>
            </li>
        }
    };
    let rows = move || {
        let MemberBlockers { reports: supervises, pending_invitations, .. } = of.blockers.get()?;
        let texts = &said.texts().lifecycle;
        let supervised = (supervises > 0).then(|| {
            row(IconName::Users, (texts.reports)(i18n.format(), supervises), reports(texts), supervised.clone())
        });
        let invited = (pending_invitations > 0).then(|| {
            let title = (texts.invitations)(i18n.format(), pending_invitations);
            row(IconName::Mail, title, texts.invitations_stay, invited.clone())
        });
        let has_any = supervises + pending_invitations > 0;
        has_any.then(|| view! { <ul class="r-rows">{supervised}{invited}</ul> })
    };
    let supervises = Memo::new(move |_| of.blockers.with(|it| it.as_ref().is_some_and(|it| it.reports > 0)));
    let choice = move || {
        supervises.get().then(|| {
            view! {
                <MemberChoice
                    label=said.label(|texts| texts.lifecycle.successor)
                    chosen=successor
                    except=of.member
                    nobody=Signal::derive(move || nobody(&said.texts().lifecycle).to_owned())
                    on_leave=|()| {}
                />
            }
        })
    };
    view! {
        {rows}
        {choice}
    }
}
