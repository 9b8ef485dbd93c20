//! An access request as a row of a table.

use api_types::{AccessRequest, AccessRequestColumn, AccessRequestState, DeviceLevel, SearchField};
use leptos::prelude::*;

use super::actions::{APPROVE, APPROVE_AS, DECLINE};
use crate::{
    components::AccountAvatar,
    i18n::{DeviceTexts, I18n, RequestTexts},
    ui::{Icon, IconName, Look, TableRow, nothing},
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

    fn face(&self) -> AnyView {
        view! { <AccountAvatar name=self.member.name.clone()/> }.into_any()
    }

    fn name(&self, look: &Look, _: I18n) -> AnyView {
        look.highlight.mark(&self.member.name, SearchField::First, true)
    }

    fn second_line(&self, look: &Look, _: I18n) -> Option<AnyView> {
        let email = look.highlight.mark(&self.email, SearchField::First, true);
        Some(view! { <span class="r-who__mail" dir="ltr" title=self.email.clone()>{email}</span> }.into_any())
    }

    fn cell(&self, column: &'static str, look: &Look, i18n: I18n) -> AnyView {
        let Ok(column) = column.parse() else { return ().into_any() };
        let said = i18n.of::<RequestTexts>().texts();
        let marked = |text: &str| look.highlight.mark(text, SearchField::First, true);
        match column {
            AccessRequestColumn::Person | AccessRequestColumn::AnsweredBy => ().into_any(),
            AccessRequestColumn::Target => {
                let name = self.target.clone().unwrap_or_default();
                let place = if self.group.is_some() { Some(said.group.to_owned()) } else { self.place.clone() };
                view! {
                    <span class="r-two">
                        <bdi title=name.clone()>{marked(&name)}</bdi>
                        {place.map(|place| view! { <small><bdi>{place}</bdi></small> })}
                    </span>
                }
                .into_any()
            }
            AccessRequestColumn::Level => level_badge(self.level, i18n),
            AccessRequestColumn::Reason => {
                view! { <span class="r-clamp" dir="auto" title=self.reason.clone()>{marked(&self.reason)}</span> }
                    .into_any()
            }
            AccessRequestColumn::Until => match &self.until {
                Some(day) => i18n.format().plain_day(day).into_any(),
                None => view! { <span class="r-muted">{said.no_end}</span> }.into_any(),
            },
            AccessRequestColumn::AskedAt => moment(&self.asked_at, i18n),
            AccessRequestColumn::State => answer(self, i18n),
            AccessRequestColumn::AnsweredAt => match &self.answered_at {
                Some(at) => moment(at, i18n),
                None => nothing(),
            },
            AccessRequestColumn::Note => match &self.note {
                Some(note) => view! { <bdi title=note.clone()>{note.clone()}</bdi> }.into_any(),
                None => nothing(),
            },
        }
    }
}

fn moment(at: &str, i18n: I18n) -> AnyView {
    view! { <time datetime=at.to_owned()>{i18n.format().date_time(at)}</time> }.into_any()
}

/// A level, the highest one more distinct.
pub fn level_badge(level: DeviceLevel, i18n: I18n) -> AnyView {
    let name = (i18n.of::<DeviceTexts>().texts().level)(level);
    let class = if level == DeviceLevel::Manage { "r-badge r-badge--strong" } else { "r-badge" };
    view! { <span class=class>{name}</span> }.into_any()
}

/// What became of a request.
pub fn state_badge(state: AccessRequestState, i18n: I18n) -> AnyView {
    let class = match state {
        AccessRequestState::Pending => "r-badge r-badge--warning",
        AccessRequestState::Approved => "r-badge r-badge--success",
        AccessRequestState::Declined => "r-badge r-badge--danger",
        AccessRequestState::Expired | AccessRequestState::Cancelled => "r-badge",
    };
    view! { <span class=class>{(i18n.of::<RequestTexts>().texts().state)(state)}</span> }.into_any()
}

/// The buttons that answer the request, or the answer. What the buttons do is for the table to hear.
fn answer(request: &AccessRequest, i18n: I18n) -> AnyView {
    let said = i18n.of::<RequestTexts>().texts();
    if request.state != AccessRequestState::Pending {
        let by = request.answered_by.as_ref().map(|by| view! { <small>{(said.by)(&by.name)}</small> });
        return view! {
            <span class="r-answer">
                {state_badge(request.state, i18n)}
                {by}
            </span>
        }
        .into_any();
    }
    let Some(highest) = request.answerable else { return nothing() };
    let name = &request.member.name;
    let is_above = request.level > highest;
    // Where the level that was asked for is too high, a lower one can be chosen.
    let (approve, label) = match is_above {
        true => (APPROVE_AS, (said.approve_as_person)(name)),
        false => (APPROVE, (said.approve_person)(name)),
    };
    view! {
        <span class="r-answer">
            <span class="r-splitbtn">
                <button type="button" class="r-btn r-btn--sm" data-action=approve aria-label=label>
                    {said.approve}
                </button>
                <button
                    type="button"
                    class="r-btn r-btn--sm r-btn--icon"
                    data-action=APPROVE_AS
                    aria-label=(said.approve_as_person)(name)
                    title=said.approve_as
                >
                    <Icon name=IconName::Down/>
                </button>
            </span>
            <button
                type="button"
                class="r-btn r-btn--ghost r-btn--sm"
                data-action=DECLINE
                aria-label=(said.decline_person)(name)
            >
                {said.decline}
            </button>
        </span>
    }
    .into_any()
}
