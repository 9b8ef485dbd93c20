//! Deactivating, activating, removing and restoring a member, and ending its sessions: what is done, how it is taken
//! back, and what is asked first.

mod dependents;
mod dialogs;
mod schedule;

use api_types::{DeactivateMember, Member, MemberAction, MemberId, MemberSchedule, MemberStatus, OrganizationId};
use leptos::prelude::*;

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

    /// Keeps a member out; that can be taken back.
    fn deactivate(self, member: &Member, wanted: &DeactivateMember) -> Mutation<Option<Member>> {
        let undone = member.clone();
        self.deactivate_quietly(member, wanted).undo(move |_| {
            let (organization, id, name) = key(&undone);
            let activate = self.queries.mutate(api::activate_member(organization, id));
            activate.say(move |_| (self.texts().activated)(&name))
        })
    }

    fn deactivate_quietly(self, member: &Member, wanted: &DeactivateMember) -> Mutation<Option<Member>> {
        let (organization, id, name) = key(member);
        let shown = Member { inactive_note: wanted.note.clone(), ..with_status(member, MemberStatus::Inactive) };
        self.queries
            .mutate(api::deactivate_member(organization, id, wanted))
            .showing(api::member(organization, id), &shown)
            .say(move |_| (self.texts().deactivated)(&name))
    }

    fn remove(self, member: &Member, successor: Option<MemberId>) -> Mutation<()> {
        let (organization, id, name) = key(member);
        let undone = member.clone();
        self.queries
            .mutate(api::remove_member(organization, id, successor))
            .say(move |()| (self.texts().removed)(&name))
            .undo(move |()| self.restore(&undone, true))
    }

    fn restore(self, member: &Member, roles: bool) -> Mutation<()> {
        let (organization, id, name) = key(member);
        self.queries.mutate(api::restore_member(organization, id, roles)).say(move |()| (self.texts().restored)(&name))
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
