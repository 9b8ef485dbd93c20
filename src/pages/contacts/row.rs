//! A contact as a row of a table.

use api_types::{Contact, ContactColumn, ContactPurpose, SearchField};

use crate::{
    components::person_face,
    i18n::{ContactTexts, I18n},
    ui::{Look, Markup, TableRow, Tag, isolated, nothing},
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

    fn face(&self) -> Tag {
        person_face(&self.name, false)
    }

    fn name(&self, look: &Look, _: I18n) -> Vec<Markup> {
        look.highlight.mark(&self.name, SearchField::First, true)
    }

    fn second_line(&self, look: &Look, _: I18n) -> Option<Tag> {
        let line = self.company.as_ref().or(self.title.as_ref())?;
        let line = look.highlight.mark(line, SearchField::First, true);
        Some(Tag::span("r-who__mail").and_all(line))
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> Vec<Markup> {
        let Ok(column) = column.parse() else { return Vec::new() };
        let said = i18n.of::<ContactTexts>();
        let marked = |text: &str| look.highlight.mark(text, SearchField::First, true);
        let or_nothing = |text: Option<&String>| text.map_or_else(nothing, |text| marked(text));
        match column {
            ContactColumn::Name => Vec::new(),
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
                name.map_or_else(nothing, |name| vec![name.into()])
            }
            ContactColumn::User => match &self.user {
                Some(user) => isolated(user.name.clone()),
                None => nothing(),
            },
            ContactColumn::ChangedAt => vec![i18n.format().date(&self.changed_at).into()],
        }
    }
}

/// What the contact is for, in words.
pub fn purpose_badges(purposes: &[ContactPurpose], said: I18n<ContactTexts>) -> Vec<Markup> {
    if purposes.is_empty() {
        return nothing();
    }
    let badge = |purpose: &ContactPurpose| Tag::span("r-badge").and((said.texts().purpose)(*purpose));
    Tag::span("r-badges").and_all(purposes.iter().map(badge)).into()
}

/// A link that writes to the contact, or calls it.
pub fn reach_link(url: String, title: String, text: Vec<Markup>) -> Vec<Markup> {
    let link = Tag::new("a").with("class", "r-link r-link--quiet r-writeto").with("dir", "ltr");
    link.with("href", url).with("title", title).and_all(text).into()
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
