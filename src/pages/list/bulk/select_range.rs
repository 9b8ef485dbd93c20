//! Selecting rows that are not here: they are fetched page by page, in the order of the list.

use std::sync::Arc;

use api_types::{Member, MemberId};
use leptos::{prelude::*, task::spawn_local};

use super::{super::super::organization::use_current_organization, Selecting};
use crate::{
    api::{ApiError, PageStart},
    components::Span,
    i18n::{PanelTexts, use_i18n},
    queries::use_queries,
    ui::{IconName, use_toaster},
};

/// As many as can be selected at once.
pub const MOST: u64 = 2_000;

/// Rows to select, and who stood at one end of them when it was pressed.
struct Rows {
    from: u64,
    count: u64,
    /// Whoever was pressed first: the rows begin, or else end, with that one, wherever it stands by now.
    end: Option<MemberId>,
    ends_there: bool,
    on: bool,
}

impl Rows {
    /// Those of a span, and whether there are more than go at once: then those next to the row pressed first.
    fn of(Span { from: (first, who), to, on }: Span) -> (Self, bool) {
        let count = first.abs_diff(to) + 1;
        let some = count.min(MOST);
        let ends_there = to < first;
        let from = if ends_there { first + 1 - some } else { first };
        (Self { from, count: some, end: Some(who), ends_there, on }, count > MOST)
    }

    /// Leaves out what lies beyond whoever was pressed first, for the list may have moved since; whether that one was
    /// among these.
    fn cut(&self, members: &mut Vec<Arc<Member>>) -> bool {
        let place = members.iter().position(|member| Some(member.id) == self.end);
        match place {
            Some(place) if self.ends_there => members.truncate(place + 1),
            Some(place) => drop(members.drain(..place)),
            None => {}
        }
        place.is_some()
    }
}

/// Selects through rows that are not here.
#[derive(Clone, Copy)]
pub struct Walk {
    /// Selects everybody in the list.
    pub all: Callback<()>,
    /// Why the last one broke off.
    pub failure: RwSignal<Option<ApiError>>,
}

/// Fulfils what is pressed with the Shift key, and offers to select everybody.
pub fn use_walk(selecting: Selecting) -> Walk {
    let (i18n, toaster, current, queries) =
        (use_i18n().of::<PanelTexts>(), use_toaster(), use_current_organization(), use_queries());
    let Selecting { selection, list, directory, .. } = selecting;
    let failure = RwSignal::new(None);
    let begin = move |rows: Rows| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let (number, view) = (selection.begin_walk(), list.view.get_untracked());
        spawn_local(async move {
            let (api, mut cursor, mut left) = (queries.api(), None::<String>, rows.count);
            loop {
                let start = cursor.as_deref().map_or(PageStart::At(rows.from), PageStart::Cursor);
                let page = api.page_of_members(organization, &view, start).await;
                // It was stopped, or another took its place.
                if selection.walk.try_get_untracked() != Some(Some(number)) {
                    return;
                }
                let page = match page {
                    Ok(page) => page,
                    Err(error) => {
                        let _ = failure.try_set(Some(error));
                        break;
                    }
                };
                let mut members: Vec<_> = page.items.into_iter().map(Arc::new).collect();
                members.truncate(usize::try_from(left).unwrap_or(usize::MAX));
                left -= members.len() as u64;
                let met = rows.cut(&mut members);
                selection.put(members, rows.on);
                cursor = page.next_cursor.filter(|_| left > 0 && !(met && rows.ends_there));
                if cursor.is_none() {
                    break;
                }
            }
            selection.walk.set(None);
        });
    };
    Effect::new(move |_| {
        let Some(span) = selection.span.get() else { return };
        selection.span.set(None);
        let (rows, too_many) = Rows::of(span);
        if too_many {
            let text = untrack(|| (i18n.texts().bulk.first_only)(i18n.format(), MOST));
            toaster.show_with(IconName::Info, text);
        }
        let here = untrack(|| (rows.from..rows.from + rows.count).map(|index| directory.member(index)).collect());
        match here {
            Some(members) => {
                let mut members: Vec<Arc<Member>> = members;
                rows.cut(&mut members);
                selection.put(members, rows.on);
            }
            None => begin(rows),
        }
    });
    let all = Callback::new(move |()| begin(Rows { from: 0, count: MOST, end: None, ends_there: false, on: true }));
    Walk { all, failure }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: u64, to: u64) -> (Rows, bool) {
        Rows::of(Span { from: (from, MemberId::from_u128(1)), to, on: true })
    }

    #[test]
    fn a_span_holds_both_ends_whichever_was_pressed_first() {
        for (from, to, first, ends_there) in [(3, 7, 3, false), (7, 3, 3, true), (5, 5, 5, false)] {
            let (rows, too_many) = span(from, to);
            assert_eq!((rows.from, rows.count, rows.ends_there), (first, from.abs_diff(to) + 1, ends_there));
            assert!(!too_many);
        }
    }

    #[test]
    fn of_too_many_rows_those_next_to_the_first_press_are_taken() {
        let (down, too_many) = span(10, 90_000);
        assert_eq!((down.from, down.count, too_many), (10, MOST, true));
        let (up, too_many) = span(90_000, 10);
        assert_eq!((up.from + up.count - 1, up.count, too_many), (90_000, MOST, true));
    }
}
