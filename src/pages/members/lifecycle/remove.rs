//! What is asked before a member is removed: what ends, and what still needs the member.

use api_types::{Member, MemberId, MemberRef, MemberStatus, OrganizationId, codes};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::super::organization::use_current_organization,
    Lifecycle, called,
    dependents::{Dependents, Ends, EndsList, use_dependents},
    dialogs::{id_of, refusal},
};
use crate::{
    api::ApiError,
    components::BlockerList,
    host::moment,
    i18n::{PanelTexts, use_i18n},
    queries::{Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, IconName, Note, NoteKind},
};

/// The question before a removal.
#[component]
pub(super) fn Remove(
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
