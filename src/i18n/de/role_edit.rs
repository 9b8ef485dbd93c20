//! German.

use api_types::{Permission, codes};

use crate::i18n::texts::role_edit::RoleEditTexts;

pub const TEXTS: RoleEditTexts = RoleEditTexts {
    new: "Neue Rolle",
    new_lede: "Eine Rolle beginnt mit den Berechtigungen einer anderen. Sie ändern sie auf der nächsten Seite.",
    create: "Rolle anlegen",
    from: "Erstellt aus",
    from_hint: "Nur Rollen, deren Berechtigungen Sie haben.",
    copy_of: |name| ["Kopie von ", name].concat(),
    created: |name| ["Rolle ", name, " angelegt"].concat(),
    deleted: |name| ["Rolle ", name, " gelöscht"].concat(),
    saved: |name| ["Rolle ", name, " gespeichert"].concat(),
    save: "Rolle speichern",
    name: "Name",
    name_missing: "Geben Sie einen Namen ein.",
    name_invalid: "Verwenden Sie eine Zeile mit höchstens 60 Zeichen.",
    name_taken: "Eine andere Rolle heißt bereits so. Wählen Sie einen anderen Namen.",
    description: "Beschreibung",
    description_hint: "Steht dort, wo die Rolle ausgewählt wird.",
    description_invalid: "Verwenden Sie eine Zeile mit höchstens 300 Zeichen.",
    role: "Rolle",
    custom: "Eigene Rolle",
    predefined: "Vorgegebene Rolle",
    changed_at: |date| ["Geändert am ", date].concat(),
    reset_texts: "Name und Beschreibung zurücksetzen",
    reset_to: |role| ["Auf ", role, " zurücksetzen"].concat(),
    later_changes: |role| ["Spätere Änderungen an ", role, " wirken sich hier nicht aus."].concat(),
    some_of: |format, some, all| [&*format.number(some), " von ", &format.number(all)].concat(),
    permission_text: |permission| match permission {
        Permission::OrganizationRead => "Sieht die Organisation in der Auswahl. Gehört zu jeder Rolle.",
        Permission::OrganizationManage => "Ändert Anmelderegeln und Einstellungen, sieht Tarif und Plätze.",
        Permission::CompaniesManage => "Legt Firmen an, benennt sie um und archiviert sie.",
        Permission::ContactsRead => "Sieht Ansprechpartner mit Telefon und E-Mail.",
        Permission::ContactsManage => "Legt Kontakte an, ändert und löscht sie.",
        Permission::ApiKeysManage => "Erstellt, erneuert und sperrt Schlüssel anderer Programme.",
        Permission::AuditRead => "Sieht, wer wann von wo aus was getan hat, und exportiert es.",
        Permission::MembersRead => "Sieht, wer zur Organisation gehört und welche Rollen sie haben.",
        Permission::MembersInvite => "Lädt Personen in Rollen ein, deren Berechtigungen diese Person hat.",
        Permission::MembersManage => "Ändert Profile und Zugänge und entfernt Benutzer.",
        Permission::RolesRead => "Sieht, was jede Rolle erlaubt und wie viele Benutzer sie haben.",
        Permission::RolesAssign => "Vergibt und entzieht Rollen, höchstens mit den eigenen Berechtigungen.",
        Permission::RolesManage => "Legt Rollen an, ändert und löscht sie, höchstens mit den eigenen Berechtigungen.",
        Permission::DevicesRead => "Sieht Geräte, ihren Zustand und ihren Verlauf.",
        Permission::DevicesOperate => "Ändert Grenzwerte, Zeitpläne und Namen.",
        Permission::DevicesManage => "Fügt Geräte und Gruppen hinzu, verschiebt und entfernt sie.",
        Permission::DevicesGrant => "Gibt anderen Zugriff auf Geräte, höchstens auf der eigenen Stufe.",
        Permission::Unknown => "",
    },
    added: "Hinzugefügt",
    removed: "Entfernt",
    implied_by: |permission| ["Gehört zu: ", permission].concat(),
    everyone: "In jeder Rolle",
    not_yours: "Haben Sie nicht",
    administrator: "Administratoren haben immer alle Berechtigungen. Namen und Beschreibung können Sie ändern.",
    above: "Diese Rolle hat Berechtigungen, die Sie nicht haben. Bitten Sie einen Administrator, sie zu ändern.",
    read_only: "Sie können diese Rolle ansehen. Zum Ändern brauchen Sie die Berechtigung, Rollen zu verwalten.",
    changed_meanwhile: |added, removed| {
        let part = |label: &str, names: &str| match names {
            "" => String::new(),
            names => [" ", label, ": ", names, "."].concat(),
        };
        let (added, removed) = (part("Hinzugefügt", added), part("Entfernt", removed));
        [
            "Ein anderer Benutzer hat diese Rolle geändert.",
            &*added,
            &removed,
            " Ihre Änderungen sind noch da. Prüfen Sie sie und speichern Sie dann.",
        ]
        .concat()
    },
    none_chosen: "Wählen Sie mindestens eine Berechtigung.",
    effect: "Auswirkung nach dem Speichern",
    holders: |format, users| match users {
        0 => "Niemand hat diese Rolle.".to_owned(),
        1 => "1 Benutzer hat diese Rolle.".to_owned(),
        users => [&*format.number(users), " Benutzer haben diese Rolle."].concat(),
    },
    unaffected: |format, users| match users {
        1 => "1 davon hat diese Berechtigungen schon durch eine andere Rolle.".to_owned(),
        users => [&*format.number(users), " davon haben diese Berechtigungen schon durch eine andere Rolle."].concat(),
    },
    no_effect: "Niemand gewinnt oder verliert eine Berechtigung.",
    effect_failed: "Die Auswirkung konnte nicht geladen werden.",
    gain: |format, people| format.plural(people, "Person erhält", "Personen erhalten"),
    lose: |format, people| format.plural(people, "Person verliert", "Personen verlieren"),
    more: |format, people| ["und ", &*format.number(people), " weitere"].concat(),
    inactive: "inaktiv",
    also: "Außerdem betroffen",
    invitations: |format, invitations| {
        [&*format.count(invitations, "Einladung", "Einladungen"), " mit dieser Rolle"].concat()
    },
    next_request: "Gilt ab der nächsten Anfrage",
    nobody_signed_out: "Niemand wird abgemeldet.",
    delete_title: |name| ["Rolle ", name, " löschen?"].concat(),
    delete_unused: "Niemand hat diese Rolle. Sie kann nicht wiederhergestellt werden.",
    delete_held: |format, users| {
        let who = format.count(users, "Benutzer oder Einladung erhält", "Benutzer und Einladungen erhalten");
        [&*who, " stattdessen eine andere Rolle. Die gelöschte Rolle kann nicht wiederhergestellt werden."].concat()
    },
    replacement: "Ersetzen durch",
    delete: "Rolle löschen",
    refused: |code| match code {
        codes::ABOVE_YOURSELF => {
            Some("Die Rolle hat Berechtigungen, die Sie nicht haben. Wenden Sie sich an einen Administrator.")
        }
        codes::OWN_PERMISSIONS => Some(
            "Sie könnten selbst keine Rollen mehr verwalten. Bitten Sie einen anderen Administrator um diese Änderung.",
        ),
        codes::PREDEFINED_ROLE => {
            Some("Vorgegebene Rollen können nicht gelöscht werden, und Administratoren behalten alle Berechtigungen.")
        }
        codes::ROLE_HELD => Some("Inzwischen hat jemand diese Rolle. Wählen Sie die Rolle, die sie ersetzt."),
        codes::TOO_MANY_ROLES => Some("Eine Organisation kann 200 Rollen haben. Löschen Sie zuerst eine."),
        codes::STALE => Some("Ein anderer Benutzer hat das geändert. Prüfen Sie es und ändern Sie es dann erneut."),
        _ => None,
    },
};
