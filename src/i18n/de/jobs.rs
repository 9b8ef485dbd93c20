//! German.

use api_types::{JobKind, JobProblem, member_problems};

use crate::i18n::{Format, texts::jobs::JobTexts};

fn users(format: Format, number: u64) -> String {
    format.count(number, "Benutzer", "Benutzer")
}

/// After a preposition that takes the dative.
fn users_dative(format: Format, number: u64) -> String {
    format.count(number, "Benutzer", "Benutzern")
}

/// What the change is made to.
fn objects(format: Format, kind: JobKind, number: u64) -> String {
    match kind {
        JobKind::Resend | JobKind::Withdraw => format.count(number, "Einladung", "Einladungen"),
        _ => users(format, number),
    }
}

/// What stands before the number on the button, and after it.
const fn verb(kind: JobKind) -> (&'static str, &'static str) {
    match kind {
        JobKind::AddRoles => ("Rollen für ", " hinzufügen"),
        JobKind::RemoveRoles => ("Rollen für ", " entfernen"),
        JobKind::ReplaceRoles => ("Rollen für ", " ersetzen"),
        JobKind::AddCompany => ("Firma für ", " hinzufügen"),
        JobKind::RemoveCompany => ("Firma für ", " entfernen"),
        JobKind::SetMainCompany => ("Hauptfirma für ", " festlegen"),
        JobKind::SetSupervisor => ("Vorgesetzte/n für ", " ändern"),
        JobKind::Activate => ("", " aktivieren"),
        JobKind::Deactivate => ("", " deaktivieren"),
        JobKind::Remove => ("", " entfernen"),
        JobKind::Resend => ("", " erneut senden"),
        JobKind::Withdraw => ("", " zurückziehen"),
        JobKind::Restore => ("", " wiederherstellen"),
        JobKind::Import => ("", " importieren"),
    }
}

/// The change as a thing, for what was stopped or failed.
const fn thing(kind: JobKind) -> &'static str {
    match kind {
        JobKind::AddRoles | JobKind::RemoveRoles | JobKind::ReplaceRoles => "Rollen ändern",
        JobKind::AddCompany | JobKind::RemoveCompany | JobKind::SetMainCompany => "Firma ändern",
        JobKind::SetSupervisor => "Vorgesetzte/n ändern",
        JobKind::Activate => "Benutzer aktivieren",
        JobKind::Deactivate => "Benutzer deaktivieren",
        JobKind::Remove => "Benutzer entfernen",
        JobKind::Resend => "Einladungen erneut senden",
        JobKind::Withdraw => "Einladungen zurückziehen",
        JobKind::Restore => "Benutzer wiederherstellen",
        JobKind::Import => "Import",
    }
}

/// Why nothing is left to be done.
const fn already(kind: JobKind) -> (&'static str, &'static str) {
    match kind {
        JobKind::AddRoles => ("hat die Rollen bereits", "haben die Rollen bereits"),
        JobKind::RemoveRoles => ("hat die Rollen nicht", "haben die Rollen nicht"),
        JobKind::ReplaceRoles => ("hat bereits genau diese Rollen", "haben bereits genau diese Rollen"),
        JobKind::AddCompany => ("gehört bereits zur Firma", "gehören bereits zur Firma"),
        JobKind::RemoveCompany => ("gehört nicht zur Firma", "gehören nicht zur Firma"),
        JobKind::SetMainCompany => ("hat bereits diese Hauptfirma", "haben bereits diese Hauptfirma"),
        JobKind::SetSupervisor => ("hat bereits diese/n Vorgesetzte/n", "haben bereits diese/n Vorgesetzte/n"),
        JobKind::Activate => ("ist bereits aktiv", "sind bereits aktiv"),
        JobKind::Deactivate => ("ist bereits inaktiv", "sind bereits inaktiv"),
        JobKind::Remove => ("ist bereits entfernt", "sind bereits entfernt"),
        JobKind::Withdraw => ("ist bereits zurückgezogen", "sind bereits zurückgezogen"),
        JobKind::Resend | JobKind::Restore | JobKind::Import => ("ist bereits so", "sind bereits so"),
    }
}

pub static TEXTS: JobTexts = JobTexts {
    tool: |name| match name {
        "roles" => "Rollen ändern",
        "supervisor" => "Vorgesetzte ändern",
        "company" => "Firma ändern",
        "activate" => "Aktivieren",
        "deactivate" => "Deaktivieren",
        "remove" => "Entfernen …",
        "resend" => "Erneut senden",
        "withdraw" => "Zurückziehen",
        _ => "Wiederherstellen",
    },
    roles_title: |format, number| ["Rollen von ", &*users_dative(format, number), " ändern"].concat(),
    company_title: |format, number| ["Firma von ", &*users_dative(format, number), " ändern"].concat(),
    supervisor_title: |format, number| ["Vorgesetzte/n von ", &*users_dative(format, number), " ändern"].concat(),
    way: |kind| match kind {
        JobKind::AddRoles | JobKind::AddCompany => "Hinzufügen",
        JobKind::RemoveRoles | JobKind::RemoveCompany => "Entfernen",
        JobKind::SetMainCompany => "Als Hauptfirma festlegen",
        _ => "Alle ersetzen",
    },
    ways: "Art der Änderung",
    role_missing: "Wählen Sie mindestens eine Rolle.",
    no_role_left: "Ohne Rolle haben diese Benutzer keinen Zugang zu dieser Organisation.",
    company: "Firma",
    find_company: "Nach Name oder Nummer suchen",
    no_company: "Es gibt noch keine Firma.",
    company_missing: "Wählen Sie eine Firma.",
    supervisor: "Neue/r Vorgesetzte/r",
    nobody: "Ohne Vorgesetzte/n",
    preview: "Weiter",

    question: |format, kind, number| {
        let (before, after) = verb(kind);
        [before, &*objects(format, kind, number), after, "?"].concat()
    },
    act: |format, kind, number| {
        let (before, after) = verb(kind);
        [before, &*objects(format, kind, number), after].concat()
    },
    preparing: |format, done, of| [&*format.number(done), " von ", &*users_dative(format, of), " geprüft"].concat(),
    given: |kind, names| {
        let what = match kind {
            JobKind::AddRoles => "Rollen, die hinzukommen: ",
            JobKind::RemoveRoles => "Rollen, die wegfallen: ",
            JobKind::ReplaceRoles => "Neue Rollen: ",
            JobKind::AddCompany | JobKind::RemoveCompany => "Firma: ",
            JobKind::SetMainCompany => "Hauptfirma: ",
            JobKind::SetSupervisor => "Neue/r Vorgesetzte/r: ",
            _ => return None,
        };
        let none = if kind == JobKind::SetSupervisor { "niemand" } else { "keine" };
        Some([what, if names.is_empty() { none } else { names }].concat())
    },
    means: |kind| match kind {
        JobKind::Resend => Some("Jeder Benutzer erhält per E-Mail einen neuen Link. Frühere Links werden ungültig."),
        JobKind::Withdraw => {
            Some("Die Links werden sofort ungültig. 30 Tage lang können Sie die Einladungen wiederherstellen.")
        }
        JobKind::Restore => {
            Some("Entfernte Benutzer kommen mit ihren Rollen zurück, zurückgezogene Einladungen gelten wieder.")
        }
        JobKind::Activate => Some("Die Benutzer können sich wieder anmelden."),
        _ => None,
    },
    will_change: |kind, number| match kind {
        JobKind::Activate if number == 1 => "wird aktiviert",
        JobKind::Activate => "werden aktiviert",
        JobKind::Deactivate if number == 1 => "wird deaktiviert",
        JobKind::Deactivate => "werden deaktiviert",
        JobKind::Remove if number == 1 => "wird entfernt",
        JobKind::Remove => "werden entfernt",
        JobKind::Resend if number == 1 => "wird erneut gesendet",
        JobKind::Resend => "werden erneut gesendet",
        JobKind::Withdraw if number == 1 => "wird zurückgezogen",
        JobKind::Withdraw => "werden zurückgezogen",
        JobKind::Restore if number == 1 => "wird wiederhergestellt",
        JobKind::Restore => "werden wiederhergestellt",
        _ if number == 1 => "wird geändert",
        _ => "werden geändert",
    },
    will_stay: |format, number| format.plural(number, "bleibt unverändert", "bleiben unverändert"),
    why_stay: |format, number| {
        ["Warum ", &*format.number(number), format.plural(number, " unverändert bleibt", " unverändert bleiben")]
            .concat()
    },
    reason: |format, kind, code, number| {
        let (one, other) = match code {
            member_problems::LAST_ADMINISTRATOR => ("ist der letzte Administrator", "sind die letzten Administratoren"),
            member_problems::OWN_ACCOUNT => ("ist Ihr eigenes Konto", "sind Ihre eigenen Konten"),
            member_problems::ABOVE_YOURSELF => ("hat mehr Berechtigungen als Sie", "haben mehr Berechtigungen als Sie"),
            member_problems::NOT_PENDING => ("hat keine offene Einladung", "haben keine offene Einladung"),
            member_problems::NOT_FOUND => {
                ("gehört nicht mehr zu dieser Organisation", "gehören nicht mehr zu dieser Organisation")
            }
            member_problems::ALREADY_MEMBER => {
                ("hat die E-Mail-Adresse eines anderen Benutzers", "haben E-Mail-Adressen anderer Benutzer")
            }
            member_problems::NO_SEAT_LEFT => ("hat keinen freien Platz", "haben keinen freien Platz"),
            member_problems::MAIL_LIMIT => ("hat zu viele E-Mails erhalten", "haben zu viele E-Mails erhalten"),
            member_problems::MAIL_REFUSED => {
                ("möchte keine Einladungen per E-Mail", "möchten keine Einladungen per E-Mail")
            }
            member_problems::NOT_ACTIVE => ("ist nicht aktiv", "sind nicht aktiv"),
            member_problems::NOT_INACTIVE => ("ist nicht inaktiv", "sind nicht inaktiv"),
            member_problems::NOT_JOINED => ("ist noch nicht beigetreten", "sind noch nicht beigetreten"),
            member_problems::BLOCKED => {
                ("wird noch von anderen Programmen gebraucht", "werden noch von anderen Programmen gebraucht")
            }
            member_problems::ACCOUNT_GONE => ("hat kein Konto mehr", "haben kein Konto mehr"),
            member_problems::MEMBER_REMOVED => ("ist entfernt", "sind entfernt"),
            member_problems::NOT_WITHDRAWN => {
                ("ist weder entfernt noch zurückgezogen", "sind weder entfernt noch zurückgezogen")
            }
            "already_done" => already(kind),
            "too_many_companies" => ("hat zu viele Firmen", "haben zu viele Firmen"),
            "too_many_roles" => ("hätte zu viele Rollen", "hätten zu viele Rollen"),
            "role_needed" => ("ist eingeladen und braucht eine Rolle", "sind eingeladen und brauchen eine Rolle"),
            "own_access" => ("sind Sie selbst: Sie verlören den Zugang", "sind Sie selbst: Sie verlören den Zugang"),
            "cycle" => ("steht über der/dem neuen Vorgesetzten", "stehen über der/dem neuen Vorgesetzten"),
            "invitation_withdrawn" => ("hat eine zurückgezogene Einladung", "haben zurückgezogene Einladungen"),
            "expired" => ("hat eine abgelaufene Einladung", "haben abgelaufene Einladungen"),
            "changed_meanwhile" => ("wurde inzwischen geändert", "wurden inzwischen geändert"),
            "forbidden" => ("dürfen Sie nicht ändern", "dürfen Sie nicht ändern"),
            _ => ("lässt sich nicht ändern", "lassen sich nicht ändern"),
        };
        [&*format.number(number), " ", format.plural(number, one, other)].concat()
    },
    reason_text: |code| match code {
        member_problems::LAST_ADMINISTRATOR => {
            "Die Organisation braucht einen aktiven Administrator. Wählen Sie, wer bleibt."
        }
        member_problems::OWN_ACCOUNT => "Bitten Sie einen anderen Administrator.",
        member_problems::ABOVE_YOURSELF => "Bitten Sie einen Administrator mit diesen Berechtigungen.",
        member_problems::NO_SEAT_LEFT => "Schaffen Sie zuerst freie Plätze.",
        member_problems::MAIL_LIMIT => "Versuchen Sie es später erneut.",
        member_problems::MAIL_REFUSED => "Geben Sie stattdessen einen Link weiter.",
        member_problems::NOT_JOINED => "Ziehen Sie stattdessen die Einladungen zurück.",
        member_problems::BLOCKED => "Schließen Sie dort zuerst ab, was offen ist.",
        member_problems::ACCOUNT_GONE => "Laden Sie sie neu ein.",
        "cycle" => "Sie würden sich selbst vorgesetzt. Wählen Sie jemand anderen.",
        "role_needed" => "Ziehen Sie stattdessen die Einladungen zurück.",
        "own_access" => "Bitten Sie einen anderen Administrator, Ihre Rolle zu entziehen.",
        "invitation_withdrawn" | member_problems::MEMBER_REMOVED => "Stellen Sie sie zuerst wieder her.",
        "expired" => "Senden Sie die Einladungen zuerst erneut.",
        "forbidden" => "Dafür fehlt Ihnen die Berechtigung.",
        _ => "Für sie ändert sich nichts.",
    },
    keep: "Behalten",
    keep_name: |name| [name, " behalten"].concat(),
    yourself: "(Sie)",
    erased: "Gelöschter Benutzer",
    show_more: "Mehr anzeigen",
    what_happens: |format, number| ["Was mit den ", &*format.number(number), " geschieht"].concat(),
    access_ends: |format, number, all| match all {
        true => "Der Zugang endet innerhalb einer Sekunde".to_owned(),
        false => {
            [&*format.count(number, "Benutzer verliert", "Benutzer verlieren"), " innerhalb einer Sekunde den Zugang"]
                .concat()
        }
    },
    signed_in: |format, number| match number {
        0 => "Niemand davon ist gerade angemeldet.".to_owned(),
        number => {
            [&*format.number(number), " davon ", format.plural(number, "ist", "sind"), " gerade angemeldet."].concat()
        }
    },
    kept: |kind| match kind {
        JobKind::Deactivate => "Plätze, Rollen und Geräte bleiben erhalten.",
        JobKind::Remove => "30 Tage lang können Sie sie wiederherstellen, dann werden ihre Daten gelöscht.",
        _ => "",
    },
    reports: |format, kind, number| match kind {
        JobKind::Remove => {
            [&*format.count(number, "Benutzer verliert", "Benutzer verlieren"), " die/den Vorgesetzte/n"].concat()
        }
        _ => [&*format.count(number, "Benutzer behält", "Benutzer behalten"), " eine/n inaktive/n Vorgesetzte/n"]
            .concat(),
    },
    supervisors: |format, number| {
        [&*format.number(number), format.plural(number, " davon ist Vorgesetzte/r.", " davon sind Vorgesetzte.")]
            .concat()
    },
    successor: "Nachfolge",
    no_successor: |kind| match kind {
        JobKind::Remove => "Vorerst ohne Vorgesetzte/n",
        _ => "Keine Änderung",
    },
    successor_missing: "Wählen Sie eine Nachfolge oder „Vorerst ohne Vorgesetzte/n“.",
    seats_title: "Plätze",
    seats: |format, seats, after| {
        let limit = seats.limit.map(|limit| [" von ", &*format.number(limit)].concat()).unwrap_or_default();
        ["Jetzt ", &*format.number(seats.used), ", danach ", &*format.number(after), &*limit, " belegt."].concat()
    },
    mails: |format, number| format.count(number, "E-Mail wird gesendet", "E-Mails werden gesendet"),
    mails_text: "E-Mails lassen sich nicht zurückholen.",
    note: "Notiz",
    note_hint: "Optional. Steht bei den Benutzern und im Protokoll.",
    undo_for: |format, days| {
        ["Sie können das ", &*format.count(days, "Tag", "Tage"), " lang rückgängig machen."].concat()
    },
    not_undoable: "Das lässt sich nicht rückgängig machen.",
    nothing: "Für diese Benutzer ändert sich nichts.",
    numbers_changed: "Inzwischen hat sich etwas geändert. Prüfen Sie die neuen Zahlen und bestätigen Sie erneut.",
    nothing_left: "Inzwischen hat sich etwas geändert. Es bleibt nichts zu ändern.",
    too_many: |format, most| {
        ["Wählen Sie höchstens ", &*users(format, most), " oder alle, die zu einer Suche passen."].concat()
    },
    no_mail: "Dieser Server sendet keine E-Mails. Kopieren Sie für jeden Benutzer einen neuen Link aus dem Zeilenmenü \
              und geben Sie ihn weiter.",
    cycle: "Damit entstünde ein Kreis von Vorgesetzten. Wählen Sie jemand anderen.",

    jobs: "Aufträge",
    running_job: "Laufender Auftrag",
    show_jobs: |shown| [shown, ". Alle Aufträge anzeigen"].concat(),
    running: |kind| match kind {
        JobKind::AddRoles => "Rollen hinzufügen",
        JobKind::RemoveRoles => "Rollen entfernen",
        JobKind::ReplaceRoles => "Rollen ersetzen",
        JobKind::AddCompany => "Firma hinzufügen",
        JobKind::RemoveCompany => "Firma entfernen",
        JobKind::SetMainCompany => "Hauptfirma festlegen",
        kind => thing(kind),
    },
    undoing: "Rückgängig machen",
    done: |format, job, names| {
        let number = job.counts.changed;
        let (who, to) = (objects(format, job.kind, number), users_dative(format, number));
        let roles = format.plural(job.roles.len() as u64, "Rolle ", "Rollen ");
        match job.kind {
            JobKind::AddRoles => [&*to, " die ", roles, names, " gegeben"].concat(),
            JobKind::RemoveRoles => [&*to, " die ", roles, names, " entzogen"].concat(),
            JobKind::ReplaceRoles if names.is_empty() => [&*to, " alle Rollen entzogen"].concat(),
            JobKind::ReplaceRoles => ["Rollen von ", &*to, " ersetzt: ", names].concat(),
            JobKind::AddCompany => [&*who, " zu ", names, " hinzugefügt"].concat(),
            JobKind::RemoveCompany => [&*who, " aus ", names, " entfernt"].concat(),
            JobKind::SetMainCompany => [names, " ist Hauptfirma von ", &*to].concat(),
            JobKind::SetSupervisor if names.is_empty() => [&*who, " ohne Vorgesetzte/n"].concat(),
            JobKind::SetSupervisor => [names, " ist Vorgesetzte/r von ", &*to].concat(),
            JobKind::Activate => [&*who, " aktiviert"].concat(),
            JobKind::Deactivate => [&*who, " deaktiviert"].concat(),
            JobKind::Remove => [&*who, " entfernt"].concat(),
            JobKind::Resend => [&*who, " erneut gesendet"].concat(),
            JobKind::Withdraw => [&*who, " zurückgezogen"].concat(),
            JobKind::Restore => [&*who, " wiederhergestellt"].concat(),
            JobKind::Import => [&*who, " importiert"].concat(),
        }
    },
    undone: |format, kind, number| {
        ["Rückgängig gemacht: ", thing(kind), ", ", &*objects(format, kind, number)].concat()
    },
    stopped: |kind| ["Gestoppt: ", thing(kind)].concat(),
    failed: |kind| ["Fehlgeschlagen: ", thing(kind)].concat(),
    problem: |problem| match problem {
        JobProblem::NoLongerAllowed => "Ihnen fehlt inzwischen die Berechtigung",
        JobProblem::Internal => "der Server konnte nicht fortfahren",
        JobProblem::Incomplete => "die Datei kam nicht vollständig an; importieren Sie sie erneut",
    },
    progress: |format, done, of| [&*format.number(done), " von ", &*format.number(of)].concat(),
    percent: |percent| [&percent.to_string(), " %"].concat(),
    refused: |format, number| [&*format.number(number), " abgelehnt"].concat(),
    minutes_left: |format, minutes| match minutes {
        0 => "noch unter 1 Min.".to_owned(),
        minutes => ["noch ", &*format.number(minutes), " Min."].concat(),
    },
    unchanged: |format, number| [&*format.number(number), " unverändert"].concat(),
    changed_of: |format, number, of| [&*format.number(number), " von ", &*format.number(of), " geändert"].concat(),
    stop_job: "Stoppen",
    stop_title: |title| ["Stoppen: ", title].concat(),
    result: "Ergebnis",
    result_title: |title| ["Ergebnis (CSV): ", title].concat(),
    result_file: "ergebnis.csv",
    undo_title: |title| ["Rückgängig: ", title].concat(),
    was_undone: "rückgängig gemacht",
    cannot_be_undone: "nicht rückgängig zu machen",
    undo_works: |format, days| ["Rückgängig ist ", &*format.count(days, "Tag", "Tage"), " lang möglich"].concat(),
    open_audit_log: "Protokoll öffnen",
};
