//! An event of the audit log as a row of a table.

use api_types::{ActorKind, AuditColumn, AuditEvent};

use crate::{
    components::{drawn_face, person_face, sentence},
    i18n::I18n,
    ui::{IconName, Look, Markup, TableRow, Tag, isolated, nothing},
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

    fn face(&self) -> Tag {
        match &self.actor {
            Some(actor) if actor.kind != ActorKind::ApiKey => person_face(&actor.name, false),
            Some(_) => drawn_face(IconName::Role),
            None => drawn_face(IconName::Clock),
        }
    }

    fn name(&self, _: &Look, i18n: I18n) -> Vec<Markup> {
        sentence(self, i18n)
    }

    fn second_line(&self, _: &Look, _: I18n) -> Option<Tag> {
        None
    }

    fn cell(&self, column: &'static str, _: &Look, i18n: I18n) -> Vec<Markup> {
        let Ok(column) = column.parse() else { return Vec::new() };
        let text = |text: Option<String>| text.map_or_else(nothing, isolated);
        match column {
            AuditColumn::At => {
                Tag::new("time").with("datetime", self.at.clone()).and(i18n.format().date_time(&self.at)).into()
            }
            AuditColumn::Address => text(self.address.clone()),
            AuditColumn::Actor => text(self.actor.as_ref().map(|actor| actor.name.clone())),
            AuditColumn::Target => text(self.target.as_ref().and_then(|target| target.name.clone())),
            AuditColumn::RequestId => text(self.request_id.clone()),
            AuditColumn::Action | AuditColumn::Changes => Vec::new(),
        }
    }
}
