use leptos::prelude::*;
use roster_web::ui::{Token, TokenField};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::stage::{MOUNTS, Mount, Stage, compose, composing_keydown, key, send, settled};

async fn stage_with_tokens(mount: Mount) -> (Stage, HtmlInputElement, RwSignal<Vec<String>>) {
    let added = RwSignal::new(Vec::<String>::new());
    let stage = Stage::new(mount, move || {
        let text = |text: &str| Signal::stored(text.to_owned());
        let token = |text: String| Token { text, is_wrong: false };
        view! {
            <TokenField
                label=text("Addresses")
                placeholder=text("")
                tokens=Signal::derive(move || added.get().into_iter().map(token).collect::<Vec<_>>())
                text=RwSignal::new(String::new())
                is_complete=|text| text.ends_with(',')
                on_add=Callback::new(move |text| added.update(|added| added.push(text)))
                on_remove=Callback::new(move |place| drop(added.try_update(|added| added.remove(place))))
                remove_label=Callback::new(|text: String| text)
                errors=Signal::stored(Vec::new())
            />
        }
    })
    .await;
    let field = stage.one("input").unchecked_into();
    (stage, field, added)
}

#[wasm_bindgen_test]
async fn f7_enter_that_confirms_a_composition_makes_no_token() {
    for mount in MOUNTS {
        let (_stage, field, added) = stage_with_tokens(mount).await;
        send(&field, "compositionstart").await;
        compose(&field, "ada").await;
        for is_safari in [false, true] {
            field.dispatch_event(&composing_keydown("Enter", is_safari)).unwrap();
            settled().await;
            assert!(added.get_untracked().is_empty(), "{mount:?}");
        }
        send(&field, "compositionend").await;
        assert_eq!(field.value(), "ada", "{mount:?}");
        key(&field, "Enter").await;
        assert_eq!((added.get_untracked(), field.value()), (vec!["ada".to_owned()], String::new()), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn f7_a_composition_is_one_token_at_its_end() {
    for mount in MOUNTS {
        let (_stage, field, added) = stage_with_tokens(mount).await;
        send(&field, "compositionstart").await;
        for text in ["a,", "ad,", "ada,"] {
            compose(&field, text).await;
            assert_eq!((added.get_untracked(), field.value()), (vec![], text.to_owned()), "{mount:?}");
        }
        send(&field, "compositionend").await;
        assert_eq!((added.get_untracked(), field.value()), (vec!["ada,".to_owned()], String::new()), "{mount:?}");
    }
}
