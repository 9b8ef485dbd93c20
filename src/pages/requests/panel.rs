//! The panel of one request. The URL names it, so that it can be shared and Back closes it.

use api_types::{ACCESS_REQUESTS, AccessRequest, AccessRequestId, ListQuery, OrganizationId};
use leptos::prelude::*;

use super::{
    super::{list::ListHandle, organization::use_current_organization},
    answer::{ApprovalFields, Inputs, Refusal, approve, can_answer, decline, text_problem},
    row::{level_badge, state_badge},
};
use crate::{
    host::History,
    i18n::{DeviceTexts, I18n, RequestTexts, use_i18n},
    location::use_location,
    paths::{REQUEST, Section, parameters, use_paths},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, RowRef, Sheet, TextArea},
};

/// Where the panel of a row is: the same view, with the request.
pub fn use_request_href() -> Callback<RowRef, Option<String>> {
    let (current, paths, location) = (use_current_organization(), use_paths(), use_location());
    Callback::new(move |row: RowRef| {
        let organization = untrack(|| current.id())?;
        let query = untrack(|| read_query(&location.search()));
        Some(paths.access_request(organization, &query, AccessRequestId::from_u128(row.id())))
    })
}

/// The view that a URL asks for; what cannot be read is left out.
fn read_query(search: &str) -> ListQuery {
    let mut query = ListQuery::new(&ACCESS_REQUESTS);
    for (name, value) in parameters(search) {
        // The list itself tells about what it cannot read.
        let _ = query.read(&name, &value);
    }
    query
}

/// The panel, while the URL names a request.
#[component]
pub fn RequestPanel(list: ListHandle) -> impl IntoView {
    let (location, paths, current, queries) = (use_location(), use_paths(), use_current_organization(), use_queries());
    let named = Memo::new(move |_| {
        let parameters = parameters(&location.search());
        parameters.into_iter().find(|(name, _)| name == REQUEST).and_then(|(_, id)| id.parse::<AccessRequestId>().ok())
    });
    let answer = queries.access_request(move || Some((current.id()?, named.get()?)));
    let close = Callback::new(move |()| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let query = list.url.query.get_untracked();
        location.go(&paths.list(organization, Section::AccessRequests, &query), History::Replace);
    });
    let request = Memo::new(move |_| match answer.get() {
        Some(Ok(request)) if Some(request.id) == named.get() => Some(Ok(request)),
        Some(Err(_)) => Some(Err(())),
        _ => None,
    });
    let panel = move || {
        named.get()?;
        let organization = current.id()?;
        Some(match request.get() {
            Some(Ok(request)) => view! { <Panel organization request on_close=close/> }.into_any(),
            Some(Err(())) => view! { <Unknown text=|texts| texts.not_found on_close=close/> }.into_any(),
            None => ().into_any(),
        })
    };
    view! { {panel} }
}

#[component]
fn Unknown(text: fn(&'static RequestTexts) -> &'static str, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let foot = move || {
        view! { <Button on_press=move |()| on_close.run(())>{i18n.label(|texts| texts.common.close)}</Button> }
    };
    view! {
        <Sheet title=said.label(|texts| texts.list.title) lede=said.label(text) on_close on_submit=on_close foot>
            {().into_any()}
        </Sheet>
    }
}

#[component]
fn Panel(organization: OrganizationId, request: AccessRequest, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<RequestTexts>();
    let (state, inputs, was_declined) = (WriteState::new(), Inputs::new(&request), RwSignal::new(false));
    let is_open = can_answer(&request);
    let request = StoredValue::new(request);
    let press_approve = Callback::new(move |()| {
        request.with_value(|request| {
            let approval = inputs.approval(request);
            approve(queries, i18n, (organization, request), &approval).then(on_close).send_in(state);
        });
    });
    let press_decline = Callback::new(move |()| {
        was_declined.set(true);
        let note = inputs.note.get_untracked();
        if text_problem(&note, said.texts_untracked()).is_none() {
            request.with_value(|request| {
                decline(queries, i18n, (organization, request), note).then(on_close).send_in(state);
            });
        }
    });
    let submit = if is_open { press_approve } else { on_close };
    let foot = move || {
        if !is_open {
            return view! { <Button on_press=on_close>{move || i18n.texts().common.close}</Button> }.into_any();
        }
        view! {
            <Button on_press=press_decline>{move || said.texts().decline_submit}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{move || said.texts().approve}</Button>
        }
        .into_any()
    };
    let note_error = Signal::derive(move || {
        let problem = inputs.note.with(|note| text_problem(note, said.texts()));
        problem.filter(|_| was_declined.get()).map(str::to_owned)
    });
    let note_hint = Signal::derive(move || Some(request.with_value(|it| (said.texts().message_hint)(&it.member.name))));
    let form = is_open.then(|| {
        view! {
            <ApprovalFields request inputs/>
            <TextArea label=said.label(|texts| texts.message) value=inputs.note hint=note_hint error=note_error/>
        }
    });
    let title =
        Signal::derive(move || request.with_value(|it| (said.texts().title)(it.target.as_deref().unwrap_or_default())));
    let lede = Signal::derive(move || {
        request.with_value(|it| (said.texts().asked_at)(&i18n.format().date_time(&it.asked_at)))
    });
    view! {
        <Sheet title lede on_close on_submit=submit foot>
            <Refusal state organization request/>
            <Facts organization request/>
            {form}
        </Sheet>
    }
}

/// Who asks for what, and the answer.
#[component]
fn Facts(organization: OrganizationId, request: StoredValue<AccessRequest>) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), use_paths());
    let said = i18n.of::<RequestTexts>();
    let it = request.get_value();
    let user = paths.user(organization, it.member.id);
    let target = it.target.clone().unwrap_or_default();
    let target = match it.device {
        Some(device) => {
            let href = paths.device(organization, device);
            view! { <a class="r-link" href=href><bdi>{target}</bdi></a> }.into_any()
        }
        None => view! { <bdi>{target}</bdi> " " <small>{move || said.texts().group}</small> }.into_any(),
    };
    let place = it.place.clone().map(|place| view! { " " <small class="r-muted"><bdi>{place}</bdi></small> });
    let (level, state, until) = (it.level, it.state, it.until.clone());
    let expires = it.expires_at.clone();
    view! {
        <dl class="r-facts r-facts--panel">
            <div>
                <dt>{move || said.texts().person}</dt>
                <dd>
                    <a class="r-link" href=user><bdi>{it.member.name.clone()}</bdi></a>
                    " "
                    <small class="r-muted" dir="ltr">{it.email.clone()}</small>
                </dd>
            </div>
            <div>
                <dt>{move || said.texts().asks_for}</dt>
                <dd>{move || level_badge(level, i18n)} " " {target} {place}</dd>
            </div>
            <div>
                <dt>{move || said.texts().until}</dt>
                <dd>{move || day_text(until.as_deref(), i18n)}</dd>
            </div>
            <div>
                <dt>{move || said.texts().reason}</dt>
                <dd class="r-lines" dir="auto">{it.reason.clone()}</dd>
            </div>
            <div>
                <dt>{move || said.texts().answer}</dt>
                <dd>{move || state_badge(state, i18n)}</dd>
            </div>
            {expires.map(|at| view! {
                <div>
                    <dt>{move || said.texts().expires}</dt>
                    <dd>{move || i18n.format().date(&at)}</dd>
                </div>
            })}
            <AnswerFacts request/>
        </dl>
    }
}

/// The last day, or that there is none.
pub fn day_text(day: Option<&str>, i18n: I18n) -> String {
    match day {
        Some(day) => i18n.format().plain_day(day),
        None => i18n.of::<RequestTexts>().texts().no_end.to_owned(),
    }
}

#[component]
fn AnswerFacts(request: StoredValue<AccessRequest>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let it = request.get_value();
    let answered = it.answered_at.clone().map(|at| {
        let (state, by) = (it.state, it.answered_by.clone().map(|by| by.name).unwrap_or_default());
        let text = move || (said.texts().answered_by)(state, &by, &i18n.format().date_time(&at));
        view! { <div><dt>{move || said.texts().answered}</dt><dd>{text}</dd></div> }
    });
    let granted = it.granted_level.map(|level| {
        let until = it.granted_until.clone();
        let text = move || {
            let level = (i18n.of::<DeviceTexts>().texts().level)(level);
            [level, ", ", &day_text(until.as_deref(), i18n)].concat()
        };
        view! { <div><dt>{move || said.texts().granted}</dt><dd>{text}</dd></div> }
    });
    let note = it.note.clone().map(|note| {
        view! { <div><dt>{move || said.texts().note}</dt><dd class="r-lines" dir="auto">{note}</dd></div> }
    });
    view! { {answered} {granted} {note} }
}
