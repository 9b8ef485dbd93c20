//! Throw-away: the view of the list of members as it was before `api_types::ListQuery`. It goes with the list's move to
//! `store/listing`.

use std::{fmt, str::FromStr};

use api_types::{
    CompanyId, Direction, LastSignInFilter, MemberColumn, MemberFilter as MembersFilter, MemberId, MemberStatus,
    RoleId, Search, SearchField, TwoFactorFilter,
};

#[expect(clippy::result_unit_err, reason = "goes with the merge")]
pub fn read_columns(text: &str) -> Result<Vec<MemberColumn>, ()> {
    let mut columns = Vec::new();
    for name in text.split(',').filter(|name| !name.is_empty()) {
        let column = name.parse()?;
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    Ok(columns)
}

/// Search, filters and order of the member list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortBy {
    pub column: MemberColumn,
    pub direction: Direction,
}

impl Default for SortBy {
    fn default() -> Self {
        Self { column: MemberColumn::Name, direction: Direction::Ascending }
    }
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
                Search::parse(value, &SearchField::ALL)
                    .map_err(|error| InvalidView { parameter: "q", code: error.code() })?;
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
}
