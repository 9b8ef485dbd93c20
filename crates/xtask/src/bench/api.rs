//! The API, as somebody who is signed in uses it.

use std::net::SocketAddr;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::json;

use super::http::{Answer, Connection};
use crate::failure::{Context, Failure, Outcome};

/// People on a page.
pub const LIMIT: u64 = 50;

/// Who signs in.
#[derive(Clone, Copy, Debug)]
pub struct Credentials {
    pub email: &'static str,
    pub password: &'static str,
}

/// Somebody who is signed in and belongs to one organization.
#[derive(Debug)]
pub struct Api {
    /// Where the server listens.
    pub address: SocketAddr,
    connection: Connection,
    /// `name=value`.
    cookie: String,
    /// The path of the list of members.
    members: String,
}

/// One page of a list.
#[derive(Debug, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
    pub total: Total,
}

/// How many rows the whole list has; more than that when it is not exact.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Total {
    pub count: u64,
    pub exact: bool,
}

/// A member, as far as it matters here.
#[derive(Clone, Debug, Deserialize)]
pub struct Member {
    pub id: String,
    pub email: String,
}

#[derive(Deserialize)]
struct Organization {
    id: String,
}

/// A request with the answer that it must have.
#[derive(Clone, Debug)]
pub struct Request {
    /// As it travels.
    pub text: String,
    pub expected: Expected,
}

/// What an answer must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// 200, whatever it says.
    Alive,
    /// 304.
    Unchanged,
    /// 200, with so many people.
    Exactly(usize),
    /// 200, with so many people or more.
    AtLeast(usize),
}

impl Api {
    /// Signs in.
    ///
    /// # Errors
    /// When that is refused, or the account belongs to no organization.
    pub fn sign_in(address: SocketAddr, credentials: Credentials) -> Outcome<Self> {
        let Credentials { email, password } = credentials;
        let body = json!({"email": email, "password": password}).to_string();
        let mut connection = Connection::open(address)?;
        let answer = connection.send(sign_in_request(address, &body).as_bytes())?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        let cookie = cookie.filter(|_| answer.status == 200).map(str::to_owned);
        let cookie = cookie.ok_or_else(|| Failure::new(format!("signing in failed: {}", answer.summary())))?;
        let mut api = Self { address, connection, cookie, members: String::new() };
        let organizations: Page<Organization> = api.get("/api/v1/organizations", "")?;
        let first = organizations.items.first().ok_or_else(|| Failure::new(format!("{email} belongs nowhere")))?;
        api.members = format!("/api/v1/organizations/{}/members", first.id);
        Ok(api)
    }

    /// The text of a request for members; `query` stands behind the limit. With `etag`, only what has changed since.
    pub fn request(&self, query: &str, etag: Option<&str>) -> String {
        let unless = etag.map(|etag| format!("if-none-match: {etag}\r\n")).unwrap_or_default();
        self.text(&self.members, &format!("limit={LIMIT}&{query}"), &unless)
    }

    /// A request for a sign of life, for which the server reads nothing and decides nothing.
    pub fn alive(&self) -> Request {
        Request { text: self.text("/health/live", "", ""), expected: Expected::Alive }
    }

    /// A page of members.
    ///
    /// # Errors
    /// When the answer is none.
    pub fn members(&mut self, query: &str) -> Outcome<Page<Member>> {
        let path = self.members.clone();
        self.get(&path, query)
    }

    /// The tag of the list as it is now.
    ///
    /// # Errors
    /// When there is none.
    pub fn etag(&mut self) -> Outcome<String> {
        let request = self.request("", None);
        let answer = self.connection.send(request.as_bytes())?;
        let etag = answer.header("etag").map(str::to_owned);
        etag.ok_or_else(|| Failure::new("the list of members has no ETag"))
    }

    fn get<T: DeserializeOwned>(&mut self, path: &str, query: &str) -> Outcome<T> {
        let request = self.text(path, query, "");
        let answer = self.connection.send(request.as_bytes())?;
        if answer.status != 200 {
            return Err(Failure::new(format!("{path}?{query} answered {}", answer.summary())));
        }
        serde_json::from_slice(&answer.body).context(format!("the answer of {path}?{query}"))
    }

    fn text(&self, path: &str, query: &str, headers: &str) -> String {
        let Self { address, cookie, .. } = self;
        format!("GET {path}?{query} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n{headers}\r\n")
    }
}

fn sign_in_request(address: SocketAddr, body: &str) -> String {
    let length = body.len();
    format!(
        "POST /api/v1/session HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\nx-roster-client: bench\r\nsec-fetch-site: same-origin\r\n\r\n{body}"
    )
}

impl Request {
    /// Compares an answer with what it must be.
    ///
    /// # Errors
    /// When it is something else: says what.
    pub fn check(&self, answer: &Answer) -> Outcome {
        let wrong = |what: String| {
            let asked = self.text.lines().next().unwrap_or_default();
            Err(Failure::new(format!("{asked}\n  must answer {:?} but answered {what}", self.expected)))
        };
        match (self.expected, answer.status) {
            (Expected::Unchanged, 304) | (Expected::Alive, 200) => return Ok(()),
            (Expected::Exactly(_) | Expected::AtLeast(_), 200) => {}
            _ => return wrong(answer.summary()),
        }
        let page: Page<IgnoredAny> = serde_json::from_slice(&answer.body).context("an answer of the server")?;
        let found = page.items.len();
        let is_right = match self.expected {
            Expected::Unchanged | Expected::Alive => false,
            Expected::Exactly(number) => found == number,
            Expected::AtLeast(number) => found >= number,
        };
        if is_right { Ok(()) } else { wrong(format!("{found} people")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        let text = format!("HTTP/1.1 {status} -\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        Answer::read(&mut text.as_bytes()).unwrap()
    }

    #[test]
    fn an_answer_must_have_its_status_and_its_number_of_people() {
        let check = |expected, status, body| {
            Request { text: "GET /x HTTP/1.1\r\n".to_owned(), expected }
                .check(&answer(status, body))
                .map_err(|failure| failure.to_string())
        };
        let two = r#"{"items": [{"id": 1}, {}], "total": {"count": 2, "exact": true}}"#;
        assert_eq!(check(Expected::Exactly(2), 200, two), Ok(()));
        assert_eq!(check(Expected::AtLeast(1), 200, two), Ok(()));
        assert_eq!(check(Expected::Unchanged, 304, ""), Ok(()));
        assert!(check(Expected::Exactly(3), 200, two).unwrap_err().contains("answered 2 people"));
        assert!(check(Expected::AtLeast(3), 200, two).is_err());
        assert!(check(Expected::Unchanged, 200, two).is_err());
        assert_eq!(check(Expected::Alive, 200, "ok"), Ok(()));
        assert!(check(Expected::Alive, 503, "").is_err());
        assert!(check(Expected::Exactly(2), 503, "busy").unwrap_err().contains("GET /x HTTP/1.1\n  must answer"));
    }
}
