//! English.

use api_types::member_problems;

use crate::i18n::texts::invite::InviteTexts;

pub static TEXTS: InviteTexts = InviteTexts {
    lede: |organization, number| ["to ", organization, ", ", number].concat(),
    addresses: "Email addresses",
    first_address: "Type or paste one or more",
    next_address: "Add another",
    remove: |name| ["Remove ", name].concat(),
    obstacle: |code| match code {
        member_problems::INVALID_EMAIL => "isn't a complete email address. Correct or remove it.",
        member_problems::DUPLICATE => "is listed twice.",
        member_problems::ALREADY_MEMBER => "is already a user.",
        member_problems::ALREADY_INVITED => "is already invited. Resend the invitation from the list.",
        member_problems::INACTIVE_MEMBER => "is already a user (inactive).",
        member_problems::EXPIRED_INVITATION => "has an expired invitation. Resend it from the list.",
        member_problems::DOMAIN_NOT_ALLOWED => "has a domain that this organization doesn't allow.",
        member_problems::NO_SEAT_LEFT => "can't be invited: no seats left.",
        member_problems::MAIL_LIMIT => "can't get another email today. Try again tomorrow, or share a link instead.",
        member_problems::MAIL_REFUSED => "doesn't want invitations by email. Share a link instead.",
        member_problems::NOT_PENDING => "has already accepted, or the invitation was withdrawn.",
        _ => "can't be invited.",
    },
    address_missing: "Enter at least one email address.",
    companies: "Companies",
    message: "Message",
    message_hint: "Shown in the email and on the invitation page",
    start_label: "Send the invitation",
    start: |name| match name {
        "first_day" => "On the first day with access",
        "later" => "Later: only create the users",
        _ => "Now",
    },
    first_day: "First day",
    first_day_hint: |zone| ["Users stay inactive until then. Invitations are sent at midnight (", zone, ")."].concat(),
    first_day_invalid: "Choose a day after today and within the next 10 years.",
    later_hint: "New users are inactive and use a seat. Activate a user to send the invitation.",
    expires_after: "Link expires after",
    days: |format, days, until| [&*format.count(days.into(), "day", "days"), " (", until, ")"].concat(),
    mail_language: "Email language",
    send_email: "Send invitation email",
    mail_none: "This server doesn't send email. Copy the links and share them.",
    mail_kept: "Demo: nothing is sent. Read it in the ",
    mailbox: "mailbox",
    seats: |format, used, limit| {
        ["Then ", &*format.number(used), " of ", &format.number(limit), " seats are used"].concat()
    },
    to_correct: |format, wrong| [&*format.count(wrong, "address", "addresses"), " to correct"].concat(),
    submit: |format, people| match people {
        0 => "Invite users".to_owned(),
        people => ["Invite ", &format.count(people, "user", "users")].concat(),
    },
    submit_held: |format, people| match people {
        0 => "Create users".to_owned(),
        people => ["Create ", &*format.count(people, "user", "users")].concat(),
    },
    created_held: |format, created, refused| {
        let created = [&*format.count(created, "user", "users"), " created"].concat();
        match refused {
            0 => [&created, "."].concat(),
            refused => [&created, ", ", &format.count(refused, "address", "addresses"), " not created."].concat(),
        }
    },
    sent_on: |day| ["The invitations are sent on ", day, "."].concat(),
    sent_later: "Activate the users to send the invitations.",
    created: |format, invited, refused| {
        let created = [&*format.count(invited, "invitation", "invitations"), " created"].concat();
        match refused {
            0 => [&created, "."].concat(),
            refused => [&created, ", ", &format.count(refused, "address", "addresses"), " not invited."].concat(),
        }
    },
    valid_until: |date| ["Valid until ", date, "."].concat(),
    mails_leave: "Emails are being sent.",
    no_mails: "No email was sent. Share the links.",
    copy_link: "Copy link",
    copy_all: |format, links| ["Copy ", &*format.number(links), " links"].concat(),
    links: "Personal links",
    links_hint: "Each link works once and only for its email address. Links are shown only here. \
                     You can create a new one in the list at any time.",
    show: "Show in list",
    correct: |format, failed| ["Correct ", &format.count(failed, "address", "addresses")].concat(),
    more: "Invite more",
    done: "Done",
    access: "They get",
    mail_undelivered: "Email couldn't be delivered. Share the link.",
    mails_sent: |format, sent, failed| {
        let sent = [&*format.count(sent, "email", "emails"), " sent."].concat();
        match failed {
            0 => sent,
            failed => [&*sent, " ", &format.number(failed), " failed."].concat(),
        }
    },
};
