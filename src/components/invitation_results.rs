//! What became of each address that was invited, with the links.

use api_types::{DeliveryState, InvitationResult, Member, MemberColumn};
use leptos::prelude::*;

use super::Deliveries;
use crate::{
    i18n::{I18n, InviteTexts, use_i18n},
    ui::{Button, ButtonKind, Icon, IconName, Note, NoteKind},
};

/// Which of the links were copied last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopiedLinks {
    All,
    /// Counted from 0.
    One(usize),
}

/// Who was invited, with a link to pass on for each, and who was not and why.
#[component]
pub fn InvitationResults(
    results: Vec<InvitationResult>,
    /// Whether mails are on their way.
    mailed: bool,
    /// What has become of the mails so far.
    deliveries: Signal<Deliveries>,
    #[prop(into)] copied: Signal<Option<CopiedLinks>>,
    /// Called with the links to copy.
    on_copy: Callback<CopiedLinks>,
    /// Where the list shows those who were invited last.
    #[prop(into)]
    href: Signal<String>,
    /// Called when the reader goes there.
    on_leave: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<InviteTexts>();
    let invited = results.iter().filter(|result| result.problem.is_none()).count() as u64;
    let links = results.iter().filter(|result| result.link.is_some()).count() as u64;
    let is_held = invited > 0 && links == 0;
    let refused = results.len() as u64 - invited;
    let until = results.iter().find_map(|result| Some(result.member.as_ref()?.invitation.as_ref()?.expires_at.clone()));
    let given = results.iter().find_map(|result| result.member.clone());
    let first_day = results.iter().find_map(|result| result.member.as_ref()?.active_from.clone());
    let title = move || {
        let created = if is_held { said.texts().created_held } else { said.texts().created };
        created(i18n.format(), invited, refused)
    };
    let text = move || {
        if is_held {
            let on = |day: &String| (said.texts().sent_on)(&i18n.format().plain_day(day));
            return Some(first_day.as_ref().map_or_else(|| said.texts().sent_later.to_owned(), on));
        }
        let until = until.as_ref().map(|until| (said.texts().valid_until)(&i18n.format().date(until)));
        let mails = if mailed {
            deliveries.with(|deliveries| mails(deliveries, said))
        } else {
            said.texts().no_mails.to_owned()
        };
        until.map(|until| [&*until, " ", &mails].concat())
    };
    let copy = move |what: CopiedLinks, label: AnyView| {
        let icon = move || if copied.get() == Some(what) { IconName::Check } else { IconName::Copy };
        view! {
            <button type="button" class="r-btn r-btn--sm" on:click=move |_| on_copy.run(what)>
                {move || view! { <Icon name=icon()/> }}
                {label}
            </button>
        }
    };
    let row = move |(index, result): (usize, InvitationResult)| {
        let InvitationResult { email, link, problem, member } = result;
        let failed = Memo::new(move |_| {
            let id = member.as_ref().map(|member| member.id);
            deliveries
                .with(|mails| id.and_then(|id| mails.get(&id)).is_some_and(|mail| mail.state == DeliveryState::Failed))
        });
        let is_fine = problem.is_none();
        let words = move || problem.as_ref().map(|problem| (said.texts().obstacle)(&problem.code));
        let end = link.is_some().then(|| {
            let label = move || {
                if copied.get() == Some(CopiedLinks::One(index)) {
                    i18n.texts().common.copied
                } else {
                    said.texts().copy_link
                }
            };
            let email = email.clone();
            copy(CopiedLinks::One(index), view! { {label} <span class="r-vh">" " {email}</span> }.into_any())
        });
        let icon = move || if is_fine && !failed.get() { IconName::Mail } else { IconName::Warning };
        let below = move || {
            if failed.get() {
                view! { {said.texts().mail_undelivered} }.into_any()
            } else {
                link.clone().map(|link| view! { <span class="r-mono r-truncate">{link}</span> }).into_any()
            }
        };
        view! {
            <li>
                {move || view! { <Icon name=icon()/> }}
                <div class="r-rows__body">
                    <div class="r-rows__title r-truncate" dir="ltr">{email}</div>
                    <div class="r-rows__text">
                        {below}
                        {words}
                    </div>
                </div>
                <div class="r-rows__end">{end}</div>
            </li>
        }
    };
    let all = (links > 1).then(|| {
        let label = move || {
            if copied.get() == Some(CopiedLinks::All) {
                i18n.texts().common.copied.to_owned()
            } else {
                (said.texts().copy_all)(i18n.format(), links)
            }
        };
        copy(CopiedLinks::All, view! { {label} }.into_any())
    });
    let kind = if refused > 0 { NoteKind::Warning } else { NoteKind::Success };
    view! {
        <Note kind>
            <b class="r-strong">{title}</b>
            <br/>
            {text}
            " "
            <a class="r-link" href=href on:click=move |_| on_leave.run(())>{move || said.texts().show}</a>
        </Note>
        <div class="r-field">
            <div class="r-row">
                <h3 class="r-field__label">{move || if is_held { i18n.texts().shell.users } else { said.texts().links }}</h3>
                {all}
            </div>
            <ul class="r-rows">{results.into_iter().enumerate().map(row).collect_view()}</ul>
            {(!is_held).then(|| view! { <p class="r-hint">{move || said.texts().links_hint}</p> })}
        </div>
        {given.map(|member| view! { <Access member/> })}
    }
}

/// How many mails have left, once none waits any more.
fn mails(deliveries: &Deliveries, i18n: I18n<InviteTexts>) -> String {
    let texts = i18n.texts();
    let count = |state| deliveries.values().filter(|mail| mail.state == state).count() as u64;
    let (sent, failed) = (count(DeliveryState::Sent), count(DeliveryState::Failed));
    if sent + failed == deliveries.len() as u64 && sent + failed > 0 {
        (texts.mails_sent)(i18n.format(), sent, failed)
    } else {
        texts.mails_leave.to_owned()
    }
}

/// What all of them are given: it is the same for each.
#[component]
fn Access(member: Member) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<InviteTexts>();
    let names = |names: Vec<String>| move || i18n.format().list(names.iter().map(String::as_str));
    let roles = move || i18n.format().list(i18n.texts().role_names(&member.roles));
    let companies = (!member.companies.is_empty())
        .then(|| names(member.companies.into_iter().map(|company| company.name).collect()));
    view! {
        <div class="r-field">
            <h3 class="r-field__label">{move || said.texts().access}</h3>
            <dl class="r-offer">
                <div><dt>{move || (i18n.texts().member_list.column)(MemberColumn::Roles.as_str())}</dt><dd>{roles}</dd></div>
                {companies.map(|companies| view! {
                    <div>
                        <dt>{move || (i18n.texts().member_list.column)(MemberColumn::Companies.as_str())}</dt>
                        <dd>{companies}</dd>
                    </div>
                })}
            </dl>
        </div>
    }
}

/// What can be done once the results are there.
#[component]
pub fn InvitationResultsFooter(
    /// How many were not invited.
    #[prop(into)]
    failed: Signal<u64>,
    /// Goes back to the form, in which those still stand.
    on_more: Callback<()>,
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n().of::<InviteTexts>();
    let done = NodeRef::new();
    done.on_load(|done: web_sys::HtmlButtonElement| drop(done.focus()));
    view! {
        <Button on_press=on_more>
            {move || match failed.get() {
                0 => i18n.texts().more.to_owned(),
                failed => (i18n.texts().correct)(i18n.format(), failed),
            }}
        </Button>
        <Button kind=ButtonKind::Primary node_ref=done on_press=on_done>{move || i18n.texts().done}</Button>
    }
}
