//! A company as a row of a table.

use api_types::{Company, CompanyColumn, CompanyStatus, SearchField};

use crate::{
    components::organization_face,
    i18n::I18n,
    ui::{Look, Markup, TableRow, Tag, nothing, number_cell},
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

    fn face(&self) -> Tag {
        organization_face(&self.name, false)
    }

    fn name(&self, look: &Look, _: I18n) -> Vec<Markup> {
        look.highlight.mark(&self.name, SearchField::First, true)
    }

    fn second_line(&self, _: &Look, i18n: I18n) -> Option<Tag> {
        let at = self.archived_at.as_ref()?;
        let text = (i18n.texts().company.archived_on)(&i18n.format().date(at));
        Some(Tag::span("r-who__mail").and(text))
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> Vec<Markup> {
        let header = (i18n.texts().company_list.head)(column);
        let Ok(column) = column.parse() else { return Vec::new() };
        let number = |number: u64| number_cell(header, i18n.format().number(number));
        match column {
            CompanyColumn::Name => Vec::new(),
            CompanyColumn::Number => match &self.number {
                Some(text) => {
                    let marked = look.highlight.mark(text, SearchField::First, true);
                    Tag::new("bdi").with("dir", "ltr").and_all(marked).into()
                }
                None => nothing(),
            },
            CompanyColumn::Members => number(self.members),
            CompanyColumn::MainFor => number(self.main_for),
            CompanyColumn::Status => {
                let word = (i18n.texts().company.status)(self.status);
                Tag::span("r-status").with("data-status", self.status.as_str()).and(word).into()
            }
        }
    }
}
