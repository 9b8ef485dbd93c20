use leptos::prelude::*;
use roster_web::ui::{Icon, IconName, Sprite};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{PLACES, Stage};

#[wasm_bindgen_test]
async fn an_icon_finds_its_drawing_in_its_own_root() {
    for place in PLACES {
        let stage = Stage::new(place, || view! { <Sprite/> <Icon name=IconName::SignOut/> }).await;
        let reference = stage.one("use").get_attribute("href").unwrap();
        assert!(stage.by_id(reference.trim_start_matches('#')).is_some(), "{place:?}: {reference}");
        assert_eq!(stage.one(".r-icon").get_attribute("aria-hidden").as_deref(), Some("true"));
    }
}
