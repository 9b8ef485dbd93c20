use leptos::prelude::*;
use roster_web::ui::{Button, Dialog, Drawer, Field};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Mount, Stage, press, send, settled};

async fn stage_with_dialog(mount: Mount) -> (Stage, RwSignal<bool>) {
    let open = RwSignal::new(false);
    let stage = Stage::new(mount, move || {
        let name = RwSignal::new(String::new());
        let dialog = move || {
            open.get().then(|| {
                view! {
                    <Dialog
                        title=Signal::stored("Create it?".to_owned())
                        on_close=move |()| open.set(false)
                        buttons=|| view! { <Button submit=true>"Create"</Button> }
                    >
                        <Field label=Signal::stored("Name".to_owned()) value=name autofocus=true/>
                    </Dialog>
                }
            })
        };
        view! {
            <Button on_press=move |()| open.set(true)>"Open"</Button>
            {dialog}
        }
    })
    .await;
    press(&stage.by_role("button", "Open")).await;
    (stage, open)
}

#[wasm_bindgen_test]
async fn a_dialog_is_modal_named_by_its_title_and_takes_the_focus() {
    for mount in MOUNTS {
        let (stage, _) = stage_with_dialog(mount).await;
        let dialog = stage.by_role("dialog", "Create it?");
        assert!(dialog.matches(":modal").unwrap(), "{mount:?}");
        assert_eq!(stage.focused(), Some(stage.by_role("textbox", "Name").into()), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn a_closed_dialog_gives_the_focus_back() {
    for mount in MOUNTS {
        let (stage, open) = stage_with_dialog(mount).await;
        // What the browser sends when Escape is pressed.
        send(&stage.one("dialog"), "cancel").await;
        assert!(!open.get_untracked(), "{mount:?}");
        assert!(!stage.has("dialog"), "{mount:?}");
        assert_eq!(stage.focused(), Some(stage.by_role("button", "Open").into()), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn a_press_beside_a_drawer_closes_it_and_one_inside_does_not() {
    for mount in MOUNTS {
        let open = RwSignal::new(true);
        let stage = Stage::new(mount, move || {
            view! { <Drawer open label=Signal::stored("Organization".to_owned())><a href="#users">"Users"</a></Drawer> }
        })
        .await;
        stage.one("dialog .r-nav").click();
        settled().await;
        assert!(open.get_untracked(), "{mount:?}");
        stage.by_role("dialog", "Organization").click();
        settled().await;
        assert!(!open.get_untracked(), "{mount:?}");
    }
}
