//! A search as conditions on searched texts.
//!
//! The index of a long list finds texts by runs of three letters. It narrows a search, and answers many of them alone.
//!
//! A searched text has the words of each field with gaps around them, between marks (see [`text::searched`]). In that of
//! a member, the e-mail address comes last, hidden (see [`text::hidden`]).

use api_types::{SHORT, Search, Term};
use sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};

use super::{
    counts::Facet,
    spec::{FieldSource, FieldSpec},
};
use crate::store::text::{self, GAP, MARKS};

/// The shortest text that the index of runs of three letters can find.
const RUN: usize = 3;
/// Fields without the hidden address.
const PLAIN_FIELDS: usize = 5;

/// The test whether a text has one term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TermTest {
    /// The column with the id of the row whose text is searched, if it is another row's.
    pub reference: Option<(Facet, &'static str)>,
    /// A text that one of them matches is found.
    any: Vec<Needle>,
}

/// What a searched text must contain.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Needle {
    /// For `LIKE … ESCAPE '\'`.
    pattern: String,
    /// Unless this is empty, one of these must match as well: the pattern within each field. The pattern alone can
    /// match across fields, but an index can find it.
    within: Vec<String>,
    /// Texts that all occur in whatever matches, each long enough for the index.
    runs: Vec<String>,
    /// Whether every text with all these runs matches.
    exact: bool,
}

/// Every term of a search in a list with these fields. Terms that fold to nothing are dropped.
pub(super) fn term_tests(search: &Search, fields: &[FieldSpec]) -> Vec<TermTest> {
    search.terms.iter().filter_map(|term| TermTest::new(term, fields)).collect()
}

impl TermTest {
    fn new(term: &Term, fields: &[FieldSpec]) -> Option<Self> {
        let literals = Literals::new(term)?;
        let source = term.field.and_then(|wanted| fields.iter().find(|field| field.field == wanted));
        let (any, reference) = match source.map(|field| field.source) {
            Some(FieldSource::Place(place)) => (vec![literals.in_field(place)], None),
            Some(FieldSource::HiddenAddress) => (vec![literals.in_address(true)], None),
            Some(FieldSource::Reference { facet, column }) => (literals.anywhere(), Some((facet, column))),
            None => (literals.anywhere(), None),
        };
        Some(Self { reference, any })
    }

    /// Whether a searched text matches.
    pub(super) fn test(&self, searched: &Expr) -> Expr {
        any(self.any.iter().map(|needle| needle.test(searched)))
    }

    /// Whether a searched text has all the runs that PostgreSQL's index can find; `None` if there are none.
    pub(super) fn trigram_test(&self, searched: &Expr) -> Option<Expr> {
        let tests: Option<Vec<Expr>> = self.any.iter().map(|needle| needle.trigram_test(searched)).collect();
        tests.map(|tests| any(tests.into_iter()))
    }

    /// Whether every text that passes [`Self::trigram_test`] matches.
    pub(super) fn is_trigram_test_exact(&self) -> bool {
        self.any.iter().all(|needle| needle.exact && needle.runs.iter().all(|run| has_trigram(run)))
    }
}

impl Needle {
    fn test(&self, searched: &Expr) -> Expr {
        if self.within.is_empty() {
            return like(searched, &self.pattern);
        }
        like(searched, &self.pattern).and(any(self.within.iter().map(|pattern| like(searched, pattern))))
    }

    fn trigram_test(&self, searched: &Expr) -> Option<Expr> {
        let runs = self.runs.iter().filter(|run| has_trigram(run));
        runs.map(|run| like(searched, &format!("%{}%", text::escape_like(run)))).reduce(Expr::and)
    }
}

fn like(searched: &Expr, pattern: &str) -> Expr {
    searched.clone().like(LikeExpr::new(pattern).escape('\\'))
}

/// Whether PostgreSQL's index can find a text with anything around it: its trigrams are of letters and digits, with two
/// spaces before each word and one after it.
fn has_trigram(run: &str) -> bool {
    let is_letter: Vec<bool> = run.chars().map(char::is_alphanumeric).collect();
    is_letter.windows(2).any(|pair| pair == [false, true])
        || is_letter.windows(3).any(|three| three[..2] == [true, true])
}

fn any(conditions: impl Iterator<Item = Expr>) -> Expr {
    conditions.reduce(|one, other| one.or(other)).unwrap_or_else(|| Expr::val(false))
}

/// The folded texts of a term.
#[derive(Debug, Clone)]
struct Literals {
    /// At least one; none is empty.
    texts: Vec<String>,
    /// Whether the first one must stand at the beginning of a word: a short text without wildcards.
    is_short: bool,
    /// Whether the first one must stand at the beginning of the word or field that a pattern covers.
    begins: bool,
    /// Whether the last one must stand at its end.
    ends: bool,
}

impl Literals {
    fn new(term: &Term) -> Option<Self> {
        let parts: Vec<String> = term.parts.iter().map(|part| text::words(part).join(GAP)).collect();
        let is_anchor = |part: Option<&String>| term.is_pattern() && part.is_some_and(|part| !part.is_empty());
        let (begins, ends) = (is_anchor(parts.first()), is_anchor(parts.last()));
        let texts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let is_short = !term.is_pattern() && texts.first()?.chars().count() <= SHORT;
        (!texts.is_empty()).then_some(Self { texts, is_short, begins, ends })
    }

    fn has_at(&self) -> bool {
        self.texts.iter().any(|text| text.contains('@'))
    }

    /// Puts something before the first text and after the last.
    fn between(mut self, before: &str, after: &str) -> Self {
        self.texts.first_mut().into_iter().for_each(|first| first.insert_str(0, before));
        self.texts.last_mut().into_iter().for_each(|last| last.push_str(after));
        self
    }

    /// For `LIKE`: the texts in their order.
    fn pattern(&self) -> String {
        self.texts.iter().map(|text| text::escape_like(text)).collect::<Vec<_>>().join("%")
    }

    fn needle(self, pattern: String, within: Vec<String>, exact: bool) -> Needle {
        let runs = self.texts.into_iter().filter(|text| text.chars().count() >= RUN).collect();
        Needle { pattern, within, runs, exact }
    }

    /// In the words of any one field, or in the hidden address.
    fn anywhere(self) -> Vec<Needle> {
        if self.has_at() { vec![self.clone().in_words(), self.in_address(false)] } else { vec![self.in_words()] }
    }

    /// In the words of any one field.
    fn in_words(self) -> Needle {
        let before = if self.begins || self.is_short { GAP } else { "" };
        let after = if self.ends { GAP } else { "" };
        let anchored = self.between(before, after);
        let (pattern, is_one) = (anchored.pattern(), anchored.texts.len() == 1);
        let fields = if is_one { 0 } else { PLAIN_FIELDS };
        let within = (0..fields).map(|field| between_marks(field, &pattern)).collect();
        anchored.needle(["%", &pattern, "%"].concat(), within, is_one)
    }

    /// In the field with this place. A mark occurs once: between two of them, a pattern cannot leave the field.
    fn in_field(self, field: usize) -> Needle {
        let (begins, ends) = (self.begins, self.ends);
        if !begins && !ends {
            let anchored = if self.is_short { self.between(GAP, "") } else { self };
            let pattern = between_marks(field, &anchored.pattern());
            return anchored.needle(pattern, Vec::new(), false);
        }
        let (start, end) = (MARKS[field].to_string(), MARKS[field + 1].to_string());
        let before = if begins { [&start, GAP].concat() } else { String::new() };
        let after = if ends { [GAP, &end].concat() } else { String::new() };
        let anchored = self.between(&before, &after);
        let (pattern, is_one) = (anchored.pattern(), anchored.texts.len() == 1);
        let pattern = match (begins, ends) {
            (true, true) => ["%", &pattern, "%"].concat(),
            (true, false) => ["%", &pattern, "%", &end, "%"].concat(),
            _ => ["%", &start, "%", &pattern, "%"].concat(),
        };
        anchored.needle(pattern, Vec::new(), is_one)
    }

    /// In the hidden address, which no other field has the letters of: in all of it, or in its words. A word begins at
    /// the `@` and a word ends there.
    fn in_address(mut self, all: bool) -> Needle {
        let starts_at = self.texts.first().is_some_and(|text| text.starts_with('@'));
        let ends_at = self.texts.last().is_some_and(|text| text.ends_with('@'));
        self.texts.iter_mut().for_each(|text| *text = text::hidden(text));
        let (begins, ends) = (self.begins && !starts_at, self.ends && !ends_at);
        let start = if begins && all { MARKS[5].to_string() } else { String::new() };
        let before = if begins || self.is_short && !starts_at { GAP } else { "" };
        let after = if ends { GAP } else { "" };
        let end = if ends && all { MARKS[6].to_string() } else { String::new() };
        let anchored = self.between(&[&start, before].concat(), &[after, &end].concat());
        let (pattern, is_one) = (anchored.pattern(), anchored.texts.len() == 1);
        anchored.needle(["%", &pattern, "%"].concat(), Vec::new(), is_one)
    }
}

/// The pattern anywhere in the field with this place.
fn between_marks(field: usize, pattern: &str) -> String {
    format!("%{}%{pattern}%{}%", MARKS[field], MARKS[field + 1])
}

/// What SQLite's index of runs is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Runs {
    expression: String,
    /// Whether whatever it finds matches, so that nothing has to be tested.
    pub exact: bool,
}

impl Runs {
    /// Of all of `tests`; `None` when none of them has a run.
    pub(super) fn of<'a>(tests: impl IntoIterator<Item = &'a TermTest>) -> Option<Self> {
        let (mut terms, mut exact) = (Vec::new(), true);
        for test in tests {
            exact &= test.any.iter().all(|needle| needle.exact && !needle.runs.is_empty());
            terms.extend(expression(&test.any));
        }
        (!terms.is_empty()).then(|| Self { expression: terms.join(" AND "), exact })
    }

    /// The places that have all the runs in this index, among those from `first` to before `end`.
    pub(super) fn places(&self, index: &'static str, first: i64, end: i64) -> SelectStatement {
        Query::select()
            .column("rowid")
            .from(index)
            .and_where(
                Expr::cust(format!("\"{index}\""))
                    .binary(sea_query::extension::sqlite::SqliteBinOper::Match, self.expression.clone()),
            )
            .and_where(Expr::col("rowid").gte(first))
            .and_where(Expr::col("rowid").lt(end))
            .take()
    }
}

/// Finds whatever one of them matches; `None` when one has no run.
fn expression(any: &[Needle]) -> Option<String> {
    let phrase = |run: &String| format!("\"{}\"", run.replace('"', "\"\""));
    let all = |needle: &Needle| needle.runs.iter().map(phrase).collect::<Vec<_>>().join(" AND ");
    let all: Vec<String> = any.iter().map(all).collect();
    match all.as_slice() {
        [one] => Some(one.clone()).filter(|one| !one.is_empty()),
        some if some.iter().all(|one| !one.is_empty()) => Some(format!("({})", some.join(" OR "))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
