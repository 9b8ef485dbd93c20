//! The second step: how the table is read, and what would become of its rows.

use api_types::{ImportColumn, ImportOutcome, SheetEncoding, SheetSeparator};
use leptos::prelude::*;

use super::{
    rows::Rows,
    source::Problem,
    work::{Source, Work},
};
use crate::{
    i18n::{ImportTexts, use_i18n},
    ui::{Icon, IconName, Note, NoteKind, SelectField},
};

/// The file, its columns and its rows.
#[component]
pub fn Check(work: Work) -> impl IntoView {
    let (i18n, shown) = (use_i18n(), RwSignal::new(None::<ImportOutcome>));
    let said = i18n.of::<ImportTexts>();
    let name = move || {
        let source: Option<Source> = work.source.get();
        source.and_then(|source| source.name).unwrap_or_else(|| said.texts().pasted.to_owned())
    };
    let missing = move || {
        let missing = work.result.with(|result| result.as_ref().map(|result| result.missing.clone()))?;
        let field = (work.noun.field)(i18n.language(), missing.first()?);
        Some(view! { <Note kind=NoteKind::Warning>{(said.texts().missing)(field)}</Note> })
    };
    let is_complete =
        Memo::new(move |_| work.result.with(|result| result.as_ref().is_some_and(|it| it.missing.is_empty())));
    let rows = move || {
        is_complete.get().then(|| {
            view! {
                <h3 class="r-import__title">{move || said.texts().rows}</h3>
                <Rows work shown/>
            }
        })
    };
    view! {
        <Problem work/>
        <p class="r-import__file">
            <Icon name=IconName::Document/>
            <bdi class="r-truncate">{name}</bdi>
        </p>
        <Reading work/>
        {missing}
        <Columns work/>
        {rows}
    }
}

/// Encoding and separator, as they were detected or chosen.
#[component]
fn Reading(work: Work) -> impl IntoView {
    let i18n = use_i18n().of::<ImportTexts>();
    let encodings = Callback::new(move |()| {
        let name = |it: SheetEncoding| (it.to_string(), (i18n.texts().encoding_name)(it).to_owned());
        SheetEncoding::ALL.map(name).to_vec()
    });
    let separators = Callback::new(move |()| {
        let name = |it: SheetSeparator| (it.to_string(), (i18n.texts().separator_name)(it).to_owned());
        SheetSeparator::ALL.map(name).to_vec()
    });
    let encoding = Signal::derive(move || {
        work.result.with(|result| result.as_ref().map(|result| result.encoding.to_string()).unwrap_or_default())
    });
    let separator = Signal::derive(move || {
        work.result.with(|result| result.as_ref().map(|result| result.separator.to_string()).unwrap_or_default())
    });
    // Pasted rows have no encoding any more.
    let is_file = move || work.source.with(|source| source.as_ref().is_some_and(|source| source.name.is_some()));
    let encoding_field = move || {
        is_file().then(|| {
            view! {
                <div class="r-field">
                    <span class="r-field__label" aria-hidden="true">{move || i18n.texts().encoding}</span>
                    <SelectField
                        label=i18n.label(|texts| texts.encoding)
                        options=encodings
                        value=encoding
                        on_choose=Callback::new(move |name: String| work.set_encoding(name.parse().ok()))
                    />
                    <p class="r-hint">{move || i18n.texts().encoding_hint}</p>
                </div>
            }
        })
    };
    view! {
        <div class="r-pair">
            {encoding_field}
            <div class="r-field">
                <span class="r-field__label" aria-hidden="true">{move || i18n.texts().separator}</span>
                <SelectField
                    label=i18n.label(|texts| texts.separator)
                    options=separators
                    value=separator
                    on_choose=Callback::new(move |name: String| work.set_separator(name.parse().ok()))
                />
            </div>
        </div>
    }
}

/// Each column with samples, and the field that it is imported into.
#[component]
fn Columns(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let columns = Memo::new(move |_| {
        work.result.with(|result| result.as_ref().map(|result| result.columns.clone()).unwrap_or_default())
    });
    let fields = Memo::new(move |_| {
        work.result.with(|result| result.as_ref().map(|result| result.fields.clone()).unwrap_or_default())
    });
    let matched = move || {
        let (all, matched) =
            columns.with(|columns| (columns.len(), columns.iter().filter(|column| column.field.is_some()).count()));
        (said.texts().columns_matched)(i18n.format(), matched as u64, all as u64)
    };
    let options = Callback::new(move |()| {
        let language = i18n.language();
        let none = (String::new(), said.texts().not_imported.to_owned());
        let named = |field: String| {
            let name = (work.noun.field)(language, &field).to_owned();
            (field, name)
        };
        std::iter::once(none).chain(fields.get().into_iter().map(named)).collect::<Vec<_>>()
    });
    let row = move |(place, column): (usize, ImportColumn)| {
        let ImportColumn { name, samples, field } = column;
        let shown = if name.is_empty() { said.texts_untracked().unnamed.to_owned() } else { name };
        let label = {
            let name = shown.clone();
            Signal::derive(move || (said.texts().field_of)(&name))
        };
        let value = Signal::stored(field.unwrap_or_default());
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><bdi>{shown}</bdi></th>
                <td role="cell" class="r-import__samples"><bdi>{samples.join(", ")}</bdi></td>
                <td role="cell">
                    <SelectField
                        label
                        options
                        value
                        on_choose=Callback::new(move |field: String| work.set_field(place, &field))
                    />
                </td>
            </tr>
        }
    };
    view! {
        <h3 class="r-import__title">{move || said.texts().columns}</h3>
        <p class="r-hint" role="status">{matched}</p>
        <div class="r-import__table">
            <table role="table" aria-label=said.label(|texts| texts.columns)>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{move || said.texts().in_file}</th>
                        <th role="columnheader" scope="col">{move || said.texts().samples}</th>
                        <th role="columnheader" scope="col">{move || said.texts().field}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{move || columns.get().into_iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
