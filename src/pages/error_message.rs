//! The texts of errors, and the panel that shows one in place of the content.

use api_types::codes;
use leptos::prelude::*;

use crate::{
    api::ApiError,
    host::use_host,
    i18n::{I18n, MemberActionTexts, Texts, use_i18n},
    ui::{Button, ButtonKind, IconName, StatePanel, use_toaster},
};

/// The text of an error: what happened and what to do.
pub fn error_message(error: &ApiError, texts: &'static Texts) -> &'static str {
    let problems = &texts.problems;
    match error {
        ApiError::Unreachable => problems.network,
        ApiError::UnexpectedResponse => problems.unexpected,
        ApiError::Refused { problem, .. } => match problem.code.as_str() {
            codes::FORBIDDEN | codes::CROSS_ORIGIN => problems.forbidden,
            codes::NOT_FOUND => problems.not_found,
            codes::CONFLICT => problems.conflict,
            codes::INVALID | codes::MALFORMED => problems.invalid,
            codes::TOO_MANY_REQUESTS => problems.too_many_requests,
            codes::REQUEST_TIMEOUT => problems.network,
            codes::UNAVAILABLE => problems.unavailable,
            _ => problems.internal,
        },
    }
}

/// The text of an error of inviting or changing a member.
pub fn member_error_message(error: &ApiError, i18n: I18n) -> &'static str {
    let special = error.code().and_then(i18n.of::<MemberActionTexts>().texts().refused);
    special.unwrap_or_else(|| error_message(error, i18n.texts()))
}

/// What to tell somebody who can look into the server's log; nothing when the server was not reached.
fn details(error: &ApiError) -> Option<(String, String)> {
    let ApiError::Refused { problem, request_id } = error else { return None };
    let id = request_id.clone()?;
    let report = [problem.title.as_str(), " (", &problem.code, ")\n", &problem.detail, "\nrequest ", &id].concat();
    Some((id, report))
}

/// In place of content that could not be loaded.
#[component]
pub fn ErrorPanel(
    error: ApiError,
    /// What could not be loaded, as a sentence.
    #[prop(into)]
    title: Signal<String>,
    /// Asks again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (host, toaster) = (use_host(), use_toaster());
    let details = details(&error);
    let request = details.as_ref().map(|(id, _)| id.clone());
    let text = Signal::derive(move || {
        let texts = i18n.texts();
        let request = request.as_ref().map(|id| (texts.states.request)(id)).unwrap_or_default();
        [error_message(&error, texts), " ", texts.states.nothing_lost, " ", &request].concat()
    });
    let copy = move |report: String| {
        let host = host.clone();
        leptos::task::spawn_local(async move {
            if host.copy(&report).await {
                toaster.show(i18n.texts().common.copied);
            }
        });
    };
    let copy_details = details.map(|(_, report)| {
        view! {
            <Button kind=ButtonKind::Ghost icon=IconName::Copy on_press=move |()| copy(report.clone())>
                {i18n.label(|texts| texts.common.copy_details)}
            </Button>
        }
    });
    view! {
        <StatePanel icon=IconName::Warning title text>
            <Button kind=ButtonKind::Primary icon=IconName::Refresh on_press=on_retry>
                {i18n.label(|texts| texts.common.try_again)}
            </Button>
            {copy_details}
        </StatePanel>
    }
}
