//! German.

use api_types::{FindBy, ImportOutcome, MatchedField, MemberImportTab, NewPeople, SheetEncoding, SheetSeparator};

use crate::i18n::texts::imports::{ImportTexts, UserImportTexts, size};

pub static TEXTS: ImportTexts = ImportTexts {
    import: "Importieren",
    import_title: "Import",
    users: UserImportTexts {
        title: "Benutzer importieren",
        steps: ["Datei", "Spalten", "Prüfen und importieren"],
        steps_label: |format, step| ["Import, Schritt ", &*format.number(step), " von 3"].concat(),
        drop: "Legen Sie eine Datei hier ab, oder wählen Sie eine aus.",
        file_hint: "CSV oder Text, höchstens 40 MB und 150.000 Zeilen. Eine exportierte Benutzerliste passt.",
        file_problem: |code| {
            Some(match code {
                "empty" => "Die Datei ist leer. Wählen Sie eine andere.",
                "no_rows" => "Unter den Spaltenüberschriften stehen keine Zeilen.",
                "workbook" => {
                    "Das ist eine Arbeitsmappe. Speichern Sie sie als CSV, oder fügen Sie ihre Zeilen hier ein."
                }
                "quote" => "Ein Anführungszeichen in den Spaltenüberschriften ist nicht geschlossen.",
                "too_many_columns" => "Es sind mehr als 100 Spalten. Entfernen Sie nicht benötigte.",
                "too_many_rows" => "Es sind mehr als 150.000 Zeilen. Teilen Sie die Datei.",
                "too_large" => "Die Datei ist größer als 40 MB. Teilen Sie sie.",
                "no_mail" => "Dieser Server sendet keine E-Mails. Erstellen Sie stattdessen Links.",
                _ => return None,
            })
        },
        problem: |problem| {
            Some(match (problem.field.as_deref().unwrap_or_default(), problem.code.as_str()) {
                ("roles", "unknown") => "Keine Rolle heißt so.",
                ("roles", "required") => "Neue Benutzer brauchen eine Rolle.",
                ("roles", "above_yourself") => "Die Rolle hat mehr Berechtigungen als Sie.",
                ("roles", "own_access") => "Sie könnten die Organisation nicht mehr sehen.",
                ("roles", "last_administrator") => "Niemand sonst verwaltet die Organisation.",
                ("roles", "forbidden") => "Sie können keine Rollen zuweisen.",
                ("companies", "unknown") => "Keine Firma heißt so.",
                ("roles" | "companies", "separator") => "Trennen Sie mehrere Werte mit |.",
                ("roles" | "companies", "ambiguous") => "Mehrere heißen so.",
                ("supervisor", "unknown") => "Kein Benutzer hat dieses Kürzel, diese Adresse oder diesen Namen.",
                ("supervisor", "ambiguous") => "Mehrere Benutzer heißen so. Geben Sie eine E-Mail-Adresse an.",
                ("supervisor", "own") => "Wäre die eigene vorgesetzte Person.",
                ("supervisor", "inactive") => "Dieser Benutzer ist inaktiv.",
                ("supervisor", "refused") => "Die Zeile der vorgesetzten Person ist abgelehnt.",
                ("email", "taken") => "Ein anderer Benutzer hat diese Adresse.",
                ("email", "domain_not_allowed") => "Domain in dieser Organisation nicht erlaubt.",
                ("email", "no_seat_left") => "Keine Plätze mehr frei.",
                ("email", "not_joined") => "Ziehen Sie zuerst die Einladung zurück.",
                ("email", "shared_account") => "Nur der Inhaber des Kontos kann die Adresse ändern.",
                ("email", "mail_limit") => "Heute wurden zu viele E-Mails gesendet.",
                ("email", "mail_refused") => "Diese Person möchte keine Einladungen per E-Mail.",
                ("signature", "taken") => "Ein anderer Benutzer hat dieses Kürzel.",
                ("active_from" | "active_until", "past") => "Der Tag ist vorbei.",
                ("active_from" | "active_until", "too_far") => "Höchstens 10 Jahre voraus.",
                ("active_until", "before_first_day") => "Vor dem ersten Tag.",
                ("email", "required") => "Neue Benutzer brauchen eine E-Mail-Adresse.",
                ("id", "unknown") => "Kein Benutzer hat diese ID.",
                ("given_name", "required") => "Wer beigetreten ist, hat einen Namen.",
                (_, "above_yourself") => "Dieser Benutzer hat mehr Berechtigungen als Sie.",
                (_, "last_administrator") => "Niemand sonst verwaltet die Organisation.",
                (_, "own_account") => "Das können Sie nicht mit sich selbst tun.",
                (_, "quote") => "Ein Anführungszeichen ist nicht geschlossen, oder dahinter steht Text.",
                (_, "encoding") => "Die Zeile hat Zeichen einer anderen Codierung.",
                (_, "nul") => "Die Zeile hat NUL-Zeichen.",
                _ => return None,
            })
        },
        replace: "Datei ersetzen",
        file_facts: |format, rows, columns, bytes| {
            let (rows, columns) = (format.count(rows, "Zeile", "Zeilen"), format.count(columns, "Spalte", "Spalten"));
            [&*rows, ", ", &columns, ", ", &size(format, bytes)].concat()
        },
        header: "Spaltenüberschriften",
        first_row: "Erste Zeile",
        no_header: "Keine Überschriften",
        detected: |name| [name, " (erkannt)"].concat(),
        columns_lede: |format, matched, all| {
            let all = format.count(all, "Spalte ist zugeordnet.", "Spalten sind zugeordnet.");
            [&*format.number(matched), " von ", &all, " Jedes Feld gibt es nur einmal."].concat()
        },
        column: |format, number| ["Spalte ", &*format.number(number)].concat(),
        field: |field| match field {
            "id" => "ID",
            "given_name" => "Vorname",
            "family_name" => "Nachname",
            "name" => "Voller Name",
            "email" => "E-Mail",
            "signature" => "Kürzel",
            "phone" => "Telefon",
            "title" => "Funktion",
            "language" => "Sprache",
            "note" => "Notiz",
            "roles" => "Rollen",
            "companies" => "Firmen",
            "supervisor" => "Vorgesetzt",
            "active_from" => "Aktiv ab",
            "active_until" => "Aktiv bis",
            "status" => "Status",
            _ => "Anderes",
        },
        several_values: "Mehrere Werte: mit | oder ; getrennt",
        unknown: |format, field, first, all| {
            let what = match field {
                MatchedField::Roles => "“ ist keine Rolle",
                MatchedField::Companies => "“ ist keine Firma",
            };
            let more = if all > 1 { [", ", &*format.number(all - 1), " weitere"].concat() } else { String::new() };
            ["„", first, what, &more, "."].concat()
        },
        match_values: "Werte zuordnen",
        match_lede: "Ihre Auswahl gilt für alle Zeilen mit diesem Wert.",
        meaning_of: |value| ["Bedeutung von ", value].concat(),
        in_rows: |format, rows| if rows == 0 { String::new() } else { format.count(rows, "Zeile", "Zeilen") },
        not_matched: "Nicht zugeordnet: Zeilen ablehnen",
        left_out: "Diesen Wert weglassen",
        match_apply: "Zuordnen",
        how: "Art des Imports",
        new_people: "Neue Personen",
        new_people_option: |it| match it {
            NewPeople::Invite => ("Per E-Mail einladen", "Sie bestätigen mit einem Link."),
            NewPeople::Links => {
                ("Mit Links einladen", "Es geht keine E-Mail hinaus. Sie erhalten eine Datei mit den Links.")
            }
            NewPeople::Inactive => ("Inaktiv anlegen", "Es geht keine E-Mail hinaus. Aktivieren Sie sie später."),
        },
        find_by: "Vorhandene Benutzer finden nach",
        find_by_option: |it| match it {
            FindBy::Email => "E-Mail",
            FindBy::Signature => "Kürzel",
        },
        rows_match: |format, by, rows| {
            let rows = format.count(rows, "Zeile passt zu einem Benutzer.", "Zeilen passen zu einem Benutzer.");
            match by {
                FindBy::Email => rows,
                FindBy::Signature => [&*rows, " Die E-Mail kann sich ändern."].concat(),
            }
        },
        switches: [
            ("Vorhandene Benutzer nicht ändern", "Aus: Gefundene Benutzer erhalten die Werte der Datei."),
            ("Leere Zellen löschen den Wert", "Aus: Eine leere Zelle lässt den Wert, wie er ist."),
            ("Benutzer deaktivieren, die nicht in der Datei stehen", "Sie sehen sie vorher in einem eigenen Tab."),
        ],
        summary: "Zusammenfassung",
        rows_in_file: "Zeilen in der Datei",
        found_by_email: "Nach E-Mail gefunden",
        found_by_signature: "Nach Kürzel gefunden",
        not_found: "Nicht gefunden, neu",
        columns_matched: "Spalten zugeordnet",
        out_of: |format, some, all| [&*format.number(some), " von ", &format.number(all)].concat(),
        not_imported: "Nicht importiert",
        to_match: |format, values, rows| {
            let values = format.count(values, "Wert ist", "Werte sind");
            let rows = format.count(rows, "Zeile wird", "Zeilen werden");
            [&*values, " zuzuordnen. Bis dahin ", &rows, " abgelehnt."].concat()
        },
        next_title: "Wie es weitergeht",
        next: [
            ("Der Server prüft jede Zeile", "Nichts wird gespeichert, keine E-Mail geht hinaus."),
            ("Sie sehen jede Änderung vorher", "Danach starten Sie den Import."),
        ],
        back: "Zurück",
        check_rows: |format, rows| [&*format.count(rows, "Zeile", "Zeilen"), " prüfen"].concat(),
        preparing: |format, done, all| {
            [&*format.number(done), " von ", &format.count(all, "Zeile", "Zeilen"), " geprüft"].concat()
        },
        running: |format, done, all| {
            [&*format.number(done), " von ", &format.count(all, "Zeile", "Zeilen"), " importiert"].concat()
        },
        goes_on: "Der Import läuft weiter, wenn Sie diese Seite verlassen.",
        tab: |tab| match tab {
            MemberImportTab::New => "Neu",
            MemberImportTab::Changed => "Geändert",
            MemberImportTab::Unchanged => "Unverändert",
            MemberImportTab::Refused => "Abgelehnt",
            MemberImportTab::Missing => "Nicht in der Datei",
        },
        tab_means: |tab| match tab {
            MemberImportTab::New => "Diese Personen sind noch keine Benutzer.",
            MemberImportTab::Changed => "Nur Zellen mit Pfeil ändern sich. Alles andere bleibt, wie es ist.",
            MemberImportTab::Unchanged => "Diese Benutzer sind schon, wie es in der Datei steht.",
            MemberImportTab::Refused => {
                "Diese Zeilen werden ausgelassen. Laden Sie sie herunter, korrigieren Sie die markierten Zellen und importieren Sie diese Datei."
            }
            MemberImportTab::Missing => {
                "Diese Benutzer sind aktiv und stehen nicht in der Datei. Der Import deaktiviert sie."
            }
        },
        rows_label: |format, tab, rows| {
            let tab = match tab {
                MemberImportTab::New => "Neue Zeilen, ",
                MemberImportTab::Changed => "Geänderte Zeilen, ",
                MemberImportTab::Unchanged => "Unveränderte Zeilen, ",
                MemberImportTab::Refused => "Abgelehnte Zeilen, ",
                MemberImportTab::Missing => "Benutzer, die nicht in der Datei stehen, ",
            };
            [tab, &*format.number(rows)].concat()
        },
        row: "Zeile",
        user: "Benutzer",
        more_rows: "Mehr Zeilen anzeigen",
        none: "kein Wert",
        before: "Vorher:",
        after: "Nachher:",
        access_ends: "Zugriff endet",
        status: |status| if status == "active" { "Aktiv" } else { "Inaktiv" },
        sends: |format, mails| ["Der Import sendet ", &*format.count(mails, "Einladung", "Einladungen"), "."].concat(),
        lose_access: |format, users| {
            [&*format.count(users, "Benutzer verliert", "Benutzer verlieren"), " den Zugriff."].concat()
        },
        ended_early: |format, changed| {
            ["Der Import endete vorzeitig. ", &*format.count(changed, "Zeile wurde", "Zeilen wurden"), " importiert."]
                .concat()
        },
        incomplete: "Die Datei kam nicht vollständig an. Importieren Sie sie erneut.",
        rejects: "Abgelehnte herunterladen",
        links: "Links herunterladen",
        links_head: || ["Zeile", "E-Mail", "Link"],
        links_file: "einladungslinks.csv",
        to_users: "Zu den Benutzern",
    },
    contacts: "Kontakte importieren",
    devices: "Geräte importieren",
    lede: "Aus einer CSV-Datei oder einer Tabelle. Gespeichert wird erst, wenn Sie das Ergebnis gesehen haben.",
    choose_file: "Datei auswählen",
    other_file: "Andere Datei auswählen",
    file_hint: "CSV oder Text, höchstens 5 MB und 10.000 Zeilen. Die erste Zeile nennt die Spalten. Eine exportierte Liste passt.",
    paste: "Oder Zeilen aus einer Tabelle einfügen",
    paste_hint: "Kopieren Sie sie mit den Spaltenüberschriften.",
    pasted: "Eingefügte Zeilen",
    read_rows: "Zeilen prüfen",
    file_unreadable: "Der Browser konnte die Datei nicht lesen. Wählen Sie sie noch einmal aus.",
    encoding: "Zeichencodierung",
    encoding_hint: "Wenn Namen in den Beispielen falsch aussehen, wählen Sie eine andere Codierung.",
    encoding_name: |encoding| match encoding {
        SheetEncoding::Utf8 => "UTF-8",
        SheetEncoding::Utf16Le => "UTF-16 LE",
        SheetEncoding::Utf16Be => "UTF-16 BE",
        SheetEncoding::Windows1252 => "Windows-1252",
    },
    separator: "Trennzeichen",
    separator_name: |separator| match separator {
        SheetSeparator::Comma => "Komma ,",
        SheetSeparator::Semicolon => "Semikolon ;",
        SheetSeparator::Tab => "Tabulator",
        SheetSeparator::VerticalBar => "Senkrechter Strich |",
    },
    columns: "Spalten",
    columns_matched: |format, matched, all| {
        [&*format.number(matched), " von ", &format.count(all, "Spalte wird", "Spalten werden"), " importiert."]
            .concat()
    },
    in_file: "In der Datei",
    samples: "Beispiele",
    field: "Feld in Roster",
    field_of: |column| ["Feld für ", column].concat(),
    unnamed: "Ohne Namen",
    not_imported: "Nicht importieren",
    missing: |field| ["Wählen Sie eine Spalte für ", field, "."].concat(),
    rows: "Zeilen",
    outcome: |outcome| match outcome {
        ImportOutcome::New => "Neu",
        ImportOutcome::Changed => "Geändert",
        ImportOutcome::Unchanged => "Unverändert",
        ImportOutcome::Refused => "Abgelehnt",
    },
    outcome_means: |outcome| match outcome {
        ImportOutcome::New => "Diese Zeilen werden angelegt.",
        ImportOutcome::Changed => "Nur das Aufgeführte ändert sich. Leere Zellen lassen einen Wert, wie er ist.",
        ImportOutcome::Unchanged => "Diese Zeilen stehen schon genauso in Roster.",
        ImportOutcome::Refused => {
            "Diese Zeilen werden ausgelassen. Laden Sie sie herunter, korrigieren Sie sie und importieren Sie diese Datei."
        }
    },
    row: |format, row| ["Zeile ", &format.number(row)].concat(),
    none_of_these: "Keine Zeilen.",
    first_of: |format, shown, all| {
        ["Die ersten ", &*format.number(shown), " von ", &format.count(all, "Zeile", "Zeilen"), "."].concat()
    },
    no_value: "kein Wert",
    problem: |problem| {
        Some(match (problem.field.as_deref().unwrap_or_default(), problem.code.as_str()) {
            (_, "too_many_cells") => "Mehr Zellen als Spaltenüberschriften.",
            (_, "changed_meanwhile") => {
                "Inzwischen von einem anderen Benutzer geändert. Prüfen Sie die Datei noch einmal."
            }
            ("email", "invalid") => "Keine vollständige Adresse.",
            ("email", "required") => "E-Mail oder Telefon fehlt.",
            ("email" | "phone", "ambiguous") => "Mehrere Kontakte passen. Ergänzen Sie eine Spalte mit den IDs.",
            ("phone", "invalid") => "Keine Telefonnummer.",
            ("phone", "required") => "Notfallkontakte brauchen eine Telefonnummer.",
            ("language", "unknown") => "Unbekannte Sprache.",
            ("purposes", "unknown") => "Unbekannter Zweck. Möglich sind Technik, Abrechnung und Notfall.",
            ("group", "unknown") => "Keine Gerätegruppe heißt so.",
            ("group", "ambiguous") => "Mehrere Gerätegruppen heißen so. Geben Sie die ID der Gruppe ein.",
            ("id", "unknown") => "Nichts in dieser Organisation hat diese ID.",
            ("external_id", "taken") => "Ein anderes Gerät hat diese ID.",
            (_, "required") => "Fehlt.",
            (_, "too_long") => "Zu lang.",
            (_, "invalid") => "Hier nicht erlaubt.",
            _ => return None,
        })
    },
    same_as_row: |format, row| ["Betrifft dasselbe wie Zeile ", &*format.number(row), "."].concat(),
    file_problem: |code| {
        Some(match code {
            "empty" => "Die Datei ist leer. Wählen Sie eine andere.",
            "no_rows" => "Unter den Spaltenüberschriften stehen keine Zeilen.",
            "workbook" => "Das ist eine Arbeitsmappe. Speichern Sie sie als CSV, oder fügen Sie ihre Zeilen hier ein.",
            "encoding" => "Die Datei ist in dieser Codierung kein Text. Wählen Sie eine andere Codierung.",
            "nul" => "Das ist keine Textdatei. Speichern Sie sie als CSV in UTF-8.",
            "quote" => "Ein Anführungszeichen ist nicht geschlossen, oder dahinter steht Text.",
            "too_many_columns" => "Es sind mehr als 100 Spalten. Entfernen Sie nicht benötigte.",
            "too_many_rows" => "Es sind mehr als 10.000 Zeilen. Teilen Sie die Datei.",
            "too_large" => "Die Datei ist größer als 5 MB. Teilen Sie sie.",
            _ => return None,
        })
    },
    problem_in_row: |problem, row| [problem, " Siehe Zeile ", row, "."].concat(),
    rejects: "Abgelehnte Zeilen herunterladen",
    rejects_file: "abgelehnt.csv",
    reason: "Grund",
    nothing_saved: "Noch ist nichts gespeichert.",
    nothing_to_import: "Keine Zeile ist neu oder geändert.",
    submit: |format, rows| [&*format.count(rows, "Zeile", "Zeilen"), " importieren"].concat(),
    progress: |format, done, all| {
        [&*format.number(done), " von ", &format.count(all, "Zeile", "Zeilen"), " gespeichert"].concat()
    },
    done: |format, new, changed| [&*format.number(new), " angelegt, ", &format.number(changed), " geändert."].concat(),
    done_refused: |format, rows| [&*format.count(rows, "Zeile wurde", "Zeilen wurden"), " abgelehnt."].concat(),
};
