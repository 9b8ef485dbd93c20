//! English.

use api_types::{AccessRequestColumn, AccessRequestFilter, AccessRequestState, DeviceLevel, RecentDays};

use crate::i18n::{
    named,
    texts::{list::ListNounTexts, requests::RequestTexts},
};

const fn column(column: AccessRequestColumn) -> &'static str {
    match column {
        AccessRequestColumn::AskedAt => "Asked",
        AccessRequestColumn::Person => "Person",
        AccessRequestColumn::Target => "Device",
        AccessRequestColumn::Level => "Level",
        AccessRequestColumn::Reason => "Reason",
        AccessRequestColumn::Until => "Until",
        AccessRequestColumn::State => "Answer",
        AccessRequestColumn::AnsweredBy => "Answered by",
        AccessRequestColumn::AnsweredAt => "Answered",
        AccessRequestColumn::Note => "Message",
    }
}

const fn state(state: AccessRequestState) -> &'static str {
    match state {
        AccessRequestState::Pending => "Waiting",
        AccessRequestState::Approved => "Approved",
        AccessRequestState::Declined => "Declined",
        AccessRequestState::Expired => "Expired",
        AccessRequestState::Cancelled => "Withdrawn",
    }
}

const fn level(level: DeviceLevel) -> &'static str {
    match level {
        DeviceLevel::View => "View",
        DeviceLevel::Operate => "Operate",
        DeviceLevel::Manage => "Manage",
    }
}

fn value(filter: &str, value: &str) -> Option<&'static str> {
    match filter.parse().ok()? {
        AccessRequestFilter::State => value.parse().ok().map(state),
        AccessRequestFilter::Level => value.parse().ok().map(level),
        AccessRequestFilter::Group if value == "none" => Some("No group"),
        AccessRequestFilter::From => value.parse().ok().map(|days| match days {
            RecentDays::Today => "Today",
            RecentDays::Last7Days => "Last 7 days",
            RecentDays::Last30Days => "Last 30 days",
        }),
        _ => None,
    }
}

pub static TEXTS: RequestTexts = RequestTexts {
    list: ListNounTexts {
        title: "Access requests",
        table: |total| ["Access requests, ", total].concat(),
        search: "Search access requests",
        search_placeholder: "Person, device, reason",
        search_hint: "An asterisk or a percent sign matches any text. Press slash to search.",
        unknown_field: |_| String::new(),
        rows: |format, requests| format.count(requests, "request", "requests"),
        matching: |format, requests| format.count(requests, "request matches", "requests match"),
        select: "Select requests",
        empty_title: "No requests yet",
        empty_text: "When someone asks for access to a device, the request appears here and administrators get an email.",
        no_match: |search| ["No request matches “", search, "”"].concat(),
        no_match_filters: "No request matches these filters",
        searched_in: "Searched in name, email address, device and reason.",
        column: |name| named(name, column),
        head: |name| named(name, column),
        filter: |name| {
            named(name, |filter| match filter {
                AccessRequestFilter::State => "State",
                AccessRequestFilter::Level => "Level",
                AccessRequestFilter::Device => "Device",
                AccessRequestFilter::Group => "Group",
                AccessRequestFilter::Person => "Person",
                AccessRequestFilter::From => "Asked from",
                AccessRequestFilter::To => "Asked to",
            })
        },
        value,
        file: "access-requests.csv",
    },
    state,
    which: "Which requests",
    waiting: "Waiting",
    answered: "Answered",
    no_waiting_title: "No requests waiting",
    no_waiting_text: "When someone asks for access to a device, the request appears here and administrators get an \
                      email.",
    show_answered: "Show answered requests",
    person: "Person",
    target: "Device",
    group: "Group",
    level: "Level",
    reason: "Reason",
    until: "Until",
    no_end: "No end date",
    answer: "Answer",
    by: |name| ["by ", name].concat(),
    approve: "Approve",
    approve_as: "Approve with changes…",
    approve_person: |name| ["Approve the request of ", name].concat(),
    approve_as_person: |name| ["Approve the request of ", name, " with changes"].concat(),
    approve_level: |level| ["Approve ", level].concat(),
    approve_means: |name, level, until| {
        [name, " asked for ", level, ", ", until, ", and sees what you change."].concat()
    },
    last_day: "Last day",
    last_day_hint: "Empty: access doesn't end by itself.",
    up_to_own: |level| ["You can grant up to ", level, ", your own level there."].concat(),
    message: "Message",
    message_hint: |name| ["Sent to ", name, " with the answer."].concat(),
    decline: "Decline…",
    decline_person: |name| ["Decline the request of ", name].concat(),
    decline_title: "Decline this request?",
    decline_hint: |name| [name, " reads it in the email and can ask again."].concat(),
    decline_submit: "Decline request",
    text_missing: "Say why.",
    text_invalid: "Use at most 500 characters.",
    approved: |level, name| [level, " granted to ", name].concat(),
    declined: |name| ["Request of ", name, " declined"].concat(),
    undone: |name| ["Grant of ", name, " ended"].concat(),
    first: |state, by| match state {
        AccessRequestState::Declined => [by, " declined this request before you."].concat(),
        _ => [by, " approved this request before you."].concat(),
    },
    no_longer: "This request no longer waits for an answer.",
    not_answered: "The request couldn't be answered",
    above_own: "You can grant at most the level that you have there yourself.",
    own: "You can't answer your own request. Ask another administrator.",
    higher_grant: "This user already has a higher level there. Change that grant instead.",
    longer_grant: "The user's present grant there lasts longer and would end too. Choose a later last day, or none.",
    day_invalid: "Choose today or a later day, at most 10 years ahead.",
    title: |target| ["Request for ", target].concat(),
    asked_at: |moment| ["Asked ", moment].concat(),
    asks_for: "Asks for",
    open_user: "Open the user's page",
    granted: "Granted",
    note: "Message",
    expires: "Expires",
    not_found: "This request doesn't exist or isn't shared with you.",
    member_title: "Waiting requests",
    ask: "Request access",
    ask_for: |target| ["Request access to ", target].concat(),
    no_access_title: "You don't have access to this device",
    no_access_text: "Ask for it: administrators get your request by email.",
    have_access_title: |level| ["You have access to this device: ", level].concat(),
    have_access_text: "Use it in your portal. You can ask for more here.",
    reason_hint: "Administrators read it. At most 500 characters.",
    ask_submit: "Send request",
    asked_done: "Request sent",
    pending: "You already have a waiting request for this device. Withdraw it to ask for something else.",
    held: "You already have this level. Choose a higher one.",
    too_many: "You can send 10 requests a day. Try again tomorrow.",
    unknown: "This device doesn't exist. Check the link.",
    waiting_for: |level, moment| ["You asked for ", level, " ", moment, ". No answer yet."].concat(),
    answered_by: |state, by, day| {
        let verb = match state {
            AccessRequestState::Approved => "approved",
            AccessRequestState::Declined => "declined",
            AccessRequestState::Expired => return ["Nobody answered by ", day, "."].concat(),
            _ => return ["Withdrawn, ", day, "."].concat(),
        };
        match by {
            "" => [&first_upper(verb), ", ", day, "."].concat(),
            by => [by, " ", verb, " it, ", day, "."].concat(),
        }
    },
    withdraw: "Withdraw",
    withdraw_from: |target| ["Withdraw the request for ", target].concat(),
    withdrawn: "Request withdrawn",
    own_title: "Your requests",
    own_waiting: |format, requests| match requests {
        0 => "No request is waiting for an answer.".to_owned(),
        requests => [&*format.count(requests, "request is", "requests are"), " waiting for an answer."].concat(),
    },
    unnamed_device: "A device",
    unnamed_group: "A group of devices",
};

fn first_upper(verb: &str) -> String {
    let mut letters = verb.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
