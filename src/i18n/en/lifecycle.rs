//! English.

use crate::{
    forms::{DayError, Effect},
    i18n::texts::lifecycle::{LifecycleTexts, SupervisorTexts},
};

pub const TEXTS: LifecycleTexts = LifecycleTexts {
    deactivate_title: |name| ["Deactivate ", name, "?"].concat(),
    deactivate_means: |organization| {
        ["They lose access to ", organization, " immediately. Their roles, companies and history stay."].concat()
    },
    deactivate: "Deactivate",
    deactivated: |name| [name, " deactivated"].concat(),
    activated: |name| [name, " activated"].concat(),
    note: "Note (optional)",
    note_hint: "For example: parental leave until March.",
    note_too_long: "Use at most 2,000 characters.",
    note_invalid: "Remove the control characters.",
    remove_title: |name| ["Remove ", name, "?"].concat(),
    remove_means: |organization| {
        [
            "They lose access to ",
            organization,
            " immediately. For 30 days you can restore them, then their data is erased.",
        ]
        .concat()
    },
    remove: "Remove user",
    removed: |name| [name, " removed"].concat(),
    ends: "This ends:",
    ends_roles: |format, number, names| [&*format.count(number, "role", "roles"), ": ", names].concat(),
    ends_companies: |format, number, names| {
        ["Member of ", &*format.count(number, "company", "companies"), ": ", names].concat()
    },
    ends_nothing: "They have no role and no company.",
    reports: |format, number| ["Supervisor of ", &*format.count(number, "user", "users")].concat(),
    reports_stay: "They keep this supervisor.",
    reports_lose: "They are left without a supervisor.",
    successor: "New supervisor of these users",
    nobody: "No supervisor",
    no_change: "No change",
    invitations: |format, number| {
        [&*format.count(number, "pending invitation", "pending invitations"), " sent by this user"].concat()
    },
    invitations_stay: "They stay valid.",
    show: "Show",
    deactivate_instead: "Deactivate instead?",
    deactivate_instead_means: |name| [name, " can no longer sign in, and everything stays where it is."].concat(),
    blocked_title: |name| [name, " can't be removed yet"].concat(),
    blocked_means: |format, number| {
        let things = format.count(number, "thing still needs", "things still need");
        [&*things, " this user. Finish or hand over what is left, then remove the user. Nothing has been changed."]
            .concat()
    },
    blocked: "Other programs still need this user.",
    more_blockers: |format, number| ["And ", &*format.count(number, "more", "more")].concat(),
    open: "Open",
    open_blocker: |title| ["Open ", title].concat(),
    check_again: "Check again",
    checked: |at| ["Last checked: ", at].concat(),
    unblocked: "Nothing is left. You can remove the user now.",
    restore_title: |name| ["Restore ", name, "?"].concat(),
    restore_means: "They come back with their companies. Choose whether they get their roles back.",
    restore: "Restore with roles",
    restore_without_roles: "Restore without roles",
    restored: |name| [name, " restored"].concat(),
    invited: |email| ["Invitation to ", email, " created"].concat(),
    schedule_title: |name| ["Access dates of ", name].concat(),
    schedule_zone: |zone| ["Days begin at midnight (", zone, "). Leave a date empty for no limit."].concat(),
    schedule_effect: |effect, format, organization| match effect {
        Effect::EndsNow(first) => [
            "Access to ",
            organization,
            " ends now and starts again on ",
            &format.plain_day(first),
            ". All sessions end.",
        ]
        .concat(),
        Effect::CallsBack(first) => {
            ["Their invitation stops working. A new one is sent on ", &*format.plain_day(first), "."].concat()
        }
        Effect::Invites(first) => ["Their invitation is sent on ", &*format.plain_day(first), "."].concat(),
        Effect::Begins(first) => ["They get access on ", &*format.plain_day(first), "."].concat(),
        Effect::Ends(last) => ["Their access ends after ", &*format.plain_day(last), "."].concat(),
        Effect::Unlimited => "Access has no time limit.".to_owned(),
    },
    schedule_error: |error| match error {
        DayError::Invalid => "Enter a complete date.",
        DayError::FirstPast => "Choose a day after today, or activate the user.",
        DayError::LastPast => "Choose today or a later day, or deactivate the user.",
        DayError::TooFar => "Choose a day within the next 10 years.",
        DayError::LastBeforeFirst => "Choose the first day or a later one.",
    },
    schedule_save: "Save dates",
    schedule_deactivate: "Save and deactivate",
    scheduled: |name| ["Access dates of ", name, " changed"].concat(),
    end_sessions_title: |name| ["Sign ", name, " out everywhere?"].concat(),
    end_sessions_means: "All their sessions end immediately, on every device. They can sign in again.",
    end_sessions: "Sign out everywhere",
    sessions_ended: |name| [name, " signed out everywhere"].concat(),
    second_factor_title: |name| ["Reset 2FA of ", name, "?"].concat(),
    second_factor_means: "The user signs in with only the password until they set up a new second factor. All sessions end. \
                          The user gets an email.",
    reason: "Reason",
    reason_hint: "For the activity log. For example: lost the phone, called from the office.",
    reason_missing: "Enter a reason.",
    reset_second_factor: "Reset 2FA",
    second_factor_reset: |name| ["2FA of ", name, " reset"].concat(),
};

pub const SUPERVISOR: SupervisorTexts = SupervisorTexts {
    replace_title: |name| ["New supervisor for the users of ", name].concat(),
    new: "New supervisor",
    nobody: "No supervisor",
    set: "Set supervisor",
    remove: "Remove supervisor",
    concerned: |format, users, name| match name {
        Some(name) => [&*format.count(users, "user gets ", "users get "), name, " as supervisor:"].concat(),
        None => [&*format.count(users, "user", "users"), " will have no supervisor:"].concat(),
    },
    more: |format, users| ["and ", &*format.count(users, "more", "more")].concat(),
    nothing: "Nothing changes for these users.",
    cycle: |chain| ["This would form a circle: ", chain, ". Choose another supervisor."].concat(),
    done: |format, users, name| match name {
        Some(name) => [name, " is the supervisor of ", &*format.count(users, "more user", "more users")].concat(),
        None => [&*format.count(users, "user has", "users have"), " no supervisor now"].concat(),
    },
    undone: "Supervisors restored",
};
