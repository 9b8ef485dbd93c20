//! What is asked for, and how often.

use serde::Serialize;

/// One kind of request: for `GET /organizations/{organization}/members`, 50 people at most, or for no more than an answer;
/// or a computation without any request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scenario {
    FirstPage,
    NextPage,
    MiddlePage,
    LastPage,
    Unchanged,
    Filtered,
    SearchPerson,
    SearchSurname,
    SearchEverybody,
    SearchPrefix,
    Alive,
    Computing,
    Scan,
}

impl Scenario {
    /// In the order in which they run; what can leave the server busy comes last.
    pub const ALL: [Self; 13] = [
        Self::FirstPage,
        Self::NextPage,
        Self::MiddlePage,
        Self::LastPage,
        Self::Unchanged,
        Self::Filtered,
        Self::SearchPerson,
        Self::SearchSurname,
        Self::SearchEverybody,
        Self::SearchPrefix,
        Self::Alive,
        Self::Computing,
        Self::Scan,
    ];
    /// Pages of the whole list.
    pub const PAGES: [Self; 4] = [Self::FirstPage, Self::NextPage, Self::MiddlePage, Self::LastPage];
    /// Searches for three letters or more.
    pub const SEARCHES: [Self; 3] = [Self::SearchPerson, Self::SearchSurname, Self::SearchEverybody];
    /// Of the slowest scenario there are at least so many requests, however short the run.
    const FEWEST: usize = 4;

    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstPage => "first page",
            Self::NextPage => "next page",
            Self::MiddlePage => "middle page",
            Self::LastPage => "last page",
            Self::Unchanged => "unchanged",
            Self::Filtered => "filtered and sorted",
            Self::SearchPerson => "search: a person",
            Self::SearchSurname => "search: a surname",
            Self::SearchEverybody => "search: everybody",
            Self::SearchPrefix => "search: two letters",
            Self::Alive => "control: nothing",
            Self::Computing => "control: computing",
            Self::Scan => "control: scan",
        }
    }

    /// Requests a second: far below what the server can do, so that what is measured is an answer and not a queue.
    pub const fn rate(self) -> f64 {
        match self {
            Self::FirstPage | Self::NextPage | Self::MiddlePage | Self::LastPage => 100.0,
            Self::Unchanged | Self::Alive | Self::Computing => 100.0,
            Self::SearchPerson => 50.0,
            Self::Filtered => 20.0,
            Self::SearchSurname | Self::SearchEverybody | Self::SearchPrefix => 10.0,
            Self::Scan => 0.1,
        }
    }

    /// How many requests fill so many seconds.
    pub fn requests(self, seconds: u64) -> usize {
        ((self.rate() * seconds as f64).ceil() as usize).max(Self::FEWEST)
    }

    /// How many requests go before, uncounted: a second of them.
    pub fn warm_up(self) -> usize {
        self.rate().ceil() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_scenarios_have_a_few_requests_in_any_run() {
        assert_eq!(Scenario::FirstPage.requests(10), 1000);
        assert_eq!(Scenario::Scan.requests(3), 4);
        assert_eq!(Scenario::Scan.requests(60), 6);
        assert_eq!((Scenario::FirstPage.warm_up(), Scenario::Scan.warm_up()), (100, 1));
    }
}
