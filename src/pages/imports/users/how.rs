//! How users are imported: what becomes of new people, whom rows are about, and of empty cells.

use api_types::{FindBy, MailService, NewMemberImport, NewPeople};
use leptos::prelude::*;

use super::work::Work;
use crate::{
    i18n::{ImportTexts, use_i18n},
    queries::use_queries,
    ui::{Section, unique_id},
};

/// The choices that hold for all rows.
#[component]
pub fn How(work: Work) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ImportTexts>();
    let server = use_queries().server();
    let has_mail = Memo::new(move |_| !matches!(server.get(), Some(Ok(server)) if server.mail == MailService::None));
    Effect::new(move |_| {
        if !has_mail.get() && work.new_people() == NewPeople::Invite {
            work.choices.update(|choices| choices.new_people = NewPeople::Links);
        }
    });
    let found = move |by: FindBy| {
        work.reading.with(|reading| match (reading, by) {
            (None, _) => 0,
            (Some(reading), FindBy::Email) => reading.found_by_email,
            (Some(reading), FindBy::Signature) => reading.found_by_signature,
        })
    };
    let new_people = move || {
        let texts = &said.texts().users;
        let option = |it: NewPeople| {
            let (title, text) = (texts.new_people_option)(it);
            Choice {
                title: title.to_owned(),
                text: text.to_owned(),
                is_off: it == NewPeople::Invite && !has_mail.get(),
            }
        };
        NewPeople::ALL.map(|it| (it, option(it))).to_vec()
    };
    let find_by = move || {
        let texts = &said.texts().users;
        let option = |it: FindBy| Choice {
            title: (texts.find_by_option)(it).to_owned(),
            text: (texts.rows_match)(i18n.format(), it, found(it)),
            is_off: false,
        };
        FindBy::ALL.map(|it| (it, option(it))).to_vec()
    };
    let set_people = move |it: NewPeople| work.choices.update(|choices| choices.new_people = it);
    let set_find = move |it: FindBy| work.choices.update(|choices| choices.find_by = it);
    view! {
        <Section title=said.label(|texts| texts.users.how)>
            <div class="r-grid2">
                {radios(said.label(|texts| texts.users.new_people), new_people, move || work.new_people(), set_people)}
                {radios(said.label(|texts| texts.users.find_by), find_by, move || work.find_by(), set_find)}
            </div>
            <Switch work texts=0 is_on=|choices| choices.keep_existing set=|choices, on| choices.keep_existing = on/>
            <Switch work texts=1 is_on=|choices| choices.clear_empty set=|choices, on| choices.clear_empty = on/>
            <Switch
                work
                texts=2
                is_on=|choices| choices.deactivate_missing
                set=|choices, on| choices.deactivate_missing = on
            />
        </Section>
    }
}

/// One of several choices.
#[derive(Clone)]
struct Choice {
    title: String,
    text: String,
    is_off: bool,
}

fn radios<T: Copy + PartialEq + Send + Sync + 'static>(
    legend: Signal<String>,
    options: impl Fn() -> Vec<(T, Choice)> + Send + 'static,
    chosen: impl Fn() -> T + Copy + Send + Sync + 'static,
    choose: impl Fn(T) + Copy + Send + Sync + 'static,
) -> AnyView {
    let name = unique_id("import");
    let option = move |(value, choice): (T, Choice)| {
        view! {
            <label class="r-option">
                <input
                    class="r-check"
                    type="radio"
                    name=name.clone()
                    disabled=choice.is_off
                    prop:checked=move || chosen() == value
                    on:change=move |_| choose(value)
                />
                <span>
                    <span class="r-option__title">{choice.title}</span>
                    <span class="r-option__text">{choice.text}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="r-field">
            <legend class="r-legend">{move || legend.get()}</legend>
            <div class="r-group">{move || options().into_iter().map(&option).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// A choice that is off at first.
#[component]
fn Switch(
    work: Work,
    /// Which of the texts.
    texts: usize,
    is_on: fn(&NewMemberImport) -> bool,
    set: fn(&mut NewMemberImport, bool),
) -> impl IntoView {
    let said = use_i18n().of::<ImportTexts>();
    let text = move || said.texts().users.switches[texts];
    view! {
        <label class="r-option">
            <input
                class="r-check"
                type="checkbox"
                prop:checked=move || work.choices.with(is_on)
                on:change=move |event| work.choices.update(|choices| set(choices, event_target_checked(&event)))
            />
            <span>
                <span class="r-option__title">{move || text().0}</span>
                <span class="r-option__text">{move || text().1}</span>
            </span>
        </label>
    }
}
