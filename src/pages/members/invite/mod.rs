//! Inviting people: a sheet beside the list.

mod draft;
mod form;
mod poll_delivery;

use api_types::{
    Direction, InvitationResult, ListQuery, MEMBERS, MailService, MemberColumn, MemberFilter, MemberStatus, Permission,
    Sort,
};
use leptos::{prelude::*, task::spawn_local};

pub use self::draft::{Draft, use_draft_for};
use self::{
    draft::use_draft,
    form::{InviteFoot, InviteForm},
    poll_delivery::poll_delivery,
};
use super::super::{lazy::lazy, organization::use_current_organization};
use crate::{
    access::use_access,
    components::{CopiedLinks, InvitationResults, InvitationResultsFooter},
    host::use_host,
    i18n::{InviteTexts, use_i18n},
    paths::{Section, use_paths},
    queries::use_queries,
    ui::{Button, ButtonKind, IconName, Sheet},
};

/// The button that opens the sheet, for those who may invite.
#[component]
pub fn Invite(
    /// Whether the sheet is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let draft = use_draft();
    let may = move || access.can(Permission::MembersInvite);
    let button = move || {
        may().then(|| {
            view! {
                <Button kind=ButtonKind::Primary icon=IconName::Invite on_press=move |()| open.set(true)>
                    <span class="r-hide-narrow">{move || i18n.texts().invite.title}</span>
                    <span class="r-only-narrow">{move || i18n.texts().invite.title_short}</span>
                </Button>
            }
        })
    };
    view! {
        {move || button()}
        // What was typed outlives the sheet.
        {move || open.get().then(|| invite_sheet(open, draft))}
    }
}

lazy! {
    /// The sheet, loaded when it first opens.
    pub invite: invite_sheet(open: RwSignal<bool>, draft: Draft) => view! { <InviteSheet open draft/> };
}

/// The sheet: what is typed, then what became of it.
#[component]
fn InviteSheet(open: RwSignal<bool>, draft: Draft) -> impl IntoView {
    let (host, i18n, current) = (use_host(), use_i18n(), use_current_organization());
    draft.keep();
    let server = use_queries().server();
    let mail = Signal::derive(move || match server.get() {
        Some(Ok(server)) => server.mail,
        // It refuses to send what it cannot send, and says so.
        _ => MailService::Smtp,
    });
    let lede = Signal::derive(move || {
        let number = current.organization().map(|it| (i18n.texts().shell.number)(&it.number)).unwrap_or_default();
        (i18n.of::<InviteTexts>().texts().lede)(&current.name(), &number)
    });
    let close = Callback::new(move |()| {
        draft.finish();
        open.set(false);
    });
    let done = Memo::new(move |_| draft.results.with(|results| !results.is_empty()) && !draft.corrects.get());
    let send = Callback::new(move |()| {
        if !done.get_untracked() {
            draft.send(mail.get_untracked());
        }
    });
    let paths = use_paths();
    let newest = Signal::derive(move || {
        let mut list =
            ListQuery::new(&MEMBERS).with_filter(MemberFilter::Status.as_str(), &[MemberStatus::Invited.as_str()]);
        list.sort = Sort { column: MemberColumn::InvitedAt.as_str(), direction: Direction::Descending };
        current.id().map(|id| paths.list(id, Section::Users, &list)).unwrap_or_default()
    });
    let copied = RwSignal::new(None::<CopiedLinks>);
    let copy = Callback::new(move |what: CopiedLinks| {
        let (host, text) = (host.clone(), draft.results.with_untracked(|results| links(results, what)));
        spawn_local(async move {
            let is_there = host.copy(&text).await;
            let _ = copied.try_set(is_there.then_some(what));
        });
    });
    let deliveries = poll_delivery(draft);
    let foot = move || match done.get() {
        true => view! {
            <InvitationResultsFooter
                failed=Signal::derive(move || draft.recipients.with(Vec::len) as u64)
                on_more=Callback::new(move |()| {
                    if draft.recipients.with_untracked(Vec::is_empty) { draft.finish() } else { draft.correct() }
                })
                on_done=close
            />
        }
        .into_any(),
        false => view! { <InviteFoot draft on_cancel=close/> }.into_any(),
    };
    let body = move || match done.get() {
        true => view! {
            {move || {
                let mailed = draft.send_email.get_untracked() && mail.get_untracked() != MailService::None;
                view! {
                    <InvitationResults
                        results=draft.results.get()
                        mailed
                        deliveries
                        copied
                        on_copy=copy
                        href=newest
                        on_leave=close
                    />
                }
            }}
        }
        .into_any(),
        false => view! { <InviteForm draft mail/> }.into_any(),
    };
    view! {
        <Sheet title=i18n.label(|texts| texts.invite.title) lede on_close=close on_submit=send foot>
            {move || body()}
        </Sheet>
    }
}

/// One link, or all of them, each behind its address: a spreadsheet makes two columns of them.
fn links(results: &[InvitationResult], what: CopiedLinks) -> String {
    let link = |result: &InvitationResult| result.link.clone();
    match what {
        CopiedLinks::One(place) => results.get(place).and_then(link).unwrap_or_default(),
        CopiedLinks::All => {
            let line = |result: &InvitationResult| Some([&result.email, "\t", &link(result)?].concat());
            results.iter().filter_map(line).collect::<Vec<_>>().join("\n")
        }
    }
}
