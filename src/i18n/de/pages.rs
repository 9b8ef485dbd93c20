//! German.

use api_types::Permission;

use super::{activity, audit};
use crate::i18n::texts::pages::{CompaniesTexts, HomeTexts, PageTexts, RolesTexts, UserPageTexts};

pub static TEXTS: PageTexts = PageTexts {
    loading: "Wird geladen",
    activity: activity::TEXTS,
    audit: audit::TEXTS,
    user: UserPageTexts {
        none: "Keine Angabe",
        breadcrumb: "Pfad",
        last_seen: |moment| ["Letzte Anmeldung: ", moment].concat(),
        never_seen: "Nie angemeldet",
        profile: "Profil",
        first_name: "Vorname",
        last_name: "Nachname",
        email: "E-Mail",
        signature: "Kürzel",
        companies_and_supervisor: "Firmen und Vorgesetzte/r",
        companies: "Firmen",
        main_company: "Hauptfirma",
        supervisor: "Vorgesetzte/r",
        roles_lede: "Ein Benutzer hat die Berechtigungen aller seiner Rollen. \
                     Ohne Rolle behält er sein Konto, hat aber keinen Zugang zu dieser Organisation.",
        no_roles: "Dieser Benutzer hat keine Rolle.",
        about: "Über diesen Benutzer",
        why: "Zugang",
        why_role: |organization| [" in ", organization].concat(),
        why_reach: |format, level, devices| [&*format.count(devices, "Gerät", "Geräte"), ": ", level].concat(),
        why_grant_on: ": ",
        why_requested: |by| match by {
            Some(by) => ["Angefragt, genehmigt von ", by].concat(),
            None => "Angefragt und genehmigt".to_owned(),
        },
        why_more_grants: |format, more| format.count(more, "weitere Freigabe", "weitere Freigaben"),
        why_lost: |what| ["Ohne sie: ", what, "."].concat(),
        why_nothing_lost: "Ohne sie bleibt der Zugang gleich.",
        why_permissions: |format, number| format.count(number, "Berechtigung", "Berechtigungen"),
        why_fewer_permissions: |format, number| {
            [&*format.count(number, "Berechtigung", "Berechtigungen"), " weniger"].concat()
        },
        why_devices: |format, number| [&*format.count(number, "Gerät", "Geräte"), " nicht mehr erreichbar"].concat(),
        why_lowered: |format, number| ["niedrigere Stufe auf ", &*format.count(number, "Gerät", "Geräten")].concat(),
        why_no_role: "Kein Zugang: Dieser Benutzer hat keine Rolle.",
        why_member_of: "Gehört zu ",
        why_signs_in: "Anmeldung: ",
        why_password: "nur Passwort",
        why_two_factor: "Passwort und 2FA",
        why_invited: "Noch kein Zugang: Die Einladung wurde noch nicht angenommen.",
        why_expired: "Kein Zugang: Die Einladung ist abgelaufen, bevor sie angenommen wurde.",
        why_withdrawn: "Kein Zugang: Die Einladung wurde zurückgezogen. Sie kann 30 Tage lang wiederhergestellt werden.",
        why_removed: "Kein Zugang: Dieser Benutzer wurde entfernt. Er kann 30 Tage lang wiederhergestellt werden.",
        why_inactive: "Kein Zugang: Dieser Benutzer ist inaktiv.",
        why_not_invited: "Noch kein Zugang: Dieser Benutzer wurde noch nicht eingeladen.",
        dates: "Zugangszeitraum",
        dates_lede: |zone| {
            ["Der erste und der letzte Tag mit Zugang. Tage beginnen um Mitternacht (", zone, ")."].concat()
        },
        dates_change: "Zeitraum ändern",
        dates_open: "Unbegrenzt",
        not_invited: "Noch nicht eingeladen. Aktivieren Sie den Benutzer, um die Einladung zu senden.",
        invited_on: |day| ["Noch nicht eingeladen. Die Einladung wird am ", day, " gesendet."].concat(),
        invitation: "Einladung",
        invited_by: "Eingeladen von ",
        invited: "Eingeladen",
        on: |date| ["am ", date].concat(),
        resend_from: |moment| ["Erneut per E-Mail senden: ab ", moment].concat(),
        sent: |format, times| match times {
            0 => "Nicht per E-Mail gesendet".to_owned(),
            1 => "Einmal gesendet".to_owned(),
            times => [&*format.number(times.into()), "-mal gesendet"].concat(),
        },
        expires: "Läuft ab",
        expired: "Abgelaufen",
        accepted: "Angenommen",
        member_since: |date| ["am ", date, " · seitdem Mitglied"].concat(),
        no_invitation: "Keine Einladung vorhanden.",
        mail_sent: "E-Mail gesendet",
    },
    edit: super::user_edit::TEXTS,
    role_edit: super::role_edit::TEXTS,
    roles: RolesTexts {
        lede: "Eine Rolle fasst Berechtigungen zusammen. Ein Benutzer kann mehrere Rollen haben \
               und hat dann alle ihre Berechtigungen.",
        permissions: "Berechtigungen",
        permission: "Berechtigung",
        group_organization: "Organisation",
        group_users: "Benutzer",
        group_devices: "Geräte",
        yes: "Ja",
        no: "Nein",
    },
    companies: CompaniesTexts {
        create: "Neue Firma",
        lede: |organization| ["Eine Gesellschaft, zu der Benutzer von ", organization, " gehören können."].concat(),
        name: "Name",
        number: "Nummer",
        create_submit: "Firma anlegen",
        update_title: "Name oder Nummer ändern",
        save: "Speichern",
        name_missing: "Geben Sie einen Namen ein.",
        name_invalid: "Verwenden Sie eine Zeile mit höchstens 120 Zeichen.",
        number_invalid: "Verwenden Sie höchstens 20 Buchstaben, Ziffern, Bindestriche, Punkte und Schrägstriche.",
        number_taken: "Eine andere Firma hat bereits diese Nummer. Wählen Sie eine andere.",
        changed_meanwhile: |name, number| {
            [
                "Ein anderer Benutzer hat diese Firma geändert. Sie heißt jetzt ",
                name,
                ", Nummer ",
                number,
                ". Speichern Sie, um Ihre Änderung darauf anzuwenden.",
            ]
            .concat()
        },
        created: |name| [name, " angelegt"].concat(),
        saved: |name| [name, " gespeichert"].concat(),
        archive: "Firma archivieren",
        archive_title: |name| [name, " archivieren?"].concat(),
        archive_means: "Niemand kann ihr mehr zugeordnet werden. Benutzer behalten sie und ihren Zugriff. \
                        Sie können sie wiederherstellen.",
        archive_members: |format, members, main| {
            [
                &*format.count(members, "Benutzer gehört", "Benutzer gehören"),
                " dazu; Hauptfirma ist sie für ",
                &format.number(main),
                ".",
            ]
            .concat()
        },
        archived: |name| [name, " archiviert"].concat(),
        restored: |name| [name, " wiederhergestellt"].concat(),
    },
    home: HomeTexts {
        what: "Was Sie tun können",
        roles: |format, roles| match roles {
            1 => "Sie haben eine Rolle in dieser Organisation.".to_owned(),
            roles => {
                ["Sie haben ", &*format.number(roles), " Rollen in dieser Organisation und alle ihre Berechtigungen."]
                    .concat()
            }
        },
        can: |permission| match permission {
            Permission::DevicesRead => Some("Sie können Geräte und Dashboards ansehen."),
            Permission::DevicesOperate => Some("Sie können Geräteeinstellungen ändern."),
            Permission::DevicesManage => Some("Sie können Geräte anlegen, ändern und löschen."),
            Permission::DevicesGrant => Some("Sie können Zugriff auf Geräte geben."),
            Permission::MembersRead => Some("Sie können andere Benutzer ansehen."),
            Permission::MembersInvite => Some("Sie können Benutzer einladen."),
            Permission::MembersManage => Some("Sie können Benutzer ändern und entfernen."),
            Permission::RolesRead => Some("Sie können Rollen und ihre Benutzer ansehen."),
            Permission::RolesAssign => Some("Sie können Rollen zuweisen und entziehen."),
            Permission::RolesManage => Some("Sie können Rollen anlegen und ändern."),
            Permission::CompaniesManage => Some("Sie können Firmen bearbeiten."),
            Permission::ContactsRead => Some("Sie können Kontakte ansehen."),
            Permission::ContactsManage => Some("Sie können Kontakte bearbeiten."),
            Permission::OrganizationManage => Some("Sie können Einstellungen, Tarif und Plätze verwalten."),
            Permission::ApiKeysManage => Some("Sie können API-Schlüssel verwalten."),
            Permission::AuditRead => Some("Sie können Protokoll ansehen."),
            Permission::OrganizationRead | Permission::Unknown => None,
        },
        cannot: |permission| match permission {
            Permission::DevicesOperate => Some("Sie können keine Geräteeinstellungen ändern."),
            Permission::MembersRead => Some("Sie können andere Benutzer nicht ansehen."),
            Permission::OrganizationManage => Some("Sie können die Einstellungen der Organisation nicht ansehen."),
            _ => None,
        },
        nothing: "Ihre Rollen erlauben hier noch nichts weiter.",
        member_since: |date| ["Mitglied seit ", date].concat(),
        invited_by: |name| ["Eingeladen von ", name].concat(),
        aside: "Hilfe und Konto",
        administrators: "Administratoren",
        ask_them: "Hier können Sie nach einer anderen Rolle fragen.",
        help: "Brauchen Sie eine andere Rolle?",
        ask: |organization| ["Fragen Sie einen Administrator von ", organization, "."].concat(),
        account: "Ihr Konto",
        signs_in: "Mit dieser E-Mail-Adresse melden Sie sich an",
        portal: "Zurück zum Portal",
    },
};
