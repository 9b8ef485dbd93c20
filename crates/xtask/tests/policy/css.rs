//! Just enough of CSS to see what its rules apply to.

/// The selectors of all rules that do not stand inside another rule (those inside apply below it).
pub fn selectors(sheet: &str) -> Vec<String> {
    let sheet = without_comments(sheet);
    let mut found = Vec::new();
    blocks(&sheet, &mut |prelude| found.extend(split(prelude)));
    found
}

/// Whether a selector can only match inside the app.
pub fn is_ours(selector: &str) -> bool {
    [".roster", ":host", ".r-"].iter().any(|ours| selector.contains(ours))
}

/// Visits the prelude of each rule, going into groups such as `@layer` and `@container` but not into `@keyframes`.
fn blocks(css: &str, visit: &mut impl FnMut(&str)) {
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        // What ends with `;` before the block is a statement of its own.
        let prelude = rest[..open].rsplit(';').next().unwrap_or_default().trim();
        let (body, after) = body(&rest[open + 1..]);
        match prelude.strip_prefix('@') {
            None => visit(prelude),
            Some(rule) if ["keyframes", "property", "font-face"].iter().any(|kind| rule.starts_with(kind)) => {}
            Some(_) => blocks(body, visit),
        }
        rest = after;
    }
}

/// What stands before the brace that closes the block, and what stands behind it.
fn body(css: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, sign) in css.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return (&css[..at], &css[at + 1..]);
        }
    }
    (css, "")
}

/// Splits a list of selectors at the commas outside parentheses.
fn split(list: &str) -> Vec<String> {
    let mut depth = 0;
    let at_comma = |sign: char| {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        sign == ',' && depth == 0
    };
    list.split(at_comma).map(|one| one.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |sheet, part| sheet + part.split_once("*/").map_or("", |(_, after)| after))
}

#[test]
fn selectors_are_found_in_groups_and_not_in_rules() {
    let sheet = "@layer a, b; /* body {} */ @layer a { .r-x, p:is(a, b) { color: red; &:hover { color: blue } } } \
                 @keyframes spin { to { rotate: 1turn } } body { margin: 0 }";
    assert_eq!(selectors(sheet), [".r-x", "p:is(a, b)", "body"]);
}

#[test]
fn a_bare_element_is_not_ours() {
    assert!(is_ours(":where(.roster) *") && is_ours(".r-btn:hover") && is_ours(":host([hidden])"));
    assert!(!is_ours("body") && !is_ours(":root"));
}
