use leptos::prelude::*;
use roster_web::ui::{ToastRegion, Toaster};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Mount, Stage, key, keydown, press, settled};

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

/// A toaster that hears every key in its stage, as the app lets it hear them, and how often something was taken back.
async fn stage_with_undo(mount: Mount) -> (Stage, Toaster, RwSignal<u32>) {
    let (toaster, undone) = (Toaster::new(), RwSignal::new(0));
    let stage = Stage::new(mount, move || {
        provide_context(toaster);
        view! {
            <div on:keydown=move |event| toaster.note_key(&event)>
                <button>"Save"</button>
                <button>"Next"</button>
                <ToastRegion/>
            </div>
        }
    })
    .await;
    stage.by_role("button", "Save").focus().unwrap();
    (stage, toaster, undone)
}

#[wasm_bindgen_test]
async fn u14_after_a_key_tab_leads_to_undo_and_back() {
    for mount in MOUNTS {
        let (stage, toaster, undone) = stage_with_undo(mount).await;
        let save = stage.by_role("button", "Save");
        key(&save, "Enter").await;
        toaster.show_undoable("Saved", move || undone.update(|undone| *undone += 1));
        settled().await;
        assert!(stage.text().contains("Press F8 to reach Undo."), "{mount:?}");
        key(&save, "Tab").await;
        let undo = stage.by_role("button", "Undo");
        assert_eq!(stage.focused(), Some(undo.clone().into()), "{mount:?}");
        // The next Tab is the browser's again: it goes on from where one came.
        let tab = keydown("Tab");
        stage.by_role("button", "Dismiss").focus().unwrap();
        stage.focused().unwrap().dispatch_event(&tab).unwrap();
        assert!(!tab.default_prevented(), "{mount:?}");
        assert_eq!(stage.focused(), Some(save.clone().into()), "{mount:?}");
        let tab = keydown("Tab");
        save.dispatch_event(&tab).unwrap();
        assert!(!tab.default_prevented(), "{mount:?}");
        // Its key leads there at any time, and back.
        key(&save, "F8").await;
        assert_eq!(stage.focused(), Some(undo.clone().into()), "{mount:?}");
        key(&undo, "F8").await;
        assert_eq!(stage.focused(), Some(save.clone().into()), "{mount:?}");
        key(&save, "F8").await;
        press(&undo).await;
        assert_eq!(undone.get_untracked(), 1, "{mount:?}");
        assert!(!stage.has(".r-toast"), "{mount:?}");
        assert_eq!(stage.focused(), Some(save.into()), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn u14_after_a_pointer_tab_stays_the_browsers() {
    for mount in MOUNTS {
        let (stage, toaster, _) = stage_with_undo(mount).await;
        toaster.note_pointer();
        toaster.show_undoable("Saved", || ());
        settled().await;
        let tab = keydown("Tab");
        stage.by_role("button", "Save").dispatch_event(&tab).unwrap();
        assert!(!tab.default_prevented(), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn f1_a_toast_says_what_is_new_after_a_translation() {
    for mount in MOUNTS {
        let (stage, toaster, _) = stage_with_undo(mount).await;
        toaster.show("Link copied");
        settled().await;
        // As a browser's translation does.
        stage.one(".r-toast > span").set_inner_html("<font><font>Link kopiert</font></font>");
        toaster.show("Saved");
        settled().await;
        assert_eq!(stage.one(".r-toast > span").text_content().as_deref(), Some("Saved"), "{mount:?}");
    }
}
