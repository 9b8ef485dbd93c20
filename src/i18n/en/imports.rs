//! English.

use api_types::{ImportOutcome, SheetEncoding, SheetSeparator};

use crate::i18n::texts::imports::ImportTexts;

pub static TEXTS: ImportTexts = ImportTexts {
    import: "Import",
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
