//! Keeping the selection over searches: rows of another view stay selected, not shown.

use leptos::prelude::*;

use super::super::ListHandle;
use crate::paths::query;

/// So many of the first rows are looked through for those that were selected before.
const LOOKED_THROUGH: u64 = 200;

/// The view on screen: what its URL filters and searches by. The order is no other view.
pub fn view_of(list: ListHandle) -> String {
    let parameters = list.url.asked().parameters();
    let view = query(parameters.into_iter().filter(|(name, _)| *name != "sort"));
    view.trim_start_matches('?').to_owned()
}

/// Keeps the selection in step with the view for as long as something is selected.
pub fn use_kept(list: ListHandle) {
    let ListHandle { selection, kept, rows, .. } = list;
    Effect::new(move |_| {
        let view = view_of(list);
        selection.show_view(&view, None);
        // In between, there may have been no rows and no bar.
        if selection.is_another_view(&view) {
            selection.forget_press();
            kept.set(selection.rows().with_untracked(|selected| selected.rows().iter().map(|row| row.id()).collect()));
        }
    });
    Effect::new(move |_| {
        let (total, is_busy) = (rows.total().get(), rows.busy().get());
        // Until they come, the number is that of the view before.
        selection.show_view(&untrack(|| view_of(list)), total.filter(|_| !is_busy));
    });
    // What comes into sight again is shown.
    Effect::new(move |_| {
        rows.shown().track();
        rows.version();
        // Only when other rows come: until then those of the view before are here.
        let ids = kept.get_untracked();
        if !ids.is_empty() {
            let total = rows.total().get().map_or(0, |total| total.count).min(LOOKED_THROUGH);
            let is_here = |id: &u128| (0..total).any(|index| rows.row(index).is_some_and(|row| row.id() == *id));
            if ids.iter().any(is_here) {
                kept.update(|kept| kept.retain(|id| !is_here(id)));
            }
        }
    });
    on_cleanup(move || {
        selection.forget_press();
        if selection.rows().try_with_untracked(|selected| selected.count() == 0) == Some(true) {
            selection.forget_view();
            let _ = kept.try_set(Vec::new());
        }
    });
}
