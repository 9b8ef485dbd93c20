//! An access request as a row of a table.

use api_types::{AccessRequest, AccessRequestColumn, AccessRequestState, DeviceLevel, SearchField};

use super::actions::{APPROVE, APPROVE_AS, DECLINE};
use crate::{
    components::person_face,
    i18n::{DeviceTexts, I18n, RequestTexts},
    ui::{IconName, IconSize, Look, Markup, TableRow, Tag, icon, isolated, nothing},
};

impl TableRow for AccessRequest {
    fn id(&self) -> u128 {
        self.id.as_u128()
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn label(&self) -> &str {
        &self.member.name
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn is_muted(&self) -> bool {
        matches!(self.state, AccessRequestState::Expired | AccessRequestState::Cancelled)
    }

    fn is_same(&self, other: &dyn TableRow) -> bool {
        other.of::<Self>() == Some(self)
    }

    fn face(&self) -> Tag {
        person_face(&self.member.name, false)
    }

    fn name(&self, look: &Look, _: I18n) -> Vec<Markup> {
        look.highlight.mark(&self.member.name, SearchField::First, true)
    }

    fn second_line(&self, look: &Look, _: I18n) -> Option<Tag> {
        let email = look.highlight.mark(&self.email, SearchField::First, true);
        Some(Tag::span("r-who__mail").with("dir", "ltr").and_all(email))
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> Vec<Markup> {
        let Ok(column) = column.parse() else { return Vec::new() };
        let said = i18n.of::<RequestTexts>().texts();
        let marked = |text: &str| look.highlight.mark(text, SearchField::First, true);
        match column {
            AccessRequestColumn::Person | AccessRequestColumn::AnsweredBy => Vec::new(),
            AccessRequestColumn::Target => {
                let name = self.target.clone().unwrap_or_default();
                let place = if self.group.is_some() { Some(said.group.to_owned()) } else { self.place.clone() };
                let place = place.map(|place| Tag::new("small").and(Tag::new("bdi").and(place)));
                Tag::span("r-two").and(Tag::new("bdi").and_all(marked(&name))).and_all(place).into()
            }
            AccessRequestColumn::Level => vec![level_badge(self.level, i18n)],
            AccessRequestColumn::Reason => {
                Tag::span("r-clamp").with("dir", "auto").and_all(marked(&self.reason)).into()
            }
            AccessRequestColumn::Until => match &self.until {
                Some(day) => vec![i18n.format().plain_day(day).into()],
                None => Tag::span("r-muted").and(said.no_end).into(),
            },
            AccessRequestColumn::AskedAt => moment(&self.asked_at, i18n),
            AccessRequestColumn::State => answer(self, i18n),
            AccessRequestColumn::AnsweredAt => match &self.answered_at {
                Some(at) => moment(at, i18n),
                None => nothing(),
            },
            AccessRequestColumn::Note => match &self.note {
                Some(note) => isolated(note.clone()),
                None => nothing(),
            },
        }
    }
}

fn moment(at: &str, i18n: I18n) -> Vec<Markup> {
    Tag::new("time").with("datetime", at.to_owned()).and(i18n.format().date_time(at)).into()
}

/// A level, the highest one more distinct.
pub fn level_badge(level: DeviceLevel, i18n: I18n) -> Markup {
    let name = (i18n.of::<DeviceTexts>().texts().level)(level);
    let class = if level == DeviceLevel::Manage { "r-badge r-badge--strong" } else { "r-badge" };
    Tag::span(class).and(name).into()
}

/// What became of a request.
pub fn state_badge(state: AccessRequestState, i18n: I18n) -> Markup {
    let class = match state {
        AccessRequestState::Pending => "r-badge r-badge--warning",
        AccessRequestState::Approved => "r-badge r-badge--success",
        AccessRequestState::Declined => "r-badge r-badge--danger",
        AccessRequestState::Expired | AccessRequestState::Cancelled => "r-badge",
    };
    Tag::span(class).and((i18n.of::<RequestTexts>().texts().state)(state)).into()
}

/// The buttons that answer the request, or the answer. What the buttons do is for the table to hear.
fn answer(request: &AccessRequest, i18n: I18n) -> Vec<Markup> {
    let said = i18n.of::<RequestTexts>().texts();
    if request.state != AccessRequestState::Pending {
        let by = request.answered_by.as_ref().map(|by| Tag::new("small").and((said.by)(&by.name)));
        return Tag::span("r-answer").and(state_badge(request.state, i18n)).and_all(by).into();
    }
    let Some(highest) = request.answerable else { return nothing() };
    let name = &request.member.name;
    let is_above = request.level > highest;
    // Where the level that was asked for is too high, a lower one can be chosen.
    let (approve, label) = match is_above {
        true => (APPROVE_AS, (said.approve_as_person)(name)),
        false => (APPROVE, (said.approve_person)(name)),
    };
    let button = |class: &'static str, action: &'static str| {
        Tag::new("button").with("type", "button").with("class", class).with("data-action", action)
    };
    let approve = button("r-btn r-btn--sm", approve).with("aria-label", label).and(said.approve);
    let approve_as = button("r-btn r-btn--sm r-btn--icon", APPROVE_AS)
        .with("aria-label", (said.approve_as_person)(name))
        .with("title", said.approve_as)
        .and(icon(IconName::Down, IconSize::Normal));
    let decline = button("r-btn r-btn--ghost r-btn--sm", DECLINE).with("aria-label", (said.decline_person)(name));
    Tag::span("r-answer")
        .and(Tag::span("r-splitbtn").and(approve).and(approve_as))
        .and(decline.and(said.decline))
        .into()
}
