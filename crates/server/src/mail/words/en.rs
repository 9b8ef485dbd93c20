use super::{KindWords, MailboxWords, Words};

pub(super) static WORDS: Words = Words {
    message_from: |about| match about.inviter {
        Some(inviter) => format!("Message from {inviter}"),
        None => "Message".to_owned(),
    },
    roles: "Roles",
    until: "Valid until",
    link: "If the button does not work, open this address in a browser:",
    footer: "Sent automatically by Roster. Answers to this mail are not read.",
    role: |_| None,
    moment: |at| {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = usize::try_from(at.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
        format!("{} {month} {}, {:02}:{:02} UTC", at.day(), at.year(), at.hour(), at.minute())
    },
    invitation: KindWords {
        subject: |about| format!("Invitation to {}", about.organization),
        lead: |about| match about.inviter {
            Some(inviter) => format!("{inviter} invites you to join {}.", about.organization),
            None => format!("You are invited to join {}.", about.organization),
        },
        next: |_| "Open the invitation, then sign in or choose a name and a password.".to_owned(),
        button: "Open the invitation",
        unexpected: |_| {
            "You did not expect this? Then do nothing: you join only if you accept the invitation.".to_owned()
        },
    },
    reminder: KindWords {
        subject: |about| format!("Your invitation to {} ends soon", about.organization),
        lead: |about| match about.inviter {
            Some(inviter) => {
                format!("{inviter} has invited you to join {}. The invitation ends soon.", about.organization)
            }
            None => format!("You were invited to join {}. The invitation ends soon.", about.organization),
        },
        next: |about| {
            format!("Open the invitation before {}, then sign in or choose a name and a password.", about.until)
        },
        button: "Open the invitation",
        unexpected: |_| "You do not want to join? Then do nothing: this is the only reminder.".to_owned(),
    },
    new_link_wanted: KindWords {
        subject: |about| format!("{} asks for a new invitation", about.email),
        lead: |about| {
            format!(
                "Somebody opened a link that no longer works: the one to {} that was sent to {}. A new one is asked for.",
                about.organization, about.email
            )
        },
        next: |_| "Open the page of this person and send the invitation again, or withdraw it.".to_owned(),
        button: "Open the page",
        unexpected: |_| {
            "You do not want to invite this person any more? Then do nothing, or withdraw the invitation.".to_owned()
        },
    },
    invitation_wanted: KindWords {
        subject: |about| format!("{} asks to be invited again", about.email),
        lead: |about| {
            format!(
                "Somebody opened the link of the invitation to {} that was sent to {} and then withdrawn. Another one is asked \
                 for.",
                about.organization, about.email
            )
        },
        next: |about| format!("Open the list of users and invite {} again.", about.email),
        button: "Open the list of users",
        unexpected: |_| "You do not want to invite this person any more? Then do nothing.".to_owned(),
    },
    mailbox: MailboxWords {
        title: "Mailbox of the demo",
        lede: "No mail leaves this machine. What the demo would send is kept here until it ends.",
        empty: "No mail yet. Invite somebody, and the invitation appears here.",
        to: "To",
        at: "Time",
        back: "All mails",
        open_link: "Open the link of this mail",
        gone: "This mail is no longer here: only the newest are kept.",
        to_roster: "To Roster",
    },
};
