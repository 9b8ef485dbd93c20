//! English.

use crate::{forms::NewEmailProblem, i18n::texts::email_change::EmailChangeTexts};

pub const TEXTS: EmailChangeTexts = EmailChangeTexts {
    title: |name| ["Change the email address of ", name].concat(),
    means: |present| {
        [
            "We send a link to the new address. The address changes once it is confirmed with the link. \
             Until then, sign-in works with ",
            present,
            ", which gets a notice too.",
        ]
        .concat()
    },
    field: "New email address",
    replaces: |pending| [pending, " is waiting for confirmation. A new address replaces it."].concat(),
    submit: "Send link",
    no_mail: "This server sends no email, so nobody can confirm a new address. Ask the operator of this server.",
    wrong: |problem| match problem {
        NewEmailProblem::Incomplete => "Enter a complete email address, such as name@example.com.",
        NewEmailProblem::Same => "This is already the user's email address.",
        NewEmailProblem::Taken => "Another user of this organization has this email address.",
        NewEmailProblem::Domain => "This organization doesn't allow addresses at this domain.",
        NewEmailProblem::NoMail => "This server sends no email, so nobody can confirm a new address.",
        NewEmailProblem::Invalid => "This address can't be used. Check it for wrong characters.",
    },
};
