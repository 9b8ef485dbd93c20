//! German.

use api_types::codes;

use crate::i18n::texts::sign_in::{
    ConfirmEmailTexts, ElsewhereTexts, InvitationTexts, PasswordResetTexts, ProofTexts, SignInAgainTexts, SignInTexts,
    StopMailsTexts,
};

pub static TEXTS: SignInTexts = SignInTexts {
    email: "E-Mail",
    password: "Passwort",
    email_missing: "Geben Sie Ihre E-Mail-Adresse ein.",
    email_incomplete: "Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@example.com.",
    password_missing: "Geben Sie Ihr Passwort ein.",
    wrong: "E-Mail oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es erneut.",
    too_many_attempts: "Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.",
    paused: "Ihr Zugang ist pausiert. Wenden Sie sich an einen Administrator Ihrer Organisation.",
    no_cookies: "Ihr Browser blockiert das Cookie, mit dem Sie angemeldet bleiben. \
                 Erlauben Sie Cookies für diese Website und melden Sie sich erneut an.",
    code_title: "Code eingeben",
    code_lede: "Öffnen Sie Ihre Authenticator-App und geben Sie den 6-stelligen Code für Roster ein.",
    code: "Code",
    code_submit: "Weiter",
    code_incomplete: "Geben Sie alle 6 Ziffern ein.",
    code_wrong: "Dieser Code ist falsch. Prüfen Sie ihn oder geben Sie den nächsten ein.",
    code_expired: "Die Anmeldung ist abgelaufen. Melden Sie sich erneut an.",
    other_account: "Anderes Konto verwenden",
    use_recovery_code: "Wiederherstellungscode verwenden",
    use_totp: "Authenticator-App verwenden",
    use_passkey: "Passkey verwenden",
    recovery_code_title: "Wiederherstellungscode eingeben",
    recovery_code_lede: "Jeder der Codes, die Sie gespeichert haben, funktioniert einmal.",
    recovery_code: "Wiederherstellungscode",
    recovery_code_missing: "Geben Sie einen Ihrer Wiederherstellungscodes ein.",
    recovery_code_wrong: "Dieser Code ist falsch oder wurde schon verwendet. Prüfen Sie ihn oder nehmen Sie einen anderen.",
    passkey_title: "Passkey verwenden",
    passkey_lede: "Bestätigen Sie mit dem Passkey dieses Kontos auf Ihrem Gerät.",
    passkey_sign_in: "Mit Passkey anmelden",
    passkey_failed: "Es wurde kein Passkey verwendet. Versuchen Sie es erneut oder melden Sie sich anders an.",
    passkey_refused: "Dieser Passkey meldet hier nicht an. Verwenden Sie einen anderen oder melden Sie sich anders an.",
    demo_title: "Demo-Konten",
    demo_shows: |shows| match shows {
        "administrator" => "Administrator",
        "editor" => "Bearbeiter",
        "viewer" => "Betrachter",
        "support" => "Support",
        "two_factor" => "Mit 2FA",
        "inactive" => "Inaktiv",
        "other_organization" => "Andere Organisation",
        other => other,
    },
    demo_use: |email| [email, " eintragen"].concat(),
    again: SignInAgainTexts {
        title: "Zum Fortfahren erneut anmelden",
        text: "Ihre Sitzung ist abgelaufen. Ihre Eingaben sind noch da.",
        password_for: |email| ["Passwort für ", email].concat(),
        other_account: "Anderes Konto verwenden",
        wrong: "Das Passwort ist falsch. Versuchen Sie es erneut.",
        proof: ProofTexts {
            title: "Bestätigen Sie, dass Sie es sind",
            text: "Diese Änderung betrifft die Anmeldung an Ihrem Konto.",
            submit: "Weiter",
            use_password: "Passwort verwenden",
        },
    },
    invitation: InvitationTexts {
        title: "Ihre Einladung",
        join: |organization| [organization, " beitreten"].concat(),
        invited_by: |name| [name, " hat Sie eingeladen."].concat(),
        invited: "Sie wurden eingeladen.",
        organization: "Organisation",
        role: "Ihre Rolle",
        roles: "Ihre Rollen",
        companies: "Firmen",
        message: "Nachricht",
        valid_until: "Gültig bis",
        given_name: "Vorname",
        family_name: "Nachname",
        name_missing: "Geben Sie einen Vor- oder Nachnamen ein.",
        name_invalid: "Verwenden Sie eine Zeile mit höchstens 120 Zeichen.",
        password: "Passwort wählen",
        password_missing: "Wählen Sie ein Passwort.",
        password_short: |format, min| {
            ["Verwenden Sie mindestens ", &format.number(min), " Zeichen. Ein Satz eignet sich gut."].concat()
        },
        password_long: "Dieses Passwort ist zu lang. Verwenden Sie weniger Zeichen.",
        password_easy: "Dieses Passwort ist zu leicht zu erraten. Verwenden Sie mehrere Wörter, die nicht zusammengehören.",
        submit: "Annehmen und beitreten",
        invited_by_label: "Eingeladen von",
        invited_on: "Eingeladen am",
        decline: "Ablehnen",
        decline_title: "Einladung ablehnen?",
        decline_means: "Der Link wird ungültig. Wenn Sie es sich anders überlegen, bitten Sie um eine neue Einladung.",
        declined: "Sie haben die Einladung abgelehnt",
        declined_means: "Sie können diese Seite schließen. Wenn Sie es sich anders überlegen, bitten Sie um eine neue \
                         Einladung.",
        sign_in_first: "Sie haben bereits ein Konto. Melden Sie sich an, um anzunehmen.",
        signed_in: |email| ["Sie sind als ", email, " angemeldet."].concat(),
        wrong_account: |email| {
            ["Diese Einladung ist für ", email, ", aber Sie sind mit einem anderen Konto angemeldet."].concat()
        },
        switch: "Abmelden und fortfahren",
        joined: "Willkommen! Sie sind beigetreten.",
        closed: |code| match code {
            codes::INVITATION_EXPIRED => (
                "Diese Einladung ist abgelaufen",
                "Fordern Sie eine neue Einladung an. Der neue Link kommt per E-Mail, sobald er gesendet ist.",
            ),
            codes::INVITATION_REPLACED => (
                "Es gibt eine neuere Einladung",
                "Dieser Link wurde ersetzt. Verwenden Sie den Link aus der neuesten E-Mail \
                 oder fordern Sie eine neue Einladung an.",
            ),
            codes::INVITATION_WITHDRAWN => (
                "Diese Einladung wurde zurückgezogen",
                "Sie können sie nicht mehr annehmen. Falls das ein Versehen ist, \
                 wenden Sie sich an die Person, die Sie eingeladen hat.",
            ),
            codes::INVITATION_USED => (
                "Diese Einladung wurde angenommen",
                "Jeder Link funktioniert einmal. Wenn Sie sie angenommen haben, öffnen Sie Ihre Organisation. \
                 Wenn nicht, informieren Sie die Person, die Sie eingeladen hat.",
            ),
            codes::ALREADY_MEMBER => ("Sie sind bereits Mitglied", "Es gibt nichts anzunehmen."),
            codes::UNVERIFIED_EMAIL => (
                "Bestätigen Sie zuerst Ihre E-Mail-Adresse",
                "Ihr Konto hat diese E-Mail-Adresse, aber sie ist noch nicht bestätigt. \
                 Bestätigen Sie sie und versuchen Sie es erneut.",
            ),
            codes::ACCOUNT_DISABLED => (
                "Dieses Konto ist gesperrt",
                "Das Konto mit der eingeladenen E-Mail-Adresse kann zurzeit nicht verwendet werden. \
                 Wenden Sie sich an die Person, die Sie eingeladen hat.",
            ),
            _ => (
                "Dieser Link funktioniert nicht",
                "Der Link ist möglicherweise unvollständig oder verändert. Öffnen Sie ihn erneut aus der E-Mail \
                 oder kopieren Sie den ganzen Link.",
            ),
        },
        ask: "Neue Einladung anfordern",
        asked: "Ihre Anfrage wurde weitergeleitet. Sie erhalten eine E-Mail, sobald Sie erneut eingeladen werden.",
        elsewhere: ElsewhereTexts {
            title: "Bitte in einem eigenen Fenster öffnen",
            text: "Zu Ihrer Sicherheit kann eine Einladung nicht innerhalb einer anderen Website angenommen werden.",
            open: "Einladung öffnen",
        },
    },
    forgot_password: "Passwort vergessen?",
    password_reset: PasswordResetTexts {
        ask_title: "Passwort vergessen?",
        ask_lede: "Geben Sie Ihre E-Mail-Adresse ein. Sie erhalten einen Link, um ein neues Passwort zu wählen.",
        ask_submit: "Link senden",
        asked_title: "Sehen Sie in Ihr Postfach",
        asked: |email| {
            [
                "Wenn es ein Konto für ",
                email,
                " gibt, ist ein Link unterwegs. Er funktioniert einmal, eine Stunde lang.",
            ]
            .concat()
        },
        asked_hint: "Keine E-Mail? Sehen Sie im Spam-Ordner nach oder bitten Sie Ihren Administrator um einen Link.",
        no_mail: "Dieser Server sendet keine E-Mails. \
                  Bitten Sie Ihren Administrator um einen Link, um ein neues Passwort zu wählen.",
        back: "Zurück zur Anmeldung",
        title: "Neues Passwort wählen",
        of: |email| ["Für ", email].concat(),
        password: "Neues Passwort",
        rule: |format, min| ["Mindestens ", &format.number(min), " Zeichen"].concat(),
        now: |format, length| [" · aktuell ", &format.number(length)].concat(),
        not_obvious: "Schwer zu erraten: gut sind mehrere Wörter, die nicht zusammengehören",
        too_easy: "Zu leicht zu erraten. Ergänzen Sie Wörter, die nicht zusammengehören",
        good: "Gutes Passwort",
        strong: "Starkes Passwort",
        sessions_end: |format, sessions| match sessions {
            1 => "Ihre Sitzung endet.".to_owned(),
            sessions => ["Ihre ", &format.number(sessions), " Sitzungen enden."].concat(),
        },
        sign_in_again: "Melden Sie sich auf jedem Gerät neu an.",
        sign_in_again_with_factor: "Melden Sie sich auf jedem Gerät neu an, wie bisher mit Ihrem zweiten Faktor.",
        submit: "Passwort speichern",
        until: |moment| ["Dieser Link funktioniert einmal, bis ", moment, "."].concat(),
        done_title: "Ihr Passwort wurde geändert",
        done: "Melden Sie sich mit dem neuen Passwort an.",
        closed: |code| match code {
            codes::RESET_EXPIRED => (
                "Dieser Link ist abgelaufen",
                "Fordern Sie einen neuen Link per E-Mail an, oder bitten Sie Ihren Administrator darum.",
            ),
            codes::RESET_USED => (
                "Dieser Link wurde bereits verwendet",
                "Jeder Link funktioniert einmal. \
                 Melden Sie sich mit dem neuen Passwort an, oder fordern Sie einen neuen Link an.",
            ),
            codes::RESET_REPLACED => (
                "Es gibt einen neueren Link",
                "Verwenden Sie den Link in der neuesten E-Mail, oder fordern Sie einen neuen an.",
            ),
            _ => (
                "Dieser Link funktioniert nicht",
                "Der Link ist vielleicht unvollständig. \
                 Öffnen Sie ihn erneut aus der E-Mail, oder fordern Sie einen neuen an.",
            ),
        },
        ask_again: "Neuen Link anfordern",
        elsewhere: ElsewhereTexts {
            title: "Bitte in einem eigenen Fenster öffnen",
            text: "Zu Ihrer Sicherheit kann ein Passwort nicht innerhalb einer anderen Website gewählt werden.",
            open: "Passwort wählen",
        },
    },
    email_change: ConfirmEmailTexts {
        title: "E-Mail-Adresse bestätigen",
        account: |name, organization| match organization {
            "" => ["Für das Konto von ", name].concat(),
            organization => ["Für das Konto von ", name, " bei ", organization].concat(),
        },
        means: "Sobald sie bestätigt ist, melden Sie sich mit dieser Adresse an. Ihr Passwort bleibt unverändert.",
        submit: "Diese Adresse bestätigen",
        until: |moment| ["Dieser Link funktioniert einmal, bis ", moment, "."].concat(),
        unexpected: "Das ist nicht Ihr Konto? Schließen Sie diese Seite. Dann ändert sich nichts.",
        done_title: "Ihre E-Mail-Adresse wurde geändert",
        done: |email| ["Melden Sie sich ab jetzt mit ", email, " an."].concat(),
        closed: |code| match code {
            codes::EMAIL_CHANGE_EXPIRED => (
                "Dieser Link ist abgelaufen",
                "Ihre E-Mail-Adresse ist unverändert. Bitten Sie Ihren Administrator, den Link erneut zu senden.",
            ),
            codes::EMAIL_CHANGE_USED => (
                "Diese Adresse ist bereits bestätigt",
                "Jeder Link funktioniert einmal. Melden Sie sich mit der neuen Adresse an.",
            ),
            codes::EMAIL_CHANGE_REPLACED => {
                ("Es gibt einen neueren Link", "Verwenden Sie den Link in der neuesten E-Mail zu Ihrer neuen Adresse.")
            }
            codes::EMAIL_CHANGE_CANCELLED => (
                "Diese Änderung wurde abgebrochen",
                "Ihre E-Mail-Adresse ist unverändert. Wenn das ein Versehen ist, fragen Sie Ihren Administrator.",
            ),
            codes::EMAIL_TAKEN => (
                "Diese Adresse wird bereits verwendet",
                "Ein anderes Konto hat sie, deshalb wurde nichts geändert. \
                 Bitten Sie Ihren Administrator um eine andere Adresse.",
            ),
            _ => (
                "Dieser Link funktioniert nicht",
                "Der Link ist vielleicht unvollständig. \
                 Öffnen Sie ihn erneut aus der E-Mail, oder kopieren Sie den ganzen Link.",
            ),
        },
        elsewhere: ElsewhereTexts {
            title: "Bitte in einem eigenen Fenster öffnen",
            text: "Zu Ihrer Sicherheit kann eine Adresse nicht innerhalb einer anderen Website bestätigt werden.",
            open: "Adresse bestätigen",
        },
    },
    stop_mails: StopMailsTexts {
        title: "Einladungs-E-Mails abbestellen?",
        lede: "Sie erhalten hier von keiner Organisation mehr E-Mails zu Einladungen.",
        means: "Ihr Konto bleibt unverändert. Einladungslinks kann man Ihnen weiterhin direkt geben.",
        submit: "E-Mails abbestellen",
        done_title: "Einladungs-E-Mails sind abbestellt",
        done: "Keine Organisation kann Ihnen hier noch eine Einladung per E-Mail senden.",
        undo: "Wieder erlauben",
        invalid: (
            "Dieser Link funktioniert nicht",
            "Der Link ist vielleicht unvollständig. Öffnen Sie ihn erneut aus der E-Mail.",
        ),
        elsewhere: ElsewhereTexts {
            title: "Bitte in einem eigenen Fenster öffnen",
            text: "Zu Ihrer Sicherheit können E-Mails nicht innerhalb einer anderen Website abbestellt werden.",
            open: "E-Mails abbestellen",
        },
    },
    elsewhere: ElsewhereTexts {
        title: "Bitte in einem eigenen Fenster anmelden",
        text: "Zu Ihrer Sicherheit kann das Passwort nicht innerhalb einer anderen Website eingegeben werden.",
        open: "Anmelden",
    },
};
