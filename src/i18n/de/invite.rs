//! German.

use api_types::obstacles;

use crate::i18n::texts::invite::InviteTexts;

pub static TEXTS: InviteTexts = InviteTexts {
    lede: |organization, number| ["zu ", organization, ", ", number].concat(),
    addresses: "E-Mail-Adressen",
    first_address: "Eine oder viele eingeben oder einfügen",
    next_address: "Weitere Adresse",
    remove: |name| [name, " entfernen"].concat(),
    obstacle: |code| match code {
        obstacles::INVALID_EMAIL => "ist keine vollständige Adresse. Berichtigen oder entfernen Sie sie.",
        obstacles::DUPLICATE => "steht hier zweimal.",
        obstacles::ALREADY_MEMBER => "ist hier schon Benutzer.",
        obstacles::ALREADY_INVITED => "ist schon eingeladen. Senden Sie die Einladung in der Liste erneut.",
        obstacles::INACTIVE_MEMBER => "ist hier Benutzer, aber inaktiv.",
        obstacles::EXPIRED_INVITATION => "wurde schon eingeladen und nahm nicht an. Senden Sie in der Liste erneut.",
        obstacles::DOMAIN_NOT_ALLOWED => "gehört zu einer Domain, die diese Organisation nicht erlaubt.",
        obstacles::NO_SEAT_LEFT => "findet keinen freien Platz mehr.",
        obstacles::NOT_PENDING => "hat inzwischen angenommen oder wurde zurückgezogen.",
        _ => "kann nicht eingeladen werden.",
    },
    address_missing: "Geben Sie mindestens eine Adresse ein.",
    companies: "Firmen",
    message: "Nachricht",
    message_hint: "Steht in der E-Mail und auf der Seite, auf der die Einladung angenommen wird",
    expires_after: "Link läuft ab nach",
    days: |format, days, until| [&*format.count(days.into(), "Tag", "Tagen"), " (", until, ")"].concat(),
    mail_language: "Sprache der E-Mail",
    send_email: "Einladung per E-Mail senden",
    mail_none: "Dieser Server sendet keine E-Mails: Kopieren Sie die Links und geben Sie sie weiter.",
    mail_kept: "Keine E-Mail verlässt diese Vorführung: Sie liegt im ",
    mailbox: "Postfach",
    seats: |format, used, limit| ["Dann ", &*format.number(used), " von ", &format.number(limit), " Plätzen"].concat(),
    to_correct: |format, wrong| [&*format.count(wrong, "Adresse", "Adressen"), " zu berichtigen"].concat(),
    submit: |format, people| match people {
        0 => "Benutzer einladen".to_owned(),
        people => [&*format.number(people), " Benutzer einladen"].concat(),
    },
    created: |format, invited, refused| {
        let created = [&*format.count(invited, "Einladung", "Einladungen"), " erstellt"].concat();
        match refused {
            0 => [&created, "."].concat(),
            refused => {
                let refused = format.count(refused, "Adresse", "Adressen");
                [&created, ", ", &refused, " nicht eingeladen."].concat()
            }
        }
    },
    valid_until: |date| ["Sie stehen jetzt in der Liste und gelten bis ", date, "."].concat(),
    mails_leave: "Die E-Mails sind unterwegs.",
    no_mails: "Es wurde keine E-Mail gesendet: Geben Sie die Links weiter.",
    copy_all: |format, links| ["Alle ", &format.number(links), " kopieren"].concat(),
    links: "Persönliche Links",
    links_hint: "Jeder Link gilt einmal und nur für seine Adresse. Er ist nur hier zu sehen; einen neuen können Sie \
             jederzeit in der Liste erstellen.",
    again: |format, failed| [&*format.number(failed), " erneut einladen"].concat(),
    more: "Weitere einladen",
    done: "Fertig",
    access: "Was sie bekommen",
    mail_undelivered: "E-Mail nicht zustellbar. Geben Sie den Link weiter.",
    mails_sent: |format, sent, failed| {
        let sent = [&*format.count(sent, "E-Mail", "E-Mails"), " gesendet."].concat();
        match failed {
            0 => sent,
            failed => [&*sent, " ", &format.number(failed), " gescheitert."].concat(),
        }
    },
};
