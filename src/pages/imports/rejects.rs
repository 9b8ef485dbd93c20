//! The refused rows as a file: the columns as they were, and a column with the reason.

use api_types::SheetSeparator;
use leptos::prelude::*;

use super::{rows::problem_text, work::Work};
use crate::{
    forms::csv_row,
    host::use_host,
    i18n::{ImportTexts, use_i18n},
};

/// Hands the browser the file.
pub fn use_rejects(work: Work) -> Callback<()> {
    let (host, i18n) = (use_host(), use_i18n());
    let host = StoredValue::new(host);
    let said = i18n.of::<ImportTexts>();
    Callback::new(move |()| {
        let texts = said.texts_untracked();
        let (separator, mut head) = work.result.with_untracked(|result| {
            let names = result.iter().flat_map(|result| &result.columns).map(|column| column.name.clone());
            let separator = result.as_ref().map_or(SheetSeparator::Comma, |result| result.separator);
            (separator, names.collect::<Vec<_>>())
        });
        head.push(texts.reason.to_owned());
        // Spreadsheets know by the mark that it is UTF-8.
        let mut file = ["\u{feff}", &csv_row(head.iter().map(String::as_str), separator)].concat();
        for row in work.refused_rows() {
            let reason = untrack(|| {
                let reason = |problem| {
                    let text = problem_text(problem, said, i18n.format());
                    let field = problem.field.as_ref().map(|field| (work.noun.field)(i18n.language(), field));
                    field.map_or(text.clone(), |field| [field, ": ", &text].concat())
                };
                row.problems.iter().map(reason).collect::<Vec<_>>().join(" ")
            });
            // An import reads the cells as they are here.
            let cells = row.cells.iter().map(String::as_str).chain([&*reason]);
            file.push_str(&csv_row(cells, separator));
        }
        let pieces = js_sys::Array::of1(&js_sys::Uint8Array::from(file.as_bytes()));
        host.with_value(|host| host.save_file(texts.rejects_file, &pieces));
    })
}
