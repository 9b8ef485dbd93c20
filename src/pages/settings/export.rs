//! Everything in the organization, as one file.

use api_types::OrganizationId;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, DownloadEvent},
    host::use_host,
    i18n::{SettingsTexts, use_i18n},
    queries::use_queries,
    ui::{Button, IconName, Note, NoteKind, Section, use_toaster},
};

/// The section with the button.
#[component]
pub fn ExportEverything(organization: OrganizationId) -> impl IntoView {
    let said = use_i18n().of::<SettingsTexts>();
    view! {
        <Section
            title=said.label(|texts| texts.deletion.export_title)
            lede=said.label(|texts| texts.deletion.export_lede)
        >
            <ExportButton organization/>
        </Section>
    }
}

/// Downloads the file.
#[component]
pub fn ExportButton(organization: OrganizationId) -> impl IntoView {
    let (host, i18n, queries, toaster) = (use_host(), use_i18n(), use_queries(), use_toaster());
    let said = i18n.of::<SettingsTexts>();
    let (is_running, has_failed) = (RwSignal::new(false), RwSignal::new(false));
    let start = Callback::new(move |()| {
        let Ok(stop) = web_sys::AbortController::new() else { return };
        is_running.set(true);
        has_failed.set(false);
        let host = host.clone();
        spawn_local(async move {
            let (path, parts) = (api::organization_export_path(organization), js_sys::Array::new());
            let (api, signal) = (queries.api(), stop.signal());
            let result = api.download(&path, "application/jsonl", &signal, |event| {
                if let DownloadEvent::Bytes(bytes) = event {
                    parts.push(&bytes);
                }
            });
            let is_good = result.await.is_ok() && host.save_file(&format!("{organization}.jsonl"), &parts);
            // The page may have been left meanwhile; the file is there all the same.
            let _ = is_running.try_set(false);
            if is_good {
                toaster.show(said.texts_untracked().deletion.exported);
            } else {
                let _ = has_failed.try_set(true);
            }
        });
    });
    let failure = move || {
        let text = move || said.texts().deletion.export_failed;
        has_failed.get().then(|| view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    view! {
        {failure}
        <div class="r-btns">
            <Button icon=IconName::Download busy=is_running on_press=start>
                {move || said.texts().deletion.export}
            </Button>
        </div>
    }
}
