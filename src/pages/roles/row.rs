//! A role as a row of a table.

use api_types::{Role, RoleColumn, SearchField};
use leptos::prelude::*;

use crate::{
    i18n::I18n,
    ui::{Icon, IconName, Look, TableRow, number_cell},
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

    fn face(&self) -> AnyView {
        view! { <span class="r-avatar r-avatar--org" aria-hidden="true"><Icon name=IconName::Role/></span> }.into_any()
    }

    fn name(&self, look: &Look, i18n: I18n) -> AnyView {
        look.highlight.mark(i18n.texts().role_name(&self.key, &self.name), SearchField::First, true)
    }

    fn second_line(&self, _: &Look, i18n: I18n) -> Option<AnyView> {
        let description = i18n.texts().role_description(&self.key, &self.description).to_owned();
        Some(view! { <span class="r-who__mail" title=description.clone()>{description.clone()}</span> }.into_any())
    }

    fn cell(&self, column: &'static str, _: &Look, i18n: I18n) -> AnyView {
        let header = (i18n.texts().role_list.head)(column);
        let Ok(column) = column.parse() else { return ().into_any() };
        let number = |number: u64| number_cell(header, i18n.format().number(number));
        match column {
            RoleColumn::Name => ().into_any(),
            RoleColumn::Holders => number(self.holders),
            RoleColumn::Permissions => number(self.permissions.len() as u64),
        }
    }
}
