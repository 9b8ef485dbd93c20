use super::{KindWords, MailboxWords, Words};

pub(super) static WORDS: Words = Words {
    message_from: |about| match about.inviter {
        Some(inviter) => format!("Nachricht von {inviter}"),
        None => "Nachricht".to_owned(),
    },
    roles: "Rollen",
    until: "Gültig bis",
    link: "Wenn die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse im Browser:",
    footer: "Automatisch von Roster gesendet. Antworten auf diese E-Mail werden nicht gelesen.",
    role: |key| match key {
        "administrator" => Some("Administrator"),
        "editor" => Some("Bearbeiter"),
        "viewer" => Some("Betrachter"),
        _ => None,
    },
    moment: |at| {
        const MONTHS: [&str; 12] = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ];
        let month = usize::try_from(at.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
        format!("{}. {month} {}, {:02}:{:02} UTC", at.day(), at.year(), at.hour(), at.minute())
    },
    invitation: KindWords {
        subject: |about| format!("Einladung zu {}", about.organization),
        lead: |about| match about.inviter {
            Some(inviter) => format!("{inviter} lädt Sie ein, {} beizutreten.", about.organization),
            None => format!("Sie sind eingeladen, {} beizutreten.", about.organization),
        },
        next: |_| {
            "Öffnen Sie die Einladung und melden Sie sich an, oder wählen Sie einen Namen und ein Passwort.".to_owned()
        },
        button: "Einladung öffnen",
        unexpected: |_| {
            "Sie haben das nicht erwartet? Dann tun Sie nichts: Sie treten nur bei, wenn Sie die Einladung annehmen."
                .to_owned()
        },
    },
    reminder: KindWords {
        subject: |about| format!("Ihre Einladung zu {} endet bald", about.organization),
        lead: |about| match about.inviter {
            Some(inviter) => {
                format!("{inviter} hat Sie eingeladen, {} beizutreten. Die Einladung endet bald.", about.organization)
            }
            None => format!("Sie wurden eingeladen, {} beizutreten. Die Einladung endet bald.", about.organization),
        },
        next: |about| {
            format!(
                "Öffnen Sie die Einladung vor dem {} und melden Sie sich an, oder wählen Sie einen Namen und ein Passwort.",
                about.until
            )
        },
        button: "Einladung öffnen",
        unexpected: |_| "Sie möchten nicht beitreten? Dann tun Sie nichts: Dies ist die einzige Erinnerung.".to_owned(),
    },
    new_link_wanted: KindWords {
        subject: |about| format!("{} bittet um eine neue Einladung", about.email),
        lead: |about| {
            format!(
                "Jemand hat einen Link geöffnet, der nicht mehr gilt: den zu {}, der an {} gesendet wurde. Nun wird um \
                 einen neuen gebeten.",
                about.organization, about.email
            )
        },
        next: |_| {
            "Öffnen Sie die Seite dieser Person und senden Sie die Einladung erneut, oder ziehen Sie sie zurück."
                .to_owned()
        },
        button: "Seite öffnen",
        unexpected: |_| {
            "Sie möchten diese Person nicht mehr einladen? Dann tun Sie nichts oder ziehen Sie die Einladung zurück."
                .to_owned()
        },
    },
    invitation_wanted: KindWords {
        subject: |about| format!("{} bittet darum, wieder eingeladen zu werden", about.email),
        lead: |about| {
            format!(
                "Jemand hat den Link der Einladung zu {} geöffnet, die an {} gesendet und dann zurückgezogen wurde. Nun wird um \
                 eine neue gebeten.",
                about.organization, about.email
            )
        },
        next: |about| format!("Öffnen Sie die Liste der Benutzer und laden Sie {} wieder ein.", about.email),
        button: "Liste der Benutzer öffnen",
        unexpected: |_| "Sie möchten diese Person nicht mehr einladen? Dann tun Sie nichts.".to_owned(),
    },
    mailbox: MailboxWords {
        title: "Postfach der Vorführung",
        lede: "Keine E-Mail verlässt diesen Rechner. Was die Vorführung senden würde, bleibt hier, bis sie endet.",
        empty: "Noch keine E-Mail. Laden Sie jemanden ein, dann erscheint die Einladung hier.",
        to: "An",
        at: "Zeit",
        back: "Alle E-Mails",
        open_link: "Link dieser E-Mail öffnen",
        gone: "Diese E-Mail ist nicht mehr hier: Nur die neuesten bleiben.",
        to_roster: "Zu Roster",
    },
};
