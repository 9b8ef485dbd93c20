//! German.

use crate::i18n::texts::activity::ActivityTexts;

pub const TEXTS: ActivityTexts = ActivityTexts {
    title: "Aktivität",
    none: "Noch hat sich nichts geändert.",
    more: "Ältere anzeigen",
    failed: "Die Aktivität konnte nicht geladen werden.",
    server: "Roster",
    gone: "ein gelöschter Eintrag",
    action: |name| {
        Some(match name {
            "invitation.created" => "Eingeladen",
            "invitation.linked" => "Neuer Einladungslink erstellt",
            "invitation.resent" => "Einladung erneut gesendet",
            "invitation.reminded" => "Erinnerung gesendet",
            "invitation.accepted" => "Einladung angenommen",
            "invitation.expired" => "Einladung abgelaufen",
            "invitation.withdrawn" => "Einladung zurückgezogen",
            "invitation.restored" => "Einladung wiederhergestellt",
            "invitation.wanted" => "Bat um eine neue Einladung",
            "invitation.new_link_wanted" => "Bat um einen neuen Link",
            "member.activated" => "Aktiviert",
            "member.deactivated" => "Deaktiviert",
            "member.removed" => "Entfernt",
            "member.restored" => "Wiederhergestellt",
            "member.sessions_ended" => "Überall abgemeldet",
            "member.second_factor_reset" => "Zweiter Faktor zurückgesetzt",
            "member.password_reset_sent" => "Passwort-Link gesendet",
            "member.password_link_created" => "Passwort-Link erstellt",
            "member.email_change_requested" => "Änderung der E-Mail-Adresse angefordert",
            "member.email_change_resent" => "Bestätigungslink erneut gesendet",
            "member.email_change_cancelled" => "Änderung der E-Mail-Adresse abgebrochen",
            "member.email_change_expired" => "Neue E-Mail-Adresse nicht rechtzeitig bestätigt",
            _ => return None,
        })
    },
    field: |name| {
        Some(match name {
            "given_name" => "Vorname",
            "family_name" => "Nachname",
            "name" => "Name",
            "signature" => "Kürzel",
            "phone" => "Telefon",
            "title" => "Funktion",
            "language" => "Sprache",
            "note" => "Notiz",
            "message" => "Nachricht",
            "companies" => "Firma",
            "supervisor" => "Vorgesetzte/r",
            "roles" => "Rolle",
            "email" => "E-Mail-Adresse",
            "new_email" => "Neue E-Mail-Adresse",
            _ => return None,
        })
    },
    set: |field, value| [field, ": ", value].concat(),
    changed: |field, before, after| [field, ": ", after, " statt ", before].concat(),
    removed: |field, value| [field, " ", value, " entfernt"].concat(),
    edited: |field| [field, " geändert"].concat(),
    added: |field, value| [field, " ", value, " hinzugefügt"].concat(),
};
