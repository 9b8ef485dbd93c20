//! Everything that is held about one person, as a file.

use api_types::Member;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, DownloadEvent},
    host::use_host,
    i18n::{MemberActionTexts, use_i18n},
    queries::use_queries,
    ui::use_toaster,
};

/// Saves everything that is held about a member. If that fails, the app says so in a dialog.
pub fn use_person_export() -> Callback<Member> {
    let (host, queries, toaster) = (use_host(), use_queries(), use_toaster());
    let said = use_i18n().of::<MemberActionTexts>();
    Callback::new(move |member: Member| {
        let Ok(never) = web_sys::AbortController::new() else { return };
        let path = api::person_export_path(member.organization_id, member.id);
        let file = format!("{}.json", member.id);
        let host = host.clone();
        spawn_local(async move {
            let pieces = js_sys::Array::new();
            let take = |event| {
                if let DownloadEvent::Bytes(bytes) = event {
                    pieces.push(&bytes);
                }
            };
            match queries.api().download(&path, "application/json", &never.signal(), take).await {
                Ok(()) if host.save_file(&file, &pieces) => {
                    let name = member.name.as_deref().unwrap_or(&member.email);
                    toaster.show((said.texts_untracked().data_exported)(name));
                }
                Ok(()) => queries.write_error().set(Some(api::ApiError::UnexpectedResponse)),
                Err(error) => queries.write_error().set(Some(error)),
            }
        });
    })
}
