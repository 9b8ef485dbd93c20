//! German.

use api_types::codes;

use crate::i18n::texts::sign_in::{InvitationTexts, SignInAgainTexts, SignInTexts};

pub static TEXTS: SignInTexts = SignInTexts {
    email: "E-Mail",
    password: "Passwort",
    email_missing: "Geben Sie Ihre E-Mail-Adresse ein.",
    email_incomplete: "Geben Sie die ganze Adresse ein, etwa name@example.com.",
    password_missing: "Geben Sie Ihr Passwort ein.",
    wrong: "E-Mail oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es erneut.",
    too_many_attempts: "Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.",
    code_title: "Code eingeben",
    code_lede: "Öffnen Sie Ihre Authenticator-App und geben Sie die sechs Ziffern für Roster ein.",
    code: "Code",
    code_submit: "Weiter",
    code_incomplete: "Geben Sie alle sechs Ziffern ein.",
    code_wrong: "Dieser Code stimmt nicht. Warten Sie auf den nächsten und geben Sie diesen ein.",
    code_expired: "Das hat zu lange gedauert. Melden Sie sich erneut an.",
    other_account: "Mit anderem Konto anmelden",
    demo_title: "Konten dieser Vorführung",
    demo_shows: |shows| match shows {
        "administrator" => "Administrator",
        "editor" => "Bearbeiter",
        "viewer" => "Betrachter",
        "support" => "Support",
        "two_factor" => "Mit zweitem Faktor",
        "inactive" => "Inaktiv",
        "other_organization" => "Andere Organisation",
        other => other,
    },
    demo_use: |email| [email, " eintragen"].concat(),
    again: SignInAgainTexts {
        title: "Zum Fortfahren erneut anmelden",
        text: "Ihre Sitzung ist beendet. Was Sie eingegeben haben, ist noch da.",
        password_for: |email| ["Passwort für ", email].concat(),
        other_account: "Anderes Konto verwenden",
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
        password_hint: "Mindestens 8 Zeichen; 15 oder mehr sind besser. Ein Satz eignet sich gut.",
        password_missing: "Wählen Sie ein Passwort.",
        password_short: "Verwenden Sie mindestens 8 Zeichen.",
        password_long: "Dieses Passwort ist zu lang. Verwenden Sie weniger Zeichen.",
        submit: "Annehmen und beitreten",
        sign_in_first: "Zu dieser Adresse gibt es ein Konto. Melden Sie sich an, um anzunehmen.",
        signed_in: |email| ["Sie sind angemeldet als ", email, "."].concat(),
        wrong_account: |email| {
            ["Diese Einladung ist für ", email, ", aber Sie sind mit einem anderen Konto angemeldet."].concat()
        },
        switch: "Abmelden und fortfahren",
        joined: "Willkommen! Sie sind beigetreten.",
        closed: |code| match code {
            codes::INVITATION_EXPIRED => (
                "Diese Einladung ist abgelaufen",
                "Nichts ist verloren: Bitten Sie um eine neue. Sie kommt per E-Mail, sobald sie verschickt ist.",
            ),
            codes::INVITATION_REPLACED => (
                "Es gibt eine neuere Einladung",
                "Dieser Link wurde ersetzt. Verwenden Sie den aus der neuesten E-Mail oder bitten Sie um einen weiteren.",
            ),
            codes::INVITATION_WITHDRAWN => (
                "Diese Einladung wurde zurückgezogen",
                "Sie kann nicht mehr angenommen werden. Falls das ein Versehen ist, fragen Sie, wer Sie eingeladen hat.",
            ),
            codes::INVITATION_USED => (
                "Diese Einladung wurde angenommen",
                "Jeder Link gilt einmal. Falls Sie es waren, melden Sie sich an, und Sie sind da. \
                 Falls nicht, sagen Sie es der Person, die Sie eingeladen hat.",
            ),
            codes::ALREADY_MEMBER => ("Sie gehören schon dazu", "Es ist nichts mehr anzunehmen."),
            codes::UNVERIFIED_EMAIL => (
                "Bestätigen Sie zuerst Ihre E-Mail-Adresse",
                "Ihr Konto hat diese Adresse, aber sie ist noch nicht bestätigt. \
                 Bestätigen Sie sie und versuchen Sie es erneut.",
            ),
            codes::ACCOUNT_DISABLED => (
                "Dieses Konto ist gesperrt",
                "Das Konto mit der eingeladenen Adresse kann zurzeit nicht verwendet werden. \
                 Fragen Sie, wer Sie eingeladen hat.",
            ),
            _ => (
                "Dieser Link funktioniert nicht",
                "Vielleicht ist er abgeschnitten oder verändert. Öffnen Sie ihn noch einmal aus der E-Mail, \
                 oder kopieren Sie ihn ganz.",
            ),
        },
        ask: "Um eine neue bitten",
        asked: "Ihr Wunsch ist weitergegeben. Der neue Link kommt per E-Mail, sobald er verschickt ist.",
        elsewhere_title: "Bitte in einem eigenen Fenster öffnen",
        elsewhere_text: "Zu Ihrer Sicherheit kann eine Einladung nicht in einer anderen Seite angenommen werden.",
        elsewhere_open: "Einladung öffnen",
    },
};
