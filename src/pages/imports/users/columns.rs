//! The second step: how the table is read, and what its columns mean.

use api_types::{ImportColumn, MatchedField, MemberImportReading, SheetEncoding, SheetSeparator, UnknownValue};
use leptos::prelude::*;

use super::{
    file::Problem,
    how::How,
    values::match_values,
    work::{Source, Step, Work},
};
use crate::{
    i18n::{ImportTexts, use_i18n},
    ui::{Button, ButtonKind, Icon, IconName, IconSize, LinkButton, Note, NoteKind, Section, SelectField},
};

/// The file, its columns, and how to import them.
#[component]
pub fn ColumnsStep(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let rows = move || work.reading.with(|reading| reading.as_ref().map_or(0, |reading| reading.rows));
    let missing = Memo::new(move |_| work.reading.with(|reading| reading.as_ref()?.missing.first().cloned()));
    let blocked = Signal::derive(move || Some((said.texts().missing)((said.texts().users.field)(&missing.get()?))));
    view! {
        <div class="r-detail">
            <div class="r-detail__main">
                <File work/>
                <Columns work/>
                <How work/>
            </div>
            <Summary work/>
        </div>
        <div class="r-savebar r-savebar--wrap">
            <Problem work/>
            {move || blocked.get().map(|text| view! { <Note kind=NoteKind::Warning>{text}</Note> })}
            <div class="r-savebar__row">
                <span class="r-savebar__text r-muted">{move || said.texts().nothing_saved}</span>
                <div class="r-btns">
                    <LinkButton href=move || work.href(Step::File)>{move || said.texts().users.back}</LinkButton>
                    <Button kind=ButtonKind::Primary busy=work.busy blocked on_press=move |()| work.check()>
                        {move || (said.texts().users.check_rows)(i18n.format(), rows())}
                    </Button>
                </div>
            </div>
        </div>
    }
}

/// The name of the file, its encoding, its separator and its head.
#[component]
fn File(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let name = move || {
        let source: Option<Source> = work.source.get();
        source.and_then(|source| source.name).unwrap_or_else(|| said.texts().pasted.to_owned())
    };
    let facts = move || {
        let size = work.source.with(|source| source.as_ref().map_or(0, |source| source.size));
        work.reading.with(|reading| {
            let reading = reading.as_ref()?;
            Some((said.texts().users.file_facts)(i18n.format(), reading.rows, reading.columns.len() as u64, size))
        })
    };
    let of_reading = move |read: fn(&MemberImportReading) -> String| {
        Signal::derive(move || work.reading.with(|reading| reading.as_ref().map(read).unwrap_or_default()))
    };
    let encoding = of_reading(|reading| reading.encoding.to_string());
    let separator = of_reading(|reading| reading.separator.to_string());
    let header = of_reading(|reading| reading.header.to_string());
    let detected = move |is_detected: bool, is_it: bool, name: &str| {
        if is_detected && is_it { (said.texts().users.detected)(name) } else { name.to_owned() }
    };
    let encodings = Callback::new(move |()| {
        let is_detected = work.choices.with(|choices| choices.encoding.is_none());
        let name = |it: SheetEncoding| {
            let is_it = encoding.with(|value| *value == it.as_str());
            (it.to_string(), detected(is_detected, is_it, (said.texts().encoding_name)(it)))
        };
        SheetEncoding::ALL.map(name).to_vec()
    });
    let separators = Callback::new(move |()| {
        let is_detected = work.choices.with(|choices| choices.separator.is_none());
        let name = |it: SheetSeparator| {
            let is_it = separator.with(|value| *value == it.as_str());
            (it.to_string(), detected(is_detected, is_it, (said.texts().separator_name)(it)))
        };
        SheetSeparator::ALL.map(name).to_vec()
    });
    let headers = Callback::new(move |()| {
        let is_detected = work.choices.with(|choices| choices.header.is_none());
        let name = |(it, name): (bool, &str)| {
            let is_it = header.with(|value| *value == it.to_string());
            (it.to_string(), detected(is_detected, is_it, name))
        };
        [(true, said.texts().users.first_row), (false, said.texts().users.no_header)].map(name).to_vec()
    });
    // Pasted rows have no encoding any more.
    let is_file = move || work.source.with(|source| source.as_ref().is_some_and(|source| source.name.is_some()));
    let encoding_field = move || {
        is_file().then(|| {
            let choose = move |name: String| work.set_reading(|choices| choices.encoding = name.parse().ok());
            view! {
                <div class="r-field">
                    <span class="r-field__label" aria-hidden="true">{move || said.texts().encoding}</span>
                    <SelectField
                        label=said.label(|texts| texts.encoding)
                        options=encodings
                        value=encoding
                        on_choose=choose
                    />
                </div>
            }
        })
    };
    view! {
        <section class="r-section" aria-label=name>
            <div class="r-section__head">
                <div class="r-filehead">
                    <Icon name=IconName::Document size=IconSize::Large/>
                    <div>
                        <h2 class="r-truncate"><bdi>{name}</bdi></h2>
                        <p class="r-section__lede" role="status">{facts}</p>
                    </div>
                </div>
                <LinkButton href=move || work.href(Step::File)>{move || said.texts().users.replace}</LinkButton>
            </div>
            <div class="r-grid3">
                {encoding_field}
                <div class="r-field">
                    <span class="r-field__label" aria-hidden="true">{move || said.texts().separator}</span>
                    <SelectField
                        label=said.label(|texts| texts.separator)
                        options=separators
                        value=separator
                        on_choose=move |name: String| work.set_reading(|choices| choices.separator = name.parse().ok())
                    />
                </div>
                <div class="r-field">
                    <span class="r-field__label" aria-hidden="true">{move || said.texts().users.header}</span>
                    <SelectField
                        label=said.label(|texts| texts.users.header)
                        options=headers
                        value=header
                        on_choose=move |is: String| work.set_reading(|choices| choices.header = is.parse().ok())
                    />
                </div>
            </div>
            {move || is_file().then(|| view! { <p class="r-hint">{move || said.texts().encoding_hint}</p> })}
        </section>
    }
}

/// Each column with samples, and the field that it is imported into.
#[component]
fn Columns(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let columns = Memo::new(move |_| {
        work.reading.with(|reading| reading.as_ref().map(|reading| reading.columns.clone()).unwrap_or_default())
    });
    let fields = Memo::new(move |_| {
        work.reading.with(|reading| reading.as_ref().map(|reading| reading.fields.clone()).unwrap_or_default())
    });
    let lede = Signal::derive(move || {
        let (all, matched) =
            columns.with(|columns| (columns.len(), columns.iter().filter(|column| column.field.is_some()).count()));
        (said.texts().users.columns_lede)(i18n.format(), matched as u64, all as u64)
    });
    let options = Callback::new(move |()| {
        let none = (String::new(), said.texts().not_imported.to_owned());
        let named = |field: String| {
            let name = (said.texts().users.field)(&field).to_owned();
            (field, name)
        };
        std::iter::once(none).chain(fields.get().into_iter().map(named)).collect::<Vec<_>>()
    });
    let matching = RwSignal::new(None::<MatchedField>);
    let row = move |(place, column): (usize, ImportColumn)| {
        let ImportColumn { name, samples, field } = column;
        let shown =
            if name.is_empty() { (said.texts_untracked().users.column)(i18n.format(), place as u64 + 1) } else { name };
        let label = {
            let name = shown.clone();
            Signal::derive(move || (said.texts().field_of)(&name))
        };
        let is_off = field.is_none();
        let values = field.as_deref().and_then(|field| field.parse::<MatchedField>().ok());
        let value = Signal::stored(field.unwrap_or_default());
        let samples = samples.join(", ");
        let (name, all_samples) = (shown.clone(), samples.clone());
        view! {
            <tr role="row" data-off=is_off.then_some("")>
                <th role="rowheader" scope="row" class="r-c-file" title=name><bdi>{shown}</bdi></th>
                <td role="cell" class="r-map__samples" title=all_samples><bdi>{samples}</bdi></td>
                <td role="cell" class="r-c-field">
                    <SelectField
                        label
                        options
                        value
                        on_choose=Callback::new(move |field: String| work.set_field(place, &field))
                    />
                    {values.map(|field| view! { <Unknown work field matching/> })}
                </td>
            </tr>
        }
    };
    view! {
        <Section title=said.label(|texts| texts.columns) lede>
            <div class="r-map">
                <table role="table" aria-label=said.label(|texts| texts.columns)>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col" class="r-c-file">{move || said.texts().in_file}</th>
                            <th role="columnheader" scope="col">{move || said.texts().samples}</th>
                            <th role="columnheader" scope="col" class="r-c-field">{move || said.texts().field}</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        {move || columns.get().into_iter().enumerate().map(row).collect_view()}
                    </tbody>
                </table>
            </div>
        </Section>
        {move || matching.get().map(|field| match_values(work, field, matching))}
    }
}

/// The values of a field that the organization does not know.
pub fn unknown_of(work: Work, field: MatchedField) -> Vec<UnknownValue> {
    work.reading.with(|reading| {
        let unknown = reading.iter().flat_map(|reading| &reading.unknown);
        unknown.filter(|value| value.field == field).cloned().collect()
    })
}

/// Says that values are unknown, or how several stand in one cell.
#[component]
fn Unknown(work: Work, field: MatchedField, matching: RwSignal<Option<MatchedField>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let content = move || {
        let unknown = unknown_of(work, field);
        let has_matched = work.choices.with(|choices| choices.values.iter().any(|value| value.field == field));
        let button = move || {
            view! {
                <button type="button" class="r-link" on:click=move |_| matching.set(Some(field))>
                    {move || said.texts().users.match_values}
                </button>
            }
        };
        match unknown.first() {
            None if has_matched => view! { <p class="r-hint">{button()}</p> }.into_any(),
            None => view! { <p class="r-hint">{move || said.texts().users.several_values}</p> }.into_any(),
            Some(first) => {
                let text = (said.texts().users.unknown)(i18n.format(), field, &first.value, unknown.len() as u64);
                view! {
                    <span class="r-warn"><Icon name=IconName::Warning/><span>{text} " " {button()}</span></span>
                }
                .into_any()
            }
        }
    };
    view! { {move || content()} }
}

/// What is known before the rows are checked.
#[component]
fn Summary(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let facts = move || {
        let texts = &said.texts().users;
        work.reading.with(|reading| {
            let reading = reading.as_ref()?;
            let number = |number: u64| i18n.format().number(number);
            let (found, found_name) = match work.find_by() {
                api_types::FindBy::Email => (reading.found_by_email, texts.found_by_email),
                api_types::FindBy::Signature => (reading.found_by_signature, texts.found_by_signature),
            };
            let matched = reading.columns.iter().filter(|column| column.field.is_some()).count() as u64;
            let out_of = (texts.out_of)(i18n.format(), matched, reading.columns.len() as u64);
            let left_out = reading.columns.iter().filter(|column| column.field.is_none());
            let left_out: Vec<&str> = left_out.map(|column| column.name.as_str()).filter(|it| !it.is_empty()).collect();
            let mut facts = vec![
                (texts.rows_in_file, number(reading.rows)),
                (found_name, number(found)),
                (texts.not_found, number(reading.rows.saturating_sub(found))),
                (texts.columns_matched, out_of),
            ];
            if !left_out.is_empty() {
                facts.push((texts.not_imported, i18n.format().list(left_out)));
            }
            let fact = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
            Some(view! { <dl class="r-sum">{facts.into_iter().map(fact).collect_view()}</dl> })
        })
    };
    let to_match = move || {
        let (values, rows) = work.reading.with(|reading| {
            let unknown = reading.as_ref().map(|reading| reading.unknown.as_slice()).unwrap_or_default();
            (unknown.len() as u64, unknown.iter().map(|value| value.rows).sum())
        });
        (values > 0).then(|| {
            let text = (said.texts().users.to_match)(i18n.format(), values, rows);
            view! { <Note kind=NoteKind::Warning>{text}</Note> }
        })
    };
    let next = move || {
        let icons = [IconName::Log, IconName::Users];
        let item = |(icon, (what, more)): (IconName, (&'static str, &'static str))| {
            view! { <li><Icon name=icon/><div>{what}<small>{more}</small></div></li> }
        };
        icons.into_iter().zip(said.texts().users.next).map(item).collect_view()
    };
    view! {
        <aside class="r-detail__side" aria-label=said.label(|texts| texts.users.summary)>
            <Section title=said.label(|texts| texts.users.summary)>
                {move || facts()}
                {move || to_match()}
            </Section>
            <Section title=said.label(|texts| texts.users.next_title)>
                <ul class="r-why">{move || next()}</ul>
            </Section>
        </aside>
    }
}
