//! The companies that a field offers, found by search among the active ones.

use api_types::{Company, CompanyId};
use leptos::prelude::*;

use super::super::{organization::use_current_organization, switcher::use_settled};
use crate::{
    i18n::use_i18n,
    queries::use_queries,
    ui::{Choice, Choices},
};

/// The active companies that match the search and that `is_offered` allows; `none` says that there is none. `known` gets
/// all that match.
pub fn use_company_choices(
    known: RwSignal<Vec<Company>>,
    is_offered: impl Fn(CompanyId) -> bool + Send + Sync + 'static,
    none: Signal<String>,
) -> Choices {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let (wanted, search) = (RwSignal::new(false), RwSignal::new(String::new()));
    let settled = use_settled(search.into());
    let answer = queries.companies(move || current.id().filter(|_| wanted.get()), move || settled.get());
    let has_more = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(Ok(list)) = answer.get() {
            has_more.set((list.items.len() as u64) < list.total.count);
            known.set(list.items);
        }
    });
    let found = Memo::new(move |_| {
        let choice = |it: &Company| Choice {
            value: it.id.to_string(),
            label: it.name.clone(),
            detail: it.number.clone().unwrap_or_default(),
        };
        known.with(|known| known.iter().filter(|it| is_offered(it.id)).map(choice).collect::<Vec<_>>())
    });
    let is_current = Signal::derive(move || search.get() == settled.get() && answer.with(Option::is_some));
    let note = Signal::derive(move || {
        let is_none = is_current.get() && found.with(Vec::is_empty);
        let text = match (is_none, search.get().trim()) {
            (true, "") => none.get(),
            (true, search) => (i18n.texts().list.no_value)(search),
            (false, _) if has_more.get() => i18n.texts().list.more_values.to_owned(),
            (false, _) => return None,
        };
        Some(text)
    });
    Choices { wanted, search, found: found.into(), is_current, note }
}
