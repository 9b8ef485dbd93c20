//! `roster api-key`: what it prints, and what the key can do until it is revoked.

use std::{io::Write, process::Stdio};

use crate::program::{Server, complaint, roster};

/// Runs `roster api-key` with these arguments; what it printed, and what it said besides.
fn api_key(arguments: &[&str], database: &str) -> (String, String) {
    let output = roster(&[&["api-key"], arguments, &["--database", database]].concat()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    (String::from_utf8(output.stdout).unwrap().trim_end().to_owned(), said)
}

/// Creates an organization with the number 10001.
fn found(database: &str) {
    let who = ["--organization", "Acme", "--email", "ada@acme.example", "--name", "Ada"];
    let mut command = roster(&[&["admin", "create"][..], &who, &["--database", database]].concat());
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"three wet otters hum\n").unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

/// The status line of the answer to a request for the references to an unknown member.
fn asked(server: &Server, key: &str) -> String {
    let path = "/api/v1/organizations/org_00000000000000000000000001/members/mem_00000000000000000000000001";
    let request = format!("GET {path}/references/portal HTTP/1.1");
    let answer = server.send(&[&request, &format!("authorization: Bearer {key}")], "");
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_key_is_printed_once_works_on_the_server_and_ends_when_it_is_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    let database = format!("sqlite://{}", folder.path().join("roster.db").display());
    found(&database);
    let create = ["create", "--organization", "10001", "--name", "Portal", "--expires-days", "30"];
    let (key, said) = api_key(&create, &database);
    assert!(key.starts_with("roster_key_") && key.len() == 54, "{key}");
    assert!(said.ends_with(" was created. Store the key now: it cannot be shown again.\n"), "{said}");
    let id = said.split(' ').next().unwrap();

    assert!(asked(&server, &key).starts_with("HTTP/1.1 404"));
    assert!(asked(&server, &key.replace("key_", "key_x")).starts_with("HTTP/1.1 401"));
    let list = || api_key(&["list", "--organization", "10001"], &database).0;
    let listed = list();
    assert!(listed.starts_with(&format!("{id}\tPortal\treferences.write\texpires ")), "{listed}");
    assert!(listed.contains("\tlast used ") && !listed.contains(&key), "{listed}");

    let (_, said) = api_key(&["revoke", id], &database);
    assert_eq!(said, format!("Portal ({id}) is revoked\n"));
    assert!(asked(&server, &key).starts_with("HTTP/1.1 401"));
    assert!(list().contains("\trevoked "));
    server.terminate();
    let (_, log) = server.end();
    assert!(!log.contains(key.strip_prefix("roster_key_").unwrap()), "{log}");
}

#[test]
fn what_is_wrong_with_a_key_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("roster.db").display());
    let said =
        |arguments: &[&str]| complaint(&mut roster(&[&["api-key"], arguments, &["--database", &database]].concat()));
    let unknown = "nothing was changed: there is no organization with this number";
    assert_eq!(said(&["create", "--organization", "7", "--name", "Portal"]), unknown);
    assert_eq!(said(&["list", "--organization", "7"]), unknown);
    let no_key = "nothing was changed: there is no API key with this id";
    assert_eq!(said(&["revoke", "key_00000000000000000000000007"]), no_key);
    let name = "--name is not usable: expected a name: one line of at most 120 characters";
    assert_eq!(said(&["create", "--organization", "7", "--name", " "]), name);
    for wrong in [
        &["create", "--organization", "7", "--name", "Portal", "--scope", "everything"][..],
        &["create", "--organization", "7", "--name", "Portal", "--expires-days", "0"],
        &["revoke", "mem_00000000000000000000000007"],
    ] {
        let output = roster(&[&["api-key"], wrong].concat()).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{wrong:?}");
    }
}
