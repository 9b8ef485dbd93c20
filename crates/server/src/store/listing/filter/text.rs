//! The conditions of the search.

use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{COUNTED, Condition, FETCHED_TO_COUNT, Number, builder::Builder};
use crate::store::{
    StoreError,
    listing::{
        counts::{VALUE, counts, first_place},
        search::{Runs, TermTest},
    },
    sql,
};

const SUM_OF_ROWS: &str = r#"CAST(COALESCE(SUM("list_counts"."rows"), 0) AS BIGINT)"#;

/// What an index finds.
struct Candidates {
    rows: SelectStatement,
    /// Whether nothing else has to be tested.
    is_answer: bool,
}

impl Builder<'_> {
    /// The search in the rows' own texts.
    pub(super) async fn search(&self, terms: &[TermTest]) -> Result<Condition, StoreError> {
        let tested = self.untouched_text();
        let tests = terms.iter().map(|term| term.test(&tested)).collect();
        let Some(Candidates { rows, is_answer }) = self.candidates(terms) else {
            return Ok(Condition { tests, is_pattern: true, ..Condition::default() });
        };
        // SQLite's index has hidden rows too.
        let exact = is_answer && !(self.list.database().is_sqlite() && self.list.hidden() > 0);
        let most = if is_answer { COUNTED } else { FETCHED_TO_COUNT };
        let limited = rows.clone().limit(most + 1).take();
        let count = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(limited, "found").take();
        let (found,): (i64,) = sql::always(self.list.database().one(&count).await?)?;
        let number = Some(found.unsigned_abs()).filter(|found| *found <= most);
        let number = number.map(|at_most| Number { at_most, exact });
        let is_many = exact && number.is_none();
        let is_pattern = !is_answer;
        Ok(Condition { tests, candidates: Some(rows), number, is_many, is_pattern, ..Condition::default() })
    }

    /// The rows that the index of a long list finds; `None` if it does not narrow the search.
    fn candidates(&self, terms: &[TermTest]) -> Option<Candidates> {
        let (list, long) = (self.list, self.list.spec().long?);
        if !list.database().is_sqlite() {
            return self.rows_by_trigrams(terms);
        }
        let (runs, ordinal) = (Runs::of(terms)?, list.ordinal());
        let rows = runs.places(long.trigrams, first_place(ordinal), first_place(ordinal + 1));
        Some(Candidates { rows, is_answer: runs.exact })
    }

    /// Without the offset, PostgreSQL's planner would see order and limit of the page, take its guess at how many match
    /// for true, and often scan the list in that order.
    fn rows_by_trigrams(&self, terms: &[TermTest]) -> Option<Candidates> {
        let indexed = self.column("search_text");
        let test = terms.iter().filter_map(|term| term.trigram_test(&indexed)).reduce(Expr::and)?;
        let rows = self.rows(test).expr(Expr::cust("*")).offset(0).take();
        Some(Candidates { rows, is_answer: terms.iter().all(TermTest::is_trigram_test_exact) })
    }

    fn untouched_text(&self) -> Expr {
        sql::without_text_index(self.list.database(), self.list.spec().table, "search_text")
    }

    /// The search in the texts of the rows that rows refer to: few, such as supervisors.
    pub(super) async fn reference_search(&self, term: &TermTest) -> Result<Condition, StoreError> {
        let Some((facet, column)) = term.reference else { return Ok(Condition::default()) };
        let table = self.list.spec().table;
        let matching = counts(self.list.organization(), facet)
            .inner_join(table, Expr::col((table, "id")).equals(VALUE))
            .and_where(term.test(&self.untouched_text()))
            .take();
        let ids = matching.clone().column(VALUE).take();
        let sum = matching.clone().expr(Expr::cust(SUM_OF_ROWS)).take();
        let (sum,): (i64,) = sql::always(self.list.database().one(&sum).await?)?;
        let places = self.places(self.column(column).in_subquery(ids.clone()));
        let number = Number { at_most: sum.unsigned_abs() + self.uncounted(), exact: self.uncounted() == 0 };
        Ok(Condition {
            tests: vec![self.tested(column).in_subquery(ids)],
            candidates: self.fetched(places),
            number: Some(number),
            ..Condition::default()
        })
    }
}
