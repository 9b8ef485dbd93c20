//! A view of the member list: search, filters and order, as in the URL.
//!
//! The URL of the app and the query of the API use the same text, so the page can send its first request before the
//! app has loaded. The app drops invalid parts with a note. The API responds with 422. Both parse it here.

use std::{fmt, str::FromStr};

use crate::{
    CompanyId, LastSignInFilter, MemberId, MemberStatus, MembersFilter, RoleId, Search, TwoFactorFilter, filter::named,
};

/// Search, filters and order of the member list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct MembersView {
    /// The text that [`Search`] parses. Empty: no search.
    pub search: String,
    /// Matches any of these roles. As in every filter, empty matches everything.
    pub roles: Vec<RoleId>,
    pub statuses: Vec<MemberStatus>,
    pub two_factor: Vec<TwoFactorFilter>,
    pub companies: Vec<CompanyId>,
    pub supervisors: Vec<MemberId>,
    pub inviters: Vec<MemberId>,
    pub last_sign_in: Vec<LastSignInFilter>,
    pub sort: SortBy,
}

/// A column and a direction: `name`, or `-member_since` for descending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct SortBy {
    pub column: MemberColumn,
    pub direction: Direction,
}

/// A column of the member list. The list can be sorted by each of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum MemberColumn {
    #[default]
    Name,
    Email,
    Signature,
    Roles,
    Status,
    TwoFactor,
    Companies,
    Supervisor,
    InvitedBy,
    InvitedAt,
    MemberSince,
    LastSignIn,
}

named!(MemberColumn, 12:
    Name = "name",
    Email = "email",
    Signature = "signature",
    Roles = "roles",
    Status = "status",
    TwoFactor = "two_factor",
    Companies = "companies",
    Supervisor = "supervisor",
    InvitedBy = "invited_by",
    InvitedAt = "invited_at",
    MemberSince = "member_since",
    LastSignIn = "last_sign_in",
);

/// Sort direction. Members without a value in the sorted column come last in both directions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    #[default]
    Ascending,
    Descending,
}

/// An invalid part of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidView {
    /// The query parameter: `q`, `sort`, or a filter's.
    pub parameter: &'static str,
    /// `invalid`, `unknown`, `too_long`, `too_many_pieces`, `unbalanced_quote` or `unknown_field`.
    pub code: &'static str,
}

/// The values of one filter, whatever their type, as texts.
pub trait FilterValues {
    /// Adds a value unless it is there; `false` when the text is none.
    fn add(&mut self, text: &str) -> bool;
    /// Takes a value away.
    fn remove(&mut self, text: &str);
    /// Takes all away.
    fn clear(&mut self);
    /// Every value.
    fn texts(&self) -> Vec<String>;
    /// Whether there is none.
    fn is_empty(&self) -> bool;
}

impl<T: FromStr + PartialEq + fmt::Display> FilterValues for Vec<T> {
    fn add(&mut self, text: &str) -> bool {
        let value = text.parse().ok();
        let known = value.is_some();
        self.extend(value.filter(|value| !self.contains(value)));
        known
    }

    fn remove(&mut self, text: &str) {
        self.retain(|value| value.to_string() != text);
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn texts(&self) -> Vec<String> {
        self.iter().map(T::to_string).collect()
    }

    fn is_empty(&self) -> bool {
        Vec::is_empty(self)
    }
}

impl SortBy {
    /// What a press on the head of `column` asks for: the other way round, or from the start.
    pub fn pressed(self, column: MemberColumn) -> Self {
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
        Ok(Self { column: name.parse()?, direction })
    }
}

impl MembersView {
    /// Reads one query parameter into the view; parameters of other names are left alone (`Ok(false)`).
    ///
    /// # Errors
    /// When the value cannot be read; the view is then as it was, but for the values of a filter that could be read.
    pub fn read(&mut self, parameter: &str, value: &str) -> Result<bool, InvalidView> {
        match parameter {
            "q" => {
                Search::parse(value).map_err(|error| InvalidView { parameter: "q", code: error.code() })?;
                self.search = value.trim().to_owned();
            }
            "sort" => {
                self.sort = value.parse().map_err(|()| InvalidView { parameter: "sort", code: "unknown" })?;
            }
            _ => match parameter.parse() {
                Ok(filter) => self.read_filter(filter, value)?,
                Err(()) => return Ok(false),
            },
        }
        Ok(true)
    }

    /// Adds the readable values of a comma-separated list, each once; reports when one is not.
    fn read_filter(&mut self, filter: MembersFilter, value: &str) -> Result<(), InvalidView> {
        let values = self.filter_mut(filter);
        let mut unknown = false;
        for text in value.split(',').filter(|text| !text.is_empty()) {
            unknown |= !values.add(text);
        }
        if unknown { Err(InvalidView { parameter: filter.as_str(), code: "unknown" }) } else { Ok(()) }
    }

    /// The values of a filter.
    pub fn filter(&self, filter: MembersFilter) -> &dyn FilterValues {
        match filter {
            MembersFilter::Role => &self.roles,
            MembersFilter::Status => &self.statuses,
            MembersFilter::TwoFactor => &self.two_factor,
            MembersFilter::Company => &self.companies,
            MembersFilter::Supervisor => &self.supervisors,
            MembersFilter::InvitedBy => &self.inviters,
            MembersFilter::LastSignIn => &self.last_sign_in,
        }
    }

    /// The values of a filter, to change them.
    pub fn filter_mut(&mut self, filter: MembersFilter) -> &mut dyn FilterValues {
        match filter {
            MembersFilter::Role => &mut self.roles,
            MembersFilter::Status => &mut self.statuses,
            MembersFilter::TwoFactor => &mut self.two_factor,
            MembersFilter::Company => &mut self.companies,
            MembersFilter::Supervisor => &mut self.supervisors,
            MembersFilter::InvitedBy => &mut self.inviters,
            MembersFilter::LastSignIn => &mut self.last_sign_in,
        }
    }

    /// The parameters that say what differs from the plain list, in a fixed order. Values are not yet encoded.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.search.is_empty() {
            parameters.push(("q", self.search.clone()));
        }
        for filter in MembersFilter::ALL {
            let values = self.filter(filter).texts();
            if !values.is_empty() {
                parameters.push((filter.as_str(), values.join(",")));
            }
        }
        if self.sort != SortBy::default() {
            parameters.push(("sort", self.sort.to_string()));
        }
        parameters
    }

    /// Whether a filter excludes members.
    pub fn filters(&self) -> bool {
        MembersFilter::ALL.into_iter().any(|filter| !self.filter(filter).is_empty())
    }

    /// Whether the search or a filter excludes members.
    pub fn narrows(&self) -> bool {
        !self.search.is_empty() || self.filters()
    }

    /// Takes every filter away; search and order stay.
    pub fn clear_filters(&mut self) {
        for filter in MembersFilter::ALL {
            self.filter_mut(filter).clear();
        }
    }
}

/// Reads a comma-separated choice of columns, in the order in which they are to stand, each once.
///
/// # Errors
/// The columns that could be read, when one could not.
pub fn read_columns(text: &str) -> Result<Vec<MemberColumn>, Vec<MemberColumn>> {
    let mut columns: Vec<MemberColumn> = Vec::new();
    let mut unknown = false;
    for name in text.split(',').filter(|name| !name.is_empty()) {
        unknown |= !columns.add(name);
    }
    if unknown { Err(columns) } else { Ok(columns) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn views() -> impl Strategy<Value = MembersView> {
        let sort = (proptest::sample::select(&MemberColumn::ALL[..]), any::<bool>()).prop_map(|(column, down)| {
            SortBy { column, direction: if down { Direction::Descending } else { Direction::Ascending } }
        });
        let people = || proptest::collection::hash_set(any::<u128>().prop_map(MemberId::from_u128), 0..3);
        let roles = proptest::collection::hash_set(any::<u128>().prop_map(RoleId::from_u128), 0..4);
        let companies = proptest::collection::hash_set(any::<u128>().prop_map(CompanyId::from_u128), 0..3);
        let statuses = proptest::sample::subsequence(&MemberStatus::ALL[..], 0..=4);
        let two_factor = proptest::sample::subsequence(&TwoFactorFilter::ALL[..], 0..=3);
        let last_sign_in = proptest::sample::subsequence(&LastSignInFilter::ALL[..], 0..=2);
        let search = "[^\\p{C}:\"\u{fffd}]{0,40}";
        (search, roles, statuses, sort, two_factor, companies, (people(), people()), last_sign_in).prop_map(
            |(search, roles, statuses, sort, two_factor, companies, (supervisors, inviters), last_sign_in)| {
                MembersView {
                    search: search.trim().to_owned(),
                    roles: roles.into_iter().collect(),
                    statuses,
                    two_factor,
                    companies: companies.into_iter().collect(),
                    supervisors: supervisors.into_iter().collect(),
                    inviters: inviters.into_iter().collect(),
                    last_sign_in,
                    sort,
                }
            },
        )
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
        fn no_text_panics(parameter in "q|role|status|company|last_sign_in|sort|cursor", value: String) {
            let _ = MembersView::default().read(&parameter, &value);
        }

        #[test]
        fn every_choice_of_columns_is_read_back(columns in proptest::sample::subsequence(&MemberColumn::ALL[..], 0..=12).prop_shuffle()) {
            prop_assert_eq!(read_columns(&columns.texts().join(",")), Ok(columns));
        }
    }

    #[test]
    fn one_bad_value_of_a_list_leaves_the_good_ones() {
        let mut view = MembersView::default();
        let bad = view.read("status", "active,asleep,invited,active");
        assert_eq!(bad, Err(InvalidView { parameter: "status", code: "unknown" }));
        assert_eq!(view.statuses, [MemberStatus::Active, MemberStatus::Invited]);
        assert_eq!(read_columns("email,shoe_size,email"), Err(vec![MemberColumn::Email]));
    }

    #[test]
    fn a_press_on_the_sorted_column_turns_it_round() {
        let by_name = SortBy::default();
        assert_eq!(by_name.pressed(MemberColumn::Name).to_string(), "-name");
        assert_eq!(by_name.pressed(MemberColumn::Name).pressed(MemberColumn::Name).to_string(), "name");
        assert_eq!(by_name.pressed(MemberColumn::Email).to_string(), "email");
    }

    #[test]
    fn a_search_that_makes_no_sense_is_named() {
        let mut view = MembersView::default();
        for (text, code) in [("\"a", "unbalanced_quote"), ("age:7", "unknown_field"), ("a\0b", "invalid")] {
            assert_eq!(view.read("q", text), Err(InvalidView { parameter: "q", code }), "{text}");
        }
    }
}
