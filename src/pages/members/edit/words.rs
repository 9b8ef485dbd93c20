//! What fields are called, what they hold in words, and what is wrong with them.

use api_types::Language;

use crate::{
    forms::{FieldError, MemberDraft, MemberField},
    i18n::PageTexts,
};

/// What stands for nothing.
const NOTHING: &str = "–";

/// The label of a field.
pub fn label(field: MemberField, texts: &'static PageTexts) -> &'static str {
    match field {
        MemberField::GivenName => texts.user.first_name,
        MemberField::FamilyName => texts.user.last_name,
        MemberField::Signature => texts.user.signature,
        MemberField::Phone => texts.edit.phone,
        MemberField::Title => texts.edit.title,
        MemberField::Language => texts.edit.language,
        MemberField::Companies => texts.user.companies,
        MemberField::MainCompany => texts.user.main_company,
        MemberField::Supervisor => texts.user.supervisor,
        MemberField::Note => texts.edit.note_field,
    }
}

/// What a field holds, in words; a dash for nothing.
pub fn value(field: MemberField, draft: &MemberDraft) -> String {
    let names = || draft.companies.iter().map(|company| company.name.clone());
    let text = match field {
        MemberField::Language => draft.language.map(|language| language.own_name().to_owned()),
        MemberField::Companies => Some(names().collect::<Vec<_>>().join(", ")),
        MemberField::MainCompany => names().next(),
        MemberField::Supervisor => draft.supervisor.as_ref().map(|supervisor| supervisor.name.clone()),
        _ => draft.text(field).map(|text| text.trim().to_owned()),
    };
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| NOTHING.to_owned())
}

/// What is wrong with a field and what to do about it.
pub fn error_text(field: MemberField, error: &FieldError, texts: &'static PageTexts) -> String {
    let edit = &texts.edit;
    let text = match (field, error) {
        (MemberField::Supervisor, FieldError::Cycle(chain)) => return (edit.supervisor_cycle)(chain),
        (MemberField::GivenName, FieldError::Required) => edit.name_missing,
        (MemberField::GivenName | MemberField::FamilyName, _) => edit.name_invalid,
        (MemberField::Signature, FieldError::Taken) => edit.signature_taken,
        (MemberField::Signature, _) => edit.signature_invalid,
        (MemberField::Phone, _) => edit.phone_invalid,
        (MemberField::Title, _) => edit.title_invalid,
        (MemberField::Language, _) => edit.language_unknown,
        (MemberField::Companies, FieldError::TooMany) => edit.companies_too_many,
        (MemberField::Companies | MemberField::MainCompany, _) => edit.company_unknown,
        (MemberField::Supervisor, _) => edit.supervisor_unknown,
        (MemberField::Note, _) => edit.note_invalid,
    };
    text.to_owned()
}

/// The languages to choose from, by their tags; with `none`, also that there is none.
pub fn languages(none: Option<&str>) -> Vec<(String, String)> {
    let none = none.map(|none| (String::new(), none.to_owned()));
    let all = Language::ALL.map(|language| (language.tag().to_owned(), language.own_name().to_owned()));
    none.into_iter().chain(all).collect()
}
