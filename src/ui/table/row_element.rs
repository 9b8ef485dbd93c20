//! The elements of one drawn row. They stay; which row they show changes as one scrolls.
//!
//! Nothing in a row finds out by itself that it has changed: the table tells it. Hundreds of effects would each have to be
//! made before the first rows are seen, and kept.

use leptos::{
    prelude::*,
    tachys::{renderer::Rndr, view::Mountable},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{Column, Look, RowRef};
use crate::{
    i18n::I18n,
    ui::{Bar, Icon, IconName, Slot},
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

    fn is_muted(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.is_muted())
    }

    fn is_loading(&self) -> bool {
        self.row.is_none()
    }

    fn is_beyond(&self) -> bool {
        !self.exists
    }
}

/// An attribute without a value, and which rows have it.
type Flag = (&'static str, fn(&Place) -> bool);

/// What a row says of itself, for the style sheet.
const FLAGS: [Flag; 3] =
    [("data-muted", Place::is_muted), ("data-loading", Place::is_loading), ("hidden", Place::is_beyond)];

/// Stands at a row that somebody else has changed.
const NEWS: &str = "data-news";

/// The elements of a row, and what they show.
pub struct RowElement {
    element: Element,
    shown: Place,
    is_selected: bool,
    check: Option<HtmlInputElement>,
    link: Element,
    menu: Element,
    face: Slot,
    name: Slot,
    own: Slot,
    second: Slot,
    cells: Vec<(&'static Column, Slot)>,
}

impl RowElement {
    /// So many rows that show nothing.
    pub fn rows(count: u64, shape: &Shape) -> Option<Vec<Self>> {
        let parent = Rndr::create_element("tbody", None);
        blank(shape).build().mount(&parent, None);
        let blank = parent.first_element_child()?;
        // To copy an element takes less than to make it.
        (0..count).map(|_| Self::of(blank.clone_node_with_deep(true).ok()?.dyn_into().ok()?, shape)).collect()
    }

    fn of(element: Element, shape: &Shape) -> Option<Self> {
        let find = |selector| element.query_selector(selector).ok()?;
        let (who, text, link) = (find(".r-who")?, find(".r-who__text")?, find(".r-who__name")?);
        let mut cell = find(".r-c-who");
        let cells = shape.columns.iter().skip(1).map(|column| {
            cell = cell.as_ref()?.next_element_sibling();
            Some((*column, Slot::in_element(cell.clone()?)))
        });
        let cells = cells.collect::<Option<_>>()?;
        Some(Self {
            shown: Place::default(),
            is_selected: false,
            check: find("[data-check]").and_then(|check| check.dyn_into().ok()),
            menu: find("[data-menu]")?,
            face: Slot::before(who, &text),
            name: Slot::in_element(find("bdi")?),
            own: Slot::in_element(link.clone()),
            second: Slot::in_element(text),
            link,
            cells,
            element,
        })
    }

    /// The row itself.
    pub fn element(&self) -> &Element {
        &self.element
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
        for (flag, is_on) in FLAGS {
            match (is_on(&self.shown), is_on(&place)) {
                (false, true) => Rndr::set_attribute(&self.element, flag, ""),
                (true, false) => Rndr::remove_attribute(&self.element, flag),
                _ => {}
            }
        }
        let row = place.row.as_deref();
        let name = row.map(|row| row.label());
        put(&self.element, "aria-rowindex", Some(&(place.index + 2).to_string()));
        put(&self.element, "data-row-id", row.map(|row| row.key()).as_deref());
        put(&self.link, "href", href.as_deref());
        put(&self.link, "title", name);
        put(&self.menu, "aria-label", name.map(texts.actions_for).as_deref());
        if let Some(check) = &self.check {
            put(check, "aria-label", name.map(texts.select).as_deref());
        }
        self.face.render(Some(row.map_or_else(|| Bar::Avatar.view().into_any(), |row| row.face())));
        self.name.render(row.map(|row| row.name(look, i18n)));
        let is_own = row.is_some_and(|row| look.own == Some(row.id()));
        self.own.render(is_own.then(|| view! { " " <span class="r-you">{texts.own}</span> }.into_any()));
        self.second.render(row.and_then(|row| row.second_line(look, i18n)));
        for (column, cell) in &mut self.cells {
            cell.render(row.map(|row| row.cell(column.name, look, i18n)));
        }
        self.shown = place;
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

fn put(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => Rndr::set_attribute(element, name, value),
        None => Rndr::remove_attribute(element, name),
    }
}

/// The row of nothing. What is pressed in it is for the table to hear.
fn blank(shape: &Shape) -> AnyView {
    let check = shape.has_boxes.then(|| {
        view! { <td role="cell" class="r-c-check"><input class="r-check" type="checkbox" data-check=""/></td> }
    });
    let cell = |column: &&'static Column| view! { <td role="cell" class=column.class></td> };
    let cells = shape.columns.iter().skip(1).map(cell).collect_view();
    view! {
        <tr role="row" data-loading="" hidden="">
            {check}
            <th role="rowheader" scope="row" class="r-c-who">
                <div class="r-who">
                    <span class="r-who__text">
                        <a class="r-who__name" dir="auto"><bdi></bdi></a>
                    </span>
                </div>
            </th>
            {cells}
            <td role="cell" class="r-c-menu">
                <button
                    type="button"
                    class="r-btn r-btn--ghost r-btn--icon r-btn--sm"
                    aria-haspopup="menu"
                    data-menu=""
                >
                    <Icon name=IconName::Dots/>
                </button>
            </td>
        </tr>
    }
    .into_any()
}
