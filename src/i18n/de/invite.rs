//! German.

use api_types::member_problems;

use crate::i18n::texts::invite::InviteTexts;

pub static TEXTS: InviteTexts = InviteTexts {
    lede: |organization, number| ["zu ", organization, ", ", number].concat(),
    addresses: "E-Mail-Adressen",
    first_address: "Eine oder mehrere eingeben oder einfügen",
    next_address: "Weitere Adresse",
    remove: |name| [name, " entfernen"].concat(),
    obstacle: |code| match code {
        member_problems::INVALID_EMAIL => "ist keine vollständige E-Mail-Adresse. Korrigieren oder entfernen Sie sie.",
        member_problems::DUPLICATE => "ist doppelt aufgeführt.",
        member_problems::ALREADY_MEMBER => "ist bereits Benutzer.",
        member_problems::ALREADY_INVITED => "ist bereits eingeladen. Senden Sie die Einladung in der Liste erneut.",
        member_problems::INACTIVE_MEMBER => "ist bereits Benutzer (inaktiv).",
        member_problems::EXPIRED_INVITATION => "hat eine abgelaufene Einladung. Senden Sie sie in der Liste erneut.",
        member_problems::DOMAIN_NOT_ALLOWED => "gehört zu einer Domain, die diese Organisation nicht erlaubt.",
        member_problems::NO_SEAT_LEFT => "kann nicht eingeladen werden: kein freier Platz.",
        member_problems::MAIL_LIMIT => {
            "kann heute keine weitere E-Mail erhalten. Versuchen Sie es morgen, oder geben Sie einen Link weiter."
        }
        member_problems::MAIL_REFUSED => "möchte keine Einladungen per E-Mail. Geben Sie einen Link weiter.",
        member_problems::NOT_PENDING => "hat bereits angenommen, oder die Einladung wurde zurückgezogen.",
        _ => "kann nicht eingeladen werden.",
    },
    address_missing: "Geben Sie mindestens eine E-Mail-Adresse ein.",
    companies: "Firmen",
    message: "Nachricht",
    message_hint: "Erscheint in der E-Mail und auf der Einladungsseite",
    start_label: "Einladung senden",
    start: |name| match name {
        "first_day" => "Am ersten Tag mit Zugang",
        "later" => "Später: Benutzer nur anlegen",
        _ => "Jetzt",
    },
    first_day: "Erster Tag",
    first_day_hint: |zone| {
        ["Bis dahin sind die Benutzer inaktiv. Die Einladungen werden um Mitternacht (", zone, ") gesendet."].concat()
    },
    first_day_invalid: "Wählen Sie einen Tag nach heute und in den nächsten 10 Jahren.",
    later_hint: "Neue Benutzer sind inaktiv und belegen einen Platz. Die Einladung wird beim Aktivieren gesendet.",
    expires_after: "Link läuft ab nach",
    days: |format, days, until| [&*format.count(days.into(), "Tag", "Tagen"), " (", until, ")"].concat(),
    mail_language: "Sprache der E-Mail",
    send_email: "Einladung per E-Mail senden",
    mail_none: "Dieser Server sendet keine E-Mails. Kopieren Sie die Links und geben Sie sie weiter.",
    mail_kept: "Demo: Es wird nichts gesendet. Sie finden die E-Mail im ",
    mailbox: "Postfach",
    seats: |format, used, limit| {
        ["Dann sind ", &*format.number(used), " von ", &format.number(limit), " Plätzen belegt"].concat()
    },
    to_correct: |format, wrong| [&*format.count(wrong, "Adresse", "Adressen"), " zu korrigieren"].concat(),
    submit: |format, people| match people {
        0 => "Benutzer einladen".to_owned(),
        people => [&*format.number(people), " Benutzer einladen"].concat(),
    },
    submit_held: |format, people| match people {
        0 => "Benutzer anlegen".to_owned(),
        people => [&*format.number(people), " Benutzer anlegen"].concat(),
    },
    created_held: |format, created, refused| {
        let created = [&*format.number(created), " Benutzer angelegt"].concat();
        match refused {
            0 => [&created, "."].concat(),
            refused => {
                let refused = format.count(refused, "Adresse", "Adressen");
                [&created, ", ", &refused, " nicht angelegt."].concat()
            }
        }
    },
    sent_on: |day| ["Die Einladungen werden am ", day, " gesendet."].concat(),
    sent_later: "Aktivieren Sie die Benutzer, um die Einladungen zu senden.",
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
    valid_until: |date| ["Gültig bis ", date, "."].concat(),
    mails_leave: "E-Mails werden gesendet.",
    no_mails: "Es wurde keine E-Mail gesendet. Geben Sie die Links weiter.",
    copy_link: "Link kopieren",
    copy_all: |format, links| [&*format.number(links), " Links kopieren"].concat(),
    links: "Persönliche Links",
    links_hint: "Jeder Link funktioniert einmal und nur für seine E-Mail-Adresse. Links werden nur hier angezeigt. \
                     Sie können in der Liste jederzeit einen neuen erstellen.",
    show: "In der Liste anzeigen",
    correct: |format, failed| [&*format.count(failed, "Adresse", "Adressen"), " korrigieren"].concat(),
    more: "Weitere einladen",
    done: "Fertig",
    access: "Zugewiesen",
    mail_undelivered: "E-Mail nicht zustellbar. Geben Sie den Link weiter.",
    mails_sent: |format, sent, failed| {
        let sent = [&*format.count(sent, "E-Mail", "E-Mails"), " gesendet."].concat();
        match failed {
            0 => sent,
            failed => [&*sent, " ", &format.number(failed), " fehlgeschlagen."].concat(),
        }
    },
};
