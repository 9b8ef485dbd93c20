//! Accepting an invitation: the page that its link leads to.

mod flow;
mod invalid_invitation;
mod new_account;

use std::time::Duration;

use api_types::{InvitationPreview, InvitedAccount, OrganizationId, codes};
use leptos::prelude::*;

use self::{
    flow::{InvitationFlow, Stage},
    invalid_invitation::InvalidInvitation,
    new_account::NewAccount,
};
use super::{
    error_message::ErrorPanel,
    framed_notice::FramedNotice,
    lazy::lazy,
    link_page::LinkPage,
    second_factor_form::second_factor_title,
    sign_in_form::{SignInError, SignInForm, Step},
};
use crate::{
    api::ApiError,
    components::InvitationOffer,
    forms::PasswordRule,
    host::{History, StorageKey, random_key, use_host},
    i18n::{SignInTexts, use_i18n},
    location::use_location,
    paths::{Paths, Section, use_paths},
    queries::use_queries,
    ui::{Button, ButtonKind, Dialog, Note, NoteKind, use_toaster},
};

/// How long to wait before asking a server again that has heard too much.
const PAUSE: Duration = Duration::from_secs(15);

lazy! {
    /// The page, loaded when it is first shown.
    pub sign_in: invitation() => view! { <Invitation/> };
}

/// The page of an invitation; never inside another's page, where a frame could trick somebody into joining.
#[component]
fn Invitation() -> impl IntoView {
    if use_host().is_framed() {
        let texts = |texts: &'static SignInTexts| &texts.invitation.elsewhere;
        return view! { <FramedNotice path=Paths::below("").invitation() texts/> }.into_any();
    }
    view! { <InvitationPage/> }.into_any()
}

/// What the link offers, and the way in.
///
/// The token stays in the address until the invitation is accepted; then the organization takes its place in the
/// history. Phones throw pages away while one looks up a code or a password in another program, and people reload: both
/// must find the invitation again. Taken out at once, it would be gone then; kept in storage, it would outlive the tab.
/// It is no more secret here than in the mail that it came with, and worth nothing once it is used.
#[component]
fn InvitationPage() -> impl IntoView {
    let i18n = use_i18n();
    let location = use_location();
    let token = Memo::new(move |_| location.token());
    let flow = InvitationFlow::begin(use_queries(), token.into(), use_enter());
    let stage = flow.stage();
    Effect::new(move |_| {
        let heard_too_much = |error: &ApiError| error.code() == Some(codes::TOO_MANY_REQUESTS);
        if stage.with(|stage| matches!(stage, Stage::Failed(error) if heard_too_much(error))) {
            set_timeout(move || flow.retry(), PAUSE);
        }
    });
    let said = i18n.of::<SignInTexts>();
    let title = Signal::derive(move || head(&stage.get(), said.texts()).0);
    let lede = Signal::derive(move || head(&stage.get(), said.texts()).1);
    let waiting = Memo::new(move |_| stage.with(|stage| *stage == Stage::Waiting));
    let body = move || match stage.get() {
        Stage::Waiting => ().into_any(),
        Stage::Valid(invitation) => view! { <Offer flow invitation=*invitation/> }.into_any(),
        Stage::Declined => ().into_any(),
        Stage::Invalid(code) => view! { <InvalidInvitation flow code/> }.into_any(),
        Stage::Failed(error) => {
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error title on_retry=Callback::new(move |()| flow.look_up())/> }.into_any()
        }
    };
    view! {
        <LinkPage title lede waiting on_retry=Callback::new(move |()| flow.retry())>
            {body}
        </LinkPage>
    }
}

/// Title and first line.
fn head(stage: &Stage, texts: &'static SignInTexts) -> (String, String) {
    let texts = &texts.invitation;
    match stage {
        Stage::Valid(invitation) => {
            let inviter = invitation.inviter.as_deref();
            let invited = inviter.map_or_else(|| texts.invited.to_owned(), texts.invited_by);
            ((texts.join)(&invitation.organization.name), invited)
        }
        Stage::Invalid(code) => {
            let (title, text) = (texts.closed)(code);
            (title.to_owned(), text.to_owned())
        }
        Stage::Declined => (texts.declined.to_owned(), texts.declined_means.to_owned()),
        Stage::Waiting | Stage::Failed(_) => (texts.title.to_owned(), String::new()),
    }
}

/// What happens once somebody has joined: nothing of whoever was here before stays, and on into the organization. What
/// the person may not see there, that page says itself.
fn use_enter() -> Callback<OrganizationId> {
    let (host, i18n, paths, queries) = (use_host(), use_i18n().of::<SignInTexts>(), use_paths(), use_queries());
    let (location, toaster) = (use_location(), use_toaster());
    Callback::new(move |organization| {
        queries.clear();
        host.store(StorageKey::SignedIn, Some(&random_key()));
        toaster.show(i18n.texts_untracked().invitation.joined);
        location.go(&paths.section(organization, Section::default()), History::Replace);
    })
}

/// An invitation that can be accepted: what it offers, then what is still needed from this reader.
#[component]
fn Offer(flow: InvitationFlow, invitation: InvitationPreview) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    let (email, account) = (invitation.email.clone(), invitation.account);
    let rule = PasswordRule::new(invitation.min_password, [email.clone(), invitation.organization.name.clone()]);
    let about = StoredValue::new(email.clone());
    let said = move |text: fn(&str) -> String| about.with_value(|email| text(email));
    let rest = match account {
        InvitedAccount::None => view! { <NewAccount flow email rule/> }.into_any(),
        InvitedAccount::Exists => {
            let step = RwSignal::new(Step::Password);
            let lede = move || match step.get() {
                Step::Password => i18n.texts().invitation.sign_in_first,
                Step::SecondFactor(factor) => second_factor_title(factor, i18n.texts()).1,
            };
            let done = Callback::new(move |()| flow.look_up());
            view! {
                <p>{lede}</p>
                <SignInForm step only=email on_done=done/>
            }
            .into_any()
        }
        InvitedAccount::You => {
            let accept = move |()| flow.accept(None);
            view! {
                <p>{move || said(i18n.texts().invitation.signed_in)}</p>
                <AcceptError flow/>
                <Button kind=ButtonKind::Primary block=true busy=flow.busy on_press=accept>
                    {i18n.label(|texts| texts.invitation.submit)}
                </Button>
            }
            .into_any()
        }
        InvitedAccount::Other => {
            let forget = use_clear_session();
            let switch = move |()| flow.switch_account(forget);
            view! {
                <Note kind=NoteKind::Warning>{move || said(i18n.texts().invitation.wrong_account)}</Note>
                <AcceptError flow/>
                <Button kind=ButtonKind::Primary block=true busy=flow.busy on_press=switch>
                    {i18n.label(|texts| texts.invitation.switch)}
                </Button>
            }
            .into_any()
        }
    };
    view! {
        <InvitationOffer invitation/>
        {rest}
        <Decline flow/>
    }
}

/// Declines, after a question: that cannot be taken back here.
#[component]
fn Decline(flow: InvitationFlow) -> impl IntoView {
    let (common, i18n) = (use_i18n(), use_i18n().of::<SignInTexts>());
    let is_asked = RwSignal::new(false);
    let close = Callback::new(move |()| is_asked.set(false));
    let decline = Callback::new(move |()| {
        is_asked.set(false);
        flow.decline();
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=close>{move || common.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Danger submit=true>{move || i18n.texts().invitation.decline}</Button>
        }
    };
    view! {
        <Button kind=ButtonKind::Ghost block=true busy=flow.busy on_press=move |()| is_asked.set(true)>
            {i18n.label(|texts| texts.invitation.decline)}
        </Button>
        {move || is_asked.get().then(|| view! {
            <Dialog
                title=i18n.label(|texts| texts.invitation.decline_title)
                on_close=close
                on_submit=decline
                buttons
            >
                <p>{move || i18n.texts().invitation.decline_means}</p>
            </Dialog>
        })}
    }
}

/// Leaves nothing of the reader who has signed out.
fn use_clear_session() -> Callback<()> {
    let (host, queries) = (use_host(), use_queries());
    Callback::new(move |()| {
        queries.clear();
        host.store(StorageKey::SignedIn, None);
    })
}

/// Why the last try did not work.
#[component]
fn AcceptError(flow: InvitationFlow) -> impl IntoView {
    let i18n = use_i18n().of::<SignInTexts>();
    move || flow.error.get().map(|error| view! { <SignInError error wrong=i18n.label(|texts| texts.wrong)/> })
}
