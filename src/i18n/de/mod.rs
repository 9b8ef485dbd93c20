//! German.

pub mod account;
mod activity;
mod audit;
pub mod contacts;
pub mod devices;
mod email_change;
pub mod imports;
pub mod invite;
pub mod jobs;
mod lifecycle;
pub mod member_actions;
pub mod pages;
pub mod panels;
pub mod requests;
mod role_edit;
pub mod settings;
pub mod sign_in;
mod user_edit;

use api_types::{
    ActionRefusal, AuditColumn, AuditFilter, CompanyColumn, CompanyFilter, CompanyStatus, InvalidSearch,
    InvitationExpiresFilter, InvitationFilter, LastSignInFilter, MemberColumn, MemberFilter, MemberStatus, RecentDays,
    RoleColumn, RoleKey, TwoFactorFilter,
};

use super::{named, texts::*};

const fn column(column: MemberColumn) -> &'static str {
    match column {
        MemberColumn::Name => "Name",
        MemberColumn::Email => "E-Mail",
        MemberColumn::Signature => "Kürzel",
        MemberColumn::Roles => "Rollen",
        MemberColumn::Status => "Status",
        MemberColumn::TwoFactor => "2FA",
        MemberColumn::Companies => "Firma",
        MemberColumn::Supervisor => "Vorgesetzte/r",
        MemberColumn::InvitedBy => "Eingeladen von",
        MemberColumn::InvitedAt => "Eingeladen",
        MemberColumn::MemberSince => "Mitglied seit",
        MemberColumn::LastSignIn => "Letzte Anmeldung",
        MemberColumn::ActiveFrom => "Erster Tag",
        MemberColumn::ActiveUntil => "Letzter Tag",
    }
}

const fn role_column(column: RoleColumn) -> &'static str {
    match column {
        RoleColumn::Name => "Name",
        RoleColumn::Holders => "Benutzer",
        RoleColumn::Permissions => "Berechtigungen",
    }
}

const fn company_column(column: CompanyColumn) -> &'static str {
    match column {
        CompanyColumn::Name => "Name",
        CompanyColumn::Number => "Nummer",
        CompanyColumn::Members => "Mitglieder",
        CompanyColumn::MainFor => "Hauptfirma für",
        CompanyColumn::Status => "Status",
    }
}

const fn audit_column(column: AuditColumn) -> &'static str {
    match column {
        AuditColumn::At => "Zeit",
        AuditColumn::Action => "Was geschehen ist",
        AuditColumn::Actor => "Von",
        AuditColumn::Target => "Betrifft",
        AuditColumn::Changes => "Änderungen",
        AuditColumn::Address => "Adresse",
        AuditColumn::RequestId => "Anfrage",
    }
}

pub static TEXTS: Texts = Texts {
    language: api_types::Language::De,
    format: FormatTexts {
        ends_today: "endet heute",
        days_left: |format, days| ["noch ", &*format.count(days, "Tag", "Tage")].concat(),
    },
    common: CommonTexts {
        sign_in: "Anmelden",
        one_account: "Ein Konto für alle Ihre Organisationen.",
        cancel: "Abbrechen",
        close: "Schließen",
        clear: "Zurücksetzen",
        dismiss: "Ausblenden",
        try_again: "Erneut versuchen",
        copy_details: "Details kopieren",
        copied: "Kopiert",
        optional: "optional",
        show_password: "Passwort anzeigen",
        hide_password: "Passwort verbergen",
        undo: "Rückgängig",
        undo_key: "Mit F8 erreichen Sie „Rückgängig“.",
        link_copied: "Link kopiert",
        not_copied: |text| ["Kopieren nicht möglich. Bitte hier kopieren: ", text].concat(),
    },
    shell: ShellTexts {
        skip: "Zum Inhalt springen",
        navigation: "Organisation",
        home: "Startseite",
        users: "Benutzer",
        roles: "Rollen",
        companies: "Firmen",
        contacts: "Kontakte",
        devices: "Geräte",
        access_requests: "Zugriffsanfragen",
        audit_log: "Protokoll",
        settings: "Einstellungen",
        collapse: "Navigation einklappen",
        collapse_short: "Einklappen",
        expand: "Navigation ausklappen",
        open_navigation: "Navigation öffnen",
        close_navigation: "Navigation schließen",
        account: |name| ["Ihr Konto: ", name].concat(),
        account_menu: "Ihr Konto",
        your_account: "Ihr Konto",
        preferences: "Einstellungen",
        language: "Sprache",
        sign_out: "Abmelden",
        no_role: "Keine Rolle",
        number: |number| ["Nr. ", number].concat(),
    },
    switcher: SwitcherTexts {
        button: |name, number| ["Organisation: ", name, ", Nummer ", number, ". Organisation wechseln"].concat(),
        choose: "Organisation wählen",
        title: "Organisation wechseln",
        create: "Organisation anlegen",
    },
    member: MemberTexts {
        status: |status| match status {
            MemberStatus::Active => "Aktiv",
            MemberStatus::Invited => "Eingeladen",
            MemberStatus::Expired => "Abgelaufen",
            MemberStatus::Inactive => "Inaktiv",
            MemberStatus::Withdrawn => "Zurückgezogen",
            MemberStatus::Removed => "Entfernt",
        },
        two_factor_on: "2FA ein",
        two_factor_off: "2FA aus",
        two_factor_unknown: "2FA unbekannt",
        you: "Sie",
        invited: "Eingeladen",
        sent_times: |times| [times, "-mal gesendet"].concat(),
        quoted: |text| ["„", text, "“"].concat(),
        not_accepted: "Noch nicht angenommen",
        access_from: |day| ["ab ", day].concat(),
        access_until: |day| ["bis ", day].concat(),
        access_ended: |day| ["beendet am ", day].concat(),
        not_invited: "Noch nicht eingeladen",
        never: "nie",
        copy_email: "E-Mail kopieren",
        email_copied: "E-Mail kopiert",
        change_roles: "Rollen ändern",
        resend: "Einladung erneut senden",
        send_again: "Erneut senden",
        new_link: "Neuer Einladungslink",
        withdraw: "Einladung zurückziehen",
        restore: "Einladung wiederherstellen",
        restore_user: "Benutzer wiederherstellen",
        activate: "Aktivieren",
        deactivate: "Deaktivieren",
        remove: "Entfernen …",
        end_sessions: "Überall abmelden",
        set_schedule: "Zugangszeitraum …",
        reset_second_factor: "2FA zurücksetzen …",
        replace_supervisor: "Unterstellte Benutzer neu zuordnen …",
        export_data: "Daten exportieren (JSON)",
        restore_short: "Wiederherstellen",
        send_password_link: "Passwort-Link senden",
        create_password_link: "Passwort-Link erstellen",
        change_email: "E-Mail-Adresse ändern",
        link_added: "Einladungslink kopiert. Frühere Links gelten weiter.",
        link_copied: "Neuer Einladungslink kopiert. Frühere Links sind ungültig.",
        mail_waiting: "E-Mail ausstehend",
        mail_failed: "E-Mail-Fehler",
        mail_trouble: |error| match error {
            "recipient_refused" => "Der Mailserver hat diese Adresse abgelehnt.",
            "rejected" => "Der Mailserver hat die Nachricht abgelehnt.",
            "sign_in_refused" => {
                "Der Mailserver hat unsere Anmeldung abgelehnt. Informieren Sie den Administrator dieses Servers."
            }
            "tls" => {
                "Die sichere Verbindung zum Mailserver schlug fehl. Informieren Sie den Administrator dieses Servers."
            }
            "deferred" => "Der Mailserver bittet um einen späteren Versuch.",
            "interrupted" => "Der Mailserver hat die Verbindung beendet.",
            _ => "Der Mailserver antwortet nicht.",
        },
        mail_uncertain: "Die Verbindung brach beim Senden ab. Die E-Mail kann daher zweimal ankommen.",
        mail_next: |moment| ["Nächster Versuch: ", moment, "."].concat(),
        mail_given_up: "Es folgt kein weiterer Versuch. Geben Sie stattdessen den Link weiter.",
    },
    roles: RoleTexts {
        name: |role| match role {
            RoleKey::Administrator => "Administrator",
            RoleKey::Editor => "Bearbeiter",
            RoleKey::Viewer => "Betrachter",
        },
        description: |role| match role {
            RoleKey::Administrator => "Kann die Organisation, ihre Benutzer und deren Rollen verwalten.",
            RoleKey::Editor => "Kann Geräte ansehen und ihre Einstellungen ändern.",
            RoleKey::Viewer => "Kann Geräte ansehen, aber nichts ändern.",
        },
    },
    role: RoleListTexts { show_users: "Benutzer anzeigen", duplicate: "Duplizieren", delete: "Löschen" },
    company: CompanyTexts {
        status: |status| match status {
            CompanyStatus::Active => "Aktiv",
            CompanyStatus::Archived => "Archiviert",
        },
        archived_on: |date| ["Archiviert am ", date].concat(),
        numbered: |number| ["Nummer ", number].concat(),
        update: "Name oder Nummer ändern",
        archive: "Archivieren",
        restore: "Wiederherstellen",
        switch: "Firma",
        all: "Alle Firmen",
        one: "Eine Firma",
        several: |format, companies| format.count(companies, "Firma", "Firmen"),
    },
    list: ListTexts {
        search_problem: |problem| match problem {
            InvalidSearch::TooLong => "Verwenden Sie höchstens 200 Zeichen.",
            InvalidSearch::Unreadable => "Einige Zeichen können nicht gesucht werden. Entfernen Sie sie.",
            InvalidSearch::TooManyPieces => "Verwenden Sie weniger Wörter und Platzhalter.",
            InvalidSearch::UnbalancedQuote => {
                "Ergänzen Sie das schließende Anführungszeichen oder entfernen Sie das öffnende."
            }
            // Each list names its own fields.
            InvalidSearch::UnknownField => "",
        },
        more_actions: "Weitere Aktionen",
        clear_search: "Suche zurücksetzen",
        invalid_search: "Die Suche ist unvollständig",
        broad_search: "Die Suche ist zu allgemein",
        broad_search_text: "Suchen Sie nach drei Buchstaben in Folge, oder wählen Sie einen Filter.",
        outdated: "Ergebnisse der vorherigen Suche",
        filters: "Filter",
        filter_and_sort: "Filtern, sortieren",
        filter_by: |name| ["Filtern nach ", name].concat(),
        clear_filter: |name| ["Filter ", name, " zurücksetzen"].concat(),
        clear_filters: "Filter zurücksetzen",
        more_filters: "Mehr",
        not: "nicht ",
        before: |date| ["vor ", date].concat(),
        exclude: "Diese ausschließen",
        find_value: "Nach Namen suchen",
        more_values: "Nicht alle werden angezeigt. Geben Sie einen Namen ein.",
        no_value: |find| ["Keine Treffer für „", find, "“."].concat(),
        columns: "Spalten",
        density: "Zeilenhöhe",
        copy_view: "Link zu dieser Ansicht kopieren",
        export: "Exportieren",
        views: "Ansichten",
        actions: "Aktionen",
        actions_for: |name| ["Aktionen für ", name].concat(),
        open: "Öffnen",
        copy_page_link: "Link zur Seite kopieren",
        refusal: |refusal| match refusal {
            ActionRefusal::Forbidden => "Dafür fehlt Ihnen die Berechtigung.",
            ActionRefusal::AboveYourself => "Dieser Benutzer hat mehr Berechtigungen als Sie.",
            ActionRefusal::Expired => "Die Einladung ist abgelaufen. Senden Sie sie zuerst erneut.",
            ActionRefusal::Yourself => "Das geht nicht mit Ihrem eigenen Konto.",
            ActionRefusal::NotJoined => {
                "Dieser Benutzer ist noch nicht beigetreten. Laden Sie stattdessen die neue Adresse ein."
            }
            ActionRefusal::Inactive => "Dieser Benutzer ist inaktiv. Aktivieren Sie ihn zuerst.",
            ActionRefusal::SharedAccount => {
                "Dieses Konto gehört auch zu anderen Organisationen. Nur sein Inhaber kann das ändern."
            }
            ActionRefusal::LastAdministrator => {
                "Das ist der letzte Administrator. Machen Sie zuerst einen anderen Benutzer zum Administrator."
            }
            ActionRefusal::IdentityProvider => {
                "Passwörter verwaltet der Identitätsanbieter dieser Organisation. Der Benutzer ändert es dort."
            }
        },
        select: |name| [name, " auswählen"].concat(),
        select_sight: "Sichtbare Zeilen auswählen",
        select_none: "Auswahl beenden",
        selected: |number| [number, " ausgewählt"].concat(),
        not_shown: |format, rows| [", ", &*format.number(rows), " nicht sichtbar"].concat(),
        sort: "Sortieren",
        ascending: "aufsteigend",
        descending: "absteigend",
        position: |format, first, last| match last {
            0 => "0 von ".to_owned(),
            last => [&*format.number(first), "–", &format.number(last), " von "].concat(),
        },
        printed: |format, rows, total| ["Gedruckt: ", &*format.number(rows), " von ", total].concat(),
        of_all: |number| [" von ", number].concat(),
        count_all: "alle zählen",
        loading: "Wird geladen",
        loading_more: "Weitere werden geladen",
        more_failed: "Weitere Zeilen konnten nicht geladen werden.",
        dropped: |names| ["Teile dieses Links sind ungültig und wurden ignoriert: ", names, "."].concat(),
        dropped_search: "Suche",
        dropped_sort: "Sortierung",
        dropped_columns: "Spalten",
    },
    member_list: ListNounTexts {
        title: "Benutzer",
        table: |total| ["Benutzer, ", total].concat(),
        search: "Benutzer suchen",
        search_placeholder: "Name, E-Mail, Kürzel",
        search_hint: "Stern oder Prozentzeichen stehen für beliebigen Text: an* beginnt mit an, *an* enthält es. \
                      Um nur ein Feld zu durchsuchen, geben Sie seinen Namen und einen Doppelpunkt ein, \
                      zum Beispiel nachname:meier. Felder: vorname, nachname, e-mail, kürzel, vorgesetzte. \
                      Eine Mail-Domain finden Sie mit @ am Anfang. Die Taste Schrägstrich führt zur Suche.",
        unknown_field: |word| {
            let fields = "Verwenden Sie vorname:, nachname:, e-mail:, kürzel: oder vorgesetzte:.";
            ["„", word, ":“: Dieses Feld kann nicht durchsucht werden. ", fields].concat()
        },
        rows: |format, users| [&*format.number(users), " Benutzer"].concat(),
        matching: |format, users| [&*format.number(users), " Treffer"].concat(),
        select: "Benutzer auswählen",
        empty_title: "Noch keine Benutzer",
        empty_text: "Eingeladene Benutzer erscheinen sofort hier.",
        no_match: |search| ["Keine Treffer für „", search, "“"].concat(),
        no_match_filters: "Keine Treffer mit diesen Filtern",
        searched_in: "Gesucht in Name, E-Mail und Kürzel.",
        column: |name| named(name, column),
        head: |name| named(name, column),
        filter: |name| {
            named(name, |filter| match filter {
                MemberFilter::Role => "Rolle",
                MemberFilter::Status => "Status",
                MemberFilter::TwoFactor => "2FA",
                MemberFilter::Company => "Firma",
                MemberFilter::Supervisor => "Vorgesetzte/r",
                MemberFilter::InvitedBy => "Eingeladen von",
                MemberFilter::LastSignIn => "Letzte Anmeldung",
                MemberFilter::InvitationExpires => "Einladung läuft ab",
                MemberFilter::Invitation => "Einladung",
            })
        },
        value: |filter, value| {
            let text = match filter.parse().ok()? {
                MemberFilter::Status => match value.parse().ok()? {
                    MemberStatus::Active => "Aktiv",
                    MemberStatus::Invited => "Eingeladen",
                    MemberStatus::Expired => "Abgelaufen",
                    MemberStatus::Inactive => "Inaktiv",
                    MemberStatus::Withdrawn => "Zurückgezogen",
                    MemberStatus::Removed => "Entfernt",
                },
                MemberFilter::TwoFactor => match value.parse().ok()? {
                    TwoFactorFilter::On => "Ein",
                    TwoFactorFilter::Off => "Aus",
                    TwoFactorFilter::Unknown => "Unbekannt",
                },
                MemberFilter::LastSignIn => match value.parse().ok()? {
                    LastSignInFilter::Never => "Nie angemeldet",
                    LastSignInFilter::Over90Days => "Vor mehr als 90 Tagen",
                },
                MemberFilter::InvitationExpires => match value.parse().ok()? {
                    InvitationExpiresFilter::Within3Days => "In den nächsten 3 Tagen",
                },
                MemberFilter::Invitation => match value.parse().ok()? {
                    InvitationFilter::LinkWanted => "Neuer Link erbeten",
                },
                MemberFilter::Role if value == "none" => "Keine Rolle",
                MemberFilter::Company if value == "none" => "Keine Firma",
                MemberFilter::Supervisor if value == "none" => "Niemand",
                MemberFilter::InvitedBy if value == "none" => "Niemand",
                _ => return None,
            };
            Some(text)
        },
        file: "benutzer.csv",
    },
    role_list: ListNounTexts {
        title: "Rollen",
        table: |total| ["Rollen, ", total].concat(),
        search: "Rollen suchen",
        search_placeholder: "Name, Beschreibung",
        search_hint: "Stern oder Prozentzeichen stehen für beliebigen Text. Die Taste Schrägstrich führt zur Suche.",
        unknown_field: |_| String::new(),
        rows: |format, roles| format.count(roles, "Rolle", "Rollen"),
        matching: |format, roles| [&*format.number(roles), " Treffer"].concat(),
        select: "Rollen auswählen",
        empty_title: "Keine Rollen",
        empty_text: "Diese Organisation hat keine Rollen.",
        no_match: |search| ["Keine Rolle passt zu „", search, "“"].concat(),
        no_match_filters: "Keine Rolle passt zu diesen Filtern",
        searched_in: "Gesucht in Name und Beschreibung.",
        column: |name| named(name, role_column),
        head: |name| named(name, role_column),
        filter: |_| "",
        value: |_, _| None,
        file: "rollen.csv",
    },
    company_list: ListNounTexts {
        title: "Firmen",
        table: |total| ["Firmen, ", total].concat(),
        search: "Firmen suchen",
        search_placeholder: "Name, Nummer",
        search_hint: "Stern oder Prozentzeichen stehen für beliebigen Text. Die Taste Schrägstrich führt zur Suche.",
        unknown_field: |_| String::new(),
        rows: |format, companies| format.count(companies, "Firma", "Firmen"),
        matching: |format, companies| [&*format.number(companies), " Treffer"].concat(),
        select: "Firmen auswählen",
        empty_title: "Noch keine Firmen",
        empty_text: "Firmen sind die Gesellschaften, zu denen Benutzer gehören. Legen Sie die erste an.",
        no_match: |search| ["Keine Firma passt zu „", search, "“"].concat(),
        no_match_filters: "Keine Firma passt zu diesen Filtern",
        searched_in: "Gesucht in Name und Nummer.",
        column: |name| named(name, company_column),
        head: |name| named(name, company_column),
        filter: |name| {
            named(name, |filter| match filter {
                CompanyFilter::Status => "Status",
                CompanyFilter::Members => "Mitglieder",
            })
        },
        value: |filter, value| {
            let text = match filter.parse().ok()? {
                CompanyFilter::Status => match value.parse().ok()? {
                    CompanyStatus::Active => "Aktiv",
                    CompanyStatus::Archived => "Archiviert",
                },
                CompanyFilter::Members => "Ohne Mitglieder",
            };
            Some(text)
        },
        file: "firmen.csv",
    },
    audit_list: ListNounTexts {
        title: "Protokoll",
        table: |total| ["Protokoll, ", total].concat(),
        search: "Protokoll durchsuchen",
        search_placeholder: "Benutzer, Wert, IP-Adresse",
        search_hint: "Stern oder Prozentzeichen stehen für beliebigen Text. Die Taste Schrägstrich führt zur Suche.",
        unknown_field: |_| String::new(),
        rows: |format, events| format.count(events, "Ereignis", "Ereignisse"),
        matching: |format, events| [&*format.number(events), " Treffer"].concat(),
        select: "Ereignisse auswählen",
        empty_title: "Noch keine Ereignisse",
        empty_text: "Hier erscheint, was in dieser Organisation geschieht.",
        no_match: |search| ["Kein Ereignis passt zu „", search, "“"].concat(),
        no_match_filters: "Kein Ereignis passt zu diesen Filtern",
        searched_in: "Gesucht in betroffenen Benutzern, geänderten Werten, IP-Adressen und Anfrage-IDs.",
        column: |name| named(name, audit_column),
        head: |name| named(name, audit_column),
        filter: |name| {
            named(name, |filter| match filter {
                AuditFilter::Actor => "Person",
                AuditFilter::Action => "Aktion",
                AuditFilter::Target => "Betrifft",
                AuditFilter::From => "Ab",
                AuditFilter::To => "Bis",
            })
        },
        value: |filter, value| {
            Some(match filter.parse().ok()? {
                AuditFilter::From => match value.parse().ok()? {
                    RecentDays::Today => "Heute",
                    RecentDays::Last7Days => "Letzte 7 Tage",
                    RecentDays::Last30Days => "Letzte 30 Tage",
                },
                AuditFilter::Actor if value == "none" => "Kein Benutzer (System, Programme, Support)",
                _ => return None,
            })
        },
        file: "protokoll.csv",
    },
    audit: AuditGroupTexts {
        sign_ins: "Anmeldungen",
        users: "Benutzer",
        roles: "Rollen",
        invitations: "Einladungen",
        accounts: "Passwörter und Adressen",
        mails: "E-Mails",
        companies: "Firmen",
        organization: "Organisation und API-Schlüssel",
        exports: "Exporte und Ansichten",
    },
    invite: InviteButtonTexts { title: "Benutzer einladen", title_short: "Einladen", import: "Importieren" },
    states: StatesTexts {
        second_factor_title: "Diese Organisation verlangt die Zwei-Faktor-Anmeldung",
        second_factor_until: |day| {
            ["Richten Sie sie vor dem ", day, " ein. Danach ist die Organisation ohne sie für Sie geschlossen."]
                .concat()
        },
        second_factor_closed: "Um fortzufahren, richten Sie in Ihrem Konto eine Authenticator-App oder einen Passkey ein.",
        second_factor_set_up: "Jetzt einrichten",
        with_filters: |filters| ["Filter: ", filters, "."].concat(),
        not_found_title: "Seite nicht gefunden",
        not_found_text: "Die Seite existiert nicht oder ist nicht für Sie freigegeben. \
                         Prüfen Sie den Link oder fragen Sie einen Administrator.",
        to_start: "Zu meiner Organisation",
        signed_out: "Sie sind abgemeldet.",
        no_organization_title: "Sie gehören noch zu keiner Organisation",
        no_organization_text: "Bitten Sie einen Administrator um eine Einladung oder eine Rolle, \
                               oder legen Sie eine eigene Organisation an.",
        signed_in_as: |email| ["Sie sind als ", email, " angemeldet."].concat(),
        list_failed: "Die Liste konnte nicht geladen werden",
        page_failed: "Diese Seite konnte nicht geladen werden",
        language_failed: "Die Sprache konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und wählen Sie erneut.",
        nothing_lost: "Es ging nichts verloren.",
        request: |id| ["Anfrage-ID: ", id].concat(),
        offline_title: "Sie sind offline.",
        offline_text: "Sie können diese Seite weiterhin lesen. Sie wird neu geladen, sobald Sie wieder online sind.",
        retry_now: "Erneut versuchen",
        other_account_title: "Sie sind mit einem anderen Konto angemeldet",
        other_account_text: "Sie haben sich in einem anderen Tab mit einem anderen Konto angemeldet. Was Sie hier noch nicht gespeichert hatten, wurde nicht gesendet.",
        other_account_go: "Mit diesem Konto fortfahren",
        unreachable_title: "Roster ist nicht erreichbar.",
        unreachable_text: "Sie können diese Seite weiter lesen. Sie wird neu geladen, sobald der Server wieder antwortet.",
        newer_title: "Es gibt eine neuere Version von Roster.",
        newer_text: "Laden Sie die Seite neu. Speichern Sie vorher, woran Sie arbeiten.",
        reload: "Neu laden",
    },
    problems: ProblemTexts {
        network: "Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
        unexpected: "Der Server hat unerwartet geantwortet. Laden Sie die Seite neu und versuchen Sie es erneut.",
        too_many_requests: "Zu viele Anfragen. Warten Sie einen Moment und versuchen Sie es erneut.",
        unavailable: "Der Server ist ausgelastet oder wird aktualisiert. Versuchen Sie es gleich erneut.",
        internal: "Bei uns ist ein Fehler aufgetreten. Versuchen Sie es gleich erneut.",
        forbidden: "Dafür fehlt Ihnen die Berechtigung. Wenden Sie sich an einen Administrator.",
        not_found: "Nicht gefunden, oder Ihnen fehlt die Berechtigung. Wenden Sie sich an einen Administrator.",
        conflict: "Ein anderer Benutzer hat diese Angaben geändert. Laden Sie die Seite neu und wiederholen Sie Ihre Änderung.",
        invalid: "Einige Angaben sind ungültig. Prüfen Sie die markierten Felder.",
    },
};
