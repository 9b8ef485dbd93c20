use leptos::prelude::*;
use roster_web::ui::{Menu, MenuItem, MenuItems, Opens, PopoverButton, PopoverControl};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{MOUNTS, Mount, Stage, key, press};

/// Two menus side by side, so that an item can be seen to close its own.
async fn stage_with_menus(mount: Mount) -> (Stage, RwSignal<Vec<&'static str>>) {
    let chosen = RwSignal::new(Vec::new());
    let menu = move |name: &'static str| {
        let control = PopoverControl::new();
        let choose = move |item| Callback::new(move |()| chosen.update(|chosen| chosen.push(item)));
        view! {
            <PopoverButton control opens=Opens::Menu>{name}</PopoverButton>
            <Menu control label=Signal::stored(name.to_owned())>
                <MenuItems>
                    <MenuItem first=true on_choose=choose("light")>"Light"</MenuItem>
                    <MenuItem on_choose=choose("dark")>"Dark"</MenuItem>
                </MenuItems>
            </Menu>
        }
    };
    let stage = Stage::new(mount, move || view! { {menu("Theme")} {menu("Other")} }).await;
    press(&stage.by_role("button", "Theme")).await;
    (stage, chosen)
}

#[wasm_bindgen_test]
async fn arrows_move_through_an_open_menu() {
    for mount in MOUNTS {
        let (stage, _) = stage_with_menus(mount).await;
        let (light, dark) = (stage.by_role("menuitem", "Light"), stage.by_role("menuitem", "Dark"));
        assert_eq!(stage.focused(), Some(light.clone().into()), "{mount:?}");
        for (pressed, leads_to) in [("ArrowDown", &dark), ("ArrowDown", &light), ("End", &dark), ("Home", &light)] {
            key(&stage.focused().unwrap(), pressed).await;
            assert_eq!(stage.focused().as_ref(), Some(leads_to.as_ref()), "{mount:?} {pressed}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_choice_closes_its_menu_and_gives_the_focus_back() {
    for mount in MOUNTS {
        let (stage, chosen) = stage_with_menus(mount).await;
        press(&stage.by_role("menuitem", "Dark")).await;
        let button = stage.by_role("button", "Theme");
        assert_eq!(chosen.get_untracked(), ["dark"], "{mount:?}");
        assert_eq!(button.get_attribute("aria-expanded").as_deref(), Some("false"), "{mount:?}");
        assert!(!stage.has("[role=menuitem]"), "{mount:?}");
        assert_eq!(stage.focused(), Some(button.into()), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn a_second_press_on_the_button_closes_the_menu() {
    for mount in MOUNTS {
        let (stage, _) = stage_with_menus(mount).await;
        press(&stage.by_role("button", "Theme")).await;
        assert!(!stage.has("[role=menuitem]"), "{mount:?}");
    }
}
