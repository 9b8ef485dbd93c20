use leptos::prelude::*;
use roster_web::ui::{Button, IconName};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Stage, press, settled};

#[wasm_bindgen_test]
async fn a_busy_button_keeps_its_label_and_takes_no_second_press() {
    for mount in MOUNTS {
        let (busy, presses) = (RwSignal::new(false), RwSignal::new(0));
        let stage = Stage::new(mount, move || {
            let count = move |()| presses.update(|presses| *presses += 1);
            view! { <Button icon=IconName::Plus busy on_press=count>"Create"</Button> }
        })
        .await;
        let button = stage.by_role("button", "Create");
        press(&button).await;
        busy.set(true);
        settled().await;
        press(&stage.by_role("button", "Create")).await;
        assert_eq!(presses.get_untracked(), 1, "{mount:?}");
        assert_eq!(button.get_attribute("aria-busy").as_deref(), Some("true"));
    }
}

#[wasm_bindgen_test]
async fn a_blocked_button_says_why_and_does_nothing() {
    for mount in MOUNTS {
        let presses = RwSignal::new(0);
        let reason = Signal::stored(Some("Only administrators can".to_owned()));
        let stage = Stage::new(mount, move || {
            let count = move |()| presses.update(|presses| *presses += 1);
            view! { <Button blocked=reason on_press=count>"Remove"</Button> }
        })
        .await;
        let button = stage.by_role("button", "Remove");
        press(&button).await;
        assert_eq!(presses.get_untracked(), 0, "{mount:?}");
        assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
        assert_eq!(button.title(), "Only administrators can");
    }
}
