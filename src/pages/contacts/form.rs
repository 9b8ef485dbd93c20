//! The sheet that creates a contact, or changes one.

use api_types::{CONTACT_LANGUAGES, Contact, ContactId, ContactPurpose};
use leptos::prelude::*;

use super::super::{error_message::error_message, organization::use_current_organization};
use crate::{
    api,
    forms::{ContactDraft, ContactField, refused_contact_fields},
    i18n::{ContactTexts, I18n, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, FieldKind, Note, NoteKind, SelectField, Sheet, TextArea},
};

/// The fields as they are edited.
#[derive(Clone, Copy)]
struct Inputs {
    given_name: RwSignal<String>,
    family_name: RwSignal<String>,
    company: RwSignal<String>,
    title: RwSignal<String>,
    purposes: RwSignal<Vec<ContactPurpose>>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    language: RwSignal<String>,
    note: RwSignal<String>,
}

impl Inputs {
    fn new(draft: ContactDraft) -> Self {
        Self {
            given_name: RwSignal::new(draft.given_name),
            family_name: RwSignal::new(draft.family_name),
            company: RwSignal::new(draft.company),
            title: RwSignal::new(draft.title),
            purposes: RwSignal::new(draft.purposes),
            email: RwSignal::new(draft.email),
            phone: RwSignal::new(draft.phone),
            language: RwSignal::new(draft.language),
            note: RwSignal::new(draft.note),
        }
    }

    fn draft(self) -> ContactDraft {
        ContactDraft {
            given_name: self.given_name.get(),
            family_name: self.family_name.get(),
            company: self.company.get(),
            title: self.title.get(),
            purposes: self.purposes.get(),
            email: self.email.get(),
            phone: self.phone.get(),
            language: self.language.get(),
            note: self.note.get(),
        }
    }

    fn set(self, draft: ContactDraft) {
        self.given_name.set(draft.given_name);
        self.family_name.set(draft.family_name);
        self.company.set(draft.company);
        self.title.set(draft.title);
        self.purposes.set(draft.purposes);
        self.email.set(draft.email);
        self.phone.set(draft.phone);
        self.language.set(draft.language);
        self.note.set(draft.note);
    }
}

/// What is wrong with a field, if something is.
type FieldError = fn(&'static ContactTexts, ContactField) -> Option<&'static str>;

/// What is wrong with a field, as the field says it.
fn use_errors(
    said: I18n<ContactTexts>,
    invalid: RwSignal<Vec<ContactField>>,
) -> impl Fn(FieldError) -> Signal<Option<String>> + Copy {
    move |text| {
        Signal::derive(move || {
            let texts = said.texts();
            invalid.with(|invalid| invalid.iter().find_map(|it| text(texts, *it))).map(str::to_owned)
        })
    }
}

/// Asks for what a contact is; a new one, or this one.
#[component]
pub fn ContactForm(contact: Option<Contact>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<ContactTexts>();
    let (is_new, state) = (contact.is_none(), WriteState::new());
    let id = contact.as_ref().map(|contact| contact.id);
    let first = contact.as_ref().map(ContactDraft::of).unwrap_or_default();
    let inputs = Inputs::new(first.clone());
    let (first, contact) = (StoredValue::new(first), StoredValue::new(contact));
    let (invalid, is_conflict) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    let asks = RwSignal::new(false);
    let close = Callback::new(move |()| {
        let is_typed = untrack(|| first.with_value(|first| inputs.draft() != *first));
        if is_typed { asks.set(true) } else { on_close.run(()) }
    });
    let on_error = move |error: api::ApiError| {
        let fields = error.problem().map(refused_contact_fields).unwrap_or_default();
        let is_field = !fields.is_empty();
        invalid.try_set(fields);
        Some(error).filter(|_| !is_field)
    };
    let save = Callback::new(move |()| {
        let draft = untrack(|| inputs.draft());
        invalid.set(draft.check());
        let Some(organization) = untrack(|| current.id()).filter(|_| invalid.with_untracked(Vec::is_empty)) else {
            return;
        };
        is_conflict.set(false);
        let texts = said.texts_untracked();
        let mutation = match contact.get_value() {
            None => queries
                .mutate(api::create_contact(organization, &draft.new_contact()))
                .say(|created| (texts.created)(&created.name)),
            Some(before) => {
                let Some(changes) = draft.changes(&ContactDraft::of(&before)) else { return on_close.run(()) };
                queries
                    .mutate(api::update_contact(organization, &before, &changes))
                    .say(|saved| (texts.saved)(&saved.name))
                    .on_conflict(api::contact(organization, before.id), move |now: Contact, error| {
                        if is_conflict.try_set(true).is_some() {
                            // The sheet was closed meanwhile.
                            return Some(error);
                        }
                        let draft = untrack(|| inputs.draft());
                        inputs.set(draft.rebased(&ContactDraft::of(&before), ContactDraft::of(&now)));
                        contact.set_value(Some(now));
                        None
                    })
            }
        };
        mutation.then(on_close).on_error(on_error).send_in(state);
    });
    let to_correct = move || {
        let number = invalid.with(Vec::len) as u64;
        (number > 0).then(|| view! { <span class="r-hint">{(said.texts().to_correct)(i18n.format(), number)}</span> })
    };
    let foot = move || {
        view! {
            {to_correct}
            <Button on_press=close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || if is_new { said.texts().create } else { said.texts().save }}
            </Button>
        }
    };
    let note = move || {
        let conflict = is_conflict.get().then(|| said.texts().changed_meanwhile.to_owned());
        let text = conflict.or_else(|| state.error().map(|error| error_message(&error, i18n.texts()).to_owned()))?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let title = Signal::derive(move || if is_new { said.texts().new } else { said.texts().edit }.to_owned());
    view! {
        <Sheet title lede=said.label(|texts| texts.lede) on_close=close on_submit=save foot>
            {note}
            <Person inputs invalid/>
            <Purposes chosen=inputs.purposes/>
            <Reach inputs invalid id/>
            <Rest inputs invalid/>
        </Sheet>
        {move || asks.get().then(|| view! { <Discard asks on_discard=on_close/> })}
    }
}

/// Who it is, and for whom they speak.
#[component]
fn Person(inputs: Inputs, invalid: RwSignal<Vec<ContactField>>) -> impl IntoView {
    let said = use_i18n().of::<ContactTexts>();
    let error = use_errors(said, invalid);
    let given_error = error(|texts, field| match field {
        ContactField::NameMissing => Some(texts.name_missing),
        ContactField::GivenName => Some(texts.line_invalid),
        _ => None,
    });
    let family_error = error(|texts, field| (field == ContactField::FamilyName).then_some(texts.line_invalid));
    let company_error = error(|texts, field| (field == ContactField::Company).then_some(texts.line_invalid));
    let title_error = error(|texts, field| (field == ContactField::Title).then_some(texts.line_invalid));
    let hint = Signal::derive(move || Some(said.texts().company_hint.to_owned()));
    view! {
        <div class="r-pair">
            <Field
                label=said.label(|texts| texts.given_name)
                value=inputs.given_name
                error=given_error
                autofocus=true
            />
            <Field label=said.label(|texts| texts.family_name) value=inputs.family_name error=family_error/>
        </div>
        <div class="r-pair">
            <Field
                label=said.label(|texts| texts.company)
                value=inputs.company
                error=company_error
                hint
                optional=true
            />
            <Field label=said.label(|texts| texts.title) value=inputs.title error=title_error optional=true/>
        </div>
    }
}

/// What the contact is for: any number of purposes, each with what it means.
#[component]
fn Purposes(chosen: RwSignal<Vec<ContactPurpose>>) -> impl IntoView {
    let said = use_i18n().of::<ContactTexts>();
    let toggle = move |purpose: ContactPurpose| {
        chosen.update(|chosen| {
            let wanted = |it: &ContactPurpose| chosen.contains(it) != (*it == purpose);
            *chosen = ContactPurpose::ALL.into_iter().filter(wanted).collect();
        });
    };
    let option = move |purpose: ContactPurpose| {
        view! {
            <label class="r-option">
                <input
                    class="r-check"
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&purpose))
                    on:change=move |_| toggle(purpose)
                />
                <span>
                    <span class="r-option__title">{move || (said.texts().purpose)(purpose)}</span>
                    <span class="r-option__text">{move || (said.texts().purpose_means)(purpose)}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="r-field">
            <legend class="r-legend">{move || said.texts().purposes}</legend>
            <div class="r-group">{ContactPurpose::ALL.map(option).into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// How to reach the contact. Another contact with the same address or number is named.
#[component]
fn Reach(inputs: Inputs, invalid: RwSignal<Vec<ContactField>>, id: Option<ContactId>) -> impl IntoView {
    let said = use_i18n().of::<ContactTexts>();
    let error = use_errors(said, invalid);
    let email_error = error(|texts, field| (field == ContactField::Email).then_some(texts.email_invalid));
    let phone_error = error(|texts, field| match field {
        ContactField::Phone => Some(texts.phone_invalid),
        ContactField::PhoneMissing => Some(texts.phone_missing),
        ContactField::ReachMissing => Some(texts.reach_missing),
        _ => None,
    });
    let (same_email, look_for_email) =
        use_same(id, inputs.email, |contact, email| is_same_email(contact.email.as_deref(), email));
    let (same_phone, look_for_phone) =
        use_same(id, inputs.phone, |contact, phone| is_same_phone(contact.phone.as_deref(), phone));
    let email_hint = Signal::derive(move || {
        let texts = said.texts();
        let same = same_email.get().map(|name| (texts.same_email)(&name));
        Some(same.unwrap_or_else(|| texts.reach_hint.to_owned()))
    });
    let phone_hint = Signal::derive(move || same_phone.get().map(|name| (said.texts().same_phone)(&name)));
    view! {
        <Field
            label=said.label(|texts| texts.email)
            value=inputs.email
            kind=FieldKind::Email
            error=email_error
            hint=email_hint
            on_leave=look_for_email
        />
        <Field
            label=said.label(|texts| texts.phone)
            value=inputs.phone
            kind=FieldKind::Phone
            error=phone_error
            hint=phone_hint
            on_leave=look_for_phone
        />
    }
}

/// The name of another contact that has the same value, and what looks for one when the reader leaves the field.
fn use_same(
    id: Option<ContactId>,
    value: RwSignal<String>,
    is_same: fn(&Contact, &str) -> bool,
) -> (Memo<Option<String>>, Callback<()>) {
    let (queries, current) = (use_queries(), use_current_organization());
    let find = RwSignal::new(value.get_untracked());
    let found = queries.contacts(move || {
        let find = find.get();
        // Quoted, so that no sign in it means anything.
        (find.trim().len() > 2).then(|| Some((current.id()?, ["\"", &find.replace('"', " "), "\""].concat()))).flatten()
    });
    let same = Memo::new(move |_| {
        let typed = value.get();
        let Some(Ok(found)) = found.get() else { return None };
        let mut others = found.items.into_iter().filter(|contact| Some(contact.id) != id);
        others.find(|contact| is_same(contact, typed.trim())).map(|contact| contact.name)
    });
    (same, Callback::new(move |()| find.set(value.get_untracked())))
}

fn is_same_email(known: Option<&str>, typed: &str) -> bool {
    known.is_some_and(|known| known.to_lowercase() == typed.to_lowercase())
}

fn is_same_phone(known: Option<&str>, typed: &str) -> bool {
    let digits =
        |text: &str| text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect::<String>();
    known.is_some_and(|known| digits(known) == digits(typed))
}

#[component]
fn Rest(inputs: Inputs, invalid: RwSignal<Vec<ContactField>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<ContactTexts>();
    let error = use_errors(said, invalid);
    let note_error = error(|texts, field| (field == ContactField::Note).then_some(texts.note_invalid));
    let options = Callback::new(move |()| {
        let texts = said.texts();
        let name = |tag: &'static str| Some((tag.to_owned(), (texts.language)(tag)?.to_owned()));
        let mut named: Vec<_> = CONTACT_LANGUAGES.into_iter().filter_map(name).collect();
        named.sort_by(|(_, one), (_, other)| one.cmp(other));
        let none = (String::new(), texts.no_language.to_owned());
        std::iter::once(none).chain(named).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |tag: String| inputs.language.set(tag));
    view! {
        <div class="r-field">
            <span class="r-field__label" aria-hidden="true">{move || said.texts().language_label}</span>
            <SelectField
                label=said.label(|texts| texts.language_label)
                options
                value=inputs.language
                on_choose=choose
            />
        </div>
        <TextArea label=said.label(|texts| texts.note) value=inputs.note error=note_error/>
    }
}

/// The question before what was typed is given up.
#[component]
fn Discard(asks: RwSignal<bool>, on_discard: Callback<()>) -> impl IntoView {
    let said = use_i18n().of::<ContactTexts>();
    let stay = Callback::new(move |()| asks.set(false));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=stay>{move || said.texts().stay}</Button>
            <Button kind=ButtonKind::Danger on_press=on_discard>{move || said.texts().leave}</Button>
        }
    };
    view! {
        <Dialog title=said.label(|texts| texts.leave_title) on_close=stay buttons>
            <p>{move || said.texts().leave_text}</p>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con1_the_same_address_and_number_are_found_however_they_are_written() {
        assert!(is_same_email(Some("Ada@x.example"), "ada@X.example"));
        assert!(is_same_phone(Some("+49 (30) 55-1"), "+4930551"));
        assert!(!is_same_phone(None, "112") && !is_same_email(None, ""));
    }
}
