//! The third step: what would become of the rows, and doing it.

use std::time::Duration;

use api_types::{JobId, JobProblem, JobState, MemberImport, MemberImportCounts, MemberImportTab, NewPeople};
use leptos::prelude::*;

use super::{
    super::super::{error_message::ErrorPanel, not_found::NotFound},
    file::Problem,
    files::{use_links, use_rejects},
    rows::Rows,
    work::{Step, Work},
};
use crate::{
    api,
    host::use_host,
    i18n::{ImportTexts, use_i18n},
    paths::{Section, use_paths},
    ui::{Button, ButtonKind, Icon, IconName, LinkButton, Note, NoteKind},
};

/// How often a job is asked for that the server works on.
const PAUSE: Duration = Duration::from_millis(1_000);

/// The rows of an import, and the button that starts it.
#[component]
pub fn Check(work: Work, job: JobId) -> impl IntoView {
    let (host, i18n, queries) = (use_host(), use_i18n(), work.queries);
    let answer = queries.member_import(move || Some((work.current.id()?, job)));
    let import = Memo::new(move |before: Option<&Option<MemberImport>>| match answer.get() {
        Some(Ok(import)) => Some(import),
        _ => before.cloned().flatten(),
    });
    let state = Memo::new(move |_| import.with(|import| import.as_ref().map(|import| import.job.state)));
    host.while_visible(PAUSE, move || {
        let is_active = state.get_untracked().is_some_and(JobState::is_active);
        if let Some(organization) = untrack(|| work.current.id()).filter(|_| is_active) {
            queries.refresh_only(api::member_import(organization, job));
        }
    });
    // The list of users and the counts beside the navigation have changed.
    Effect::new(move |before: Option<Option<JobState>>| {
        let now = state.get();
        if before == Some(Some(JobState::Running)) && now != Some(JobState::Running) {
            queries.refresh();
        }
        now
    });
    let retry = Callback::new(move |()| queries.refresh());
    let is_there = Memo::new(move |_| import.with(Option::is_some));
    let content = move || match (is_there.get(), answer.get()) {
        (true, _) => view! { <Found work job import state/> }.into_any(),
        (_, Some(Err(error))) if error.is_not_found() => view! { <NotFound/> }.into_any(),
        (_, Some(Err(error))) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=retry/> }.into_any()
        }
        _ => ().into_any(),
    };
    view! { {move || content()} }
}

/// How many rows a tab has.
pub const fn number_of(counts: &MemberImportCounts, tab: MemberImportTab) -> u64 {
    match tab {
        MemberImportTab::New => counts.new,
        MemberImportTab::Changed => counts.changed,
        MemberImportTab::Unchanged => counts.unchanged,
        MemberImportTab::Refused => counts.refused,
        MemberImportTab::Missing => counts.missing,
    }
}

/// What needs a look first: what changes, then who is new.
fn first_tab(counts: &MemberImportCounts) -> MemberImportTab {
    let order = [MemberImportTab::Changed, MemberImportTab::New, MemberImportTab::Missing, MemberImportTab::Refused];
    order.into_iter().find(|tab| number_of(counts, *tab) > 0).unwrap_or(MemberImportTab::Unchanged)
}

#[component]
fn Found(work: Work, job: JobId, import: Memo<Option<MemberImport>>, state: Memo<Option<JobState>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let counts = Memo::new(move |_| import.with(|import| import.as_ref().map(|it| it.counts).unwrap_or_default()));
    let tab = Memo::new(move |_| work.tab().unwrap_or_else(|| counts.with(first_tab)));
    let is_preparing = move || state.get() == Some(JobState::Preparing);
    let tabs = move || {
        let link = |it: MemberImportTab| {
            let number = counts.with(|counts| number_of(counts, it));
            // Only where somebody is to be deactivated.
            if it == MemberImportTab::Missing && number == 0 {
                return None;
            }
            let icon = (it == MemberImportTab::Refused && number > 0).then(|| view! { <Icon name=IconName::Error/> });
            let is_current = move || (tab.get() == it).then_some("page");
            Some(view! {
                <a class="r-segment" href=work.tab_href(job, it) aria-current=is_current>
                    {icon}
                    {(said.texts().users.tab)(it)} " "
                    <b class="r-tabular">{i18n.format().number(number)}</b>
                </a>
            })
        };
        MemberImportTab::ALL.into_iter().filter_map(link).collect_view()
    };
    let progress = move || {
        import.with(|import| {
            let job = &import.as_ref()?.job;
            let (done, all, text) = match job.state {
                JobState::Preparing => (job.prepared, job.total, said.texts().users.preparing),
                JobState::Running => {
                    let waiting = job.counts.planned;
                    let all = waiting + job.counts.changed;
                    (job.counts.changed, all, said.texts().users.running)
                }
                _ => return None,
            };
            Some(view! {
                <div class="r-import__progress" role="status">
                    <span>{text(i18n.format(), done, all)}</span>
                    <progress max=all.to_string() value=done.to_string() aria-label=text(i18n.format(), done, all)></progress>
                </div>
            })
        })
    };
    view! {
        <div class="r-page">
            <nav class="r-segments r-import__tabs" aria-label=said.label(|texts| texts.rows)>{move || tabs()}</nav>
            <p class="r-hint">{move || (said.texts().users.tab_means)(tab.get())}</p>
            {move || progress()}
        </div>
        {move || (!is_preparing()).then(|| view! { <Rows work job import tab/> })}
        <Foot work job import/>
    }
}

/// What will be sent, and the buttons.
#[component]
fn Foot(work: Work, job: JobId, import: Memo<Option<MemberImport>>) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<ImportTexts>();
    let (reject, link) = (use_rejects(work, job), use_links(work, job));
    let text = move || {
        let texts = &said.texts().users;
        import.with(|import| {
            let import = import.as_ref()?;
            let (format, counts) = (i18n.format(), import.counts);
            let text = match import.job.state {
                JobState::Preparing | JobState::Ready => {
                    let mails = import.job.effects.mails;
                    let sends = (mails > 0).then(|| (texts.sends)(format, mails));
                    let loses = import.job.effects.lose_access;
                    let loses = (loses > 0).then(|| (texts.lose_access)(format, loses));
                    let parts = [Some(said.texts().nothing_saved.to_owned()), sends, loses];
                    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
                }
                JobState::Running => texts.goes_on.to_owned(),
                JobState::Done => {
                    let refused = (counts.refused > 0).then(|| (said.texts().done_refused)(format, counts.refused));
                    let done = (said.texts().done)(format, counts.new, counts.changed + counts.missing);
                    [Some(done), refused].into_iter().flatten().collect::<Vec<_>>().join(" ")
                }
                _ if import.job.problem == Some(JobProblem::Incomplete) => texts.incomplete.to_owned(),
                JobState::Stopped | JobState::Failed => (texts.ended_early)(format, import.job.counts.changed),
            };
            Some(text)
        })
    };
    let rejects = move || {
        import.with(|import| import.as_ref().is_some_and(|import| import.counts.refused > 0)).then(|| {
            view! { <Button icon=IconName::Download on_press=reject>{move || said.texts().users.rejects}</Button> }
        })
    };
    let links = move || {
        let has_links = import.with(|import| {
            let import = import.as_ref()?;
            let has_new = import.new_people == NewPeople::Links && import.counts.new > 0;
            Some(has_new && import.job.state == JobState::Done)
        });
        (has_links == Some(true)).then(|| {
            view! { <Button icon=IconName::Link on_press=link>{move || said.texts().users.links}</Button> }
        })
    };
    let back = move || {
        let step = if work.has_table() { Step::Columns } else { Step::File };
        view! { <LinkButton kind=ButtonKind::Ghost href=move || work.href(step)>{move || said.texts().users.back}</LinkButton> }
    };
    let main = move || {
        let (state, problem, rows, version) = import.with(|import| {
            let job = &import.as_ref()?.job;
            Some((job.state, job.problem, job.counts.planned, job.version))
        })?;
        let paths = paths.clone();
        let users = move || work.current.id().map(|it| paths.section(it, Section::Users)).unwrap_or_default();
        Some(match state {
            JobState::Ready if rows > 0 => view! {
                {back()}
                {rejects()}
                <Button kind=ButtonKind::Primary busy=work.busy on_press=move |()| work.start(job, version)>
                    {(said.texts().submit)(i18n.format(), rows)}
                </Button>
            }
            .into_any(),
            JobState::Ready | JobState::Preparing => view! { {back()} {rejects()} }.into_any(),
            JobState::Running => view! {
                <LinkButton href=users>{move || said.texts().users.to_users}</LinkButton>
            }
            .into_any(),
            JobState::Failed if problem == Some(JobProblem::Incomplete) => back().into_any(),
            JobState::Done | JobState::Stopped | JobState::Failed => view! {
                {rejects()}
                {links()}
                <LinkButton kind=ButtonKind::Primary href=users>{move || said.texts().users.to_users}</LinkButton>
            }
            .into_any(),
        })
    };
    let nothing = move || {
        let is_empty = import.with(|import| {
            import.as_ref().is_some_and(|it| it.job.state == JobState::Ready && it.job.counts.planned == 0)
        });
        is_empty.then(|| view! { <Note kind=NoteKind::Info>{move || said.texts().nothing_to_import}</Note> })
    };
    view! {
        <div class="r-savebar r-savebar--wrap">
            <Problem work/>
            {move || nothing()}
            <div class="r-savebar__row">
                <span class="r-savebar__text r-muted" role="status">{move || text()}</span>
                <div class="r-btns">{move || main()}</div>
            </div>
        </div>
    }
}
