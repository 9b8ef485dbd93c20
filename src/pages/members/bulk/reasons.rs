//! Why some stay as they are: each reason opens the users behind it, one reason at a time.

use api_types::{JobOutcome, JobReason, JobRow, JobRows, MemberId, member_problems};
use leptos::{prelude::*, task::spawn_local};

use super::{super::super::organization::use_current_organization, preview::Preview, wanted::Wanted};
use crate::{
    api,
    components::AccountAvatar,
    i18n::{JobTexts, use_i18n},
    paths::use_paths,
    queries::use_queries,
    ui::{Icon, IconName, unique_id},
};

/// A reason, as what opens it names it.
type Reason = (JobOutcome, String);

/// The reasons with the numbers of users behind them.
#[component]
pub fn Reasons(preview: Preview) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let open = RwSignal::new(None::<Reason>);
    let reasons = Memo::new(move |_| {
        let stays = |reason: &&JobReason| matches!(reason.outcome, JobOutcome::Unchanged | JobOutcome::Refused);
        preview.job.with(|job| {
            let reasons = job.as_ref().map(|job| job.reasons.iter().filter(stays).cloned().collect::<Vec<_>>());
            reasons.unwrap_or_default()
        })
    });
    // Another preview has other users behind its reasons.
    let job = Memo::new(move |_| preview.job.with(|job| job.as_ref().map(|job| (job.id, job.version))));
    let head = move || {
        let stay = preview.job.with(|job| job.as_ref().map_or(0, |job| job.counts.unchanged + job.counts.refused));
        (said.texts().why_stay)(said.format(), stay)
    };
    let rows = move || {
        job.track();
        reasons.get().into_iter().map(|reason| view! { <Fold preview reason open/> }).collect_view()
    };
    move || {
        (!reasons.with(Vec::is_empty)).then(|| {
            view! {
                <h3 class="r-subhead">{head}</h3>
                <ul class="r-rows r-folds">{rows}</ul>
            }
        })
    }
}

const fn icon(code: &str) -> IconName {
    match code.as_bytes() {
        b"last_administrator" | b"above_yourself" => IconName::Role,
        b"blocked" => IconName::Document,
        b"mail_limit" | b"mail_refused" | b"not_pending" => IconName::Mail,
        b"own_account" | b"not_found" | b"account_gone" => IconName::User,
        _ => IconName::Deactivate,
    }
}

#[component]
fn Fold(preview: Preview, reason: JobReason, open: RwSignal<Option<Reason>>) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let JobReason { outcome, code, rows } = reason;
    let kind = preview.wanted.with_untracked(Wanted::kind);
    let id = unique_id("reason");
    let named = StoredValue::new((outcome, code.clone()));
    let is_open = Memo::new(move |_| open.with(|open| named.with_value(|named| open.as_ref() == Some(named))));
    let toggle = move |_| open.set((!is_open.get_untracked()).then(|| named.get_value()));
    let (title, text) = (code.clone(), code.clone());
    let people = move || {
        let (outcome, code) = named.get_value();
        is_open.get().then(|| view! { <People preview outcome code/> })
    };
    view! {
        <li>
            <button
                type="button"
                class="r-fold"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=id.clone()
                on:click=toggle
            >
                <Icon name=icon(&code)/>
                <span class="r-rows__body">
                    <span class="r-rows__title">{move || (said.texts().reason)(said.format(), kind, &title, rows)}</span>
                    <span class="r-rows__text">{move || (said.texts().reason_text)(&text)}</span>
                </span>
                <Icon name=IconName::Down/>
            </button>
            <div id=id>{people}</div>
        </li>
    }
}

/// The users behind a reason, page by page.
#[component]
fn People(preview: Preview, outcome: JobOutcome, code: String) -> impl IntoView {
    let i18n = use_i18n();
    let (said, queries) = (i18n.of::<JobTexts>(), use_queries());
    let (rows, next) = (RwSignal::new(Vec::<JobRow>::new()), RwSignal::new(None::<u64>));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    let can_keep = code == member_problems::LAST_ADMINISTRATOR;
    let load = Callback::new(move |()| {
        let Some(job) = preview.job.with_untracked(|job| job.as_ref().map(|job| job.id)) else { return };
        let page = api::job_rows(preview.organization, job, outcome, &code, next.get_untracked());
        busy.set(true);
        failed.set(false);
        spawn_local(async move {
            let answer = queries.fetch(page).await;
            // It may be closed by now.
            let _ = busy.try_set(false);
            match answer {
                Ok(JobRows { items, next: after }) => {
                    let _ = rows.try_update(|rows| rows.extend(items));
                    let _ = next.try_set(after);
                }
                Err(_) => drop(failed.try_set(true)),
            }
        });
    });
    load.run(());
    let list = move || {
        let person = |row: JobRow| view! { <Person preview row can_keep/> };
        rows.get().into_iter().map(person).collect_view()
    };
    let more = move || {
        let is_needed = next.with(Option::is_some) || failed.get();
        let label = move || if failed.get() { i18n.texts().common.try_again } else { said.texts().show_more };
        is_needed.then(|| {
            view! {
                <li>
                    <span></span>
                    <button
                        type="button"
                        class="r-btn r-btn--sm r-people__more"
                        aria-busy=move || busy.get().then_some("true")
                        on:click=move |_| if !busy.get_untracked() { load.run(()) }
                    >
                        {label}
                    </button>
                </li>
            }
        })
    };
    view! {
        <ul class="r-people">
            {list}
            {more}
        </ul>
    }
}

#[component]
fn Person(preview: Preview, row: JobRow, can_keep: bool) -> impl IntoView {
    let (said, current, paths) = (use_i18n().of::<JobTexts>(), use_current_organization(), use_paths());
    let JobRow { member, email, .. } = row;
    let Some(member) = member else {
        let name = move || email.clone().unwrap_or_else(|| said.texts().erased.to_owned());
        return view! { <li><span></span><span class="r-muted">{name}</span></li> }.into_any();
    };
    let href = paths.user(preview.organization, member.id);
    let is_me = untrack(|| current.me()) == Some(member.id);
    let you = move || is_me.then(|| view! { " " <span class="r-muted">{said.texts().yourself}</span> });
    let keep = can_keep.then(|| keep_button(preview, member.id, member.name.clone()));
    // The dialog stays: it is not known yet what is decided in it.
    view! {
        <li>
            <AccountAvatar name=member.name.clone()/>
            <span>
                <a class="r-link r-link--quiet" href=href target="_blank">
                    <bdi>{member.name}</bdi>
                </a>
                {you}
            </span>
            {keep}
        </li>
    }
    .into_any()
}

fn keep_button(preview: Preview, member: MemberId, name: String) -> AnyView {
    let said = use_i18n().of::<JobTexts>();
    view! {
        <button
            type="button"
            class="r-btn r-btn--sm"
            aria-label=move || (said.texts().keep_name)(&name)
            on:click=move |_| preview.keep(member)
        >
            {move || said.texts().keep}
        </button>
    }
    .into_any()
}
