//! Importing a table: one sheet for every noun. First a file or pasted rows, then what would become of them. Users have a
//! page: there are many, and an import of them is a job.

mod check;
mod rejects;
mod rows;
mod source;
mod users;
mod work;

use api_types::{Language, Permission};
use leptos::prelude::*;

pub use self::users::user_import;
use self::{
    check::Check,
    rejects::use_rejects,
    source::Choose,
    work::{Step, Work, use_work},
};
use super::lazy::lazy;
use crate::{
    access::use_access,
    i18n::{ImportTexts, Text, use_i18n},
    ui::{Button, ButtonKind, IconName, Sheet},
};

/// What an import needs to know of its noun.
pub struct ImportNoun {
    /// The name of the list in the API.
    pub list: &'static str,
    /// Who may import.
    pub permission: Permission,
    pub title: fn(&'static ImportTexts) -> Text,
    /// What a field is called.
    pub field: fn(Language, &str) -> Text,
    /// What a value of a field is called, where that is not the value itself.
    pub value: fn(Language, field: &str, value: &str) -> Option<String>,
}

/// The button that opens the import, for those who may.
#[component]
pub fn Import(noun: &'static ImportNoun) -> impl IntoView {
    let (i18n, access) = (use_i18n().of::<ImportTexts>(), use_access());
    let open = RwSignal::new(false);
    let button = move || {
        access.can(noun.permission).then(|| {
            view! {
                <Button kind=ButtonKind::Ghost icon=IconName::Import on_press=move |()| open.set(true)>
                    <span class="r-import__label">{i18n.label(|texts| texts.import)}</span>
                </Button>
            }
        })
    };
    view! {
        {button}
        {move || open.get().then(|| import_sheet(noun, open))}
    }
}

lazy! {
    /// The sheet, loaded when it first opens.
    pages: import_sheet(noun: &'static ImportNoun, open: RwSignal<bool>) => view! { <ImportSheet noun open/> };
}

#[component]
fn ImportSheet(noun: &'static ImportNoun, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n().of::<ImportTexts>();
    let work = use_work(noun);
    let close = Callback::new(move |()| open.set(false));
    let submit = Callback::new(move |()| work.go_on());
    let title = Signal::derive(move || (noun.title)(i18n.texts()).to_owned());
    let body = move || match work.step.get() {
        Step::Choose => view! { <Choose work/> }.into_any(),
        Step::Check => view! { <Check work/> }.into_any(),
        Step::Done => view! { <Done work/> }.into_any(),
    };
    let foot = move || view! { <Foot work close/> };
    view! {
        <Sheet title lede=i18n.label(|texts| texts.lede) on_close=close on_submit=submit foot>
            <div class="r-import">{move || body()}</div>
        </Sheet>
    }
}

/// What was saved.
#[component]
fn Done(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let text = move || {
        let counts = work.saved.with(|saved| saved.counts);
        let refused = (counts.refused > 0).then(|| (said.texts().done_refused)(i18n.format(), counts.refused));
        let saved = (said.texts().done)(i18n.format(), counts.new, counts.changed);
        view! {
            <p role="status">{saved} " " {refused}</p>
        }
    };
    view! { {text} }
}

/// What comes next, and what can still be had of this step.
#[component]
fn Foot(work: Work, close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let reject = use_rejects(work);
    let rejects = move || {
        work.refused().with(|refused| *refused > 0).then(|| {
            view! {
                <Button icon=IconName::Download on_press=reject>{move || said.texts().rejects}</Button>
            }
        })
    };
    let hint = move || match work.progress.get() {
        Some(done) => (said.texts().progress)(i18n.format(), done, work.rows_to_save()),
        None => said.texts().nothing_saved.to_owned(),
    };
    let submit = move || {
        let rows = work.rows_to_save();
        view! {
            <Button kind=ButtonKind::Primary submit=true busy=work.busy>
                {if rows == 0 { said.texts().nothing_to_import.to_owned() } else { (said.texts().submit)(i18n.format(), rows) }}
            </Button>
        }
    };
    move || match work.step.get() {
        Step::Choose => view! {
            <span class="r-hint">{hint}</span>
            <Button on_press=close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=work.busy>{move || said.texts().read_rows}</Button>
        }
        .into_any(),
        Step::Check => view! {
            <span class="r-hint" role="status">{hint}</span>
            {rejects}
            <Button on_press=move |()| work.back()>{move || said.texts().other_file}</Button>
            {move || (work.rows_to_save() > 0).then(submit)}
        }
        .into_any(),
        Step::Done => view! {
            {rejects}
            <Button kind=ButtonKind::Primary on_press=close>{move || i18n.texts().common.close}</Button>
        }
        .into_any(),
    }
}
