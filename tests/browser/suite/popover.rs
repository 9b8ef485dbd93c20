use leptos::prelude::*;
use roster_web::ui::{Popover, PopoverButton, PopoverControl};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Stage, key, press, settled};

#[wasm_bindgen_test]
async fn u14_a_popover_that_one_leaves_by_tab_closes() {
    for mount in MOUNTS {
        let stage = Stage::new(mount, || {
            let control = PopoverControl::new();
            view! {
                <PopoverButton control>"Views"</PopoverButton>
                <Popover control label=Signal::stored("Views".to_owned())>
                    <button autofocus=true>"First"</button>
                    <button>"Last"</button>
                </Popover>
                <button>"Next"</button>
            }
        })
        .await;
        press(&stage.by_role("button", "Views")).await;
        let (first, next) = (stage.by_role("button", "First"), stage.by_role("button", "Next"));
        assert_eq!(stage.focused(), Some(first.clone().into()), "{mount:?}");
        // Inside it stays open. A test cannot press Tab for the browser, so it moves the focus itself.
        first.dispatch_event(&super::stage::keydown("Tab")).unwrap();
        stage.by_role("button", "Last").focus().unwrap();
        settled().await;
        assert!(stage.has("[popover]:popover-open"), "{mount:?}");
        stage.focused().unwrap().dispatch_event(&super::stage::keydown("Tab")).unwrap();
        next.focus().unwrap();
        settled().await;
        assert!(!stage.has("[popover]:popover-open"), "{mount:?}");
        assert_eq!(stage.focused(), Some(next.into()), "{mount:?}");
        // Other keys close nothing.
        press(&stage.by_role("button", "Views")).await;
        key(&stage.focused().unwrap(), "a").await;
        assert!(stage.has("[popover]:popover-open"), "{mount:?}");
    }
}
