//! English.

use api_types::obstacles;

use crate::i18n::texts::invite::InviteTexts;

pub static TEXTS: InviteTexts = InviteTexts {
    lede: |organization, number| ["to ", organization, ", ", number].concat(),
    addresses: "Email addresses",
    first_address: "Type or paste one or many",
    next_address: "Add another",
    remove: |name| ["Remove ", name].concat(),
    obstacle: |code| match code {
        obstacles::INVALID_EMAIL => "is not a complete address. Correct it or take it out.",
        obstacles::DUPLICATE => "stands here twice.",
        obstacles::ALREADY_MEMBER => "is a user here already.",
        obstacles::ALREADY_INVITED => "is invited already. Send that invitation again from the list.",
        obstacles::INACTIVE_MEMBER => "is a user here, but inactive.",
        obstacles::EXPIRED_INVITATION => "was invited before and did not accept. Send it again from the list.",
        obstacles::DOMAIN_NOT_ALLOWED => "is at a domain that this organization does not allow.",
        obstacles::NO_SEAT_LEFT => "finds no free seat any more.",
        obstacles::NOT_PENDING => "has accepted meanwhile, or was withdrawn.",
        _ => "cannot be invited.",
    },
    address_missing: "Enter at least one address.",
    companies: "Companies",
    message: "Message",
    message_hint: "Shown in the email and on the page where the invitation is accepted",
    expires_after: "Link expires after",
    days: |format, days, until| [&*format.count(days.into(), "day", "days"), " (", until, ")"].concat(),
    mail_language: "Language of the email",
    send_email: "Send invitation email",
    mail_none: "This server sends no email: copy the links and pass them on.",
    mail_kept: "No email leaves this demonstration: it is kept in the ",
    mailbox: "mailbox",
    seats: |format, used, limit| [&*format.number(used), " of ", &format.number(limit), " seats then"].concat(),
    to_correct: |format, wrong| [&*format.count(wrong, "address", "addresses"), " to correct"].concat(),
    submit: |format, people| match people {
        0 => "Invite users".to_owned(),
        people => ["Invite ", &format.count(people, "user", "users")].concat(),
    },
    created: |format, invited, refused| {
        let created = [&*format.count(invited, "invitation", "invitations"), " created"].concat();
        match refused {
            0 => [&created, "."].concat(),
            refused => [&created, ", ", &format.count(refused, "address", "addresses"), " not invited."].concat(),
        }
    },
    valid_until: |date| ["They are in the list now and valid until ", date, "."].concat(),
    mails_leave: "The emails are on their way.",
    no_mails: "No email was sent: pass the links on.",
    copy_all: |format, links| ["Copy all ", &format.number(links)].concat(),
    links: "Personal links",
    links_hint: "Each link works once and only for its own address. It is shown only here; you can make a new one \
             in the list at any time.",
    again: |format, failed| ["Invite ", &format.number(failed), " again"].concat(),
    more: "Invite more",
    done: "Done",
    access: "Access they get",
    mail_undelivered: "Email could not be delivered. Pass the link on.",
    mails_sent: |format, sent, failed| {
        let sent = [&*format.count(sent, "email", "emails"), " sent."].concat();
        match failed {
            0 => sent,
            failed => [&*sent, " ", &format.number(failed), " failed."].concat(),
        }
    },
};
