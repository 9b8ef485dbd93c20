//! German.

use super::{email_change, lifecycle};

use crate::i18n::texts::panels::{
    BulkTexts, ColumnsTexts, CompanyChoiceTexts, CreateOrganizationTexts, ExportTexts, FiltersTexts, FirstStepsTexts,
    OrganizationsTexts, PanelTexts, ViewsTexts,
};

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
        select_all: |number| ["Alle ", number, " auswählen"].concat(),
        stop: "Stoppen",
        clear: "Auswahl aufheben",
        first_only: |format, users| {
            ["Nur die ersten ", &*format.number(users), " Benutzer wurden ausgewählt. Mehr sind nicht möglich."]
                .concat()
        },
        not_selected: "Nicht alle Benutzer konnten ausgewählt werden",
        more: "Mehr",
        replaced: |format, rows, before| {
            [&*format.number(rows), " statt ", &*format.number(before), " ausgewählt"].concat()
        },
    },
};
