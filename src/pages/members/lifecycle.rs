//! Deactivating, activating, removing and restoring a member, and ending its sessions: what is asked first, what is done,
//! and how it is taken back.

use api_types::{
    DeactivateMember, InvalidText, ListQuery, MEMBERS, Member, MemberAction, MemberBlockers, MemberFilter, MemberId,
    MemberRef, MemberStatus, OrganizationId, RoleRef, read_note,
};
use leptos::prelude::*;

use super::{
    super::{error_message::member_error_message, organization::use_current_organization},
    member_choice::MemberChoice,
};
use crate::{
    api,
    i18n::{I18n, LifecycleTexts, PanelTexts, Texts, use_i18n},
    paths::{Section, use_paths, with_query},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Icon, IconName, Note, NoteKind, TextArea},
};

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
        let (organization, id, name) = key(member);
        let wanted = DeactivateMember { note: member.inactive_note.clone(), successor: None };
        let undone = member.clone();
        self.queries
            .mutate(api::activate_member(organization, id))
            .showing(api::member(organization, id), &with_status(member, MemberStatus::Active))
            .say(move |_| (self.texts().activated)(&name))
            .undo(move |_| self.deactivate_quietly(&undone, &wanted))
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
    Member { status, inactive_note: None, ..member.clone() }
}

/// The question that is open, if one is.
#[component]
pub fn LifecycleDialogs(asked: RwSignal<Option<Confirmation>>, lifecycle: Lifecycle) -> impl IntoView {
    let on_close = Callback::new(move |()| asked.set(None));
    move || {
        let Confirmation { action, member } = asked.get()?;
        Some(match action {
            MemberAction::Deactivate => view! { <Deactivate member lifecycle on_close/> }.into_any(),
            MemberAction::Remove => {
                let on_deactivate = Callback::new(move |member| {
                    asked.set(Some(Confirmation { action: MemberAction::Deactivate, member }));
                });
                view! { <Remove member lifecycle on_close on_deactivate/> }.into_any()
            }
            MemberAction::Restore => view! { <Restore member lifecycle on_close/> }.into_any(),
            _ => view! { <EndSessions member lifecycle on_close/> }.into_any(),
        })
    }
}

/// Why the change was refused, if it was.
fn refusal(state: WriteState, i18n: I18n<Texts>) -> impl Fn() -> Option<AnyView> {
    move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{member_error_message(&error, i18n)}</Note> }.into_any())
    }
}

#[component]
fn Deactivate(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, current, state) = (use_i18n(), use_current_organization(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let note = RwSignal::new(String::new());
    let problem = Signal::derive(move || {
        let problem = note.with(|note| read_note(note)).err()?;
        Some(match problem {
            InvalidText::TooLong => said().note_too_long.to_owned(),
            InvalidText::Invalid => said().note_invalid.to_owned(),
        })
    });
    let name = called(&member).to_owned();
    let dependents = use_dependents(&member);
    let successor = RwSignal::new(None::<MemberRef>);
    let member = StoredValue::new(member);
    let submit = Callback::new(move |()| {
        let Ok(note) = note.with_untracked(|note| read_note(note)) else { return };
        let wanted = DeactivateMember { note, successor: id_of(successor) };
        member.with_value(|member| lifecycle.deactivate(member, &wanted).then(on_close).send_in(state));
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{move || said().deactivate}</Button>
        }
    };
    view! {
        <Dialog
            title=Signal::derive(move || (said().deactivate_title)(&name))
            on_close
            on_submit=submit
            buttons
        >
            {refusal(state, i18n)}
            <p>{move || (said().deactivate_means)(&current.name())}</p>
            <Dependents of=dependents reports=|said| said.reports_stay successor nobody=|said| said.no_change/>
            <TextArea
                label=Signal::derive(move || said().note.to_owned())
                value=note
                hint=Signal::derive(move || Some(said().note_hint.to_owned()))
                error=problem
            />
        </Dialog>
    }
}

#[component]
fn Remove(
    member: Member,
    lifecycle: Lifecycle,
    on_close: Callback<()>,
    /// Asks about deactivating instead.
    on_deactivate: Callback<Member>,
) -> impl IntoView {
    let (i18n, current, state) = (use_i18n(), use_current_organization(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let (name, short) = (called(&member).to_owned(), called(&member).to_owned());
    let dependents = use_dependents(&member);
    let is_active = member.status == MemberStatus::Active;
    let successor = RwSignal::new(None::<MemberRef>);
    let ends = Ends::of(&member);
    let member = StoredValue::new(member);
    let done = Callback::new(move |()| {
        on_close.run(());
        lifecycle.on_gone.run(());
    });
    let submit = Callback::new(move |()| {
        member.with_value(|member| lifecycle.remove(member, id_of(successor)).then(done).send_in(state));
    });
    let deactivate = Callback::new(move |()| on_deactivate.run(member.get_value()));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            {is_active.then(|| view! {
                <Button icon=IconName::Deactivate on_press=deactivate>{move || said().deactivate}</Button>
            })}
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>{move || said().remove}</Button>
        }
    };
    let instead = is_active.then(|| {
        view! {
            <Note kind=NoteKind::Info>
                <b>{move || said().deactivate_instead}</b> " "
                {move || (said().deactivate_instead_means)(&short)}
            </Note>
        }
    });
    view! {
        <Dialog title=Signal::derive(move || (said().remove_title)(&name)) on_close on_submit=submit buttons>
            {refusal(state, i18n)}
            <p>{move || (said().remove_means)(&current.name())}</p>
            <EndsList ends/>
            <Dependents of=dependents reports=|said| said.reports_lose successor nobody=|said| said.nobody/>
            {instead}
        </Dialog>
    }
}

#[component]
fn Restore(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let name = called(&member).to_owned();
    let member = StoredValue::new(member);
    let restore = move |roles| {
        member.with_value(|member| lifecycle.restore(member, roles).then(on_close).send_in(state));
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button busy=state.busy() on_press=move |()| restore(false)>
                {move || said().restore_without_roles}
            </Button>
            <Button kind=ButtonKind::Primary busy=state.busy() on_press=move |()| restore(true)>
                {move || said().restore}
            </Button>
        }
    };
    view! {
        <Dialog title=Signal::derive(move || (said().restore_title)(&name)) on_close buttons>
            {refusal(state, i18n)}
            <p>{move || said().restore_means}</p>
        </Dialog>
    }
}

#[component]
fn EndSessions(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let name = called(&member).to_owned();
    let member = StoredValue::new(member);
    let submit = Callback::new(move |()| {
        member.with_value(|member| lifecycle.end_sessions(member).then(on_close).send_in(state));
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{move || said().end_sessions}</Button>
        }
    };
    view! {
        <Dialog title=Signal::derive(move || (said().end_sessions_title)(&name)) on_close on_submit=submit buttons>
            {refusal(state, i18n)}
            <p>{move || said().end_sessions_means}</p>
        </Dialog>
    }
}

/// What a removal ends.
#[derive(Clone)]
struct Ends {
    roles: Vec<RoleRef>,
    companies: Vec<String>,
}

impl Ends {
    fn of(member: &Member) -> Self {
        let companies = member.companies.iter().map(|company| company.name.clone()).collect();
        Self { roles: member.roles.clone(), companies }
    }
}

#[component]
fn EndsList(ends: Ends) -> impl IntoView {
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
struct DependentsOf {
    organization: OrganizationId,
    member: MemberId,
    blockers: Memo<Option<MemberBlockers>>,
}

fn use_dependents(member: &Member) -> DependentsOf {
    let (organization, member) = (member.organization_id, member.id);
    let answer = use_queries().blockers(move || Some((organization, member)));
    let blockers = Memo::new(move |_| answer.get()?.ok());
    DependentsOf { organization, member, blockers }
}

/// Whom the member supervises, and whom it has invited, each with the way to them.
#[component]
fn Dependents(
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
        let MemberBlockers { reports: supervises, pending_invitations } = of.blockers.get()?;
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
    let supervises = Memo::new(move |_| of.blockers.with(|it| it.is_some_and(|it| it.reports > 0)));
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

fn id_of(member: RwSignal<Option<MemberRef>>) -> Option<MemberId> {
    member.with_untracked(|member| member.as_ref().map(|member| member.id))
}
