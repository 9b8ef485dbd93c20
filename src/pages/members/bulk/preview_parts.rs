//! The parts of the preview: the two numbers, what happens to whom is changed, and the buttons.

use api_types::{JOB_UNDO_DAYS, Job, JobEffects, JobKind};
use leptos::{html, prelude::*};

use super::{
    super::{super::jobs::use_words, member_choice::MemberChoice},
    preview::Preview,
    wanted::Wanted,
};
use crate::{
    host::use_host,
    i18n::{JobTexts, use_i18n},
    ui::{Button, ButtonKind, Icon, IconName, unique_id},
};

/// How far the server is with finding out.
#[component]
pub fn Preparing(preview: Preview) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let numbers = move || {
        let number = preview.wanted.with(|wanted| wanted.number);
        preview.job.with(|job| job.as_ref().map_or((0, number), |job| (job.prepared, job.total.max(job.prepared))))
    };
    let text = move || {
        let (done, of) = numbers();
        (said.texts().preparing)(said.format(), done, of)
    };
    move || {
        preview.is_asking.get().then(|| {
            view! {
                <p role="status">{text}</p>
                <progress
                    class="r-progress"
                    aria-label=text
                    max=move || numbers().1.max(1).to_string()
                    value=move || numbers().0.to_string()
                ></progress>
            }
        })
    }
}

/// What the server will do, and what it will not.
#[component]
pub fn Tally(preview: Preview) -> impl IntoView {
    let (said, words) = (use_i18n().of::<JobTexts>(), use_words());
    let numbers = Memo::new(move |_| {
        preview.job.with(|job| {
            let job = job.as_ref()?;
            Some((job.kind, job.counts.planned, job.counts.unchanged + job.counts.refused))
        })
    });
    let changed = move || preview.has_changed.get().then_some("");
    let tally = move || {
        let (kind, planned, stay) = numbers.get()?;
        let (texts, format) = (said.texts(), said.format());
        Some(view! {
            <dl class="r-tally">
                <div>
                    <dt>{(texts.will_change)(kind, planned)}</dt>
                    <dd data-changed=changed>{format.number(planned)}</dd>
                </div>
                <div>
                    <dt>{(texts.will_stay)(format, stay)}</dt>
                    <dd data-changed=changed>{format.number(stay)}</dd>
                </div>
            </dl>
        })
    };
    // What it gives or takes, and what that means.
    let given = move || {
        let given = preview.job.with(|job| job.as_ref().map(|job| (job.kind, words.names(job))))?;
        let text = (said.texts().given)(given.0, &given.1).or_else(|| (said.texts().means)(given.0).map(str::to_owned));
        text.filter(|_| preview.will_change() > 0).map(|text| view! { <p>{text}</p> })
    };
    let nothing = move || (preview.will_change() == 0).then(|| view! { <p>{said.texts().nothing}</p> });
    view! {
        {given}
        {tally}
        {nothing}
    }
}

/// What else happens because of the change.
#[component]
pub fn Happens(preview: Preview) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let effects = Memo::new(move |_| {
        preview.job.with(|job| job.as_ref().map(|Job { kind, counts, effects, .. }| (*kind, counts.planned, *effects)))
    });
    // Made anew only when there is something else to decide, for the choice of a successor is in it.
    let has_reports = Memo::new(move |_| {
        effects.with(|it| {
            it.is_some_and(|(kind, _, it)| it.reports > 0 && matches!(kind, JobKind::Deactivate | JobKind::Remove))
        })
    });
    let rows = move || {
        let (texts, format) = (said.texts(), said.format());
        let Some((kind, planned, effects)) = effects.get() else { return ().into_any() };
        let JobEffects { seats, seat_change, lose_access, signed_in, mails, .. } = effects;
        let access = (lose_access > 0).then(|| {
            let text = [&*(texts.signed_in)(format, signed_in), " ", (texts.kept)(kind)].concat();
            row(IconName::Clock, (texts.access_ends)(format, lose_access, lose_access == planned), text)
        });
        let seats = (seat_change != 0).then(|| {
            let after = seats.used.saturating_add_signed(seat_change);
            row(IconName::User, texts.seats_title.to_owned(), (texts.seats)(format, seats, after))
        });
        let mails = (mails > 0).then(|| row(IconName::Mail, (texts.mails)(format, mails), texts.mails_text.to_owned()));
        view! { {access} {seats} {mails} }.into_any()
    };
    let is_empty = Memo::new(move |_| {
        effects.with(|it| {
            it.is_none_or(|(_, planned, it)| {
                planned == 0 || it.lose_access == 0 && it.seat_change == 0 && it.mails == 0 && !has_reports.get()
            })
        })
    });
    let head = move || {
        let planned = effects.with(|it| it.map_or(0, |(_, planned, _)| planned));
        (said.texts().what_happens)(said.format(), planned)
    };
    move || {
        (!is_empty.get()).then(|| {
            view! {
                <h3 class="r-subhead">{head}</h3>
                <ul class="r-rows">
                    {rows}
                    {move || has_reports.get().then(|| view! { <Successor preview/> })}
                </ul>
            }
        })
    }
}

fn row(icon: IconName, title: String, text: String) -> AnyView {
    view! {
        <li>
            <Icon name=icon/>
            <div class="r-rows__body">
                <div class="r-rows__title">{title}</div>
                <div class="r-rows__text">{text}</div>
            </div>
        </li>
    }
    .into_any()
}

/// Who supervises the people of those who lose their access.
#[component]
fn Successor(preview: Preview) -> impl IntoView {
    let said = use_i18n().of::<JobTexts>();
    let kind = preview.wanted.with_untracked(Wanted::kind);
    let Preview { successor, without_successor, .. } = preview;
    let effects = move || preview.job.with(|job| job.as_ref().map(|job| job.effects)).unwrap_or_default();
    Effect::new(move |before: Option<Option<api_types::MemberRef>>| {
        let chosen = successor.get();
        if before.is_some_and(|before| before != chosen) {
            if chosen.is_some() {
                without_successor.set(false);
            }
            preview.set_successor(chosen.clone());
        }
        chosen
    });
    let nobody = Signal::derive(move || (said.texts().no_successor)(kind).to_owned());
    let check = unique_id("nobody");
    let box_of_nobody = (kind == JobKind::Remove).then(|| {
        view! {
            <label class="r-item" for=check.clone()>
                <input
                    id=check.clone()
                    class="r-check"
                    type="checkbox"
                    prop:checked=move || without_successor.get()
                    on:change=move |_| {
                        without_successor.update(|it| *it = !*it);
                        if without_successor.get_untracked() {
                            successor.set(None);
                        }
                    }
                />
                {move || nobody.get()}
            </label>
        }
    });
    view! {
        <li class="r-top">
            <Icon name=IconName::Users/>
            <div class="r-rows__body">
                <div class="r-rows__title">{move || (said.texts().reports)(said.format(), kind, effects().reports)}</div>
                <div class="r-rows__text">{move || (said.texts().supervisors)(said.format(), effects().supervisors)}</div>
                <div class="r-inline">
                    <MemberChoice
                        label=said.label(|texts| texts.successor)
                        chosen=successor
                        except=None
                        nobody
                        on_leave=|()| {}
                    />
                    {box_of_nobody}
                </div>
            </div>
        </li>
    }
}

/// Whether it can be undone, and the buttons; the one that does no harm has the focus.
#[component]
pub fn Foot(preview: Preview, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<JobTexts>();
    let kind = preview.wanted.with_untracked(Wanted::kind);
    let can_start = Memo::new(move |_| preview.will_change() > 0);
    let button_kind = match kind {
        JobKind::Deactivate | JobKind::Remove | JobKind::Withdraw => ButtonKind::Danger,
        _ => ButtonKind::Primary,
    };
    let hint = move || {
        let texts = said.texts();
        let text = match kind.is_undoable() {
            true => (texts.undo_for)(said.format(), JOB_UNDO_DAYS),
            false => texts.not_undoable.to_owned(),
        };
        can_start.get().then(|| view! { <span class="r-hint">{text}</span> })
    };
    let blocked = Signal::derive(move || preview.needs_successor().then(|| said.texts().successor_missing.to_owned()));
    let busy = Signal::derive(move || preview.is_asking.get() || preview.is_starting.get());
    let start = move || {
        can_start.get().then(|| {
            view! {
                <Button kind=button_kind submit=true busy blocked>
                    {move || (said.texts().act)(said.format(), kind, preview.will_change())}
                </Button>
            }
        })
    };
    let again = move || {
        let can_ask = preview.error.with(Option::is_some) && !can_start.get();
        can_ask.then(|| {
            view! {
                <Button kind=ButtonKind::Primary on_press=move |()| preview.ask()>
                    {move || i18n.texts().common.try_again}
                </Button>
            }
        })
    };
    let shut = move || {
        let is_over = !can_start.get() && !preview.is_asking.get() && preview.error.with(Option::is_none);
        if is_over { i18n.texts().common.close } else { i18n.texts().common.cancel }
    };
    // What was pressed may be gone with the preview before.
    let (host, first) = (use_host(), NodeRef::<html::Button>::new());
    Effect::new(move |_| {
        preview.job.track();
        let host = host.clone();
        request_animation_frame(move || {
            if let Some(Some(first)) = first.try_get_untracked().filter(|_| host.is_focus_free()) {
                let _ = first.focus();
            }
        });
    });
    view! {
        <footer class="r-dialog__foot">
            {hint}
            <button node_ref=first type="button" class="r-btn" autofocus=true on:click=move |_| on_close.run(())>
                {shut}
            </button>
            {start}
            {again}
        </footer>
    }
}
