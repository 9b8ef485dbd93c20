use leptos::prelude::*;
use roster_web::i18n::{Locale, use_i18n};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{PLACES, Stage, settled};

#[wasm_bindgen_test]
async fn another_language_writes_everything_anew() {
    for place in PLACES {
        let stage = Stage::new(place, || {
            let i18n = use_i18n();
            let matching = move || (i18n.texts().users.matching)(i18n.format(), 1_248);
            view! { <p>{i18n.label(|texts| texts.users.title)} ": " {matching}</p> }
        })
        .await;
        assert_eq!(stage.text(), "Users: 1,248 users match", "{place:?}");
        stage.i18n.set(Locale::German);
        settled().await;
        assert_eq!(stage.text(), "Benutzer: 1.248 Treffer", "{place:?}");
    }
}

#[wasm_bindgen_test]
fn moments_are_read_and_nonsense_is_left_as_it_is() {
    let format = Locale::English.format();
    assert_eq!(format.date("2026-03-03T12:00:00Z"), "3 Mar 2026");
    assert_eq!(Locale::German.format().date("2026-03-03T12:00:00Z"), "3. März 2026");
    assert_eq!(format.date("soon"), "soon");
    assert!(format.date_time("2026-03-03T12:34:00Z").starts_with("3 Mar 2026, "));
}

#[wasm_bindgen_test]
fn what_ends_soon_is_told_in_days() {
    let format = Locale::English.format();
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
