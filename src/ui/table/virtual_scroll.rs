//! Scrolling through more rows than a browser can be as high as: how far it has scrolled, and which rows that means.
//!
//! Up to [`LIMIT`] pixels of rows the two are the same. Beyond, the scroll bar stands for the whole list while a wheel
//! still moves pixel by pixel: large jumps, as of a dragged thumb, are in proportion; small steps are one to one, and
//! the browser's position is put right once nobody scrolls.

/// The most pixels that a browser is asked to scroll through; some lose rows beyond twice as much.
const LIMIT: f64 = 8_000_000.0;

/// So close to either end, in pixels, both positions agree, so that the ends are reached exactly and at a steady pace.
const EDGE: f64 = 16_384.0;

/// A step over more than this many heights of the view is a jump.
const JUMP: f64 = 1.5;

/// Rows drawn beyond those in sight, on either side, so that the next one can take the focus.
const SPARE: u64 = 1;

/// What there is to scroll through, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Extent {
    /// How many rows there are.
    pub rows: u64,
    /// Height of each.
    pub row: f64,
    /// Height in which rows are seen.
    pub view: f64,
}

impl Extent {
    /// Height that the browser is given for all rows.
    pub fn height(self) -> f64 {
        self.length().min(LIMIT)
    }

    /// How many rows have to be drawn to fill the view wherever it stands.
    pub fn slots(self) -> u64 {
        if self.row > 0.0 { (self.view / self.row).ceil() as u64 + 1 + 2 * SPARE } else { 0 }
    }

    fn length(self) -> f64 {
        self.rows as f64 * self.row
    }

    fn is_scaled(self) -> bool {
        self.length() > LIMIT
    }

    /// The offset at which the last row is whole in sight.
    fn end(self) -> f64 {
        (self.length() - self.view).max(0.0)
    }

    /// Where the browser stands then.
    fn scrolled_end(self) -> f64 {
        (self.height() - self.view).max(0.0)
    }

    fn offset_at(self, scrolled: f64) -> f64 {
        within(stretched(scrolled, self.scrolled_end(), self.end()), self.end())
    }

    fn scrolled_at(self, offset: f64) -> f64 {
        within(stretched(offset, self.end(), self.scrolled_end()), self.scrolled_end())
    }
}

/// The nearest to `at` that is not before the beginning nor behind `end`. Unlike `clamp` it cannot panic, and so does
/// not bring what prints fractions into the program.
fn within(at: f64, end: f64) -> f64 {
    at.max(0.0).min(end)
}

/// Maps a way of length `from` onto one of length `to`: one to one near the ends, in proportion between.
fn stretched(at: f64, from: f64, to: f64) -> f64 {
    if from == to || at <= EDGE {
        at
    } else if at >= from - EDGE {
        to - (from - at)
    } else {
        EDGE + (at - EDGE) * (to - 2.0 * EDGE) / (from - 2.0 * EDGE)
    }
}

/// Where in the rows the view stands, and where the browser believes that it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct VirtualScroll {
    extent: Extent,
    /// Pixels of rows above the view.
    offset: f64,
    /// How far the browser has scrolled, in pixels.
    scrolled: f64,
}

impl VirtualScroll {
    /// What there is to scroll through.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// The browser has scrolled. Answers with where to put it at once, should it be running out of room.
    pub fn moved(&mut self, to: f64) -> Option<f64> {
        let (extent, by) = (self.extent, to - self.scrolled);
        // What we have put there ourselves.
        if by == 0.0 {
            return None;
        }
        self.scrolled = to;
        if !extent.is_scaled() || by.abs() > JUMP * extent.view {
            self.offset = extent.offset_at(to);
        } else {
            self.offset = within(self.offset + by, extent.end());
            let near_end = to < EDGE || to > extent.scrolled_end() - EDGE;
            if let (true, Some(right)) = (near_end, self.settled()) {
                return Some(right);
            }
        }
        // Browsers round: the ends count as reached a pixel before.
        if to <= 0.0 {
            self.offset = 0.0;
        } else if to >= extent.scrolled_end() - 1.0 {
            self.offset = extent.end();
        }
        None
    }

    /// Where to put the browser so that it agrees with the rows; nothing when it does.
    pub fn settled(&self) -> Option<f64> {
        let right = self.extent.scrolled_at(self.offset);
        ((right - self.scrolled).abs() >= 1.0).then_some(right)
    }

    /// Where the browser really stands after it was put somewhere.
    pub fn put(&mut self, scrolled: f64) {
        self.scrolled = scrolled;
    }

    /// There is more, less, or higher to scroll through; the first row in sight stays.
    pub fn resize(&mut self, extent: Extent) {
        let rows = self.rows_above();
        self.extent = extent;
        self.go(rows);
    }

    /// Goes to where this many rows are above the view.
    pub fn go(&mut self, rows: f64) {
        self.offset = within(rows * self.extent.row, self.extent.end());
    }

    /// Goes as far as it must so that a row, counted from 0, is whole in sight.
    pub fn reveal(&mut self, index: u64) {
        let Extent { row, view, .. } = self.extent;
        let top = index as f64 * row;
        // In this order: in a view lower than a row its top is seen.
        let offset = self.offset.max(top + row - view).min(top);
        self.offset = within(offset, self.extent.end());
    }

    /// How many rows are above the view, as a fraction.
    pub fn rows_above(&self) -> f64 {
        if self.extent.row > 0.0 { self.offset / self.extent.row } else { 0.0 }
    }

    /// The first row to draw when `slots` rows are drawn.
    pub fn start(&self, slots: u64) -> u64 {
        let first = self.rows_above() as u64;
        first.saturating_sub(SPARE).min(self.extent.rows.saturating_sub(slots))
    }

    /// How far below the top of the view the row `index` begins, in pixels.
    pub fn top_of(&self, index: u64) -> f64 {
        index as f64 * self.extent.row - self.offset
    }

    /// The first and the last row in sight, counted from 1; a row counts once half of it is. Nothing: `(0, 0)`.
    pub fn sight(&self) -> (u64, u64) {
        let Extent { rows, row, view } = self.extent;
        if rows == 0 || row <= 0.0 {
            return (0, 0);
        }
        let at = |edge: f64| ((edge / row).round() as u64).min(rows);
        let first = (at(self.offset) + 1).min(rows);
        (first, at(self.offset + view).max(first))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROW: f64 = 44.0;
    const VIEW: f64 = 616.0; // 14 rows

    fn scroll(rows: u64) -> VirtualScroll {
        let mut scroll = VirtualScroll::default();
        scroll.resize(Extent { rows, row: ROW, view: VIEW });
        scroll
    }

    fn scrolled_end(scroll: &VirtualScroll) -> f64 {
        scroll.extent.scrolled_end()
    }

    #[test]
    fn the_first_row_is_at_the_top_and_the_last_one_whole_at_the_end() {
        for rows in [1, 14, 15, 1_000, 181_818, 181_819, 1_000_000] {
            let mut it = scroll(rows);
            assert_eq!((it.sight().0, it.start(21), it.top_of(0)), (1, 0, 0.0), "{rows}");
            let end = scrolled_end(&it);
            assert!(end <= LIMIT, "{rows}");
            it.moved(end);
            assert_eq!(it.sight().1, rows, "{rows}");
            assert_eq!(it.top_of(rows), VIEW.min(rows as f64 * ROW), "{rows}");
            it.moved(0.0);
            assert_eq!(it.top_of(0), 0.0, "{rows}");
        }
    }

    #[test]
    fn a_browser_that_rounds_reaches_the_end_all_the_same() {
        for rows in [1_000, 1_000_000] {
            let mut it = scroll(rows);
            it.moved(scrolled_end(&it) - 0.75);
            assert_eq!(it.sight().1, rows);
        }
    }

    #[test]
    fn a_thumb_dragged_to_the_middle_shows_the_middle() {
        for rows in [1_000, 1_000_000] {
            let mut it = scroll(rows);
            it.moved(scrolled_end(&it) / 2.0);
            assert!(it.sight().0.abs_diff(rows / 2) <= 14, "{:?}", it.sight());
        }
    }

    #[test]
    fn any_row_of_a_million_is_within_reach_of_the_thumb() {
        let mut it = scroll(1_000_000);
        for percent in 1..100 {
            it.moved(scrolled_end(&it) * f64::from(percent) / 100.0);
            let wanted = 10_000 * percent as u64;
            // About as many as one pixel of a scroll bar stands for.
            assert!(it.sight().0.abs_diff(wanted) < 1_700, "{percent} %: {:?}", it.sight());
        }
    }

    #[test]
    fn a_wheel_moves_as_many_pixels_of_a_long_list_as_of_a_short_one() {
        for rows in [10_000, 1_000_000] {
            let mut it = scroll(rows);
            it.moved(200_000.0);
            let (offset, scrolled) = (it.offset, it.scrolled);
            for step in 1..=20 {
                assert_eq!(it.moved(scrolled + 100.0 * f64::from(step)), None);
                assert_eq!(it.offset, offset + 100.0 * f64::from(step), "{rows}");
            }
        }
    }

    #[test]
    fn putting_the_browser_right_moves_no_row() {
        let mut it = scroll(1_000_000);
        it.moved(4_000_000.0);
        it.moved(4_000_900.0);
        let offset = it.offset;
        let right = it.settled().unwrap();
        it.put(right.round());
        assert_eq!(it.moved(right.round()), None);
        assert_eq!((it.offset, it.settled()), (offset, None));
    }

    #[test]
    fn scrolling_on_and_on_towards_an_end_skips_nothing() {
        let mut it = scroll(1_000_000);
        it.moved(scrolled_end(&it) - 60_000.0);
        let mut steps = 0;
        while it.sight().1 < 1_000_000 {
            let before = it.offset;
            let to = (it.scrolled + 400.0).min(scrolled_end(&it));
            if let Some(right) = it.moved(to) {
                it.put(right.round());
            }
            assert!((it.offset - before) <= 401.5, "{}", it.offset - before);
            steps += 1;
            assert!(steps < 2_000, "{it:?}");
        }
        assert_eq!(it.settled(), None);
    }

    #[test]
    fn another_height_of_rows_keeps_the_first_one_in_sight() {
        for rows in [1_000, 1_000_000] {
            let mut it = scroll(rows);
            it.moved(11_000.0);
            it.resize(Extent { rows, row: 36.0, view: VIEW });
            assert_eq!(it.sight().0, 251);
        }
    }

    #[test]
    fn fewer_rows_leave_the_view_at_their_end() {
        let mut it = scroll(1_000_000);
        it.moved(scrolled_end(&it));
        it.resize(Extent { rows: 20, row: ROW, view: VIEW });
        assert_eq!(it.sight(), (7, 20));
        it.resize(Extent { rows: 3, row: ROW, view: VIEW });
        assert_eq!(it.sight(), (1, 3));
        it.resize(Extent { rows: 0, row: ROW, view: VIEW });
        assert_eq!(it.sight(), (0, 0));
    }

    #[test]
    fn a_row_is_revealed_with_as_little_movement_as_possible() {
        let mut it = scroll(1_000);
        it.reveal(13);
        assert_eq!(it.sight(), (1, 14));
        it.reveal(14);
        assert_eq!(it.sight(), (2, 15));
        it.reveal(5);
        assert_eq!(it.sight(), (2, 15));
        it.reveal(0);
        assert_eq!(it.sight(), (1, 14));
    }

    proptest! {
        #[test]
        fn the_drawn_rows_always_fill_the_view(rows in 1u64..2_000_000, row in 20.0f64..120.0, view in 50.0f64..2_000.0,
                                               moves in proptest::collection::vec(0.0f64..1.0, 1..12)) {
            let mut it = VirtualScroll::default();
            let extent = Extent { rows, row, view };
            it.resize(extent);
            for at in moves {
                if let Some(right) = it.moved((scrolled_end(&it) * at).round()) {
                    it.put(right.round());
                }
                let start = it.start(extent.slots());
                prop_assert!(it.top_of(start) <= 1e-6);
                let last = (start + extent.slots()).min(rows);
                prop_assert!(it.top_of(last) >= view.min(rows as f64 * row) - 1e-6);
                prop_assert!(it.offset >= 0.0 && it.offset <= extent.end());
            }
        }

        #[test]
        fn both_positions_lead_to_each_other(rows in 1u64..3_000_000, at in 0.0f64..1.0) {
            let extent = Extent { rows, row: ROW, view: VIEW };
            let offset = extent.end() * at;
            let there_and_back = extent.offset_at(extent.scrolled_at(offset));
            prop_assert!((there_and_back - offset).abs() < 1e-3);
        }
    }
}
