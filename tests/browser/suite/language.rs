use api_types::Total;
use leptos::prelude::*;
use roster_web::i18n::{Format, Language, use_i18n};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Stage, settled};

#[wasm_bindgen_test]
async fn another_language_writes_everything_anew() {
    for mount in MOUNTS {
        let stage = Stage::new(mount, || {
            let i18n = use_i18n();
            let matching = move || (i18n.texts().member_list.matching)(i18n.format(), 1_248);
            view! { <p>{i18n.label(|texts| texts.member_list.title)} ": " {matching}</p> }
        })
        .await;
        assert_eq!(stage.text(), "Users: 1,248 users match", "{mount:?}");
        stage.i18n.set(Language::De);
        settled().await;
        assert_eq!(stage.text(), "Benutzer: 1.248 Treffer", "{mount:?}");
    }
}

#[wasm_bindgen_test]
fn moments_are_read_and_nonsense_is_left_as_it_is() {
    let format = Format::new(Language::En);
    assert_eq!(format.date("2026-03-03T12:00:00Z"), "3 Mar 2026");
    assert_eq!(Format::new(Language::De).date("2026-03-03T12:00:00Z"), "3. März 2026");
    assert_eq!(format.date("soon"), "soon");
    assert!(format.date_time("2026-03-03T12:34:00Z").starts_with("3 Mar 2026, "));
}

#[wasm_bindgen_test]
fn what_ends_soon_is_told_in_days() {
    let format = Format::new(Language::En);
    // At the end of a day of the calendar, so many days from today.
    let in_days = |days: i32| {
        let moment = js_sys::Date::new_0();
        moment.set_date((moment.get_date() as i32 + days) as u32);
        moment.set_hours(23);
        moment.set_minutes(59);
        moment.set_seconds(59);
        format.time_left(&String::from(moment.to_iso_string()))
    };
    assert_eq!(in_days(11).as_deref(), Some("11 days left"));
    assert_eq!(in_days(1).as_deref(), Some("1 day left"));
    assert_eq!(in_days(0).as_deref(), Some("ends today"));
    assert_eq!(format.time_left("2020-03-03T12:34:00Z"), None);
}

const ENGLISH: Format = Format::new(Language::En);
const GERMAN: Format = Format::new(Language::De);

#[wasm_bindgen_test]
fn thousands_are_grouped() {
    for (number, english, german) in
        [(0, "0", "0"), (999, "999", "999"), (1_248, "1,248", "1.248"), (1_000_000, "1,000,000", "1.000.000")]
    {
        assert_eq!(ENGLISH.number(number), english);
        assert_eq!(GERMAN.number(number), german);
    }
    assert_eq!(ENGLISH.total(Total { count: 1_248, exact: true }), "1,248");
    assert_eq!(GERMAN.total(Total { count: 10_000, exact: false }), "10.000+");
}

#[wasm_bindgen_test]
fn u28_only_the_recent_past_is_written_in_days() {
    let ago = |format: Format, days: i32| {
        let moment = js_sys::Date::new_0();
        moment.set_time(moment.get_time() - f64::from(days) * 86_400_000.0);
        format.ago(&String::from(moment.to_iso_string()))
    };
    for (days, english, german) in [
        (-1, "today", "heute"),
        (0, "today", "heute"),
        (1, "yesterday", "gestern"),
        (3, "3 days ago", "vor 3 Tagen"),
        (30, "30 days ago", "vor 30 Tagen"),
    ] {
        assert_eq!(ago(ENGLISH, days), english);
        assert_eq!(ago(GERMAN, days), german);
    }
    // Different days of six years ago look different.
    assert_eq!(ENGLISH.ago("2020-11-29T12:00:00Z"), "29 Nov 2020");
    assert_eq!(ENGLISH.ago("2020-11-30T12:00:00Z"), "30 Nov 2020");
    assert_eq!(GERMAN.ago("2020-11-30T12:00:00Z"), "30. Nov. 2020");
}

#[wasm_bindgen_test]
fn the_days_next_to_today_are_said_in_words() {
    let days_away = |format: Format, days: i32| {
        let moment = js_sys::Date::new_0();
        moment.set_time(moment.get_time() + f64::from(days) * 86_400_000.0);
        format.date_time(&String::from(moment.to_iso_string()))
    };
    for (days, english, german) in
        [(-1, "yesterday, ", "gestern, "), (0, "today, ", "heute, "), (1, "tomorrow, ", "morgen, ")]
    {
        assert!(days_away(ENGLISH, days).starts_with(english));
        assert!(days_away(GERMAN, days).starts_with(german));
    }
    assert!(ENGLISH.date_time("2020-11-30T12:00:00Z").starts_with("30 Nov 2020, "));
}

#[wasm_bindgen_test]
fn lists_end_in_and() {
    assert_eq!(ENGLISH.list([]), "");
    assert_eq!(ENGLISH.list(["Berlin"]), "Berlin");
    assert_eq!(ENGLISH.list(["Berlin", "Hamburg", "Kraków"]), "Berlin, Hamburg and Kraków");
    assert_eq!(GERMAN.list(["Berlin", "Hamburg"]), "Berlin und Hamburg");
}

#[wasm_bindgen_test]
fn one_is_singular() {
    assert_eq!(ENGLISH.count(1, "user", "users"), "1 user");
    assert_eq!(ENGLISH.count(0, "user", "users"), "0 users");
    assert_eq!(GERMAN.count(1_248, "Benutzer", "Benutzer"), "1.248 Benutzer");
}
