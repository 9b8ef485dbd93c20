//! Every case of docs/security.md has a test with its id in the name, or a reason why there is none.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{lines, text};

/// The ids: a letter for the kind, and ranges of numbers.
const CASES: [(char, &[(u8, u8)]); 11] = [
    ('T', &[(1, 7), (11, 11)]),
    ('I', &[(1, 3), (5, 6), (8, 11)]),
    ('S', &[(1, 6), (9, 10), (12, 12)]),
    ('O', &[(1, 3), (5, 5), (7, 7)]),
    ('C', &[(1, 3), (5, 9)]),
    ('D', &[(1, 1), (3, 7)]),
    ('L', &[(1, 2), (4, 7)]),
    ('E', &[(1, 4)]),
    ('X', &[(1, 17)]),
    ('R', &[(1, 6)]),
    ('F', &[(1, 36)]),
];

fn cases() -> BTreeSet<String> {
    let of = |(kind, ranges): (char, &[(u8, u8)])| {
        let numbers = ranges.iter().flat_map(|(first, last)| *first..=*last);
        numbers.map(|number| format!("{kind}{number}")).collect::<Vec<_>>()
    };
    CASES.into_iter().flat_map(of).collect()
}

/// The ids in the name of a Rust test: `x7_…`, `d1_d6_…`, `…_x7_…`.
fn in_function(line: &str) -> Vec<String> {
    let name = line.trim_start().trim_start_matches("async ").strip_prefix("fn ").unwrap_or_default();
    let name = name.split(['(', '<']).next().unwrap_or_default();
    name.split('_').map(str::to_uppercase).collect()
}

/// The ids that a title of a JavaScript test begins with: `X7 …`, `USR-11 S1 …`.
fn in_title(line: &str) -> Vec<String> {
    let call = line.trim_start();
    let title = ["test(", "test.describe("].iter().find_map(|start| call.strip_prefix(start)).unwrap_or_default();
    let words = title.trim_start_matches(['"', '`', '\'']).split(' ').map(str::to_owned);
    words.take_while(|word| word.ends_with(|last: char| last.is_ascii_digit())).collect()
}

/// The ids in the names of all tests.
fn tested() -> BTreeSet<String> {
    let mut rust = lines("crates", &["rs"], &[]);
    rust.extend(lines("src", &["rs"], &[]));
    rust.extend(lines("tests", &["rs"], &[]));
    let mut scripts = lines("tests/e2e", &["js"], &[]);
    scripts.extend(lines("trunk", &["js"], &[]));
    assert!(rust.len() > 10_000 && scripts.len() > 1_000, "the tests were not found");
    let rust = rust.iter().flat_map(|line| in_function(&line.text));
    rust.chain(scripts.iter().flat_map(|line| in_title(&line.text))).collect()
}

/// The rows `| id | … |` of a section of docs/security.md.
fn rows(section: &str) -> BTreeMap<String, String> {
    let text = text("docs/security.md");
    let (_, section) = text.split_once(&format!("\n## {section}\n")).expect("the section is there");
    let section = section.split("\n## ").next().unwrap_or_default();
    let cells = |line: &str| {
        let (id, what) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some((id.to_owned(), what.to_owned()))
    };
    section.lines().filter_map(cells).filter(|(id, _)| cases().contains(id)).collect()
}

#[test]
fn every_case_has_a_test_or_a_reason() {
    let (tried, untested) = (rows("What was tried"), rows("What has no test"));
    let both: Vec<_> = tried.keys().filter(|id| untested.contains_key(*id)).collect();
    assert!(both.is_empty(), "docs/security.md has these in both tables: {both:?}");
    let unknown: Vec<_> =
        cases().into_iter().filter(|id| !tried.contains_key(id) && !untested.contains_key(id)).collect();
    assert!(unknown.is_empty(), "docs/security.md does not have {unknown:?}");
    let tested = tested();
    let stale: Vec<_> = untested.keys().filter(|id| tested.contains(*id)).collect();
    assert!(stale.is_empty(), "these have a test: move them to \"What was tried\" in docs/security.md: {stale:?}");
    let missing: Vec<_> = tried.iter().filter(|(id, _)| !tested.contains(*id)).collect();
    let missing: Vec<_> = missing.iter().map(|(id, what)| format!("  {id}: {what}")).collect();
    assert!(missing.is_empty(), "no test has these ids in its name:\n{}", missing.join("\n"));
}

#[test]
fn an_id_is_read_from_names_and_titles() {
    assert!(in_function("    async fn d1_x11_a_backup(app: &TestApp) {").starts_with(&["D1".into(), "X11".into()]));
    assert!(in_function("fn the_page_of_x7_is_there()").contains(&"X7".to_owned()));
    assert_eq!(in_title("  test(\"USR-11 S1 a deactivated user\", async () => {"), ["USR-11", "S1"]);
    assert_eq!(in_title("test.describe(`F31 at ${what}`, () => {"), ["F31"]);
    assert_eq!(in_title("test(\"a user of X7\", async () => {"), Vec::<String>::new());
    assert_eq!(cases().len(), 114);
}
