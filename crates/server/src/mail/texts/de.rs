use api_types::DeviceLevel;

use super::{KindTexts, MailboxTexts, Texts};

/// What to do when somebody else has changed how the account is signed in to.
const NOT_YOU: &str = "Das waren nicht Sie? Ändern Sie sofort Ihr Passwort und beenden Sie Ihre anderen Sitzungen. Informieren Sie dann \
     Ihren Administrator.";

pub(super) static TEXTS: Texts = Texts {
    message_from: |params| match params.inviter {
        Some(inviter) => format!("Nachricht von {inviter}"),
        None => "Nachricht".to_owned(),
    },
    roles: "Rollen",
    until: "Gültig bis",
    link: "Wenn die Schaltfläche nicht funktioniert, öffnen Sie diesen Link im Browser:",
    footer: "Automatisch von Roster gesendet. Antworten auf diese E-Mail werden nicht gelesen.",
    role: |key| match key {
        "administrator" => Some("Administrator"),
        "editor" => Some("Bearbeiter"),
        "viewer" => Some("Betrachter"),
        _ => None,
    },
    day: |day| {
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
        let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
        format!("{}. {month} {}", day.day(), day.year())
    },
    level: |level| match level {
        DeviceLevel::View => "Ansehen",
        DeviceLevel::Operate => "Bedienen",
        DeviceLevel::Manage => "Verwalten",
    },
    device: "Gerät",
    level_label: "Stufe",
    last_day: "Letzter Tag",
    open_request: "Anfrage in der Liste der Anfragen öffnen",
    users: "Benutzer",
    number_of_users: |number| format!("{number} Benutzer"),
    and_more: |number| format!("und {number} weitere"),
    stop: "Sie möchten von niemandem hier Einladungen per E-Mail? Einladungen abbestellen",
    invitation: KindTexts {
        subject: |params| format!("Einladung zu {}", params.organization),
        lead: |params| match params.inviter {
            Some(inviter) => format!("{inviter} lädt Sie ein, {} beizutreten.", params.organization),
            None => format!("Sie sind eingeladen, {} beizutreten.", params.organization),
        },
        next: |_| {
            "Öffnen Sie die Einladung und melden Sie sich an, oder wählen Sie einen Namen und ein Passwort.".to_owned()
        },
        button: "Einladung öffnen",
        unexpected: |_| {
            "Sie haben das nicht erwartet? Ignorieren Sie diese E-Mail. \
             Sie treten nur bei, wenn Sie die Einladung annehmen."
                .to_owned()
        },
    },
    reminder: KindTexts {
        subject: |params| format!("Ihre Einladung zu {} läuft bald ab", params.organization),
        lead: |params| match params.inviter {
            Some(inviter) => {
                format!(
                    "{inviter} hat Sie eingeladen, {} beizutreten. Die Einladung läuft bald ab.",
                    params.organization
                )
            }
            None => format!("Sie wurden eingeladen, {} beizutreten. Die Einladung läuft bald ab.", params.organization),
        },
        next: |params| {
            format!(
                "Öffnen Sie die Einladung vor dem {} und melden Sie sich an, \
                 oder wählen Sie einen Namen und ein Passwort.",
                params.until
            )
        },
        button: "Einladung öffnen",
        unexpected: |_| {
            "Sie möchten nicht beitreten? Ignorieren Sie diese E-Mail. Dies ist die einzige Erinnerung.".to_owned()
        },
    },
    new_link_wanted: KindTexts {
        subject: |params| format!("{} bittet um eine neue Einladung", params.email),
        lead: |params| {
            format!(
                "Der Einladungslink zu {}, der an {} gesendet wurde, funktioniert nicht mehr. \
                 Es wurde ein neuer angefordert.",
                params.organization, params.email
            )
        },
        next: |_| {
            "Öffnen Sie die Seite des Benutzers und senden Sie die Einladung erneut oder ziehen Sie sie zurück."
                .to_owned()
        },
        button: "Seite des Benutzers öffnen",
        unexpected: |_| {
            "Sie möchten diesen Benutzer nicht mehr einladen? \
             Ziehen Sie die Einladung zurück oder ignorieren Sie diese E-Mail."
                .to_owned()
        },
    },
    invitation_wanted: KindTexts {
        subject: |params| format!("{} bittet um eine erneute Einladung", params.email),
        lead: |params| {
            format!(
                "Die Einladung zu {}, die an {} gesendet wurde, wurde zurückgezogen. \
                 Es wurde eine neue angefordert.",
                params.organization, params.email
            )
        },
        next: |params| format!("Öffnen Sie die Benutzerliste und laden Sie {} erneut ein.", params.email),
        button: "Benutzerliste öffnen",
        unexpected: |_| "Sie möchten diesen Benutzer nicht mehr einladen? Ignorieren Sie diese E-Mail.".to_owned(),
    },
    password_reset: KindTexts {
        subject: |_| "Neues Passwort für Roster wählen".to_owned(),
        lead: |params| format!("Für Ihr Roster-Konto {} wurde ein neues Passwort angefordert.", params.email),
        next: |params| {
            format!(
                "Öffnen Sie den Link und wählen Sie ein neues Passwort. Der Link funktioniert einmal, bis {}.",
                params.until
            )
        },
        button: "Neues Passwort wählen",
        unexpected: |_| {
            "Sie haben das nicht angefordert? Ignorieren Sie diese E-Mail. Ihr Passwort bleibt unverändert.".to_owned()
        },
    },
    password_changed: KindTexts {
        subject: |_| "Ihr Roster-Passwort wurde geändert".to_owned(),
        lead: |params| format!("Das Passwort Ihres Roster-Kontos {} wurde geändert.", params.email),
        next: |_| {
            "Alle Sitzungen wurden beendet. Melden Sie sich mit dem neuen Passwort an, \
             und mit Ihrem zweiten Faktor, falls Sie einen verwenden."
                .to_owned()
        },
        button: "Anmelden",
        unexpected: |_| {
            "Sie waren das nicht? Wählen Sie sofort ein neues Passwort: Öffnen Sie die Anmeldeseite und wählen Sie \
             „Passwort vergessen?“. Informieren Sie danach Ihren Administrator."
                .to_owned()
        },
    },
    second_factor_reset: KindTexts {
        subject: |_| "Ihr zweiter Faktor wurde entfernt".to_owned(),
        lead: |params| {
            format!("Ein Administrator hat den zweiten Faktor Ihres Roster-Kontos {} entfernt.", params.email)
        },
        next: |_| {
            "Alle Sitzungen wurden beendet. Melden Sie sich mit Ihrem Passwort an und richten Sie dann einen neuen \
             zweiten Faktor ein."
                .to_owned()
        },
        button: "Anmelden",
        unexpected: |_| {
            "Sie haben das nicht gewünscht? Informieren Sie sofort Ihren Administrator und wählen Sie ein neues \
             Passwort: Öffnen Sie die Anmeldeseite und wählen Sie „Passwort vergessen?“."
                .to_owned()
        },
    },
    access_ends: KindTexts {
        subject: |params| format!("Zugang endet am {}: {}", params.until, params.who),
        lead: |params| {
            format!("Der {} ist der letzte Tag mit Zugang zu {} für {}.", params.until, params.organization, params.who)
        },
        next: |_| "Um den Zugang zu verlängern, ändern Sie den letzten Tag auf der Seite des Benutzers.".to_owned(),
        button: "Roster öffnen",
        unexpected: |_| "Wenn Sie nichts tun, endet der Zugang nach diesem Tag.".to_owned(),
    },
    access_kept: KindTexts {
        subject: |params| format!("Ihr Zugang zu {} bleibt bestehen", params.organization),
        lead: |params| {
            format!(
                "Der {} war Ihr letzter Tag mit Zugang zu {}. Sie sind der einzige Administrator, deshalb behalten Sie \
                 den Zugang.",
                params.until, params.organization
            )
        },
        next: |_| {
            "Geben Sie einem anderen Benutzer die Rolle Administrator. Ihr Zugang endet dann innerhalb einer Stunde."
                .to_owned()
        },
        button: "Benutzerliste öffnen",
        unexpected: |_| {
            "Möchten Sie den Zugang behalten? Ein anderer Administrator kann Ihren letzten Tag entfernen.".to_owned()
        },
    },
    email_change: KindTexts {
        subject: |params| format!("E-Mail-Adresse für {} bestätigen", params.organization),
        lead: |params| {
            format!("{} wird die neue E-Mail-Adresse Ihres Kontos bei {}.", params.email, params.organization)
        },
        next: |params| {
            format!(
                "Öffnen Sie den Link und bestätigen Sie die Adresse. Bis dahin ändert sich nichts. \
                 Der Link funktioniert einmal, bis {}.",
                params.until
            )
        },
        button: "Adresse bestätigen",
        unexpected: |_| {
            "Sie haben das nicht erwartet? Ignorieren Sie diese E-Mail. Dann ändert sich nichts.".to_owned()
        },
    },
    email_change_requested: KindTexts {
        subject: |params| format!("Neue E-Mail-Adresse für Ihr Konto bei {}", params.organization),
        lead: |params| {
            format!(
                "Die E-Mail-Adresse Ihres Kontos bei {} soll in {} geändert werden.",
                params.organization, params.email
            )
        },
        next: |params| {
            format!(
                "Die Änderung gilt erst, wenn die neue Adresse bestätigt wird (bis {}). \
                 Bis dahin melden Sie sich mit dieser Adresse an.",
                params.until
            )
        },
        button: "Roster öffnen",
        unexpected: |_| "Sie möchten diese Änderung nicht? Bitten Sie Ihren Administrator, sie abzubrechen.".to_owned(),
    },
    email_changed: KindTexts {
        subject: |params| format!("Die E-Mail-Adresse Ihres Kontos bei {} wurde geändert", params.organization),
        lead: |params| {
            format!("Die E-Mail-Adresse Ihres Kontos bei {} ist jetzt {}.", params.organization, params.email)
        },
        next: |_| {
            "Melden Sie sich ab jetzt mit der neuen Adresse an. Ihr Passwort und Ihre Sitzungen bleiben unverändert. \
             An diese Adresse kommen keine E-Mails zu diesem Konto mehr."
                .to_owned()
        },
        button: "Anmelden",
        unexpected: |_| "Sie haben das nicht erwartet? Informieren Sie sofort Ihren Administrator.".to_owned(),
    },
    own_password_changed: KindTexts {
        subject: |_| "Ihr Roster-Passwort wurde geändert".to_owned(),
        lead: |params| format!("Das Passwort Ihres Roster-Kontos {} wurde geändert.", params.email),
        next: |_| "Sie müssen nichts tun. Melden Sie sich ab jetzt mit dem neuen Passwort an.".to_owned(),
        button: "Konto öffnen",
        unexpected: |_| {
            "Das waren nicht Sie? Wählen Sie sofort ein neues Passwort: Öffnen Sie die Anmeldeseite und wählen Sie \
             „Passwort vergessen?“. Informieren Sie dann Ihren Administrator."
                .to_owned()
        },
    },
    totp_enabled: KindTexts {
        subject: |_| "Zwei-Faktor-Anmeldung ist aktiv".to_owned(),
        lead: |params| format!("Für Ihr Roster-Konto {} wurde eine Authenticator-App eingerichtet.", params.email),
        next: |_| {
            "Zum Anmelden brauchen Sie ab jetzt einen Code aus der App. Bewahren Sie Ihre Wiederherstellungscodes \
             sicher auf."
                .to_owned()
        },
        button: "Konto öffnen",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    totp_disabled: KindTexts {
        subject: |_| "Ihre Authenticator-App wurde entfernt".to_owned(),
        lead: |params| format!("Die Authenticator-App Ihres Roster-Kontos {} wurde entfernt.", params.email),
        next: |_| {
            "Ihre Codes funktionieren nicht mehr. In Ihrem Konto können Sie wieder eine App einrichten.".to_owned()
        },
        button: "Konto öffnen",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    recovery_codes_created: KindTexts {
        subject: |_| "Sie haben neue Wiederherstellungscodes".to_owned(),
        lead: |params| format!("Für Ihr Roster-Konto {} wurden neue Wiederherstellungscodes erstellt.", params.email),
        next: |_| "Die früheren Codes funktionieren nicht mehr. Bewahren Sie die neuen sicher auf.".to_owned(),
        button: "Konto öffnen",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    recovery_code_used: KindTexts {
        subject: |_| "Anmeldung mit einem Wiederherstellungscode".to_owned(),
        lead: |params| {
            format!(
                "Jemand hat sich an Ihrem Roster-Konto {} mit einem Wiederherstellungscode angemeldet.",
                params.email
            )
        },
        next: |params| match params.left {
            0 => "Es ist kein Wiederherstellungscode mehr übrig. Erstellen Sie neue in Ihrem Konto.".to_owned(),
            1 => "Es ist noch 1 Wiederherstellungscode übrig. Erstellen Sie neue in Ihrem Konto.".to_owned(),
            left => {
                format!("Es sind noch {left} Wiederherstellungscodes übrig. In Ihrem Konto können Sie neue erstellen.")
            }
        },
        button: "Konto öffnen",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    passkey_added: KindTexts {
        subject: |_| "Ein Passkey wurde hinzugefügt".to_owned(),
        lead: |params| format!("Zu Ihrem Roster-Konto {} wurde ein Passkey hinzugefügt.", params.email),
        next: |_| "Er meldet ohne Passwort an und ist der zweite Faktor nach dem Passwort.".to_owned(),
        button: "Konto öffnen",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    passkey_removed: KindTexts {
        subject: |_| "Ein Passkey wurde entfernt".to_owned(),
        lead: |params| format!("Ein Passkey Ihres Roster-Kontos {} wurde entfernt.", params.email),
        next: |_| "Er meldet nicht mehr an. Sie können ihn auch auf dem Gerät löschen.".to_owned(),
        button: "Konto öffnen",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    own_email_change: KindTexts {
        subject: |_| "E-Mail-Adresse für Roster bestätigen".to_owned(),
        lead: |params| format!("{} wird die neue E-Mail-Adresse Ihres Roster-Kontos.", params.email),
        next: |params| {
            format!(
                "Öffnen Sie den Link und bestätigen Sie die Adresse. Bis dahin ändert sich nichts. \
                 Der Link funktioniert einmal, bis {}.",
                params.until
            )
        },
        button: "Adresse bestätigen",
        unexpected: |_| {
            "Sie haben das nicht erwartet? Ignorieren Sie diese E-Mail. Dann ändert sich nichts.".to_owned()
        },
    },
    own_email_change_requested: KindTexts {
        subject: |_| "Neue E-Mail-Adresse für Ihr Roster-Konto".to_owned(),
        lead: |params| format!("Die E-Mail-Adresse Ihres Roster-Kontos soll in {} geändert werden.", params.email),
        next: |params| {
            format!(
                "Die Änderung gilt erst, wenn die neue Adresse bestätigt wird (bis {}). \
                 Bis dahin melden Sie sich mit dieser Adresse an.",
                params.until
            )
        },
        button: "Konto öffnen",
        unexpected: |_| {
            "Das waren nicht Sie? Brechen Sie die Änderung in Ihrem Konto ab und wählen Sie ein neues Passwort."
                .to_owned()
        },
    },
    own_email_changed: KindTexts {
        subject: |_| "Die E-Mail-Adresse Ihres Roster-Kontos wurde geändert".to_owned(),
        lead: |params| format!("Die E-Mail-Adresse Ihres Roster-Kontos ist jetzt {}.", params.email),
        next: |_| {
            "Melden Sie sich ab jetzt mit der neuen Adresse an. Ihr Passwort und Ihre Sitzungen bleiben unverändert. \
             An diese Adresse kommen keine E-Mails zu diesem Konto mehr."
                .to_owned()
        },
        button: "Anmelden",
        unexpected: |_| "Das waren nicht Sie? Informieren Sie sofort Ihren Administrator.".to_owned(),
    },
    organization_disabled: KindTexts {
        subject: |params| format!("{} wurde deaktiviert", params.organization),
        lead: |params| {
            format!(
                "{} wurde deaktiviert. Niemand kann die Organisation öffnen, und ihre API-Schlüssel funktionieren nicht.",
                params.organization
            )
        },
        next: |_| "Es wurde nichts gelöscht. Jeder Administrator kann sie wieder aktivieren.".to_owned(),
        button: "Organisation öffnen",
        unexpected: |_| {
            "Damit haben Sie nicht gerechnet? Fragen Sie die anderen Administratoren und aktivieren Sie die \
             Organisation."
                .to_owned()
        },
    },
    organization_enabled: KindTexts {
        subject: |params| format!("{} ist wieder aktiviert", params.organization),
        lead: |params| {
            format!(
                "{} ist wieder aktiviert. Ihre Benutzer haben Zugriff wie zuvor, und ihre API-Schlüssel funktionieren.",
                params.organization
            )
        },
        next: |_| "Sie müssen nichts tun.".to_owned(),
        button: "Organisation öffnen",
        unexpected: |_| "Damit haben Sie nicht gerechnet? Im Protokoll steht, wer sie aktiviert hat.".to_owned(),
    },
    organization_deleted: KindTexts {
        subject: |params| format!("{} wurde gelöscht", params.organization),
        lead: |params| {
            format!(
                "{} wurde gelöscht. Niemand kann die Organisation öffnen, und ihre API-Schlüssel funktionieren nicht.",
                params.organization
            )
        },
        next: |params| {
            format!(
                "Jeder Administrator kann sie bis {} wiederherstellen. Danach wird alles darin endgültig gelöscht.",
                params.until
            )
        },
        button: "Organisation wiederherstellen",
        unexpected: |_| {
            "Damit haben Sie nicht gerechnet? Stellen Sie die Organisation wieder her. In ihrem Protokoll steht, wer \
             sie gelöscht hat."
                .to_owned()
        },
    },
    organization_restored: KindTexts {
        subject: |params| format!("{} wurde wiederhergestellt", params.organization),
        lead: |params| {
            format!(
                "{} wurde wiederhergestellt. Ihre Benutzer haben Zugriff wie zuvor, und ihre API-Schlüssel \
                 funktionieren.",
                params.organization
            )
        },
        next: |_| "Sie müssen nichts tun.".to_owned(),
        button: "Organisation öffnen",
        unexpected: |_| {
            "Damit haben Sie nicht gerechnet? Im Protokoll steht, wer sie wiederhergestellt hat.".to_owned()
        },
    },
    access_requested: KindTexts {
        subject: |params| format!("{} bittet um Zugriff auf {}", params.who, params.target.unwrap_or("ein Gerät")),
        lead: |params| {
            format!(
                "{} bittet um Zugriff auf {} bei {}.",
                params.who,
                params.target.unwrap_or("ein Gerät"),
                params.organization
            )
        },
        next: |_| {
            "Öffnen Sie die Seite des Benutzers und genehmigen Sie die Anfrage oder lehnen Sie sie ab.".to_owned()
        },
        button: "Seite des Benutzers öffnen",
        unexpected: |_| {
            "Auch andere Administratoren haben diese E-Mail erhalten. Wenn niemand antwortet, läuft die Anfrage nach \
             30 Tagen ab."
                .to_owned()
        },
    },
    access_approved: KindTexts {
        subject: |params| format!("Sie haben Zugriff auf {}", params.target.unwrap_or("ein Gerät")),
        lead: |params| {
            let target = params.target.unwrap_or("ein Gerät");
            match params.inviter {
                Some(by) => {
                    format!("{by} hat Ihre Anfrage für den Zugriff auf {target} bei {} genehmigt.", params.organization)
                }
                None => {
                    format!("Ihre Anfrage für den Zugriff auf {target} bei {} wurde genehmigt.", params.organization)
                }
            }
        },
        next: |_| "Der Zugriff gilt ab sofort.".to_owned(),
        button: "Roster öffnen",
        unexpected: |_| "Sie haben nicht darum gebeten? Informieren Sie Ihren Administrator.".to_owned(),
    },
    access_declined: KindTexts {
        subject: |params| {
            format!("Ihre Anfrage für den Zugriff auf {} wurde abgelehnt", params.target.unwrap_or("ein Gerät"))
        },
        lead: |params| {
            let target = params.target.unwrap_or("ein Gerät");
            match params.inviter {
                Some(by) => {
                    format!("{by} hat Ihre Anfrage für den Zugriff auf {target} bei {} abgelehnt.", params.organization)
                }
                None => {
                    format!("Ihre Anfrage für den Zugriff auf {target} bei {} wurde abgelehnt.", params.organization)
                }
            }
        },
        next: |_| "Wenn Sie den Zugriff weiterhin brauchen, können Sie erneut anfragen.".to_owned(),
        button: "Roster öffnen",
        unexpected: |_| "Sie haben nicht darum gebeten? Informieren Sie Ihren Administrator.".to_owned(),
    },
    mailbox: MailboxTexts {
        title: "Demo-Postfach",
        lede: "Die Demo sendet keine E-Mails. Die E-Mails bleiben hier, bis die Demo endet.",
        empty: "Noch keine E-Mails. Laden Sie einen Benutzer ein, dann erscheint die Einladung hier.",
        to: "An",
        at: "Zeit",
        back: "Alle E-Mails",
        open_link: "Link in dieser E-Mail öffnen",
        gone: "Diese E-Mail ist nicht mehr vorhanden. Nur die neuesten bleiben hier.",
        to_roster: "Zu Roster",
    },
};
