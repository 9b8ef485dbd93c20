//! What is to be done, and to whom.

use api_types::{JobChange, JobKind, MAX_JOB_MEMBERS, MemberId, NewJob};

use crate::ui::Selected;

/// A change, and whom it is made to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub change: JobChange,
    pub whom: Whom,
    /// How many were selected.
    pub number: u64,
}

/// Members one by one, or every member of a view apart from some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    Members(Vec<MemberId>),
    View { view: String, except: Vec<MemberId> },
}

impl Wanted {
    /// This change of those who are selected.
    pub fn new(change: JobChange, selected: &Selected) -> Self {
        let ids = |ids: &[u128]| ids.iter().map(|id| MemberId::from_u128(*id)).collect();
        let whom = match selected.whole() {
            Some(whole) => Whom::View { view: whole.view.clone(), except: ids(&whole.except) },
            None => Whom::Members(selected.rows().iter().map(|row| MemberId::from_u128(row.id())).collect()),
        };
        Self { change, whom, number: selected.count() }
    }

    pub fn kind(&self) -> JobKind {
        self.change.kind()
    }

    /// Whether they are too many to be named one by one.
    pub fn is_too_large(&self) -> bool {
        matches!(&self.whom, Whom::Members(members) if members.len() > MAX_JOB_MEMBERS)
    }

    /// Leaves a member out.
    pub fn keep(&mut self, member: MemberId) {
        match &mut self.whom {
            Whom::Members(members) => members.retain(|it| *it != member),
            Whom::View { except, .. } => except.push(member),
        }
    }

    /// Who supervises the people of those who lose their access.
    pub fn set_successor(&mut self, member: Option<MemberId>) {
        if let JobChange::Deactivate { successor } | JobChange::Remove { successor } = &mut self.change {
            *successor = member;
        }
    }

    /// What is asked of the server.
    pub fn request(&self, note: &str) -> NewJob {
        let (members, view, except) = match self.whom.clone() {
            Whom::Members(members) => (members, None, Vec::new()),
            Whom::View { view, except } => (Vec::new(), Some(view), except),
        };
        let note = Some(note.trim()).filter(|note| !note.is_empty()).map(str::to_owned);
        NewJob { change: self.change.clone(), members, view, except, note }
    }
}

#[cfg(test)]
mod tests {
    use api_types::Total;

    use super::*;
    use crate::ui::Selection;

    #[test]
    fn usr8_a_view_is_asked_for_with_who_is_left_out() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            let selection = Selection::new();
            selection.select_whole("status=active".to_owned(), Total { count: 100_000, exact: true }, None);
            let selected = leptos::prelude::GetUntracked::get_untracked(&selection.rows());
            let mut wanted = Wanted::new(JobChange::Remove { successor: None }, &selected);
            wanted.keep(MemberId::from_u128(7));
            wanted.set_successor(Some(MemberId::from_u128(8)));
            let request = wanted.request("  Contract ended ");
            assert_eq!(request.view.as_deref(), Some("status=active"));
            assert_eq!((request.members, request.except), (vec![], vec![MemberId::from_u128(7)]));
            assert_eq!(request.change, JobChange::Remove { successor: Some(MemberId::from_u128(8)) });
            assert_eq!((request.note.as_deref(), wanted.is_too_large()), (Some("Contract ended"), false));
        });
    }
}
