//! The dialog that creates a company, or gives it another name and number.

use api_types::{Company, CompanyChanges, NameProblem, NewCompany, Problem, read_company_number, read_name};
use leptos::prelude::*;

use super::super::{
    error_message::error_message,
    organization::{CurrentOrganization, use_current_organization},
};
use crate::{
    api::{self, ApiError},
    forms::rebase,
    i18n::{I18n, PageTexts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind},
};

/// A field that needs another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Invalid {
    NameMissing,
    Name,
    Number,
    NumberTaken,
}

/// What is wrong with what was typed.
fn check(name: &str, number: &str) -> Vec<Invalid> {
    let name = match read_name(name) {
        Ok(_) => None,
        Err(NameProblem::Missing) => Some(Invalid::NameMissing),
        Err(_) => Some(Invalid::Name),
    };
    let number = read_company_number(number).is_err().then_some(Invalid::Number);
    name.into_iter().chain(number).collect()
}

/// The fields that the server did not accept.
fn refused(problem: &Problem) -> Vec<Invalid> {
    let field = |pointer: &str, code: &str| match (pointer, code) {
        ("/name", _) => Some(Invalid::Name),
        ("/number", "taken") => Some(Invalid::NumberTaken),
        ("/number", _) => Some(Invalid::Number),
        _ => None,
    };
    problem.errors.iter().filter_map(|error| field(&error.pointer, &error.code)).collect()
}

/// What was typed, and of which company.
#[derive(Clone, Copy)]
struct Form {
    queries: Queries,
    said: I18n<PageTexts>,
    current: CurrentOrganization,
    /// The company as the fields started from it; none: a new one.
    company: StoredValue<Option<Company>>,
    name: RwSignal<String>,
    number: RwSignal<String>,
    invalid: RwSignal<Vec<Invalid>>,
    /// What the company is by now, after another user changed it.
    conflict: RwSignal<Option<Company>>,
    state: WriteState,
    on_close: Callback<()>,
}

fn use_form(company: Option<Company>, on_close: Callback<()>) -> Form {
    Form {
        queries: use_queries(),
        said: use_i18n().of::<PageTexts>(),
        current: use_current_organization(),
        name: RwSignal::new(company.as_ref().map(|it| it.name.clone()).unwrap_or_default()),
        number: RwSignal::new(company.as_ref().map(number_of).unwrap_or_default()),
        company: StoredValue::new(company),
        invalid: RwSignal::new(Vec::new()),
        conflict: RwSignal::new(None),
        state: WriteState::new(),
        on_close,
    }
}

/// The number as it is typed.
fn number_of(company: &Company) -> String {
    company.number.clone().unwrap_or_default()
}

/// The fields that were changed; none if saving would change nothing.
fn changes(company: &Company, name: String, number: String) -> Option<CompanyChanges> {
    let name = Some(name).filter(|name| name.trim() != company.name);
    let number = Some(number).filter(|number| number.trim() != number_of(company));
    (name.is_some() || number.is_some()).then_some(CompanyChanges { name, number, status: None })
}

impl Form {
    /// Saves what was typed. Without a change it only closes the dialog.
    fn save(self) {
        let (name, number) = (self.name.get_untracked(), self.number.get_untracked());
        self.invalid.set(check(&name, &number));
        let Some(organization) = untrack(|| self.current.id()) else { return };
        if !self.invalid.with_untracked(Vec::is_empty) {
            return;
        }
        let texts = &self.said.texts_untracked().companies;
        let Some(company) = self.company.get_value() else {
            let number = Some(number).filter(|number| !number.trim().is_empty());
            let create = api::create_company(organization, &NewCompany { name, number });
            return self.send(self.queries.mutate(create).say(|created| (texts.created)(&created.name)));
        };
        let Some(changes) = changes(&company, name, number) else { return self.on_close.run(()) };
        let update = self
            .queries
            .mutate(api::update_company(organization, &company, &changes))
            .say(|saved| (texts.saved)(&saved.name))
            .on_conflict(api::company(organization, company.id), move |now, error| self.take(company, now, error));
        self.send(update);
    }

    fn send(self, mutation: Mutation<Company>) {
        self.conflict.set(None);
        mutation
            .then(self.on_close)
            .on_error(move |error| {
                let fields = error.problem().map(refused).unwrap_or_default();
                let is_field = !fields.is_empty();
                self.invalid.try_set(fields);
                Some(error).filter(|_| !is_field)
            })
            .send_in(self.state);
    }

    /// Takes the company as it is now. A field that the reader has changed keeps what was typed.
    fn take(self, before: Company, now: Company, error: ApiError) -> Option<ApiError> {
        if self.conflict.try_set(Some(now.clone())).is_some() {
            // The dialog was closed meanwhile.
            return Some(error);
        }
        self.name.update(|name| *name = rebase(&before.name, std::mem::take(name), now.name.clone()));
        self.number.update(|number| *number = rebase(&number_of(&before), std::mem::take(number), number_of(&now)));
        self.company.set_value(Some(now));
        None
    }
}

/// Asks for a name and, if wanted, a number; of a new company, or of this one.
#[component]
pub fn CompanyForm(company: Option<Company>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let said = i18n.of::<PageTexts>();
    let is_new = company.is_none();
    let form = use_form(company, on_close);
    let Form { name, number, invalid, state, .. } = form;
    let save = Callback::new(move |()| form.save());
    let error = move |text: fn(&'static PageTexts, Invalid) -> Option<&'static str>| {
        Signal::derive(move || {
            let texts = said.texts();
            invalid.with(|invalid| invalid.iter().find_map(|it| text(texts, *it))).map(str::to_owned)
        })
    };
    let name_error = error(|texts, invalid| match invalid {
        Invalid::NameMissing => Some(texts.companies.name_missing),
        Invalid::Name => Some(texts.companies.name_invalid),
        _ => None,
    });
    let number_error = error(|texts, invalid| match invalid {
        Invalid::Number => Some(texts.companies.number_invalid),
        Invalid::NumberTaken => Some(texts.companies.number_taken),
        _ => None,
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || if is_new { said.texts().companies.create_submit } else { said.texts().companies.save }}
            </Button>
        }
    };
    let title = Signal::derive(move || {
        let texts = &said.texts().companies;
        if is_new { texts.create } else { texts.update_title }.to_owned()
    });
    let note = move || {
        let conflict = form
            .conflict
            .get()
            .map(|now| (said.texts().companies.changed_meanwhile)(&now.name, now.number.as_deref().unwrap_or("–")));
        let text = conflict.or_else(|| state.error().map(|error| error_message(&error, i18n.texts()).to_owned()))?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    view! {
        <Dialog title on_close on_submit=save buttons>
            {is_new.then(|| view! { <p>{move || (said.texts().companies.lede)(&current.name())}</p> })}
            {note}
            <Field label=said.label(|texts| texts.companies.name) value=name error=name_error autofocus=true/>
            <Field label=said.label(|texts| texts.companies.number) value=number error=number_error optional=true/>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fields_are_looked_at() {
        assert_eq!(check("Acme", "1000"), []);
        assert_eq!(check("Acme", ""), []);
        assert_eq!(check(" ", "#"), [Invalid::NameMissing, Invalid::Number]);
        assert_eq!(check("a\tb", "x"), [Invalid::Name]);
    }

    #[test]
    fn u25_only_what_was_changed_is_sent_and_nothing_if_nothing_was() {
        let company = Company {
            id: api_types::CompanyId::from_u128(1),
            name: "Acme".to_owned(),
            number: Some("1000".to_owned()),
            status: api_types::CompanyStatus::Active,
            archived_at: None,
            members: 0,
            main_for: 0,
            version: 1,
        };
        assert_eq!(changes(&company, "Acme".to_owned(), " 1000".to_owned()), None);
        let renamed = CompanyChanges { name: Some("Acme Ltd".to_owned()), ..CompanyChanges::default() };
        assert_eq!(changes(&company, "Acme Ltd".to_owned(), "1000".to_owned()), Some(renamed));
    }
}
