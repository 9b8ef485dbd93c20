//! A box that scrolls through any number of equally high rows, of which only those in sight are drawn.

use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use web_sys::Element;

use super::virtual_scroll::{Extent, VirtualScroll};
use crate::ui::{decimal, focus_in_place};

/// How long nothing has to move before the browser's position is put right.
const REST: Duration = Duration::from_millis(150);

/// How high a row is expected to be, and what stands around the rows at least, in pixels, before they can be measured.
const ROW: f64 = 44.0;
const AROUND: f64 = 160.0;

/// More than this fit no screen: a box without its style sheet does not draw a million.
const MOST: u64 = 240;

/// The rows that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first one, counted from 0.
    pub start: u64,
    /// How many elements draw them; it only grows.
    pub slots: u64,
}

/// One box that scrolls, for the page that holds it and for what it holds; see [`ScrollBox`].
///
/// Rows stand in a table body that has been given [`Scroller::body`]; it is moved to where they belong.
#[derive(Clone, Copy)]
pub struct Scroller {
    scroll: StoredValue<VirtualScroll>,
    /// Height above the rows, in pixels: a table's head.
    head: StoredValue<f64>,
    /// Height at the end, in pixels, that something floats over.
    covered: StoredValue<f64>,
    /// Rows above the view that are wished for while no row has been measured.
    wished: StoredValue<Option<f64>>,
    /// The row, counted from 0, in which the focus was last.
    focused: RwSignal<Option<u64>>,
    /// The row that is to get the focus once it is drawn.
    wished_focus: StoredValue<Option<u64>>,
    rows: RwSignal<u64>,
    window: RwSignal<Window>,
    sight: RwSignal<(u64, u64)>,
    above: RwSignal<f64>,
    frame: NodeRef<html::Div>,
    outer: NodeRef<html::Div>,
    view: NodeRef<html::Div>,
    /// How far it is scrolled sideways, in pixels.
    aside: StoredValue<i32>,
    /// Where the rows stand.
    pub body: NodeRef<html::Tbody>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Scroller {
    /// At the start of no rows, in a window of this height in pixels.
    pub fn new(height: f64) -> Self {
        Self {
            scroll: StoredValue::new(VirtualScroll::default()),
            head: StoredValue::new(0.0),
            covered: StoredValue::new(0.0),
            wished: StoredValue::new(None),
            focused: RwSignal::new(None),
            wished_focus: StoredValue::new(None),
            rows: RwSignal::new(0),
            window: RwSignal::new(Window { start: 0, slots: expected_slots(height) }),
            sight: RwSignal::new((0, 0)),
            above: RwSignal::new(0.0),
            frame: NodeRef::new(),
            outer: NodeRef::new(),
            view: NodeRef::new(),
            aside: StoredValue::new(0),
            body: NodeRef::new(),
            timer: StoredValue::new(None),
        }
    }

    /// Which rows are drawn.
    pub fn in_reach(self) -> ReadSignal<Window> {
        self.window.read_only()
    }

    /// The first and the last row in sight, counted from 1; `(0, 0)` when there is none.
    pub fn sight(self) -> ReadSignal<(u64, u64)> {
        self.sight.read_only()
    }

    /// How many rows are above the view, as a fraction.
    pub fn rows_above(self) -> ReadSignal<f64> {
        self.above.read_only()
    }

    /// How many rows there are.
    pub fn rows(self) -> ReadSignal<u64> {
        self.rows.read_only()
    }

    /// What has to be measured again when it changes its size; nothing before it is there. Reactive.
    pub fn measured(self) -> Vec<Element> {
        let table = self.body.get().and_then(|body| body.parent_element());
        self.frame.get().map(Element::from).into_iter().chain(table).collect()
    }

    /// There are that many rows now.
    pub fn set_rows(self, rows: u64) {
        let extent = self.scroll.with_value(VirtualScroll::extent);
        self.resize(Extent { rows, ..extent });
    }

    /// Looks how high the rows and the box are.
    pub fn measure(self) {
        let (Some(Some(view)), Some(Some(body))) = (self.view.try_get_untracked(), self.body.try_get_untracked())
        else {
            return;
        };
        let extent = self.scroll.with_value(VirtualScroll::extent);
        if extent.row <= 0.0 {
            // With the scroll bar and the shift that there will be: when they come later, every cell is laid out twice.
            self.give_size(Extent { row: ROW, ..extent });
            self.put_rows();
        }
        let shown = body.query_selector_all("tr:not([hidden])").map_or(0, |rows| rows.length());
        let (seen, rows) = (view.get_bounding_client_rect(), body.get_bounding_client_rect());
        // Nothing is high in a box that is not shown.
        if shown == 0 || rows.height() <= 0.0 {
            return;
        }
        let head = rows.top() - self.shift() - seen.top();
        self.head.set_value(head);
        let row = rows.height() / f64::from(shown);
        let view = (seen.height() - head - self.covered.get_value()).max(0.0);
        self.resize(Extent { row, view, ..extent });
    }

    /// Something floats over so many pixels at the end: every row can be scrolled above it, and nothing below it counts
    /// as in sight.
    pub fn cover(self, pixels: f64) {
        if self.covered.try_get_value().is_some_and(|covered| covered != pixels) {
            self.covered.set_value(pixels);
            self.measure();
        }
    }

    /// Goes to where this many rows are above the view.
    pub fn go(self, rows: f64) {
        if self.scroll.with_value(|scroll| scroll.extent().row > 0.0) {
            self.change(|scroll| scroll.go(rows))
        } else {
            self.wished.set_value(Some(rows))
        }
    }

    /// Goes as far as it must so that a row, counted from 0, is whole in sight.
    pub fn reveal(self, index: u64) {
        self.change(|scroll| scroll.reveal(index));
    }

    /// Whether the box itself has the focus.
    pub fn has_focus(self) -> bool {
        self.outer.get_untracked().is_some_and(|outer| outer.matches(":focus").unwrap_or(false))
    }

    /// The row, counted from 0, in which the focus was last.
    pub fn focused(self) -> RwSignal<Option<u64>> {
        self.focused
    }

    /// Wishes the focus for a row that will be drawn.
    pub fn wish_focus(self, row: Option<u64>) {
        self.wished_focus.set_value(row);
    }

    /// The row that the focus is wished for; asked once.
    pub fn take_wished_focus(self) -> Option<u64> {
        self.wished_focus.try_update_value(Option::take).flatten()
    }

    /// Gives the focus to the box itself.
    pub fn take_focus(self) {
        if let Some(outer) = self.outer.get_untracked() {
            focus_in_place(&outer);
        }
    }

    fn resize(self, extent: Extent) {
        let before = self.scroll.with_value(VirtualScroll::extent);
        if extent == before {
            return;
        }
        self.give_size(extent);
        let wished = if extent.row > 0.0 { self.wished.try_update_value(Option::take).flatten() } else { None };
        self.change(|scroll| {
            scroll.resize(extent);
            if let Some(rows) = wished {
                scroll.go(rows);
            }
        });
    }

    /// Has the browser scroll through so much.
    fn give_size(self, extent: Extent) {
        if let Some(frame) = self.frame.get_untracked().filter(|_| extent.row > 0.0) {
            let height = self.head.get_value() + extent.height() + self.covered.get_value();
            let height = [&decimal(height), "px"].concat();
            // Custom properties take any value.
            let _ = web_sys::HtmlElement::style(&frame).set_property("--r-size", &height);
        }
    }

    /// Changes where it stands, and takes the browser along.
    fn change(self, change: impl FnOnce(&mut VirtualScroll)) {
        self.scroll.update_value(change);
        self.settle();
        self.draw();
    }

    /// The browser has scrolled.
    fn moved(self) {
        let Some(to) = self.scrolled() else { return };
        self.moved_aside();
        if let Some(right) = self.scroll.try_update_value(|scroll| scroll.moved(to)).flatten() {
            self.put(right);
        }
        self.draw();
        self.stop();
        if self.scroll.with_value(|scroll| scroll.settled().is_some()) {
            self.timer.set_value(set_timeout_with_handle(move || self.settle(), REST).ok());
        }
    }

    /// Notes whether columns are left beyond the end, for the style sheet.
    fn moved_aside(self) {
        let Some(outer) = self.outer.get_untracked() else { return };
        // Negative where one reads from right to left.
        let aside = outer.scroll_left().abs();
        if self.aside.try_update_value(|before| std::mem::replace(before, aside) != aside) == Some(true) {
            let is_at_end = aside + outer.client_width() + 1 >= outer.scroll_width();
            // An element always takes an attribute without a value.
            let _ = outer.toggle_attribute_with_force("data-at-end", is_at_end);
        }
    }

    /// Puts the browser to where the rows are.
    fn settle(self) {
        if let Some(right) = self.scroll.try_with_value(VirtualScroll::settled).flatten() {
            self.put(right);
        }
    }

    fn put(self, right: f64) {
        if let Some(outer) = self.outer.get_untracked() {
            outer.set_scroll_top(right.round() as i32);
            // What it made of it, so that the event that follows is no movement.
            self.scroll.update_value(|scroll| scroll.put(f64::from(outer.scroll_top())));
        }
    }

    fn scrolled(self) -> Option<f64> {
        self.outer.get_untracked().map(|outer| f64::from(outer.scroll_top()))
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// How far below the head the first drawn row is.
    fn shift(self) -> f64 {
        self.scroll.with_value(|scroll| scroll.top_of(self.window.get_untracked().start))
    }

    /// Draws the rows that are in sight, where they belong.
    fn draw(self) {
        let scroll = self.scroll.get_value();
        let before = self.window.get_untracked().slots;
        let slots = scroll.extent().slots().clamp(before, MOST.max(before));
        show(self.rows, scroll.extent().rows);
        show(self.window, Window { start: scroll.start(slots), slots });
        show(self.sight, scroll.sight());
        show(self.above, scroll.rows_above());
        self.put_rows();
    }

    /// Moves the rows to where they belong.
    fn put_rows(self) {
        if let Some(body) = self.body.get_untracked() {
            let shift = ["translateY(", &decimal(self.shift()), "px)"].concat();
            // Not by a custom property, which every cell would inherit.
            let _ = web_sys::HtmlElement::style(&body).set_property("transform", &shift);
        }
    }
}

/// How many rows will be drawn in a window of this height. With more than it takes, each answer would draw them in vain;
/// with less, all would be made twice.
fn expected_slots(height: f64) -> u64 {
    Extent { rows: 0, row: ROW, view: (height - AROUND).max(0.0) }.slots().min(MOST)
}

/// Tells a signal's readers only what is new.
fn show<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}

/// The box. What it holds stays in place while it scrolls; only the rows in it move.
#[component]
pub fn ScrollBox(
    scroller: Scroller,
    /// Called for each key that is pressed inside, or on the box itself.
    on_key: Callback<ev::KeyboardEvent>,
    children: Children,
) -> impl IntoView {
    on_cleanup(move || scroller.stop());
    let children = children();
    // Before the first frame is painted, and after the rows have been made.
    Effect::new(move |_| {
        scroller.body.track();
        untrack(|| scroller.measure());
    });
    view! {
        <div class="r-scrollbox" node_ref=scroller.frame>
            <div
                class="r-scroll"
                tabindex="-1"
                node_ref=scroller.outer
                on:scroll=move |_| scroller.moved()
                on:keydown=move |event| on_key.run(event)
            >
                <div class="r-scroll__view" node_ref=scroller.view>
                    {children}
                </div>
                <div class="r-scroll__rest"></div>
            </div>
        </div>
    }
}
