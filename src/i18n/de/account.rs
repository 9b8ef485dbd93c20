//! German.

use api_types::PasskeysUnavailable;

use crate::{
    forms::NewEmailProblem,
    i18n::texts::account::{
        AccountTexts, OwnOrganizationsTexts, OwnPasswordTexts, PasskeyTexts, PreferenceTexts, ProfileTexts,
        SecondFactorTexts, SessionTexts,
    },
};

pub static TEXTS: AccountTexts = AccountTexts {
    title: "Ihr Konto",
    lede: |name, email| [name, " · ", email, ". Gilt für alle Ihre Organisationen."].concat(),
    profile: "Profil",
    security: "Sicherheit",
    preferences: "Einstellungen",
    back: |organization| ["Zurück zu ", organization].concat(),
    edit: ProfileTexts {
        lede: "Sichtbar für Administratoren Ihrer Organisationen.",
        first_name: "Vorname",
        last_name: "Nachname",
        name_missing: "Geben Sie einen Vor- oder Nachnamen ein.",
        name_invalid: "Verwenden Sie eine Zeile mit höchstens 120 Zeichen.",
        save: "Namen speichern",
        saved: "Ihr Name wurde gespeichert",
        stale: "Ihr Konto wurde inzwischen geändert. Prüfen Sie den Namen und speichern Sie erneut.",
        email: "E-Mail-Adresse",
        email_lede: "Zum Anmelden und für alle E-Mails.",
        email_change: "Ändern…",
        email_title: "E-Mail-Adresse ändern",
        email_text: |email| {
            ["Wir senden einen Link an die neue Adresse. Bis Sie ihn öffnen, melden Sie sich mit ", email, " an."]
                .concat()
        },
        email_field: "Neue E-Mail-Adresse",
        email_submit: "Link senden",
        email_sent: |email| ["Ein Link wurde an ", email, " gesendet"].concat(),
        email_waits: |email| [email, " wartet auf Bestätigung."].concat(),
        email_until: |moment| {
            ["Öffnen Sie den Link, den wir dorthin gesendet haben, bis ", moment, ". Bis dahin gilt die alte Adresse."]
                .concat()
        },
        email_cancel: "Änderung abbrechen",
        email_cancelled: "Die Änderung Ihrer Adresse wurde abgebrochen",
        email_no_mail: "Dieser Server sendet keine E-Mails. Eine neue Adresse lässt sich deshalb nicht bestätigen.",
        email_wrong: |problem| match problem {
            NewEmailProblem::Incomplete => {
                "Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@example.com."
            }
            NewEmailProblem::Same => "Das ist bereits Ihre Adresse.",
            NewEmailProblem::Taken => "Ein anderer Benutzer hat diese Adresse.",
            NewEmailProblem::Domain => "Eine Ihrer Organisationen lässt diese Domain nicht zu.",
            NewEmailProblem::NoMail => {
                "Dieser Server sendet keine E-Mails. Eine neue Adresse lässt sich deshalb nicht bestätigen."
            }
            NewEmailProblem::Invalid => "Diese Adresse kann nicht verwendet werden. Prüfen Sie sie.",
        },
    },
    organizations: OwnOrganizationsTexts {
        title: "Organisationen",
        none: "Sie gehören zu keiner Organisation.",
        leave: "Verlassen…",
        more: "Mehr anzeigen",
    },
    password: OwnPasswordTexts {
        title: "Passwort",
        changed: |day| ["Geändert am ", day].concat(),
        never_changed: "Noch nicht geändert",
        text: "Eine Änderung kann Ihre anderen Sitzungen beenden",
        change: "Ändern…",
        dialog: "Passwort ändern",
        current: "Aktuelles Passwort",
        current_missing: "Geben Sie Ihr aktuelles Passwort ein.",
        wrong: "Das aktuelle Passwort ist falsch. Versuchen Sie es erneut.",
        new: "Neues Passwort",
        end_sessions: "Meine anderen Sitzungen beenden",
        end_sessions_text: "Empfohlen, wenn jemand Ihr Passwort kennen könnte.",
        submit: "Passwort ändern",
        done: "Ihr Passwort wurde geändert",
        none: "Ihr Konto hat kein Passwort. Wählen Sie auf der Anmeldeseite „Passwort vergessen?“, um eines festzulegen.",
    },
    factor: SecondFactorTexts {
        title: "Zwei-Faktor-Anmeldung",
        lede: "Ein Code nach dem Passwort hält andere fern, auch wenn sie das Passwort kennen.",
        required: |organizations| {
            ["Verlangt von ", organizations, ". Eine Methode ist nötig; mit zweien sperren Sie sich nicht aus."]
                .concat()
        },
        app: "Authenticator-App",
        since: |day| ["Aktiv seit ", day].concat(),
        on: "Aktiv",
        last_used: |moment| ["zuletzt verwendet ", moment].concat(),
        off: "Aus. Zeigt Codes auf Ihrem Telefon",
        set_up: "Einrichten…",
        set_up_again: "Neu einrichten…",
        turn_off: "Authenticator-App ausschalten",
        turn_off_title: "Authenticator-App ausschalten?",
        turn_off_text: "Ihre Codes funktionieren nicht mehr. Ohne Passkey enden auch die Wiederherstellungscodes.",
        turned_off: "Die Authenticator-App ist aus",
        needed: "Eine Ihrer Organisationen verlangt einen zweiten Faktor. Fügen Sie zuerst einen Passkey hinzu.",
        codes: "Wiederherstellungscodes",
        codes_left: |format, left, total, day| {
            [
                "Noch ",
                &*format.number(left),
                " von ",
                &*format.number(total),
                " Codes · erstellt am ",
                day,
                " · jeder funktioniert einmal",
            ]
            .concat()
        },
        no_codes: "Keine. Sie melden Sie an, wenn Sie Ihr Telefon verlieren",
        new_codes: "Neue Codes erstellen…",
        new_codes_title: "Neue Wiederherstellungscodes erstellen?",
        new_codes_text: "Die Codes, die Sie jetzt haben, funktionieren dann nicht mehr.",
        new_codes_submit: "Neue Codes erstellen",
        enrol_title: "Authenticator-App einrichten",
        enrol_text: "Scannen Sie diesen Code mit einer Authenticator-App und geben Sie die sechs Ziffern ein, die sie zeigt.",
        qr: "QR-Code für die Authenticator-App",
        key: "Kein Scan möglich? Geben Sie diesen Schlüssel ein",
        key_hint: "Zeitbasiert, 6 Ziffern, alle 30 Sekunden.",
        open_app: "In einer App auf diesem Gerät öffnen",
        code: "Code aus der App",
        code_incomplete: "Geben Sie alle 6 Ziffern ein.",
        code_wrong: "Dieser Code ist falsch. Prüfen Sie die Uhr Ihres Telefons und geben Sie den nächsten Code ein.",
        expired: "Das Einrichten hat zu lange gedauert. Schließen Sie diesen Dialog und beginnen Sie neu.",
        turn_on: "Einschalten",
        save_title: "Wiederherstellungscodes speichern",
        is_on: "Die Zwei-Faktor-Anmeldung ist aktiv. Zum Anmelden brauchen Sie ab jetzt einen Code.",
        save_text: "Wenn Sie Ihr Telefon verlieren, meldet ein Wiederherstellungscode Sie an. Jeder funktioniert einmal. \
                    Wir können sie nicht noch einmal anzeigen.",
        copy: "Kopieren",
        copied: "Wiederherstellungscodes kopiert",
        download: "Herunterladen",
        print: "Drucken",
        file_name: "roster-wiederherstellungscodes.txt",
        file_head: |email, day| ["Roster-Wiederherstellungscodes für ", email, ", erstellt am ", day].concat(),
        saved: "Ich habe diese Codes sicher gespeichert",
        tick: "Setzen Sie das Häkchen, um abzuschließen.",
        done: "Fertig",
    },
    passkeys: PasskeyTexts {
        title: "Passkeys",
        lede: "Melden Sie sich mit Fingerabdruck, Gesicht oder Geräte-PIN an, ohne Passwort und ohne Code.",
        add: "Passkey hinzufügen",
        none: "Noch keine Passkeys.",
        unavailable: |why| match why {
            PasskeysUnavailable::IpAddress => {
                "Passkeys brauchen einen Server mit Namen. Dieser wird über seine IP-Adresse geöffnet. Fragen Sie Ihren \
                 Administrator."
            }
            PasskeysUnavailable::NotSecure => {
                "Passkeys brauchen einen Server, der über https geöffnet wird. Fragen Sie Ihren Administrator."
            }
        },
        unsupported: "Dieser Browser oder diese Seite unterstützt keine Passkeys. Öffnen Sie Roster unter seinem Namen in \
                      einem aktuellen Browser.",
        added: |day| ["Hinzugefügt am ", day].concat(),
        last_used: |moment| ["zuletzt verwendet ", moment].concat(),
        never_used: "nie verwendet",
        add_title: "Passkey hinzufügen",
        add_text: "Ihr Browser fragt, welches Gerät den Passkey behält. Geben Sie ihm einen Namen, den Sie wiedererkennen.",
        name: "Name",
        name_hint: "Zum Beispiel: Dienst-Laptop",
        name_invalid: "Geben Sie einen Namen mit 1 bis 60 Zeichen ein.",
        add_submit: "Weiter",
        failed: "Es wurde kein Passkey hinzugefügt. Versuchen Sie es erneut.",
        known: "Dieses Gerät hat bereits einen Passkey für Ihr Konto.",
        added_toast: |name| ["Passkey ", name, " wurde hinzugefügt"].concat(),
        rename: |name| ["Passkey ", name, " umbenennen"].concat(),
        rename_title: "Passkey umbenennen",
        rename_submit: "Umbenennen",
        remove: |name| ["Passkey ", name, " entfernen"].concat(),
        remove_title: |name| ["Passkey ", name, " entfernen?"].concat(),
        remove_text: "Er meldet nicht mehr an. Ohne anderen zweiten Faktor enden auch die Wiederherstellungscodes.",
        remove_submit: "Entfernen",
        removed: |name| ["Passkey ", name, " wurde entfernt"].concat(),
    },
    sessions: SessionTexts {
        title: "Sitzungen",
        lede: "Wo Sie angemeldet sind.",
        device: "Gerät",
        address: "IP-Adresse",
        signed_in: "Angemeldet",
        last_used: "Zuletzt verwendet",
        actions: "Aktionen",
        this: "Dieser Browser",
        now: "Jetzt",
        named: |browser, system| [browser, " unter ", system].concat(),
        unknown: "Unbekanntes Gerät",
        end: "Beenden",
        end_named: |name| ["Sitzung beenden: ", name].concat(),
        ended: |name| ["Sitzung beendet: ", name].concat(),
        end_all: "Alle anderen beenden…",
        end_all_title: "Alle anderen Sitzungen beenden?",
        end_all_text: |format, sessions| match sessions {
            1 => "1 andere Sitzung endet. Melden Sie sich dort neu an, um fortzufahren.".to_owned(),
            sessions => {
                [&*format.number(sessions), " andere Sitzungen enden. Melden Sie sich dort neu an, um fortzufahren."]
                    .concat()
            }
        },
        end_all_submit: "Sitzungen beenden",
        all_ended: "Alle anderen Sitzungen wurden beendet",
    },
    prefer: PreferenceTexts {
        language: "Sprache",
        language_field: "Sprache in diesem Browser",
        language_hint: "Datum und Zahlen richten sich nach der Sprache.",
        mail_language: "Sprache der E-Mails",
        mail_language_hint: "Für alle E-Mails an Sie.",
        mail_language_none: "Wie Ihre Organisation festlegt",
        mail_language_saved: "Die Sprache der E-Mails wurde gespeichert",
        theme: "Darstellung",
        theme_auto: "Wie dieses Gerät",
        theme_auto_text: "Wechselt mit dem hellen und dunklen Modus Ihres Systems.",
        theme_light: "Hell",
        theme_dark: "Dunkel",
        shortcuts: "Tastenkürzel",
        shortcuts_lede: "Schalten Sie Kürzel aus einer Taste aus, wenn Sie Spracheingabe oder einen Screenreader nutzen.",
        shortcuts_switch: "Kürzel aus einer Taste",
        keys: &[("/", "Suchen"), ("[", "Navigation ein- oder ausklappen")],
    },
};
