//! The first step: a file, dropped or chosen, or rows from a spreadsheet.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    super::source::{problem_text, read_file, take_file},
    work::{Source, Work},
};
use crate::{
    i18n::{ImportTexts, use_i18n},
    ui::{Button, ButtonKind, Icon, IconName, IconSize, Note, NoteKind, TextArea},
};

/// A place for a file, and a field for rows.
#[component]
pub fn FileStep(work: Work) -> impl IntoView {
    let said = use_i18n().of::<ImportTexts>();
    let (input, is_over) = (NodeRef::<html::Input>::new(), RwSignal::new(false));
    let choose = Callback::new(move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let taken = Callback::new(move |file: Option<(String, String, u64)>| match file {
        Some((name, content, size)) => work.take(Source { name: Some(name), content, size }),
        None => drop(work.is_unreadable.try_set(true)),
    });
    let over = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let event: &js_sys::Object = event.unchecked_ref();
        read_file(event, &["dataTransfer", "files", "0"], taken);
    };
    let hint = Signal::derive(move || Some(said.texts().paste_hint.to_owned()));
    let has_pasted = move || work.pasted.with(|text| !text.trim().is_empty());
    view! {
        <div class="r-page r-import">
            <Problem work/>
            <div
                class="r-drop"
                data-over=move || is_over.get().then_some("")
                on:dragover=over
                on:dragleave=move |_| is_over.set(false)
                on:drop=dropped
            >
                <Icon name=IconName::Document size=IconSize::Large/>
                <p>{move || said.texts().users.drop}</p>
                <Button icon=IconName::Import busy=work.busy on_press=choose>{move || said.texts().choose_file}</Button>
                <p class="r-hint">{move || said.texts().users.file_hint}</p>
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
            <TextArea label=said.label(|texts| texts.paste) value=work.pasted hint/>
            {move || has_pasted().then(|| view! {
                <div>
                    <Button kind=ButtonKind::Primary busy=work.busy on_press=move |()| work.take_pasted()>
                        {move || said.texts().read_rows}
                    </Button>
                </div>
            })}
        </div>
    }
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
            problem_text(&work.error.get()?, i18n, said, said.texts().users.file_problem)
        };
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    }
}
