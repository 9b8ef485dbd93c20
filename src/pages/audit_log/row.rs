//! An event of the audit log as a row of a table.

use api_types::{ActorKind, AuditColumn, AuditEvent};
use leptos::prelude::*;

use crate::{
    components::{AccountAvatar, sentence},
    i18n::I18n,
    ui::{Icon, IconName, IconSize, Look, TableRow, nothing},
};

impl TableRow for AuditEvent {
    fn id(&self) -> u128 {
        self.id.as_u128()
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn label(&self) -> &str {
        let target = self.target.as_ref().and_then(|target| target.name.as_deref());
        target.or_else(|| self.actor.as_ref().map(|actor| actor.name.as_str())).unwrap_or(&self.action)
    }

    fn version(&self) -> i64 {
        0
    }

    fn is_muted(&self) -> bool {
        false
    }

    fn is_same(&self, other: &dyn TableRow) -> bool {
        other.of::<Self>() == Some(self)
    }

    fn face(&self) -> AnyView {
        let icon = match &self.actor {
            Some(actor) if actor.kind != ActorKind::ApiKey => {
                return view! { <AccountAvatar name=actor.name.clone()/> }.into_any();
            }
            Some(_) => IconName::Role,
            None => IconName::Clock,
        };
        view! {
            <span class="r-avatar r-avatar--pending" aria-hidden="true">
                <Icon name=icon size=IconSize::Small/>
            </span>
        }
        .into_any()
    }

    fn name(&self, _: &Look, i18n: I18n) -> AnyView {
        sentence(self, i18n)
    }

    fn second_line(&self, _: &Look, _: I18n) -> Option<AnyView> {
        None
    }

    fn cell(&self, column: &'static str, _: &Look, i18n: I18n) -> AnyView {
        let Ok(column) = column.parse() else { return ().into_any() };
        let text = |text: Option<String>| match text {
            Some(text) => view! { <bdi>{text}</bdi> }.into_any(),
            None => nothing(),
        };
        match column {
            AuditColumn::At => {
                view! { <time datetime=self.at.clone()>{i18n.format().date_time(&self.at)}</time> }.into_any()
            }
            AuditColumn::Address => text(self.address.clone()),
            AuditColumn::Actor => text(self.actor.as_ref().map(|actor| actor.name.clone())),
            AuditColumn::Target => text(self.target.as_ref().and_then(|target| target.name.clone())),
            AuditColumn::RequestId => text(self.request_id.clone()),
            AuditColumn::Action | AuditColumn::Changes => ().into_any(),
        }
    }
}
