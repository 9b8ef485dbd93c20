//! A device as a row of a table.

use api_types::{Device, DeviceColumn, SearchField};
use leptos::prelude::*;

use crate::{
    i18n::{DeviceTexts, I18n},
    ui::{IconName, IconSize, Look, Markup, TableRow, Tag, icon, isolated, nothing, number_cell},
};

impl TableRow for Device {
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
        thing_face("r-avatar r-avatar--thing")
    }

    fn name(&self, look: &Look, _: I18n) -> Vec<Markup> {
        look.highlight.mark(&self.name, SearchField::First, true)
    }

    fn second_line(&self, look: &Look, _: I18n) -> Option<Tag> {
        let location = look.highlight.mark(self.location.as_ref()?, SearchField::First, true);
        Some(Tag::span("r-who__mail").and_all(location))
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> Vec<Markup> {
        let header = (i18n.of::<DeviceTexts>().texts().list.head)(column);
        let Ok(column) = column.parse() else { return Vec::new() };
        let marked = |text: &str| look.highlight.mark(text, SearchField::First, true);
        let or_nothing = |text: Option<&String>| text.map_or_else(nothing, |text| marked(text));
        match column {
            DeviceColumn::Name => Vec::new(),
            DeviceColumn::ExternalId => Tag::new("bdi").with("dir", "ltr").and_all(marked(&self.external_id)).into(),
            DeviceColumn::Kind => or_nothing(self.kind.as_ref()),
            DeviceColumn::Location => or_nothing(self.location.as_ref()),
            DeviceColumn::Group => match &self.group {
                Some(group) => isolated(group.name.clone()),
                None => nothing(),
            },
            DeviceColumn::People => match self.people {
                Some(people) => {
                    let said = i18n.of::<DeviceTexts>();
                    let by_grant = (people.by_grant > 0)
                        .then(|| Tag::new("small").and((said.texts().by_grant)(i18n.format(), people.by_grant)));
                    let total = Tag::new("span").and_all(number_cell(header, i18n.format().number(people.total)));
                    Tag::span("r-two").and(total).and_all(by_grant).into()
                }
                None => nothing(),
            },
            DeviceColumn::ChangedAt => vec![i18n.format().date(&self.changed_at).into()],
        }
    }
}

/// The face of a device.
#[component]
pub fn ThingAvatar(
    /// For the head of its page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = if large { "r-avatar r-avatar--thing r-avatar--xl" } else { "r-avatar r-avatar--thing" };
    Markup::from(thing_face(class))
}

fn thing_face(class: &'static str) -> Tag {
    Tag::span(class).with("aria-hidden", "true").and(icon(IconName::Device, IconSize::Normal))
}
