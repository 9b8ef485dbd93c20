use leptos::prelude::*;
use roster_web::ui::{ToastRegion, Toaster};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Stage, press, settled};

#[wasm_bindgen_test]
async fn one_toast_at_a_time_is_said_and_can_be_dismissed() {
    for mount in MOUNTS {
        let toaster = Toaster::new();
        let stage = Stage::new(mount, move || {
            provide_context(toaster);
            view! { <ToastRegion/> }
        })
        .await;
        toaster.show("Link copied");
        toaster.show("Saved");
        settled().await;
        let region = stage.one("[role=status]");
        assert_eq!(region.text_content().as_deref(), Some("Saved"), "{mount:?}");
        press(&stage.by_role("button", "Dismiss")).await;
        assert_eq!(region.text_content().as_deref(), Some(""), "{mount:?}");
    }
}
