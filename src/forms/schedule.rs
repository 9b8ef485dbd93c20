//! The days between which a member has access, as they are typed.

use api_types::{FieldProblem, Member, MemberSchedule, MemberStatus};

/// What saving the days does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Access ends at once, until this day.
    EndsNow(String),
    /// The invitation no longer works, and is sent again on this day.
    CallsBack(String),
    /// The invitation is sent on this day.
    Invites(String),
    /// Access begins on this day.
    Begins(String),
    /// Access ends after this day.
    Ends(String),
    /// No day limits access.
    Unlimited,
}

/// Why a day cannot be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayError {
    Invalid,
    /// The first day is not after today.
    FirstPast,
    /// The last day is before today.
    LastPast,
    TooFar,
    LastBeforeFirst,
}

/// What is typed: a day such as `2026-12-01`, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScheduleDraft {
    pub from: String,
    pub until: String,
}

impl ScheduleDraft {
    /// The days of a member.
    pub fn of(member: &Member) -> Self {
        let text = |day: &Option<String>| day.clone().unwrap_or_default();
        Self { from: text(&member.active_from), until: text(&member.active_until) }
    }

    /// The request.
    pub fn request(&self) -> MemberSchedule {
        let day = |day: &String| Some(day.clone()).filter(|day| !day.is_empty());
        MemberSchedule { active_from: day(&self.from), active_until: day(&self.until) }
    }

    /// Whether the last day is before the first. Days are written so that texts compare as days do.
    pub fn is_reversed(&self) -> bool {
        !self.from.is_empty() && !self.until.is_empty() && self.until < self.from
    }

    /// What saving does to a member.
    pub fn effects(&self, member: &Member) -> Vec<Effect> {
        let MemberSchedule { active_from, active_until } = self.request();
        let begins = active_from.map(|day| match member.status {
            MemberStatus::Active => Effect::EndsNow(day),
            MemberStatus::Invited | MemberStatus::Expired => Effect::CallsBack(day),
            _ if member.invitation.is_some() => Effect::Invites(day),
            _ => Effect::Begins(day),
        });
        let mut effects: Vec<_> = begins.into_iter().chain(active_until.map(Effect::Ends)).collect();
        if effects.is_empty() {
            effects.push(Effect::Unlimited);
        }
        effects
    }
}

/// Why the server refuses the field of this pointer.
pub fn day_error(errors: &[FieldProblem], pointer: &str) -> Option<DayError> {
    let problem = errors.iter().find(|problem| problem.pointer == pointer)?;
    Some(match problem.code.as_str() {
        "past" if pointer == "/active_from" => DayError::FirstPast,
        "past" => DayError::LastPast,
        "too_far" => DayError::TooFar,
        "before_first_day" => DayError::LastBeforeFirst,
        _ => DayError::Invalid,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(json: &str) -> Member {
        let whole = format!(
            r#"{{"id":"mem_00000000000000000000000001","organization_id":"org_00000000000000000000000001",
            "email":"a@b.example","roles":[],"version":1,{json}}}"#
        );
        serde_json::from_str(&whole).unwrap()
    }

    #[test]
    fn usr11_what_saving_does_is_known_before() {
        let invitation = r#""invitation":{"expires_at":"2026-12-01T00:00:00Z","times_sent":0}"#;
        let draft = ScheduleDraft { from: "2026-12-01".into(), until: String::new() };
        for (json, effect) in [
            (r#""status":"active""#.to_owned(), Effect::EndsNow as fn(String) -> Effect),
            (format!(r#""status":"invited",{invitation}"#), Effect::CallsBack),
            (format!(r#""status":"expired",{invitation}"#), Effect::CallsBack),
            (format!(r#""status":"inactive",{invitation}"#), Effect::Invites),
            (r#""status":"inactive""#.to_owned(), Effect::Begins),
        ] {
            assert_eq!(draft.effects(&member(&json)), [effect("2026-12-01".to_owned())], "{json}");
        }
        let active = member(r#""status":"active","active_until":"2026-12-31""#);
        assert_eq!(ScheduleDraft::of(&active).effects(&active), [Effect::Ends("2026-12-31".to_owned())]);
        assert_eq!(ScheduleDraft::default().effects(&active), [Effect::Unlimited]);
    }

    #[test]
    fn usr11_the_last_day_follows_the_first() {
        let draft = |from: &str, until: &str| ScheduleDraft { from: from.into(), until: until.into() };
        assert!(draft("2026-12-02", "2026-12-01").is_reversed());
        for fine in [draft("2026-12-01", "2026-12-01"), draft("2026-12-01", ""), draft("", "2026-12-01")] {
            assert!(!fine.is_reversed());
        }
        let errors = [("/active_from", "past"), ("/active_until", "past")];
        let errors = errors.map(|(pointer, code)| FieldProblem {
            pointer: pointer.into(),
            code: code.into(),
            detail: String::new(),
        });
        assert_eq!(day_error(&errors, "/active_from"), Some(DayError::FirstPast));
        assert_eq!(day_error(&errors, "/active_until"), Some(DayError::LastPast));
        assert_eq!(day_error(&errors[..1], "/active_until"), None);
    }
}
