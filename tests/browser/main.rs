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
    mod menu;
    mod popover;
    mod stage;
    mod table;
    mod text_value;
    mod toast;
    mod token_field;

    wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
}

/// The runner finds the tests by their exports; nothing is left to do here.
fn main() {}
