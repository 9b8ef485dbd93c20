//! A company as a row of a table.

use api_types::{Company, CompanyColumn, CompanyStatus, SearchField};
use leptos::prelude::*;

use crate::{
    components::OrganizationAvatar,
    i18n::I18n,
    ui::{Look, TableRow, nothing, number_cell},
};

impl TableRow for Company {
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
        self.status == CompanyStatus::Archived
    }

    fn is_same(&self, other: &dyn TableRow) -> bool {
        other.of::<Self>() == Some(self)
    }

    fn face(&self) -> AnyView {
        view! { <OrganizationAvatar name=self.name.clone()/> }.into_any()
    }

    fn name(&self, look: &Look, _: I18n) -> AnyView {
        look.highlight.mark(&self.name, SearchField::First, true)
    }

    fn second_line(&self, _: &Look, i18n: I18n) -> Option<AnyView> {
        let at = self.archived_at.as_ref()?;
        let text = (i18n.texts().company.archived_on)(&i18n.format().date(at));
        Some(view! { <span class="r-who__mail">{text}</span> }.into_any())
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> AnyView {
        let header = (i18n.texts().company_list.head)(column);
        let Ok(column) = column.parse() else { return ().into_any() };
        let number = |number: u64| number_cell(header, i18n.format().number(number));
        match column {
            CompanyColumn::Name => ().into_any(),
            CompanyColumn::Number => match &self.number {
                Some(text) => {
                    let marked = look.highlight.mark(text, SearchField::First, true);
                    view! { <bdi dir="ltr">{marked}</bdi> }.into_any()
                }
                None => nothing(),
            },
            CompanyColumn::Members => number(self.members),
            CompanyColumn::MainFor => number(self.main_for),
            CompanyColumn::Status => {
                let word = (i18n.texts().company.status)(self.status);
                view! { <span class="r-status" data-status=self.status.as_str()>{word}</span> }.into_any()
            }
        }
    }
}
