//! How the list of users is laid out: which columns, in which order, and how close together the rows stand.

use api_types::{MemberColumn, read_columns};

/// The query parameters that say so.
const COLUMNS: &str = "columns";
const DENSITY: &str = "density";

/// Columns and density of the list of users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// From start to end. The name is always the first.
    columns: Vec<MemberColumn>,
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

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }
}

impl Default for Arrangement {
    fn default() -> Self {
        use MemberColumn::*;
        Self {
            columns: vec![Name, Signature, Roles, Status, TwoFactor, Companies, Supervisor, InvitedBy, MemberSince],
            density: Density::default(),
        }
    }
}

impl Arrangement {
    /// The columns, the name first.
    pub fn columns(&self) -> &[MemberColumn] {
        &self.columns
    }

    /// Other columns; the name comes first whether it is among them or not.
    pub fn choose(&mut self, columns: impl IntoIterator<Item = MemberColumn>) {
        let others = columns.into_iter().filter(|column| *column != MemberColumn::Name);
        self.columns = std::iter::once(MemberColumn::Name).chain(others).collect();
    }

    /// The same columns, so close together.
    pub fn with_density(self, density: Density) -> Self {
        Self { density, ..self }
    }

    /// Whether these are the columns that everybody starts with.
    pub fn has_default_columns(&self) -> bool {
        self.columns == Self::default().columns
    }

    /// The parameters that say what differs from the default. Values are not yet encoded.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.has_default_columns() {
            let names: Vec<_> = self.columns.iter().map(|column| column.as_str()).collect();
            parameters.push((COLUMNS, names.join(",")));
        }
        if self.density != Density::default() {
            parameters.push((DENSITY, self.density.as_str().to_owned()));
        }
        parameters
    }

    /// What these parameters ask for; none when they do not speak of it. Also names those that could not be read, of
    /// which the readable part counts.
    pub fn read(parameters: &[(String, String)]) -> (Option<Self>, Vec<&'static str>) {
        let (mut found, mut dropped) = (None, Vec::new());
        for (name, value) in parameters {
            match name.as_str() {
                COLUMNS => {
                    let columns = read_columns(value).unwrap_or_else(|readable| {
                        dropped.push(COLUMNS);
                        readable
                    });
                    if !columns.is_empty() {
                        found.get_or_insert_with(Self::default).choose(columns);
                    }
                }
                DENSITY => match Density::ALL.into_iter().find(|density| density.as_str() == value) {
                    Some(density) => found.get_or_insert_with(Self::default).density = density,
                    None => dropped.push(DENSITY),
                },
                _ => {}
            }
        }
        (found, dropped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parameters: &[(&str, &str)]) -> (Option<Arrangement>, Vec<&'static str>) {
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Arrangement::read(&parameters)
    }

    #[test]
    fn what_everybody_starts_with_needs_no_parameters() {
        assert_eq!(Arrangement::default().parameters(), []);
        assert_eq!(read(&[("q", "ada")]), (None, vec![]));
    }

    #[test]
    fn an_arrangement_survives_its_parameters() {
        let mut arrangement = Arrangement::default().with_density(Density::Compact);
        arrangement.choose([MemberColumn::LastSignIn, MemberColumn::Email]);
        let parameters = arrangement.parameters();
        assert_eq!(parameters, [("columns", "name,last_sign_in,email".to_owned()), ("density", "compact".to_owned())]);
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(read(&parameters), (Some(arrangement), vec![]));
    }

    #[test]
    fn the_name_is_always_the_first_column() {
        let (found, dropped) = read(&[("columns", "email,name,roles")]);
        use MemberColumn::*;
        assert_eq!(found.unwrap().columns(), [Name, Email, Roles]);
        assert!(dropped.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named() {
        let (found, dropped) = read(&[("columns", "email,shoe_size"), ("density", "cosy")]);
        assert_eq!(found.unwrap().columns(), [MemberColumn::Name, MemberColumn::Email]);
        assert_eq!(dropped, ["columns", "density"]);
        assert_eq!(read(&[("columns", "shoe_size")]), (None, vec!["columns"]));
    }
}
