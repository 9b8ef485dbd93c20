//! A contact as a row of a table.

use api_types::{Contact, ContactColumn, ContactPurpose, SearchField};
use leptos::prelude::*;

use crate::{
    components::AccountAvatar,
    i18n::{ContactTexts, I18n},
    ui::{Look, TableRow, nothing},
};

impl TableRow for Contact {
    fn id(&self) -> u128 {
        self.id.as_u128()
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn label(&self) -> &str {
        &self.name
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn is_muted(&self) -> bool {
        false
    }

    fn is_same(&self, other: &dyn TableRow) -> bool {
        other.of::<Self>() == Some(self)
    }

    fn face(&self) -> AnyView {
        view! { <AccountAvatar name=self.name.clone()/> }.into_any()
    }

    fn name(&self, look: &Look, _: I18n) -> AnyView {
        look.highlight.mark(&self.name, SearchField::First, true)
    }

    fn second_line(&self, look: &Look, _: I18n) -> Option<AnyView> {
        let line = self.company.as_ref().or(self.title.as_ref())?;
        let line = look.highlight.mark(line, SearchField::First, true);
        Some(view! { <span class="r-who__mail">{line}</span> }.into_any())
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> AnyView {
        let Ok(column) = column.parse() else { return ().into_any() };
        let said = i18n.of::<ContactTexts>();
        let marked = |text: &str| look.highlight.mark(text, SearchField::First, true);
        let or_nothing = |text: Option<&String>| text.map_or_else(nothing, |text| marked(text));
        match column {
            ContactColumn::Name => ().into_any(),
            ContactColumn::Company => or_nothing(self.company.as_ref()),
            ContactColumn::Title => or_nothing(self.title.as_ref()),
            ContactColumn::Purposes => purpose_badges(&self.purposes, said),
            ContactColumn::Email => match &self.email {
                Some(email) => reach_link(["mailto:", email].concat(), email.clone(), marked(email)),
                None => nothing(),
            },
            ContactColumn::Phone => match &self.phone {
                Some(phone) => reach_link(phone_url(phone), phone.clone(), marked(phone)),
                None => nothing(),
            },
            ContactColumn::Language => {
                let name = self.language.as_deref().and_then(|tag| (said.texts().language)(tag));
                name.map_or_else(nothing, |name| name.into_any())
            }
            ContactColumn::User => match &self.user {
                Some(user) => view! { <bdi>{user.name.clone()}</bdi> }.into_any(),
                None => nothing(),
            },
            ContactColumn::ChangedAt => i18n.format().date(&self.changed_at).into_any(),
        }
    }
}

/// What the contact is for, in words.
pub fn purpose_badges(purposes: &[ContactPurpose], said: I18n<ContactTexts>) -> AnyView {
    if purposes.is_empty() {
        return nothing();
    }
    let badge = |purpose: &ContactPurpose| view! { <span class="r-badge">{(said.texts().purpose)(*purpose)}</span> };
    view! { <span class="r-badges">{purposes.iter().map(badge).collect_view()}</span> }.into_any()
}

/// A link that writes to the contact, or calls it.
pub fn reach_link(url: String, title: String, text: AnyView) -> AnyView {
    view! { <a class="r-link r-link--quiet r-writeto" dir="ltr" href=url title=title>{text}</a> }.into_any()
}

/// The URL that calls a number: its digits, and a plus sign in front.
pub fn phone_url(phone: &str) -> String {
    let number = phone.split(['x', 'e']).next().unwrap_or_default();
    let digits = number.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '*' | '#'));
    std::iter::once("tel:".to_owned()).chain(digits.map(String::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con1_a_number_is_called_without_its_spaces() {
        assert_eq!(phone_url("+49 (30) 5550-1112 x12"), "tel:+493055501112");
        assert_eq!(phone_url("112"), "tel:112");
    }
}
