//! German.

use crate::i18n::texts::user_edit::UserEditTexts;

pub const TEXTS: UserEditTexts = UserEditTexts {
    profile_lede: "Sichtbar für alle, die Benutzer ansehen können.",
    companies_lede: "Zu welchen Firmen der Benutzer gehört und wer für ihn freigibt.",
    email_hint: "Zum Anmelden.",
    email_change_hint: "Eine neue Adresse gilt, sobald sie bestätigt ist.",
    email_own: "Ihre eigene Adresse ändern Sie in Ihrem Konto.",
    email_no_mail: "Nicht änderbar: Dieser Server sendet keine E-Mails, eine neue Adresse kann nicht \
                    bestätigt werden. Wenden Sie sich an den Betreiber dieses Servers.",
    email_pending: "Neue E-Mail-Adresse",
    email_waits: "wartet auf Bestätigung.",
    email_waits_since: |requested, expires| ["Link gesendet: ", requested, ". Gültig bis: ", expires, "."].concat(),
    email_given_up: "Wir versuchen es nicht erneut. Prüfen Sie die Adresse und senden Sie den Link erneut.",
    email_resend: "Link erneut senden",
    email_resend_from: |moment| ["Erneut senden möglich ab: ", moment, "."].concat(),
    email_cancel: "Änderung abbrechen",
    signature_hint: "Kurz und eindeutig; steht auf Dokumenten.",
    language_hint: "Für E-Mails an diesen Benutzer.",
    note: "Notiz für Kollegen",
    note_field: "Notiz",
    note_lede: "Sichtbar für alle, die Benutzer ansehen können.",
    phone: "Telefon",
    title: "Position",
    language: "Sprache",
    no_language: "Nicht gewählt",
    whole_name: |name| ["Der Name ist „", name, "“. Geben Sie Vor- und Nachnamen ein, um ihn aufzuteilen."].concat(),
    add_company: "Firma hinzufügen",
    remove_company: |name| [name, " entfernen"].concat(),
    no_company_left: "Keine weiteren Firmen.",
    no_company: "Keine Firma",
    no_supervisor: "Niemand",
    supervisor_of: "Vorgesetzte/r von ",
    users: |format, users| format.count(users, "Benutzer", "Benutzern"),

    changed: "Geändert",
    unsaved: "Ungespeicherte Änderungen",
    unsaved_count: |format, changes| format.count(changes, "ungespeicherte Änderung", "ungespeicherte Änderungen"),
    discard: "Verwerfen",
    save: "Speichern",
    saved: |name| ["Änderungen an ", name, " gespeichert"].concat(),
    discarded: "Änderungen verworfen",

    name_missing: "Geben Sie einen Vor- oder Nachnamen ein.",
    name_invalid: "Verwenden Sie eine Zeile mit höchstens 120 Zeichen.",
    signature_invalid: "Höchstens 16 Buchstaben, Ziffern, - . oder /",
    signature_taken: "Dieses Kürzel ist vergeben. Wählen Sie ein anderes.",
    phone_invalid: "Geben Sie eine Telefonnummer ein, etwa +49 30 5550.",
    title_invalid: "Verwenden Sie eine Zeile mit höchstens 120 Zeichen.",
    language_unknown: "Wählen Sie eine andere Sprache.",
    note_invalid: "Verwenden Sie höchstens 2.000 Zeichen ohne Steuerzeichen.",
    companies_too_many: "Wählen Sie höchstens 200 Firmen.",
    company_unknown: "Eine Firma wurde archiviert oder existiert nicht mehr. Entfernen Sie sie.",
    supervisor_unknown: "Dieser Benutzer ist nicht mehr aktiv. Wählen Sie jemand anderen.",
    supervisor_cycle: |chain| ["Damit entstünde ein Kreis: ", chain, ". Wählen Sie jemand anderen."].concat(),

    conflicts: |format, fields| {
        [
            "Ein anderer Benutzer hat inzwischen Änderungen gespeichert. ",
            &format.count(fields, "Feld wurde", "Felder wurden"),
            " von Ihnen beiden geändert. Wählen Sie einen Wert und speichern Sie.",
        ]
        .concat()
    },
    conflict: |theirs, mine| ["Jetzt: ", theirs, "; Ihre Eingabe: ", mine].concat(),
    keep_mine: "Meine behalten",
    take_theirs: "Neue übernehmen",

    leave_title: "Seite ohne Speichern verlassen?",
    leave_text: "Ihre Änderungen auf dieser Seite gehen verloren.",
    stay: "Bleiben",
    leave: "Verwerfen und verlassen",
};
