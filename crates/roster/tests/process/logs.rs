use serde_json::Value;

use crate::program::Server;

/// Stands in everything that must not be logged.
const SECRET: &str = "s3cret";

#[test]
fn no_password_cookie_token_or_query_is_ever_logged() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    let cookie = format!("cookie: roster={SECRET}; __Host-roster={SECRET}");
    let token = format!("authorization: Bearer {SECRET}");
    let post = ["POST /api/v1/session HTTP/1.1", "x-roster-client: test", "content-type: application/json"];
    let json = format!("{{\"email\":\"ada@acme.example\",\"password\":\"{SECRET}\"}}");
    let own_page = "sec-fetch-site: same-origin";
    let answers = [
        server.send(&post, &json),
        server.send(&[&post[..], &[&cookie, &token, own_page]].concat(), &json),
        server.send(&post, &format!("{{\"password\":\"{SECRET}\"")),
        server.send(&[&format!("GET /api/v1/organizations?q={SECRET} HTTP/1.1"), &cookie, &token], ""),
        server.send(&[&format!("GET /members?q={SECRET} HTTP/1.1"), "accept: text/html", &cookie], ""),
        server.send(&[&format!("GET /api/v1/none/{SECRET} HTTP/1.1"), &cookie], ""),
    ];
    assert!(answers.iter().all(|answer| answer.starts_with("HTTP/1.1 ")), "{answers:?}");
    server.terminate();
    let (_, log) = server.end();
    assert_eq!(log.matches("\"message\":\"request\"").count(), answers.len(), "{log}");
    assert!(!log.contains(SECRET), "{log}");
}

#[test]
fn i6_the_token_of_an_invitation_is_in_no_log_and_goes_to_no_other_page() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    let token = "s3cret-token-of-an-invitation-with-43-signs";
    let post = |path: &str| {
        let request = format!("POST /api/v1/invitations/{path} HTTP/1.1");
        let body = format!("{{\"token\":\"{token}\",\"given_name\":\"Nia\",\"password\":\"{SECRET}-{SECRET}\"}}");
        let body = if path == "accept" { body } else { format!("{{\"token\":\"{token}\"}}") };
        server.send(&[&request, "x-roster-client: test", "content-type: application/json"], &body)
    };
    let answers = ["lookup", "accept", "request"].map(post);
    let statuses = ["HTTP/1.1 404", "HTTP/1.1 404", "HTTP/1.1 202"];
    let page = server.send(&["GET /invitation HTTP/1.1", "accept: text/html"], "");
    server.terminate();
    let (_, log) = server.end();
    for (answer, status) in answers.iter().zip(statuses) {
        assert!(answer.starts_with(status) && !answer.contains(token), "{answer}");
    }
    assert!(page.to_lowercase().contains("referrer-policy: no-referrer"), "{page}");
    assert_eq!(log.matches("/api/v1/invitations/").count(), 3, "{log}");
    assert!(!log.contains("s3cret") && !log.contains(SECRET), "{log}");
}

#[test]
fn one_line_says_what_became_of_a_request() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    let id = "x-request-id: seen-7";
    server.send(&["GET /api/v1/organizations/org_00000000000000000000000001 HTTP/1.1", id], "");
    server.terminate();
    let (_, log) = server.end();
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let requests: Vec<_> = lines.filter(|line| line["message"] == "request").collect();
    let [line] = &requests[..] else { panic!("not one line: {requests:?}") };
    assert_eq!(line["method"], "GET");
    assert_eq!(line["route"], "/api/v1/organizations/{organization}");
    assert_eq!(line["status"], 401);
    assert_eq!(line["span"]["request_id"], "seen-7");
    assert!(line["milliseconds"].is_f64(), "{line}");
}
