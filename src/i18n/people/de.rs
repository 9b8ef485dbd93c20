//! German.

use api_types::codes;

use super::PeopleTexts;

pub static TEXTS: PeopleTexts = PeopleTexts {
    roles: "Rollen",
    companies_count: |format, companies| format.count(companies, "Firma", "Firmen"),
    role_missing: "Wählen Sie mindestens eine Rolle.",
    not_assignable: "Sie erlaubt mehr, als Sie dürfen; deshalb können Sie sie nicht vergeben.",
    roles_of: |name| ["Rollen von ", name].concat(),
    roles_save: "Rollen speichern",
    roles_changed: |name| ["Rollen von ", name, " geändert"].concat(),
    roles_lost: |roles| ["Sie verlieren in dieser Organisation sofort: ", roles, "."].concat(),
    no_role_left: |name| ["Ohne Rolle hat ", name, " keinen Zugang zu dieser Organisation."].concat(),
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
        codes::NOT_PENDING => Some("Die Einladung wurde inzwischen angenommen oder zurückgezogen."),
        codes::INVITATION_EXPIRED => Some("Die Einladung ist abgelaufen. Senden Sie sie erneut."),
        codes::ALREADY_MEMBER => Some("In der Organisation hat schon jemand diese Adresse."),
        codes::NO_SEAT_LEFT => Some("Die Organisation hat keinen freien Platz."),
        codes::STALE => Some("Jemand anderes hat das inzwischen geändert. Sehen Sie nach und ändern Sie erneut."),
        _ => None,
    },
};
