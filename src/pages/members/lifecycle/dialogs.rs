//! What is asked before a change of a member's status.

use api_types::{
    DeactivateMember, InvalidText, Member, MemberAction, MemberId, MemberRef, MemberStatus, OrganizationId, codes,
    read_note,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::super::{error_message::member_error_message, organization::use_current_organization},
    Confirmation, Lifecycle, called,
    dependents::{Dependents, Ends, EndsList, use_dependents},
    schedule::Schedule,
};
use crate::{
    api::ApiError,
    components::BlockerList,
    host::moment,
    i18n::{I18n, PanelTexts, Texts, use_i18n},
    queries::{Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, IconName, Note, NoteKind, TextArea},
};

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
            MemberAction::SetSchedule => view! { <Schedule member lifecycle on_close/> }.into_any(),
            MemberAction::Restore => view! { <Restore member lifecycle on_close/> }.into_any(),
            MemberAction::ResetSecondFactor => view! { <ResetSecondFactor member lifecycle on_close/> }.into_any(),
            _ => view! { <EndSessions member lifecycle on_close/> }.into_any(),
        })
    }
}

/// Why the change was refused, if it was.
pub(super) fn refusal(state: WriteState, i18n: I18n<Texts>) -> impl Fn() -> Option<AnyView> {
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
        member.with_value(|member| {
            lifecycle.deactivate(member, &wanted, dependents.reports()).then(on_close).send_in(state)
        });
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
    let (blocking, check) = (dependents.blocking(), use_check(&member));
    let is_blocked = Memo::new(move |_| blocking.with(Option::is_some));
    let is_active = member.status == MemberStatus::Active;
    let successor = RwSignal::new(None::<MemberRef>);
    let ends = Ends::of(&member);
    let member = StoredValue::new(member);
    let done = Callback::new(move |()| {
        on_close.run(());
        lifecycle.on_gone.run(());
    });
    let submit = Callback::new(move |()| {
        let (successor, reports) = (id_of(successor), dependents.reports());
        let remove = member.with_value(|member| lifecycle.remove(member, successor, reports));
        let refused = move |error: ApiError| {
            // Something came up since: the answer to the next question names it.
            if error.code() == Some(codes::BLOCKED) {
                check.run();
            }
            Some(error)
        };
        remove.then(done).on_error(refused).send_in(state);
    });
    let deactivate = Callback::new(move |()| on_deactivate.run(member.get_value()));
    let blocked = Signal::derive(move || is_blocked.get().then(|| said().blocked.to_owned()));
    // The button stays once it is there: it may have the focus when nothing is left.
    let was_blocked = Memo::new(move |before| is_blocked.get() || before == Some(&true));
    let first = move || {
        if was_blocked.get() {
            view! { <CheckAgain check/> }.into_any()
        } else {
            view! {
                <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            }
            .into_any()
        }
    };
    let buttons = move || {
        view! {
            {first}
            {is_active.then(|| view! {
                <Button icon=IconName::Deactivate on_press=deactivate>{move || said().deactivate}</Button>
            })}
            <Button kind=ButtonKind::Danger submit=true busy=state.busy() blocked>{move || said().remove}</Button>
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
    let title = Signal::derive(move || {
        let title = if is_blocked.get() { said().blocked_title } else { said().remove_title };
        title(&name)
    });
    let content = move || match blocking.get() {
        Some((references, count)) => view! {
            <p>{move || (said().blocked_means)(i18n.format(), count)}</p>
            <BlockerList references count/>
        }
        .into_any(),
        None => view! {
            {refusal(state, i18n)}
            <p>{move || (said().remove_means)(&current.name())}</p>
            <EndsList ends=ends.clone()/>
            <Dependents of=dependents reports=|said| said.reports_lose successor nobody=|said| said.nobody/>
        }
        .into_any(),
    };
    view! {
        <Dialog title on_close on_submit=submit buttons>
            {content}
            {instead}
            <Checked check is_blocked/>
        </Dialog>
    }
}

/// Asks again what needs a member.
#[derive(Clone, Copy)]
struct Check {
    queries: Queries,
    of: (OrganizationId, MemberId),
    busy: RwSignal<bool>,
    /// When the last answer came.
    at: RwSignal<Option<String>>,
}

fn use_check(member: &Member) -> Check {
    let of = (member.organization_id, member.id);
    Check { queries: use_queries(), of, busy: RwSignal::new(false), at: RwSignal::new(None) }
}

impl Check {
    fn run(self) {
        let Self { queries, of: (organization, member), busy, at } = self;
        busy.set(true);
        spawn_local(async move {
            let checked = queries.check_blockers(organization, member).await;
            // The dialog may be closed.
            busy.try_set(false);
            match checked {
                Ok(()) => drop(at.try_set(Some(moment()))),
                Err(error) => queries.write_error().set(Some(error)),
            }
        });
    }
}

/// The button that asks again.
#[component]
fn CheckAgain(check: Check) -> impl IntoView {
    let said = use_i18n().of::<PanelTexts>();
    view! {
        <div class="r-dialog__aside">
            <Button kind=ButtonKind::Ghost icon=IconName::Refresh busy=check.busy on_press=move |()| check.run()>
                {move || said.texts().lifecycle.check_again}
            </Button>
        </div>
    }
}

/// When the last answer came, or that nothing is left.
#[component]
fn Checked(check: Check, is_blocked: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let text = move || {
        let (texts, at) = (&said.texts().lifecycle, check.at.get()?);
        let is_left = is_blocked.get();
        Some(if is_left { (texts.checked)(&i18n.format().date_time(&at)) } else { texts.unblocked.to_owned() })
    };
    view! { <div class="r-dialog__status r-hint" role="status">{text}</div> }
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

#[component]
fn ResetSecondFactor(member: Member, lifecycle: Lifecycle, on_close: Callback<()>) -> impl IntoView {
    let (i18n, state) = (use_i18n(), WriteState::new());
    let said = move || &lifecycle.said.texts().lifecycle;
    let name = called(&member).to_owned();
    let member = StoredValue::new(member);
    let (reason, was_sent) = (RwSignal::new(String::new()), RwSignal::new(false));
    let problem = Signal::derive(move || {
        let text = match reason.with(|reason| read_note(reason)) {
            Ok(Some(_)) => return None,
            Ok(None) => was_sent.get().then(|| said().reason_missing)?,
            Err(InvalidText::TooLong) => said().note_too_long,
            Err(InvalidText::Invalid) => said().note_invalid,
        };
        Some(text.to_owned())
    });
    let submit = Callback::new(move |()| {
        was_sent.set(true);
        let Ok(Some(reason)) = reason.with_untracked(|reason| read_note(reason)) else { return };
        member.with_value(|member| lifecycle.reset_second_factor(member, &reason).then(on_close).send_in(state));
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>{move || said().reset_second_factor}</Button>
        }
    };
    view! {
        <Dialog title=Signal::derive(move || (said().second_factor_title)(&name)) on_close on_submit=submit buttons>
            {refusal(state, i18n)}
            <p>{move || said().second_factor_means}</p>
            <TextArea
                label=Signal::derive(move || said().reason.to_owned())
                value=reason
                hint=Signal::derive(move || Some(said().reason_hint.to_owned()))
                error=problem
            />
        </Dialog>
    }
}

fn id_of(member: RwSignal<Option<MemberRef>>) -> Option<MemberId> {
    member.with_untracked(|member| member.as_ref().map(|member| member.id))
}
