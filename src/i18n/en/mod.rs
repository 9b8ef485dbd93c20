//! English.

pub mod account;
mod activity;
mod audit;
pub mod contacts;
pub mod devices;
mod email_change;
pub mod imports;
pub mod invite;
pub mod jobs;
mod lifecycle;
pub mod member_actions;
pub mod pages;
pub mod panels;
pub mod requests;
mod role_edit;
pub mod settings;
pub mod sign_in;
mod user_edit;

use api_types::{
    ActionRefusal, AuditColumn, AuditFilter, CompanyColumn, CompanyFilter, CompanyStatus, InvalidSearch,
    InvitationExpiresFilter, InvitationFilter, LastSignInFilter, MemberColumn, MemberFilter, MemberStatus, RecentDays,
    RoleColumn, RoleKey, TwoFactorFilter,
};

use super::{named, texts::*};

const fn column(column: MemberColumn) -> &'static str {
    match column {
        MemberColumn::Name => "Name",
        MemberColumn::Email => "Email",
        MemberColumn::Signature => "Signature",
        MemberColumn::Roles => "Roles",
        MemberColumn::Status => "Status",
        MemberColumn::TwoFactor => "2FA",
        MemberColumn::Companies => "Company",
        MemberColumn::Supervisor => "Supervisor",
        MemberColumn::InvitedBy => "Invited by",
        MemberColumn::InvitedAt => "Invited",
        MemberColumn::MemberSince => "Member since",
        MemberColumn::LastSignIn => "Last sign-in",
        MemberColumn::ActiveFrom => "First day",
        MemberColumn::ActiveUntil => "Last day",
    }
}

const fn role_column(column: RoleColumn) -> &'static str {
    match column {
        RoleColumn::Name => "Name",
        RoleColumn::Holders => "Users",
        RoleColumn::Permissions => "Permissions",
    }
}

const fn company_column(column: CompanyColumn) -> &'static str {
    match column {
        CompanyColumn::Name => "Name",
        CompanyColumn::Number => "Number",
        CompanyColumn::Members => "Members",
        CompanyColumn::MainFor => "Main company for",
        CompanyColumn::Status => "Status",
    }
}

const fn audit_column(column: AuditColumn) -> &'static str {
    match column {
        AuditColumn::At => "Time",
        AuditColumn::Action => "What happened",
        AuditColumn::Actor => "By",
        AuditColumn::Target => "About",
        AuditColumn::Changes => "Changes",
        AuditColumn::Address => "From",
        AuditColumn::RequestId => "Request",
    }
}

pub static TEXTS: Texts = Texts {
    language: api_types::Language::En,
    format: FormatTexts {
        ends_today: "ends today",
        days_left: |format, days| format.count(days, "day left", "days left"),
    },
    common: CommonTexts {
        sign_in: "Sign in",
        one_account: "One account for all your organizations.",
        cancel: "Cancel",
        close: "Close",
        clear: "Clear",
        dismiss: "Dismiss",
        try_again: "Try again",
        copy_details: "Copy details",
        copied: "Copied",
        optional: "optional",
        show_password: "Show password",
        hide_password: "Hide password",
        link_copied: "Link copied",
        undo: "Undo",
        undo_key: "Press F8 to reach Undo.",
        not_copied: |text| ["Couldn't copy. Copy it from here: ", text].concat(),
    },
    shell: ShellTexts {
        skip: "Skip to content",
        navigation: "Organization",
        home: "Home",
        users: "Users",
        roles: "Roles",
        companies: "Companies",
        contacts: "Contacts",
        devices: "Devices",
        access_requests: "Access requests",
        audit_log: "Audit log",
        settings: "Settings",
        collapse: "Collapse navigation",
        collapse_short: "Collapse",
        expand: "Expand navigation",
        open_navigation: "Open navigation",
        close_navigation: "Close navigation",
        account: |name| ["Your account: ", name].concat(),
        account_menu: "Your account",
        your_account: "Your account",
        preferences: "Preferences",
        language: "Language",
        sign_out: "Sign out",
        no_role: "No role",
        number: |number| ["No. ", number].concat(),
    },
    switcher: SwitcherTexts {
        button: |name, number| ["Organization: ", name, ", number ", number, ". Switch organization"].concat(),
        choose: "Choose an organization",
        title: "Switch organization",
        create: "Create organization",
    },
    member: MemberTexts {
        status: |status| match status {
            MemberStatus::Active => "Active",
            MemberStatus::Invited => "Invited",
            MemberStatus::Expired => "Expired",
            MemberStatus::Inactive => "Inactive",
            MemberStatus::Withdrawn => "Withdrawn",
            MemberStatus::Removed => "Removed",
        },
        two_factor_on: "2FA on",
        two_factor_off: "2FA off",
        two_factor_unknown: "2FA unknown",
        you: "you",
        invited: "Invited",
        sent_times: |times| ["sent ", times, " times"].concat(),
        quoted: |text| ["“", text, "”"].concat(),
        not_accepted: "Not yet accepted",
        access_from: |day| ["from ", day].concat(),
        access_until: |day| ["until ", day].concat(),
        access_ended: |day| ["ended ", day].concat(),
        not_invited: "Not invited yet",
        never: "never",
        copy_email: "Copy email",
        email_copied: "Email copied",
        change_roles: "Change roles",
        resend: "Resend invitation",
        send_again: "Resend",
        new_link: "New invitation link",
        withdraw: "Withdraw invitation",
        restore: "Restore invitation",
        restore_user: "Restore user",
        activate: "Activate",
        deactivate: "Deactivate",
        remove: "Remove…",
        end_sessions: "Sign out everywhere",
        set_schedule: "Access dates…",
        reset_second_factor: "Reset 2FA…",
        replace_supervisor: "Reassign supervised users…",
        export_data: "Export data (JSON)",
        restore_short: "Restore",
        send_password_link: "Send password reset link",
        create_password_link: "Create password link",
        change_email: "Change email address",
        link_added: "Invitation link copied. Earlier links still work.",
        link_copied: "New invitation link copied. Earlier links no longer work.",
        mail_waiting: "Email queued",
        mail_failed: "Email failed",
        mail_trouble: |error| match error {
            "recipient_refused" => "The mail server refused this address.",
            "rejected" => "The mail server refused the message.",
            "sign_in_refused" => "The mail server refused our sign-in. Tell the administrator of this server.",
            "tls" => "The secure connection to the mail server failed. Tell the administrator of this server.",
            "deferred" => "The mail server asked us to try again later.",
            "interrupted" => "The mail server closed the connection.",
            _ => "The mail server isn't responding.",
        },
        mail_uncertain: "The connection dropped while sending, so it may arrive twice.",
        mail_next: |moment| ["Next attempt: ", moment, "."].concat(),
        mail_given_up: "We've stopped retrying. Share the link instead.",
    },
    // These are the words that are stored.
    roles: RoleTexts { name: RoleKey::name, description: RoleKey::description },
    role: RoleListTexts { show_users: "Show users", duplicate: "Duplicate", delete: "Delete" },
    company: CompanyTexts {
        status: |status| match status {
            CompanyStatus::Active => "Active",
            CompanyStatus::Archived => "Archived",
        },
        archived_on: |date| ["Archived ", date].concat(),
        numbered: |number| ["Number ", number].concat(),
        update: "Rename or change number",
        archive: "Archive",
        restore: "Restore",
        switch: "Company",
        all: "All companies",
        one: "One company",
        several: |format, companies| format.count(companies, "company", "companies"),
    },
    list: ListTexts {
        search_problem: |problem| match problem {
            InvalidSearch::TooLong => "Use at most 200 characters.",
            InvalidSearch::Unreadable => "Some characters can't be searched. Remove them.",
            InvalidSearch::TooManyPieces => "Use fewer words and wildcards.",
            InvalidSearch::UnbalancedQuote => "Add the closing quotation mark, or remove the opening one.",
            // Each list names its own fields.
            InvalidSearch::UnknownField => "",
        },
        more_actions: "More actions",
        clear_search: "Clear search",
        invalid_search: "This search is incomplete",
        broad_search: "This search is too broad",
        broad_search_text: "Search for three letters in a row, or choose a filter.",
        outdated: "Results of the previous search",
        filters: "Filters",
        filter_and_sort: "Filter, sort",
        filter_by: |name| ["Filter by ", &*name.to_ascii_lowercase()].concat(),
        clear_filter: |name| ["Clear filter ", name].concat(),
        clear_filters: "Clear filters",
        more_filters: "More",
        not: "not ",
        before: |date| ["before ", date].concat(),
        exclude: "Exclude these",
        find_value: "Find by name",
        more_values: "Not all are shown. Type a name to find more.",
        no_value: |find| ["No match for “", find, "”."].concat(),
        columns: "Columns",
        density: "Row height",
        copy_view: "Copy link to this view",
        export: "Export",
        views: "Views",
        actions: "Actions",
        actions_for: |name| ["Actions for ", name].concat(),
        open: "Open",
        copy_page_link: "Copy page link",
        refusal: |refusal| match refusal {
            ActionRefusal::Forbidden => "You don't have permission to do this.",
            ActionRefusal::AboveYourself => "This user has more permissions than you.",
            ActionRefusal::Expired => "The invitation has expired. Resend it first.",
            ActionRefusal::Yourself => "You can't do this to your own account.",
            ActionRefusal::NotJoined => "This user hasn't joined yet. Invite the new address instead.",
            ActionRefusal::Inactive => "This user is inactive. Activate the user first.",
            ActionRefusal::SharedAccount => {
                "This account also belongs to other organizations. Only its owner can do this."
            }
            ActionRefusal::LastAdministrator => {
                "This is the last administrator. Make another user an administrator first."
            }
            ActionRefusal::IdentityProvider => {
                "Passwords are managed by this organization's identity provider. The user changes it there."
            }
        },
        select: |name| ["Select ", name].concat(),
        select_sight: "Select visible rows",
        select_none: "Stop selecting",
        selected: |number| [number, " selected"].concat(),
        not_shown: |format, rows| [", ", &*format.number(rows), " not shown"].concat(),
        sort: "Sort",
        ascending: "ascending",
        descending: "descending",
        position: |format, first, last| match last {
            0 => "0 of ".to_owned(),
            last => [&*format.number(first), "–", &format.number(last), " of "].concat(),
        },
        printed: |format, rows, total| ["Printed: ", &*format.number(rows), " of ", total].concat(),
        of_all: |number| [" of ", number].concat(),
        count_all: "count all",
        loading: "Loading",
        loading_more: "Loading more",
        more_failed: "More rows couldn't be loaded.",
        dropped: |names| {
            ["Parts of this link are invalid and were ignored: ", &*names.to_ascii_lowercase(), "."].concat()
        },
        dropped_search: "search",
        dropped_sort: "sort order",
        dropped_columns: "columns",
    },
    member_list: ListNounTexts {
        title: "Users",
        table: |total| ["Users, ", total].concat(),
        search: "Search users",
        search_placeholder: "Name, email, signature",
        search_hint: "An asterisk or a percent sign matches any text: an* begins with an, *an* contains it. \
                      To search one field, type its name and a colon, as in last:meier. \
                      Fields: first, last, email, signature, supervisor. \
                      To find a mail domain, start with @. Press slash to search.",
        unknown_field: |word| {
            let fields = "Use first:, last:, email:, signature: or supervisor:.";
            ["“", word, ":” can't be searched. ", fields].concat()
        },
        rows: |format, users| format.count(users, "user", "users"),
        matching: |format, users| format.count(users, "user matches", "users match"),
        select: "Select users",
        empty_title: "No users yet",
        empty_text: "Invited users appear here immediately.",
        no_match: |search| ["No user matches “", search, "”"].concat(),
        no_match_filters: "No user matches these filters",
        searched_in: "Searched in name, email and signature.",
        column: |name| named(name, column),
        head: |name| named(name, column),
        filter: |name| {
            named(name, |filter| match filter {
                MemberFilter::Role => "Role",
                MemberFilter::Status => "Status",
                MemberFilter::TwoFactor => "2FA",
                MemberFilter::Company => "Company",
                MemberFilter::Supervisor => "Supervisor",
                MemberFilter::InvitedBy => "Invited by",
                MemberFilter::LastSignIn => "Last sign-in",
                MemberFilter::InvitationExpires => "Invitation expires",
                MemberFilter::Invitation => "Invitation",
            })
        },
        value: |filter, value| {
            let text = match filter.parse().ok()? {
                MemberFilter::Status => match value.parse().ok()? {
                    MemberStatus::Active => "Active",
                    MemberStatus::Invited => "Invited",
                    MemberStatus::Expired => "Expired",
                    MemberStatus::Inactive => "Inactive",
                    MemberStatus::Withdrawn => "Withdrawn",
                    MemberStatus::Removed => "Removed",
                },
                MemberFilter::TwoFactor => match value.parse().ok()? {
                    TwoFactorFilter::On => "On",
                    TwoFactorFilter::Off => "Off",
                    TwoFactorFilter::Unknown => "Unknown",
                },
                MemberFilter::LastSignIn => match value.parse().ok()? {
                    LastSignInFilter::Never => "Never signed in",
                    LastSignInFilter::Over90Days => "More than 90 days ago",
                },
                MemberFilter::InvitationExpires => match value.parse().ok()? {
                    InvitationExpiresFilter::Within3Days => "Within 3 days",
                },
                MemberFilter::Invitation => match value.parse().ok()? {
                    InvitationFilter::LinkWanted => "New link wanted",
                },
                MemberFilter::Role if value == "none" => "No role",
                MemberFilter::Company if value == "none" => "No company",
                MemberFilter::Supervisor if value == "none" => "No supervisor",
                MemberFilter::InvitedBy if value == "none" => "Nobody",
                _ => return None,
            };
            Some(text)
        },
        file: "users.csv",
    },
    role_list: ListNounTexts {
        title: "Roles",
        table: |total| ["Roles, ", total].concat(),
        search: "Search roles",
        search_placeholder: "Name, description",
        search_hint: "An asterisk or a percent sign matches any text. Press slash to search.",
        unknown_field: |_| String::new(),
        rows: |format, roles| format.count(roles, "role", "roles"),
        matching: |format, roles| format.count(roles, "role matches", "roles match"),
        select: "Select roles",
        empty_title: "No roles",
        empty_text: "This organization has no roles.",
        no_match: |search| ["No role matches “", search, "”"].concat(),
        no_match_filters: "No role matches these filters",
        searched_in: "Searched in name and description.",
        column: |name| named(name, role_column),
        head: |name| named(name, role_column),
        filter: |_| "",
        value: |_, _| None,
        file: "roles.csv",
    },
    company_list: ListNounTexts {
        title: "Companies",
        table: |total| ["Companies, ", total].concat(),
        search: "Search companies",
        search_placeholder: "Name, number",
        search_hint: "An asterisk or a percent sign matches any text. Press slash to search.",
        unknown_field: |_| String::new(),
        rows: |format, companies| format.count(companies, "company", "companies"),
        matching: |format, companies| format.count(companies, "company matches", "companies match"),
        select: "Select companies",
        empty_title: "No companies yet",
        empty_text: "Companies are the legal entities that users belong to. Create the first one.",
        no_match: |search| ["No company matches “", search, "”"].concat(),
        no_match_filters: "No company matches these filters",
        searched_in: "Searched in name and number.",
        column: |name| named(name, company_column),
        head: |name| named(name, company_column),
        filter: |name| {
            named(name, |filter| match filter {
                CompanyFilter::Status => "Status",
                CompanyFilter::Members => "Members",
            })
        },
        value: |filter, value| {
            let text = match filter.parse().ok()? {
                CompanyFilter::Status => match value.parse().ok()? {
                    CompanyStatus::Active => "Active",
                    CompanyStatus::Archived => "Archived",
                },
                CompanyFilter::Members => "Without members",
            };
            Some(text)
        },
        file: "companies.csv",
    },
    audit_list: ListNounTexts {
        title: "Audit log",
        table: |total| ["Audit log, ", total].concat(),
        search: "Search the audit log",
        search_placeholder: "User, value, IP address",
        search_hint: "An asterisk or a percent sign matches any text. Press slash to search.",
        unknown_field: |_| String::new(),
        rows: |format, events| format.count(events, "event", "events"),
        matching: |format, events| format.count(events, "event matches", "events match"),
        select: "Select events",
        empty_title: "No events yet",
        empty_text: "What happens in this organization appears here.",
        no_match: |search| ["No event matches “", search, "”"].concat(),
        no_match_filters: "No event matches these filters",
        searched_in: "Searched in the users it is about, changed values, IP addresses and request IDs.",
        column: |name| named(name, audit_column),
        head: |name| named(name, audit_column),
        filter: |name| {
            named(name, |filter| match filter {
                AuditFilter::Actor => "Person",
                AuditFilter::Action => "Action",
                AuditFilter::Target => "About",
                AuditFilter::From => "Since",
                AuditFilter::To => "Until",
            })
        },
        value: |filter, value| {
            Some(match filter.parse().ok()? {
                AuditFilter::From => match value.parse().ok()? {
                    RecentDays::Today => "Today",
                    RecentDays::Last7Days => "Last 7 days",
                    RecentDays::Last30Days => "Last 30 days",
                },
                AuditFilter::Actor if value == "none" => "Not a user (system, programs, support)",
                _ => return None,
            })
        },
        file: "audit-log.csv",
    },
    audit: AuditGroupTexts {
        sign_ins: "Sign-ins",
        users: "Users",
        roles: "Roles",
        invitations: "Invitations",
        accounts: "Passwords and addresses",
        mails: "Emails",
        companies: "Companies",
        organization: "Organization and API keys",
        exports: "Exports and views",
    },
    invite: InviteButtonTexts { title: "Invite users", title_short: "Invite", import: "Import" },
    states: StatesTexts {
        second_factor_title: "This organization requires two-factor sign-in",
        second_factor_until: |day| {
            ["Set it up before ", day, ". From then on, the organization is closed to you without it."].concat()
        },
        second_factor_closed: "To continue, set up an authenticator app or a passkey in your account.",
        second_factor_set_up: "Set up now",
        with_filters: |filters| ["Filters: ", filters, "."].concat(),
        not_found_title: "We can't show this page",
        not_found_text: "It doesn't exist or isn't shared with you. Check the link, or ask an administrator.",
        to_start: "Go to my organization",
        signed_out: "You are signed out.",
        no_organization_title: "You don't belong to an organization yet",
        no_organization_text: "Ask an administrator to invite you or to assign you a role, \
                               or create your own organization.",
        signed_in_as: |email| ["You are signed in as ", email, "."].concat(),
        list_failed: "The list couldn't be loaded",
        page_failed: "This page couldn't be loaded",
        language_failed: "The language couldn't be loaded. Check your connection, then choose it again.",
        nothing_lost: "Nothing is lost.",
        request: |id| ["Request ID: ", id].concat(),
        offline_title: "You are offline.",
        offline_text: "You can keep reading this page. It reloads when you are back online.",
        retry_now: "Retry now",
        other_account_title: "You are signed in with another account",
        other_account_text: "You signed in with another account in another tab. Changes that you had not saved here were not sent.",
        other_account_go: "Continue with that account",
        unreachable_title: "Roster can't be reached.",
        unreachable_text: "You can keep reading this page. It reloads when the server answers again.",
        newer_title: "A newer version of Roster is there.",
        newer_text: "Reload to use it. Save what you are working on first.",
        reload: "Reload",
    },
    problems: ProblemTexts {
        network: "The server can't be reached. Check your connection, then try again.",
        unexpected: "The server sent an unexpected response. Reload the page, then try again.",
        too_many_requests: "Too many requests. Wait a moment, then try again.",
        unavailable: "The server is busy or being updated. Try again in a moment.",
        internal: "Something went wrong on our side. Try again in a moment.",
        forbidden: "You don't have permission to do this. Ask an administrator.",
        not_found: "This doesn't exist, or you don't have permission to view it. Ask an administrator.",
        conflict: "Another user changed this. Reload it, then make your change again.",
        invalid: "Some entries aren't valid. Check the marked fields.",
    },
};
