//! German.

use api_types::{AccessRequestColumn, AccessRequestFilter, AccessRequestState, DeviceLevel, RecentDays};

use crate::i18n::{
    named,
    texts::{list::ListNounTexts, requests::RequestTexts},
};

const fn column(column: AccessRequestColumn) -> &'static str {
    match column {
        AccessRequestColumn::AskedAt => "Angefragt",
        AccessRequestColumn::Person => "Person",
        AccessRequestColumn::Target => "Gerät",
        AccessRequestColumn::Level => "Stufe",
        AccessRequestColumn::Reason => "Grund",
        AccessRequestColumn::Until => "Bis",
        AccessRequestColumn::State => "Antwort",
        AccessRequestColumn::AnsweredBy => "Beantwortet von",
        AccessRequestColumn::AnsweredAt => "Beantwortet",
        AccessRequestColumn::Note => "Nachricht",
    }
}

const fn state(state: AccessRequestState) -> &'static str {
    match state {
        AccessRequestState::Pending => "Offen",
        AccessRequestState::Approved => "Genehmigt",
        AccessRequestState::Declined => "Abgelehnt",
        AccessRequestState::Expired => "Abgelaufen",
        AccessRequestState::Cancelled => "Zurückgezogen",
    }
}

const fn level(level: DeviceLevel) -> &'static str {
    match level {
        DeviceLevel::View => "Ansehen",
        DeviceLevel::Operate => "Bedienen",
        DeviceLevel::Manage => "Verwalten",
    }
}

fn value(filter: &str, value: &str) -> Option<&'static str> {
    match filter.parse().ok()? {
        AccessRequestFilter::State => value.parse().ok().map(state),
        AccessRequestFilter::Level => value.parse().ok().map(level),
        AccessRequestFilter::Group if value == "none" => Some("Keine Gruppe"),
        AccessRequestFilter::From => value.parse().ok().map(|days| match days {
            RecentDays::Today => "Heute",
            RecentDays::Last7Days => "Letzte 7 Tage",
            RecentDays::Last30Days => "Letzte 30 Tage",
        }),
        _ => None,
    }
}

pub static TEXTS: RequestTexts = RequestTexts {
    list: ListNounTexts {
        title: "Zugriffsanfragen",
        table: |total| ["Zugriffsanfragen, ", total].concat(),
        search: "Zugriffsanfragen durchsuchen",
        search_placeholder: "Person, Gerät, Grund",
        search_hint: "Ein Stern oder ein Prozentzeichen steht für beliebigen Text. Schrägstrich startet die Suche.",
        unknown_field: |_| String::new(),
        rows: |format, requests| format.count(requests, "Anfrage", "Anfragen"),
        matching: |format, requests| format.count(requests, "Anfrage passt", "Anfragen passen"),
        select: "Anfragen auswählen",
        empty_title: "Noch keine Anfragen",
        empty_text: "Wenn jemand um Zugriff auf ein Gerät bittet, erscheint die Anfrage hier und Administratoren \
                     erhalten eine E-Mail.",
        no_match: |search| ["Keine Anfrage passt zu „", search, "“"].concat(),
        no_match_filters: "Keine Anfrage passt zu diesen Filtern",
        searched_in: "Gesucht in Name, E-Mail-Adresse, Gerät und Grund.",
        column: |name| named(name, column),
        head: |name| named(name, column),
        filter: |name| {
            named(name, |filter| match filter {
                AccessRequestFilter::State => "Status",
                AccessRequestFilter::Level => "Stufe",
                AccessRequestFilter::Device => "Gerät",
                AccessRequestFilter::Group => "Gruppe",
                AccessRequestFilter::Person => "Person",
                AccessRequestFilter::From => "Angefragt ab",
                AccessRequestFilter::To => "Angefragt bis",
            })
        },
        value,
        file: "zugriffsanfragen.csv",
    },
    state,
    which: "Welche Anfragen",
    waiting: "Offen",
    answered: "Beantwortet",
    no_waiting_title: "Keine offenen Anfragen",
    no_waiting_text: "Wenn jemand um Zugriff auf ein Gerät bittet, erscheint die Anfrage hier und Administratoren \
                      erhalten eine E-Mail.",
    show_answered: "Beantwortete Anfragen anzeigen",
    person: "Person",
    target: "Gerät",
    group: "Gruppe",
    level: "Stufe",
    reason: "Grund",
    until: "Bis",
    no_end: "Unbefristet",
    answer: "Antwort",
    by: |name| ["von ", name].concat(),
    approve: "Genehmigen",
    approve_as: "Mit Änderungen genehmigen…",
    approve_person: |name| ["Anfrage von ", name, " genehmigen"].concat(),
    approve_as_person: |name| ["Anfrage von ", name, " mit Änderungen genehmigen"].concat(),
    approve_level: |level| [level, " genehmigen"].concat(),
    approve_means: |name, level, until| {
        [name, " hat um „", level, "“ gebeten (", until, ") und sieht Ihre Änderungen."].concat()
    },
    last_day: "Letzter Tag",
    last_day_hint: "Leer: Der Zugriff endet nicht von selbst.",
    up_to_own: |level| ["Sie können bis „", level, "“ freigeben, Ihre eigene Stufe dort."].concat(),
    message: "Nachricht",
    message_hint: |name| ["Wird mit der Antwort an ", name, " gesendet."].concat(),
    decline: "Ablehnen…",
    decline_person: |name| ["Anfrage von ", name, " ablehnen"].concat(),
    decline_title: "Diese Anfrage ablehnen?",
    decline_hint: |name| [name, " liest den Grund in der E-Mail und kann erneut anfragen."].concat(),
    decline_submit: "Anfrage ablehnen",
    text_missing: "Geben Sie einen Grund an.",
    text_invalid: "Höchstens 500 Zeichen.",
    approved: |level, name| ["„", level, "“ für ", name, " freigegeben"].concat(),
    declined: |name| ["Anfrage von ", name, " abgelehnt"].concat(),
    undone: |name| ["Freigabe von ", name, " beendet"].concat(),
    first: |state, by| match state {
        AccessRequestState::Declined => [by, " hat diese Anfrage vor Ihnen abgelehnt."].concat(),
        _ => [by, " hat diese Anfrage vor Ihnen genehmigt."].concat(),
    },
    no_longer: "Diese Anfrage ist nicht mehr offen.",
    not_answered: "Die Anfrage konnte nicht beantwortet werden",
    above_own: "Sie können höchstens die Stufe freigeben, die Sie dort selbst haben.",
    own: "Sie können Ihre eigene Anfrage nicht beantworten. Bitten Sie einen anderen Administrator.",
    higher_grant: "Dieser Benutzer hat dort bereits eine höhere Stufe. Ändern Sie stattdessen diese Freigabe.",
    longer_grant: "Die bestehende Freigabe gilt länger und würde mit enden. Wählen Sie einen späteren letzten Tag \
                   oder keinen.",
    day_invalid: "Wählen Sie heute oder einen späteren Tag, höchstens 10 Jahre im Voraus.",
    title: |target| ["Anfrage für ", target].concat(),
    asked_at: |moment| ["Angefragt: ", moment].concat(),
    asks_for: "Bittet um",
    open_user: "Seite des Benutzers öffnen",
    granted: "Freigegeben",
    note: "Nachricht",
    expires: "Läuft ab",
    not_found: "Diese Anfrage gibt es nicht, oder Sie haben keinen Zugriff darauf.",
    member_title: "Offene Anfragen",
    ask: "Zugriff anfragen",
    ask_for: |target| ["Zugriff anfragen: ", target].concat(),
    no_access_title: "Sie haben keinen Zugriff auf dieses Gerät",
    no_access_text: "Fragen Sie ihn an: Administratoren erhalten Ihre Anfrage per E-Mail.",
    have_access_title: |level| ["Sie haben Zugriff auf dieses Gerät: ", level].concat(),
    have_access_text: "Verwenden Sie es in Ihrem Portal. Hier können Sie um mehr bitten.",
    reason_hint: "Administratoren lesen ihn. Höchstens 500 Zeichen.",
    ask_submit: "Anfrage senden",
    asked_done: "Anfrage gesendet",
    pending: "Sie haben für dieses Gerät bereits eine offene Anfrage. Ziehen Sie sie zurück, um etwas anderes anzufragen.",
    held: "Diese Stufe haben Sie bereits. Wählen Sie eine höhere.",
    too_many: "Sie können 10 Anfragen am Tag senden. Versuchen Sie es morgen erneut.",
    unknown: "Dieses Gerät gibt es nicht. Prüfen Sie den Link.",
    waiting_for: |level, moment| ["„", level, "“ angefragt: ", moment, ". Noch keine Antwort."].concat(),
    answered_by: |state, by, day| {
        let verb = match state {
            AccessRequestState::Approved => "genehmigt",
            AccessRequestState::Declined => "abgelehnt",
            AccessRequestState::Expired => return ["Bis ", day, " nicht beantwortet."].concat(),
            _ => return ["Zurückgezogen, ", day, "."].concat(),
        };
        match by {
            "" => ["Am ", day, " ", verb, "."].concat(),
            by => ["Von ", by, " ", verb, ", ", day, "."].concat(),
        }
    },
    withdraw: "Zurückziehen",
    withdraw_from: |target| ["Anfrage zurückziehen: ", target].concat(),
    withdrawn: "Anfrage zurückgezogen",
    own_title: "Ihre Anfragen",
    own_waiting: |format, requests| match requests {
        0 => "Keine Anfrage wartet auf eine Antwort.".to_owned(),
        requests => [&*format.count(requests, "Anfrage wartet", "Anfragen warten"), " auf eine Antwort."].concat(),
    },
    unnamed_device: "Ein Gerät",
    unnamed_group: "Eine Gruppe von Geräten",
};
