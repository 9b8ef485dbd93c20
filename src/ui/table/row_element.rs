//! The element of one drawn row. It stays; which row it shows changes as one scrolls.
//!
//! Nothing in a row finds out by itself that it has changed: the table tells it. Hundreds of effects would each have to be
//! made before the first rows are seen, and kept.

use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{Column, Look, RowRef, TableRow};
use crate::{
    i18n::I18n,
    ui::{Bar, Markup, Tag},
};

/// A place of the list, and what stands there.
#[derive(Clone, Default)]
pub struct Place {
    /// Counted from 0.
    pub index: u64,
    /// Whether the list is that long.
    pub exists: bool,
    /// The row that stands there; nothing while that is not known.
    pub row: Option<RowRef>,
}

/// Which cells rows have. With others they are made anew.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The first one names the row.
    pub columns: Vec<&'static Column>,
    /// Whether there are boxes to select with.
    pub has_boxes: bool,
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        let names = |shape: &Self| shape.columns.iter().map(|column| column.name).collect::<Vec<_>>();
        self.has_boxes == other.has_boxes && names(self) == names(other)
    }
}

/// What rows say to those who do not see them.
#[derive(Clone, Copy)]
pub struct RowTexts {
    /// The name of the button that opens the menu of a row.
    pub actions_for: fn(name: &str) -> String,
    /// The name of the box of a row.
    pub select: fn(name: &str) -> String,
    /// Stands behind the name of the row that is the reader.
    pub own: &'static str,
}

impl Place {
    /// Whether it shows the same as another.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.index, self.exists) == (other.index, other.exists)
            && match (&self.row, &other.row) {
                (Some(row), Some(other)) => row.is_same(&**other),
                (None, None) => true,
                _ => false,
            }
    }
}

/// Stands at a row that somebody else has changed.
const NEWS: &str = "data-news";

/// The element of a row, and what it shows.
pub struct RowElement {
    element: Element,
    shape: Shape,
    shown: Place,
    /// What stands in it; nothing while that is not known.
    markup: Option<Tag>,
    is_selected: bool,
    check: Option<HtmlInputElement>,
    /// The cell that the pointer was on last; it says more than its text.
    tipped: Option<Element>,
}

impl RowElement {
    /// So many rows: first those that are `painted` already, then some that show nothing.
    pub fn rows(count: u64, shape: &Shape, painted: Vec<Element>) -> Option<Vec<Self>> {
        let markup = row(shape, &Place::default(), None);
        let blank = markup.create();
        // To copy an element takes less than to make it.
        let copy = || Self::of(blank.clone_node_with_deep(true).ok()?.dyn_into().ok()?, shape, Some(markup.clone()));
        let painted = painted.into_iter().map(|element| Self::of(element, shape, None));
        painted.chain(std::iter::repeat_with(copy)).take(count as usize).collect()
    }

    fn of(element: Element, shape: &Shape, markup: Option<Tag>) -> Option<Self> {
        Some(Self {
            shown: Place::default(),
            is_selected: false,
            check: check_in(&element),
            tipped: None,
            shape: shape.clone(),
            element,
            markup,
        })
    }

    /// The row itself.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// Whether it shows this place as it is.
    pub fn shows(&self, place: &Place) -> bool {
        self.markup.is_some() && self.shown.is_same(place)
    }

    /// What it shows.
    pub fn shown(&self) -> &Place {
        &self.shown
    }

    /// Marks a row for a moment that somebody else has changed: those before are `before`. Each change has another mark,
    /// so that the next one is seen, too.
    pub fn mark(&self, row: Option<&RowRef>, before: &[RowRef]) {
        let is_changed = |row: &&RowRef| before.iter().any(|it| it.id() == row.id() && !row.is_same(&**it));
        let mark = |row: &RowRef| if row.version() % 2 == 0 { "even" } else { "odd" };
        put(&self.element, NEWS, row.filter(is_changed).map(mark));
    }

    /// Shows this.
    pub fn draw(&mut self, place: Place, href: Option<String>, look: &Look, texts: RowTexts, i18n: I18n) {
        if let Some(cell) = self.tipped.take() {
            put(&cell, "title", None);
        }
        let known = place.row.as_deref().map(|row| Known { row, href, look, texts, i18n });
        let markup = row(&self.shape, &place, known);
        match &self.markup {
            Some(before) => markup.update(&self.element, before),
            None => {
                markup.adopt(&self.element);
                self.check = check_in(&self.element);
            }
        }
        (self.shown, self.markup) = (place, Some(markup));
    }

    /// Has a cell say all that it stands for to whoever points at it.
    pub fn tip(&mut self, cell: Element, i18n: I18n) {
        let (Some(row), false) = (&self.shown.row, self.tipped.as_ref() == Some(&cell)) else { return };
        let place = std::iter::successors(cell.previous_element_sibling(), Element::previous_element_sibling).count();
        let place = place.checked_sub(usize::from(self.shape.has_boxes));
        let Some(column) = place.and_then(|place| self.shape.columns.get(place)) else { return };
        // What is cut can be read whole.
        let text = || cell.query_selector(CUT).ok()??.text_content();
        if let Some(text) = row.tip(column.name, i18n).or_else(text) {
            put(&cell, "title", Some(&text));
            if let Some(before) = self.tipped.replace(cell) {
                put(&before, "title", None);
            }
        }
    }

    /// Shows whether the row is selected.
    pub fn select(&mut self, is_selected: bool) {
        if is_selected != self.is_selected {
            self.is_selected = is_selected;
            put(&self.element, "aria-selected", is_selected.then_some("true"));
        }
        if let Some(check) = &self.check {
            // Always: whoever presses a box changes it, too.
            check.set_checked(is_selected);
        }
    }
}

/// The box of a row.
fn check_in(row: &Element) -> Option<HtmlInputElement> {
    row.query_selector("[data-check]").ok()??.dyn_into().ok()
}

/// What in a cell is cut where there is too little room.
const CUT: &str = "bdi, .r-clamp, .r-who__mail";

fn put(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => Rndr::set_attribute(element, name, value),
        None => Rndr::remove_attribute(element, name),
    }
}

/// A row that is known, and how it is drawn.
struct Known<'a> {
    row: &'a dyn TableRow,
    href: Option<String>,
    look: &'a Look,
    texts: RowTexts,
    i18n: I18n,
}

/// A whole row. What is pressed in it is for the table to hear.
fn row(shape: &Shape, place: &Place, known: Option<Known>) -> Tag {
    let known = known.as_ref();
    let name = known.map(|it| it.row.label());
    let check = shape.has_boxes.then(|| {
        let check = Tag::new("input").with("class", "r-check").with("type", "checkbox").with("data-check", "");
        cell("r-c-check").and(check.with_some("aria-label", known.map(|it| (it.texts.select)(it.row.label()))))
    });
    let inside = |column: &Column| known.map(|it| it.row.cell(column.name, it.look, it.i18n)).unwrap_or_default();
    let cells = shape.columns.iter().skip(1).map(|column| cell(column.class).and_all(inside(column)));
    let menu = Tag::new("button")
        .with("type", "button")
        .with("class", "r-btn r-btn--ghost r-btn--icon r-btn--sm r-dots")
        .with("aria-haspopup", "menu")
        .with("data-menu", "")
        .with_some("aria-label", name.zip(known).map(|(name, it)| (it.texts.actions_for)(name)));
    Tag::new("tr")
        .with("role", "row")
        .when("data-muted", known.is_some_and(|it| it.row.is_muted()))
        .when("data-loading", known.is_none())
        .when("hidden", !place.exists)
        .with("aria-rowindex", (place.index + 2).to_string())
        .with_some("data-row-id", known.map(|it| it.row.key()))
        .and_all(check)
        .and(Tag::new("th").with("role", "rowheader").with("scope", "row").with("class", "r-c-who").and(who(known)))
        .and_all(cells)
        .and(cell("r-c-menu").and(menu))
}

fn cell(class: &'static str) -> Tag {
    Tag::new("td").with("role", "cell").with("class", class)
}

/// Face, name and second line.
fn who(known: Option<&Known>) -> Tag {
    let face = known.map_or_else(|| Bar::Avatar.view(), |it| it.row.face().into());
    let name = known.map(|it| it.row.name(it.look, it.i18n)).unwrap_or_default();
    let own = known.filter(|it| it.look.own == Some(it.row.id())).map(|it| Tag::span("r-you").and(it.texts.own));
    let own = own.map(|own| [Markup::from(" "), own.into()]);
    let link = Tag::new("a")
        .with("class", "r-who__name")
        .with("dir", "auto")
        .with_some("href", known.and_then(|it| it.href.clone()))
        .and(Tag::new("bdi").and_all(name))
        .and_all(own.into_iter().flatten());
    let text = Tag::span("r-who__text").and(link);
    let text = text.and_all(known.and_then(|it| it.row.second_line(it.look, it.i18n)));
    Tag::new("div").with("class", "r-who").and(face).and(text)
}
