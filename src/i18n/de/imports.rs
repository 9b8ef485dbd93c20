//! German.

use api_types::{ImportOutcome, SheetEncoding, SheetSeparator};

use crate::i18n::texts::imports::ImportTexts;

pub static TEXTS: ImportTexts = ImportTexts {
    import: "Importieren",
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
