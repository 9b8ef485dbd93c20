//! Where one is signed in.

use api_types::AccountSession;
use leptos::prelude::*;

use super::super::error_message::{ErrorPanel, error_message};
use crate::{
    api,
    i18n::{AccountTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, unique_id},
};

/// The sessions, and ending them.
#[component]
pub fn Sessions() -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<AccountTexts>();
    let answer = queries.own_sessions();
    let is_asking = RwSignal::new(false);
    let others = Memo::new(move |_| match answer.get() {
        Some(Ok(sessions)) => sessions.items.iter().filter(|session| !session.is_current).count() as u64,
        _ => 0,
    });
    let title = unique_id("section");
    let table = {
        let title = title.clone();
        move || match answer.get()? {
            Ok(sessions) => Some(view! { <Table sessions=sessions.items labelled_by=title.clone()/> }.into_any()),
            Err(error) => {
                let title = i18n.label(|texts| texts.states.page_failed);
                let retry = Callback::new(move |()| queries.refresh());
                Some(view! { <ErrorPanel error title on_retry=retry/> }.into_any())
            }
        }
    };
    let end_all = move || {
        (others.get() > 0).then(|| {
            view! {
                <Button kind=ButtonKind::DangerQuiet small=true on_press=move |()| is_asking.set(true)>
                    {move || said.texts().sessions.end_all}
                </Button>
            }
        })
    };
    let labelled_by = title.clone();
    view! {
        <section class="r-section" aria-labelledby=labelled_by>
            <div class="r-section__head">
                <div>
                    <h2 id=title>{move || said.texts().sessions.title}</h2>
                    <p class="r-section__lede">{move || said.texts().sessions.lede}</p>
                </div>
                {end_all}
            </div>
            {table}
        </section>
        {move || is_asking.get().then(|| view! { <EndAll others on_close=move |()| is_asking.set(false)/> })}
    }
}

#[component]
fn Table(sessions: Vec<AccountSession>, labelled_by: String) -> impl IntoView {
    let said = use_i18n().of::<AccountTexts>();
    let row = |session: AccountSession| view! { <Row session/> };
    view! {
        <div class="r-insetwrap">
            <table class="r-inset" role="table" aria-labelledby=labelled_by>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{move || said.texts().sessions.device}</th>
                        <th role="columnheader" scope="col">{move || said.texts().sessions.address}</th>
                        <th role="columnheader" scope="col">{move || said.texts().sessions.signed_in}</th>
                        <th role="columnheader" scope="col">{move || said.texts().sessions.last_used}</th>
                        <th role="columnheader" scope="col">
                            <span class="r-vh">{move || said.texts().sessions.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{sessions.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(session: AccountSession) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let AccountSession { id, browser, system, address, created_at, last_used_at, is_current } = session;
    let name = Signal::derive(move || {
        let texts = &said.texts().sessions;
        match (&browser, &system) {
            (Some(browser), Some(system)) => (texts.named)(browser, system),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => texts.unknown.to_owned(),
        }
    });
    let end = Callback::new(move |()| {
        let ended = name.get_untracked();
        queries
            .mutate(api::end_own_session(id))
            .say(move |()| (said.texts_untracked().sessions.ended)(&ended))
            .send_in(state);
    });
    let used =
        move || if is_current { said.texts().sessions.now.to_owned() } else { i18n.format().moment(&last_used_at) };
    let this = is_current.then(|| {
        view! { <span class="r-badge r-badge--accent">{move || said.texts().sessions.this}</span> }
    });
    let label = move || (said.texts().sessions.end_named)(&name.get());
    let button = (!is_current).then(|| {
        view! {
            <button
                class="r-btn r-btn--sm"
                type="button"
                aria-label=label
                aria-busy=move || state.busy().get().then_some("true")
                on:click=move |_| end.run(())
            >
                {move || said.texts().sessions.end}
            </button>
        }
    });
    let failure = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><span class="r-inset__name">{name} {this}</span> {failure}</th>
            <td role="cell" data-label=move || said.texts().sessions.address><bdi>{address.unwrap_or_default()}</bdi></td>
            <td role="cell" data-label=move || said.texts().sessions.signed_in>
                {move || i18n.format().date(&created_at)}
            </td>
            <td role="cell" data-label=move || said.texts().sessions.last_used>{used}</td>
            <td role="cell" class="r-inset__end">{button}</td>
        </tr>
    }
}

#[component]
fn EndAll(others: Memo<u64>, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<AccountTexts>();
    let submit = Callback::new(move |()| {
        queries
            .mutate(api::end_other_sessions())
            .say(move |()| said.texts_untracked().sessions.all_ended.to_owned())
            .then(on_close)
            .send_in(state);
    });
    let failure = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{error_message(&error, i18n.texts())}</Note> })
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>
                {move || said.texts().sessions.end_all_submit}
            </Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.sessions.end_all_title) on_close on_submit=submit buttons>
            {failure}
            <p>{move || (said.texts().sessions.end_all_text)(i18n.format(), others.get())}</p>
        </Dialog>
    }
}
