//! What becomes of the mails to those who were just invited, as long as somebody looks at the results.

use std::time::Duration;

use api_types::{Delivery, DeliveryState, InvitationResult, List, Member, MemberId, PAGE_SIZE};
use leptos::{prelude::*, task::spawn_local};

use super::{super::super::organization::use_current_organization, draft::Draft};
use crate::{
    api,
    components::Deliveries,
    queries::{Queries, use_queries},
};

/// Between two looks while no stream says what has changed.
const PAUSE: Duration = Duration::from_secs(2);
/// A mail that has not left by then waits for longer: the list says so.
const LOOKS: u32 = 15;

/// Looks after the mails until none waits any more.
pub fn poll_delivery(draft: Draft) -> Signal<Deliveries> {
    let (queries, current) = (use_queries(), use_current_organization());
    let (known, left) = (RwSignal::new(Deliveries::new()), StoredValue::new(0));
    Effect::new(move |_| {
        draft.results.with(|results| known.update(|known| known.extend(results.iter().filter_map(first_known))));
        left.set_value(LOOKS);
    });
    let look = move || {
        let waits = known.with_untracked(|known| known.values().any(is_under_way));
        let (true, Some(organization)) = (waits, untrack(|| current.id())) else { return };
        let pages = (0..draft.results.with_untracked(Vec::len)).step_by(PAGE_SIZE as usize);
        let pages = pages.map(|at| api::newest_invitations(organization, at as u64)).collect::<Vec<_>>();
        spawn_local(take_note(queries, pages, known));
    };
    Effect::new(move |before: Option<()>| {
        queries.track_stale();
        if before.is_some() {
            look();
        }
    });
    let look_unasked = move || {
        if left.get_value() > 0 && !queries.is_live_untracked() {
            left.update_value(|left| *left -= 1);
            look();
        }
    };
    if let Ok(timer) = set_interval_with_handle(look_unasked, PAUSE) {
        on_cleanup(move || timer.clear());
    }
    known.into()
}

async fn take_note(queries: Queries, pages: Vec<api::Query<List<Member>>>, known: RwSignal<Deliveries>) {
    for page in pages {
        // Only news: what cannot be had now, the next look may bring.
        let Ok(page) = queries.fetch(page).await else { return };
        let mails = page.items.into_iter().filter_map(|member| Some((member.id, member.invitation?.delivery?)));
        // The sheet may be gone.
        let _ = known.try_update(|known| {
            for (id, delivery) in mails {
                // Others have been invited before.
                known.entry(id).and_modify(|known| *known = delivery);
            }
        });
    }
}

/// As the invitation itself was answered.
fn first_known(result: &InvitationResult) -> Option<(MemberId, Delivery)> {
    let member = result.member.as_ref()?;
    Some((member.id, member.invitation.as_ref()?.delivery.clone()?))
}

fn is_under_way(delivery: &Delivery) -> bool {
    matches!(delivery.state, DeliveryState::Waiting | DeliveryState::Sending)
}
