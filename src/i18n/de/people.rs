//! German.

use api_types::{Permission, codes};

use crate::i18n::texts::people::PeopleTexts;

pub static TEXTS: PeopleTexts = PeopleTexts {
    roles: "Rollen",
    companies_count: |format, companies| format.count(companies, "Firma", "Firmen"),
    role_missing: "Wählen Sie mindestens eine Rolle.",
    not_assignable: "Sie erlaubt mehr, als Sie dürfen; deshalb können Sie sie nicht vergeben.",
    roles_of: |name| ["Rollen von ", name].concat(),
    roles_save: "Rollen speichern",
    roles_changed: |name| ["Rollen von ", name, " geändert"].concat(),
    no_role_left: |name| ["Ohne Rolle hat ", name, " keinen Zugang zu dieser Organisation."].concat(),
    own_role_missing: "Behalten Sie mindestens eine Rolle. Ihre letzte kann nur ein anderer Administrator entziehen.",
    give_up: |roles| [roles, " abgeben?"].concat(),
    you_lose: |organization| ["Sie verlieren in ", organization, " sofort diese Berechtigungen:"].concat(),
    only_others: "Sie können das nicht selbst rückgängig machen. Ein anderer Administrator kann sie Ihnen wieder geben.",
    give_up_roles: "Berechtigungen abgeben",
    permission_name: |permission| match permission {
        Permission::OrganizationRead => "Name und Nummer der Organisation sehen",
        Permission::OrganizationManage => "Einstellungen, Tarif und Plätze",
        Permission::MembersRead => "Sehen, wer zur Organisation gehört",
        Permission::MembersManage => "Benutzer einladen, ändern und entfernen",
        Permission::RolesRead => "Rollen sehen und wer sie hat",
        Permission::RolesAssign => "Rollen vergeben und entziehen",
        Permission::DevicesRead => "Geräte und Übersichten sehen",
        Permission::DevicesOperate => "Geräteeinstellungen ändern",
        Permission::Unknown => "Dieser Version nicht bekannt",
    },
    sent_again: |email| ["Einladung an ", email, " wird erneut gesendet"].concat(),
    withdrawn: |email| ["Einladung an ", email, " zurückgezogen"].concat(),
    restored: |email| ["Einladung an ", email, " gilt wieder"].concat(),
    not_done: "Das ging nicht",
    more_objections: |format, more| ["und ", &format.count(more, "weitere", "weitere")].concat(),
    refused: |code| match code {
        codes::ABOVE_YOURSELF => {
            Some("Das erlaubt mehr, als Sie selbst dürfen. Wenden Sie sich an einen Administrator.")
        }
        codes::LAST_ADMINISTRATOR => {
            Some("Die Organisation hätte keinen Administrator mehr. Geben Sie zuerst jemand anderem die Rolle.")
        }
        codes::OWN_ACCESS => Some(
            "Sie hätten keinen Zugang mehr. Behalten Sie eine Rolle oder bitten Sie einen anderen Administrator darum.",
        ),
        codes::NOT_PENDING => Some("Die Einladung wurde inzwischen angenommen oder zurückgezogen."),
        codes::INVITATION_EXPIRED => Some("Die Einladung ist abgelaufen. Senden Sie sie erneut."),
        codes::ALREADY_MEMBER => Some("In der Organisation hat schon jemand diese Adresse."),
        codes::NO_SEAT_LEFT => Some("Die Organisation hat keinen freien Platz."),
        codes::STALE => Some("Jemand anderes hat das inzwischen geändert. Sehen Sie nach und ändern Sie erneut."),
        _ => None,
    },
};
