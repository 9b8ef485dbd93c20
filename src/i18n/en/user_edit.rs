//! English.

use crate::i18n::texts::user_edit::UserEditTexts;

pub const TEXTS: UserEditTexts = UserEditTexts {
    profile_lede: "Visible to everyone who can view users.",
    companies_lede: "Which legal entities the user belongs to, and who approves for them.",
    email_hint: "Used to sign in.",
    email_change_hint: "A new address works after it is confirmed.",
    email_own: "Change your own address in your account.",
    email_no_mail: "It can't be changed: this server sends no email, so nobody can confirm a new address. Ask the operator of this server.",
    email_pending: "New email address",
    email_waits: "is waiting for confirmation.",
    email_waits_since: |requested, expires| ["Link sent: ", requested, ". Expires: ", expires, "."].concat(),
    email_given_up: "We've stopped retrying. Check the address, then send the link again.",
    email_resend: "Resend link",
    email_resend_from: |moment| ["Next resend: ", moment, "."].concat(),
    email_cancel: "Cancel change",
    signature_hint: "Short and unique; shown on documents.",
    language_hint: "For emails to this user.",
    note: "Note for colleagues",
    note_field: "Note",
    note_lede: "Visible to everyone who can view users.",
    phone: "Phone",
    title: "Job title",
    language: "Language",
    no_language: "Not chosen",
    whole_name: |name| ["The full name is “", name, "”. Enter first and last name to split it."].concat(),
    add_company: "Add a company",
    remove_company: |name| ["Remove ", name].concat(),
    no_company_left: "No other companies.",
    no_company: "No company",
    no_supervisor: "No supervisor",
    supervisor_of: "Supervisor of ",
    users: |format, users| format.count(users, "user", "users"),

    changed: "Changed",
    unsaved: "Unsaved changes",
    unsaved_count: |format, changes| format.count(changes, "unsaved change", "unsaved changes"),
    discard: "Discard",
    save: "Save changes",
    saved: |name| ["Changes to ", name, " saved"].concat(),
    discarded: "Changes discarded",

    name_missing: "Enter a first or last name.",
    name_invalid: "Use one line of at most 120 characters.",
    signature_invalid: "Use at most 16 letters, digits, - . or /",
    signature_taken: "Another user has this signature. Choose another.",
    phone_invalid: "Enter a phone number, such as +49 30 5550 1187.",
    title_invalid: "Use one line of at most 120 characters.",
    language_unknown: "Choose another language.",
    note_invalid: "Use at most 2,000 characters of plain text.",
    companies_too_many: "Choose at most 200 companies.",
    company_unknown: "A company was archived or no longer exists. Remove it.",
    supervisor_unknown: "This user is no longer active. Choose another supervisor.",
    supervisor_cycle: |chain| ["This would form a circle: ", chain, ". Choose another supervisor."].concat(),

    conflicts: |format, fields| {
        [
            "Another user has saved changes meanwhile. ",
            &format.count(fields, "field was", "fields were"),
            " changed by both of you. Choose a value, then save.",
        ]
        .concat()
    },
    conflict: |theirs, mine| ["Now: ", theirs, "; yours: ", mine].concat(),
    keep_mine: "Keep mine",
    take_theirs: "Take theirs",

    leave_title: "Leave without saving?",
    leave_text: "Your changes on this page will be lost.",
    stay: "Stay",
    leave: "Discard and leave",
};
