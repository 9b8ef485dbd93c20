//! The conditions of the search.

use sea_query::{Expr, ExprTrait, Query};

use super::{COUNTED, Condition, Number, builder::Builder};
use crate::store::{
    StoreError,
    listing::{
        counts::{VALUE, counts, first_place},
        search::{Runs, Sought},
    },
    sql,
};

const SUM_OF_ROWS: &str = r#"CAST(COALESCE(SUM("list_counts"."rows"), 0) AS BIGINT)"#;

impl Builder<'_> {
    /// The search in the rows' own texts.
    pub(super) async fn search(&self, terms: &[Sought]) -> Result<Condition, StoreError> {
        let tests = terms.iter().map(|term| term.test(self.tested("search_text"))).collect();
        let database = self.list.database();
        let trigrams = self.list.spec().long.filter(|_| database.is_sqlite()).map(|long| long.trigrams);
        let Some((trigrams, runs)) = trigrams.zip(Runs::of(terms)) else {
            return Ok(Condition { tests, ..Condition::default() });
        };
        let ordinal = self.list.ordinal();
        let candidates = runs.places(trigrams, first_place(ordinal), first_place(ordinal + 1));
        let limited = candidates.clone().limit(COUNTED + 1).take();
        let number = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(limited, "found").take();
        let (found,): (i64,) = sql::always(database.one(&number).await?)?;
        let found = found.unsigned_abs();
        // The index has hidden rows too.
        let exact = runs.exact && self.list.hidden() == 0;
        let number = (found <= COUNTED).then_some(Number { at_most: found, exact });
        Ok(Condition { tests, candidates: Some(candidates), number, is_many: exact && found > COUNTED })
    }

    /// The search in the texts of the rows that rows refer to: few, such as supervisors.
    pub(super) async fn reference_search(&self, term: &Sought) -> Result<Condition, StoreError> {
        let Some((facet, column)) = term.reference else { return Ok(Condition::default()) };
        let table = self.list.spec().table;
        let matching = counts(self.list.organization(), facet)
            .inner_join(table, Expr::col((table, "id")).equals(VALUE))
            .and_where(term.test(Expr::col((table, "search_text"))))
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
            is_many: false,
        })
    }
}
