//! A role as a row of a table.

use api_types::{Role, RoleColumn, SearchField};

use crate::{
    i18n::I18n,
    ui::{IconName, IconSize, Look, Markup, TableRow, Tag, icon, number_cell},
};

impl TableRow for Role {
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
        Tag::span("r-avatar r-avatar--org").with("aria-hidden", "true").and(icon(IconName::Role, IconSize::Normal))
    }

    fn name(&self, look: &Look, i18n: I18n) -> Vec<Markup> {
        look.highlight.mark(i18n.texts().role_name(&self.key, &self.name), SearchField::First, true)
    }

    fn second_line(&self, _: &Look, i18n: I18n) -> Option<Tag> {
        let description = i18n.texts().role_description(&self.key, &self.description).to_owned();
        Some(Tag::span("r-who__mail").and(description))
    }

    fn cell(&self, column: &'static str, _: &Look, i18n: I18n) -> Vec<Markup> {
        let header = (i18n.texts().role_list.head)(column);
        let Ok(column) = column.parse() else { return Vec::new() };
        let number = |number: u64| number_cell(header, i18n.format().number(number));
        match column {
            RoleColumn::Name => Vec::new(),
            RoleColumn::Holders => number(self.holders),
            RoleColumn::Permissions => number(self.permissions.len() as u64),
        }
    }
}
