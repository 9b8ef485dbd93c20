//! The files of an import: the refused rows, and links to invitations.

use api_types::{JobId, MemberImportRow, MemberImportRows, MemberImportTab, SheetSeparator};
use leptos::{prelude::*, task::spawn_local};

use super::{super::rows::user_problem_text, work::Work};
use crate::{
    api,
    forms::csv_row,
    host::{Host, use_host},
    i18n::{ImportTexts, use_i18n},
};

/// Hands the browser the refused rows: the columns as they were, and a column with the reason.
pub fn use_rejects(work: Work, job: JobId) -> Callback<()> {
    let (host, i18n) = (StoredValue::new(use_host()), use_i18n());
    let said = i18n.of::<ImportTexts>();
    Callback::new(move |()| {
        let Some(organization) = untrack(|| work.current.id()) else { return };
        spawn_local(async move {
            let import = match work.queries.fetch(api::member_import(organization, job)).await {
                Ok(import) => import,
                Err(error) => return drop(work.error.try_set(Some(error))),
            };
            let (mut rows, mut after) = (Vec::new(), Some(0));
            while let Some(from) = after {
                let query = api::many_member_import_rows(organization, job, MemberImportTab::Refused, from);
                let page: MemberImportRows = match work.queries.fetch(query).await {
                    Ok(page) => page,
                    Err(error) => return drop(work.error.try_set(Some(error))),
                };
                rows.extend(page.items);
                after = page.next;
            }
            rows.sort_by_key(|row: &MemberImportRow| row.row);
            let texts = said.texts_untracked();
            let separator = import.separator;
            let names = import.columns.iter().map(|column| column.name.as_str());
            let mut file = "\u{feff}".to_owned();
            if import.header {
                file.push_str(&csv_row(names.chain([texts.reason]), separator));
            }
            for row in rows.iter().filter(|row| row.row.is_some()) {
                let reason = untrack(|| {
                    let reason = |problem| {
                        let text = user_problem_text(problem, said, i18n.format());
                        let field = problem.field.as_ref().map(|field| (texts.users.field)(field));
                        field.map_or(text.clone(), |field| [field, ": ", &text].concat())
                    };
                    row.problems.iter().map(reason).collect::<Vec<_>>().join(" ")
                });
                // An import reads the cells as they are here.
                file.push_str(&csv_row(row.cells.iter().map(String::as_str).chain([&*reason]), separator));
            }
            let _ = host.try_with_value(|host| save(host, texts.rejects_file, &file));
        });
    })
}

/// Creates links to the invitations of an import, and hands the browser a file with them.
pub fn use_links(work: Work, job: JobId) -> Callback<()> {
    let (host, i18n) = (StoredValue::new(use_host()), use_i18n());
    let said = i18n.of::<ImportTexts>();
    Callback::new(move |()| {
        let Some(organization) = untrack(|| work.current.id()).filter(|_| !work.busy.get_untracked()) else { return };
        work.busy.set(true);
        spawn_local(async move {
            let texts = said.texts_untracked();
            let head = (texts.users.links_head)();
            let mut file = ["\u{feff}", &csv_row(head, SheetSeparator::Comma)].concat();
            let mut from = None;
            let failed = loop {
                let create = api::create_import_links(organization, job, from);
                match work.queries.mutate(create).affects_nothing().result().await {
                    Ok(page) => {
                        for link in page.items {
                            let row = link.row.to_string();
                            file.push_str(&csv_row([&*row, &*link.email, &*link.link], SheetSeparator::Comma));
                        }
                        from = page.next;
                    }
                    Err(error) => break Some(error),
                }
                if from.is_none() {
                    break None;
                }
            };
            if work.busy.try_set(false).is_some() {
                return;
            }
            match failed {
                Some(error) => work.error.set(Some(error)),
                None => drop(host.try_with_value(|host| save(host, texts.users.links_file, &file))),
            }
        });
    })
}

fn save(host: &Host, name: &str, text: &str) {
    let pieces = js_sys::Array::of1(&js_sys::Uint8Array::from(text.as_bytes()));
    host.save_file(name, &pieces);
}
