use api_types::SearchField;
use proptest::prelude::*;

use super::*;
use crate::store::members::{Described, SPEC};

fn parse(text: &str) -> Search {
    Search::parse(text, &SearchField::ALL).unwrap()
}

fn only(text: &str) -> TermTest {
    let mut all = term_tests(&parse(text), SPEC.search_fields);
    assert_eq!(all.len(), 1, "{text}");
    all.remove(0)
}

fn runs(text: &str) -> Option<Runs> {
    Runs::of(&term_tests(&parse(text), SPEC.search_fields))
}

/// Somebody with a given name, a family name, an address and a signature.
type Somebody = (&'static str, &'static str, &'static str, &'static str);

const ADA: Somebody = ("Ada", "Lovelace", "al@acme.example", "ADL");
const ANNA: Somebody = ("Anna Lena", "Hansen", "anna.hansen@acme.example", "AH1");
const MARIAN: Somebody = ("Marian", "O’Brien", "m.brien@sub.acme.example", "an");
const CHAN: Somebody = ("小明", "陳", "chan@例え.example", "1");

fn name((given, family, ..): Somebody) -> String {
    if given == "小明" { [family, given].concat() } else { [given, " ", family].concat() }
}

fn stored(somebody: Somebody) -> String {
    let (given, family, email, signature) = somebody;
    let name = name(somebody);
    let described = Described {
        email,
        name: Some(&name),
        given_name: Some(given),
        family_name: Some(family),
        signature: Some(signature),
        ..Described::default()
    };
    described.search_text()
}

/// As both databases match: `%` is any text, a letter behind `\` itself.
fn is_like(text: &[char], pattern: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['%', rest @ ..] => (0..=text.len()).any(|from| is_like(&text[from..], rest)),
        ['_', rest @ ..] => !text.is_empty() && is_like(&text[1..], rest),
        ['\\', letter, rest @ ..] | [letter, rest @ ..] => text.first() == Some(letter) && is_like(&text[1..], rest),
    }
}

impl Needle {
    fn finds(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let like = |pattern: &String| is_like(&text, &pattern.chars().collect::<Vec<_>>());
        like(&self.pattern) && (self.within.is_empty() || self.within.iter().any(like))
    }
}

impl TermTest {
    fn finds(&self, text: &str) -> bool {
        self.any.iter().any(|needle| needle.finds(text))
    }

    /// What SQLite's index finds: texts with all the runs of one needle. `None` when it is not asked.
    fn index_finds(&self, text: &str) -> Option<bool> {
        expression(&self.any)?;
        Some(self.any.iter().any(|needle| needle.runs.iter().all(|run| text.contains(run))))
    }
}

fn found(search: &str) -> Vec<&'static str> {
    let terms = term_tests(&parse(search), SPEC.search_fields);
    let all = [ADA, ANNA, MARIAN, CHAN].into_iter();
    all.filter(|one| terms.iter().all(|term| term.finds(&stored(*one)))).map(|one| one.0).collect()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (search, expected) in cases {
        assert_eq!(found(search), *expected, "{search}");
    }
}

#[test]
fn f21_a_pattern_covers_a_whole_field() {
    check(&[
        ("first:an*", &["Anna Lena"]),
        ("first:%an", &["Marian"]),
        ("first:*an*", &["Anna Lena", "Marian"]),
        ("first:an", &["Anna Lena"]),
        ("first:nna", &["Anna Lena"]),
        ("first:a*a", &["Ada", "Anna Lena"]),
        ("first:lena*", &[]),
        ("first:*lena", &["Anna Lena"]),
        ("first:ada*ada", &[]),
        ("last:h*s*n", &["Hansen"].map(|_| "Anna Lena")),
        ("signature:a*l", &["Ada"]),
        ("email:a*", &["Ada", "Anna Lena"]),
        ("email:acme*", &[]),
        ("email:*acme*", &["Ada", "Anna Lena", "Marian"]),
        ("email:*n@*.example", &["Anna Lena", "Marian", "小明"]),
        ("first:小*", &["小明"]),
        ("first:明*", &[]),
        // Accents and case aside.
        ("last:ó'bríen*", &["Marian"]),
    ]);
}

#[test]
fn f21_a_pattern_without_a_field_covers_whole_words() {
    check(&[
        ("an*", &["Anna Lena", "Marian"]),
        ("*an", &["Marian", "小明"]),
        ("*an*", &["Anna Lena", "Marian", "小明"]),
        ("%an%", &["Anna Lena", "Marian", "小明"]),
        ("h*n", &["Anna Lena"]),
        ("an*n", &["Anna Lena"]),
        ("lena*", &["Anna Lena"]),
        ("l*ce", &["Ada"]),
        // From the name to the signature, it would have to cross fields.
        ("lovelace*adl", &[]),
        ("ada*lovelace", &["Ada"]),
        ("lovelace*ada", &[]),
        ("ada", &["Ada"]),
        ("love", &["Ada"]),
        ("da", &[]),
        ("ad", &["Ada"]),
        ("陳*明", &["小明"]),
    ]);
}

#[test]
fn f21_the_parts_of_an_address_are_words() {
    check(&[
        ("*@acme.example", &["Ada", "Anna Lena"]),
        ("@acme*", &["Ada", "Anna Lena"]),
        ("@*acme.example", &["Ada", "Anna Lena", "Marian"]),
        ("@a*e", &["Ada", "Anna Lena"]),
        ("email:@acme*", &["Ada", "Anna Lena"]),
        ("*hansen@", &["Anna Lena"]),
        ("*hansen", &["Anna Lena"]),
        ("chan*", &["小明"]),
        ("m.*", &["Marian"]),
        ("a*@acme*", &["Ada", "Anna Lena"]),
        ("a*n@*acme.example", &["Anna Lena"]),
        ("anna.hansen@acme.example", &["Anna Lena"]),
        ("ansen@ac", &["Anna Lena"]),
    ]);
}

#[test]
fn u3_the_domain_is_found_with_an_at_or_in_its_field() {
    check(&[
        ("acme", &[]),
        ("acme.example", &[]),
        ("*example", &[]),
        ("example*", &[]),
        ("*acme*", &[]),
        ("ex", &[]),
        ("例", &[]),
        ("supervisor:acme", &[]),
        ("@acme", &["Ada", "Anna Lena"]),
        ("@a", &["Ada", "Anna Lena"]),
        ("@", &["Ada", "Anna Lena", "Marian", "小明"]),
        ("@例", &["小明"]),
        ("email:acme", &["Ada", "Anna Lena", "Marian"]),
        ("email:ac", &["Ada", "Anna Lena"]),
        ("email:al", &["Ada"]),
        ("al@", &["Ada"]),
    ]);
}

#[test]
fn u3_an_at_is_found_in_other_fields_too() {
    let name = Described { email: "x@y", name: Some("Team @Home"), ..Described::default() }.search_text();
    for search in ["@home", "@h", "home", "@ho*", "team*@home", "*@home"] {
        assert!(only(search).finds(&name), "{search}");
    }
    assert!(!only("*home").finds(&Described { email: "x@home", ..Described::default() }.search_text()));
}

#[test]
fn f19_f20_quotes_hyphens_and_copied_addresses() {
    check(&[
        ("O'Brien", &["Marian"]),
        ("o´brien", &["Marian"]),
        ("“anna lena”", &["Anna Lena"]),
        ("Ada <al@acme.example>", &["Ada"]),
        ("mailto:al@acme.example", &["Ada"]),
        ("<al@acme.example>;", &["Ada"]),
        ("ａｄａ", &["Ada"]),
        ("ａｌ＠ａｃｍｅ", &["Ada"]),
    ]);
}

#[test]
fn u3_a_company_is_searched_like_a_field() {
    let company = text::searched(&["Aero Inc", "4711"]);
    for (search, expected) in [
        ("aero", true),
        ("a*c", true),
        ("inc*", true),
        ("*ero", true),
        ("ero*", false),
        ("aero*11", false),
        ("47*", true),
    ] {
        assert_eq!(term_tests(&Search::parse(search, &[]).unwrap(), &[])[0].finds(&company), expected, "{search}");
    }
}

#[test]
fn only_stars_and_percents_are_wildcards() {
    for (text, pattern) in [
        ("a_bc", "%a\\_bc%"),
        ("50\\", "%50\\\\%"),
        ("an*N", "%  an%n  %"),
        ("Åd", "%  ad%"),
        ("王", "%  王%"),
        ("王芳", "%王  芳%"),
        ("\"Ada  Love\"", "%ada  love%"),
        ("last:o*", "%\u{3}  o%\u{4}%"),
        ("last:*o", "%\u{3}%o  \u{4}%"),
        ("last:*o*", "%\u{3}%o%\u{4}%"),
        ("signature:jg", "%\u{5}%  jg%\u{6}%"),
        ("supervisor:kim", "%kim%"),
        ("email:kim*", "%\u{6}  ｋｉｍ%"),
    ] {
        assert_eq!(only(text).any[0].pattern, pattern, "{text}");
    }
}

#[test]
fn runs_are_what_the_index_can_find() {
    let some = |expression: &str, exact| Some(Runs { expression: expression.to_owned(), exact });
    assert_eq!(runs("ada love"), some("\"ada\" AND \"love\"", true));
    assert_eq!(runs("a"), some("\"  a\"", true));
    assert_eq!(runs("o\"neil*x"), some("\"  o''neil\" AND \"x  \"", false));
    assert_eq!(runs("*a*b*"), None);
    assert_eq!(runs("*an*"), None);
    assert_eq!(runs("an*"), some("\"  an\"", true));
    assert_eq!(runs("first:ada"), some("\"ada\"", false));
    assert_eq!(runs("first:a*"), some("\"\u{2}  a\"", true));
    assert_eq!(runs("first:a* *b*"), some("\"\u{2}  a\"", false));
    assert_eq!(runs("email:acme"), some("\"ａｃｍｅ\"", true));
    assert_eq!(runs("al@acme x*y"), some("(\"al@acme\" OR \"ａｌ＠  ａｃｍｅ\") AND \"  x\" AND \"y  \"", false));
    assert_eq!(runs("@a"), some("(\"  @a\" OR \"＠  ａ\")", true));
    assert_eq!(runs(""), None);
}

#[test]
fn what_folds_to_nothing_is_not_searched_for() {
    assert_eq!(term_tests(&parse("\u{301} \u{202e} *\u{200b}*"), SPEC.search_fields), []);
}

/// What a term means, said without searched texts.
mod meaning {
    use super::*;

    /// Whether a whole text is the parts with any text between them.
    fn is_glob(text: &str, parts: &[String]) -> bool {
        let text: Vec<char> = text.chars().collect();
        let pattern: Vec<char> =
            parts.iter().map(|part| text::escape_like(part)).collect::<Vec<_>>().join("%").chars().collect();
        is_like(&text, &pattern)
    }

    fn in_field(words: &[String], parts: &[String], whole: bool) -> bool {
        let text = words.join(" ");
        match parts {
            [part] if part.chars().count() <= SHORT => words.iter().any(|word| word.starts_with(part)),
            [part] => text.contains(part),
            _ if whole => is_glob(&text, parts),
            _ => (0..words.len()).any(|from| (from..words.len()).any(|to| is_glob(&words[from..=to].join(" "), parts))),
        }
    }

    fn in_address(email: &str, parts: &[String], whole: bool) -> bool {
        let words: Vec<String> =
            text::words(email).iter().flat_map(|word| word.split_inclusive('@')).map(str::to_owned).collect();
        let at = words.iter().position(|word| word.ends_with('@')).unwrap();
        let joined = |words: &[String]| words.join(" ").replace("@ ", "@");
        let behind = ["@", &joined(&words[at + 1..])].concat();
        let parts: Vec<String> = parts.iter().map(|part| part.replace("@ ", "@")).collect();
        match parts.as_slice() {
            [part] if part.chars().count() <= SHORT => words.iter().chain([&behind]).any(|word| word.starts_with(part)),
            [part] => joined(&words).contains(part),
            _ if whole => [&joined(&words), &joined(&words[..=at]), &behind].iter().any(|text| is_glob(text, &parts)),
            _ => {
                let ends = |from| (from..words.len()).map(move |to| from..=to);
                let from_at = ends(at + 1).map(|run| ["@", &joined(&words[run])].concat());
                let mut runs = (0..words.len()).flat_map(ends).map(|run| joined(&words[run])).chain(from_at);
                runs.any(|text| is_glob(&text, &parts))
            }
        }
    }

    pub fn matches(somebody: Somebody, term: &Term) -> bool {
        let (given, family, email, signature) = somebody;
        let (name, address) = (name(somebody), text::fold(email));
        let parts: Vec<String> = term.parts.iter().map(|part| text::words(part).join(" ")).collect();
        let of = |text: &str, whole| in_field(&text::words(text), &parts, whole);
        match term.field {
            Some(SearchField::First) => of(given, true),
            Some(SearchField::Last) => of(family, true),
            Some(SearchField::Signature) => of(signature, true),
            Some(SearchField::Email) => in_address(email, &parts, true),
            Some(SearchField::Supervisor) | None => {
                let local = address.split_once('@').unwrap().0;
                [&*name, given, family, local, signature].into_iter().any(|text| of(text, false))
                    || parts.iter().any(|part| part.contains('@')) && in_address(email, &parts, false)
            }
        }
    }
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let select = proptest::sample::select::<&'static str>;
    (
        select(vec!["Ada", "ana", "An Na", "A", "小明", "n@a", "a% _\\", "Ñ'a", ""]),
        select(vec!["Na", "nan", "de la N", "陳", "a-a", ""]),
        select(vec!["a@n.a", "an@a", "na.an@an", "a@a.a", "ñ@ñ.n", "n@明a"]),
        select(vec!["", "A", "na", "an na", "@a"]),
    )
}

fn term() -> impl Strategy<Value = String> {
    let field = proptest::sample::select(vec!["", "", "", "first:", "last:", "email:", "signature:", "supervisor:"]);
    (field, "[anAN@.*%\\\\_'Ñ明]{1,6}|\"[an ]{0,5}\"").prop_map(|(field, text)| [field, &text].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn f21_patterns_and_runs_find_what_a_term_means(somebody in somebody(), search in term()) {
        let text = stored(somebody);
        for term in parse(&search).terms {
            let Some(test) = TermTest::new(&term, SPEC.search_fields) else { continue };
            let is_meant = meaning::matches(somebody, &term);
            prop_assert_eq!(test.finds(&text), is_meant, "{:?}", &text);
            if let Some(found) = test.index_finds(&text) {
                let is_exact = Runs::of([&test]).unwrap().exact;
                prop_assert!(found || !is_meant, "the index misses {:?}", &text);
                prop_assert!(found == is_meant || !is_exact, "the index is not exact in {:?}", &text);
            }
        }
    }
}
