//! What one looks at in the list of members: search, filters and order, as they stand in an address.
//!
//! The app's address and the API's query are the same text, so the page's first request can leave before the app is
//! there to build it. The app drops what it cannot read and says so; the API answers 422. Both read it here.

use std::{fmt, str::FromStr};

use crate::{MemberStatus, RoleId};

/// The longest search, in characters.
pub const MAX_SEARCH: usize = 200;

/// Search, filters and order of a list of members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct MembersView {
    /// Words that all must occur in name, e-mail or signature; `*` and `%` stand for any text.
    /// Empty: no search.
    pub search: String,
    /// Any of these roles; empty: whatever the role.
    pub roles: Vec<RoleId>,
    /// Any of these; empty: whatever the status.
    pub statuses: Vec<MemberStatus>,
    pub sort: SortBy,
}

/// A column and a direction: `name`, or `-member_since` for descending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct SortBy {
    pub column: MemberSort,
    pub direction: Direction,
}

/// The columns that members can be sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum MemberSort {
    #[default]
    Name,
    Email,
    Status,
    MemberSince,
}

/// Which way a list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    #[default]
    Ascending,
    Descending,
}

/// A part of a view that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidView {
    /// The query parameter: `q`, `role`, `status` or `sort`.
    pub parameter: &'static str,
    /// `invalid`, `unknown` or `too_long`.
    pub code: &'static str,
}

impl MemberSort {
    /// Every column, in the table's order.
    pub const ALL: [Self; 4] = [Self::Name, Self::Email, Self::Status, Self::MemberSince];

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Status => "status",
            Self::MemberSince => "member_since",
        }
    }
}

impl SortBy {
    /// What a press on the head of `column` asks for: the other way round, or from the start.
    pub fn pressed(self, column: MemberSort) -> Self {
        let direction = match self.direction {
            Direction::Ascending if self.column == column => Direction::Descending,
            _ => Direction::Ascending,
        };
        Self { column, direction }
    }
}

impl fmt::Display for SortBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.direction == Direction::Descending {
            f.write_str("-")?;
        }
        f.write_str(self.column.as_str())
    }
}

impl FromStr for SortBy {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (direction, name) = match text.strip_prefix('-') {
            Some(name) => (Direction::Descending, name),
            None => (Direction::Ascending, text),
        };
        let column = MemberSort::ALL.into_iter().find(|column| column.as_str() == name).ok_or(())?;
        Ok(Self { column, direction })
    }
}

impl MembersView {
    /// Reads one query parameter into the view; parameters of other names are left alone (`Ok(false)`).
    ///
    /// # Errors
    /// When the value cannot be read; the view is then as it was, but for the values of a list that could be read.
    pub fn read(&mut self, parameter: &str, value: &str) -> Result<bool, InvalidView> {
        match parameter {
            "q" if value.chars().count() > MAX_SEARCH => {
                return Err(InvalidView { parameter: "q", code: "too_long" });
            }
            "q" if value.contains('\0') => return Err(InvalidView { parameter: "q", code: "invalid" }),
            "q" => self.search = value.trim().to_owned(),
            "role" => read_list(&mut self.roles, value, "role")?,
            "status" => read_list(&mut self.statuses, value, "status")?,
            "sort" => {
                self.sort = value.parse().map_err(|()| InvalidView { parameter: "sort", code: "unknown" })?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The parameters that say what differs from the plain list, in a fixed order. Values are not yet encoded.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.search.is_empty() {
            parameters.push(("q", self.search.clone()));
        }
        if !self.roles.is_empty() {
            parameters.push(("role", join(&self.roles)));
        }
        if !self.statuses.is_empty() {
            parameters.push(("status", join(&self.statuses)));
        }
        if self.sort != SortBy::default() {
            parameters.push(("sort", self.sort.to_string()));
        }
        parameters
    }

    /// Whether search or filters leave somebody out.
    pub fn narrows(&self) -> bool {
        !self.search.is_empty() || !self.roles.is_empty() || !self.statuses.is_empty()
    }
}

fn join<T: fmt::Display>(values: &[T]) -> String {
    values.iter().map(T::to_string).collect::<Vec<_>>().join(",")
}

/// Adds the readable values of a comma-separated list, each once; reports the first that is not.
fn read_list<T: FromStr + PartialEq>(
    list: &mut Vec<T>,
    value: &str,
    parameter: &'static str,
) -> Result<(), InvalidView> {
    let mut result = Ok(());
    for text in value.split(',').filter(|text| !text.is_empty()) {
        match text.parse() {
            Ok(read) if list.contains(&read) => {}
            Ok(read) => list.push(read),
            Err(_) => result = result.and(Err(InvalidView { parameter, code: "unknown" })),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn views() -> impl Strategy<Value = MembersView> {
        let sort = (proptest::sample::select(&MemberSort::ALL[..]), any::<bool>()).prop_map(|(column, down)| SortBy {
            column,
            direction: if down { Direction::Descending } else { Direction::Ascending },
        });
        let roles = proptest::collection::hash_set(any::<u128>().prop_map(RoleId::from_u128), 0..4);
        let statuses = proptest::sample::subsequence(&MemberStatus::ALL[..], 0..=4);
        ("[^\0]{0,40}", roles, statuses, sort).prop_map(|(search, roles, statuses, sort)| MembersView {
            search: search.trim().to_owned(),
            roles: roles.into_iter().collect(),
            statuses,
            sort,
        })
    }

    proptest! {
        #[test]
        fn every_view_survives_its_parameters(view in views()) {
            let mut read = MembersView::default();
            for (parameter, value) in view.parameters() {
                prop_assert_eq!(read.read(parameter, &value), Ok(true));
            }
            prop_assert_eq!(read, view);
        }

        #[test]
        fn no_text_panics(parameter in "q|role|status|sort|cursor", value: String) {
            let _ = MembersView::default().read(&parameter, &value);
        }
    }

    #[test]
    fn one_bad_value_of_a_list_leaves_the_good_ones() {
        let mut view = MembersView::default();
        let bad = view.read("status", "active,asleep,invited,active");
        assert_eq!(bad, Err(InvalidView { parameter: "status", code: "unknown" }));
        assert_eq!(view.statuses, [MemberStatus::Active, MemberStatus::Invited]);
    }

    #[test]
    fn a_press_on_the_sorted_column_turns_it_round() {
        let by_name = SortBy::default();
        assert_eq!(by_name.pressed(MemberSort::Name).to_string(), "-name");
        assert_eq!(by_name.pressed(MemberSort::Name).pressed(MemberSort::Name).to_string(), "name");
        assert_eq!(by_name.pressed(MemberSort::Email).to_string(), "email");
    }

    #[test]
    fn a_search_is_bounded_in_characters() {
        let mut view = MembersView::default();
        assert_eq!(view.read("q", &"é".repeat(MAX_SEARCH)), Ok(true));
        assert_eq!(view.read("q", &"é".repeat(MAX_SEARCH + 1)), Err(InvalidView { parameter: "q", code: "too_long" }));
    }
}
