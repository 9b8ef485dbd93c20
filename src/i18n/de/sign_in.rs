//! German.

use api_types::codes;

use crate::i18n::texts::sign_in::{InvitationTexts, SignInAgainTexts, SignInTexts};

pub static TEXTS: SignInTexts = SignInTexts {
    email: "E-Mail",
    password: "Passwort",
    email_missing: "Geben Sie Ihre E-Mail-Adresse ein.",
    email_incomplete: "Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@example.com.",
    password_missing: "Geben Sie Ihr Passwort ein.",
    wrong: "E-Mail oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es erneut.",
    too_many_attempts: "Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.",
    code_title: "Code eingeben",
    code_lede: "Öffnen Sie Ihre Authenticator-App und geben Sie den 6-stelligen Code für Roster ein.",
    code: "Code",
    code_submit: "Weiter",
    code_incomplete: "Geben Sie alle 6 Ziffern ein.",
    code_wrong: "Dieser Code ist falsch. Prüfen Sie ihn oder geben Sie den nächsten ein.",
    code_expired: "Die Anmeldung ist abgelaufen. Melden Sie sich erneut an.",
    other_account: "Anderes Konto verwenden",
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
        password_hint: "Mindestens 8 Zeichen, besser 15 oder mehr. Ein Satz eignet sich gut.",
        password_missing: "Wählen Sie ein Passwort.",
        password_short: "Verwenden Sie mindestens 8 Zeichen.",
        password_long: "Dieses Passwort ist zu lang. Verwenden Sie weniger Zeichen.",
        submit: "Annehmen und beitreten",
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
        elsewhere_title: "Bitte in einem eigenen Fenster öffnen",
        elsewhere_text: "Zu Ihrer Sicherheit kann eine Einladung nicht innerhalb einer anderen Website angenommen werden.",
        elsewhere_open: "Einladung öffnen",
    },
};
