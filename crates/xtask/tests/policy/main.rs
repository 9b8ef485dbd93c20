//! Rules about the source that no compiler checks. Each names the invariant of ARCHITECTURE.md that it holds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at once")]

mod cases;
mod css;
mod dependencies;
mod layers;
mod source;

use std::collections::BTreeSet;

use source::{Line, lines};

/// Says which lines break a rule; nothing when none does.
fn refuse(rule: &str, broken: impl Iterator<Item = Line>) {
    let broken: Vec<String> =
        broken.map(|line| format!("  {}:{}: {}", line.file, line.number, line.text.trim())).collect();
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

/// The lines that hold any of these words.
fn with(lines: Vec<Line>, words: &'static [&'static str]) -> impl Iterator<Item = Line> {
    lines.into_iter().filter(move |line| words.iter().any(|word| line.code().contains(word)))
}

#[test]
fn only_the_clock_asks_for_the_time() {
    let server = lines("crates/server/src", &["rs"], &["crates/server/src/clock.rs"]);
    assert!(server.len() > 1000, "the server's sources were not found");
    let reads = &["SystemTime::now", "Timestamp::now", "Zoned::now", "Uuid::now_v7"];
    refuse("time is passed in: take a Clock", with(server, reads));
}

#[test]
fn only_the_store_contains_sql() {
    let mut server = lines("crates/server/src", &["rs"], &[]);
    server.retain(|line| !line.file.starts_with("crates/server/src/store/"));
    refuse("SQL belongs to the store", with(server, &["sqlx::", "sea_query::", "rusqlite::"]));
}

#[test]
fn nothing_below_the_routes_speaks_http() {
    let below = ["authz", "clock", "store", "session", "state"];
    let mut server = lines("crates/server/src", &["rs"], &[]);
    server.retain(|line| below.iter().any(|module| line.file.starts_with(&format!("crates/server/src/{module}"))));
    assert!(server.len() > 1000, "the server's sources were not found");
    refuse("HTTP belongs to the routes", with(server, &["axum::", "hyper::"]));
}

#[test]
fn only_the_session_decides_what_a_caller_can_do() {
    // A job has no session, but the permissions that its user has at the moment.
    let deciding = ["crates/server/src/session/caller.rs", "crates/server/src/store/jobs/may.rs"];
    let server = lines("crates/server/src", &["rs"], &deciding);
    refuse("use Caller::authorize", with(server, &["Authorized::decide("]));
}

#[test]
fn only_the_host_touches_the_page_around_the_app() {
    let host = ["src/host.rs", "src/host/passkeys.rs", "src/host/storage.rs", "src/host/tabs.rs", "src/host/url.rs"];
    let app = lines("src", &["rs"], &host);
    assert!(app.len() > 500, "the app's sources were not found");
    let page = &[
        "web_sys::window",
        "window()",
        "document()",
        "local_storage",
        "session_storage",
        "web_sys::Storage",
        "web_sys::Window",
        "web_sys::Document",
        "web_sys::History",
        "mount_to_body",
        "use_document",
        "use_window",
    ];
    refuse("the page around the app is reached through host", with(app, page));
}

#[test]
fn pages_write_through_mutations() {
    let mut app = lines("src/pages", &["rs"], &[]);
    app.extend(lines("src/components", &["rs"], &[]));
    assert!(app.len() > 500, "the app's sources were not found");
    // Signing in and the links of mails belong to nobody's cached data; a download is no data of the app.
    let allowed = [
        "sign_in_form",
        "second_factor_form",
        "passkey",
        "reauthentication",
        "signed_in",
        "invitation/flow",
        "forgot_password",
        "link_flow",
        "stop_mails",
        "jobs/actions",
        "list/export",
        "members/person_export",
        "settings/export",
    ];
    app.retain(|line| !allowed.iter().any(|file| line.file == format!("src/pages/{file}.rs")));
    refuse("send a change with queries.mutate(…)", with(app, &[".api()"]));
}

#[test]
fn only_the_api_builds_paths_of_requests() {
    let mut app = lines("src", &["rs"], &["src/host.rs"]);
    app.retain(|line| !line.file.starts_with("src/api/"));
    assert!(app.len() > 500, "the app's sources were not found");
    refuse("add a function to src/api", with(app, &["\"/api/", "api/v1"]));
}

#[test]
fn nothing_is_styled_outside_roster() {
    let sheets = source::files("style", &["css"]);
    assert!(sheets.len() > 5, "the style sheets were not found");
    for file in sheets {
        let loose: Vec<_> = css::selectors(&source::text(&file)).into_iter().filter(|one| !css::is_ours(one)).collect();
        assert!(loose.is_empty(), "{file}: not below .roster, :host or a class of ours: {loose:?}");
    }
}

#[test]
fn the_policy_of_the_page_has_nothing_to_forbid() {
    let page = lines("index.html", &["html"], &[]);
    assert!(!page.is_empty(), "index.html was not found");
    let inline = |line: &Line| {
        let script = line.text.contains("<script") && !line.text.contains("src=");
        script || line.text.contains("<style") || line.text.contains(" style=") || line.text.contains(" onclick=")
    };
    refuse("no inline script and no inline style", page.into_iter().filter(inline));
    let views = lines("src", &["rs"], &[]);
    refuse(
        "a style attribute is blocked by the policy: use style:property=",
        with(views, &["style=\"", "style=move", "style=format"]),
    );
}

#[test]
fn the_app_never_asks_for_a_role_by_its_name() {
    let mut app = lines("src", &["rs"], &[]);
    // The catalogues translate the predefined names.
    app.retain(|line| !line.file.starts_with("src/i18n/"));
    let names = &["== \"administrator\"", "== \"editor\"", "== \"viewer\"", "\"administrator\" =>", "\"viewer\" =>"];
    refuse("what someone may do comes from the server's permissions", with(app, names));
}

#[test]
fn every_text_is_shown_somewhere() {
    // The compiler refuses a catalogue that lacks a text.
    let fields = lines("src/i18n/texts", &["rs"], &[]);
    let fields = fields.iter().filter_map(|line| line.text.strip_prefix("    pub ")?.split_once(": "));
    let texts: BTreeSet<_> = fields.map(|(name, _)| name.to_owned()).collect();
    assert!(texts.len() > 200, "the catalogues were not found");
    let mut app = lines("src", &["rs"], &[]);
    let catalogues = ["src/i18n/texts/", "src/i18n/en/", "src/i18n/de/"];
    app.retain(|line| !catalogues.iter().any(|folder| line.file.starts_with(folder)));
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let used: BTreeSet<_> = app
        .iter()
        .flat_map(|line| line.text.split('.').skip(1))
        .filter_map(|rest| rest.split(|c| !is_word(c)).next())
        .collect();
    let unused: Vec<_> = texts.iter().filter(|name| !used.contains(name.as_str())).collect();
    assert!(unused.is_empty(), "these texts are never shown: {unused:?}");
}

#[test]
fn no_file_knows_a_machine() {
    // Spelled in two parts, so that this file does not know one either.
    let homes = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat(), ["C:\\", "Users"].concat()];
    let tracked = source::tracked();
    assert!(tracked.len() > 50, "git lists no files");
    let knowing: Vec<_> =
        tracked.into_iter().filter(|file| homes.iter().any(|home| source::text(file).contains(home))).collect();
    assert!(knowing.is_empty(), "these files name a folder of one machine: {knowing:?}");
}

#[test]
fn a_registry_is_never_named() {
    assert!(source::text("Cargo.lock").contains("registry+https://github.com/rust-lang/crates.io-index"));
    let locks: Vec<_> = source::tracked().into_iter().filter(|file| file.ends_with("package-lock.json")).collect();
    assert!(locks.len() >= 2, "git lists {locks:?}");
    for lock in locks {
        assert!(!source::text(&lock).contains("\"resolved\""), "{lock} names where its packages came from");
    }
}

#[test]
fn an_optional_field_of_a_wire_type_has_a_default() {
    let (mut is_read, mut checked, mut broken) = (false, 0, Vec::new());
    for pair in lines("crates/api-types/src", &["rs"], &[]).windows(2) {
        let (above, line) = (&pair[0].text, &pair[1]);
        if line.text.starts_with("#[derive(") {
            is_read = line.text.contains("Deserialize");
        } else if is_read && line.text.starts_with("    pub ") && line.text.contains(": Option<") {
            checked += 1;
            broken.extend((!above.contains("default")).then(|| format!("  {}:{}", line.file, line.number)));
        }
    }
    assert!(checked > 20, "the wire types were not found");
    assert!(broken.is_empty(), "the app's deserializer needs #[serde(default)] above:\n{}", broken.join("\n"));
}
