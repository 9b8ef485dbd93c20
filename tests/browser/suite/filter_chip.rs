use leptos::prelude::*;
use roster_web::ui::{FilterChip, FilterOption, FilterPanel, FilterValues};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Mount, Stage, press};

async fn stage_with_filter(mount: Mount) -> (Stage, RwSignal<Vec<String>>) {
    let chosen = RwSignal::new(Vec::<String>::new());
    let options = Signal::derive(move || {
        let option = |value: &str| FilterOption {
            value: value.to_lowercase(),
            label: value.to_owned(),
            count: "7".to_owned(),
            is_chosen: chosen.with(|chosen| chosen.contains(&value.to_lowercase())),
        };
        ["Active", "Invited"].map(option).to_vec()
    });
    let toggle = move |value: String| {
        chosen.update(|chosen| match chosen.iter().position(|it| *it == value) {
            Some(mount) => drop(chosen.remove(mount)),
            None => chosen.push(value),
        });
    };
    let text = |text: &str| Signal::stored(text.to_owned());
    let stage = Stage::new(mount, move || {
        let values = FilterValues {
            options,
            find: None,
            negation: None,
            date: None,
            more: Signal::stored(false),
            matching: Signal::derive(move || chosen.with(|chosen| format!("{} chosen", chosen.len()))),
            on_toggle: Callback::new(toggle),
            on_clear: Callback::new(move |()| chosen.set(Vec::new())),
        };
        view! {
            <FilterChip
                name=text("Status")
                label=text("Filter by status")
                clear_label=text("Clear filter Status")
                is_on=Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty()))
                chosen=move || view! { {move || values.chosen()} }
                on_clear=values.on_clear
            >
                <FilterPanel values/>
            </FilterChip>
        }
    })
    .await;
    (stage, chosen)
}

#[wasm_bindgen_test]
async fn each_choice_counts_at_once_and_the_panel_stays_open() {
    for mount in MOUNTS {
        let (stage, chosen) = stage_with_filter(mount).await;
        press(&stage.by_role("button", "Status")).await;
        press(&stage.by_role("checkbox", "Active, 7")).await;
        press(&stage.by_role("checkbox", "Invited, 7")).await;
        assert_eq!(chosen.get_untracked(), ["active", "invited"], "{mount:?}");
        assert_eq!(stage.by_role("button", "Status Active, Invited").get_attribute("aria-expanded").unwrap(), "true");
        assert!(stage.text().contains("2 chosen"), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn u14_the_button_that_clears_a_filter_gives_the_focus_to_the_chip() {
    for mount in MOUNTS {
        let (stage, chosen) = stage_with_filter(mount).await;
        chosen.set(vec!["active".to_owned()]);
        super::stage::settled().await;
        press(&stage.by_role("button", "Clear filter Status")).await;
        assert!(chosen.get_untracked().is_empty(), "{mount:?}");
        assert!(!stage.has("[aria-label='Clear filter Status']"), "{mount:?}");
        assert_eq!(stage.focused(), Some(stage.by_role("button", "Status").into()), "{mount:?}");
    }
}
