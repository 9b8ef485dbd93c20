//! Which columns fit into the room that a table has, and how wide each is.

use super::{Column, ColumnLayout};
use crate::ui::decimal;

/// How wide the column of boxes and that of menus are, in units.
const BOXES: f64 = 11.0;
const MENU: f64 = 10.5;

/// The room that a table has.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Room {
    /// In pixels.
    pub width: f64,
    /// What style sheets measure in, in pixels.
    pub unit: f64,
    /// Whether rows are cards.
    pub is_cards: bool,
}

/// A column that is shown, and how wide it is.
#[derive(Debug, Clone, Copy)]
pub struct FittedColumn {
    pub column: &'static Column,
    /// In pixels.
    pub width: f64,
}

impl PartialEq for FittedColumn {
    fn eq(&self, other: &Self) -> bool {
        self.column.name == other.column.name && self.width == other.width
    }
}

impl ColumnLayout {
    /// The columns that are drawn in this room. Of those that everybody starts with, some give way where there is too
    /// little; those that the reader has chosen do not. Where the rest is still too wide, the table scrolls sideways.
    pub fn fit(&self, room: Room, has_boxes: bool) -> Vec<FittedColumn> {
        let fitted = |column: &&'static Column| FittedColumn { column, width: (column.width * room.unit).round() };
        if room.is_cards {
            let at = |place: u8| self.all().iter().filter(move |column| column.card == place);
            return (1..=u8::MAX).flat_map(at).map(|column| fitted(&column)).collect();
        }
        let mut columns: Vec<_> = self.shown().iter().map(fitted).collect();
        let width = room.width - frame(room, has_boxes);
        if self.has_default_columns() {
            while total(&columns) > width
                && let Some(place) = next_to_go(&columns)
            {
                columns.remove(place);
            }
        }
        for fitted in &mut columns {
            fitted.width = self.width(fitted.column.name).map_or(fitted.width, f64::from);
        }
        self.share_out(width - total(&columns), &mut columns);
        columns
    }

    /// Gives the room that is left over to the columns that grow, or else to the first.
    fn share_out(&self, spare: f64, columns: &mut [FittedColumn]) {
        if spare <= 0.0 {
            return;
        }
        let share = |it: &FittedColumn| if self.width(it.column.name).is_some() { 0.0 } else { it.column.grows };
        let shares: f64 = columns.iter().map(share).sum();
        if shares > 0.0 {
            for column in columns {
                column.width += (spare * share(column) / shares).floor();
            }
        } else if let Some(first) = columns.first_mut() {
            first.width += spare.floor();
        }
    }
}

/// How wide a table with these columns is, in pixels.
pub fn table_width(columns: &[FittedColumn], room: Room, has_boxes: bool) -> f64 {
    total(columns) + frame(room, has_boxes)
}

/// The widths of all columns, as a grid of the style sheet has them.
pub fn grid_columns(columns: &[FittedColumn], room: Room, has_boxes: bool) -> String {
    let units = |units: f64| [&decimal(units * room.unit), "px"].concat();
    let boxes = has_boxes.then(|| units(BOXES));
    let widths = columns.iter().map(|it| [&decimal(it.width), "px"].concat());
    boxes.into_iter().chain(widths).chain([units(MENU)]).collect::<Vec<_>>().join(" ")
}

/// How wide boxes and menus are together, in pixels.
fn frame(room: Room, has_boxes: bool) -> f64 {
    room.unit * if has_boxes { MENU + BOXES } else { MENU }
}

fn total(columns: &[FittedColumn]) -> f64 {
    columns.iter().map(|it| it.width).sum()
}

fn next_to_go(columns: &[FittedColumn]) -> Option<usize> {
    let goes = columns.iter().map(|it| it.column.goes).enumerate();
    goes.filter(|(_, goes)| *goes > 0).max_by_key(|(_, goes)| *goes).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::{super::columns::tests::TABLE, *};

    fn fitted(layout: &ColumnLayout, width: f64) -> Vec<(&'static str, f64)> {
        let room = Room { width, unit: 4.0, is_cards: false };
        layout.fit(room, true).iter().map(|it| (it.column.name, it.width)).collect()
    }

    #[test]
    fn u7_columns_give_way_before_the_name_gets_too_narrow() {
        let layout = ColumnLayout::new(&TABLE);
        // 86 for boxes and menu, 240 for the name, 120, 100 and 100 for the others.
        assert_eq!(fitted(&layout, 646.0), [("name", 240.0), ("status", 120.0), ("company", 100.0), ("since", 100.0)]);
        assert_eq!(fitted(&layout, 645.0), [("name", 306.0), ("status", 120.0), ("company", 133.0)]);
        assert_eq!(fitted(&layout, 540.0), [("name", 334.0), ("status", 120.0)]);
        assert_eq!(fitted(&layout, 400.0), [("name", 240.0), ("status", 120.0)]);
    }

    #[test]
    fn u7_room_that_is_left_over_is_shared() {
        let layout = ColumnLayout::new(&TABLE);
        let wide = fitted(&layout, 946.0);
        assert_eq!(wide, [("name", 440.0), ("status", 120.0), ("company", 200.0), ("since", 100.0)]);
    }

    #[test]
    fn u8_columns_that_the_reader_chose_never_give_way() {
        let mut layout = ColumnLayout::new(&TABLE);
        layout.show(["status", "company", "since", "email"]);
        assert_eq!(fitted(&layout, 500.0).len(), 5);
        let mut layout = ColumnLayout::new(&TABLE);
        layout.set_width("company", Some(300));
        // Its own width takes no other column away: the table scrolls.
        assert_eq!(fitted(&layout, 646.0)[2], ("company", 300.0));
        assert_eq!(fitted(&layout, 646.0).len(), 4);
    }

    #[test]
    fn a_grid_has_the_columns_of_boxes_and_menus_too() {
        let room = Room { width: 646.0, unit: 4.0, is_cards: false };
        let columns = ColumnLayout::new(&TABLE).fit(room, true);
        assert_eq!(grid_columns(&columns, room, true), "44.00px 240.00px 120.00px 100.00px 100.00px 42.00px");
        assert_eq!(grid_columns(&columns[..1], room, false), "240.00px 42.00px");
    }

    #[test]
    fn cards_show_a_few() {
        let room = Room { width: 400.0, unit: 4.0, is_cards: true };
        let names: Vec<_> = ColumnLayout::new(&TABLE).fit(room, false).iter().map(|it| it.column.name).collect();
        assert_eq!(names, ["name", "status"]);
    }
}
