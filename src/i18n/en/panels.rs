//! English.

use api_types::{BulkAction, LastSignInFilter, TwoFactorFilter, obstacles};

use crate::i18n::{
    Format,
    texts::panels::{
        BulkTexts, ColumnsTexts, CreateOrganizationTexts, ExportTexts, FiltersTexts, OrganizationsTexts, PanelTexts,
        ViewsTexts,
    },
};

fn invitations(format: Format, number: u64) -> String {
    format.count(number, "invitation", "invitations")
}

const fn verb(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => "Resend ",
        BulkAction::Withdraw => "Withdraw ",
        BulkAction::Restore => "Restore ",
    }
}

const fn participle(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => " sent again",
        BulkAction::Withdraw => " withdrawn",
        BulkAction::Restore => " restored",
    }
}

pub static TEXTS: PanelTexts = PanelTexts {
    organizations: OrganizationsTexts {
        search: "Find an organization",
        placeholder: "Find by name or number",
        list: "Organizations",
        active: "Active",
        available: "Available",
        users: |format, users| format.count(users, "user", "users"),
        no_match: |search| ["No organization matches “", search, "”."].concat(),
        none: "You are in no other organization.",
        failed: "The organizations could not be loaded.",
        loading_more: "Loading more organizations",
        found: |format, found| format.count(found, "organization", "organizations"),
        hint_move: "move",
        hint_switch: "switch",
        hint_close: "close",
    },
    create_organization: CreateOrganizationTexts {
        title: "Create an organization",
        text: "You become its administrator and can invite others.",
        name: "Name",
        name_hint: "As people know it, such as Acme Facility Services.",
        number: "Number",
        number_hint: "Up to 20 letters, digits and hyphens. Left empty, the next free one is used.",
        submit: "Create organization",
        name_missing: "Enter a name.",
        name_invalid: "Use one line of at most 120 characters.",
        number_invalid: "Use 1 to 20 letters, digits and hyphens.",
        number_taken: "Another organization has this number. Choose a different one.",
        created: |name| [name, " created"].concat(),
    },
    filters: FiltersTexts {
        two_factor: |value| match value {
            TwoFactorFilter::On => "On",
            TwoFactorFilter::Off => "Off",
            TwoFactorFilter::Unknown => "Not known yet",
        },
        last_sign_in: |value| match value {
            LastSignInFilter::Never => "Never signed in",
            LastSignInFilter::Over90Days => "Not for 90 days",
        },
        not_accepted: "Not yet accepted",
    },
    columns: ColumnsTexts {
        note: "Narrow views show fewer",
        name_and_email: "Name and email",
        always: "always",
        move_up: |column| ["Move ", column, " up"].concat(),
        move_down: |column| ["Move ", column, " down"].concat(),
        moved: |format, column, place| [column, " is now column ", &format.number(place)].concat(),
        comfortable: "Comfortable",
        compact: "Compact",
        reset: "Reset",
    },
    export: ExportTexts {
        what: |format, users, columns| {
            [users, " users with ", &format.count(columns, "column", "columns"), ", as shown now."].concat()
        },
        bom: "For Excel (marks the file as Unicode)",
        start: "Export CSV",
        progress: |format, rows, of| match of {
            Some(of) => [&*format.number(rows), " of ", &format.number(of)].concat(),
            None => [&*format.number(rows), " so far"].concat(),
        },
        done: "Export saved",
        stopped: "Export stopped. Nothing was saved.",
        failed: "The export broke off. Nothing was saved; try again.",
    },
    views: ViewsTexts {
        none: "No saved views yet. Search, filter and arrange the list, then save it here.",
        name: "Name of this view",
        name_missing: "Give the view a name.",
        save: "Save view",
        saved: |name| ["View “", name, "” saved"].concat(),
        not_saved: "The view could not be saved. Try again, or delete one you no longer need.",
        delete: |name| ["Delete view “", name, "”"].concat(),
        deleted: |name| ["View “", name, "” deleted"].concat(),
    },
    bulk: BulkTexts {
        toolbar: |format, users| [&*format.count(users, "user", "users"), " selected"].concat(),
        select_all: |format, users| ["Select all ", &format.number(users)].concat(),
        stop: "Stop",
        resend: "Resend",
        withdraw: "Withdraw…",
        clear: "Clear selection",
        first_only: |format, users| ["Only ", &*format.number(users), " were selected: as many as go at once"].concat(),
        not_selected: "Not all of them could be selected",
        title: |action| match action {
            BulkAction::Resend => "Resend invitations",
            BulkAction::Withdraw => "Withdraw invitations",
            BulkAction::Restore => "Restore invitations",
        },
        checking: |format, done, of| ["Checking ", &*format.number(done), " of ", &format.number(of)].concat(),
        question: |format, action, number| [verb(action), &*invitations(format, number), "?"].concat(),
        means: |action| match action {
            BulkAction::Resend => "Each person gets a new link by email; the links sent before stop working.",
            BulkAction::Withdraw => {
                "The links stop working at once, and the invitations leave the list. You can undo this."
            }
            BulkAction::Restore => "They return to the list, and their links work again.",
        },
        act: |format, action, number| [verb(action), &*invitations(format, number)].concat(),
        nothing: |action| match action {
            BulkAction::Resend => "Nothing to resend",
            BulkAction::Withdraw => "Nothing to withdraw",
            BulkAction::Restore => "Nothing to restore",
        },
        cannot: |format, action, refused, of| {
            let who = match refused == of {
                true if of == 1 => "The one selected".to_owned(),
                true => ["None of the ", &*format.number(of), " selected"].concat(),
                false => [&*format.number(refused), " of the ", &format.number(of), " selected"].concat(),
            };
            let can = if refused == of && of > 1 { " can be" } else { " cannot be" };
            [&who, can, participle(action), ":"].concat()
        },
        reason: |format, code, people| {
            let one = people == 1;
            let why = match code {
                obstacles::NOT_PENDING if one => "has no pending invitation",
                obstacles::NOT_PENDING => "have no pending invitation",
                obstacles::NOT_FOUND if one => "is no longer here",
                obstacles::NOT_FOUND => "are no longer here",
                obstacles::ABOVE_YOURSELF if one => "is offered more than you may yourself",
                obstacles::ABOVE_YOURSELF => "are offered more than you may yourself",
                obstacles::ALREADY_MEMBER if one => "has an address that somebody else has meanwhile",
                obstacles::ALREADY_MEMBER => "have addresses that others have meanwhile",
                obstacles::NO_SEAT_LEFT if one => "finds no free seat",
                obstacles::NO_SEAT_LEFT => "find no free seat",
                _ if one => "was refused",
                _ => "were refused",
            };
            [&*format.number(people), " ", why].concat()
        },
        doing: |format, action, done, of| {
            [&*format.number(done), " of ", &format.number(of), participle(action)].concat()
        },
        ended: |format, action, done, of| {
            [&*format.number(done), " of ", &*invitations(format, of), participle(action)].concat()
        },
        unknown: |format, people| {
            let rest = " may or may not have been processed (connection lost). Try again: nothing is done twice.";
            [&*format.number(people), rest].concat()
        },
        left: |format, people| {
            [&*format.number(people), if people == 1 { " was" } else { " were" }, " left as before."].concat()
        },
        done: |format, action, number| {
            let is = match (action, number) {
                (BulkAction::Resend, 1) => " is sent again",
                (BulkAction::Resend, _) => " are sent again",
                (BulkAction::Withdraw, _) => " withdrawn",
                (BulkAction::Restore, 1) => " is back",
                (BulkAction::Restore, _) => " are back",
            };
            [&*invitations(format, number), is].concat()
        },
        no_mail_title: "This server sends no email",
        no_mail: "So invitations cannot be sent again together. \
                  Copy a new link for each from the menu of its row, and pass it on.",
    },
};
