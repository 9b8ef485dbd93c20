//! The first step: a file, or rows from a spreadsheet.

use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{
    super::error_message::error_message,
    work::{Source, Work},
};
use crate::{
    api::ApiError,
    forms::base64,
    i18n::{I18n, ImportTexts, Text, use_i18n},
    ui::{Button, IconName, Note, NoteKind, TextArea},
};

/// A button for a file, and a field for rows.
#[component]
pub fn Choose(work: Work) -> impl IntoView {
    let said = use_i18n().of::<ImportTexts>();
    let input = NodeRef::<html::Input>::new();
    let choose = Callback::new(move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let taken = Callback::new(move |file: Option<(String, String, u64)>| match file {
        Some((name, content, _)) => work.take(Source { name: Some(name), content }),
        None => drop(work.is_unreadable.try_set(true)),
    });
    let hint = Signal::derive(move || Some(said.texts().paste_hint.to_owned()));
    view! {
        <Problem work/>
        <div class="r-field">
            <div>
                <Button icon=IconName::Document busy=work.busy on_press=choose>
                    {move || said.texts().choose_file}
                </Button>
            </div>
            <input
                node_ref=input
                class="r-vh"
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
                tabindex="-1"
                aria-label=said.label(|texts| texts.choose_file)
                on:change=move |event| take_file(&event, taken)
            />
            <p class="r-hint">{move || said.texts().file_hint}</p>
        </div>
        <TextArea label=said.label(|texts| texts.paste) value=work.pasted hint/>
    }
}

/// Reads the file that was chosen in an input: its name, its bytes in base64, and its size. Nothing: the browser could
/// not read it.
pub fn take_file(event: &ev::Event, taken: Callback<Option<(String, String, u64)>>) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
        return;
    };
    read_file(&input, &["files", "0"], taken);
    // The same file can be chosen again.
    input.set_value("");
}

/// Reads the file at this place of an object.
pub fn read_file(of: &js_sys::Object, place: &[&str], taken: Callback<Option<(String, String, u64)>>) {
    let property = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let found = place.iter().try_fold(JsValue::from(of), |of, name| property(&of, name));
    let Some(file) = found.and_then(|file| file.dyn_into::<web_sys::Blob>().ok()) else { return };
    let name = property(&file, "name").and_then(|name| name.as_string()).unwrap_or_default();
    spawn_local(async move {
        let read = JsFuture::from(file.array_buffer()).await.ok().map(|bytes| {
            let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
            (name, base64(&bytes), bytes.len() as u64)
        });
        taken.run(read);
    });
}

/// Why the table could not be read, or the request failed.
#[component]
pub fn Problem(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    move || {
        let text = if work.is_unreadable.get() {
            said.texts().file_unreadable.to_owned()
        } else {
            problem_text(&work.error.get()?, i18n, said, said.texts().file_problem)
        };
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    }
}

/// Why a table cannot be read, by the texts of its kind of import.
pub fn problem_text(
    error: &ApiError,
    i18n: I18n,
    said: I18n<ImportTexts>,
    file_problem: fn(&str) -> Option<Text>,
) -> String {
    let texts = said.texts();
    let field = error.problem().and_then(|problem| problem.errors.first());
    let known = field.and_then(|field| Some((file_problem(&field.code)?, field)));
    match known {
        // The server's own text names the row.
        Some((text, field)) if field.code == "quote" => match first_number(&field.detail) {
            Some(row) => (texts.problem_in_row)(text, row),
            None => text.to_owned(),
        },
        Some((text, _)) => text.to_owned(),
        None if error.code() == Some(api_types::codes::TOO_LARGE) => {
            file_problem("too_large").unwrap_or_default().to_owned()
        }
        None => error_message(error, i18n.texts()).to_owned(),
    }
}

fn first_number(text: &str) -> Option<&str> {
    text.split(|letter: char| !letter.is_ascii_digit()).find(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usr7_the_row_of_a_problem_is_found() {
        assert_eq!(first_number("A quotation mark in row 17 is not closed."), Some("17"));
        assert_eq!(first_number("none"), None);
    }
}
