//! German.

use super::{email_change, lifecycle};
use api_types::{BulkAction, member_problems};

use crate::i18n::{
    Format,
    texts::panels::{
        BulkTexts, ColumnsTexts, CompanyChoiceTexts, CreateOrganizationTexts, ExportTexts, FiltersTexts,
        FirstStepsTexts, OrganizationsTexts, PanelTexts, ViewsTexts,
    },
};

/// What the action is done to.
fn objects(format: Format, action: BulkAction, number: u64) -> String {
    match action {
        BulkAction::Resend | BulkAction::Withdraw => format.count(number, "Einladung", "Einladungen"),
        _ => format.count(number, "Benutzer", "Benutzer"),
    }
}

/// The same after a preposition that takes the dative.
fn dative(format: Format, action: BulkAction, number: u64) -> String {
    match action {
        BulkAction::Resend | BulkAction::Withdraw => objects(format, action, number),
        _ => format.count(number, "Benutzer", "Benutzern"),
    }
}

const fn verb(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => " erneut senden",
        BulkAction::Withdraw => " zurückziehen",
        BulkAction::Restore => " wiederherstellen",
        BulkAction::Activate => " aktivieren",
        BulkAction::Deactivate => " deaktivieren",
        BulkAction::Remove => " entfernen",
    }
}

const fn participle(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => " erneut gesendet",
        BulkAction::Withdraw => " zurückgezogen",
        BulkAction::Restore => " wiederhergestellt",
        BulkAction::Activate => " aktiviert",
        BulkAction::Deactivate => " deaktiviert",
        BulkAction::Remove => " entfernt",
    }
}

pub static TEXTS: PanelTexts = PanelTexts {
    first_steps: FirstStepsTexts {
        title: "Erste Schritte",
        users: "Laden Sie die Personen ein, mit denen Sie arbeiten. Sie treten über einen Link bei.",
        invite_users: "Erste Benutzer einladen",
        companies: "Legen Sie die Firmen an, zu denen Ihre Benutzer gehören.",
        add_companies: "Firmen anlegen",
    },
    organizations: OrganizationsTexts {
        search: "Organisation suchen",
        placeholder: "Nach Name oder Nummer suchen",
        list: "Organisationen",
        active: "Aktiv",
        available: "Verfügbar",
        pinned: "Angeheftet",
        recent: "Zuletzt verwendet",
        pin: "Diese Organisation anheften",
        unpin: "Diese Organisation lösen",
        users: |format, users| format.count(users, "Benutzer", "Benutzer"),
        disabled: "Deaktiviert",
        deleted: |day| ["Gelöscht, endgültig am ", day].concat(),
        closed: "Diese können Sie wieder öffnen",
        no_match: |search| ["Keine Organisation passt zu „", search, "“."].concat(),
        none: "Sie gehören zu keiner weiteren Organisation.",
        failed: "Die Organisationen konnten nicht geladen werden.",
        loading_more: "Weitere Organisationen werden geladen",
        found: |format, found| format.count(found, "Organisation", "Organisationen"),
        hint_move: "auswählen",
        hint_switch: "wechseln",
        hint_close: "schließen",
    },
    create_organization: CreateOrganizationTexts {
        title: "Organisation anlegen",
        text: "Sie erhalten die Rolle Administrator und können Benutzer einladen.",
        name: "Name",
        name_hint: "Der gebräuchliche Name, zum Beispiel Acme Facility Services.",
        number: "Nummer",
        number_hint: "Bis zu 20 Buchstaben, Ziffern und Bindestriche. Leer lassen für die nächste freie Nummer.",
        submit: "Organisation anlegen",
        name_missing: "Geben Sie einen Namen ein.",
        name_invalid: "Verwenden Sie eine Zeile mit höchstens 120 Zeichen, ohne URL.",
        number_invalid: "Verwenden Sie 1 bis 20 Buchstaben, Ziffern und Bindestriche; Ziffern allein höchstens 12.",
        too_many: "Sie haben zu viele Organisationen angelegt. Versuchen Sie es später wieder, spätestens morgen.",
        number_taken: "Eine andere Organisation hat bereits diese Nummer. Wählen Sie eine andere.",
        created: |name| [name, " angelegt"].concat(),
    },
    filters: FiltersTexts { before_date: "Vor diesem Tag", day: "Dieser Tag" },
    columns: ColumnsTexts {
        note: "Breite: Rand ziehen oder Umschalt+← →",
        always: "immer",
        move_up: |column| [column, " nach oben"].concat(),
        move_down: |column| [column, " nach unten"].concat(),
        moved: |format, column, place| [column, " ist jetzt Spalte ", &format.number(place)].concat(),
        comfortable: "Normal",
        compact: "Kompakt",
        reset: "Zurücksetzen",
    },
    export: ExportTexts {
        what: |format, rows, columns| {
            [rows, ", ", &format.count(columns, "Spalte", "Spalten"), ", in dieser Reihenfolge"].concat()
        },
        delimiter: "Zwischen den Zellen",
        commas: "Komma",
        semicolons: "Semikolon (für deutsches Excel)",
        bom: "In Excel öffnen",
        format: "Format",
        csv: "CSV (Tabelle)",
        json_lines: "JSON-Zeilen (alle Felder)",
        start: "CSV exportieren",
        start_json_lines: "JSON-Zeilen exportieren",
        progress: |format, rows, of| match of {
            Some(of) => [&*format.number(rows), " von ", &format.count(of, "Zeile", "Zeilen")].concat(),
            None => ["Bisher ", &*format.count(rows, "Zeile", "Zeilen")].concat(),
        },
        done: "Export gespeichert",
        stopped: "Export abgebrochen. Es wurde nichts gespeichert.",
        failed: "Der Export wurde unterbrochen. Es wurde nichts gespeichert. Versuchen Sie es erneut.",
    },
    views: ViewsTexts {
        presets: "Vorschläge",
        never_signed_in: "Nie angemeldet",
        inactive: "Seit 90 Tagen nicht angemeldet",
        no_two_factor: "Ohne 2FA",
        expires_soon: "Einladung läuft bald ab",
        no_role: "Ohne Rolle",
        none: "Noch keine gespeicherten Ansichten. Suchen, filtern oder sortieren Sie und speichern Sie dann die Ansicht.",
        name: "Name der Ansicht",
        new_name: "Neuer Name",
        name_missing: "Geben Sie einen Namen für die Ansicht ein.",
        name_taken: |name| {
            ["Sie haben bereits eine Ansicht „", name, "“. Ersetzen Sie sie oder wählen Sie einen anderen Namen."]
                .concat()
        },
        replace: "Ersetzen",
        rename: |name| ["Ansicht „", name, "“ umbenennen"].concat(),
        rename_save: "Umbenennen",
        save: "Ansicht speichern",
        saved: |name| ["Ansicht „", name, "“ gespeichert"].concat(),
        not_saved: "Die Ansicht konnte nicht gespeichert werden. Versuchen Sie es erneut oder löschen Sie eine andere.",
        delete: |name| ["Ansicht „", name, "“ löschen"].concat(),
        deleted: |name| ["Ansicht „", name, "“ gelöscht"].concat(),
    },
    companies: CompanyChoiceTexts {
        find: "Name oder Nummer",
        active: |format, companies| format.count(companies, "aktive Firma", "aktive Firmen"),
        manage: "Firmen verwalten",
    },
    email_change: email_change::TEXTS,
    lifecycle: lifecycle::TEXTS,
    supervisor: lifecycle::SUPERVISOR,
    bulk: BulkTexts {
        toolbar: |rows| [rows, " ausgewählt"].concat(),
        select_all: |format, users| ["Alle ", &*format.number(users), " auswählen"].concat(),
        stop: "Stoppen",
        clear: "Auswahl aufheben",
        first_only: |format, users| {
            ["Nur die ersten ", &*format.number(users), " Benutzer wurden ausgewählt. Mehr sind nicht möglich."]
                .concat()
        },
        not_selected: "Nicht alle Benutzer konnten ausgewählt werden",
        title: |action| match action {
            BulkAction::Resend => "Einladungen erneut senden",
            BulkAction::Withdraw => "Einladungen zurückziehen",
            BulkAction::Restore => "Benutzer wiederherstellen",
            BulkAction::Activate => "Benutzer aktivieren",
            BulkAction::Deactivate => "Benutzer deaktivieren",
            BulkAction::Remove => "Benutzer entfernen",
        },
        checking: |format, done, of| {
            [&*format.number(done), " von ", &format.count(of, "Benutzer", "Benutzern"), " geprüft"].concat()
        },
        question: |format, action, number| [&*objects(format, action, number), verb(action), "?"].concat(),
        means: |action| match action {
            BulkAction::Resend => "Jeder Benutzer erhält einen neuen Link per E-Mail. Bisherige Links werden ungültig.",
            BulkAction::Withdraw => {
                "Die Links werden sofort ungültig, und die Benutzer verschwinden aus der Liste. \
                 Sie können sie 30 Tage lang wiederherstellen: Filtern Sie nach dem Status „Zurückgezogen“."
            }
            BulkAction::Restore => {
                "Die Benutzer erscheinen wieder in der Liste. Entfernte Benutzer erhalten ihre Rollen zurück, \
                 und Einladungen gelten wieder."
            }
            BulkAction::Activate => "Die Benutzer können sich wieder anmelden.",
            BulkAction::Deactivate => {
                "Die Benutzer verlieren sofort den Zugriff. Plätze, Rollen und Firmen bleiben ihnen erhalten."
            }
            BulkAction::Remove => {
                "Die Benutzer verlieren sofort den Zugriff und verschwinden aus der Liste. \
                 Sie können sie 30 Tage lang wiederherstellen: Filtern Sie nach dem Status „Entfernt“."
            }
        },
        act: |format, action, number| [&*objects(format, action, number), verb(action)].concat(),
        nothing: |action| match action {
            BulkAction::Resend => "Nichts erneut zu senden",
            BulkAction::Withdraw => "Nichts zurückzuziehen",
            BulkAction::Restore => "Niemand wiederherzustellen",
            BulkAction::Activate => "Niemand zu aktivieren",
            BulkAction::Deactivate => "Niemand zu deaktivieren",
            BulkAction::Remove => "Niemand zu entfernen",
        },
        cannot: |format, _, refused, of| {
            let who = if refused < of {
                [&*format.number(refused), " der ", &*format.number(of), " ausgewählten Benutzer"].concat()
            } else if of == 1 {
                "Der ausgewählte Benutzer".to_owned()
            } else {
                ["Alle ", &*format.number(of), " ausgewählten Benutzer"].concat()
            };
            [&*who, if refused == 1 { " wird übersprungen:" } else { " werden übersprungen:" }].concat()
        },
        reason: |format, code, people| {
            let one = people == 1;
            let why = match code {
                member_problems::NOT_PENDING if one => "hat keine offene Einladung",
                member_problems::NOT_PENDING => "haben keine offene Einladung",
                member_problems::NOT_FOUND if one => "gehört nicht mehr zu dieser Organisation",
                member_problems::NOT_FOUND => "gehören nicht mehr zu dieser Organisation",
                member_problems::ABOVE_YOURSELF if one => "hat Rollen mit mehr Berechtigungen als Sie",
                member_problems::ABOVE_YOURSELF => "haben Rollen mit mehr Berechtigungen als Sie",
                member_problems::ALREADY_MEMBER if one => {
                    "hat eine E-Mail-Adresse, die bereits ein anderer Benutzer hat"
                }
                member_problems::ALREADY_MEMBER => "haben E-Mail-Adressen, die bereits andere Benutzer haben",
                member_problems::NO_SEAT_LEFT if one => "kann nicht aufgenommen werden: kein freier Platz",
                member_problems::NO_SEAT_LEFT => "können nicht aufgenommen werden: kein freier Platz",
                member_problems::MAIL_LIMIT if one => "hat zu viele E-Mails erhalten: Versuchen Sie es später erneut",
                member_problems::MAIL_LIMIT => "haben zu viele E-Mails erhalten: Versuchen Sie es später erneut",
                member_problems::MAIL_REFUSED if one => {
                    "möchte keine Einladungen per E-Mail: Geben Sie einen Link weiter"
                }
                member_problems::MAIL_REFUSED => "möchten keine Einladungen per E-Mail: Geben Sie Links weiter",
                member_problems::NOT_ACTIVE if one => "ist nicht aktiv",
                member_problems::NOT_ACTIVE => "sind nicht aktiv",
                member_problems::NOT_INACTIVE if one => "ist nicht inaktiv",
                member_problems::NOT_INACTIVE => "sind nicht inaktiv",
                member_problems::NOT_JOINED if one => "ist noch nicht beigetreten: Ziehen Sie die Einladung zurück",
                member_problems::NOT_JOINED => "sind noch nicht beigetreten: Ziehen Sie die Einladungen zurück",
                member_problems::BLOCKED if one => "wird noch von anderen Programmen gebraucht",
                member_problems::BLOCKED => "werden noch von anderen Programmen gebraucht",
                member_problems::OWN_ACCOUNT => "sind Sie selbst",
                member_problems::LAST_ADMINISTRATOR => "ist der letzte Administrator",
                member_problems::ACCOUNT_GONE if one => "hat kein Konto mehr",
                member_problems::ACCOUNT_GONE => "haben kein Konto mehr",
                member_problems::MEMBER_REMOVED if one => "wurde entfernt",
                member_problems::MEMBER_REMOVED => "wurden entfernt",
                member_problems::NOT_WITHDRAWN if one => "wurde weder entfernt noch zurückgezogen",
                member_problems::NOT_WITHDRAWN => "wurden weder entfernt noch zurückgezogen",
                _ if one => "wurde vom Server abgelehnt",
                _ => "wurden vom Server abgelehnt",
            };
            [&*format.number(people), " Benutzer ", why].concat()
        },
        doing: |format, action, done, of| {
            ["Erledigt: ", &*format.number(done), " von ", &*dative(format, action, of)].concat()
        },
        ended: |format, action, done, of| {
            [&*format.number(done), " von ", &*dative(format, action, of), participle(action)].concat()
        },
        unknown: |format, action, people| {
            let rest = " ist unklar, ob die Aktion ausgeführt wurde (Verbindung unterbrochen). \
                        Versuchen Sie es erneut: Nichts geschieht doppelt.";
            ["Bei ", &*dative(format, action, people), rest].concat()
        },
        left: |format, action, people| [&*objects(format, action, people), " unverändert."].concat(),
        done: |format, action, number| [&*objects(format, action, number), participle(action)].concat(),
        no_mail_title: "Dieser Server sendet keine E-Mails",
        no_mail: "Sie können nicht mehrere Einladungen auf einmal erneut senden. Kopieren Sie für jeden Benutzer einen \
                  neuen Link aus dem Zeilenmenü und geben Sie ihn weiter.",
    },
};
