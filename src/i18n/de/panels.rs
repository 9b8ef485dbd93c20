//! German.

use api_types::{BulkAction, LastSignInFilter, TwoFactorFilter, obstacles};

use crate::i18n::{
    Format,
    texts::panels::{
        BulkTexts, ColumnsTexts, CreateOrganizationTexts, ExportTexts, FiltersTexts, OrganizationsTexts, PanelTexts,
        ViewsTexts,
    },
};

fn invitations(format: Format, number: u64) -> String {
    format.count(number, "Einladung", "Einladungen")
}

const fn verb(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => " erneut senden",
        BulkAction::Withdraw => " zurückziehen",
        BulkAction::Restore => " wiederherstellen",
    }
}

const fn participle(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Resend => " erneut gesendet",
        BulkAction::Withdraw => " zurückgezogen",
        BulkAction::Restore => " wiederhergestellt",
    }
}

pub static TEXTS: PanelTexts = PanelTexts {
    organizations: OrganizationsTexts {
        search: "Organisation suchen",
        placeholder: "Name oder Nummer suchen",
        list: "Organisationen",
        active: "Aktiv",
        available: "Verfügbar",
        users: |format, users| format.count(users, "Benutzer", "Benutzer"),
        no_match: |search| ["Keine Organisation passt zu „", search, "“."].concat(),
        none: "Sie gehören zu keiner weiteren Organisation.",
        failed: "Die Organisationen konnten nicht geladen werden.",
        loading_more: "Weitere Organisationen werden geladen",
        found: |format, found| format.count(found, "Organisation", "Organisationen"),
        hint_move: "bewegen",
        hint_switch: "wechseln",
        hint_close: "schließen",
    },
    create_organization: CreateOrganizationTexts {
        title: "Organisation anlegen",
        text: "Sie werden ihr Administrator und können andere einladen.",
        name: "Name",
        name_hint: "Wie man sie kennt, etwa Acme Facility Services.",
        number: "Nummer",
        number_hint: "Bis zu 20 Buchstaben, Ziffern und Bindestriche. Leer gelassen wird die nächste freie verwendet.",
        submit: "Organisation anlegen",
        name_missing: "Geben Sie einen Namen ein.",
        name_invalid: "Verwenden Sie eine Zeile mit höchstens 120 Zeichen.",
        number_invalid: "Verwenden Sie 1 bis 20 Buchstaben, Ziffern und Bindestriche.",
        number_taken: "Eine andere Organisation hat diese Nummer. Wählen Sie eine andere.",
        created: |name| [name, " angelegt"].concat(),
    },
    filters: FiltersTexts {
        two_factor: |value| match value {
            TwoFactorFilter::On => "An",
            TwoFactorFilter::Off => "Aus",
            TwoFactorFilter::Unknown => "Noch unbekannt",
        },
        last_sign_in: |value| match value {
            LastSignInFilter::Never => "Nie angemeldet",
            LastSignInFilter::Over90Days => "Seit 90 Tagen nicht",
        },
        not_accepted: "Noch nicht angenommen",
    },
    columns: ColumnsTexts {
        note: "Schmal werden es weniger",
        name_and_email: "Name und E-Mail",
        always: "immer",
        move_up: |column| [column, " nach oben"].concat(),
        move_down: |column| [column, " nach unten"].concat(),
        moved: |format, column, place| [column, " ist jetzt Spalte ", &format.number(place)].concat(),
        comfortable: "Bequem",
        compact: "Kompakt",
        reset: "Zurücksetzen",
    },
    export: ExportTexts {
        what: |format, users, columns| {
            [users, " Benutzer mit ", &format.count(columns, "Spalte", "Spalten"), ", wie jetzt gezeigt."].concat()
        },
        bom: "Für Excel (kennzeichnet die Datei als Unicode)",
        start: "CSV exportieren",
        progress: |format, rows, of| match of {
            Some(of) => [&*format.number(rows), " von ", &format.number(of)].concat(),
            None => ["Bisher ", &*format.number(rows)].concat(),
        },
        done: "Export gespeichert",
        stopped: "Export abgebrochen. Nichts wurde gespeichert.",
        failed: "Der Export ist abgerissen. Nichts wurde gespeichert; versuchen Sie es noch einmal.",
    },
    views: ViewsTexts {
        none: "Noch keine gespeicherten Ansichten. Suchen, filtern und ordnen Sie die Liste und speichern Sie sie hier.",
        name: "Name dieser Ansicht",
        name_missing: "Geben Sie der Ansicht einen Namen.",
        save: "Ansicht speichern",
        saved: |name| ["Ansicht „", name, "“ gespeichert"].concat(),
        not_saved: "Die Ansicht konnte nicht gespeichert werden. Versuchen Sie es noch einmal oder löschen Sie eine alte.",
        delete: |name| ["Ansicht „", name, "“ löschen"].concat(),
        deleted: |name| ["Ansicht „", name, "“ gelöscht"].concat(),
    },
    bulk: BulkTexts {
        toolbar: |format, users| [&*format.number(users), " Benutzer ausgewählt"].concat(),
        select_all: |format, users| ["Alle ", &*format.number(users), " auswählen"].concat(),
        stop: "Anhalten",
        resend: "Erneut senden",
        withdraw: "Zurückziehen…",
        clear: "Auswahl aufheben",
        first_only: |format, users| {
            ["Nur ", &*format.number(users), " wurden ausgewählt: so viele, wie auf einmal gehen"].concat()
        },
        not_selected: "Nicht alle konnten ausgewählt werden",
        title: |action| match action {
            BulkAction::Resend => "Einladungen erneut senden",
            BulkAction::Withdraw => "Einladungen zurückziehen",
            BulkAction::Restore => "Einladungen wiederherstellen",
        },
        checking: |format, done, of| [&*format.number(done), " von ", &*format.number(of), " geprüft"].concat(),
        question: |format, action, number| [&*invitations(format, number), verb(action), "?"].concat(),
        means: |action| match action {
            BulkAction::Resend => "Alle erhalten einen neuen Link per E-Mail; die bisherigen Links gelten nicht mehr.",
            BulkAction::Withdraw => {
                "Die Links gelten sofort nicht mehr, und die Einladungen verlassen die Liste. \
                 Das lässt sich rückgängig machen."
            }
            BulkAction::Restore => "Die Einladungen kehren in die Liste zurück, und ihre Links gelten wieder.",
        },
        act: |format, action, number| [&*invitations(format, number), verb(action)].concat(),
        nothing: |action| match action {
            BulkAction::Resend => "Nichts erneut zu senden",
            BulkAction::Withdraw => "Nichts zurückzuziehen",
            BulkAction::Restore => "Nichts wiederherzustellen",
        },
        cannot: |format, action, refused, of| {
            let who = match (refused == of, of) {
                (true, 1) => "Bei der ausgewählten Person".to_owned(),
                (true, _) => ["Bei keiner der ", &*format.number(of), " ausgewählten Personen"].concat(),
                (false, _) => [&*format.number(refused), " der ", &*format.number(of), " ausgewählten"].concat(),
            };
            match (action, refused == of) {
                (_, true) if of > 1 => [&who, " geht das:"].concat(),
                (_, true) => [&who, " geht das nicht:"].concat(),
                (action, false) => {
                    let passive = if refused == 1 { " kann nicht" } else { " können nicht" };
                    [&who, passive, participle(action), " werden:"].concat()
                }
            }
        },
        reason: |format, code, people| {
            let one = people == 1;
            let why = match code {
                obstacles::NOT_PENDING if one => "hat keine offene Einladung",
                obstacles::NOT_PENDING => "haben keine offene Einladung",
                obstacles::NOT_FOUND if one => "ist nicht mehr da",
                obstacles::NOT_FOUND => "sind nicht mehr da",
                obstacles::ABOVE_YOURSELF if one => "bekäme mehr Rechte, als Sie selbst haben",
                obstacles::ABOVE_YOURSELF => "bekämen mehr Rechte, als Sie selbst haben",
                obstacles::ALREADY_MEMBER if one => "hat eine Adresse, die inzwischen jemand anderes hat",
                obstacles::ALREADY_MEMBER => "haben Adressen, die inzwischen andere haben",
                obstacles::NO_SEAT_LEFT if one => "findet keinen freien Platz",
                obstacles::NO_SEAT_LEFT => "finden keinen freien Platz",
                _ if one => "wurde abgelehnt",
                _ => "wurden abgelehnt",
            };
            [&*format.number(people), " ", why].concat()
        },
        doing: |format, action, done, of| {
            [&*format.number(done), " von ", &*format.number(of), participle(action)].concat()
        },
        ended: |format, action, done, of| {
            [&*format.number(done), " von ", &*invitations(format, of), participle(action)].concat()
        },
        unknown: |format, people| {
            let rest = " ist unklar, ob es geklappt hat (Verbindung unterbrochen). \
                        Versuchen Sie es noch einmal: Nichts geschieht doppelt.";
            ["Bei ", &*format.number(people), rest].concat()
        },
        left: |format, people| {
            [&*format.number(people), if people == 1 { " blieb" } else { " blieben" }, " wie zuvor."].concat()
        },
        done: |format, action, number| {
            let is = match (action, number) {
                (BulkAction::Resend, 1) => " wird erneut gesendet",
                (BulkAction::Resend, _) => " werden erneut gesendet",
                (BulkAction::Withdraw, _) => " zurückgezogen",
                (BulkAction::Restore, 1) => " gilt wieder",
                (BulkAction::Restore, _) => " gelten wieder",
            };
            [&*invitations(format, number), is].concat()
        },
        no_mail_title: "Dieser Server sendet keine E-Mails",
        no_mail: "Daher lassen sich Einladungen nicht gemeinsam erneut senden. Kopieren Sie für jede einen neuen Link \
                  aus dem Menü ihrer Zeile und geben Sie ihn weiter.",
    },
};
