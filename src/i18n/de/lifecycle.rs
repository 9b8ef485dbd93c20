//! German.

use crate::{
    forms::{DayError, Effect},
    i18n::texts::lifecycle::{LifecycleTexts, SupervisorTexts},
};

pub const TEXTS: LifecycleTexts = LifecycleTexts {
    deactivate_title: |name| [name, " deaktivieren?"].concat(),
    deactivate_means: |organization| {
        ["Der Zugang zu ", organization, " endet sofort. Rollen, Firmen und Verlauf bleiben erhalten."].concat()
    },
    deactivate: "Deaktivieren",
    deactivated: |name| [name, " deaktiviert"].concat(),
    activated: |name| [name, " aktiviert"].concat(),
    note: "Notiz (optional)",
    note_hint: "Zum Beispiel: Elternzeit bis März.",
    note_too_long: "Verwenden Sie höchstens 2.000 Zeichen.",
    note_invalid: "Entfernen Sie die Steuerzeichen.",
    remove_title: |name| [name, " entfernen?"].concat(),
    remove_means: |organization| {
        [
            "Der Zugang zu ",
            organization,
            " endet sofort. 30 Tage lang können Sie den Benutzer wiederherstellen, dann werden seine Daten gelöscht.",
        ]
        .concat()
    },
    remove: "Benutzer entfernen",
    removed: |name| [name, " entfernt"].concat(),
    ends: "Damit endet:",
    ends_roles: |format, number, names| [&*format.count(number, "Rolle", "Rollen"), ": ", names].concat(),
    ends_companies: |format, number, names| {
        ["Mitglied in ", &*format.count(number, "Firma", "Firmen"), ": ", names].concat()
    },
    ends_nothing: "Keine Rolle und keine Firma.",
    reports: |format, number| ["Vorgesetzte/r von ", &*format.count(number, "Benutzer", "Benutzern")].concat(),
    reports_stay: "Das bleibt so.",
    reports_lose: "Sie haben danach keine/n Vorgesetzte/n.",
    successor: "Neue/r Vorgesetzte/r dieser Benutzer",
    nobody: "Keine/r",
    no_change: "Keine Änderung",
    invitations: |format, number| {
        [&*format.count(number, "offene Einladung", "offene Einladungen"), " dieses Benutzers"].concat()
    },
    invitations_stay: "Sie bleiben gültig.",
    show: "Anzeigen",
    deactivate_instead: "Stattdessen deaktivieren?",
    deactivate_instead_means: |name| [name, " kann sich nicht mehr anmelden, und alles bleibt, wo es ist."].concat(),
    blocked_title: |name| [name, " kann noch nicht entfernt werden"].concat(),
    blocked_means: |format, number| {
        let things = format.count(number, "Vorgang braucht", "Vorgänge brauchen");
        let finish = format.plural(
            number,
            "Schließen Sie ihn ab, oder übergeben Sie ihn.",
            "Schließen Sie sie ab, oder übergeben Sie sie.",
        );
        let then = " Danach können Sie den Benutzer entfernen. Bisher wurde nichts geändert.";
        [&*things, " diesen Benutzer noch. ", finish, then].concat()
    },
    blocked: "Andere Programme brauchen diesen Benutzer noch.",
    more_blockers: |format, number| ["Und ", &*format.count(number, "weiterer", "weitere")].concat(),
    open: "Öffnen",
    open_blocker: |title| [title, " öffnen"].concat(),
    check_again: "Erneut prüfen",
    checked: |at| ["Zuletzt geprüft: ", at].concat(),
    unblocked: "Nichts ist mehr offen. Sie können den Benutzer jetzt entfernen.",
    restore_title: |name| [name, " wiederherstellen?"].concat(),
    restore_means: "Die Firmen bleiben erhalten. Entscheiden Sie, ob auch die Rollen zurückkommen.",
    restore: "Mit Rollen wiederherstellen",
    restore_without_roles: "Ohne Rollen wiederherstellen",
    restored: |name| [name, " wiederhergestellt"].concat(),
    invited: |email| ["Einladung an ", email, " erstellt"].concat(),
    schedule_title: |name| ["Zugangszeitraum von ", name].concat(),
    schedule_zone: |zone| ["Tage beginnen um Mitternacht (", zone, "). Ohne Datum gilt keine Grenze."].concat(),
    schedule_effect: |effect, format, organization| match effect {
        Effect::EndsNow(first) => [
            "Der Zugang zu ",
            organization,
            " endet jetzt und beginnt wieder am ",
            &format.plain_day(first),
            ". Alle Sitzungen enden.",
        ]
        .concat(),
        Effect::CallsBack(first) => {
            ["Die Einladung gilt nicht mehr. Am ", &*format.plain_day(first), " wird eine neue gesendet."].concat()
        }
        Effect::Invites(first) => ["Die Einladung wird am ", &*format.plain_day(first), " gesendet."].concat(),
        Effect::Begins(first) => ["Der Zugang beginnt am ", &*format.plain_day(first), "."].concat(),
        Effect::Ends(last) => ["Der Zugang endet nach dem ", &*format.plain_day(last), "."].concat(),
        Effect::Unlimited => "Der Zugang ist nicht befristet.".to_owned(),
    },
    schedule_error: |error| match error {
        DayError::Invalid => "Geben Sie ein vollständiges Datum ein.",
        DayError::FirstPast => "Wählen Sie einen Tag nach heute, oder aktivieren Sie den Benutzer.",
        DayError::LastPast => "Wählen Sie heute oder einen späteren Tag, oder deaktivieren Sie den Benutzer.",
        DayError::TooFar => "Wählen Sie einen Tag in den nächsten 10 Jahren.",
        DayError::LastBeforeFirst => "Wählen Sie den ersten Tag oder einen späteren.",
    },
    schedule_save: "Zeitraum speichern",
    schedule_deactivate: "Speichern und deaktivieren",
    scheduled: |name| ["Zugangszeitraum von ", name, " geändert"].concat(),
    end_sessions_title: |name| [name, " überall abmelden?"].concat(),
    end_sessions_means: "Alle Sitzungen enden sofort, auf jedem Gerät. Eine neue Anmeldung ist möglich.",
    end_sessions: "Überall abmelden",
    sessions_ended: |name| [name, " überall abgemeldet"].concat(),
    second_factor_title: |name| ["2FA von ", name, " zurücksetzen?"].concat(),
    second_factor_means: "Bis ein neuer zweiter Faktor eingerichtet ist, genügt das Passwort. Alle Sitzungen enden. Der \
                          Benutzer erhält eine E-Mail.",
    reason: "Grund",
    reason_hint: "Für das Aktivitätsprotokoll. Zum Beispiel: Telefon verloren, aus dem Büro angerufen.",
    reason_missing: "Geben Sie einen Grund an.",
    reset_second_factor: "2FA zurücksetzen",
    second_factor_reset: |name| ["2FA von ", name, " zurückgesetzt"].concat(),
};

pub const SUPERVISOR: SupervisorTexts = SupervisorTexts {
    replace_title: |name| ["Neue/r Vorgesetzte/r für die Benutzer von ", name].concat(),
    new: "Neue/r Vorgesetzte/r",
    nobody: "Ohne Vorgesetzte/n",
    set: "Zuweisen",
    remove: "Zuweisung aufheben",
    concerned: |format, users, name| match name {
        Some(name) => [name, " wird Vorgesetzte/r von ", &*format.count(users, "Benutzer", "Benutzern"), ":"].concat(),
        None => [&*format.count(users, "Benutzer ist", "Benutzer sind"), " danach ohne Vorgesetzte/n:"].concat(),
    },
    more: |format, users| ["und ", &*format.count(users, "weiterer", "weitere")].concat(),
    nothing: "Für diese Benutzer ändert sich nichts.",
    cycle: |chain| ["Damit entstünde ein Kreis: ", chain, ". Wählen Sie jemand anderen."].concat(),
    done: |format, users, name| match name {
        Some(name) => {
            [name, " ist Vorgesetzte/r von ", &*format.count(users, "weiteren Benutzer", "weiteren Benutzern")].concat()
        }
        None => [&*format.count(users, "Benutzer ist", "Benutzer sind"), " jetzt ohne Vorgesetzte/n"].concat(),
    },
    undone: "Vorgesetzte wiederhergestellt",
};
