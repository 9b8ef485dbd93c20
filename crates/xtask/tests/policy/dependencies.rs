//! What Roster depends on is allowed by deny.toml. The same as `cargo deny check licenses bans sources`, which not every
//! machine has.

use std::process::Command;

use serde_json::Value;

use crate::source;

/// The quoted words of a list in deny.toml: `name = [ … ]`.
fn list(name: &str) -> Vec<String> {
    let text = source::text("deny.toml");
    let start = format!("\n{name} = [\n");
    let list = text.split_once(&start).and_then(|(_, rest)| rest.split_once("\n]")).expect("the list is there").0;
    list.lines().filter(|line| !line.trim_start().starts_with('#')).map(str::to_owned).collect()
}

/// The first quoted word of a line.
fn quoted(line: &str) -> String {
    line.split('"').nth(1).unwrap_or_default().to_owned()
}

/// Every package of the workspace, on every platform.
fn packages() -> Vec<Value> {
    let arguments = ["metadata", "--locked", "--format-version", "1"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(source::root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::from_value(metadata["packages"].take()).unwrap()
}

/// Whether a licence expression (SPDX) can be met: `AND` binds more than `OR`, and the old `/` is `OR`.
fn is_met(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    any(&mut words, allowed)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any(words, allowed);
        return words.next() == Some(")") && met;
    }
    let mut licence = words.next().unwrap_or_default().to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        licence = format!("{licence} WITH {}", words.next().unwrap_or_default());
    }
    allowed(&licence)
}

#[test]
fn every_dependency_has_an_allowed_licence_and_comes_from_the_registry() {
    let allowed: Vec<_> = list("allow").iter().map(|line| quoted(line)).collect();
    let exceptions = list("exceptions");
    let banned: Vec<_> = list("deny").iter().map(|line| quoted(line)).collect();
    let packages = packages();
    assert!(packages.len() > 300 && allowed.len() > 5 && banned.len() > 1, "the lists were not found");
    let mut broken = Vec::new();
    for package in &packages {
        let field = |name: &str| package[name].as_str().unwrap_or_default();
        let (name, licence, source) = (field("name"), field("license"), field("source"));
        let exception = exceptions.iter().find(|line| quoted(line) == name);
        let is_allowed = |one: &str| {
            allowed.iter().any(|allowed| allowed == one)
                || exception.is_some_and(|line| line.contains(&format!("[\"{one}\"]")))
        };
        if !is_met(licence, &is_allowed) {
            broken.push(format!("  {name}: {licence:?}"));
        }
        if !source.is_empty() && source != "registry+https://github.com/rust-lang/crates.io-index" {
            broken.push(format!("  {name}: from {source}"));
        }
        if banned.iter().any(|banned| banned == name) {
            broken.push(format!("  {name}: banned"));
        }
    }
    assert!(broken.is_empty(), "not allowed by deny.toml:\n{}", broken.join("\n"));
    for line in exceptions {
        assert!(packages.iter().any(|package| package["name"] == quoted(&line)), "not used any more: {line}");
    }
}

#[test]
fn licence_expressions_are_read() {
    let allowed = |one: &str| ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&one);
    for met in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-3.0", "(MIT OR GPL-3.0) AND ISC", "Apache-2.0 WITH LLVM-exception"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for unmet in ["", "GPL-3.0", "MIT AND GPL-3.0", "GPL-3.0 OR MIT AND GPL-2.0", "Apache-2.0", "(MIT AND ISC"] {
        assert!(!is_met(unmet, &allowed), "{unmet}");
    }
}
