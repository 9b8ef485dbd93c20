//! The list as a file: exactly this view and these columns.

use api_types::Total;
use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;

use super::{
    super::{organization::use_current_organization, users_lazy},
    view::ListView,
};
use crate::{
    api::{DownloadEvent, export_path},
    host::use_host,
    i18n::{PanelTexts, use_i18n},
    queries::use_queries,
    ui::{Icon, IconName, Placement, Popover, PopoverButton, PopoverControl, use_toaster},
};

const FILE: &str = "users.csv";

/// An export under way: how far it is, and how to stop it.
#[derive(Clone)]
struct Running {
    rows: u64,
    of: Option<u64>,
    stop: SendWrapper<web_sys::AbortController>,
}

/// The button that writes the list to a file, and its panel, which the page's menu opens where there is little room.
/// Closing the panel does not stop what it started.
#[component]
pub fn Export(control: PopoverControl, list: ListView, total: ReadSignal<Option<Total>>) -> impl IntoView {
    let i18n = use_i18n();
    let running = RwSignal::new(None::<Running>);
    let bom = RwSignal::new(true);
    let busy = Signal::derive(move || running.with(Option::is_some));
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-hide-narrow" busy>
            <Icon name=IconName::Export/>
            {move || i18n.texts().directory.export}
        </PopoverButton>
        <Popover control label=i18n.label(|texts| texts.directory.export) placement=Placement::BelowEnd class="r-pop">
            {move || {
                provide_context(Exporting { list, total, running, bom });
                users_lazy::export()
            }}
        </Popover>
    }
}

/// What the button's panel works with.
#[derive(Clone, Copy)]
struct Exporting {
    list: ListView,
    total: ReadSignal<Option<Total>>,
    running: RwSignal<Option<Running>>,
    bom: RwSignal<bool>,
}

/// What is in the panel.
#[component]
pub fn ExportPanel() -> impl IntoView {
    let Exporting { list, total, running, bom } = expect_context();
    let start = use_export(list, running, bom);
    move || match running.get() {
        Some(running) => view! { <Progress running/> }.into_any(),
        None => view! { <Offer list total bom start/> }.into_any(),
    }
}

/// What will be written, and the button that starts it.
#[component]
fn Offer(list: ListView, total: ReadSignal<Option<Total>>, bom: RwSignal<bool>, start: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let what = move || {
        let columns = list.arrangement.with(|arrangement| arrangement.columns().len()) as u64;
        let users = i18n.format().total(total.get().unwrap_or(Total { count: 0, exact: true }));
        (said.texts().export.what)(i18n.format(), &users, columns)
    };
    view! {
        <div class="r-pop__body">
            <p>{what}</p>
            <label class="r-item">
                <input
                    class="r-check"
                    type="checkbox"
                    prop:checked=move || bom.get()
                    on:change=move |_| bom.update(|bom| *bom = !*bom)
                />
                {move || said.texts().export.bom}
            </label>
        </div>
        <div class="r-pop__foot">
            <span></span>
            <button type="button" class="r-btn r-btn--primary r-btn--sm" autofocus=true on:click=move |_| start.run(())>
                {move || said.texts().export.start}
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
fn use_export(list: ListView, running: RwSignal<Option<Running>>, bom: RwSignal<bool>) -> Callback<()> {
    let (host, i18n, queries, current, toaster) =
        (use_host(), use_i18n(), use_queries(), use_current_organization(), use_toaster());
    Callback::new(move |()| {
        let (Some(organization), Ok(stop)) = (untrack(|| current.id()), web_sys::AbortController::new()) else {
            return;
        };
        let (view, arrangement) = (list.view.get_untracked(), list.arrangement.get_untracked());
        let path = export_path(organization, &view, arrangement.columns(), bom.get_untracked());
        let signal = stop.signal();
        running.set(Some(Running { rows: 0, of: None, stop: SendWrapper::new(stop) }));
        let host = host.clone();
        spawn_local(async move {
            let parts = js_sys::Array::new();
            let api = queries.api();
            let result = api.download(&path, &signal, |piece| match piece {
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
            let (icon, said) = match result.await {
                Ok(()) if host.save_file(FILE, &parts) => (IconName::Check, texts.done),
                _ if signal.aborted() => (IconName::Info, texts.stopped),
                _ => (IconName::Error, texts.failed),
            };
            running.set(None);
            toaster.show_with(icon, said);
        });
    })
}
