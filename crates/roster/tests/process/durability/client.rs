//! Sends requests to a server that may be killed at any moment.

use std::{
    io::{self, Error, ErrorKind, Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::{Value, json};

/// The account that writes.
pub const EMAIL: &str = "ada@writers.example";
pub const PASSWORD: &str = "long enough for everybody";

/// A browser that is signed in.
#[derive(Clone)]
pub struct Client {
    address: String,
    /// The token of the session. A server names its cookie by its port, and also takes the name without one.
    token: String,
}

/// A complete answer.
pub struct Answer {
    pub status: u16,
    pub body: Value,
    token: Option<String>,
}

impl Client {
    /// Signs in.
    pub fn sign_in(address: &str) -> Self {
        let nobody = Self { address: address.to_owned(), token: String::new() };
        let answer = nobody.send("POST", "/session", None, &json!({"email": EMAIL, "password": PASSWORD})).unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        Self { token: answer.token.unwrap(), ..nobody }
    }

    /// The same browser at another server over the same data.
    pub fn at(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// Reads what must be there.
    pub fn get(&self, path: &str) -> io::Result<Value> {
        let answer = self.send("GET", path, None, &Value::Null)?;
        assert!(answer.status == 200 || answer.status >= 500, "{path}: {} {}", answer.status, answer.body);
        if answer.status == 200 { Ok(answer.body) } else { Err(Error::other(answer.body.to_string())) }
    }

    /// Sends a request; a part of an answer is none.
    pub fn send(&self, method: &str, path: &str, version: Option<i64>, body: &Value) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut head = format!("{method} /api/v1{path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n");
        head += &format!(
            "x-roster-client: test\r\nsec-fetch-site: same-origin\r\ncookie: roster_session={}\r\n",
            self.token
        );
        head += &version.map(|version| format!("if-match: \"{version}\"\r\n")).unwrap_or_default();
        head += if body.is_empty() { "" } else { "content-type: application/json\r\n" };
        write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        read(&answer).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }
}

/// Reads an answer, if all of it is there.
fn read(answer: &str) -> Option<Answer> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    let length: usize = header("content-length").map_or(Some(0), |length| length.parse().ok())?;
    let body = if body.len() == length { serde_json::from_str(body).unwrap_or(Value::Null) } else { return None };
    let cookie = header("set-cookie").and_then(|cookie| cookie.split(';').next());
    let token = cookie.and_then(|cookie| cookie.split_once('=')).map(|(_, token)| token.to_owned());
    Some(Answer { status: head.split(' ').nth(1)?.parse().ok()?, body, token })
}
