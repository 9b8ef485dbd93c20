//! A search as conditions on the searched text of a row.

use api_types::{Search, Term};
use sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};

use super::{
    counts::Facet,
    spec::{FieldSource, FieldSpec},
};
use crate::store::text::{self, WORD_START};

/// The shortest text that the index of runs of three letters can find.
const RUN: usize = 3;

/// One term, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    /// For `LIKE … ESCAPE '\'` on the searched text of the row, or of the row that it refers to.
    pub pattern: String,
    /// The column with the id of the row whose text is searched, if it is another row's.
    pub reference: Option<(Facet, &'static str)>,
    /// Texts that all occur in whatever matches, each long enough for the index.
    runs: Vec<String>,
    /// Whether every text with all these runs matches.
    exact: bool,
}

/// Every term of a search in a list with these fields.
pub(super) fn sought(search: &Search, fields: &[FieldSpec]) -> Vec<Sought> {
    search.terms.iter().filter_map(|term| one(term, fields)).collect()
}

fn one(term: &Term, fields: &[FieldSpec]) -> Option<Sought> {
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
    let source = term.field.and_then(|wanted| fields.iter().find(|field| field.field == wanted)).map(|it| it.source);
    let (from, until) = match source {
        Some(FieldSource::Between(from, until)) => (Some(from), Some(until)),
        Some(FieldSource::Reference { .. }) | None => (None, None),
    };
    let within = |mark: Option<char>| mark.map(String::from).unwrap_or_default();
    let pattern = match (within(from), within(until)) {
        (from, _) if from.is_empty() => format!("%{middle}%"),
        (from, until) => format!("%{from}%{middle}%{until}%"),
    };
    let exact = term.field.is_none() && parts.len() == 1;
    let runs = parts.into_iter().filter(|part| part.chars().count() >= RUN).collect();
    let reference = match source {
        Some(FieldSource::Reference { facet, column }) => Some((facet, column)),
        _ => None,
    };
    Some(Sought { pattern, reference, runs, exact })
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

#[cfg(test)]
mod tests {
    use api_types::SearchField;

    use super::*;
    use crate::store::members::SPEC;

    fn of_members(text: &str) -> Vec<Sought> {
        sought(&Search::parse(text, &SearchField::ALL).unwrap(), SPEC.search_fields)
    }

    fn only(text: &str) -> Sought {
        let mut all = of_members(text);
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
        let runs = |text: &str| Runs::of(&of_members(text));
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
        assert_eq!(of_members("\u{301} \u{202e}"), []);
    }
}
