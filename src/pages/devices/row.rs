//! A device as a row of a table.

use api_types::{Device, DeviceColumn, SearchField};
use leptos::prelude::*;

use crate::{
    i18n::{DeviceTexts, I18n},
    ui::{Icon, IconName, Look, TableRow, nothing, number_cell},
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

    fn face(&self) -> AnyView {
        view! { <ThingAvatar/> }.into_any()
    }

    fn name(&self, look: &Look, _: I18n) -> AnyView {
        look.highlight.mark(&self.name, SearchField::First, true)
    }

    fn second_line(&self, look: &Look, _: I18n) -> Option<AnyView> {
        let location = look.highlight.mark(self.location.as_ref()?, SearchField::First, true);
        Some(view! { <span class="r-who__mail">{location}</span> }.into_any())
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> AnyView {
        let header = (i18n.of::<DeviceTexts>().texts().list.head)(column);
        let Ok(column) = column.parse() else { return ().into_any() };
        let marked = |text: &str| look.highlight.mark(text, SearchField::First, true);
        let or_nothing = |text: Option<&String>| text.map_or_else(nothing, |text| marked(text));
        match column {
            DeviceColumn::Name => ().into_any(),
            DeviceColumn::ExternalId => view! { <bdi dir="ltr">{marked(&self.external_id)}</bdi> }.into_any(),
            DeviceColumn::Kind => or_nothing(self.kind.as_ref()),
            DeviceColumn::Location => or_nothing(self.location.as_ref()),
            DeviceColumn::Group => match &self.group {
                Some(group) => view! { <bdi title=group.name.clone()>{group.name.clone()}</bdi> }.into_any(),
                None => nothing(),
            },
            DeviceColumn::People => match self.people {
                Some(people) => {
                    let said = i18n.of::<DeviceTexts>();
                    let by_grant = (people.by_grant > 0).then(|| {
                        let text = (said.texts().by_grant)(i18n.format(), people.by_grant);
                        view! { <small>{text}</small> }
                    });
                    view! {
                        <span class="r-two">
                            <span>{number_cell(header, i18n.format().number(people.total))}</span>
                            {by_grant}
                        </span>
                    }
                    .into_any()
                }
                None => nothing(),
            },
            DeviceColumn::ChangedAt => i18n.format().date(&self.changed_at).into_any(),
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
    view! { <span class=class aria-hidden="true"><Icon name=IconName::Device/></span> }
}
