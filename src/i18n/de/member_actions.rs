//! German.

use api_types::{Permission, codes};

use crate::i18n::texts::member_actions::MemberActionTexts;

pub static TEXTS: MemberActionTexts = MemberActionTexts {
    roles: "Rollen",
    companies_count: |format, companies| format.count(companies, "Firma", "Firmen"),
    role_missing: "Wählen Sie mindestens eine Rolle.",
    not_assignable: "Sie können keine Rolle mit mehr Berechtigungen als Ihren eigenen zuweisen.",
    roles_of: |name| ["Rollen von ", name].concat(),
    roles_save: "Rollen speichern",
    roles_changed: |name| ["Rollen von ", name, " geändert"].concat(),
    roles_conflict: |roles| match roles {
        "" => "Ein anderer Benutzer hat alle Rollen entzogen. Speichern Sie, um Ihre Auswahl zuzuweisen.".to_owned(),
        roles => [
            "Ein anderer Benutzer hat die Rollen geändert. Sie lauten jetzt: ",
            roles,
            ". Speichern Sie, um sie durch Ihre Auswahl zu ersetzen.",
        ]
        .concat(),
    },
    roles_rebase: "Meine Änderung darauf anwenden",
    roles_unsaved: "Das ist Ihre frühere Auswahl. Sie ist noch nicht gespeichert.",
    roles_reset: "Zurücksetzen",
    no_role_left: |name| ["Ohne Rolle hat ", name, " keinen Zugang zu dieser Organisation."].concat(),
    own_role_missing: "Behalten Sie mindestens eine Rolle. Ihre letzte kann nur ein anderer Administrator entziehen.",
    give_up: |roles| ["Rolle abgeben: ", roles, "?"].concat(),
    you_lose: |organization| ["Sie verlieren in ", organization, " sofort diese Berechtigungen:"].concat(),
    only_others: "Sie können das nicht selbst rückgängig machen. \
                  Nur ein anderer Administrator kann Ihnen die Berechtigungen zurückgeben.",
    give_up_roles: "Berechtigungen abgeben",
    permission_name: |permission| match permission {
        Permission::OrganizationRead => "Name und Nummer der Organisation ansehen",
        Permission::OrganizationManage => "Einstellungen, Tarif und Plätze verwalten",
        Permission::CompaniesManage => "Firmen bearbeiten",
        Permission::ContactsRead => "Kontakte ansehen",
        Permission::ContactsManage => "Kontakte bearbeiten",
        Permission::ApiKeysManage => "API-Schlüssel verwalten",
        Permission::AuditRead => "Protokoll ansehen",
        Permission::MembersRead => "Benutzer ansehen",
        Permission::MembersInvite => "Benutzer einladen",
        Permission::MembersManage => "Benutzer ändern und entfernen",
        Permission::RolesRead => "Rollen und ihre Benutzer ansehen",
        Permission::RolesAssign => "Rollen zuweisen und entziehen",
        Permission::RolesManage => "Rollen anlegen und ändern",
        Permission::DevicesRead => "Geräte und Dashboards ansehen",
        Permission::DevicesOperate => "Geräteeinstellungen ändern",
        Permission::DevicesManage => "Geräte anlegen, ändern und löschen",
        Permission::DevicesGrant => "Zugriff auf Geräte geben",
        Permission::Unknown => "Unbekannte Berechtigung",
    },
    sent_again: |email| ["Einladung an ", email, " erneut gesendet"].concat(),
    withdrawn: |email| ["Einladung an ", email, " zurückgezogen"].concat(),
    restored: |email| ["Einladung an ", email, " wiederhergestellt"].concat(),
    not_done: "Aktion fehlgeschlagen",
    more_objections: |format, more| ["und ", &format.count(more, "weitere", "weitere")].concat(),
    data_exported: |name| ["Daten von ", name, " exportiert"].concat(),
    password_link_sent: |email| ["Link für ein neues Passwort an ", email, " gesendet"].concat(),
    password_link_of: |name| ["Passwort-Link für ", name].concat(),
    password_link: "Link",
    password_link_hint: "Geben Sie ihn nur diesem Benutzer. Er funktioniert einmal, 24 Stunden lang, \
                         und ersetzt frühere Links. Er wird nicht noch einmal angezeigt.",
    copy_password_link: "Link kopieren",
    password_of: |name| ["Passwort von ", name].concat(),
    password_elsewhere: |provider| {
        ["Die Benutzer dieser Organisation melden sich mit ", provider, " an. Dort ändern sie ihr Passwort."].concat()
    },
    open_provider: |provider| [provider, " öffnen"].concat(),
    email_link_sent: |email| ["Bestätigungslink an ", email, " gesendet"].concat(),
    email_change_cancelled: "Änderung der E-Mail-Adresse abgebrochen",
    refused: |code| match code {
        codes::ABOVE_YOURSELF => Some(
            "Dieser Benutzer oder diese Rolle hat Berechtigungen, die Sie nicht haben. \
             Wenden Sie sich an einen Administrator.",
        ),
        codes::LAST_ADMINISTRATOR => Some(
            "Die Organisation braucht mindestens einen Administrator. \
             Weisen Sie die Rolle zuerst einem anderen Benutzer zu.",
        ),
        codes::OWN_ACCESS => Some(
            "Sie hätten keinen Zugang mehr. Behalten Sie eine Rolle \
             oder bitten Sie einen anderen Administrator, sie zu entziehen.",
        ),
        codes::NOT_ACTIVE => Some("Dieser Benutzer ist nicht mehr aktiv."),
        codes::NOT_INACTIVE => Some("Dieser Benutzer ist nicht mehr inaktiv."),
        codes::NOT_JOINED => Some("Dieser Benutzer ist noch nicht beigetreten. Ziehen Sie die Einladung zurück."),
        codes::BLOCKED => {
            Some("Andere Programme brauchen diesen Benutzer noch. Schließen Sie dort zuerst ab, was offen ist.")
        }
        codes::OWN_ACCOUNT => Some("Das geht nicht mit Ihrem eigenen Konto. Bitten Sie einen anderen Administrator."),
        codes::SHARED_ACCOUNT => {
            Some("Dieses Konto gehört auch zu anderen Organisationen. Nur sein Inhaber kann das tun.")
        }
        codes::ACCOUNT_GONE => Some("Das Konto gibt es nicht mehr. Laden Sie den Benutzer neu ein."),
        codes::MEMBER_REMOVED => Some("Dieser Benutzer wurde entfernt."),
        codes::NOT_WITHDRAWN => Some("Dieser Benutzer ist nicht mehr entfernt."),
        codes::NOT_PENDING => Some("Die Einladung wurde bereits angenommen oder zurückgezogen."),
        codes::INVITATION_EXPIRED => Some("Die Einladung ist abgelaufen. Senden Sie sie erneut."),
        codes::ALREADY_MEMBER => Some("In dieser Organisation hat bereits ein anderer Benutzer diese E-Mail-Adresse."),
        codes::TOO_MANY_REQUESTS => Some(
            "Zu viele E-Mails gesendet. Versuchen Sie es in einigen Minuten erneut, oder geben Sie einen Link weiter.",
        ),
        codes::MAIL_REFUSED => Some("Diese Person möchte keine Einladungen per E-Mail. Geben Sie einen Link weiter."),
        codes::NO_SEAT_LEFT => Some("Die Organisation hat keinen freien Platz mehr."),
        codes::RESET_BY_MAIL_ONLY => Some(
            "Dieses Konto ist Ihr eigenes oder gehört auch zu anderen Organisationen. \
             Senden Sie den Link stattdessen per E-Mail.",
        ),
        codes::PASSWORD_ELSEWHERE => {
            Some("Passwörter verwaltet der Identitätsanbieter dieser Organisation. Der Benutzer ändert es dort.")
        }
        codes::NO_SECOND_FACTOR => Some("Dieser Benutzer hat keinen zweiten Faktor mehr."),
        codes::NO_ACCOUNT => Some("Dieser Benutzer ist noch nicht beigetreten und hat kein Passwort."),
        codes::STALE => {
            Some("Ein anderer Benutzer hat diese Angaben geändert. Prüfen Sie sie und wiederholen Sie Ihre Änderung.")
        }
        _ => None,
    },
};
