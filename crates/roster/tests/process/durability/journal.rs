//! The journal of the writers, outside the server: what was acknowledged, and what was asked for when it was killed.

use std::collections::{BTreeMap, BTreeSet};

/// A change of one member. Each writes one audit event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Invite,
    /// Gives the member this role alone.
    Role(&'static str),
    Note(String),
    Deactivate,
    Activate,
    Remove,
    Withdraw,
    Restore,
}

/// What the database says of a member.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// As the column has it.
    pub status: i64,
    pub roles: BTreeSet<String>,
    pub note: String,
    /// How often each action is in the audit log for this member.
    pub actions: BTreeMap<String, usize>,
}

pub const ACTIVE: i64 = 0;
pub const INVITED: i64 = 1;
pub const INACTIVE: i64 = 3;
pub const WITHDRAWN: i64 = 4;
pub const REMOVED: i64 = 5;
/// The role of those who are invited.
pub const FIRST_ROLE: &str = "viewer";

/// What happened to one member.
#[derive(Debug, Clone)]
pub struct Story {
    pub email: String,
    /// The id, once it is known.
    pub member: Option<String>,
    /// The member before the first step; none if the first step creates it.
    start: Option<Seen>,
    /// The steps in their order. The last may not be acknowledged.
    steps: Vec<Step>,
    acknowledged: usize,
}

impl Story {
    /// Of a member that is there.
    pub fn of(email: String, member: String, start: Seen) -> Self {
        Self { email, member: Some(member), start: Some(start), steps: Vec::new(), acknowledged: 0 }
    }

    /// Of a member who is not invited yet.
    pub fn new(email: String) -> Self {
        Self { email, member: None, start: None, steps: Vec::new(), acknowledged: 0 }
    }

    /// Notes what is about to be asked for.
    pub fn ask(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Notes that the server has acknowledged it.
    pub fn acknowledge(&mut self) {
        self.acknowledged = self.steps.len();
    }

    /// Notes that the server has refused it.
    pub fn refuse(&mut self) {
        self.steps.truncate(self.acknowledged);
    }

    /// How many steps are acknowledged.
    pub const fn acknowledged(&self) -> usize {
        self.acknowledged
    }

    /// Whether a step waits for its answer.
    pub const fn is_asking(&self) -> bool {
        self.acknowledged < self.steps.len()
    }

    /// The member after all steps.
    pub fn now(&self) -> Option<Seen> {
        self.after(self.steps.len())
    }

    /// The member after so many steps.
    fn after(&self, steps: usize) -> Option<Seen> {
        self.steps[..steps].iter().fold(self.start.clone(), |before, step| Some(step.apply(before.unwrap_or_default())))
    }

    /// How many steps have happened, if that is one of the numbers that may be: at least `least`, which were
    /// acknowledged, and the steps that are there are there as a whole.
    pub fn steps_in(&self, seen: Option<&Seen>, least: usize) -> Result<usize, String> {
        let found = (least..=self.steps.len()).rev().find(|steps| self.after(*steps).as_ref() == seen);
        found.ok_or_else(|| {
            let (email, steps, expected) = (&self.email, &self.steps, self.after(least));
            format!("{email}: {steps:?}, of which {least} count, make {expected:?}; the database has {seen:?}")
        })
    }

    /// Goes on from what is in the database.
    pub fn settle(&mut self, steps: usize) {
        self.steps.truncate(steps);
        self.acknowledged = steps;
    }
}

impl Step {
    fn apply(&self, mut member: Seen) -> Seen {
        let is_invitation = member.status == INVITED || member.status == WITHDRAWN;
        match self {
            Self::Invite => (member.status, member.roles) = (INVITED, BTreeSet::from([FIRST_ROLE.to_owned()])),
            Self::Role(role) => member.roles = BTreeSet::from([(*role).to_owned()]),
            Self::Note(note) => member.note.clone_from(note),
            Self::Deactivate => member.status = INACTIVE,
            Self::Activate => member.status = ACTIVE,
            Self::Remove => member.status = REMOVED,
            Self::Withdraw => member.status = WITHDRAWN,
            Self::Restore => member.status = if is_invitation { INVITED } else { ACTIVE },
        }
        *member.actions.entry(self.action(is_invitation).to_owned()).or_default() += 1;
        member
    }

    /// What the audit log calls it.
    const fn action(&self, is_invitation: bool) -> &'static str {
        match (self, is_invitation) {
            (Self::Invite, _) => "invitation.created",
            (Self::Role(_), _) => "member.roles_changed",
            (Self::Note(_), true) => "invitation.changed",
            (Self::Note(_), false) => "member.changed",
            (Self::Deactivate, _) => "member.deactivated",
            (Self::Activate, _) => "member.activated",
            (Self::Remove, _) => "member.removed",
            (Self::Withdraw, _) => "invitation.withdrawn",
            (Self::Restore, true) => "invitation.restored",
            (Self::Restore, false) => "member.restored",
        }
    }
}

#[test]
fn a_journal_finds_what_is_lost_half_done_or_invented() {
    let mut story = Story::new("a@b.example".to_owned());
    story.ask(Step::Invite);
    story.acknowledge();
    story.ask(Step::Note("one".to_owned()));
    let (invited, noted) = (story.after(1).unwrap(), story.after(2).unwrap());
    assert_eq!(story.steps_in(Some(&invited), 1), Ok(1));
    assert_eq!(story.steps_in(Some(&noted), 1), Ok(2));
    assert!(story.steps_in(None, 1).is_err(), "lost");
    let without_event = Seen { actions: invited.actions.clone(), ..noted.clone() };
    assert!(story.steps_in(Some(&without_event), 1).is_err(), "a change without its event");
    let without_change = Seen { note: String::new(), ..noted.clone() };
    assert!(story.steps_in(Some(&without_change), 1).is_err(), "an event without its change");
    story.refuse();
    assert!(story.steps_in(Some(&noted), 1).is_err(), "invented");
}
