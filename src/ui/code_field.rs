//! Six digits, one box each.

use leptos::{html, prelude::*};

use super::{field::FieldNote, follow_text, unique_id};

const DIGITS: usize = 6;

/// The zeros of scripts that people type digits in; the other nine follow each.
const ZEROS: [u32; 19] = [
    0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    0x17e0, 0x1810, 0xff10,
];

/// A digit of any script as 0 to 9; nothing for everything else.
fn plain_digit(letter: char) -> Option<char> {
    let code = u32::from(letter);
    ZEROS.iter().find_map(|zero| char::from_digit(code.checked_sub(*zero).filter(|digit| *digit < 10)?, 10))
}

/// A code of six digits. It is one input, so that pasting, autofill and screen readers work; the boxes are drawn.
#[component]
pub fn CodeField(
    #[prop(into)] label: Signal<String>,
    /// What has been typed: digits only.
    value: RwSignal<String>,
    /// What is wrong and what to do about it; nothing while it is right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called when the sixth digit is there.
    #[prop(into)]
    on_complete: Callback<()>,
) -> impl IntoView {
    let (id, note_id) = (unique_id("code"), unique_id("code-note"));
    let typed = move |event| {
        let before = value.with_untracked(String::len);
        let digits: String = event_target_value(&event).chars().filter_map(plain_digit).take(DIGITS).collect();
        let complete = digits.len() == DIGITS && before < DIGITS;
        value.set(digits);
        if complete {
            on_complete.run(());
        }
    };
    let digit = move |index: usize| value.with(|digits| digits.get(index..=index).map(str::to_owned));
    let is_next = move |index: usize| value.with(|digits| digits.len() == index);
    let boxes = (0..DIGITS)
        .map(|index| view! { <span aria-hidden="true" data-on=move || is_next(index)>{move || digit(index)}</span> })
        .collect_view();
    let input = NodeRef::<html::Input>::new();
    input.on_load(|input| drop(input.focus()));
    follow_text(input, value.into());
    let invalid = move || error.with(Option::is_some);
    view! {
        <div class="r-field">
            <label class="r-field__label" for=id.clone()>{move || label.get()}</label>
            <div class="r-otp" data-invalid=invalid>
                <input
                    node_ref=input
                    id=id
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    autofocus
                    maxlength="20"
                    aria-invalid=move || invalid().then_some("true")
                    aria-describedby=note_id.clone()
                    on:input=typed
                />
                {boxes}
            </div>
            <FieldNote id=note_id hint=Signal::stored(None) error/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::plain_digit;

    #[test]
    fn f8_digits_of_any_script_are_digits() {
        for digits in ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙"]
        {
            let plain: String = digits.chars().filter_map(plain_digit).collect();
            assert_eq!(plain, "0123456789", "{digits}");
        }
        assert_eq!("a-² Ⅷ".chars().filter_map(plain_digit).count(), 0);
    }
}
