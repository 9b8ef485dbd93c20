//! The requests of each scenario, made of what is in the database.

use std::collections::HashSet;

use super::api::{Api, Expected, LIMIT, Member, Page, Request};
use super::random::Random;
use super::scenario::Scenario;
use super::terms::{Person, wildcards};
use crate::failure::{Failure, Outcome};

/// How many places the walks for cursors start from, and how many pages each goes.
const WALKS: (usize, usize) = (10, 30);
/// How many different pages around the middle are asked for.
const MIDDLES: usize = 300;
/// From how many people searches are made.
const PEOPLE: usize = 200;
/// How many searches go without an index: each of them is slow.
const SCANS: usize = 10;
/// A search that finds more than so many people is not one for a person.
const FEW: u64 = LIMIT;
/// Every address ends with it.
const EVERYBODY: &str = "exa";
/// Two letters with which many names begin.
const PREFIX: &str = "ma";

/// Finds out what to ask for.
#[derive(Debug)]
pub struct Requests {
    api: Api,
    random: Random,
    /// Members of the organization.
    total: u64,
    people: Vec<Search>,
    surnames: Vec<Search>,
}

/// Something to search for.
#[derive(Clone, Debug)]
struct Search {
    text: String,
    /// How many people it finds.
    matches: u64,
}

impl Requests {
    /// Looks around among `members` people and their administrator.
    ///
    /// # Errors
    /// When the server does not have just these, or does not find somebody by name.
    pub fn new(api: Api, members: u64) -> Outcome<Self> {
        let mut requests = Self { api, random: Random::new(1), total: 0, people: Vec::new(), surnames: Vec::new() };
        let total = requests.api.members("limit=1")?.total;
        if total.count != members + 1 || !total.exact {
            return Err(Failure::new(format!("the organization has {} members and not {}", total.count, members + 1)));
        }
        requests.total = total.count;
        requests.look_for_people()?;
        Ok(requests)
    }

    /// How many people a search for a person finds, on average.
    pub fn mean_matches(&self) -> f64 {
        let all: u64 = self.people.iter().map(|search| search.matches).sum();
        all as f64 / self.people.len() as f64
    }

    /// The requests of a scenario, to be asked in rotation.
    ///
    /// # Errors
    /// When the server does not answer as it must.
    pub fn of(&mut self, scenario: Scenario) -> Outcome<Vec<Request>> {
        match scenario {
            Scenario::FirstPage => Ok(vec![self.page("")]),
            Scenario::NextPage => self.next_pages(),
            Scenario::MiddlePage => Ok(self.middle_pages()),
            Scenario::LastPage => Ok(vec![self.page(&format!("at={}", self.total - LIMIT))]),
            Scenario::Unchanged => self.unchanged(),
            Scenario::Filtered => Ok(vec![self.probed("status=inactive&sort=-last_sign_in")?]),
            Scenario::SearchPerson => Ok(self.people.iter().map(|search| self.search(search)).collect()),
            Scenario::SearchSurname => Ok(self.surnames.iter().map(|search| self.search(search)).collect()),
            Scenario::SearchEverybody => self.everybody(),
            Scenario::SearchPrefix => Ok(vec![self.probed(&format!("q={PREFIX}"))?]),
            Scenario::Alive => Ok(vec![self.api.alive()]),
            // Asks for nothing.
            Scenario::Computing => Ok(Vec::new()),
            Scenario::Scan => Ok(self.scans()),
        }
    }

    fn request(&self, query: &str, expected: Expected) -> Request {
        Request { text: self.api.request(query, None), expected }
    }

    /// A page of the whole list, which must be full.
    fn page(&self, query: &str) -> Request {
        self.request(query, Expected::Exactly(LIMIT as usize))
    }

    /// A request that must always be answered by as many people as now.
    fn probed(&mut self, query: &str) -> Outcome<Request> {
        let page = self.asked(query)?;
        if page.items.is_empty() {
            return Err(Failure::new(format!("{query} finds nobody")));
        }
        Ok(self.request(query, Expected::Exactly(page.items.len())))
    }

    /// A page that begins the list, checked against its own total.
    fn asked(&mut self, query: &str) -> Outcome<Page<Member>> {
        let page = self.api.members(&format!("limit={LIMIT}&{query}"))?;
        let (found, total) = (page.items.len() as u64, page.total);
        if total.exact && found != total.count.min(LIMIT) {
            return Err(Failure::new(format!("{query} shows {found} people and counts {}", total.count)));
        }
        Ok(page)
    }

    fn middle_pages(&mut self) -> Vec<Request> {
        let around = self.total / 10;
        let first = self.total / 2 - around / 2;
        let places: Vec<u64> = (0..MIDDLES).map(|_| first + self.random.below(around)).collect();
        places.into_iter().map(|at| self.page(&format!("at={at}"))).collect()
    }

    /// What follows pages in all parts of the list.
    fn next_pages(&mut self) -> Outcome<Vec<Request>> {
        let mut requests = Vec::new();
        for _ in 0..WALKS.0 {
            let start = self.random.below(self.total - 2 * LIMIT);
            let mut query = format!("at={start}");
            for _ in 0..WALKS.1 {
                let page = self.api.members(&format!("limit={LIMIT}&{query}"))?;
                let Some(cursor) = page.next_cursor else { break };
                if query.starts_with("cursor=") && page.items.len() as u64 == LIMIT {
                    requests.push(self.page(&query));
                }
                query = format!("cursor={cursor}");
            }
        }
        Ok(requests)
    }

    fn unchanged(&mut self) -> Outcome<Vec<Request>> {
        let etag = self.api.etag()?;
        Ok(vec![Request { text: self.api.request("", Some(&etag)), expected: Expected::Unchanged }])
    }

    fn everybody(&mut self) -> Outcome<Vec<Request>> {
        let query = format!("q={EVERYBODY}");
        let Page { total, .. } = self.asked(&query)?;
        if total.exact && total.count < self.total {
            return Err(Failure::new(format!("{query} finds {} of {}", total.count, self.total)));
        }
        Ok(vec![self.page(&query)])
    }

    fn search(&self, search: &Search) -> Request {
        let query = format!("q={}", search.text.replace(' ', "%20"));
        self.request(&query, Expected::Exactly(search.matches.min(LIMIT) as usize))
    }

    /// The same searches with wildcards. They may find others besides.
    fn scans(&self) -> Vec<Request> {
        // A dot would begin a word, and that would be something for an index again.
        let searches = self.people.iter().filter(|search| !search.text.contains('.')).take(SCANS);
        let request = |search: &Search| {
            let query = format!("q={}", wildcards(&search.text).replace(' ', "%20"));
            self.request(&query, Expected::AtLeast(search.matches as usize))
        };
        searches.map(request).collect()
    }

    /// Makes searches of people in random places, and has each of them find its person.
    fn look_for_people(&mut self) -> Outcome {
        let mut known = HashSet::new();
        for number in 0..PEOPLE {
            let at = self.random.below(self.total);
            let page = self.api.members(&format!("limit=1&at={at}"))?;
            let Some(member) = page.items.first().cloned() else { continue };
            let Some(person) = Person::of(&member.email) else { continue };
            let searches = person.searches();
            if let Some(text) = searches.get(number % searches.len().max(1)) {
                self.look_for(&member, text)?;
            }
            if person.family.len() >= 3 && known.insert(person.family.clone()) {
                let (search, _) = self.try_search(&person.family)?;
                self.surnames.push(search);
            }
        }
        match (self.people.as_slice(), self.surnames.as_slice()) {
            ([], _) | (_, []) => Err(Failure::new("no searches could be made of the people in the database")),
            _ => Ok(()),
        }
    }

    /// Keeps a search for somebody that finds few, and this person among them.
    fn look_for(&mut self, member: &Member, text: &str) -> Outcome {
        let (search, found) = self.try_search(text)?;
        if search.matches > FEW {
            return Ok(());
        }
        if found.iter().all(|one| one.id != member.id) {
            return Err(Failure::new(format!("a search for {text} does not find {}", member.email)));
        }
        self.people.push(search);
        Ok(())
    }

    /// How many a search finds, and the first of them.
    fn try_search(&mut self, text: &str) -> Outcome<(Search, Vec<Member>)> {
        let page = self.asked(&format!("q={}", text.replace(' ', "%20")))?;
        // Where the total is not exact there are that many or more, and at least those on the page.
        let matches = page.total.count.max(page.items.len() as u64);
        Ok((Search { text: text.to_owned(), matches }, page.items))
    }
}
