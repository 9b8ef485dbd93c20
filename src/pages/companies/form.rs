//! The dialog that creates a company, or gives it another name and number.

use api_types::{Company, CompanyChanges, NameProblem, NewCompany, Problem, codes, read_company_number, read_name};
use leptos::{prelude::*, task::spawn_local};

use super::super::{error_message::error_message, organization::use_current_organization};
use crate::{
    api::ApiError,
    i18n::{PageTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind, use_toaster},
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

/// Asks for a name and, if wanted, a number; of a new company, or of this one.
#[component]
pub fn CompanyForm(company: Option<Company>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, current, toaster) = (use_i18n(), use_queries(), use_current_organization(), use_toaster());
    let said = i18n.of::<PageTexts>();
    let is_new = company.is_none();
    let name = RwSignal::new(company.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let number = RwSignal::new(company.as_ref().and_then(|it| it.number.clone()).unwrap_or_default());
    let (invalid, busy) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    let failure = RwSignal::new(None::<ApiError>);
    let company = StoredValue::new(company);
    let save = Callback::new(move |()| {
        let (typed_name, typed_number) = (name.get_untracked(), number.get_untracked());
        invalid.set(check(&typed_name, &typed_number));
        let Some(organization) = untrack(|| current.id()) else { return };
        if busy.get_untracked() || !invalid.with_untracked(Vec::is_empty) {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let api = queries.api();
            let result = match company.get_value() {
                None => {
                    let number = Some(typed_number).filter(|number| !number.trim().is_empty());
                    api.create_company(organization, &NewCompany { name: typed_name, number }).await
                }
                Some(company) => {
                    let changes = CompanyChanges { name: Some(typed_name), number: Some(typed_number), status: None };
                    api.update_company(organization, &company, &changes).await
                }
            };
            let _ = busy.try_set(false);
            match result {
                Ok(saved) => {
                    queries.refresh();
                    let texts = &said.texts_untracked().companies;
                    toaster.show(if is_new { (texts.created)(&saved.name) } else { (texts.saved)(&saved.name) });
                    let _ = on_close.try_run(());
                }
                Err(error) => {
                    if let ApiError::Refused { problem, .. } = &error {
                        let _ = invalid.try_set(refused(problem));
                    }
                    // What was typed stays, and applies to what the company is by now.
                    if error.code() == Some(codes::STALE)
                        && let (Some(organization), Some(before)) = (untrack(|| current.id()), company.get_value())
                        && let Ok(now) = queries.fetch(crate::api::company(organization, before.id)).await
                    {
                        company.set_value(Some(now));
                    }
                    let is_field = invalid.try_with_untracked(|invalid| !invalid.is_empty()).unwrap_or_default();
                    let _ = failure.try_set(Some(error).filter(|_| !is_field));
                }
            }
        });
    });
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
            <Button kind=ButtonKind::Primary submit=true busy>
                {move || if is_new { said.texts().companies.create_submit } else { said.texts().companies.save }}
            </Button>
        }
    };
    let title = Signal::derive(move || {
        let texts = &said.texts().companies;
        if is_new { texts.create } else { texts.update_title }.to_owned()
    });
    let note = move || {
        let error = failure.get()?;
        let text = if error.code() == Some(codes::STALE) {
            let now = company.get_value()?;
            (said.texts().companies.changed_meanwhile)(&now.name, now.number.as_deref().unwrap_or("–"))
        } else {
            error_message(&error, i18n.texts()).to_owned()
        };
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
}
