//! One connection that speaks just enough HTTP/1.1.
//!
//! By hand, because this program is compiled without optimization: a general client then takes as long as the server.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::failure::{Context, Failure, Outcome};

/// Longer than the server lets any request take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection that is kept open from request to request.
#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

/// What the server said.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// Everything after the head.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn open(address: SocketAddr) -> Outcome<Self> {
        let connect = || {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            Ok::<_, std::io::Error>(stream)
        };
        Ok(Self(BufReader::new(connect().context("connecting to the server")?)))
    }

    /// Sends a request, head and body as they travel, and reads the whole answer.
    ///
    /// # Errors
    /// When the connection ends, or the answer is no HTTP with a known length.
    pub fn send(&mut self, request: &[u8]) -> Outcome<Answer> {
        self.0.get_mut().write_all(request).context("asking the server")?;
        Answer::read(&mut self.0)
    }
}

impl Answer {
    /// Reads one answer and nothing behind it.
    ///
    /// # Errors
    /// When there is none.
    pub fn read(from: &mut impl BufRead) -> Outcome<Self> {
        let status = line(from)?;
        let code = status.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
        let code = code.ok_or_else(|| Failure::new(format!("the server answered no HTTP but {status:?}")))?;
        let mut answer = Self { status: code, headers: Vec::new(), body: Vec::new() };
        loop {
            let header = line(from)?;
            match header.split_once(':') {
                Some((name, value)) => answer.headers.push((name.to_ascii_lowercase(), value.trim().to_owned())),
                None if header.is_empty() => break,
                None => return Err(Failure::new(format!("the server sent {header:?} for a header"))),
            }
        }
        if answer.status != 304 {
            let length = answer.header("content-length").and_then(|length| length.parse().ok());
            let length = length.ok_or_else(|| Failure::new("the server sent an answer without its length"))?;
            answer.body.resize(length, 0);
            from.read_exact(&mut answer.body).context("reading an answer")?;
        }
        Ok(answer)
    }

    /// A header's value, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Status and the beginning of the body, for a message.
    pub fn summary(&self) -> String {
        const SHOWN: usize = 300;
        let body = String::from_utf8_lossy(&self.body);
        format!("{} {}", self.status, body.chars().take(SHOWN).collect::<String>())
    }
}

/// One line of a head, without its end.
fn line(from: &mut impl BufRead) -> Outcome<String> {
    let mut line = String::new();
    let read = from.read_line(&mut line).context("reading an answer")?;
    if read == 0 {
        return Err(Failure::new("the server closed the connection"));
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Outcome<Answer> {
        Answer::read(&mut text.as_bytes())
    }

    #[test]
    fn an_answer_is_read_to_its_end_and_no_further() {
        let answer = read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: W/\"1\"\r\n\r\nabcHTTP/1.1 404").unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"abc"[..]));
        assert_eq!(answer.header("etag"), Some("W/\"1\""));
        assert_eq!(answer.summary(), "200 abc");
    }

    #[test]
    fn what_has_not_changed_has_no_body() {
        assert_eq!(read("HTTP/1.1 304 Not Modified\r\n\r\n").unwrap().body, b"");
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(read("").unwrap_err().to_string().contains("closed"));
        assert!(read("SSH-2.0\r\n").is_err());
        assert!(read("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
        assert!(read("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc").is_err());
    }
}
