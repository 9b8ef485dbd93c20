//! `GET /organizations/{org}/events`: what changes, as it happens.

use std::time::Duration;

use api_types::OrganizationId;

use super::organizations::path;
use crate::paths::query;

/// An event of a stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StreamEvent {
    pub name: String,
    pub id: String,
    pub data: String,
}

/// Reads events as their bytes come.
#[derive(Debug, Default)]
pub struct StreamReader {
    /// What has come of the next event.
    rest: String,
}

/// The path of the stream. A new one begins with what has changed since the oldest response on the page.
pub fn events_path(organization: OrganizationId, age: Option<Duration>) -> String {
    let age = age.map(|age| ("age", age.as_millis().to_string()));
    path(organization, &["/events", &query(age)].concat())
}

impl StreamReader {
    /// Takes what has come, and gives the events that are whole. A comment is none.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<StreamEvent> {
        // The server writes no letters beyond ASCII.
        self.rest.push_str(&String::from_utf8_lossy(bytes));
        let mut events = Vec::new();
        while let Some((text, rest)) = self.rest.split_once("\n\n") {
            let event = StreamEvent::of(text);
            self.rest = rest.to_owned();
            events.extend(Some(event).filter(|event| !event.name.is_empty()));
        }
        events
    }
}

impl StreamEvent {
    /// Reads one event.
    pub fn of(text: &str) -> Self {
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            line.unwrap_or_default().to_owned()
        };
        Self { name: field("event"), id: field("id"), data: field("data") }
    }

    /// What [`StreamEvent::of`] reads.
    pub fn text(&self) -> String {
        ["event: ", &self.name, "\nid: ", &self.id, "\ndata: ", &self.data].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_in_pieces() {
        let mut reader = StreamReader::default();
        assert_eq!(reader.read(b": \n\nevent: start\nid: 1-7\nda"), []);
        let events = reader.read(b"ta: {}\nretry: 3000\n\nevent: reset\ndata: {}\n\nevent");
        assert_eq!(events.iter().map(|it| (&*it.name, &*it.id)).collect::<Vec<_>>(), [("start", "1-7"), ("reset", "")]);
        assert_eq!(reader.read(b": change\n\n")[0].name, "change");
    }

    #[test]
    fn an_event_survives_the_way_to_other_tabs() {
        let event = StreamEvent { name: "change".into(), id: "1-2".into(), data: "{\"list\":\"roles\"}".into() };
        assert_eq!(StreamEvent::of(&event.text()), event);
    }
}
