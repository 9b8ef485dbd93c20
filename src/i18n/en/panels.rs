//! English.

use super::{email_change, lifecycle};
use api_types::{BulkAction, member_problems};

use crate::i18n::{
    Format,
    texts::panels::{
        BulkTexts, ColumnsTexts, CompanyChoiceTexts, CreateOrganizationTexts, ExportTexts, FiltersTexts,
        FirstStepsTexts, OrganizationsTexts, PanelTexts, ViewsTexts,
    },
};

/// What the action is done to.
fn objects(format: Format, action: BulkAction, number: u64) -> String {
    match action {
        BulkAction::Resend | BulkAction::Withdraw => format.count(number, "invitation", "invitations"),
        _ => format.count(number, "user", "users"),
    }
}

const fn verb(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => "Resend ",
        BulkAction::Withdraw => "Withdraw ",
        BulkAction::Restore => "Restore ",
        BulkAction::Activate => "Activate ",
        BulkAction::Deactivate => "Deactivate ",
        BulkAction::Remove => "Remove ",
    }
}

const fn participle(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => " resent",
        BulkAction::Withdraw => " withdrawn",
        BulkAction::Restore => " restored",
        BulkAction::Activate => " activated",
        BulkAction::Deactivate => " deactivated",
        BulkAction::Remove => " removed",
    }
}

pub static TEXTS: PanelTexts = PanelTexts {
    first_steps: FirstStepsTexts {
        title: "First steps",
        users: "Invite the people you work with. They join with a link.",
        invite_users: "Invite the first users",
        companies: "Add the companies that your users belong to.",
        add_companies: "Add companies",
    },
    organizations: OrganizationsTexts {
        search: "Find an organization",
        placeholder: "Find by name or number",
        list: "Organizations",
        active: "Active",
        available: "Available",
        pinned: "Pinned",
        recent: "Recent",
        pin: "Pin this organization",
        unpin: "Unpin this organization",
        users: |format, users| format.count(users, "user", "users"),
        disabled: "Disabled",
        deleted: |day| ["Deleted, erased on ", day].concat(),
        closed: "You can open these again",
        no_match: |search| ["No organization matches “", search, "”."].concat(),
        none: "You don't belong to any other organization.",
        failed: "The organizations couldn't be loaded.",
        loading_more: "Loading more organizations",
        found: |format, found| format.count(found, "organization", "organizations"),
        hint_move: "move",
        hint_switch: "switch",
        hint_close: "close",
    },
    create_organization: CreateOrganizationTexts {
        title: "Create organization",
        text: "You become its administrator and can invite others.",
        name: "Name",
        name_hint: "The name people know, such as Acme Facility Services.",
        number: "Number",
        number_hint: "Up to 20 letters, digits and hyphens. Leave it empty to use the next free number.",
        submit: "Create organization",
        name_missing: "Enter a name.",
        name_invalid: "Use one line of at most 120 characters, without a URL.",
        number_invalid: "Use 1 to 20 letters, digits and hyphens, and at most 12 digits alone.",
        too_many: "You tried to create too many organizations. Try again later, tomorrow at the latest.",
        number_taken: "Another organization already has this number. Choose a different one.",
        created: |name| [name, " created"].concat(),
    },
    filters: FiltersTexts { before_date: "Before this day", day: "This day" },
    columns: ColumnsTexts {
        note: "Drag an edge to resize, or press Shift+← →",
        always: "always",
        move_up: |column| ["Move ", column, " up"].concat(),
        move_down: |column| ["Move ", column, " down"].concat(),
        moved: |format, column, place| [column, " is now column ", &format.number(place)].concat(),
        comfortable: "Comfortable",
        compact: "Compact",
        reset: "Reset",
    },
    export: ExportTexts {
        what: |format, rows, columns| {
            [rows, ", ", &format.count(columns, "column", "columns"), ", in this order"].concat()
        },
        delimiter: "Between cells",
        commas: "Comma",
        semicolons: "Semicolon (for European Excel)",
        bom: "Open in Excel",
        format: "Format",
        csv: "CSV (table)",
        json_lines: "JSON lines (all fields)",
        start: "Export CSV",
        start_json_lines: "Export JSON lines",
        progress: |format, rows, of| match of {
            Some(of) => [&*format.number(rows), " of ", &format.count(of, "row", "rows")].concat(),
            None => [&*format.count(rows, "row", "rows"), " so far"].concat(),
        },
        done: "Export saved",
        stopped: "Export canceled. Nothing was saved.",
        failed: "The export was interrupted. Nothing was saved. Try again.",
    },
    views: ViewsTexts {
        presets: "Suggested",
        never_signed_in: "Never signed in",
        inactive: "Not signed in for 90 days",
        no_two_factor: "Without 2FA",
        expires_soon: "Invitation expires soon",
        no_role: "Without a role",
        none: "No saved views yet. Search, filter and arrange the list, then save it here.",
        name: "View name",
        new_name: "New name",
        name_missing: "Enter a name for the view.",
        name_taken: |name| ["You already have a view “", name, "”. Replace it, or choose another name."].concat(),
        replace: "Replace",
        rename: |name| ["Rename view “", name, "”"].concat(),
        rename_save: "Rename",
        save: "Save view",
        saved: |name| ["View “", name, "” saved"].concat(),
        not_saved: "The view couldn't be saved. Try again, or delete a view you no longer need.",
        delete: |name| ["Delete view “", name, "”"].concat(),
        deleted: |name| ["View “", name, "” deleted"].concat(),
    },
    companies: CompanyChoiceTexts {
        find: "Name or number",
        active: |format, companies| format.count(companies, "active company", "active companies"),
        manage: "Manage companies",
    },
    email_change: email_change::TEXTS,
    lifecycle: lifecycle::TEXTS,
    supervisor: lifecycle::SUPERVISOR,
    bulk: BulkTexts {
        toolbar: |rows| [rows, " selected"].concat(),
        select_all: |format, users| ["Select all ", &format.number(users)].concat(),
        stop: "Stop",
        clear: "Clear selection",
        first_only: |format, users| {
            ["Only the first ", &*format.number(users), " users were selected. You can't select more at once."].concat()
        },
        not_selected: "Not all users could be selected",
        title: |action| match action {
            BulkAction::Resend => "Resend invitations",
            BulkAction::Withdraw => "Withdraw invitations",
            BulkAction::Restore => "Restore users",
            BulkAction::Activate => "Activate users",
            BulkAction::Deactivate => "Deactivate users",
            BulkAction::Remove => "Remove users",
        },
        checking: |format, done, of| {
            ["Checking ", &*format.number(done), " of ", &format.count(of, "row", "rows")].concat()
        },
        question: |format, action, number| [verb(action), &*objects(format, action, number), "?"].concat(),
        means: |action| match action {
            BulkAction::Resend => "Each user gets a new link by email. Earlier links stop working.",
            BulkAction::Withdraw => {
                "The links stop working immediately, and the users disappear from the list. \
                 For 30 days you can restore them: filter by the status Withdrawn."
            }
            BulkAction::Restore => {
                "The users return to the list. Removed users get their roles back, and invitations work again."
            }
            BulkAction::Activate => "The users can sign in again.",
            BulkAction::Deactivate => "The users lose access immediately. They keep their seats, roles and companies.",
            BulkAction::Remove => {
                "The users lose access immediately and disappear from the list. \
                 For 30 days you can restore them: filter by the status Removed."
            }
        },
        act: |format, action, number| [verb(action), &*objects(format, action, number)].concat(),
        nothing: |action| match action {
            BulkAction::Resend => "Nothing to resend",
            BulkAction::Withdraw => "Nothing to withdraw",
            BulkAction::Restore => "Nobody to restore",
            BulkAction::Activate => "Nobody to activate",
            BulkAction::Deactivate => "Nobody to deactivate",
            BulkAction::Remove => "Nobody to remove",
        },
        cannot: |format, _, refused, of| {
            let who = if refused < of {
                [&*format.number(refused), " of the ", &*format.number(of), " selected users"].concat()
            } else if of == 1 {
                "The selected user".to_owned()
            } else {
                ["All ", &*format.number(of), " selected users"].concat()
            };
            [&*who, if refused == 1 { " is skipped:" } else { " are skipped:" }].concat()
        },
        reason: |format, code, people| {
            let one = people == 1;
            let why = match code {
                member_problems::NOT_PENDING if one => "has no pending invitation",
                member_problems::NOT_PENDING => "have no pending invitation",
                member_problems::NOT_FOUND if one => "is no longer in this organization",
                member_problems::NOT_FOUND => "are no longer in this organization",
                member_problems::ABOVE_YOURSELF if one => "was offered roles above yours",
                member_problems::ABOVE_YOURSELF => "were offered roles above yours",
                member_problems::ALREADY_MEMBER if one => "has an email address that another user already has",
                member_problems::ALREADY_MEMBER => "have email addresses that other users already have",
                member_problems::NO_SEAT_LEFT => "can't be added: no seats left",
                member_problems::MAIL_LIMIT if one => "has had too many emails: try again later",
                member_problems::MAIL_LIMIT => "have had too many emails: try again later",
                member_problems::MAIL_REFUSED if one => "doesn't want invitations by email: share a link",
                member_problems::MAIL_REFUSED => "don't want invitations by email: share a link",
                member_problems::NOT_ACTIVE if one => "is not active",
                member_problems::NOT_ACTIVE => "are not active",
                member_problems::NOT_INACTIVE if one => "is not inactive",
                member_problems::NOT_INACTIVE => "are not inactive",
                member_problems::NOT_JOINED if one => "hasn't joined yet: withdraw the invitation instead",
                member_problems::NOT_JOINED => "haven't joined yet: withdraw the invitations instead",
                member_problems::BLOCKED if one => "is still needed by other programs",
                member_problems::BLOCKED => "are still needed by other programs",
                member_problems::OWN_ACCOUNT => "is yourself",
                member_problems::LAST_ADMINISTRATOR => "is the last administrator",
                member_problems::ACCOUNT_GONE if one => "no longer has an account",
                member_problems::ACCOUNT_GONE => "no longer have an account",
                member_problems::MEMBER_REMOVED if one => "was removed",
                member_problems::MEMBER_REMOVED => "were removed",
                member_problems::NOT_WITHDRAWN if one => "was neither removed nor withdrawn",
                member_problems::NOT_WITHDRAWN => "were neither removed nor withdrawn",
                _ if one => "was rejected by the server",
                _ => "were rejected by the server",
            };
            [&*format.count(people, "user", "users"), " ", why].concat()
        },
        doing: |format, action, done, of| {
            ["Done: ", &*format.number(done), " of ", &*objects(format, action, of)].concat()
        },
        ended: |format, action, done, of| {
            [&*format.number(done), " of ", &*objects(format, action, of), participle(action)].concat()
        },
        unknown: |format, action, people| {
            let rest = " may or may not have been processed (connection lost). Try again: nothing is done twice.";
            [&*objects(format, action, people), rest].concat()
        },
        left: |format, action, people| [&*objects(format, action, people), " unchanged."].concat(),
        done: |format, action, number| [&*objects(format, action, number), participle(action)].concat(),
        no_mail_title: "This server doesn't send email",
        no_mail: "You can't resend several invitations at once. \
                  Copy a new link for each user from the row menu and share it.",
    },
};
