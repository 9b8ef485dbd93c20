//! How a table is laid out: which columns, in which order, how wide, and how close together the rows stand.

/// The query parameters that say so.
const COLUMNS: &str = "columns";
const WIDTHS: &str = "widths";
const DENSITY: &str = "density";

/// The least and the greatest width that a reader can give a column, in pixels.
pub const WIDTH_RANGE: std::ops::RangeInclusive<u16> = 48..=1_200;

/// A column of a table. The first one of a table names its rows.
#[derive(Debug)]
pub struct Column {
    /// Its name in URLs.
    pub name: &'static str,
    /// The class of its cells, for their look.
    pub class: &'static str,
    /// How wide it is, in units; if it grows, how wide at least.
    pub width: f64,
    /// Which share of the room that is left over it takes.
    pub grows: f64,
    /// Where room is short, the column with the highest number goes first; one with 0 stays.
    pub goes: u8,
    /// Whether everybody starts with it.
    pub is_default: bool,
    /// Its place on cards, counted from 1; 0: they do not show it.
    pub card: u8,
    /// The column whose value stands on the second line of this one as long as it is not shown itself.
    pub second: Option<&'static str>,
}

/// Columns, their widths and the density of a table.
#[derive(Debug, Clone)]
pub struct ColumnLayout {
    all: &'static [Column],
    /// From start to end. The first of all is always the first.
    shown: Vec<&'static Column>,
    /// In pixels, those that the reader has chosen.
    widths: Vec<(&'static str, u16)>,
    pub density: Density,
}

/// How close together rows stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

impl Density {
    /// Every density, the roomiest first.
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    /// Its name in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }
}

impl PartialEq for ColumnLayout {
    fn eq(&self, other: &Self) -> bool {
        self.names().eq(other.names()) && self.widths == other.widths && self.density == other.density
    }
}

impl Eq for ColumnLayout {}

impl ColumnLayout {
    /// The layout that everybody starts with.
    pub fn new(all: &'static [Column]) -> Self {
        let shown = all.iter().filter(|column| column.is_default).collect();
        Self { all, shown, widths: Vec::new(), density: Density::default() }
    }

    /// Every column that there is.
    pub fn all(&self) -> &'static [Column] {
        self.all
    }

    /// The columns that are shown, in their order.
    pub fn shown(&self) -> &[&'static Column] {
        &self.shown
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.shown.iter().map(|column| column.name)
    }

    /// Whether a column is shown.
    pub fn shows(&self, name: &str) -> bool {
        self.names().any(|shown| shown == name)
    }

    /// Shows these columns in this order; the first of all comes first whether it is among them or not.
    pub fn show<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let first = &self.all[0];
        self.shown = vec![first];
        for name in names {
            let column = self.all.iter().find(|column| column.name == name);
            self.shown.extend(column.filter(|column| column.name != first.name));
        }
    }

    /// How wide the reader wants a column, in pixels.
    pub fn width(&self, name: &str) -> Option<u16> {
        self.widths.iter().find(|(column, _)| *column == name).map(|(_, width)| *width)
    }

    /// Makes a column so many pixels wide, or as wide as at first.
    pub fn set_width(&mut self, name: &'static str, width: Option<u16>) {
        self.widths.retain(|(column, _)| *column != name);
        self.widths.extend(width.map(|width| (name, width.clamp(*WIDTH_RANGE.start(), *WIDTH_RANGE.end()))));
    }

    /// The same columns, so close together.
    pub fn with_density(self, density: Density) -> Self {
        Self { density, ..self }
    }

    /// Whether these are the columns that everybody starts with.
    pub fn has_default_columns(&self) -> bool {
        self.names().eq(Self::new(self.all).names())
    }

    /// The parameters that say what differs from the default. Values are not yet encoded.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.has_default_columns() {
            parameters.push((COLUMNS, self.names().collect::<Vec<_>>().join(",")));
        }
        if !self.widths.is_empty() {
            let widths = self.widths.iter().map(|(name, width)| [name, ":", &width.to_string()].concat());
            parameters.push((WIDTHS, widths.collect::<Vec<_>>().join(",")));
        }
        if self.density != Density::default() {
            parameters.push((DENSITY, self.density.as_str().to_owned()));
        }
        parameters
    }

    /// What these parameters ask for; none when they do not speak of it. Also names those that could not be read, of
    /// which the readable part counts.
    pub fn read(all: &'static [Column], parameters: &[(String, String)]) -> (Option<Self>, Vec<&'static str>) {
        let (mut layout, mut is_named, mut dropped) = (Self::new(all), false, Vec::new());
        let known = |name: &str| all.iter().find(|column| column.name == name).map(|column| column.name);
        for (parameter, value) in parameters {
            let values = || value.split(',').filter(|value| !value.is_empty());
            let is_read = match parameter.as_str() {
                COLUMNS => {
                    let mut columns: Vec<&str> = Vec::new();
                    for name in values().filter_map(known) {
                        if !columns.contains(&name) {
                            columns.push(name);
                        }
                    }
                    if !columns.is_empty() {
                        is_named = true;
                        layout.show(columns);
                    }
                    values().all(|name| known(name).is_some())
                }
                WIDTHS => {
                    let read = |value: &str| {
                        let (name, width) = value.split_once(':')?;
                        Some((known(name)?, width.parse().ok().filter(|width| WIDTH_RANGE.contains(width))?))
                    };
                    for (name, width) in values().filter_map(read) {
                        is_named = true;
                        layout.set_width(name, Some(width));
                    }
                    values().all(|value| read(value).is_some())
                }
                DENSITY => {
                    let density = Density::ALL.into_iter().find(|density| density.as_str() == value);
                    is_named |= density.is_some();
                    layout.density = density.unwrap_or(layout.density);
                    density.is_some()
                }
                _ => true,
            };
            if !is_read {
                dropped.extend([COLUMNS, WIDTHS, DENSITY].into_iter().find(|name| name == parameter));
            }
        }
        (is_named.then_some(layout), dropped)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const fn column(name: &'static str, width: f64, grows: f64, goes: u8, is_default: bool) -> Column {
        Column { name, class: "", width, grows, goes, is_default, card: if goes == 0 { 1 } else { 0 }, second: None }
    }

    /// A table of a name, a status that stays, and two columns that go.
    pub static TABLE: [Column; 5] = [
        column("name", 60.0, 2.0, 0, true),
        column("status", 30.0, 0.0, 0, true),
        column("company", 25.0, 1.0, 1, true),
        column("since", 25.0, 0.0, 2, true),
        column("email", 50.0, 1.0, 3, false),
    ];

    fn read(parameters: &[(&str, &str)]) -> (Option<ColumnLayout>, Vec<&'static str>) {
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        ColumnLayout::read(&TABLE, &parameters)
    }

    fn names(layout: &ColumnLayout) -> Vec<&'static str> {
        layout.names().collect()
    }

    #[test]
    fn what_everybody_starts_with_needs_no_parameters() {
        assert_eq!(ColumnLayout::new(&TABLE).parameters(), []);
        assert_eq!(read(&[("q", "ada")]), (None, vec![]));
    }

    #[test]
    fn a_layout_survives_its_parameters() {
        let mut layout = ColumnLayout::new(&TABLE).with_density(Density::Compact);
        layout.show(["since", "email"]);
        layout.set_width("email", Some(300));
        layout.set_width("name", Some(9));
        let parameters = layout.parameters();
        let expected = [("columns", "name,since,email"), ("widths", "email:300,name:48"), ("density", "compact")];
        assert_eq!(parameters, expected.map(|(name, value)| (name, value.to_owned())));
        assert_eq!(read(&expected), (Some(layout), vec![]));
    }

    #[test]
    fn the_first_column_is_always_the_first() {
        let (found, dropped) = read(&[("columns", "email,name,status,email")]);
        assert_eq!(names(&found.unwrap()), ["name", "email", "status"]);
        assert!(dropped.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named() {
        let (found, dropped) = read(&[("columns", "email,shoe_size"), ("widths", "email:1"), ("density", "cosy")]);
        assert_eq!(names(&found.unwrap()), ["name", "email"]);
        assert_eq!(dropped, ["columns", "widths", "density"]);
        assert_eq!(read(&[("columns", "shoe_size")]), (None, vec!["columns"]));
    }

    #[test]
    fn a_width_can_be_taken_back() {
        let mut layout = ColumnLayout::new(&TABLE);
        layout.set_width("name", Some(300));
        assert_ne!(layout, ColumnLayout::new(&TABLE));
        layout.set_width("name", None);
        assert_eq!(layout, ColumnLayout::new(&TABLE));
    }
}
