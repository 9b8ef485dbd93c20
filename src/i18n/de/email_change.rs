//! German.

use crate::{forms::NewEmailProblem, i18n::texts::email_change::EmailChangeTexts};

pub const TEXTS: EmailChangeTexts = EmailChangeTexts {
    title: |name| ["E-Mail-Adresse von ", name, " ändern"].concat(),
    means: |present| {
        [
            "Wir senden einen Link an die neue Adresse. Sie gilt, sobald der Link geöffnet und bestätigt wird. \
             Bis dahin erfolgt die Anmeldung mit ",
            present,
            ". Auch dorthin geht eine Nachricht.",
        ]
        .concat()
    },
    field: "Neue E-Mail-Adresse",
    replaces: |pending| [pending, " wartet auf Bestätigung und wird durch eine neue Adresse ersetzt."].concat(),
    submit: "Link senden",
    no_mail: "Dieser Server sendet keine E-Mails, eine neue Adresse kann also nicht bestätigt werden. \
              Wenden Sie sich an den Betreiber dieses Servers.",
    wrong: |problem| match problem {
        NewEmailProblem::Incomplete => "Geben Sie eine vollständige E-Mail-Adresse ein, etwa name@example.com.",
        NewEmailProblem::Same => "Das ist bereits die E-Mail-Adresse des Benutzers.",
        NewEmailProblem::Taken => "Ein anderer Benutzer dieser Organisation hat diese E-Mail-Adresse.",
        NewEmailProblem::Domain => "Diese Organisation erlaubt keine Adressen mit dieser Domain.",
        NewEmailProblem::NoMail => {
            "Dieser Server sendet keine E-Mails, eine neue Adresse kann also nicht bestätigt werden."
        }
        NewEmailProblem::Invalid => "Diese Adresse kann nicht verwendet werden. Prüfen Sie sie auf falsche Zeichen.",
    },
};
