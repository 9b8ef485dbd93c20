//! What needs a DOM or the browser's own functions. Each test of a view runs on a plain page and in a shadow root, because
//! the app must not tell them apart.

#[cfg(target_arch = "wasm32")]
mod suite {
    mod button;
    mod dialog;
    mod field;
    mod filter_chip;
    mod icon;
    mod language;
    mod member;
    mod members_table;
    mod menu;
    mod stage;
    mod toast;

    wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
}

/// The runner finds the tests by their exports; nothing is left to do here.
fn main() {}
