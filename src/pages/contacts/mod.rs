//! Contacts: their list and their pages.

mod actions;
mod definition;
mod delete;
mod detail;
mod form;
mod row;
mod run_actions;

use api_types::{ContactId, Permission};
use leptos::prelude::*;

pub use self::detail::contact;
use self::{definition::CONTACT_LIST, form::ContactForm, run_actions::ContactActions};
use super::{
    imports::{Import, ImportNoun},
    lazy::lazy,
    list::{ListPage, ListPageView, use_list},
    organization::use_current_organization,
};
use crate::{
    access::use_access,
    i18n::{Catalogue, ContactTexts, Texts, use_i18n},
    paths::{Section, use_paths},
    ui::{Button, ButtonKind, IconName, RowRef},
};

/// The texts of contacts in the language of these.
fn said_in(texts: &Texts) -> &'static ContactTexts {
    ContactTexts::in_language(texts.language)
}

/// Contacts from a table.
static CONTACT_IMPORT: ImportNoun = ImportNoun {
    list: "contacts",
    permission: Permission::ContactsManage,
    title: |texts| texts.contacts,
    field: |language, field| {
        let texts = ContactTexts::in_language(language);
        match field {
            "id" => "ID",
            "name" => texts.full_name,
            "given_name" => texts.given_name,
            "family_name" => texts.family_name,
            "note" => texts.note,
            column => (texts.list.column)(column),
        }
    },
    value: |language, field, value| {
        let texts = ContactTexts::in_language(language);
        match field {
            "language" => (texts.language)(value).map(str::to_owned),
            "purposes" => {
                let name = |purpose: &str| Some((texts.purpose)(purpose.parse().ok()?));
                let names: Vec<_> = value.split("; ").filter_map(name).collect();
                Some(names.join(", "))
            }
            _ => None,
        }
    },
};

lazy! {
    /// The page of the list, loaded when it is first shown.
    pub pages page: contacts() => view! { <Contacts/> };
}

#[component]
fn Contacts() -> impl IntoView {
    let (current, paths) = (use_current_organization(), use_paths());
    let path = Signal::derive(move || Some(paths.section(current.id()?, Section::Contacts)));
    let page = ListPage { path, fixed: None, href: use_contact_href() };
    let list = use_list(&CONTACT_LIST, page);
    view! {
        <ListPageView list page>
            <Import noun=&CONTACT_IMPORT/>
            <NewContact/>
        </ListPageView>
        <ContactActions requested=list.requested selection=list.selection on_gone=Callback::new(|()| {})/>
    }
}

/// Where the page of a contact is.
fn use_contact_href() -> Callback<RowRef, Option<String>> {
    let (current, paths) = (use_current_organization(), use_paths());
    Callback::new(move |row: RowRef| {
        let organization = untrack(|| current.id())?;
        Some(paths.contact(organization, ContactId::from_u128(row.id())))
    })
}

/// The button that creates a contact, for those who may.
#[component]
fn NewContact() -> impl IntoView {
    let (i18n, access) = (use_i18n().of::<ContactTexts>(), use_access());
    let is_open = RwSignal::new(false);
    let button = move || {
        access.can(Permission::ContactsManage).then(|| {
            view! {
                <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=move |()| is_open.set(true)>
                    {i18n.label(|texts| texts.new)}
                </Button>
            }
        })
    };
    let close = Callback::new(move |()| is_open.set(false));
    view! {
        {button}
        {move || is_open.get().then(|| view! { <ContactForm contact=None on_close=close/> })}
    }
}
