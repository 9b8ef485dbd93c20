use leptos::prelude::*;
use roster_web::ui::{CodeField, Field, FieldKind};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Stage, press, settled, type_into};

#[wasm_bindgen_test]
async fn an_error_takes_the_place_of_the_hint_and_describes_the_field() {
    for mount in MOUNTS {
        let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
        let stage = Stage::new(mount, move || {
            let hint = Signal::stored(Some("As people know it.".to_owned()));
            view! { <Field label=Signal::stored("Name".to_owned()) value hint error/> }
        })
        .await;
        let field = stage.by_role("textbox", "Name");
        let described = || {
            let id = field.get_attribute("aria-describedby").unwrap_or_default();
            stage.by_id(&id).and_then(|note| note.text_content()).unwrap_or_default()
        };
        assert_eq!(described(), "As people know it.", "{mount:?}");
        error.set(Some("Enter a name.".to_owned()));
        settled().await;
        assert_eq!(described(), "Enter a name.", "{mount:?}");
        assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
        type_into(&field, "Acme").await;
        assert_eq!(value.get_untracked(), "Acme");
    }
}

#[wasm_bindgen_test]
async fn a_password_can_be_shown_and_hidden() {
    for mount in MOUNTS {
        let value = RwSignal::new("secret".to_owned());
        let stage = Stage::new(mount, move || {
            view! { <Field label=Signal::stored("Password".to_owned()) value kind=FieldKind::Password/> }
        })
        .await;
        let kind = || stage.one("input").get_attribute("type").unwrap();
        press(&stage.by_role("button", "Show password")).await;
        assert_eq!(kind(), "text", "{mount:?}");
        press(&stage.by_role("button", "Hide password")).await;
        assert_eq!(kind(), "password", "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn a_code_takes_digits_only_and_says_when_it_is_whole() {
    for mount in MOUNTS {
        let (value, complete) = (RwSignal::new(String::new()), RwSignal::new(0));
        let stage = Stage::new(mount, move || {
            let count = move |()| complete.update(|complete| *complete += 1);
            view! { <CodeField label=Signal::stored("Code".to_owned()) value on_complete=count/> }
        })
        .await;
        let field = stage.one("input");
        type_into(&field, "41a 8").await;
        assert_eq!((value.get_untracked().as_str(), complete.get_untracked()), ("418", 0), "{mount:?}");
        type_into(&field, "418 002 9").await;
        assert_eq!((value.get_untracked().as_str(), complete.get_untracked()), ("418002", 1), "{mount:?}");
    }
}
