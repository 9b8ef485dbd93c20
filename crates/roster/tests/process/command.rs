//! What keeps a command from starting: one sentence, exit code 2.

use std::{io::Write, net::TcpListener, path::Path, process::Stdio};

use sqlx::{Connection, SqliteConnection};

use crate::program::{complaint, roster};

fn serve(database: &str) -> String {
    complaint(&mut roster(&["serve", "--listen", "127.0.0.1:0", "--database", database]))
}

fn sqlite(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

#[test]
fn an_unknown_setting_in_the_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("roster.toml");
    std::fs::write(&file, "listen_on = \"127.0.0.1:80\"\n").unwrap();
    let said = complaint(&mut roster(&["serve", "--config", file.to_str().unwrap()]));
    assert!(said.starts_with(&format!("unknown setting `listen_on` in {}; expected one of", file.display())), "{said}");
}

#[test]
fn a_setting_that_cannot_be_used_is_named_with_its_place() {
    let said = complaint(roster(&["serve"]).env("ROSTER_LISTEN", "everywhere"));
    assert_eq!(
        said,
        "the setting `listen` from the environment variable ROSTER_LISTEN is not usable: expected an address and port \
         such as 127.0.0.1:8080, found \"everywhere\""
    );
    let said = complaint(&mut roster(&["demo", "--session-idle", "soon"]));
    assert!(said.starts_with("the setting `session.idle` from the flag --session-idle is not usable"), "{said}");
    let said = complaint(&mut roster(&["serve", "--config", "/nowhere/roster.toml"]));
    assert!(said.starts_with("cannot read the configuration file /nowhere/roster.toml"), "{said}");
}

#[test]
fn a_database_that_nobody_answers_for_is_named_without_its_password() {
    let said = serve("postgres://roster:hunter2@127.0.0.1:1/roster");
    assert!(said.starts_with("cannot use the database postgres://roster:***@127.0.0.1:1/roster: "), "{said}");
    assert!(said.ends_with("check that it runs, and what the setting `database` says"), "{said}");
}

#[test]
fn a_sqlite_file_that_cannot_be_made_or_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.db");
    std::fs::write(&text, "This is a text of some length and nothing like a database, so it must not be used.")
        .unwrap();
    for file in [folder.path(), &folder.path().join("none/roster.db"), &text] {
        let said = serve(&sqlite(file));
        assert!(said.starts_with(&format!("cannot use the database {}: ", sqlite(file))), "{said}");
        assert!(said.ends_with("check that its folder exists and that this user may write there"), "{said}");
    }
}

#[test]
fn a_sqlite_file_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let database = sqlite(&folder.path().join("roster.db"));
    seed(&database);
    let read_only = format!("{database}?mode=ro&immutable=1");
    let said = serve(&read_only);
    assert!(said.starts_with(&format!("cannot write to the database {read_only}: ")), "{said}");
    assert!(said.ends_with("check that this user may change it, its file and its folder"), "{said}");
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let database = sqlite(&folder.path().join("roster.db"));
    seed(&database);
    let mut connection = SqliteConnection::connect(&database).await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (9999, 'later', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let said = serve(&database);
    assert!(said.contains("newer version of Roster"), "{said}");
    assert!(said.ends_with("start that version, or restore a backup made by this one"), "{said}");
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let database = sqlite(&folder.path().join("roster.db"));
    let said = complaint(&mut roster(&["serve", "--listen", &address.to_string(), "--database", &database]));
    assert_eq!(
        said,
        format!("{address} is in use by another program; stop that one, or choose another port (--listen)")
    );
    let said = complaint(&mut roster(&["demo", "--port", &address.port().to_string()]));
    assert!(said.ends_with("choose another port (--port)"), "{said}");
}

#[test]
fn f28_listening_everywhere_needs_the_public_url() {
    let folder = tempfile::tempdir().unwrap();
    let database = sqlite(&folder.path().join("roster.db"));
    for address in ["0.0.0.0:0", "[::]:0"] {
        let said = complaint(&mut roster(&["serve", "--listen", address, "--database", &database]));
        assert_eq!(
            said,
            "the setting `public_url` is missing although `listen` stands for all addresses of this machine; expected \
             how browsers reach this server, for example https://roster.example"
        );
    }
    let url = ["serve", "--listen", "127.0.0.1:0", "--public-url", "http://0.0.0.0:8080", "--database", &database];
    let said = complaint(&mut roster(&url));
    assert!(said.starts_with("the setting `public_url` stands for all addresses"), "{said}");
    assert!(!folder.path().join("roster.db").exists());
}

#[test]
fn a_portal_without_a_page_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let said = complaint(&mut roster(&["demo", "--port", "0", "--portal", folder.path().to_str().unwrap()]));
    assert!(said.contains("index.html"), "{said}");
}

#[test]
fn openapi_prints_the_document() {
    let output = roster(&["openapi"]).output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{document}");
}

#[test]
fn x16_an_administrator_is_created_with_a_password_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let database = sqlite(&folder.path().join("roster.db"));
    let create_in = |organization: [&str; 2], name: &[&str], email: &str, password: &str| {
        let [flag, organization] = organization;
        let arguments = ["admin", "create", flag, organization, "--email", email, "--database", &database];
        let mut command = roster(&[&arguments[..], name].concat());
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let done = (Some(0), "ada@acme.example administers Acme\n".to_owned());
    let acme = ["--organization", "Acme"];
    assert_eq!(create_in(acme, &["--name", "Ada"], "ada@acme.example", "three wet otters hum"), done);
    let taken = create_in(acme, &["--name", "Eve"], "eve@acme.example", "three wet otters hum");
    let said = "roster: nothing was created: there is an organization with this name already: its number is 10001; \
                name it by --organization-number, or choose another name\n";
    assert_eq!(taken, (Some(2), said.to_owned()), "X16");
    let create_as = |name: &[&str], email: &str, password: &str| {
        create_in(["--organization-number", "10001"], name, email, password)
    };
    let create = |email: &str, password: &str| create_as(&["--name", "Ada"], email, password);
    let again = "roster: nothing was created: there is an account with this e-mail address already\n";
    assert_eq!(create("Ada@acme.example", "three wet otters hum"), (Some(2), again.to_owned()));
    let short = "roster: the password cannot be used: At least 15 characters. A sentence works well.\n";
    assert_eq!(create("eddie@acme.example", "short"), (Some(2), short.to_owned()));
    let (code, said) = create("eddie@acme.example", &"x".repeat(1_025));
    assert!(code == Some(2) && said.starts_with("roster: the password cannot be used: "), "X16 {said}");
    let wrong = "roster: --email is not usable: Enter an address in the form name@domain.\n";
    assert_eq!(create("eddie", "three wet otters hum"), (Some(2), wrong.to_owned()));
    let (code, said) = create("\u{430}da@acme.example", "three wet otters hum");
    assert!(code == Some(2) && said.contains("is from a different script"), "X16 {said}");

    let grace = ["--given-name", "Grace", "--family-name", "Hopper"];
    let done = (Some(0), "grace@acme.example administers 10001\n".to_owned());
    assert_eq!(create_as(&grace, "grace@acme.example", "three wet otters hum"), done);
    for (name, flag) in [
        (&["--name", " "][..], "name"),
        (&["--given-name", "", "--family-name", " "], "given-name"),
        (&["--family-name", "a\u{202e}b"], "family-name"),
    ] {
        let wrong = format!("roster: --{flag} is not usable: expected a name: one line of at most 120 characters\n");
        assert_eq!(create_as(name, "eddie@acme.example", "three wet otters hum"), (Some(2), wrong));
    }
    for name in [&[][..], &["--name", "Ada", "--given-name", "Ada"]] {
        assert_eq!(create_as(name, "eddie@acme.example", "three wet otters hum").0, Some(2), "{name:?}");
    }
}

#[test]
fn seed_fills_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let said = seed(&sqlite(&folder.path().join("roster.db")));
    assert!(said.trim_end() == "20 members in 0 s", "{said}");
}

/// Fills a new database; returns what was said.
fn seed(database: &str) -> String {
    let output = roster(&["seed", "--members", "20", "--database", database]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}
