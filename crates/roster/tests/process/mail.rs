//! Mail as an operator meets it: settings that cannot work, the demo's mailbox, the metrics.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::Child,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::program::{Server, complaint, pause, roster, terminate, wait};

/// `roster demo`, running.
struct Demo {
    child: Child,
    address: String,
}

impl Demo {
    fn start(environment: &[(&str, &str)]) -> Self {
        let mut command = roster(&["demo", "--port", "0"]);
        let mut child = command.envs(environment.iter().copied()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("Roster demo: http://").unwrap().to_owned();
        Self { child, address }
    }

    /// Sends a request; gives head and body of the answer.
    fn send(&self, start: &str, cookie: &str, body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let length = body.len();
        write!(
            stream,
            "{start} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nx-roster-client: test\r\nsec-fetch-site: same-origin\r\n\
             accept-language: de\r\ncontent-type: application/json\r\ncookie: {cookie}\r\ncontent-length: {length}\r\n\r\n{body}",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    fn json(&self, start: &str, cookie: &str, body: &Value) -> Value {
        let (head, body) = self.send(start, cookie, &body.to_string());
        assert!(head.starts_with("HTTP/1.1 20"), "{head}\n{body}");
        serde_json::from_str(&body).unwrap()
    }

    /// The cookie of Ada, who administers Acme, and the address of Acme.
    fn ada(&self) -> (String, String) {
        let who = json!({"email": "ada@acme.example", "password": "roster-demo-password"});
        let (head, _) = self.send("POST /api/v1/session", "", &who.to_string());
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let session = self.json("GET /api/v1/session", &cookie, &json!({}));
        let organization = session["default_organization"].as_str().unwrap();
        (cookie, format!("/api/v1/organizations/{organization}"))
    }

    fn stop(mut self) {
        terminate(&self.child);
        assert_eq!(wait(&mut self.child).code(), Some(0));
    }
}

#[test]
fn the_demo_keeps_its_mails_on_a_page() {
    let demo = Demo::start(&[]);
    assert_eq!(demo.json("GET /api/v1/server", "", &json!({}))["mail"], "mailbox");
    let (head, empty) = demo.send("GET /mailbox", "", "");
    assert!(head.contains("style-src 'self'") && head.contains("default-src 'none'"), "{head}");
    assert!(!head.contains("unsafe-inline"), "{head}");
    assert!(empty.contains("Die Demo sendet keine E-Mails."), "{empty}");
    let (head, _) = demo.send("GET /mailbox/style.css", "", "");
    assert!(head.contains("content-type: text/css"), "{head}");

    let (cookie, acme) = demo.ada();
    let roles = demo.json(&format!("GET {acme}/roles"), &cookie, &json!({}));
    let role = &roles["items"].as_array().unwrap().last().unwrap()["id"];
    let wanted = json!({"emails": ["new@acme.example"], "roles": [role], "send_email": true, "language": "en"});
    demo.json(&format!("POST {acme}/invitations"), &cookie, &wanted);
    let began = Instant::now();
    let list = loop {
        let (_, list) = demo.send("GET /mailbox", "", "");
        if list.contains("new@acme.example") {
            break list;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{list}");
        pause();
    };
    assert!(list.contains("href=\"/mailbox/1\""), "{list}");
    let (_, mail) = demo.send("GET /mailbox/1", "", "");
    let (_, rest) = mail.split_once(&format!("href=\"http://{}/invitation#", demo.address)).unwrap();
    let token = rest.split('"').next().unwrap();
    let found = demo.json("POST /api/v1/invitations/lookup", "", &json!({"token": token}));
    assert_eq!(found["email"], "new@acme.example");
    let (_, metrics) = demo.send("GET /metrics", "", "");
    assert!(metrics.contains("roster_mails_total{result=\"sent\"} 1"), "{metrics}");
    assert!(metrics.contains("roster_mails_waiting 0") && !metrics.contains("acme.example"), "{metrics}");
    demo.stop();
}

#[test]
fn a_demo_with_a_mail_server_keeps_nothing() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = nobody.local_addr().unwrap().port().to_string();
    drop(nobody);
    let demo = Demo::start(&[
        ("ROSTER_MAIL__HOST", "127.0.0.1"),
        ("ROSTER_MAIL__PORT", &port),
        ("ROSTER_MAIL__TLS", "none"),
        ("ROSTER_MAIL__FROM", "demo@roster.example"),
    ]);
    assert_eq!(demo.json("GET /api/v1/server", "", &json!({}))["mail"], "smtp");
    let (_, page) = demo.send("GET /mailbox", "", "");
    assert!(!page.contains("Die Demo sendet keine E-Mails."), "{page}");
    demo.stop();
}

#[test]
fn only_the_demo_has_a_mailbox() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    assert!(server.send(&["GET /mailbox/style.css HTTP/1.1"], "").starts_with("HTTP/1.1 404"));
    assert!(server.send(&["GET /api/v1/server HTTP/1.1"], "").contains("\"mail\":\"none\""));
}

#[test]
fn settings_of_mail_that_cannot_work_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("roster.db").display());
    let mail = |more: &[(&str, &str)]| {
        let mut command = roster(&["serve", "--listen", "127.0.0.1:0", "--database", &database]);
        command.env("ROSTER_MAIL__HOST", "mail.example").env("ROSTER_MAIL__FROM", "roster@acme.example");
        complaint(command.envs(more.iter().copied()))
    };
    let said = mail(&[]);
    assert_eq!(
        said,
        "the setting `public_url` is missing: the links in mails begin with it; expected how browsers reach this \
         server, for example https://roster.example"
    );
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, "no certificate").unwrap();
    let said =
        mail(&[("ROSTER_PUBLIC_URL", "https://roster.example"), ("ROSTER_MAIL__CA_FILE", file.to_str().unwrap())]);
    assert!(said.contains("`mail.ca_file` names holds no certificate"), "{said}");
    let said = mail(&[("ROSTER_MAIL__USERNAME", "ada"), ("ROSTER_MAIL__PASSWORD_FILE", "/nowhere/password")]);
    assert!(said.starts_with("cannot read /nowhere/password (the setting `mail.password_file`)"), "{said}");
}
