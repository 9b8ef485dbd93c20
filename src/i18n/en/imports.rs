//! English.

use api_types::{FindBy, ImportOutcome, MatchedField, MemberImportTab, NewPeople, SheetEncoding, SheetSeparator};

use crate::i18n::texts::imports::{ImportTexts, UserImportTexts, size};

pub static TEXTS: ImportTexts = ImportTexts {
    import: "Import",
    import_title: "Import",
    users: UserImportTexts {
        title: "Import users",
        steps: ["File", "Columns", "Check and import"],
        steps_label: |format, step| ["Import, step ", &*format.number(step), " of 3"].concat(),
        drop: "Drop a file here, or choose one.",
        file_hint: "CSV or text, up to 40 MB and 150,000 rows. An exported list of users fits.",
        file_problem: |code| {
            Some(match code {
                "empty" => "The file is empty. Choose another one.",
                "no_rows" => "There are no rows below the column headers.",
                "workbook" => "This is a workbook. Save it as CSV, or paste its rows here.",
                "quote" => "A quotation mark in the column headers is not closed.",
                "too_many_columns" => "There are more than 100 columns. Remove those you don’t need.",
                "too_many_rows" => "There are more than 150,000 rows. Split the file.",
                "too_large" => "The file is larger than 40 MB. Split it.",
                "no_mail" => "This server sends no email. Create links instead.",
                _ => return None,
            })
        },
        problem: |problem| {
            Some(match (problem.field.as_deref().unwrap_or_default(), problem.code.as_str()) {
                ("roles", "unknown") => "No role has this name.",
                ("roles", "required") => "A new user needs a role.",
                ("roles", "above_yourself") => "The role has more permissions than you.",
                ("roles", "own_access") => "You would no longer see the organization.",
                ("roles", "last_administrator") => "Nobody else administers the organization.",
                ("roles", "forbidden") => "You cannot assign roles.",
                ("companies", "unknown") => "No company has this name.",
                ("roles" | "companies", "separator") => "Separate several values with |.",
                ("roles" | "companies", "ambiguous") => "Several have this name.",
                ("supervisor", "unknown") => "No user has this signature, address or name.",
                ("supervisor", "ambiguous") => "Several users have this name. Use an email address.",
                ("supervisor", "own") => "Would be their own supervisor.",
                ("supervisor", "inactive") => "This user is inactive.",
                ("supervisor", "refused") => "The row of the supervisor is refused.",
                ("email", "taken") => "Another user has this address.",
                ("email", "domain_not_allowed") => "Domain not allowed in this organization.",
                ("email", "no_seat_left") => "No seats left.",
                ("email", "not_joined") => "Withdraw the invitation first.",
                ("email", "shared_account") => "Only the account’s owner can change the address.",
                ("email", "mail_limit") => "Too many emails were sent today.",
                ("email", "mail_refused") => "This person wants no invitations by email.",
                ("signature", "taken") => "Another user has this signature.",
                ("active_from" | "active_until", "past") => "The day has passed.",
                ("active_from" | "active_until", "too_far") => "At most 10 years ahead.",
                ("active_until", "before_first_day") => "Before the first day.",
                ("email", "required") => "A new user needs an email address.",
                ("id", "unknown") => "No user has this ID.",
                ("given_name", "required") => "A user who has joined has a name.",
                (_, "above_yourself") => "This user has more permissions than you.",
                (_, "last_administrator") => "Nobody else administers the organization.",
                (_, "own_account") => "You cannot do this to yourself.",
                (_, "quote") => "A quotation mark is not closed, or has text behind it.",
                (_, "encoding") => "The row has characters of another encoding.",
                (_, "nul") => "The row has NUL characters.",
                _ => return None,
            })
        },
        replace: "Replace file",
        file_facts: |format, rows, columns, bytes| {
            let (rows, columns) = (format.count(rows, "row", "rows"), format.count(columns, "column", "columns"));
            [&*rows, ", ", &columns, ", ", &size(format, bytes)].concat()
        },
        header: "Column headers",
        first_row: "First row",
        no_header: "No column headers",
        detected: |name| [name, " (detected)"].concat(),
        columns_lede: |format, matched, all| {
            let all = format.count(all, "column is matched.", "columns are matched.");
            [&*format.number(matched), " of ", &all, " Each field can be used once."].concat()
        },
        column: |format, number| ["Column ", &*format.number(number)].concat(),
        field: |field| match field {
            "id" => "ID",
            "given_name" => "First name",
            "family_name" => "Last name",
            "name" => "Full name",
            "email" => "Email",
            "signature" => "Signature",
            "phone" => "Phone",
            "title" => "Job title",
            "language" => "Language",
            "note" => "Note",
            "roles" => "Roles",
            "companies" => "Companies",
            "supervisor" => "Supervisor",
            "active_from" => "Active from",
            "active_until" => "Active until",
            "status" => "Status",
            _ => "Other",
        },
        several_values: "Several values: separated by | or ;",
        unknown: |format, field, first, all| {
            let what = match field {
                MatchedField::Roles => "” is not a role",
                MatchedField::Companies => "” is not a company",
            };
            let more = if all > 1 { [", ", &*format.number(all - 1), " more"].concat() } else { String::new() };
            ["“", first, what, &more, "."].concat()
        },
        match_values: "Match values",
        match_lede: "What you choose holds for all rows with this value.",
        meaning_of: |value| ["Meaning of ", value].concat(),
        in_rows: |format, rows| if rows == 0 { String::new() } else { format.count(rows, "row", "rows") },
        not_matched: "Not matched: rows are refused",
        left_out: "Leave out this value",
        match_apply: "Match",
        how: "How to import",
        new_people: "New people",
        new_people_option: |it| match it {
            NewPeople::Invite => ("Invite by email", "They confirm with a link."),
            NewPeople::Links => ("Invite with links", "No email is sent. You get a file with the links."),
            NewPeople::Inactive => ("Create as inactive", "No email is sent. Activate them later."),
        },
        find_by: "Find existing users by",
        find_by_option: |it| match it {
            FindBy::Email => "Email",
            FindBy::Signature => "Signature",
        },
        rows_match: |format, by, rows| {
            let rows = format.count(rows, "row matches a user.", "rows match a user.");
            match by {
                FindBy::Email => rows,
                FindBy::Signature => [&*rows, " The email can change."].concat(),
            }
        },
        switches: [
            ("Do not change existing users", "Off: users who are found get the values of the file."),
            ("Empty cells clear the value", "Off: an empty cell leaves the value as it is."),
            ("Deactivate users who are not in the file", "You see them in a tab of their own before anything happens."),
        ],
        summary: "Summary",
        rows_in_file: "Rows in the file",
        found_by_email: "Found by email",
        found_by_signature: "Found by signature",
        not_found: "Not found, new",
        columns_matched: "Columns matched",
        out_of: |format, some, all| [&*format.number(some), " of ", &format.number(all)].concat(),
        not_imported: "Not imported",
        to_match: |format, values, rows| {
            let values = format.count(values, "value to match.", "values to match.");
            let rows = format.count(rows, "row is refused", "rows are refused");
            [&*values, " ", &rows, " until then."].concat()
        },
        next_title: "What happens next",
        next: [
            ("The server checks every row", "Nothing is saved and no email is sent."),
            ("You see each change before it is made", "Then you start the import."),
        ],
        back: "Back",
        check_rows: |format, rows| ["Check ", &*format.count(rows, "row", "rows")].concat(),
        preparing: |format, done, all| {
            [&*format.number(done), " of ", &format.count(all, "row", "rows"), " checked"].concat()
        },
        running: |format, done, all| {
            [&*format.number(done), " of ", &format.count(all, "row", "rows"), " imported"].concat()
        },
        goes_on: "The import goes on when you leave this page.",
        tab: |tab| match tab {
            MemberImportTab::New => "New",
            MemberImportTab::Changed => "Changed",
            MemberImportTab::Unchanged => "Unchanged",
            MemberImportTab::Refused => "Refused",
            MemberImportTab::Missing => "Not in the file",
        },
        tab_means: |tab| match tab {
            MemberImportTab::New => "These people are not users yet.",
            MemberImportTab::Changed => "Only cells with an arrow change. Everything else stays as it is.",
            MemberImportTab::Unchanged => "These users are already as the file says.",
            MemberImportTab::Refused => {
                "These rows are left out. Download them, correct the marked cells and import that file."
            }
            MemberImportTab::Missing => "These users are active and not in the file. The import deactivates them.",
        },
        rows_label: |format, tab, rows| {
            let tab = match tab {
                MemberImportTab::New => "New rows, ",
                MemberImportTab::Changed => "Changed rows, ",
                MemberImportTab::Unchanged => "Unchanged rows, ",
                MemberImportTab::Refused => "Refused rows, ",
                MemberImportTab::Missing => "Users who are not in the file, ",
            };
            [tab, &*format.number(rows)].concat()
        },
        row: "Row",
        user: "User",
        more_rows: "Show more rows",
        none: "none",
        before: "Before:",
        after: "After:",
        access_ends: "access ends",
        status: |status| if status == "active" { "Active" } else { "Inactive" },
        sends: |format, mails| ["Importing sends ", &*format.count(mails, "invitation", "invitations"), "."].concat(),
        lose_access: |format, users| [&*format.count(users, "user loses", "users lose"), " access."].concat(),
        ended_early: |format, changed| {
            ["The import ended early. ", &*format.count(changed, "row was", "rows were"), " imported."].concat()
        },
        incomplete: "The file did not arrive completely. Import it again.",
        rejects: "Download rejects",
        links: "Download links",
        links_head: || ["Row", "Email", "Link"],
        links_file: "invitation-links.csv",
        to_users: "Go to users",
    },
    contacts: "Import contacts",
    devices: "Import devices",
    lede: "From a CSV file or a spreadsheet. Nothing is saved before you have seen the result.",
    choose_file: "Choose a file",
    other_file: "Choose another file",
    file_hint: "CSV or text, at most 5 MB and 10,000 rows. The first row names the columns. An exported list fits.",
    paste: "Or paste rows from a spreadsheet",
    paste_hint: "Copy them with their column headers.",
    pasted: "Pasted rows",
    read_rows: "Check rows",
    file_unreadable: "The browser couldn't read this file. Choose it again.",
    encoding: "Encoding",
    encoding_hint: "If names look wrong in the samples, choose another encoding.",
    encoding_name: |encoding| match encoding {
        SheetEncoding::Utf8 => "UTF-8",
        SheetEncoding::Utf16Le => "UTF-16 LE",
        SheetEncoding::Utf16Be => "UTF-16 BE",
        SheetEncoding::Windows1252 => "Windows-1252",
    },
    separator: "Separator",
    separator_name: |separator| match separator {
        SheetSeparator::Comma => "Comma ,",
        SheetSeparator::Semicolon => "Semicolon ;",
        SheetSeparator::Tab => "Tab",
        SheetSeparator::VerticalBar => "Vertical bar |",
    },
    columns: "Columns",
    columns_matched: |format, matched, all| {
        [&*format.number(matched), " of ", &format.count(all, "column is", "columns are"), " imported."].concat()
    },
    in_file: "In the file",
    samples: "Samples",
    field: "Field in Roster",
    field_of: |column| ["Field for ", column].concat(),
    unnamed: "No name",
    not_imported: "Do not import",
    missing: |field| ["Choose a column for ", field, "."].concat(),
    rows: "Rows",
    outcome: |outcome| match outcome {
        ImportOutcome::New => "New",
        ImportOutcome::Changed => "Changed",
        ImportOutcome::Unchanged => "Unchanged",
        ImportOutcome::Refused => "Refused",
    },
    outcome_means: |outcome| match outcome {
        ImportOutcome::New => "These rows are created.",
        ImportOutcome::Changed => "Only what is listed changes. Empty cells leave a value as it is.",
        ImportOutcome::Unchanged => "These rows are in Roster already, just as in the file.",
        ImportOutcome::Refused => "These rows are left out. Download them, correct them and import that file.",
    },
    row: |format, row| ["Row ", &format.number(row)].concat(),
    none_of_these: "No rows.",
    first_of: |format, shown, all| {
        ["The first ", &*format.number(shown), " of ", &format.count(all, "row", "rows"), "."].concat()
    },
    no_value: "none",
    problem: |problem| {
        Some(match (problem.field.as_deref().unwrap_or_default(), problem.code.as_str()) {
            (_, "too_many_cells") => "More cells than column headers.",
            (_, "changed_meanwhile") => "Changed by another user meanwhile. Check the file again.",
            ("email", "invalid") => "Not a complete address.",
            ("email", "required") => "Email or phone is missing.",
            ("email" | "phone", "ambiguous") => "Several contacts fit. Add a column with their IDs.",
            ("phone", "invalid") => "Not a phone number.",
            ("phone", "required") => "Emergency contacts need a phone number.",
            ("language", "unknown") => "Unknown language.",
            ("purposes", "unknown") => "Unknown purpose. Use technical, billing or emergency.",
            ("group", "unknown") => "No device group has this name.",
            ("group", "ambiguous") => "Several device groups have this name. Enter the ID of the group.",
            ("id", "unknown") => "Nothing in this organization has this ID.",
            ("external_id", "taken") => "Another device has this ID.",
            (_, "required") => "Missing.",
            (_, "too_long") => "Too long.",
            (_, "invalid") => "Not allowed here.",
            _ => return None,
        })
    },
    same_as_row: |format, row| ["About the same as row ", &*format.number(row), "."].concat(),
    file_problem: |code| {
        Some(match code {
            "empty" => "The file is empty. Choose another one.",
            "no_rows" => "There are no rows below the column headers.",
            "workbook" => "This is a workbook. Save it as CSV, or copy its rows and paste them here.",
            "encoding" => "The file isn't text in this encoding. Choose another encoding.",
            "nul" => "This isn't a text file. Save it as CSV in UTF-8.",
            "quote" => "A quotation mark is not closed, or has text behind it.",
            "too_many_columns" => "There are more than 100 columns. Remove those that you don't need.",
            "too_many_rows" => "There are more than 10,000 rows. Split the file.",
            "too_large" => "The file is larger than 5 MB. Split it.",
            _ => return None,
        })
    },
    problem_in_row: |problem, row| [problem, " See row ", row, "."].concat(),
    rejects: "Download refused rows",
    rejects_file: "refused.csv",
    reason: "Reason",
    nothing_saved: "Nothing is saved yet.",
    nothing_to_import: "No row is new or changed.",
    submit: |format, rows| ["Import ", &*format.count(rows, "row", "rows")].concat(),
    progress: |format, done, all| [&*format.number(done), " of ", &format.count(all, "row", "rows"), " saved"].concat(),
    done: |format, new, changed| [&*format.number(new), " created, ", &format.number(changed), " changed."].concat(),
    done_refused: |format, rows| [&*format.count(rows, "row was", "rows were"), " refused."].concat(),
};
