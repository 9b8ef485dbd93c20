//! What has become of each of many to whom the same is done.

use std::sync::Arc;

use api_types::{BulkAction, BulkResult, MAX_BULK, Member, MemberId, member_problems};

/// How far one of them is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
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

/// Everybody, and how far each is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    action: BulkAction,
    people: Vec<(Arc<Member>, Fate)>,
}

/// Why some were refused, and who they are.
pub type Refusal<'a> = (&'a str, Vec<&'a Arc<Member>>);

impl Tally {
    /// These people, of whom nothing is known yet.
    pub fn new(action: BulkAction, members: impl IntoIterator<Item = Arc<Member>>) -> Self {
        Self { action, people: members.into_iter().map(|member| (member, Fate::Unasked)).collect() }
    }

    /// What is done to them.
    pub fn action(&self) -> BulkAction {
        self.action
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.people.len() as u64
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// How many are that far.
    pub fn count(&self, wanted: impl Fn(&Fate) -> bool) -> u64 {
        self.people.iter().filter(|(_, fate)| wanted(fate)).count() as u64
    }

    /// How many it can still be done to.
    pub fn left(&self) -> u64 {
        self.count(Self::is_next)
    }

    /// As many as can be asked about at once of those who have not been.
    pub fn unasked(&self) -> Vec<MemberId> {
        self.first(|fate| *fate == Fate::Unasked)
    }

    /// As many as it can be done to at once of those who wait for it.
    pub fn next(&self) -> Vec<MemberId> {
        self.first(Self::is_next)
    }

    /// Those to whom it was done.
    pub fn done(&self) -> Vec<Arc<Member>> {
        self.people.iter().filter(|(_, fate)| *fate == Fate::Done).map(|(member, _)| Arc::clone(member)).collect()
    }

    /// Those to whom it cannot be done, by the reason.
    pub fn refusals(&self) -> Vec<Refusal<'_>> {
        let mut found: Vec<Refusal<'_>> = Vec::new();
        for (member, fate) in &self.people {
            let Fate::Refused(code) = fate else { continue };
            match found.iter_mut().find(|(known, _)| known == code) {
                Some((_, members)) => members.push(member),
                None => found.push((code, vec![member])),
            }
        }
        found
    }

    /// Those who are no longer there.
    pub fn gone(&self) -> Vec<Arc<Member>> {
        let is_gone = |fate: &Fate| *fate == Fate::Refused(member_problems::NOT_FOUND.to_owned());
        self.people.iter().filter(|(_, fate)| is_gone(fate)).map(|(member, _)| Arc::clone(member)).collect()
    }

    /// Nobody needs to be asked about first.
    pub fn expect_all(&mut self) {
        self.people.iter_mut().for_each(|(_, fate)| *fate = Fate::Ready);
    }

    /// The server says what would become of these.
    pub fn foresee(&mut self, results: &[BulkResult]) {
        self.settle(results, Fate::Ready);
    }

    /// The server says what became of these.
    pub fn take(&mut self, results: &[BulkResult]) {
        self.settle(results, Fate::Done);
    }

    /// The answer about these was lost.
    pub fn lose(&mut self, ids: &[MemberId]) {
        for (member, fate) in &mut self.people {
            if ids.contains(&member.id) {
                *fate = Fate::Unknown;
            }
        }
    }

    fn settle(&mut self, results: &[BulkResult], good: Fate) {
        for BulkResult { id, problem } in results {
            let Some((_, fate)) = self.people.iter_mut().find(|(member, _)| member.id == *id) else { continue };
            *fate = match problem {
                // It was done the first time, whose answer was lost.
                Some(problem) if *fate == Fate::Unknown && problem.code == member_problems::NOT_FOUND => good.clone(),
                Some(problem) => Fate::Refused(problem.code.clone()),
                None => good.clone(),
            };
        }
    }

    /// When the answer was lost it is asked for again: the server does it once.
    fn is_next(fate: &Fate) -> bool {
        matches!(fate, Fate::Ready | Fate::Unknown)
    }

    fn first(&self, wanted: impl Fn(&Fate) -> bool) -> Vec<MemberId> {
        let all = self.people.iter().filter(|(_, fate)| wanted(fate));
        all.map(|(member, _)| member.id).take(MAX_BULK).collect()
    }
}

#[cfg(test)]
mod tests {
    use api_types::{MemberProblem, MemberStatus, OrganizationId};

    use super::*;

    fn member(id: u128) -> Arc<Member> {
        Arc::new(Member {
            id: MemberId::from_u128(id),
            organization_id: OrganizationId::from_u128(1),
            email: format!("{id}@acme.example"),
            given_name: None,
            family_name: None,
            name: None,
            signature: None,
            status: MemberStatus::Invited,
            roles: Vec::new(),
            two_factor: None,
            companies: Vec::new(),
            supervisor: None,
            invited_by: None,
            invited_at: None,
            member_since: None,
            last_sign_in: None,
            invitation: None,
            version: 1,
        })
    }

    fn tally(action: BulkAction, people: u128) -> Tally {
        Tally::new(action, (1..=people).map(member))
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
        let mut tally = tally(BulkAction::Withdraw, 450);
        for portion in [200, 200, 50, 0] {
            let ids = tally.unasked();
            assert_eq!(ids.len(), portion);
            tally.foresee(&results(&ids, &[]));
        }
        assert_eq!(tally.left(), 450);
    }

    #[test]
    fn those_who_are_refused_are_told_apart_by_the_reason() {
        let mut tally = tally(BulkAction::Withdraw, 5);
        let ids = tally.unasked();
        tally.foresee(&results(&ids, &[(2, "not_pending"), (3, "not_found"), (5, "not_pending")]));
        let told: Vec<_> = tally.refusals().iter().map(|(code, members)| (*code, members.len())).collect();
        assert_eq!(told, [("not_pending", 2), ("not_found", 1)]);
        assert_eq!((tally.left(), tally.gone().len(), tally.done().len()), (2, 1, 0));
    }

    #[test]
    fn a_withdrawal_whose_answer_was_lost_is_asked_for_again_and_who_is_gone_by_then_is_withdrawn() {
        let mut tally = tally(BulkAction::Withdraw, 3);
        let ids = tally.unasked();
        tally.foresee(&results(&ids, &[]));
        tally.lose(&ids);
        assert_eq!(tally.next(), ids);
        tally.take(&results(&ids, &[(1, "not_found"), (2, "not_pending")]));
        assert_eq!(tally.done().len(), 2);
        assert_eq!(tally.refusals().len(), 1);
        assert_eq!(tally.left(), 0);
    }

    #[test]
    fn u6_mails_whose_answer_was_lost_are_asked_for_again_in_the_same_portion() {
        let mut tally = tally(BulkAction::Resend, 3);
        let ids = tally.unasked();
        tally.foresee(&results(&ids, &[]));
        tally.lose(&ids);
        assert_eq!(tally.next(), ids);
        tally.take(&results(&ids, &[]));
        assert_eq!((tally.done().len(), tally.left()), (3, 0));
    }

    #[test]
    fn who_has_gone_before_anything_was_done_has_not_been_withdrawn_here() {
        let mut tally = tally(BulkAction::Withdraw, 2);
        let ids = tally.unasked();
        tally.foresee(&results(&ids, &[]));
        tally.take(&results(&ids, &[(1, "not_found")]));
        assert_eq!((tally.done().len(), tally.gone().len()), (1, 1));
    }
}
