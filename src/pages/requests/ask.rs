//! Asking for access to a device: in place of its page, and from its page for a higher level.

use api_types::{
    AccessRequest, AccessRequestState, Date, DeviceId, DeviceLevel, NewAccessRequest, OrganizationId, Permission, codes,
};
use leptos::prelude::*;

use super::{
    super::{devices::LevelSelect, error_message::error_message, lazy::lazy, organization::use_current_organization},
    answer::text_problem,
    own::{Withdraw, own_sentence, use_own_requests},
    row::state_badge,
};
use crate::{
    access::use_access,
    api::{self, ApiError},
    host::use_host,
    i18n::{DeviceTexts, I18n, RequestTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, IconName, Note, NoteKind, StatePanel, TextArea},
};

lazy! {
    /// In place of the page of a device that the reader has no access to. It says nothing of the device, not even
    /// whether it exists.
    pub pages: no_access(organization: OrganizationId, device: DeviceId) => view! { <NoAccess organization device/> };
    /// The button that asks for a higher level, for the page of a device.
    pub pages quiet: ask_button(organization: OrganizationId, device: DeviceId, name: String) =>
        view! { <AskButton organization device name/> };
}

/// The fields as they are edited.
#[derive(Clone, Copy)]
struct Inputs {
    level: RwSignal<DeviceLevel>,
    until: RwSignal<Date>,
    reason: RwSignal<String>,
    /// The reason is shown to be missing.
    was_sent: RwSignal<bool>,
    state: WriteState,
}

impl Inputs {
    fn new(level: DeviceLevel) -> Self {
        Self {
            level: RwSignal::new(level),
            until: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            was_sent: RwSignal::new(false),
            state: WriteState::new(),
        }
    }
}

/// Sends the request, if it has a reason.
fn send(
    inputs: Inputs,
    said: I18n<RequestTexts>,
    (organization, device): (OrganizationId, DeviceId),
    on_done: Callback<()>,
) -> Callback<()> {
    let queries = use_queries();
    Callback::new(move |()| {
        inputs.was_sent.set(true);
        let reason = inputs.reason.get_untracked();
        if text_problem(&reason, said.texts_untracked()).is_some() {
            return;
        }
        let new = NewAccessRequest {
            device: Some(device),
            group: None,
            level: inputs.level.get_untracked(),
            until: Some(inputs.until.get_untracked()).filter(|until| !until.is_empty()),
            reason,
        };
        queries
            .mutate(api::ask_for_access(organization, &new))
            .say(move |_| said.texts_untracked().asked_done.to_owned())
            .then(on_done)
            .send_in(inputs.state);
    })
}

fn refusal(error: &ApiError, i18n: I18n) -> &'static str {
    let said = i18n.of::<RequestTexts>().texts();
    let names = |pointer: &str| error.problem().is_some_and(|problem| problem.names(pointer));
    match error.code() {
        Some(codes::REQUEST_PENDING) => said.pending,
        Some(codes::ACCESS_HELD) => said.held,
        Some(codes::TOO_MANY_REQUESTS) => said.too_many,
        Some(codes::INVALID) if names("/device") => said.unknown,
        Some(codes::INVALID) if names("/until") => said.day_invalid,
        _ => error_message(error, i18n.texts()),
    }
}

/// Level, last day and reason.
#[component]
fn AskFields(inputs: Inputs) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let error = Signal::derive(move || {
        let problem = inputs.reason.with(|reason| text_problem(reason, said.texts()));
        problem.filter(|_| inputs.was_sent.get()).map(str::to_owned)
    });
    let note = move || {
        let error = inputs.state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{refusal(&error, i18n)}</Note> })
    };
    view! {
        {note}
        <LevelSelect value=inputs.level/>
        <Field
            label=said.label(|texts| texts.last_day)
            value=inputs.until
            kind=FieldKind::Date
            optional=true
            hint=Signal::derive(move || Some(said.texts().last_day_hint.to_owned()))
        />
        <TextArea
            label=said.label(|texts| texts.reason)
            value=inputs.reason
            hint=Signal::derive(move || Some(said.texts().reason_hint.to_owned()))
            error
        />
    }
}

/// The newest of the reader's requests for a device.
fn newest(own: Memo<Vec<AccessRequest>>, device: DeviceId) -> Memo<Option<AccessRequest>> {
    Memo::new(move |_| own.with(|own| own.iter().find(|it| it.device == Some(device)).cloned()))
}

#[component]
fn NoAccess(organization: OrganizationId, device: DeviceId) -> impl IntoView {
    let i18n = use_i18n();
    let (said, devices) = (i18n.of::<RequestTexts>(), i18n.of::<DeviceTexts>());
    let request = newest(use_own_requests(move || Some(organization)), device);
    let inputs = Inputs::new(DeviceLevel::View);
    // What was granted still holds if the device has a name for the reader.
    let granted = Memo::new(move |_| {
        let request = request.get()?;
        request.granted_level.filter(|_| request.target.is_some())
    });
    let is_waiting =
        Memo::new(move |_| request.with(|it| it.as_ref().is_some_and(|it| it.state == AccessRequestState::Pending)));
    let title = Signal::derive(move || match granted.get() {
        Some(level) => (said.texts().have_access_title)((devices.texts().level)(level)),
        None => said.texts().no_access_title.to_owned(),
    });
    let (host, current) = (use_host(), use_current_organization());
    Effect::new(move |_| host.set_page_title(&[&title.get(), &current.name()]));
    let text = Signal::derive(move || {
        if granted.get().is_some() { said.texts().have_access_text } else { said.texts().no_access_text }.to_owned()
    });
    let done = Callback::new(move |()| {
        inputs.reason.set(String::new());
        inputs.was_sent.set(false);
    });
    let submit = send(inputs, said, (organization, device), done);
    let form = move || {
        (!is_waiting.get()).then(|| {
            view! {
                <form
                    class="r-askform"
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        submit.run(());
                    }
                >
                    <AskFields inputs/>
                    <Button kind=ButtonKind::Primary submit=true busy=inputs.state.busy()>
                        {move || said.texts().ask_submit}
                    </Button>
                </form>
            }
        })
    };
    let last = move || request.get().map(|request| view! { <OwnState organization request/> });
    view! {
        <div class="r-ask">
            <StatePanel icon=IconName::Lock page=true title text/>
            {last}
            {form}
        </div>
    }
}

/// What became of the reader's request.
#[component]
fn OwnState(organization: OrganizationId, request: AccessRequest) -> impl IntoView {
    let i18n = use_i18n();
    let state = request.state;
    let note = request.note.clone().map(|note| view! { <p class="r-lines" dir="auto">{note}</p> });
    let sentence = {
        let request = request.clone();
        move || own_sentence(&request, i18n)
    };
    let withdraw = (state == AccessRequestState::Pending).then(|| view! { <Withdraw organization request/> });
    view! {
        <div class="r-ownstate" role="status">
            {move || state_badge(state, i18n)}
            <span>{sentence}</span>
            {withdraw}
            {note}
        </div>
    }
}

#[component]
fn AskButton(organization: OrganizationId, device: DeviceId, name: String) -> impl IntoView {
    let (i18n, access) = (use_i18n(), use_access());
    let said = i18n.of::<RequestTexts>();
    let is_open = RwSignal::new(false);
    let name = StoredValue::new(name);
    // Whoever manages devices by a role has every level.
    let is_offered = move || !access.can(Permission::DevicesManage);
    let dialog = move || {
        is_open.get().then(|| {
            let level = match untrack(|| access.can(Permission::DevicesOperate)) {
                true => DeviceLevel::Manage,
                false => DeviceLevel::Operate,
            };
            let close = Callback::new(move |()| is_open.set(false));
            view! { <AskDialog organization device name=name.get_value() level on_close=close/> }
        })
    };
    let button = move || {
        is_offered().then(|| {
            view! {
                <Button icon=IconName::Inbox on_press=move |()| is_open.set(true)>{move || said.texts().ask}</Button>
            }
        })
    };
    view! {
        {button}
        {dialog}
    }
}

#[component]
fn AskDialog(
    organization: OrganizationId,
    device: DeviceId,
    name: String,
    level: DeviceLevel,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<RequestTexts>();
    let inputs = Inputs::new(level);
    let request = newest(use_own_requests(move || Some(organization)), device);
    let waiting = move || request.get().filter(|it| it.state == AccessRequestState::Pending);
    let is_waiting = Memo::new(move |_| waiting().is_some());
    let submit = send(inputs, said, (organization, device), on_close);
    let buttons = move || {
        let send = (!is_waiting.get()).then(|| {
            view! {
                <Button kind=ButtonKind::Primary submit=true busy=inputs.state.busy()>
                    {move || said.texts().ask_submit}
                </Button>
            }
        });
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.close}</Button>
            {send}
        }
    };
    let content = move || match waiting() {
        Some(request) => view! { <OwnState organization request/> }.into_any(),
        None => view! { <AskFields inputs/> }.into_any(),
    };
    let title = Signal::derive(move || (said.texts().ask_for)(&name));
    view! {
        <Dialog title on_close on_submit=submit buttons=move || view! { {buttons} }>
            {content}
        </Dialog>
    }
}
