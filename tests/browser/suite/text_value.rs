use leptos::{html, prelude::*};
use roster_web::ui::{Field, SearchField, follow_text};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::stage::{MOUNTS, Mount, Stage, compose, composing_keydown, send, settled, type_into};

async fn stage_with_field(mount: Mount, value: RwSignal<String>) -> (Stage, HtmlInputElement) {
    let stage = Stage::new(mount, move || view! { <Field label=Signal::stored("Name".to_owned()) value/> }).await;
    let field = stage.one("input").unchecked_into();
    (stage, field)
}

#[wasm_bindgen_test]
async fn f6_what_is_composed_survives_a_value_from_elsewhere() {
    for mount in MOUNTS {
        let value = RwSignal::new(String::new());
        let (_stage, field) = stage_with_field(mount, value).await;
        send(&field, "compositionstart").await;
        for text in ["a", "an", "anx"] {
            compose(&field, text).await;
            assert_eq!(value.get_untracked(), text, "{mount:?}");
            value.set("an answer".to_owned());
            settled().await;
            assert_eq!(field.value(), text, "{mount:?}");
        }
        send(&field, "compositionend").await;
        assert_eq!((field.value(), value.get_untracked()), ("anx".to_owned(), "anx".to_owned()), "{mount:?}");
        // Afterwards the value is followed again.
        value.set("cleared".to_owned());
        settled().await;
        assert_eq!(field.value(), "cleared", "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn f6_the_caret_stays_where_one_types() {
    for mount in MOUNTS {
        let value = RwSignal::new("lovelace".to_owned());
        let (_stage, field) = stage_with_field(mount, value).await;
        field.focus().unwrap();
        for (text, caret) in [("alovelace", 1), ("adlovelace", 2), ("adalovelace", 3), ("ada lovelace", 4)] {
            field.set_value(text);
            field.set_selection_range(caret, caret).unwrap();
            send(&field, "input").await;
            assert_eq!(field.value(), text, "{mount:?}");
            assert_eq!(field.selection_start().unwrap(), Some(caret), "{mount:?}");
        }
        assert_eq!(value.get_untracked(), "ada lovelace", "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn f6_a_text_area_is_followed_too() {
    for mount in MOUNTS {
        let value = RwSignal::new("Hello".to_owned());
        let stage = Stage::new(mount, move || {
            let field = NodeRef::<html::Textarea>::new();
            follow_text(field, value.into());
            view! { <textarea node_ref=field on:input=move |event| value.set(event_target_value(&event))></textarea> }
        })
        .await;
        let field: HtmlTextAreaElement = stage.one("textarea").unchecked_into();
        assert_eq!(field.value(), "Hello", "{mount:?}");
        send(&field, "compositionstart").await;
        compose(field.unchecked_ref(), "Hello an").await;
        value.set("from elsewhere".to_owned());
        settled().await;
        assert_eq!(field.value(), "Hello an", "{mount:?}");
        send(&field, "compositionend").await;
        assert_eq!(value.get_untracked(), "Hello an", "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn f6_a_field_that_is_gone_is_left_alone() {
    for mount in MOUNTS {
        let (value, is_shown) = (RwSignal::new(String::new()), RwSignal::new(true));
        let stage = Stage::new(mount, move || {
            let field = move || view! { <Field label=Signal::stored("Name".to_owned()) value/> };
            view! { {move || is_shown.get().then(field)} }
        })
        .await;
        let field: HtmlInputElement = stage.one("input").unchecked_into();
        send(&field, "compositionstart").await;
        is_shown.set(false);
        settled().await;
        send(&field, "compositionend").await;
        value.set("later".to_owned());
        settled().await;
        assert_eq!(field.value(), "", "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn f7_escape_of_a_composition_clears_no_search() {
    for mount in MOUNTS {
        let value = RwSignal::new(String::new());
        let stage = Stage::new(mount, move || {
            let text = |text: &str| Signal::stored(text.to_owned());
            let on_search = move |text| value.set(text);
            view! { <SearchField label=text("Search") placeholder=text("") hint=text("") value on_search/> }
        })
        .await;
        let field = stage.one("input");
        type_into(&field, "an").await;
        for is_safari in [false, true] {
            field.dispatch_event(&composing_keydown("Escape", is_safari)).unwrap();
            settled().await;
            assert_eq!(value.get_untracked(), "an", "{mount:?}");
        }
        super::stage::key(&field, "Escape").await;
        assert_eq!(value.get_untracked(), "", "{mount:?}");
    }
}
