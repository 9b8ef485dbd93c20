//! A search as conditions on a member's searched text.

use api_types::{Search, SearchField, Term};
use sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};

use crate::store::text::{self, END_MARK, FIELD_MARKS, WORD_START};

/// The shortest text that the index of runs of three letters can find.
const RUN: usize = 3;

/// One term, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    /// For `LIKE … ESCAPE '\'` on the searched text of the member, or of the supervisor.
    pub pattern: String,
    pub of_supervisor: bool,
    /// Texts that all occur in whatever matches, each long enough for the index.
    runs: Vec<String>,
    /// Whether every text with all these runs matches.
    exact: bool,
}

/// Every term of a search.
pub(super) fn sought(search: &Search) -> Vec<Sought> {
    search.terms.iter().filter_map(one).collect()
}

fn one(term: &Term) -> Option<Sought> {
    let mut parts: Vec<String> = term.parts.iter().map(|part| text::words(part).join(WORD_START)).collect();
    if parts.iter().all(String::is_empty) {
        return None;
    }
    // Of one or two letters, only the beginnings of words.
    if let [part] = parts.as_mut_slice()
        && part.chars().count() < RUN
    {
        part.insert_str(0, WORD_START);
    }
    let middle: Vec<String> = parts.iter().map(|part| text::escape_like(part)).collect();
    let middle = middle.join("%");
    let (from, until) = match term.field {
        Some(SearchField::First) => (Some(FIELD_MARKS[1]), Some(FIELD_MARKS[2])),
        Some(SearchField::Last) => (Some(FIELD_MARKS[2]), Some(FIELD_MARKS[3])),
        Some(SearchField::Email) => (Some(FIELD_MARKS[3]), Some(FIELD_MARKS[4])),
        Some(SearchField::Signature) => (Some(FIELD_MARKS[4]), Some(END_MARK)),
        Some(SearchField::Supervisor) | None => (None, None),
    };
    let within = |mark: Option<char>| mark.map(String::from).unwrap_or_default();
    let pattern = match (within(from), within(until)) {
        (from, _) if from.is_empty() => format!("%{middle}%"),
        (from, until) => format!("%{from}%{middle}%{until}%"),
    };
    let exact = term.field.is_none() && parts.len() == 1;
    let runs = parts.into_iter().filter(|part| part.chars().count() >= RUN).collect();
    Some(Sought { pattern, of_supervisor: term.field == Some(SearchField::Supervisor), runs, exact })
}

impl Sought {
    /// Whether a text matches.
    pub(super) fn test(&self, searched: Expr) -> Expr {
        searched.like(LikeExpr::new(self.pattern.clone()).escape('\\'))
    }
}

/// What SQLite's index of runs is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Runs {
    expression: String,
    /// Whether whatever it finds matches, so that nothing has to be tested.
    pub exact: bool,
}

impl Runs {
    /// Of all of `sought`; `None` when none of them has a run.
    pub(super) fn of<'a>(sought: impl IntoIterator<Item = &'a Sought>) -> Option<Self> {
        let (mut phrases, mut exact) = (Vec::new(), true);
        for one in sought {
            exact &= one.exact && one.runs.len() == 1;
            phrases.extend(one.runs.iter().map(|run| format!("\"{}\"", run.replace('"', "\"\""))));
        }
        (!phrases.is_empty()).then(|| Self { expression: phrases.join(" AND "), exact })
    }

    /// The places that have all the runs, among those from `first` to before `end`.
    pub(super) fn places(&self, first: i64, end: i64) -> SelectStatement {
        Query::select()
            .column("rowid")
            .from("member_search")
            .and_where(
                Expr::cust("\"member_search\"")
                    .binary(sea_query::extension::sqlite::SqliteBinOper::Match, self.expression.clone()),
            )
            .and_where(Expr::col("rowid").gte(first))
            .and_where(Expr::col("rowid").lt(end))
            .take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Sought {
        let mut all = sought(&Search::parse(text, &SearchField::ALL).unwrap());
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    #[test]
    fn only_stars_and_percents_are_wildcards() {
        for (text, pattern) in [
            ("a_bc", "%a\\_bc%"),
            ("50\\", "%50\\\\%"),
            ("an*N", "%an%n%"),
            ("Åd", "%  ad%"),
            ("王", "%  王%"),
            ("王芳", "%王  芳%"),
            ("\"Ada  Love\"", "%ada  love%"),
            ("last:o*", "%\u{3}%o%%\u{4}%"),
            ("signature:jg", "%\u{5}%  jg%\u{6}%"),
            ("supervisor:kim", "%kim%"),
        ] {
            assert_eq!(only(text).pattern, pattern, "{text}");
        }
    }

    #[test]
    fn runs_are_what_the_index_can_find() {
        let runs = |text: &str| Runs::of(&sought(&Search::parse(text, &SearchField::ALL).unwrap()));
        let some = |expression: &str, exact| Some(Runs { expression: expression.to_owned(), exact });
        assert_eq!(runs("ada love"), some("\"ada\" AND \"love\"", true));
        assert_eq!(runs("a"), some("\"  a\"", true));
        assert_eq!(runs("o\"neil*x"), some("\"o\"\"neil\"", false));
        assert_eq!(runs("a*b"), None);
        assert_eq!(runs("first:ada"), some("\"ada\"", false));
        assert_eq!(runs(""), None);
    }

    #[test]
    fn what_folds_to_nothing_is_not_looked_for() {
        assert_eq!(sought(&Search::parse("\u{301} \u{202e}", &SearchField::ALL).unwrap()), []);
    }
}
