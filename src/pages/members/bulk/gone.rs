//! Leaves users out of the selection that are no longer there.

use api_types::{Bulk, BulkAction, BulkResult, MAX_BULK, MemberAction, MemberId, OrganizationId, member_problems};
use leptos::{prelude::*, task::spawn_local};

use super::super::super::{
    list::{ListHandle, action::ActionState},
    organization::use_current_organization,
};
use crate::{
    api,
    queries::{Queries, use_queries},
    ui::RowRef,
};

/// When the list has changed, users that have gone since are selected no longer. Only the server knows.
pub fn use_gone(list: ListHandle) {
    let (queries, current) = (use_queries(), use_current_organization());
    Effect::new(move |before: Option<Option<i64>>| {
        let (before, version) = (before.flatten(), list.rows.version());
        let organization = untrack(|| current.id());
        if let (true, Some(organization)) = (before.is_some() && version > before, organization) {
            let rows = list.selection.rows().with_untracked(|selected| selected.rows().to_vec());
            for rows in rows.chunks(MAX_BULK) {
                spawn_local(look(queries, organization, list, rows.to_vec()));
            }
        }
        version.max(before)
    });
}

async fn look(queries: Queries, organization: OrganizationId, list: ListHandle, rows: Vec<RowRef>) {
    let members = rows.iter().map(|row| MemberId::from_u128(row.id())).collect();
    let action = BulkAction::Withdraw;
    let look = Bulk { action, members, send_email: false, note: None, dry_run: true };
    let check = api::check_bulk_action(organization, look);
    let Ok(answer) = queries.mutate(check).affects_nothing().result().await else { return };
    let gone = rows.into_iter().filter(|row| {
        let result = answer.results.iter().find(|result| result.id.as_u128() == row.id());
        result.is_some_and(|result| is_gone(result, was_pending(row, list)))
    });
    list.selection.put(gone.collect::<Vec<_>>(), false);
}

/// Whether a row could be withdrawn when it was selected.
fn was_pending(row: &RowRef, list: ListHandle) -> bool {
    let name = MemberAction::Withdraw.as_str();
    list.spec.action(name).is_some_and(|action| (action.state)(&**row, name) != ActionState::Absent)
}

fn is_gone(result: &BulkResult, was_pending: bool) -> bool {
    match result.problem.as_ref().map(|problem| &*problem.code) {
        Some(member_problems::NOT_FOUND) => true,
        Some(member_problems::NOT_PENDING) => was_pending,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use api_types::MemberProblem;

    use super::*;

    #[test]
    fn u24_only_who_is_no_longer_there_or_no_longer_invited_has_gone() {
        let result = |code: Option<&str>| BulkResult {
            id: MemberId::from_u128(1),
            problem: code.map(|code| MemberProblem { code: code.to_owned(), detail: String::new(), member: None }),
        };
        for (code, was_pending, gone) in [
            (Some("not_found"), false, true),
            (Some("not_pending"), true, true),
            (Some("not_pending"), false, false),
            (Some("above_yourself"), true, false),
            (None, true, false),
        ] {
            assert_eq!(is_gone(&result(code), was_pending), gone, "{code:?} {was_pending}");
        }
    }
}
