//! Selecting rows that are not here: they are fetched page by page, in the order of the list.

use api_types::Total;
use leptos::{prelude::*, task::spawn_local};

use super::super::{super::organization::use_current_organization, ListHandle};
use crate::{
    api::{self, ApiError, PageStart},
    i18n::{PanelTexts, use_i18n},
    queries::use_queries,
    ui::{IconName, RowRef, Span, use_toaster},
};

/// As many as can be selected one by one at once.
const MOST: u64 = 2_000;

/// Rows to select, and the one that was pressed first.
struct Range {
    from: u64,
    count: u64,
    /// The row pressed first: the others begin, or else end, with it, wherever it stands by now.
    end: Option<u128>,
    ends_there: bool,
    on: bool,
}

impl Range {
    /// Those of a span, and whether there are more than go at once: then those next to the row pressed first.
    fn of(Span { from: (first, id), to, on }: Span) -> (Self, bool) {
        let count = first.abs_diff(to) + 1;
        let some = count.min(MOST);
        let ends_there = to < first;
        let from = if ends_there { first + 1 - some } else { first };
        (Self { from, count: some, end: Some(id), ends_there, on }, count > MOST)
    }

    /// Leaves out what lies beyond the row pressed first, for the list may have moved since; whether that one was among
    /// these.
    fn cut(&self, rows: &mut Vec<RowRef>) -> bool {
        let place = rows.iter().position(|row| Some(row.id()) == self.end);
        match place {
            Some(place) if self.ends_there => rows.truncate(place + 1),
            Some(place) => drop(rows.drain(..place)),
            None => {}
        }
        place.is_some()
    }
}

/// Selects through rows that are not here.
#[derive(Clone, Copy)]
pub struct RangeSelection {
    /// Selects every row of the list, one by one.
    all: Callback<()>,
    /// Why the last one broke off.
    pub failure: RwSignal<Option<ApiError>>,
    /// Whether every row of a view can be selected as that.
    takes_views: bool,
}

impl RangeSelection {
    /// Whether every row of a list that is so long can be selected.
    pub fn can_select(self, total: Total) -> bool {
        self.takes_views || total.exact && total.count <= MOST
    }

    /// Selects every row of the list: of this view, or beside rows of other views, as long as they are not too many.
    pub fn select_all(self, list: ListHandle, is_beside: bool, view: &str) {
        let Some(total) = list.rows.total().get_untracked() else { return };
        let before = list.selection.rows().get_untracked();
        let can_add = before.whole().is_none() && total.exact && total.count + before.count() <= MOST;
        if !self.takes_views || is_beside && can_add {
            return self.all.run(());
        }
        list.selection.select_whole(view.to_owned(), total, is_beside.then_some(before));
        list.rows.count();
    }
}

/// Fulfils what is pressed with the Shift key, and offers to select every row.
pub fn use_range_selection(list: ListHandle) -> RangeSelection {
    let (i18n, toaster, current, queries) =
        (use_i18n().of::<PanelTexts>(), use_toaster(), use_current_organization(), use_queries());
    let ListHandle { selection, url, rows, spec, .. } = list;
    let failure = RwSignal::new(None);
    let begin = move |range: Range| {
        let Some(organization) = untrack(|| current.id()) else { return };
        let (number, query) = (selection.begin_range(), untrack(|| url.asked()));
        spawn_local(async move {
            let (mut cursor, mut left) = (None::<String>, range.count);
            loop {
                let start = cursor.as_deref().map_or(PageStart::At(range.from), PageStart::Cursor);
                let request = api::long_page(organization, &query, start);
                let page = queries.fetch_uncached(&request).await.and_then(|text| (spec.read)(&text));
                // It was stopped, or another took its place.
                if selection.range.try_get_untracked() != Some(Some(number)) {
                    return;
                }
                let page = match page {
                    Ok(page) => page,
                    Err(error) => {
                        let _ = failure.try_set(Some(error));
                        break;
                    }
                };
                let mut items = page.items;
                items.truncate(usize::try_from(left).unwrap_or(usize::MAX));
                left -= items.len() as u64;
                let met = range.cut(&mut items);
                selection.put(items, range.on);
                cursor = page.next_cursor.filter(|_| left > 0 && !(met && range.ends_there));
                if cursor.is_none() {
                    break;
                }
            }
            selection.range.set(None);
        });
    };
    Effect::new(move |_| {
        let Some(span) = selection.span.get() else { return };
        selection.span.set(None);
        let (range, too_many) = Range::of(span);
        if too_many {
            let text = untrack(|| (i18n.texts().bulk.first_only)(i18n.format(), MOST));
            toaster.show_with(IconName::Info, text);
        }
        let here: Option<Vec<RowRef>> =
            untrack(|| (range.from..range.from + range.count).map(|index| rows.row(index)).collect());
        match here {
            Some(mut here) => {
                range.cut(&mut here);
                selection.put(here, range.on);
            }
            None => begin(range),
        }
    });
    let all = Callback::new(move |()| begin(Range { from: 0, count: MOST, end: None, ends_there: false, on: true }));
    RangeSelection { all, failure, takes_views: spec.bulk.is_some() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: u64, to: u64) -> (Range, bool) {
        Range::of(Span { from: (from, 1), to, on: true })
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
