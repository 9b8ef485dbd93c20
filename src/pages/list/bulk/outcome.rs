//! What has become of each of many rows with which the same is done.

use api_types::{BulkAction, BulkResult, MAX_BULK, MemberId, member_problems};

use crate::ui::RowRef;

/// How far one of them is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemOutcome {
    /// It has not been asked yet whether it can be done.
    Unasked,
    /// It can be done.
    Ready,
    Done,
    /// The answer was lost: it may have been done.
    Unknown,
    /// It cannot be done; one of [`member_problems`].
    Refused(String),
}

/// Every row, and how far it is.
#[derive(Clone)]
pub struct BulkOutcome {
    action: BulkAction,
    rows: Vec<(RowRef, ItemOutcome)>,
}

/// Why some were refused, and who they are.
pub type Refusal<'a> = (&'a str, Vec<&'a RowRef>);

impl BulkOutcome {
    /// These rows, of which nothing is known yet.
    pub fn new(action: BulkAction, rows: impl IntoIterator<Item = RowRef>) -> Self {
        Self { action, rows: rows.into_iter().map(|row| (row, ItemOutcome::Unasked)).collect() }
    }

    /// What is done to them.
    pub fn action(&self) -> BulkAction {
        self.action
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// How many are that far.
    pub fn count(&self, wanted: impl Fn(&ItemOutcome) -> bool) -> u64 {
        self.rows.iter().filter(|(_, outcome)| wanted(outcome)).count() as u64
    }

    /// How many it can still be done to.
    pub fn left(&self) -> u64 {
        self.count(Self::is_next)
    }

    /// As many as can be asked about at once of those who have not been.
    pub fn unasked(&self) -> Vec<MemberId> {
        self.first(|outcome| *outcome == ItemOutcome::Unasked)
    }

    /// As many as it can be done to at once of those who wait for it.
    pub fn next(&self) -> Vec<MemberId> {
        self.first(Self::is_next)
    }

    /// Those to whom it was done.
    pub fn done(&self) -> Vec<RowRef> {
        self.rows.iter().filter(|(_, outcome)| *outcome == ItemOutcome::Done).map(|(row, _)| row.clone()).collect()
    }

    /// Those to whom it cannot be done, by the reason.
    pub fn refusals(&self) -> Vec<Refusal<'_>> {
        let mut found: Vec<Refusal<'_>> = Vec::new();
        for (row, outcome) in &self.rows {
            let ItemOutcome::Refused(code) = outcome else { continue };
            match found.iter_mut().find(|(known, _)| known == code) {
                Some((_, rows)) => rows.push(row),
                None => found.push((code, vec![row])),
            }
        }
        found
    }

    /// Those that are no longer there, and those that were pending, as `was_pending` says, and no longer are.
    pub fn gone(&self, was_pending: impl Fn(&RowRef) -> bool) -> Vec<RowRef> {
        let is_gone = |(row, outcome): &&(RowRef, ItemOutcome)| match outcome {
            ItemOutcome::Refused(code) if code == member_problems::NOT_FOUND => true,
            ItemOutcome::Refused(code) if code == member_problems::NOT_PENDING => was_pending(row),
            _ => false,
        };
        self.rows.iter().filter(is_gone).map(|(row, _)| row.clone()).collect()
    }

    /// Nobody needs to be asked about first.
    pub fn expect_all(&mut self) {
        self.rows.iter_mut().for_each(|(_, outcome)| *outcome = ItemOutcome::Ready);
    }

    /// The server says what would become of these.
    pub fn foresee(&mut self, results: &[BulkResult]) {
        self.settle(results, ItemOutcome::Ready);
    }

    /// The server says what became of these.
    pub fn take(&mut self, results: &[BulkResult]) {
        self.settle(results, ItemOutcome::Done);
    }

    /// The answer about these was lost.
    pub fn lose(&mut self, ids: &[MemberId]) {
        for (row, outcome) in &mut self.rows {
            if ids.contains(&MemberId::from_u128(row.id())) {
                *outcome = ItemOutcome::Unknown;
            }
        }
    }

    fn settle(&mut self, results: &[BulkResult], good: ItemOutcome) {
        let already_done = already_done(self.action);
        for BulkResult { id, problem } in results {
            let Some((_, outcome)) = self.rows.iter_mut().find(|(row, _)| row.id() == id.as_u128()) else { continue };
            *outcome = match problem {
                // The first request did it, and its response was lost.
                Some(problem) if *outcome == ItemOutcome::Unknown && already_done == Some(&*problem.code) => {
                    good.clone()
                }
                Some(problem) => ItemOutcome::Refused(problem.code.clone()),
                None => good.clone(),
            };
        }
    }

    /// When the answer was lost it is asked for again: the server does it once.
    fn is_next(outcome: &ItemOutcome) -> bool {
        matches!(outcome, ItemOutcome::Ready | ItemOutcome::Unknown)
    }

    fn first(&self, wanted: impl Fn(&ItemOutcome) -> bool) -> Vec<MemberId> {
        let all = self.rows.iter().filter(|(_, outcome)| wanted(outcome));
        all.map(|(row, _)| MemberId::from_u128(row.id())).take(MAX_BULK).collect()
    }
}

/// The problem of a repeated action that was carried out before. A resend is carried out once per key and repeats its
/// result.
fn already_done(action: BulkAction) -> Option<&'static str> {
    match action {
        BulkAction::Resend => None,
        BulkAction::Withdraw => Some(member_problems::NOT_PENDING),
        BulkAction::Restore => Some(member_problems::NOT_WITHDRAWN),
        BulkAction::Activate => Some(member_problems::NOT_INACTIVE),
        BulkAction::Deactivate => Some(member_problems::NOT_ACTIVE),
        BulkAction::Remove => Some(member_problems::MEMBER_REMOVED),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use api_types::MemberProblem;

    use super::*;
    use crate::ui::Numbered;

    fn row(id: u128) -> RowRef {
        Arc::new(Numbered { id, version: 1 })
    }

    fn outcome(action: BulkAction, rows: u128) -> BulkOutcome {
        BulkOutcome::new(action, (1..=rows).map(row))
    }

    fn results(ids: &[MemberId], refused: &[(u128, &str)]) -> Vec<BulkResult> {
        let problem = |id: &MemberId| {
            let (_, code) = refused.iter().find(|(refused, _)| *refused == id.as_u128())?;
            Some(MemberProblem { code: (*code).to_owned(), detail: String::new(), member: None })
        };
        ids.iter().map(|id| BulkResult { id: *id, problem: problem(id) }).collect()
    }

    #[test]
    fn everybody_is_asked_about_in_portions_that_the_server_takes() {
        let mut outcome = outcome(BulkAction::Withdraw, 450);
        for portion in [200, 200, 50, 0] {
            let ids = outcome.unasked();
            assert_eq!(ids.len(), portion);
            outcome.foresee(&results(&ids, &[]));
        }
        assert_eq!(outcome.left(), 450);
    }

    #[test]
    fn those_who_are_refused_are_told_apart_by_the_reason() {
        let mut outcome = outcome(BulkAction::Withdraw, 5);
        let ids = outcome.unasked();
        outcome.foresee(&results(&ids, &[(2, "not_pending"), (3, "not_found"), (5, "not_pending")]));
        let told: Vec<_> = outcome.refusals().iter().map(|(code, rows)| (*code, rows.len())).collect();
        assert_eq!(told, [("not_pending", 2), ("not_found", 1)]);
        assert_eq!((outcome.left(), outcome.gone(|_| false).len(), outcome.done().len()), (2, 1, 0));
    }

    #[test]
    fn u6_a_repeat_after_a_lost_response_counts_what_is_already_so_as_done() {
        for (action, already) in [(BulkAction::Withdraw, "not_pending"), (BulkAction::Restore, "not_withdrawn")] {
            let mut outcome = outcome(action, 4);
            let ids = outcome.unasked();
            outcome.foresee(&results(&ids, &[]));
            outcome.lose(&ids);
            assert_eq!(outcome.next(), ids);
            outcome.take(&results(&ids, &[(1, already), (2, "above_yourself"), (3, "not_found")]));
            assert_eq!((outcome.done().len(), outcome.left()), (2, 0), "{action:?}");
            let codes: Vec<_> = outcome.refusals().into_iter().map(|(code, _)| code).collect();
            assert_eq!(codes, ["above_yourself", "not_found"], "{action:?}");
        }
    }

    #[test]
    fn without_a_lost_response_what_is_already_so_is_refused() {
        for (action, already) in [(BulkAction::Withdraw, "not_pending"), (BulkAction::Restore, "not_withdrawn")] {
            let mut outcome = outcome(action, 1);
            let ids = outcome.unasked();
            outcome.foresee(&results(&ids, &[]));
            outcome.take(&results(&ids, &[(1, already)]));
            assert_eq!((outcome.done().len(), outcome.refusals().len()), (0, 1), "{action:?}");
        }
    }

    #[test]
    fn u6_a_resend_is_never_taken_for_done() {
        let mut outcome = outcome(BulkAction::Resend, 1);
        let ids = outcome.unasked();
        outcome.foresee(&results(&ids, &[]));
        outcome.lose(&ids);
        outcome.take(&results(&ids, &[(1, "not_pending")]));
        assert_eq!((outcome.done().len(), outcome.refusals().len()), (0, 1));
    }

    #[test]
    fn u6_mails_whose_answer_was_lost_are_asked_for_again_in_the_same_portion() {
        let mut outcome = outcome(BulkAction::Resend, 3);
        let ids = outcome.unasked();
        outcome.foresee(&results(&ids, &[]));
        outcome.lose(&ids);
        assert_eq!(outcome.next(), ids);
        outcome.take(&results(&ids, &[]));
        assert_eq!((outcome.done().len(), outcome.left()), (3, 0));
    }

    #[test]
    fn who_has_gone_before_anything_was_done_has_not_been_withdrawn_here() {
        let mut outcome = outcome(BulkAction::Withdraw, 2);
        let ids = outcome.unasked();
        outcome.foresee(&results(&ids, &[]));
        outcome.take(&results(&ids, &[(1, "not_found")]));
        assert_eq!((outcome.done().len(), outcome.gone(|_| false).len()), (1, 1));
    }
}
