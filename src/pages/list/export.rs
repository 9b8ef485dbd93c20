//! The list as a file: exactly this view and these columns.

use api_types::Total;
use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;

use super::{
    super::{lazy::lazy, organization::use_current_organization},
    ListHandle,
};
use crate::{
    api::{DownloadEvent, FileFormat, export_path},
    host::use_host,
    i18n::{PanelTexts, use_i18n},
    queries::use_queries,
    ui::{Icon, IconName, Note, NoteKind, Placement, Popover, PopoverButton, PopoverControl, unique_id, use_toaster},
};

/// An export under way: how far it is, and how to stop it.
#[derive(Clone)]
struct Running {
    rows: u64,
    of: Option<u64>,
    stop: SendWrapper<web_sys::AbortController>,
}

/// What the panel works with. It outlives the panel: closing that does not stop what it started.
#[derive(Clone, Copy)]
struct State {
    list: ListHandle,
    running: RwSignal<Option<Running>>,
    format: RwSignal<FileFormat>,
    /// Why the last export did not come.
    failure: RwSignal<Option<&'static str>>,
}

/// The button that writes the list to a file, and its panel, which the page's menu opens where there is little room.
#[component]
pub fn Export(control: PopoverControl, list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    // Where commas are in numbers, spreadsheets expect semicolons between cells.
    let has_semicolons = untrack(|| i18n.format().has_decimal_comma());
    let format = RwSignal::new(FileFormat { is_json: false, has_bom: true, has_semicolons });
    let state = State { list, running: RwSignal::new(None), format, failure: RwSignal::new(None) };
    let busy = Signal::derive(move || state.running.with(Option::is_some));
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-hide-narrow" busy>
            <Icon name=IconName::Export/>
            {move || i18n.texts().list.export}
        </PopoverButton>
        <Popover control label=i18n.label(|texts| texts.list.export) placement=Placement::BelowEnd class="r-pop">
            {move || export_panel(state)}
        </Popover>
    }
}

lazy! {
    /// The panel of the export.
    panels: export_panel(state: State) => view! { <ExportPanel state/> };
}

/// What is in the panel.
#[component]
fn ExportPanel(state: State) -> impl IntoView {
    let start = use_export(state);
    move || match state.running.get() {
        Some(running) => view! { <Progress running/> }.into_any(),
        None => view! { <Offer state start/> }.into_any(),
    }
}

/// What will be written, and the button that starts it.
#[component]
fn Offer(state: State, start: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let State { list, format, failure, .. } = state;
    let what = move || {
        let columns = list.url.layout.with(|layout| layout.shown().len()) as u64;
        let total = list.rows.total().get().unwrap_or(Total { count: 0, exact: true });
        let rows = (list.noun(i18n.texts()).rows)(i18n.format(), total.count);
        (said.texts().export.what)(i18n.format(), &rows, columns)
    };
    let group = unique_id("delimiter");
    let delimiter = move |has_semicolons: bool| {
        let label = move || {
            let texts = &said.texts().export;
            if has_semicolons { texts.semicolons } else { texts.commas }
        };
        view! {
            <label class="r-item">
                <input
                    class="r-check"
                    type="radio"
                    name=group.clone()
                    prop:checked=move || format.get().has_semicolons == has_semicolons
                    on:change=move |_| format.update(|format| format.has_semicolons = has_semicolons)
                />
                {label}
            </label>
        }
    };
    let kinds = unique_id("format");
    let kind = move |is_json: bool| {
        let label = move || {
            let texts = &said.texts().export;
            if is_json { texts.json_lines } else { texts.csv }
        };
        view! {
            <label class="r-item">
                <input
                    class="r-check"
                    type="radio"
                    name=kinds.clone()
                    prop:checked=move || format.get().is_json == is_json
                    on:change=move |_| format.update(|format| format.is_json = is_json)
                />
                {label}
            </label>
        }
    };
    let is_json = Memo::new(move |_| format.get().is_json);
    let failed = move || failure.get().map(|text| view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> });
    view! {
        <div class="r-pop__body">
            {failed}
            <p>{what}</p>
            <div role="radiogroup" aria-label=move || said.texts().export.format>
                {[false, true].map(kind).collect_view()}
            </div>
            {move || (!is_json.get()).then(|| view! {
            <label class="r-item">
                <input
                    class="r-check"
                    type="checkbox"
                    prop:checked=move || format.get().has_bom
                    on:change=move |_| format.update(|format| format.has_bom = !format.has_bom)
                />
                {move || said.texts().export.bom}
            </label>
            <div role="radiogroup" aria-label=move || said.texts().export.delimiter>
                <p class="r-listhead" aria-hidden="true">{move || said.texts().export.delimiter}</p>
                {[false, true].map(delimiter.clone()).collect_view()}
            </div>
            })}
        </div>
        <div class="r-pop__foot">
            <span></span>
            <button type="button" class="r-btn r-btn--primary r-btn--sm" autofocus=true on:click=move |_| start.run(())>
                {move || {
                    let texts = &said.texts().export;
                    if is_json.get() { texts.start_json_lines } else { texts.start }
                }}
            </button>
        </div>
    }
}

#[component]
fn Progress(running: Running) -> impl IntoView {
    let i18n = use_i18n();
    let (rows, of, stop) = (running.rows, running.of, running.stop);
    let said = i18n.of::<PanelTexts>();
    let text = move || (said.texts().export.progress)(i18n.format(), rows, of);
    view! {
        <div class="r-pop__body">
            <p role="status">{text}</p>
            <progress class="r-progress" max=of.map(|of| of.to_string()) value=of.map(|_| rows.to_string())></progress>
        </div>
        <div class="r-pop__foot">
            <span></span>
            <button type="button" class="r-btn r-btn--sm" on:click=move |_| stop.abort()>
                {move || i18n.texts().common.cancel}
            </button>
        </div>
    }
}

/// Starts the export; only one runs at a time.
fn use_export(state: State) -> Callback<()> {
    let (host, i18n, queries, current, toaster) =
        (use_host(), use_i18n(), use_queries(), use_current_organization(), use_toaster());
    let State { list, running, format, failure } = state;
    Callback::new(move |()| {
        let (Some(organization), Ok(stop)) = (untrack(|| current.id()), web_sys::AbortController::new()) else {
            return;
        };
        let columns: Vec<_> =
            list.url.layout.with_untracked(|layout| layout.shown().iter().map(|it| it.name).collect());
        let kind = format.get_untracked();
        let path = export_path(organization, &untrack(|| list.url.asked()), &columns, kind);
        let signal = stop.signal();
        failure.set(None);
        running.set(Some(Running { rows: 0, of: None, stop: SendWrapper::new(stop) }));
        let host = host.clone();
        spawn_local(async move {
            let parts = js_sys::Array::new();
            let api = queries.api();
            let result = api.download(&path, kind.media_type(), &signal, |event| match event {
                DownloadEvent::Total(total) => running.update(|it| {
                    if let Some(it) = it {
                        it.of = total
                    }
                }),
                DownloadEvent::Bytes(bytes) => {
                    let lines = bytes.to_vec().iter().filter(|byte| **byte == b'\n').count() as u64;
                    running.update(|it| {
                        if let Some(it) = it {
                            it.rows += lines
                        }
                    });
                    parts.push(&bytes);
                }
            });
            let texts = &i18n.of::<PanelTexts>().texts_untracked().export;
            let name = list.noun(i18n.texts_untracked()).file;
            let file = if kind.is_json { [name.trim_end_matches("csv"), "jsonl"].concat() } else { name.to_owned() };
            let is_good = result.await.is_ok() && host.save_file(&file, &parts);
            running.set(None);
            match () {
                () if is_good => toaster.show(texts.done),
                () if signal.aborted() => toaster.show_with(IconName::Info, texts.stopped),
                () => failure.set(Some(texts.failed)),
            }
        });
    })
}
