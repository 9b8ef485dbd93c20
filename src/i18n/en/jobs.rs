//! English.

use api_types::{JobKind, JobProblem, member_problems};

use crate::i18n::{Format, texts::jobs::JobTexts};

fn users(format: Format, number: u64) -> String {
    format.count(number, "user", "users")
}

/// What the change is made to.
fn objects(format: Format, kind: JobKind, number: u64) -> String {
    match kind {
        JobKind::Resend | JobKind::Withdraw => format.count(number, "invitation", "invitations"),
        _ => users(format, number),
    }
}

/// What stands before the number on the button.
const fn verb(kind: JobKind) -> &'static str {
    match kind {
        JobKind::AddRoles => "Add roles to ",
        JobKind::RemoveRoles => "Remove roles from ",
        JobKind::ReplaceRoles => "Replace roles of ",
        JobKind::AddCompany => "Add company to ",
        JobKind::RemoveCompany => "Remove company from ",
        JobKind::SetMainCompany => "Set main company of ",
        JobKind::SetSupervisor => "Change supervisor of ",
        JobKind::Activate => "Activate ",
        JobKind::Deactivate => "Deactivate ",
        JobKind::Remove => "Remove ",
        JobKind::Resend => "Resend ",
        JobKind::Withdraw => "Withdraw ",
        JobKind::Restore => "Restore ",
        JobKind::Import => "Import ",
    }
}

/// The change as a thing, for what was stopped or failed.
const fn thing(kind: JobKind) -> &'static str {
    match kind {
        JobKind::AddRoles | JobKind::RemoveRoles | JobKind::ReplaceRoles => "role change",
        JobKind::AddCompany | JobKind::RemoveCompany | JobKind::SetMainCompany => "company change",
        JobKind::SetSupervisor => "supervisor change",
        JobKind::Activate => "activation",
        JobKind::Deactivate => "deactivation",
        JobKind::Remove => "removal",
        JobKind::Resend => "resending invitations",
        JobKind::Withdraw => "withdrawing invitations",
        JobKind::Restore => "restoring users",
        JobKind::Import => "import",
    }
}

/// Why nothing is left to be done.
const fn already(kind: JobKind) -> (&'static str, &'static str) {
    match kind {
        JobKind::AddRoles => ("already has the roles", "already have the roles"),
        JobKind::RemoveRoles => ("does not have the roles", "do not have the roles"),
        JobKind::ReplaceRoles => ("already has exactly these roles", "already have exactly these roles"),
        JobKind::AddCompany => ("already belongs to the company", "already belong to the company"),
        JobKind::RemoveCompany => ("does not belong to the company", "do not belong to the company"),
        JobKind::SetMainCompany => ("already has this main company", "already have this main company"),
        JobKind::SetSupervisor => ("already has this supervisor", "already have this supervisor"),
        JobKind::Activate => ("is already active", "are already active"),
        JobKind::Deactivate => ("is already inactive", "are already inactive"),
        JobKind::Remove => ("is already removed", "are already removed"),
        JobKind::Withdraw => ("is already withdrawn", "are already withdrawn"),
        JobKind::Resend | JobKind::Restore | JobKind::Import => ("is like that already", "are like that already"),
    }
}

pub static TEXTS: JobTexts = JobTexts {
    tool: |name| match name {
        "roles" => "Change roles",
        "supervisor" => "Change supervisor",
        "company" => "Change company",
        "activate" => "Activate",
        "deactivate" => "Deactivate",
        "remove" => "Remove…",
        "resend" => "Resend",
        "withdraw" => "Withdraw",
        _ => "Restore",
    },
    roles_title: |format, number| ["Change roles of ", &*users(format, number)].concat(),
    company_title: |format, number| ["Change company of ", &*users(format, number)].concat(),
    supervisor_title: |format, number| ["Change supervisor of ", &*users(format, number)].concat(),
    way: |kind| match kind {
        JobKind::AddRoles | JobKind::AddCompany => "Add",
        JobKind::RemoveRoles | JobKind::RemoveCompany => "Remove",
        JobKind::SetMainCompany => "Set as main company",
        _ => "Replace all",
    },
    ways: "What to do",
    role_missing: "Choose at least one role.",
    no_role_left: "Without a role, these users have no access to this organization.",
    company: "Company",
    find_company: "Find by name or number",
    no_company: "There is no company yet.",
    company_missing: "Choose a company.",
    supervisor: "New supervisor",
    nobody: "No supervisor",
    preview: "Continue",

    question: |format, kind, number| [verb(kind), &*objects(format, kind, number), "?"].concat(),
    act: |format, kind, number| [verb(kind), &*objects(format, kind, number)].concat(),
    preparing: |format, done, of| ["Checking ", &*format.number(done), " of ", &*users(format, of)].concat(),
    given: |kind, names| {
        let what = match kind {
            JobKind::AddRoles => "Roles to add: ",
            JobKind::RemoveRoles => "Roles to remove: ",
            JobKind::ReplaceRoles => "New roles: ",
            JobKind::AddCompany | JobKind::RemoveCompany => "Company: ",
            JobKind::SetMainCompany => "Main company: ",
            JobKind::SetSupervisor => "New supervisor: ",
            _ => return None,
        };
        let none = if kind == JobKind::SetSupervisor { "nobody" } else { "none" };
        Some([what, if names.is_empty() { none } else { names }].concat())
    },
    means: |kind| match kind {
        JobKind::Resend => Some("Each user gets a new link by email. Earlier links stop working."),
        JobKind::Withdraw => Some("The links stop working immediately. For 30 days you can restore the invitations."),
        JobKind::Restore => Some("Removed users return with their roles, and withdrawn invitations work again."),
        JobKind::Activate => Some("The users can sign in again."),
        _ => None,
    },
    will_change: |kind, number| match kind {
        JobKind::Activate => "will be activated",
        JobKind::Deactivate => "will be deactivated",
        JobKind::Remove => "will be removed",
        JobKind::Resend => "will be resent",
        JobKind::Withdraw => "will be withdrawn",
        JobKind::Restore => "will be restored",
        _ if number == 1 => "will be changed",
        _ => "will be changed",
    },
    will_stay: |format, number| format.plural(number, "will stay as it is", "will stay as they are"),
    why_stay: |format, number| {
        ["Why ", &*format.number(number), format.plural(number, " stays as it is", " stay as they are")].concat()
    },
    reason: |format, kind, code, number| {
        let (one, other) = match code {
            member_problems::LAST_ADMINISTRATOR => ("is the last administrator", "are the last administrators"),
            member_problems::OWN_ACCOUNT => ("is your own account", "are your own accounts"),
            member_problems::ABOVE_YOURSELF => ("has more permissions than you", "have more permissions than you"),
            member_problems::NOT_PENDING => ("has no pending invitation", "have no pending invitation"),
            member_problems::NOT_FOUND => ("is no longer in this organization", "are no longer in this organization"),
            member_problems::ALREADY_MEMBER => {
                ("has an email address of another user", "have email addresses of other users")
            }
            member_problems::NO_SEAT_LEFT => ("finds no free seat", "find no free seat"),
            member_problems::MAIL_LIMIT => ("has had too many emails", "have had too many emails"),
            member_problems::MAIL_REFUSED => ("doesn't want invitations by email", "don't want invitations by email"),
            member_problems::NOT_ACTIVE => ("is not active", "are not active"),
            member_problems::NOT_INACTIVE => ("is not inactive", "are not inactive"),
            member_problems::NOT_JOINED => ("has not joined yet", "have not joined yet"),
            member_problems::BLOCKED => ("is still needed by other programs", "are still needed by other programs"),
            member_problems::ACCOUNT_GONE => ("no longer has an account", "no longer have an account"),
            member_problems::MEMBER_REMOVED => ("is removed", "are removed"),
            member_problems::NOT_WITHDRAWN => ("is neither removed nor withdrawn", "are neither removed nor withdrawn"),
            "already_done" => already(kind),
            "too_many_companies" => ("has too many companies", "have too many companies"),
            "too_many_roles" => ("would have too many roles", "would have too many roles"),
            "role_needed" => ("is invited and needs a role", "are invited and need a role"),
            "own_access" => ("is yourself: you would lose your access", "are yourself: you would lose your access"),
            "cycle" => ("is above the new supervisor", "are above the new supervisor"),
            "invitation_withdrawn" => ("has a withdrawn invitation", "have withdrawn invitations"),
            "expired" => ("has an expired invitation", "have expired invitations"),
            "changed_meanwhile" => ("was changed meanwhile", "were changed meanwhile"),
            "forbidden" => ("can't be changed by you", "can't be changed by you"),
            _ => ("can't be changed", "can't be changed"),
        };
        [&*format.number(number), " ", format.plural(number, one, other)].concat()
    },
    reason_text: |code| match code {
        member_problems::LAST_ADMINISTRATOR => "The organization needs one active administrator. Choose who stays.",
        member_problems::OWN_ACCOUNT => "Ask another administrator.",
        member_problems::ABOVE_YOURSELF => "Ask an administrator with these permissions.",
        member_problems::NO_SEAT_LEFT => "Free or add seats first.",
        member_problems::MAIL_LIMIT => "Try again later.",
        member_problems::MAIL_REFUSED => "Share a link instead.",
        member_problems::NOT_JOINED => "Withdraw the invitations instead.",
        member_problems::BLOCKED => "Finish or hand over what is left there first.",
        member_problems::ACCOUNT_GONE => "Invite them again.",
        "cycle" => "They would supervise themselves. Choose another supervisor.",
        "role_needed" => "Withdraw the invitations instead.",
        "own_access" => "Ask another administrator to remove your role.",
        "invitation_withdrawn" | member_problems::MEMBER_REMOVED => "Restore them first.",
        "expired" => "Resend the invitations first.",
        "forbidden" => "You don't have the permission.",
        _ => "Nothing changes for them.",
    },
    keep: "Keep",
    keep_name: |name| ["Keep ", name].concat(),
    yourself: "(you)",
    erased: "Deleted user",
    show_more: "Show more",
    what_happens: |format, number| ["What happens to the ", &*format.number(number)].concat(),
    access_ends: |format, number, all| match all {
        true => "Access ends within a second".to_owned(),
        false => [&*format.count(number, "user loses", "users lose"), " access within a second"].concat(),
    },
    signed_in: |format, number| match number {
        0 => "None of them is signed in now.".to_owned(),
        number => {
            [&*format.number(number), " of them ", format.plural(number, "is", "are"), " signed in now."].concat()
        }
    },
    kept: |kind| match kind {
        JobKind::Deactivate => "Seats, roles and devices are kept.",
        JobKind::Remove => "For 30 days you can restore them, then their data is erased.",
        _ => "",
    },
    reports: |format, kind, number| match kind {
        JobKind::Remove => [&*format.count(number, "user loses", "users lose"), " their supervisor"].concat(),
        _ => [&*format.count(number, "user keeps", "users keep"), " an inactive supervisor"].concat(),
    },
    supervisors: |format, number| {
        [&*format.number(number), " of those ", format.plural(number, "is a supervisor.", "are supervisors.")].concat()
    },
    successor: "Who takes over",
    no_successor: |kind| match kind {
        JobKind::Remove => "No supervisor for now",
        _ => "No change",
    },
    successor_missing: "Choose who takes over, or no supervisor for now.",
    seats_title: "Seats",
    seats: |format, seats, after| {
        let limit = seats.limit.map(|limit| [" of ", &*format.number(limit)].concat()).unwrap_or_default();
        ["Now ", &*format.number(seats.used), ", then ", &*format.number(after), &*limit, " are used."].concat()
    },
    mails: |format, number| [&*format.count(number, "email is sent", "emails are sent")].concat(),
    mails_text: "Emails can't be taken back.",
    note: "Note",
    note_hint: "Optional. Shown with the users and in the audit log.",
    undo_for: |format, days| ["You can undo this for ", &*format.count(days, "day", "days"), "."].concat(),
    not_undoable: "This can't be undone.",
    nothing: "Nothing changes for these users.",
    numbers_changed: "Something has changed meanwhile. Check the new numbers, then confirm again.",
    nothing_left: "Something has changed meanwhile. Nothing is left to change.",
    too_many: |format, most| ["Select at most ", &*users(format, most), ", or all that match a search."].concat(),
    no_mail: "This server doesn't send email. Copy a new link for each user from the row menu and share it.",
    cycle: "This would form a circle of supervisors. Choose another supervisor.",

    jobs: "Jobs",
    running_job: "Running job",
    show_jobs: |shown| [shown, ". Show all jobs"].concat(),
    running: |kind| match kind {
        JobKind::AddRoles => "Adding roles",
        JobKind::RemoveRoles => "Removing roles",
        JobKind::ReplaceRoles => "Replacing roles",
        JobKind::AddCompany => "Adding company",
        JobKind::RemoveCompany => "Removing company",
        JobKind::SetMainCompany => "Setting main company",
        JobKind::SetSupervisor => "Changing supervisor",
        JobKind::Activate => "Activating users",
        JobKind::Deactivate => "Deactivating users",
        JobKind::Remove => "Removing users",
        JobKind::Resend => "Resending invitations",
        JobKind::Withdraw => "Withdrawing invitations",
        JobKind::Restore => "Restoring users",
        JobKind::Import => "Importing users",
    },
    undoing: "Undoing",
    done: |format, job, names| {
        let number = job.counts.changed;
        let (who, roles) =
            (objects(format, job.kind, number), format.plural(job.roles.len() as u64, "role ", "roles "));
        match job.kind {
            JobKind::AddRoles => ["Gave ", &*who, " the ", roles, names].concat(),
            JobKind::RemoveRoles => ["Took the ", roles, names, " from ", &*who].concat(),
            JobKind::ReplaceRoles if names.is_empty() => ["Took all roles from ", &*who].concat(),
            JobKind::ReplaceRoles => ["Replaced the roles of ", &*who, ": ", names].concat(),
            JobKind::AddCompany => ["Added ", &*who, " to ", names].concat(),
            JobKind::RemoveCompany => ["Removed ", &*who, " from ", names].concat(),
            JobKind::SetMainCompany => [names, " is the main company of ", &*who].concat(),
            JobKind::SetSupervisor if names.is_empty() => ["Took the supervisor from ", &*who].concat(),
            JobKind::SetSupervisor => ["Gave ", &*who, " the supervisor ", names].concat(),
            JobKind::Activate => ["Activated ", &*who].concat(),
            JobKind::Deactivate => ["Deactivated ", &*who].concat(),
            JobKind::Remove => ["Removed ", &*who].concat(),
            JobKind::Resend => ["Resent ", &*who].concat(),
            JobKind::Withdraw => ["Withdrew ", &*who].concat(),
            JobKind::Restore => ["Restored ", &*who].concat(),
            JobKind::Import => ["Imported ", &*who].concat(),
        }
    },
    undone: |format, kind, number| ["Undone: ", thing(kind), ", ", &*objects(format, kind, number)].concat(),
    stopped: |kind| ["Stopped: ", thing(kind)].concat(),
    failed: |kind| ["Failed: ", thing(kind)].concat(),
    problem: |problem| match problem {
        JobProblem::NoLongerAllowed => "you no longer have the permission",
        JobProblem::Internal => "the server could not continue",
        JobProblem::Incomplete => "the file did not arrive completely; import it again",
    },
    progress: |format, done, of| [&*format.number(done), " of ", &*format.number(of)].concat(),
    percent: |percent| [&percent.to_string(), "%"].concat(),
    refused: |format, number| [&*format.number(number), " refused"].concat(),
    minutes_left: |format, minutes| match minutes {
        0 => "less than 1 min left".to_owned(),
        minutes => [&*format.number(minutes), " min left"].concat(),
    },
    unchanged: |format, number| [&*format.number(number), " unchanged"].concat(),
    changed_of: |format, number, of| [&*format.number(number), " of ", &*format.number(of), " changed"].concat(),
    stop_job: "Stop",
    stop_title: |title| ["Stop: ", title].concat(),
    result: "Result CSV",
    result_title: |title| ["Result CSV: ", title].concat(),
    result_file: "result.csv",
    undo_title: |title| ["Undo: ", title].concat(),
    was_undone: "undone",
    cannot_be_undone: "cannot be undone",
    undo_works: |format, days| ["Undo works for ", &*format.count(days, "day", "days")].concat(),
    open_audit_log: "Open the audit log",
};
