use leptos::prelude::*;
use roster_web::ui::{Icon, IconName, Sprite};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Stage};

#[wasm_bindgen_test]
async fn an_icon_finds_its_drawing_in_its_own_root() {
    for mount in MOUNTS {
        let stage = Stage::new(mount, || view! { <Sprite/> <Icon name=IconName::SignOut/> }).await;
        let reference = stage.one("use").get_attribute("href").unwrap();
        assert!(stage.by_id(reference.trim_start_matches('#')).is_some(), "{mount:?}: {reference}");
        assert_eq!(stage.one(".r-icon").get_attribute("aria-hidden").as_deref(), Some("true"));
    }
}
