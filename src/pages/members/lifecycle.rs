//! Deactivating, activating, removing and restoring a member, and ending its sessions: what is done, how it is taken
//! back, and what is asked first.

mod dependents;
mod dialogs;
mod remove;
mod reset_second_factor;
mod schedule;

use api_types::{
    DeactivateMember, Member, MemberAction, MemberId, MemberSchedule, MemberStatus, OrganizationId,
    SupervisorReplacement,
};
use leptos::prelude::*;

use super::supervisor_dialog::give_back;
use crate::{
    api,
    i18n::{I18n, LifecycleTexts, PanelTexts, use_i18n},
    queries::{Mutation, Queries, use_queries},
};
pub use dialogs::LifecycleDialogs;

/// What the reader is asked about, and the member.
#[derive(Clone, PartialEq)]
pub struct Confirmation {
    pub action: MemberAction,
    pub member: Member,
}

/// The changes, and what is said of them.
#[derive(Clone, Copy)]
pub struct Lifecycle {
    queries: Queries,
    said: I18n<PanelTexts>,
    /// Called once a member is no longer in the list where it was.
    on_gone: Callback<()>,
}

/// The changes of a member's status.
pub fn use_lifecycle(on_gone: Callback<()>) -> Lifecycle {
    Lifecycle { queries: use_queries(), said: use_i18n().of::<PanelTexts>(), on_gone }
}

impl Lifecycle {
    fn texts(self) -> &'static LifecycleTexts {
        &self.said.texts_untracked().lifecycle
    }

    /// Lets a member in again.
    pub fn activate(self, member: &Member) -> Mutation<Option<Member>> {
        if member.invitation.is_some() {
            return self.invite(member);
        }
        let (organization, id, name) = key(member);
        let wanted = DeactivateMember { note: member.inactive_note.clone(), successor: None };
        let undone = member.clone();
        self.queries
            .mutate(api::activate_member(organization, id))
            .showing(api::member(organization, id), &with_status(member, MemberStatus::Active))
            .say(move |_| (self.texts().activated)(&name))
            .undo(move |_| self.deactivate_quietly(&undone, &wanted))
    }

    /// Sends the invitation of a member who was created without one.
    fn invite(self, member: &Member) -> Mutation<Option<Member>> {
        let (organization, id, email) = (member.organization_id, member.id, member.email.clone());
        self.queries.mutate(api::activate_member(organization, id)).say(move |_| (self.texts().invited)(&email))
    }

    fn set_schedule(self, member: &Member, wanted: &MemberSchedule) -> Mutation<Option<Member>> {
        let (.., name) = key(member);
        self.queries.mutate(api::set_schedule(member, wanted)).say(move |_| (self.texts().scheduled)(&name))
    }

    /// Keeps a member out; that can be taken back, and `reports` then come back from the successor.
    fn deactivate(
        self,
        member: &Member,
        wanted: &DeactivateMember,
        reports: Vec<MemberId>,
    ) -> Mutation<Option<Member>> {
        let (undone, successor) = (member.clone(), wanted.successor);
        self.deactivate_quietly(member, wanted).undo(move |_| {
            let (organization, id, name) = key(&undone);
            let activate = self.queries.mutate(api::activate_member(organization, id));
            let reports = if successor.is_some() { reports.clone() } else { Vec::new() };
            activate
                .say(move |_| (self.texts().activated)(&name))
                .on_success(move |_| self.give_back(organization, id, successor, reports))
        })
    }

    /// Makes a member the supervisor of those again whom it supervised before.
    fn give_back(self, organization: OrganizationId, member: MemberId, from: Option<MemberId>, reports: Vec<MemberId>) {
        if !reports.is_empty() {
            let back = SupervisorReplacement { from, to: Some(member), members: Some(reports), dry_run: false };
            give_back(self.queries, organization, vec![back]).send();
        }
    }

    fn deactivate_quietly(self, member: &Member, wanted: &DeactivateMember) -> Mutation<Option<Member>> {
        let (organization, id, name) = key(member);
        let shown = Member { inactive_note: wanted.note.clone(), ..with_status(member, MemberStatus::Inactive) };
        self.queries
            .mutate(api::deactivate_member(organization, id, wanted))
            .showing(api::member(organization, id), &shown)
            .say(move |_| (self.texts().deactivated)(&name))
    }

    /// Removes a member; that can be taken back, and `reports` then come back.
    fn remove(self, member: &Member, successor: Option<MemberId>, reports: Vec<MemberId>) -> Mutation<()> {
        let (organization, id, name) = key(member);
        let undone = member.clone();
        // Only who is active supervises.
        let reports = if member.status == MemberStatus::Active { reports } else { Vec::new() };
        self.queries
            .mutate(api::remove_member(organization, id, successor))
            .say(move |()| (self.texts().removed)(&name))
            .undo(move |()| {
                let reports = reports.clone();
                let restore = self.restore(&undone, true);
                restore.on_success(move |()| self.give_back(organization, id, successor, reports))
            })
    }

    fn restore(self, member: &Member, roles: bool) -> Mutation<()> {
        let (organization, id, name) = key(member);
        self.queries.mutate(api::restore_member(organization, id, roles)).say(move |()| (self.texts().restored)(&name))
    }

    fn reset_second_factor(self, member: &Member, reason: &str) -> Mutation<()> {
        let (organization, id, name) = key(member);
        self.queries
            .mutate(api::reset_second_factor(organization, id, reason))
            .say(move |()| (self.texts().second_factor_reset)(&name))
    }

    fn end_sessions(self, member: &Member) -> Mutation<()> {
        let (organization, id, name) = key(member);
        self.queries.mutate(api::end_sessions(organization, id)).say(move |()| (self.texts().sessions_ended)(&name))
    }
}

/// What the member is called.
fn called(member: &Member) -> &str {
    member.name.as_deref().unwrap_or(&member.email)
}

fn key(member: &Member) -> (OrganizationId, MemberId, String) {
    (member.organization_id, member.id, called(member).to_owned())
}

fn with_status(member: &Member, status: MemberStatus) -> Member {
    Member { status, inactive_note: None, active_from: None, ..member.clone() }
}
