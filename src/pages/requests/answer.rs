//! The dialogs that answer a request, and what follows from an answer.

use api_types::{
    AccessRequest, AccessRequestApproval, AccessRequestDecline, AccessRequestState, DeviceLevel, FieldProblem, GrantId,
    OrganizationId, codes,
};
use leptos::prelude::*;

use super::super::{devices::LabelledSelect, error_message::error_message};
use crate::{
    api::{self, ApiError},
    i18n::{DeviceTexts, I18n, RequestTexts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, Note, NoteKind, TextArea},
};

/// Approves a request; the toast offers to end a new grant again.
pub fn approve(
    queries: Queries,
    i18n: I18n,
    (organization, request): (OrganizationId, &AccessRequest),
    approval: &AccessRequestApproval,
) -> Mutation<AccessRequest> {
    let (said, devices) = (i18n.of::<RequestTexts>(), i18n.of::<DeviceTexts>());
    let asked = request.level;
    queries
        .mutate(api::approve_access_request(organization, request.id, approval))
        .say(move |done| {
            let level = (devices.texts_untracked().level)(done.granted_level.unwrap_or(asked));
            (said.texts_untracked().approved)(level, &done.member.name)
        })
        .undo_if(
            |done| done.grant.is_some(),
            move |done| {
                let grant = done.grant.unwrap_or(GrantId::from_u128(0));
                let name = done.member.name.clone();
                queries
                    .mutate(api::end_grant(organization, done.member.id, grant))
                    .say(move |()| (said.texts_untracked().undone)(&name))
            },
        )
}

/// Declines a request.
pub fn decline(
    queries: Queries,
    i18n: I18n,
    (organization, request): (OrganizationId, &AccessRequest),
    note: String,
) -> Mutation<AccessRequest> {
    let said = i18n.of::<RequestTexts>();
    queries
        .mutate(api::decline_access_request(organization, request.id, &AccessRequestDecline { note }))
        .say(move |done| (said.texts_untracked().declined)(&done.member.name))
}

/// Why a request was not answered. Who was first is asked for.
#[component]
pub fn Refusal(state: WriteState, organization: OrganizationId, request: StoredValue<AccessRequest>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let id = request.with_value(|request| request.id);
    let was_late = move || state.error().is_some_and(|error| error.code() == Some(codes::REQUEST_ANSWERED));
    let answer = use_queries().access_request(move || was_late().then_some((organization, id)));
    move || {
        let error = state.error()?;
        let text = match answer.get() {
            Some(Ok(now)) if was_late() => match &now.answered_by {
                Some(by) => (said.texts().first)(now.state, &by.name),
                None => said.texts().no_longer.to_owned(),
            },
            _ => refusal(&error, i18n).to_owned(),
        };
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    }
}

fn refusal(error: &ApiError, i18n: I18n) -> &'static str {
    let said = i18n.of::<RequestTexts>().texts();
    match error.code() {
        Some(codes::ABOVE_YOURSELF) => said.above_own,
        Some(codes::OWN_ACCOUNT) => said.own,
        Some(codes::REQUEST_ANSWERED | codes::NOT_FOUND) => said.no_longer,
        Some(codes::INVALID) => {
            let errors = error.problem().map(|problem| problem.errors.as_slice()).unwrap_or_default();
            field_problem(errors, said).unwrap_or_else(|| error_message(error, i18n.texts()))
        }
        _ => error_message(error, i18n.texts()),
    }
}

fn field_problem(errors: &[FieldProblem], said: &'static RequestTexts) -> Option<&'static str> {
    errors.iter().find_map(|error| match (error.pointer.as_str(), error.code.as_str()) {
        ("/until", "too_small") => Some(said.longer_grant),
        ("/until", _) => Some(said.day_invalid),
        ("/device", "taken") => Some(said.higher_grant),
        _ => None,
    })
}

/// What is granted, as it is edited.
#[derive(Clone, Copy)]
pub struct Inputs {
    /// The name of the level.
    level: RwSignal<String>,
    until: RwSignal<String>,
    pub note: RwSignal<String>,
}

impl Inputs {
    /// What was asked for, as far as the reader can grant it.
    pub fn new(request: &AccessRequest) -> Self {
        let level = request.answerable.map_or(request.level, |highest| request.level.min(highest));
        Self {
            level: RwSignal::new(level.to_string()),
            until: RwSignal::new(request.until.clone().unwrap_or_default()),
            note: RwSignal::new(String::new()),
        }
    }

    /// The chosen level. Reactive.
    pub fn level(self) -> Option<DeviceLevel> {
        self.level.with(|level| level.parse().ok())
    }

    /// What differs from what was asked for.
    pub fn approval(self, request: &AccessRequest) -> AccessRequestApproval {
        let until = self.until.get_untracked();
        let note = self.note.get_untracked();
        AccessRequestApproval {
            level: untrack(|| self.level()).filter(|level| *level != request.level),
            until: (until != request.until.clone().unwrap_or_default()).then_some(until),
            note: Some(note).filter(|note| !note.trim().is_empty()),
        }
    }
}

/// The fields of an approval: level and last day.
#[component]
pub fn ApprovalFields(request: StoredValue<AccessRequest>, inputs: Inputs) -> impl IntoView {
    let i18n = use_i18n();
    let (said, devices) = (i18n.of::<RequestTexts>(), i18n.of::<DeviceTexts>());
    let (asked, highest) = request.with_value(|request| (request.level, request.answerable));
    let options = Callback::new(move |()| {
        let texts = devices.texts();
        let can_grant = |level: &DeviceLevel| highest.is_none_or(|highest| *level <= highest);
        let levels = DeviceLevel::ALL.into_iter().filter(can_grant);
        levels.map(|level| (level.to_string(), (texts.level)(level).to_owned())).collect()
    });
    let hint = Signal::derive(move || {
        let highest = highest.filter(|highest| *highest < asked)?;
        Some((said.texts().up_to_own)((devices.texts().level)(highest)))
    });
    view! {
        <LabelledSelect label=said.label(|texts| texts.level) options value=inputs.level hint/>
        <Field
            label=said.label(|texts| texts.last_day)
            value=inputs.until
            kind=FieldKind::Date
            optional=true
            hint=Signal::derive(move || Some(said.texts().last_day_hint.to_owned()))
        />
    }
}

/// What was asked for, in words.
pub fn asked_text(request: &AccessRequest, i18n: I18n) -> String {
    let (said, devices) = (i18n.of::<RequestTexts>().texts(), i18n.of::<DeviceTexts>().texts());
    let until = match &request.until {
        Some(day) => (devices.until)(&i18n.format().plain_day(day)),
        None => said.no_end.to_lowercase(),
    };
    (said.approve_means)(&request.member.name, (devices.level)(request.level), &until)
}

/// Approves with another level or end.
#[component]
pub fn ApproveDialog(organization: OrganizationId, request: AccessRequest, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let (said, devices) = (i18n.of::<RequestTexts>(), i18n.of::<DeviceTexts>());
    let (state, inputs) = (WriteState::new(), Inputs::new(&request));
    let request = StoredValue::new(request);
    let save = Callback::new(move |()| {
        request.with_value(|request| {
            let approval = inputs.approval(request);
            approve(queries, i18n, (organization, request), &approval).then(on_close).send_in(state);
        });
    });
    let submit = move || {
        let level = inputs.level().map(|level| (devices.texts().level)(level)).unwrap_or_default();
        (said.texts().approve_level)(level)
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>{submit}</Button>
        }
    };
    let hint =
        Signal::derive(move || Some(request.with_value(|request| (said.texts().message_hint)(&request.member.name))));
    let title =
        Signal::derive(move || request.with_value(|request| (said.texts().approve_as_person)(&request.member.name)));
    view! {
        <Dialog title on_close on_submit=save buttons>
            <Refusal state organization request/>
            <p class="r-hint">{move || request.with_value(|request| asked_text(request, i18n))}</p>
            <ApprovalFields request inputs/>
            <TextArea
                label=said.label(|texts| texts.message)
                value=inputs.note
                mark=Signal::derive(move || Some(i18n.texts().common.optional.to_owned()))
                hint
            />
        </Dialog>
    }
}

/// What is wrong with a reason or a note.
pub fn text_problem(text: &str, said: &'static RequestTexts) -> Option<&'static str> {
    match api_types::read_request_text(text) {
        Ok(_) => None,
        Err(api_types::NameProblem::Missing) => Some(said.text_missing),
        Err(_) => Some(said.text_invalid),
    }
}

/// Declines with a reason.
#[component]
pub fn DeclineDialog(organization: OrganizationId, request: AccessRequest, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<RequestTexts>();
    let (state, note, was_sent) = (WriteState::new(), RwSignal::new(String::new()), RwSignal::new(false));
    let request = StoredValue::new(request);
    let error = Signal::derive(move || {
        let problem = note.with(|note| text_problem(note, said.texts()));
        problem.filter(|_| was_sent.get()).map(str::to_owned)
    });
    let send = Callback::new(move |()| {
        was_sent.set(true);
        let text = note.get_untracked();
        if text_problem(&text, said.texts_untracked()).is_none() {
            request.with_value(|request| {
                decline(queries, i18n, (organization, request), text).then(on_close).send_in(state);
            });
        }
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true busy=state.busy()>
                {move || said.texts().decline_submit}
            </Button>
        }
    };
    let hint =
        Signal::derive(move || Some(request.with_value(|request| (said.texts().decline_hint)(&request.member.name))));
    view! {
        <Dialog title=said.label(|texts| texts.decline_title) on_close on_submit=send buttons>
            <Refusal state organization request/>
            <TextArea label=said.label(|texts| texts.reason) value=note hint error/>
        </Dialog>
    }
}

/// Says why a request was not approved at once.
#[component]
pub fn NotAnswered(
    state: WriteState,
    organization: OrganizationId,
    request: AccessRequest,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let request = StoredValue::new(request);
    let buttons = move || {
        view! { <Button kind=ButtonKind::Primary on_press=on_close>{move || i18n.texts().common.close}</Button> }
    };
    view! {
        <Dialog title=said.label(|texts| texts.not_answered) on_close buttons>
            <Refusal state organization request/>
        </Dialog>
    }
}

/// Whether a request waits for an answer that the reader can give.
pub fn can_answer(request: &AccessRequest) -> bool {
    request.state == AccessRequestState::Pending && request.answerable.is_some()
}
