//! The layers of the server: which module names which others by `crate::…`.

use crate::source;

/// What each top-level module of the server may name, from the lowest layer to the highest: only modules above it in
/// this list.
const LAYERS: &[(&str, &[&str])] = &[
    ("after_response", &[]),
    ("bearer", &[]),
    ("budget", &[]),
    ("client", &[]),
    ("clock", &[]),
    ("config", &[]),
    ("connections", &["client"]),
    ("metrics", &[]),
    ("request_id", &[]),
    ("shares", &[]),
    ("sheet", &[]),
    ("streams", &[]),
    // Pure: no database, no HTTP.
    ("authz", &["clock"]),
    ("store", &["budget", "clock", "authz"]),
    ("cursor", &["store"]),
    ("error", &["store"]),
    ("session", &["budget", "client", "clock", "authz", "store", "error"]),
    ("mail", &["clock", "config", "metrics", "authz", "store"]),
    ("state", &["after_response", "clock", "config", "store", "cursor", "session", "shares", "streams", "mail"]),
    ("jobs", &["store", "state"]),
    ("maintenance", &["store", "state"]),
    (
        "routes",
        &[
            "after_response",
            "bearer",
            "budget",
            "client",
            "clock",
            "request_id",
            "authz",
            "store",
            "cursor",
            "error",
            "session",
            "sheet",
            "streams",
            "state",
            "jobs",
        ],
    ),
    ("http", &["bearer", "client", "clock", "config", "metrics", "request_id", "error"]),
    ("app", &["state", "routes"]),
    ("demo", &["clock", "store", "session", "state"]),
    (
        "cli",
        &[
            "after_response",
            "clock",
            "config",
            "connections",
            "metrics",
            "store",
            "session",
            "mail",
            "streams",
            "state",
            "jobs",
            "maintenance",
            "routes",
            "http",
            "app",
            "demo",
        ],
    ),
];

/// A path that a file names: `store::audit` for `crate::store::audit`.
type Name = String;

/// Every path behind `crate::` in a source, also those in a group.
fn names(source: &str) -> Vec<Name> {
    let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        let is_whole_word = !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        let rest = &code[at + word.len()..];
        if is_whole_word {
            found.extend(rest.strip_prefix('{').map_or_else(|| vec![path(rest)], group));
        }
    }
    found
}

/// The path at the start of a text.
fn path(text: &str) -> Name {
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    text.trim_start().split(|letter| !is_path(letter)).next().unwrap_or_default().trim_end_matches(':').to_owned()
}

/// The paths of a group, up to the brace that closes it.
fn group(text: &str) -> Vec<Name> {
    let (mut depth, mut found, mut start) = (0, Vec::new(), 0);
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(path(&text[start..at]));
                start = at + 1;
                if sign == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The names in the source of a module that its layer does not allow.
fn forbidden(module: &str, source: &str) -> Vec<Name> {
    let row = LAYERS.iter().find(|(layer, _)| *layer == module);
    let allowed = row.map_or(&[][..], |(_, allowed)| *allowed);
    let covers = |allowed: &str, name: &str| {
        name.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let mut names = names(source);
    names.retain(|name| !covers(module, name) && !allowed.iter().any(|allowed| covers(allowed, name)));
    names
}

/// The top-level module that a file of the server belongs to.
fn module(file: &str) -> &str {
    let inside = file.strip_prefix("crates/server/src/").unwrap_or(file);
    inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

#[test]
fn a_layer_of_the_server_names_only_layers_below() {
    let files = source::files("crates/server/src", &["rs"]);
    assert!(files.len() > 100, "the server's sources were not found");
    let mut broken = Vec::new();
    for file in files.iter().filter(|file| *file != "crates/server/src/lib.rs") {
        let module = module(file);
        assert!(LAYERS.iter().any(|(layer, _)| *layer == module), "{file}: add the module {module} to LAYERS");
        let names = forbidden(module, &source::text(file));
        broken.extend(names.into_iter().map(|name| format!("  {file}: crate::{name}")));
    }
    assert!(broken.is_empty(), "the layer above is named:\n{}", broken.join("\n"));
}

#[test]
fn the_layers_have_an_order() {
    for (at, (layer, allowed)) in LAYERS.iter().enumerate() {
        for name in *allowed {
            let is_below = LAYERS[..at].iter().any(|(below, _)| below == name);
            assert!(is_below, "{layer} names {name}, which is not below it");
        }
    }
}

#[test]
fn a_name_of_a_higher_layer_is_found() {
    let source = "//! See crate::routes.\nuse crate::{\n    authz::{self, policy::{A, B}},\n    clock::Clock, routes,\n};\n\
                  pub(in crate::store) fn f() { crate::session::hash(); mycrate::http(); crate::routes::etag::g(); }";
    assert_eq!(names(source), ["authz", "clock::Clock", "routes", "store", "session::hash", "routes::etag::g"]);
    assert_eq!(forbidden("store", source), ["routes", "session::hash", "routes::etag::g"]);
    assert_eq!(forbidden("state", "use crate::cursor::CursorKey; use crate::routes::extract;"), ["routes::extract"]);
}
